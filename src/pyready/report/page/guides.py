"""The guides as parts of a page: their headings below the page's own, their links inside the page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from pyready.guides import library
from pyready.guides.markdown import guide_of, links, spoken_links
from pyready.model.own_lines import Own

_LOWER = 2
"""A guide's `##` stands below the page's `h3`."""
_INDEX = "start-here"
"""It links to every guide: what it links to is not for that reason on the page."""


class PageGuide(NamedTuple):
    """One guide, its body as HTML made from Markdown in which raw HTML is not obeyed."""

    title: str
    summary: str
    reviewed: str
    sources: tuple[library.Source, ...]
    html: Markup
    sections: dict[str, str]
    """Its headings by the ids of their sections; on the page each id has `guide-ID-` in front."""


def guides(
    wanted: Iterable[str], hosts: Mapping[str, str], python: str = "", own: Own | None = None
) -> dict[str, PageGuide]:
    """The guides of these ids and those that they link to, with `hosts` (by endpoint id) filled in.

    Those of the ids come first, in their order; unknown ids are left out. `python` is the version to recommend,
    `own` says how lines begin that run pyready.
    """
    known, found = set(library.guide_ids()), dict[str, library.Guide]()
    waiting = list(wanted)
    for name in waiting:
        if name in known - found.keys():
            found[name] = library.read_guide(name, python)
            waiting += links(found[name].body) if name != _INDEX else ()
    ids = frozenset(found)
    return {guide.id: _page_guide(guide, hosts, ids, own or Own()) for guide in found.values()}


def _page_guide(guide: library.Guide, hosts: Mapping[str, str], ids: frozenset[str], own: Own) -> PageGuide:
    body = library.filled(guide.body, library.hosts_in(guide.body, hosts))
    html, headings = _body(guide.id, body, ids, own)
    return PageGuide(guide.title, guide.summary, guide.reviewed.isoformat(), guide.sources, html, dict(headings))


@lru_cache(512)  # the pages of many laptops, as the site has them, share most of their guides
def _body(guide: str, body: str, ids: frozenset[str], own: Own) -> tuple[Markup, Mapping[str, str]]:
    """The text of a guide as HTML, and its headings by the ids of their sections."""
    tokens = markdown().parse(own.spelled(spoken_links(body, keep=ids)))
    names = [section.id for section in library.sections(body) if section.id]
    headings = dict(zip(names, _headings(guide, names, tokens), strict=True))
    return _html(tokens, ids), headings


def _headings(guide: str, names: Iterable[str], tokens: Sequence[Token]) -> list[str]:
    """The words of each heading, which gets the name of its section as its id."""
    opened = [(token, text) for token, text in pairwise(tokens) if token.type == "heading_open"]
    for name, (token, _) in zip(names, opened, strict=True):
        token.attrs["id"] = f"guide-{guide}-{name}"
    return ["".join(child.content for child in text.children or ()) for _, text in opened]


_RULES = ("fence", "heading", "list", "backticks", "emphasis", "link", "escape")
"""The Markdown that guides are written in (a test holds them to it). Raw HTML is not among it; each rule costs time."""


@cache
def markdown() -> MarkdownIt:
    """The parser of guides."""
    return MarkdownIt("zero").enable(_RULES)


def _html(tokens: Sequence[Token], ids: Collection[str]) -> Markup:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + _LOWER)}"
        _point(token.children or (), ids)
    return Markup(markdown().renderer.render(tokens, markdown().options, {}))  # noqa: S704 - escaped by the renderer


def _point(tokens: Iterable[Token], ids: Collection[str]) -> None:
    """A link to a guide leads to its place on this page where it is here."""
    for token in tokens:
        href = str(token.attrs.get("href", ""))
        guide, section = guide_of(href), href.partition("#")[2]
        if guide in ids:
            token.attrs["href"] = f"#guide-{guide}-{section}" if section else f"#guide-{guide}"
        elif token.type == "link_open":
            token.attrs["rel"] = "noreferrer"
