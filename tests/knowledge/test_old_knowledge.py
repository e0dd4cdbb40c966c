"""The list of what to look up again."""

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from pyready.knowledge import TABLES, raw

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

import old_knowledge  # noqa: E402 - after the path is set

DAY = dt.date(2026, 11, 22)


def row(**changes: Any) -> dict[str, Any]:
    return {"id": "a", "source": "https://a.example/", "checked": DAY, **changes}


@for_each(
    ("table", "changes", "days", "why"),
    [
        ("tools", {}, 0, ()),
        ("tools", {}, -500, ()),
        ("tools", {}, 365, ()),
        ("tools", {}, 366, ("old: looked at 366 days ago, good for 365",)),
        ("pythons", {}, 181, ("old: looked at 181 days ago, good for 180",)),
        ("licences", {}, 181, ("old: looked at 181 days ago, good for 180",)),
        ("windows", {}, 731, ("old: looked at 731 days ago, good for 730",)),
        ("windows", {"ends": DAY}, 0, ()),
        ("windows", {"ends": DAY}, 1, ("ended on 2026-11-22",)),
        ("tools", {"until": DAY}, 1, ("ended on 2026-11-22",)),
        ("agents", {"sure": False}, 0, ("not sure",)),
        ("agents", {"sure": True, "unsure": False}, 0, ()),
        ("tools", {"unsure": True}, 366, ("old: looked at 366 days ago, good for 365", "not sure")),
    ],
)
def test_what_is_listed_and_why(table: str, changes: dict[str, Any], days: int, why: tuple[str, ...]) -> None:
    found = old_knowledge.findings(DAY + dt.timedelta(days), {table: {"date": DAY, "row": [row(**changes)]}})

    assert [each.why for each in found] == ([why] if why else [])
    assert [each.source for each in found] == (["https://a.example/"] if why else [])


def test_every_row_of_every_table_has_a_name_and_counts() -> None:
    late = old_knowledge.findings(dt.date(2099, 1, 1), {name: raw(name) for name in TABLES})

    assert {each.table for each in late} == set(TABLES)
    dated = sum(text.count("\nchecked = ") for text in (path.read_text("utf-8") for path in tables()))
    assert len(late) == dated
    assert [each for each in late if not each.row or not each.source] == []
    assert {each.row for each in late if len(each.row.split()) < 2} == {"strict_x509", "installer"}  # one of its kind


def tables() -> list[Path]:
    return [TOP / "src" / "pyready" / "knowledge" / f"{name}.toml" for name in TABLES]


def test_what_is_printed_is_grouped_and_counted() -> None:
    found = old_knowledge.findings(DAY + dt.timedelta(400), {"tools": {"row": [row(), row(id="b")]}, "vpns": {}})

    assert list(old_knowledge.printed(DAY, found)) == [
        "tools.toml: 2 of its rows",
        "  row a: old: looked at 400 days ago, good for 365",
        "    https://a.example/",
        "  row b: old: looked at 400 days ago, good for 365",
        "    https://a.example/",
        "",
        "On 2026-11-22: 2 old, 0 ended, 0 not sure.",
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-11-29", ""),
        ("2030-11-01", "pythons.toml recommends Python 3.14, whose security fixes ended on 2030-10-31."),
    ],
)
def test_a_recommended_python_past_its_end_comes_first(day: str, says: str) -> None:
    assert old_knowledge.recommendation(dt.date.fromisoformat(day), raw("pythons")) == says


@pytest.mark.parametrize(("words", "code"), [([], 0), (["2031-12-01"], 0), (["soon"], 2)])
def test_what_is_to_do_is_no_fault(words: list[str], code: int) -> None:
    command = [sys.executable, str(TOP / "tasks.py"), "knowledge", *words]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=30)

    assert (done.returncode, bool(done.stdout), bool(done.stderr)) == (code, code == 0, code != 0)
