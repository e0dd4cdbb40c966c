"""The Markdown of a guide: only what pyready's own renderers and the repository's pages show alike."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from proofread.finding import Finding, Page, prose_lines

HOSTS_ANY_GUIDE_MAY_LINK = {
    "colab.research.google.com",
    "github.com",
    "jupyter.org",
    "repo.anaconda.com",
    "www.python.org",
}
FENCES = {"cmd", "powershell", "sh", "python", "text", "toml"}
PARTS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "fence", "inline"}
INLINE = {"text", "softbreak", "code_inline", "link_open", "link_close", "strong_open", "strong_close"}
WIDEST, MOST_LINES = 72, 100
"""Characters of a line of code; lines of a guide."""
GENERATED = {"messages"}

# shown to whoever edits a page
_PARTS = {
    "html_block": "HTML is not shown: write the words alone",
    "html_inline": "HTML is not shown: write the words alone, or a command between backticks",
    "image": "a picture is not shown in a terminal: say it in words",
    "blockquote": "write a paragraph instead of a quotation",
    "hr": "leave out the line across: a heading parts two sections",
    "code_block": "a line that begins with four spaces is code: put code between two lines of three backticks",
    "em": "write **words** for emphasis, or leave the stars out",
    "hardbreak": "leave out the spaces or the backslash at the end of the line",
}
_OTHER = "this kind of Markdown ({what}) is not shown: write paragraphs, lists, links and blocks of code"
_HEADING = "write headings with two signs: ## Words"
_TABLE = "a table is not shown: write a list"
_KIND = "a block of code begins with three backticks and its kind, one of: {kinds}"
_OPEN = "this block of code has no end: close it with a line of three backticks"
_WIDE = "a line of code has {count} characters, {most} at most: cut it into two, in cmd with ^ at the end of the first"
_CHARACTER = 'use plain characters, such as " and -, in place of {what}'
_LENGTH = "the guide has {count} lines, {most} at most: make two guides of it"


def body_of(page: Page) -> tuple[str, int]:
    """What follows the front matter, and how many lines stand before it."""
    head, closing, body = page.text.partition("\n---\n")
    return (body, head.count("\n") + 2) if closing else (page.text, 0)


def tokens(page: Page) -> Iterator[tuple[int, Token]]:
    """Each part with its line in the file; the parts of a paragraph have the paragraph's."""
    body, before = body_of(page)
    for token in MarkdownIt("commonmark").parse(body):
        line = before + (token.map[0] if token.map else 0) + 1
        yield line, token
        yield from ((line, child) for child in token.children or ())


def of_page(page: Page) -> Iterator[Finding]:
    """What the renderers would not show as it is meant."""
    found = list(tokens(page))
    yield from _unknown(found)
    yield from _blocks(found)
    body, before = body_of(page)
    fences = [number for number, line in enumerate(body.split("\n"), before + 1) if line.lstrip().startswith("```")]
    if len(fences) % 2:
        yield Finding(fences[-1], _OPEN)
    yield from (Finding(number, _TABLE) for number, line in prose_lines(page.text) if line.lstrip().startswith("|"))
    for number, line in enumerate(page.lines, 1):
        if number > before and (odd := re.search(r"[^\x00-\x7f]", line)):
            yield Finding(number, _CHARACTER.format(what=odd[0]))
    if body.count("\n") > MOST_LINES and page.id not in GENERATED:
        yield Finding(before + MOST_LINES, _LENGTH.format(count=body.count("\n"), most=MOST_LINES))


def _unknown(found: Iterable[tuple[int, Token]]) -> Iterator[Finding]:
    for line, token in found:
        kind = re.sub("_(open|close)$", "", token.type)
        if kind == "heading" and token.tag != "h2" and token.nesting == 1:
            yield Finding(line, _HEADING)
        elif kind not in PARTS and token.type not in INLINE and token.nesting >= 0:
            yield Finding(line, _PARTS.get(kind, _OTHER.format(what=kind)))


def _blocks(found: Iterable[tuple[int, Token]]) -> Iterator[Finding]:
    for line, token in found:
        if token.type == "fence":
            if token.info.strip() not in FENCES:
                yield Finding(line, _KIND.format(kinds=", ".join(sorted(FENCES))))
            for number, text in enumerate(token.content.splitlines(), line + 1):
                if len(text) > WIDEST:
                    yield Finding(number, _WIDE.format(count=len(text), most=WIDEST))
