"""What docs/architecture.md names is there, and the tests that docs/testing.md names."""

import re
from pathlib import Path

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "pyready"
PAGE = (TOP / "docs" / "architecture.md").read_text("utf-8")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.(py|md|toml)")


def named(page: str) -> list[str]:
    """Each path between backticks: from the top, or a room of `src/pyready`."""
    return [text for text in re.findall(r"`([^`\n]+)`", page) if PATH.fullmatch(text)]


def test_every_path_exists() -> None:
    assert len(named(PAGE)) > 30
    assert [path for path in named(PAGE) if not list(TOP.glob(path)) and not (SOURCE / path).exists()] == []


def test_every_test_that_is_named_in_testing_exists() -> None:
    paths = [path for path in named((TOP / "docs" / "testing.md").read_text("utf-8")) if path.startswith("tests/")]
    assert len(paths) > 20
    assert [path for path in paths if not (TOP / path).exists()] == []


def test_every_room_has_its_level() -> None:
    from test_shape import LEVEL

    rows = re.findall(r"^\| `(\w+)/` \| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == sorted(rows, key=lambda row: int(row[1]))
    assert {room: int(level) - 1 for room, level in rows} == LEVEL


def test_every_name_is_in_the_file_that_is_named_with_it() -> None:
    pairs = re.findall(r"`(\w+)` in `([^`]+)`", PAGE)
    assert len(pairs) > 10
    wrong = [
        (name, path)
        for name, path in pairs
        if not re.search(rf"^(def |class )?{name}\b", (TOP / path).read_text("utf-8"), re.MULTILINE)
    ]
    assert wrong == []
