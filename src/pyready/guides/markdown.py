"""Markdown as text: plain for a pipe, without importing anything heavy, or by rich for a terminal."""

import re
import textwrap
from collections.abc import Container, Iterator

_FENCE = re.compile(r"^( *)```")
_HEADING = re.compile(r"^#{1,6} +(.*)$")
_ITEM = re.compile(r"^( *(?:[-*]|\d+\.) +)(.*)$")
_CODE_SPAN = re.compile(r"(`[^`]*`)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_GUIDE_LINK = re.compile(r"(```.*?```|`[^`]*`)|\[([^\]]*)\]\(([a-z0-9-]+)\.md(#[a-z0-9-]+)?\)", re.DOTALL)
"""Code, which is left alone, or a link from one guide to another, as the repository's own pages obey it."""
_ADDRESS = re.compile(r"([a-z0-9-]+)\.md(?:#[a-z0-9-]+)?")
_EMPHASIS = re.compile(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1")
_GLUE = "\xa0"
"""Stands for the spaces of a code span while lines are wrapped, so that no command is broken."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, text-direction marks, odd line ends and halves of characters; tab and newline are not in it."""


def shown(text: str) -> str:
    r"""Text that is safe to print: an escape and its like become visible (`\u001b`), a tab becomes spaces."""
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def links(markdown: str) -> tuple[str, ...]:
    """The ids of the guides that a guide links to as `[words](ID.md)` or `(ID.md#heading)`, in order, each once."""
    return tuple(dict.fromkeys(match[3] for match in _GUIDE_LINK.finditer(markdown) if match[3] is not None))


def guide_of(href: str) -> str:
    """The id of the guide that an address in a guide leads to; empty for an address of another kind."""
    found = _ADDRESS.fullmatch(href)
    return found[1] if found else ""


def spoken_links(markdown: str, keep: Container[str] = ()) -> str:
    """The same with each link to a guide as words and the command that shows it; links to those in `keep` stay."""
    return _GUIDE_LINK.sub(lambda link: link[0] if link[1] or link[3] in keep else _spoken_link(link), markdown)


def _spoken_link(link: re.Match[str]) -> str:
    return f"{link[2]} (`pyready guide {link[3]}{link[4] or ''}`)"


def plain(markdown: str, width: int) -> str:
    """Wrapped text without marks; a link reads `text (address)`; code stays line by line as it is, four in."""
    return "\n".join(_lines(markdown, width)) + "\n"


def _lines(markdown: str, width: int) -> Iterator[str]:
    before = ""
    for kind, first, text in _blocks(markdown):
        if before and not (kind == before == "item"):
            yield ""
        before = kind
        if kind == "code":
            yield from (f"    {line}".rstrip() for line in text.split("\n"))
        elif kind == "heading":
            title = _spoken(text).replace(_GLUE, " ")
            yield from (title, first * min(len(title), width))
        else:
            wrapped = textwrap.wrap(
                _spoken(text),
                width,
                initial_indent=first,
                subsequent_indent=" " * len(first),
                break_long_words=False,  # addresses
                break_on_hyphens=False,
            )
            yield from (line.replace(_GLUE, " ") for line in wrapped)


def _blocks(markdown: str) -> Iterator[tuple[str, str, str]]:
    """(kind, first indent or underline, text) of each heading, paragraph, list item and block of code.

    It knows the small Markdown that guides are written in; a test holds every guide to it.
    """
    lines = iter(markdown.split("\n"))
    kind, first, held = "", "", list[str]()
    for line in lines:
        fence, heading, item = _FENCE.match(line), _HEADING.match(line), _ITEM.match(line)
        if held and (fence or heading or item or not line.strip()):
            yield kind, first, " ".join(held)
            held = []
        if fence:
            yield "code", "", "\n".join(_until_closed(lines, fence[1]))
        elif heading:
            yield "heading", "=" if line.startswith("# ") else "-", heading[1]
        elif item:
            kind, first, held = "item", item[1], [item[2]]
        elif line.strip():
            if not held:
                kind, first = "paragraph", line[: len(line) - len(line.lstrip())]
            held.append(line.strip())
    if held:
        yield kind, first, " ".join(held)


def _until_closed(lines: Iterator[str], indent: str) -> Iterator[str]:
    for line in lines:
        if line.strip() == "```":
            return
        yield line.removeprefix(indent)


def _spoken(text: str) -> str:
    """A line of Markdown as plain words; nothing inside a code span is touched."""
    parts = _CODE_SPAN.split(text)
    return "".join(_quoted(part[1:-1]) if number % 2 else _unmarked(part) for number, part in enumerate(parts))


def _quoted(code: str) -> str:
    """A code span as it is; one of several words in quotes, or nobody would see where it ends."""
    return f"'{code}'".replace(" ", _GLUE) if " " in code else code


def _unmarked(text: str) -> str:
    return _LINK.sub(r"\1 (\2)", _EMPHASIS.sub(r"\2", text))


def on_terminal(markdown: str, width: int) -> str:
    """The same by rich, with colour; nothing is highlighted, for the exe leaves the lexers out."""
    import io

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import CodeBlock, Markdown
    from rich.text import Text

    class Commands(CodeBlock):
        """Code line by line as it is, not wrapped, so that it can be copied."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for line in str(self.text).rstrip().split("\n"):
                yield Text(f"    {line}", "cyan", no_wrap=True, overflow="ignore")

    class Page(Markdown):
        elements = {**Markdown.elements, "fence": Commands, "code_block": Commands}  # noqa: RUF012 - as rich has it

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="standard", legacy_windows=False)
    console.print(Page(markdown, hyperlinks=False), crop=False)
    return out.getvalue()
