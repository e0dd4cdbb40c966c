"""The two reports of verify: what they say, the published schema, and that they hold no name and no secret."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from laptops.bare import HOME
from laptops.recorded import laptop, seen
from pyready.model.running import Run
from pyready.model.verification import VerifyRecord
from pyready.probes.storage import Storage
from pyready.report.layout import Sheet
from pyready.report.verify.json import render
from pyready.report.verify.text import whole
from pyready.verify.sharing import private, safe_proof, shared
from pyready.verify.story import Wanted, ready, verified
from schemas import published
from verify.scripted import Scripted, failed

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "verify.schema.json").read_text("utf-8"))
PYTHON = "C:\\Program Files\\Python313\\python.exe"
PERSON = HOME.rpartition("\\")[2]
SAYS = (
    f"Could not open {HOME}\\secret project\\x.py\nLooking in indexes: https://me:hunter2@packages.trust.example/simple"
)


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., VerifyRecord]:
    """A run on a recorded laptop, whose folders are made here."""

    def made(name: str = "vpn-laptop-at-home", *, to_share: bool, raw: bool = False, **changed: Run) -> VerifyRecord:
        given = seen(name)
        storage = given.facts[Storage]
        here = replace(
            storage, home=replace(storage.home, path=str(tmp_path)), temp=replace(storage.home, path=str(tmp_path))
        )
        look = replace(given, facts=given.facts.with_entry(Storage, here))
        bench = ready(replace(laptop(name).host, runner=Scripted(changed)), look, Wanted(PYTHON, offline=False))
        whole_record = verified(bench, look, lambda *_: None, private=not to_share)
        assert list(tmp_path.iterdir()) == []
        if raw:
            return whole_record
        return shared(whole_record, look) if to_share else private(whole_record)

    return made


def faults(report: Any) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in published("verify").iter_errors(report)]


@pytest.mark.unmeasured
@pytest.mark.parametrize("to_share", [True, False])
def test_the_json_fits_the_published_schema(to_share: bool, record: Callable[..., VerifyRecord]) -> None:
    report = json.loads(render(record(to_share=to_share, six=failed(SAYS))))

    assert faults(report) == []
    assert (report["format"], report["private"]) == ("pyready-verify/1", not to_share)
    assert faults(report | {"format": "pyready-verify/2"})
    assert faults(report | {"proofs": [{"id": "x"}]})


def test_the_schema_is_published_twice_alike() -> None:
    inside = Path(__file__).parents[2] / "src" / "pyready" / "report" / "verify" / "verify.schema.json"
    assert json.loads(inside.read_text("utf-8")) == SCHEMA


def test_in_a_shared_report_names_and_secrets_are_left_out(record: Callable[..., VerifyRecord]) -> None:
    made = record(to_share=True, six=failed(SAYS))
    text = render(made) + whole(Sheet(), made)

    assert PERSON not in text
    assert "hunter2" not in text
    assert any("<user>" in line for each in made.proofs for line in each.lines)
    assert "so you can share this report" in " ".join(whole(Sheet(), made).split())


def test_a_private_report_keeps_names_and_no_secret(record: Callable[..., VerifyRecord]) -> None:
    made = record(to_share=False, six=failed(SAYS))
    text = whole(Sheet(), made)

    assert PERSON in text
    assert "hunter2" not in text
    assert made.left_out
    assert "This text holds real names" in text


def test_on_the_terminal_each_step_is_without_secrets(record: Callable[..., VerifyRecord]) -> None:
    steps = [safe_proof(each) for each in record(to_share=False, raw=True, six=failed(SAYS)).proofs]

    assert any(PERSON in line for each in steps for line in each.lines)
    assert not any("hunter2" in line for each in steps for line in each.lines)


def test_the_text_says_the_answer_what_to_do_and_what_was_done(record: Callable[..., VerifyRecord]) -> None:
    text = whole(Sheet(), record("sign-in-proxy", to_share=True, six=failed("407 Proxy Authentication Required")))

    assert text.startswith("Does this Python work?\n")
    assert re.search(r"^\d+\. A package of Python code installs: does not work$", text, re.MULTILINE)
    assert "     | 407 Proxy Authentication Required" in text
    assert "Request to IT: hosts-through-proxy. pyready check --format ticket writes it." in text
    assert "More: pyready guide proxy" in text
    assert "Run pyready verify again when that is done." in text
    assert "This Python does not work yet. It fails at step 7: A package of Python code" in text
    assert "Not tested: A compiled package installs; JupyterLab installs;" in text
    assert re.search(r"Read \d+ things, contacted \d+ servers?, started \d+ programs?\.", " ".join(text.split()))


def test_where_it_works_the_text_is_short(record: Callable[..., VerifyRecord]) -> None:
    text = whole(Sheet(), record(to_share=True))

    assert "  This Python works, with packages and notebooks." in text
    assert len(text.splitlines()) < 30
    assert max(map(len, text.splitlines())) <= 80
