"""`pyready check --since OLD`: three lines about what changed, and what is left."""

import json
from pathlib import Path

import pytest

from commands.program import clean, pyready
from for_each import for_each
from laptops.recorded import NAMES, record_of
from needs import once
from pyready.commands.since import changes

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.starts_measured
def test_what_it_opened_is_named_and_nothing_is_left() -> None:
    first, second, third = changes(record_of("stock-applocker", private=False), record_of("open-laptop", private=False))

    assert first == (
        "Since the report of 22 November 2026, 14:00 UTC, the answer changed. Before: Not without IT. Now: Yes."
    )
    assert second.startswith("This works now: Python Install Manager; uv;")
    assert third == "Nothing blocks the recommended option."


def test_what_no_longer_works_is_named_with_the_request_to_send() -> None:
    _, second, third = changes(record_of("open-laptop", private=False), record_of("stock-applocker", private=False))

    assert "No option works now that did not work then. This no longer works: Python Install Manager; uv;" in second
    assert third.startswith("Still to solve: Send IT request 1: Install Python 3.14 in Program Files")


@pytest.mark.slow
@once
@for_each("name", NAMES)
def test_against_itself_nothing_has_changed(name: str) -> None:
    record = record_of(name, private=False)
    first, second, _ = changes(record, record)

    assert "the answer is the same: " in first
    assert second == "No option works now that did not work then."


@once
@pytest.mark.starts_measured
def test_the_three_lines_come_first_and_stand_in_every_format(tmp_path: Path) -> None:
    given = ("check", "--facts", str(EXAMPLES / "open-laptop.json"), "--since", str(EXAMPLES / "stock-applocker.json"))
    result = pyready(*given, home=tmp_path)
    clean(result)
    assert result.stdout.decode().startswith("Note: Since the report of 22 November 2026")

    record = json.loads(pyready(*given, "--format", "json", home=tmp_path).stdout)
    assert [each.partition(" ")[0] for each in record["notices"][:3]] == ["Since", "This", "Nothing"]
    assert any(each["where"].endswith("stock-applocker.json") for each in record["did"]["read"])


@pytest.mark.starts_measured
def test_what_is_no_report_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    result = pyready(
        "check", "--facts", str(EXAMPLES / "open-laptop.json"), "--since", "notes.txt", home=tmp_path, cwd=tmp_path
    )

    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.decode().splitlines()) == 1


def test_steps_end_with_how_to_prove_them() -> None:
    from pyready.report import RENDERERS, Options

    record = record_of("open-laptop", private=False)
    assert "When you have done this: pyready verify\n" in RENDERERS["text"](record, Options())
    assert "<p>When you have done this: pyready verify</p>" in RENDERERS["html"](record, Options())
    closed = record_of("stock-applocker", private=False)
    assert "pyready verify" not in RENDERERS["text"](closed, Options())
