"""The guides as parts of a page: their headings below the page's own, their links inside the page."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from pyready.guides import library
from pyready.guides.markdown import spoken_links

_LOWER = 2
"""A guide's `##` stands below the page's `h3`."""


class PageGuide(NamedTuple):
    """One guide, its body as HTML made from Markdown in which raw HTML is not obeyed."""

    title: str
    summary: str
    reviewed: str
    sources: tuple[library.Source, ...]
    html: Markup


def guides(wanted: Iterable[str], hosts: Mapping[str, str], python: str = "") -> dict[str, PageGuide]:
    """The guides of these ids, in that order, with `hosts` (by endpoint id) filled in. Unknown ids are left out.

    `python` is the version to recommend.
    """
    known = set(library.guide_ids())
    found = [library.read_guide(name, python) for name in wanted if name in known]
    ids = {guide.id for guide in found}
    return {guide.id: _page_guide(guide, hosts, ids) for guide in found}


def _page_guide(guide: library.Guide, hosts: Mapping[str, str], ids: set[str]) -> PageGuide:
    body = library.filled(guide.body, library.hosts_in(guide.body, hosts))
    html = _html(spoken_links(body, keep=ids), ids)
    return PageGuide(guide.title, guide.summary, guide.reviewed.isoformat(), guide.sources, html)


_RULES = ("fence", "heading", "list", "backticks", "emphasis", "link", "escape")
"""The Markdown that guides are written in (a test holds them to it). Raw HTML is not among it; each rule costs time."""


@cache
def markdown() -> MarkdownIt:
    """The parser of guides."""
    return MarkdownIt("zero").enable(_RULES)


def _html(body: str, ids: set[str]) -> Markup:
    tokens = markdown().parse(body)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + _LOWER)}"
        _point(token.children or (), ids)
    return Markup(markdown().renderer.render(tokens, markdown().options, {}))  # noqa: S704 - escaped by the renderer


def _point(tokens: Iterable[Token], ids: set[str]) -> None:
    """A link to a guide leads to its place on this page where it is here."""
    for token in tokens:
        href = str(token.attrs.get("href", ""))
        if href.startswith("guide:") and href.removeprefix("guide:") in ids:
            token.attrs["href"] = f"#guide-{href.removeprefix('guide:')}"
        elif token.type == "link_open":
            token.attrs["rel"] = "noreferrer"
