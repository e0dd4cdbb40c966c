"""Reads the XML of rules: small, without document types, and no deeper than rules ever are."""

from typing import Any
from xml.parsers import expat

import msgspec

MOST_CHARACTERS, DEEPEST, MOST_NODES = 6_000_000, 12, 100_000


class Malformed(Exception):
    """The text is no rule that can be read."""


class Node(msgspec.Struct):
    """An element; text between elements means nothing here."""

    name: str
    attributes: dict[str, str]
    children: list["Node"]

    def child(self, name: str) -> "Node | None":
        """The first element of that name below."""
        for each in self.children:
            if each.name == name:
                return each
        return None

    def attribute(self, name: str) -> str:
        """Raises Malformed when it is not there."""
        if name not in self.attributes:
            raise Malformed(f"{self.name} has no {name}")
        return self.attributes[name]


def read(text: str) -> Node:
    """The outermost element. Raises Malformed: too long, too deep, a document type, or no XML."""
    # A NUL would make the parser guess at another encoding.
    if len(text) > MOST_CHARACTERS or "\0" in text:
        raise Malformed("too long, or no text")
    builder = _Builder()
    # The text is decoded already: what its first line says of an encoding must not count.
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    try:
        parser.Parse(text.encode("utf-8"), True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise Malformed("no XML") from error
    return builder.top.children[0]


class _Builder:
    """Thousands of rules are read one by one, so this is kept lean."""

    __slots__ = ("_count", "_open", "top")

    def __init__(self) -> None:
        self.top = Node("", {}, [])
        self._open = [self.top]
        self._count = 0

    def refuse(self, *_: Any) -> None:
        raise Malformed("a document type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node, held = Node(name, attributes, []), self._open
        self._count += 1
        if len(held) > DEEPEST or self._count > MOST_NODES:
            raise Malformed("too deep or too many")
        held[-1].children.append(node)
        held.append(node)

    def end(self, _: str) -> None:
        self._open.pop()
