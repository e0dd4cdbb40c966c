"""Text that a file spells by escapes gets into no report as it is."""

import json

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from pyready.engine.app import report
from pyready.engine.safe_facts import safe
from pyready.model.anchors import Anchored
from pyready.model.host import Host
from pyready.model.safe_text import UNSAFE, clean
from pyready.probes import PROBES, TYPES
from pyready.report.json import render
from pyready.report.saved import parse

HOME = "/home/jsmith"
MANAGER = "C:\\Users\\jane.smith\\AppData\\Roaming\\Python\\PyManager.json"
ODD = [chr(number) for number in (*range(0x20), *range(0x7F, 0xA0), 0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xDFFF)]
FILES = [
    pytest.param(bare.linux(files={f"{HOME}/.config/uv/uv.toml": 'cache-dir = "/a\\u001B[31m\\u0085"\n'}), id="TOML"),
    pytest.param(bare.linux(files={f"{HOME}/.condarc": 'channels: ["a\\uD800", "\\e[31m", "\\x85"]\n'}), id="YAML"),
    pytest.param(bare.linux(files={f"{HOME}/.gitconfig": '[http]\nsslCAInfo = "/a\\b"\n'}), id="git"),
    pytest.param(bare.windows(files={MANAGER: '{"install": {"source": "C:\\\\a\\ud800\\u0007"}}'}), id="JSON"),
    pytest.param(
        bare.linux(files={f"{HOME}/.config/pip/pip.conf": b"[global]\ncert = /a\x1b[31m\xc2\x85b\n"}), id="INI"
    ),
]


@pytest.mark.unmeasured
@for_each("host", FILES)
def test_a_look_at_it_makes_a_report_that_can_be_read_again(host: Host) -> None:
    seen = look(host, tuple(each for each in PROBES if not each.network))
    written = render(report(seen, private=True))

    assert not UNSAFE.search(written)
    assert "\\\\u00" in written or "\\\\ud800" in written  # as it can be seen
    assert parse(written, TYPES).facts.get(TYPES["settings"]) is not None


@for_each("character", ODD, ids=ascii)
def test_all_that_is_unsafe_is_found_as_json_has_it(character: str) -> None:
    for text in (character, f"C:\\{character}", f"\\\\{character}b", f"é{character}"):
        assert safe(Anchored("", text), Anchored) == Anchored("", clean(text)[0])


def test_what_is_safe_is_handed_on_as_it_is() -> None:
    for text in ("C:\\bin\\fonts\\u0041", "\\\\b\\f", "é\u2020\n\t", json.dumps("\x1b"), "\U0001f600"):
        found = Anchored("", text)
        assert safe(found, Anchored) is found
