"""The words of our own code, knowledge, guides and tickets: no names to the privacy scan (privacy/scan.py)."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

TOP = Path(__file__).parents[1]
PLACE = TOP / "src/pyready/privacy/vocabulary.txt"
_WORD = re.compile(r"[^\W_]{2,40}")
_LETTERS = re.compile(r"[^\W\d_]{2,40}")
_HOST = re.compile(r"(?<![\w@.-])[^\W_][\w-]*(?:\.[\w-]*[^\W_])+")


_LINK = re.compile(r"(?<=\]\()([a-z0-9-]+)\.md")
"""A link to another guide, which is no host."""


def text() -> str:
    """The file: a word or host on each line, in small letters. Examples and tests have no say: they hold names."""
    found: set[str] = set()
    for each in _texts():
        small = each.casefold()
        for pattern in (_WORD, _LETTERS, _HOST):
            found.update(pattern.findall(small))
    return "".join(f"{word}\n" for word in sorted(found) if word.isascii() and not word.endswith(".example"))


def _read(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of files, but for those of messages: the words of other programs are many."""
    return (path.read_text("utf-8") for path in sorted(paths) if path.stem != "messages")


def _texts() -> Iterator[str]:
    for folder in ("guides", "tickets"):
        yield from (_LINK.sub(r"\1", text) for text in _read((TOP / folder).glob("*.md")))
    yield from _read((TOP / "src/pyready/knowledge").glob("*.toml"))
    modules = (TOP / "src/pyready").rglob("*.py")
    for path in sorted(each for each in modules if each.stem != "_index"):  # that one names modules
        tree = ast.parse(path.read_text("utf-8"))
        # Docstrings give names for examples.
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
                yield node.value
