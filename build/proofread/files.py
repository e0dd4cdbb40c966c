"""Which files are looked over, and what a file must be before anybody reads it."""

import re
from pathlib import Path

from proofread.finding import Finding, Page
from pyready.guides.markdown import shown

KINDS = ("guides", "tickets", "stories")
MESSAGES = Path("src", "pyready", "knowledge", "messages.toml")
"""What `pyready explain` knows, in a copy of the repository."""
LARGEST, LARGEST_TABLE = 100_000, 500_000
"""Bytes of a page and of the messages. The longest guide has a tenth of it, the messages a fifth."""
LONGEST_LINE = 1500
"""Characters. A sentence has a line of its own."""
LEFT_OUT = {"README.md", "template.md"}
_NAMED = re.compile(r"(?m)(?:^|[\s\[{,:-])[&*][\w-]")
"""An anchor or alias of YAML, by which a small file becomes a large one."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# shown to whoever edits a page
_OUTSIDE = (
    "this file is not in guides/, tickets/ or stories/: put it directly into one of these folders "
    "(messages are in src/pyready/knowledge/messages.toml)"
)
_ENDING = "a page is a text file that ends in .md: rename it, or take it out of this folder"
_NAME = "the name has small letters, digits and single hyphens only, such as my-new-guide.md"
_LINK = "this is a link to another file: put the text itself here"
_NO_FILE = "there is no such file"
_LARGE = "the file has {size} bytes, {most} at most: make two pages of it"
_NOT_TEXT = "the file is not UTF-8 text (byte {at}): save it as UTF-8"
_INVISIBLE = "the line holds an invisible character ({what}): delete it and type the words anew"
_LINE = "the line has {count} characters, {most} at most: write one sentence to a line"
_ALIAS = "the front matter has a name for a value (& or *): write the value itself"
_EMPTY = "the file is empty: begin with a copy of another page"


def pages_of(top: Path) -> list[Path]:
    """Every file of the three folders but those that explain the folder; a file that is no page is found as one."""
    return [path for kind in KINDS for path in sorted((top / kind).glob("*")) if path.name not in LEFT_OUT]


def all_of(top: Path) -> list[Path]:
    """The same and the messages."""
    return [*pages_of(top), *([top / MESSAGES] if (top / MESSAGES).is_file() else [])]


def opened(top: Path, path: Path) -> Page | Finding:
    """The page of a file, or why it is none."""
    kind = path.parent.name
    if path == top / MESSAGES:
        return _sized(MESSAGES.stem, path, LARGEST_TABLE)
    if path.parent != top / kind or kind not in KINDS:
        return Finding(1, _OUTSIDE)
    if path.suffix != ".md" or path.is_dir():
        return Finding(1, _ENDING)
    if not _ID.fullmatch(path.stem):
        return Finding(1, _NAME)
    return _sized(kind, path, LARGEST)


def _sized(kind: str, path: Path, most: int) -> Page | Finding:
    if path.is_symlink():
        return Finding(1, _LINK)
    if not path.is_file():
        return Finding(1, _NO_FILE)
    size = path.stat().st_size
    return Finding(1, _LARGE.format(size=size, most=most)) if size > most else _read(kind, path)


def _read(kind: str, path: Path) -> Page | Finding:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Finding(1, _NOT_TEXT.format(at=error.start))
    for number, line in enumerate(text.split("\n"), 1):
        if (safe := shown(line)) != line.replace("\t", "    "):
            what = re.search(r"\\u[0-9a-f]{4}", safe)
            return Finding(number, _INVISIBLE.format(what=what[0] if what else "?"))
        if len(line) > LONGEST_LINE:
            return Finding(number, _LINE.format(count=len(line), most=LONGEST_LINE))
    if _NAMED.search(text.partition("\n---\n")[0]) and text.startswith("---\n"):
        return Finding(1, _ALIAS)
    return Page(kind, path.stem, text) if text.strip() else Finding(1, _EMPTY)
