"""Where the links of a guide lead: to an https page that is a source, or to another guide and its heading."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from proofread.finding import Finding, Page, prose_lines
from proofread.form import HOSTS_ANY_GUIDE_MAY_LINK, body_of, tokens
from pyready.guides import library
from pyready.guides.markdown import guide_of

_ADDRESS = re.compile(r"\bhttps?://[^\s)`\"'>]+")

_WRITTEN = re.compile(r"\]\(([^)\s]*)")
"""What looks like a link, such as one to a script, which Markdown does not obey."""

# shown to whoever edits a guide
_OLD = "write the link as [words]({id}.md)"
_SCHEME = "a link begins with https:// or is the name of a guide, such as uv.md: {href}"
_DEAD = "there is no guide {name}: the names are those of the files in guides/"
_ITSELF = "the guide links to itself: leave the link out"
_NO_HEADING = "the guide {name} has no heading #{heading}; it has: {known}"
_NOT_A_SOURCE = "this page is not among the sources: add it to `sources` with the day on which you read it: {href}"
_PLAIN = "write https:// in place of http://: {href}"


def anchor(heading: str) -> str:
    """How a link names a heading: as the host of the repository and the site do."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading)).strip().lower().replace(" ", "-")


def headings(text: str) -> list[str]:
    """The names of the sections of a text that pyready, the site and the repository's host call alike."""
    return [each.id for each in library.sections(text) if each.id and each.id == anchor(each.heading)]


def of_guide(page: Page, guides: Mapping[str, str], urls: set[str]) -> Iterator[Finding]:
    """What is wrong with the links; `guides` holds the text of each guide by id, `urls` the sources' addresses."""
    obeyed = set[str]()
    for line, token in tokens(page):
        if token.type == "link_open":
            href = str(token.attrs["href"])
            obeyed.add(href)
            if says := _says(page, href, guides):
                yield Finding(_line(page, line, href), says)
    for number, text in prose_lines(page.text):
        yield from (Finding(number, _SCHEME.format(href=each)) for each in _WRITTEN.findall(text) if each not in obeyed)
    before = body_of(page)[1]
    for number, text in enumerate(page.lines, 1):
        if number > before:
            yield from (Finding(number, says) for href in _ADDRESS.findall(text) if (says := _of_address(href, urls)))


def _line(page: Page, first: int, href: str) -> int:
    return next((number for number in range(first, len(page.lines) + 1) if href in page.lines[number - 1]), first)


def _says(page: Page, href: str, guides: Mapping[str, str]) -> str:
    if href.startswith("guide:"):
        return _OLD.format(id=href.removeprefix("guide:"))
    if href.startswith(("https://", "http://")):
        return ""
    name, _, heading = href.partition("#")
    other = guide_of(href)
    if not other:
        return _SCHEME.format(href=href)
    if other == page.id:
        return _ITSELF
    if other not in guides:
        return _DEAD.format(name=name)
    known = headings(guides[other])
    return _NO_HEADING.format(name=name, heading=heading, known=", ".join(known)) if heading not in {"", *known} else ""


def _of_address(href: str, urls: set[str]) -> str:
    parts = urlsplit(href)
    host = parts.hostname or ""
    if host.endswith(".example"):
        return ""
    if parts.scheme != "https":
        return _PLAIN.format(href=href)
    return "" if href in urls or host in HOSTS_ANY_GUIDE_MAY_LINK else _NOT_A_SOURCE.format(href=href)


def sources(page: Page) -> set[str]:
    """The addresses of the sources of a guide; none of one that cannot be read."""
    try:
        return {source.url for source in library.parse(page.id, page.text).sources}
    except library.BadGuide:
        return set()
