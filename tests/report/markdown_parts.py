"""Markdown read back as a reader would show it: raw HTML on, tables on, so that nothing is safe by a setting."""

from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "hr", "inline"}
"""What our own text is made of."""


class Shown(NamedTuple):
    """`values` are the code spans, `words` everything that is read, code spans included."""

    blocks: set[str]
    inline: set[str]
    values: list[str]
    words: str


def rendered(text: str) -> Shown:
    tokens = READER.parse(text)
    children = [child for token in tokens for child in token.children or ()]
    return Shown(
        {token.type.removesuffix("_open").removesuffix("_close") for token in tokens},
        {child.type for child in children},
        [child.content for child in children if child.type == "code_inline"],
        "\n".join("".join(child.content for child in token.children or ()) for token in tokens if token.children),
    )


def headings(text: str, level: int = 1) -> list[str]:
    tokens = READER.parse(text)
    return [
        "".join(child.content for child in after.children or ())
        for token, after in pairwise(tokens)
        if token.type == "heading_open" and token.tag == f"h{level}"
    ]


def sections(text: str) -> list[str]:
    return headings(text, 2)
