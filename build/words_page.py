"""Writes every sentence that pyready can say on one page, build/words.md: to be read from top to bottom by a stranger.

`python tasks.py words`. The page is no part of the repository: each change of a sentence would be in it twice. The
words come from the source as `tests/words.py` reads it, from the tables of knowledge, the tickets and the templates of
the page. The guides are pages already.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tests"))

import voice  # noqa: E402 - after the path is set
import words  # noqa: E402

PLACE = Path(__file__).with_name("words.md")
HEAD = """# Every sentence that pyready can say

Names and places are those of the source. A text in braces is filled in. Read it as a stranger: say each aloud."""
_SAID = ("says", "title", "about", "why", "what")
"""Keys of the tables of knowledge whose texts are shown."""
_NAMES = ("id", "name", "kind", "product")
"""What names a row."""
_NOT_SHOWN = "Words in code"
"""Over what stands in no block at the head: declarations, tables, and the rooms that hold little else."""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for room, paths in groupby(_modules(), key=lambda path: path.relative_to(voice.SOURCE).parts[0]):
        modules = [text for path in paths if (text := module(path))]
        parts += [f"## {room}", *modules] if modules else []
    parts += ["## Tables of knowledge", *(_table(path) for path in sorted(voice.SOURCE.rglob("*.toml")))]
    parts += ["## Requests to IT", *(_ticket(path) for path in sorted((TOP / "tickets").glob("*.md")))]
    parts += ["## Templates of the page", *(_template(path) for path in sorted(voice.SOURCE.rglob("*.j2")))]
    return "\n\n".join(filter(None, parts)) + "\n"


def _modules() -> list[Path]:
    """The rooms that judge and show first, in their own order, then the others."""
    rooms = [*words.ROOMS, *sorted({path.parent.name for path in voice.SOURCE.glob("*/__init__.py")} - {*words.ROOMS})]
    return [path for room in rooms for path in sorted((voice.SOURCE / room).rglob("*.py"))]


def module(path: Path) -> str:
    """The words of one module by when they are shown."""
    parts = []
    for shown, found in groupby(words.of_module(path.read_text("utf-8")), key=lambda each: each.shown or _NOT_SHOWN):
        parts.append("\n".join([f"*{shown}*", "", *(_item(each.name, each.text) for each in found)]))
    return "\n\n".join([f"### {path.relative_to(voice.SOURCE).as_posix()}", *parts]) if parts else ""


def _item(name: str, text: str) -> str:
    return f"- `{name}`: {' / '.join(text.strip().splitlines())}"


def _table(path: Path) -> str:
    found = [_item(name, text) for name, text in _told("", tomllib.loads(path.read_text("utf-8")))]
    return "\n".join([f"### {path.name}", "", *found]) if found else ""


def _told(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """What a table says, with the name of the row."""
    if isinstance(value, Mapping):
        name = next((str(value[key]) for key in _NAMES if key in value), name)
        for key, part in value.items():
            if key in _SAID and isinstance(part, str):
                yield name, part
            else:
                yield from _told(name or key, part)
    elif isinstance(value, list):
        for each in value:
            yield from _told(name, each)


def _ticket(path: Path) -> str:
    return "\n".join([f"### {path.name}", "", *_lines(voice.in_markdown(path.read_text("utf-8")))])


def _template(path: Path) -> str:
    found = _lines((number, text.strip()) for number, text in voice.in_template(path.read_text("utf-8")))
    return "\n".join([f"### {path.name}", "", *found]) if found else ""


def _lines(found: Iterable[tuple[int, str]]) -> list[str]:
    texts = (text.lstrip("#- ").strip() for _, text in found)
    return [f"- {text}" for text in texts if re.search(r"[A-Za-z]{2}", text.replace("X", ""))]


def main() -> int:
    """Write the page."""
    text = page()
    PLACE.write_text(text, "utf-8", newline="\n")
    count = sum(line.startswith("- ") for line in text.splitlines())
    print(f"{PLACE.relative_to(TOP)}: {count:,} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
