"""Values of any size, depth and kind in files of settings: each is told as malformed, or says nothing."""

import plistlib
from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.conda import CondaFacts
from pyready.model.tool_settings import Settings
from pyready.probes import conda, proxies, settings
from pyready.probes.proxies import Proxies

HOME = "/home/jsmith"
LONG = "0x" + "f" * 6000
"""A number that can be read, and of which Python refuses to write out all digits."""
PLIST = "/Library/Preferences/SystemConfiguration/preferences.plist"


def read(path: str, text: str | bytes) -> Settings:
    return facts_of(bare.linux(files={f"{HOME}/{path}": text}), Settings, settings.PROBE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"offline = {LONG}\n", id="a long number"),
        pytest.param("offline = " + "9" * 6000 + "\n", id="more digits than Python reads"),
        pytest.param("[index-url" + ".a" * 2000 + "]\nb = 1\n", id="a table of many names"),
        pytest.param("index-url" + ".a" * 2000 + " = 1\n", id="a key of many names"),
        pytest.param("cache-dir = " + "{a.b.c.d = " * 80 + "1" + "}" * 80 + "\n", id="tables in tables"),
    ],
)
def test_of_uv_the_file_is_malformed(text: str) -> None:
    (file,) = read(".config/uv/uv.toml", text).files
    assert (file.state, file.fault) == ("malformed", "form")


@for_each(
    "text",
    [
        f"offline: {LONG}\nssl_verify: {LONG}\n",
        f"override_channels_enabled: [{LONG}]\nssl_verify: [{LONG}, a]\n",
        "offline: 1" + ":59" * 1000 + "\nssl_verify: {a: " + LONG + "}\n",
    ],
)
@for_each("name", [".condarc", ".mambarc"])
def test_of_conda_a_yes_or_no_of_any_size_says_nothing(name: str, text: str) -> None:
    found = facts_of(bare.linux(files={f"{HOME}/{name}": text}), CondaFacts, conda.PROBE)
    (file,) = (*found.condarcs, *found.mambarcs)
    assert (file.state, file.offline, file.override_channels, file.ssl_verify) == ("set", None, None, "file")


@pytest.mark.parametrize("blank", [" ", "\t"])
def test_of_pip_a_line_of_blanks_is_read_at_once(blank: str) -> None:
    (file,) = read(".config/pip/pip.conf", f"[global]\na{blank * 900_000}b\n").files
    assert (file.state, file.fault, file.line) == ("malformed", "form", 2)
    (found,) = read(".config/pip/pip.conf", f"[global]\ncert{blank * 900_000}= /a\n").found
    assert (found.name, found.line, found.places[0].path) == ("cert", 2, "/a")


def nested(depth: int) -> Any:
    held: Any = []
    for _ in range(depth):
        held = [held]
    return held


@pytest.mark.parametrize(
    "value",
    [
        {"CurrentSet": nested(2)},
        {
            "CurrentSet": "/Sets/A",
            "Sets": {"A": {"Network": {"Global": {"IPv4": {"ServiceOrder": [nested(2), 3, "S"]}}}}},
        },
    ],
)
def test_of_macos_a_name_that_is_no_text_names_nothing(value: dict[str, Any]) -> None:
    written = plistlib.dumps(value).replace(b"<array/>", b"<array>" * 3000 + b"</array>" * 3000)
    host = bare.linux(files={PLIST: written}, platform="macos")
    assert not facts_of(host, Proxies, proxies.PROBE).desktop.pac.value
