"""Every table of the knowledge, those of later days too: each entry says where it is from and when it was looked at."""

import ast
import datetime as dt
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from for_each import for_each
from pyready import knowledge
from pyready.knowledge import TABLES, date_of_knowledge, endpoints
from pyready.knowledge.loader import Table

FOLDER = Path(endpoints.__file__).parent
FILES = sorted(FOLDER.glob("*.toml"))
TODAY = dt.datetime.now(dt.UTC).date()


def entries(table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table below the top, by the path to it."""
    for name, value in table.items():
        for number, part in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(part, dict):
                yield f"{name}[{number}]", part
                yield from ((f"{name}[{number}].{path}", inner) for path, inner in entries(part))


def complaints(text: str) -> list[str]:
    """What is wrong with the sources and dates of a file."""
    whole = tomllib.loads(text)
    found = [] if isinstance(whole.get("date"), dt.date) else ["date: missing"]
    if isinstance(whole.get("date"), dt.date) and whole["date"] > TODAY:
        found.append("date: in the future")
    for path, entry in entries(whole):
        source = str(entry.get("source", ""))
        # What no page says may stand there if it says so itself: unsure, and in words where it was seen.
        if not source.startswith("https://") and not (entry.get("sure") is False and len(source.split()) > 3):
            found.append(f"{path}: no source")
        checked = entry.get("checked")
        if not isinstance(checked, dt.date):
            found.append(f"{path}: not dated")
        elif checked > TODAY:
            found.append(f"{path}: from the future")
    return found


@for_each("path", FILES, ids=lambda path: path.name)
def test_every_entry_has_a_source_and_a_date_that_is_not_in_the_future(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert complaints(text) == []
    assert list(entries(tomllib.loads(text)))


GOOD = 'date = 2026-01-01\n[[a]]\nsource = "https://a.example/"\nchecked = 2026-01-01\n'


@for_each(
    ("text", "complaint"),
    [
        (GOOD, ""),
        (GOOD.replace("date = 2026-01-01\n[", "["), "date: missing"),
        (GOOD.replace("date = 2026-01-01\n[", "date = 2999-01-01\n["), "date: in the future"),
        (GOOD.replace("checked = 2026-01-01", "checked = 2999-01-01"), "a[0]: from the future"),
        (GOOD.replace("checked = 2026-01-01", 'checked = "2026-01-01"'), "a[0]: not dated"),
        (GOOD.replace("checked = 2026-01-01\n", ""), "a[0]: not dated"),
        (GOOD.replace('source = "https://a.example/"\n', ""), "a[0]: no source"),
        (GOOD.replace("https://a.example/", "a friend"), "a[0]: no source"),
        (GOOD.replace("https://a.example/", "seen on some machines"), "a[0]: no source"),
        (GOOD.replace("https://a.example/", "seen on some machines") + "sure = false\n", ""),
        (GOOD.replace('source = "https://a.example/"\n', "sure = false\n"), "a[0]: no source"),
        (GOOD.replace("[[a]]", "[a]"), ""),
        (GOOD + "[b]\nc = 1\n", "b[0]: no source"),
        (GOOD + "[[a.c]]\nd = 1\n", "a[0].c[0]: no source"),
    ],
)
def test_the_lint_catches(text: str, complaint: str) -> None:
    assert (complaint in complaints(text)) if complaint else (complaints(text) == [])


def test_no_part_of_the_advice_is_older_than_its_date() -> None:
    dates = [tomllib.loads(path.read_text(encoding="utf-8"))["date"] for path in FILES]

    assert date_of_knowledge() == min(dates)
    assert len(FILES) >= 9
    assert all((FOLDER / f"{path.stem}.py").is_file() for path in FILES)
    assert knowledge.__doc__


def test_every_table_goes_through_the_one_loader_and_counts_in_the_date() -> None:
    assert sorted(TABLES) == [path.stem for path in FILES]
    for name in TABLES:
        table = importlib.import_module(f"pyready.knowledge.{name}").known()
        assert isinstance(table, Table)
        assert table.date == tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["date"]


def test_nothing_else_reads_a_file_of_the_knowledge() -> None:
    readers = {"tomllib", "importlib.resources", "pathlib"}
    found = {
        path.stem
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name in readers
    }
    assert found - {"text_folder"} == {"__init__"}  # that one finds the folders of guides and tickets
