"""Every link inside the built site leads to a page and a place on it, and nothing is loaded from elsewhere."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")}
"""What a page loads by itself; the feed and the address of the page itself are named by a link as well."""
_NOT_LOADED = {"canonical", "alternate", "next", "prev", "index", "search"}


class _Page(HTMLParser):
    """The addresses, names and loaded things of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids = set[str]()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag names, loads or leads to."""
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.hrefs.append(given["href"])
        for name, value in given.items():
            if (tag, name) in LOADED and given.get("rel") not in _NOT_LOADED:
                self.loaded.append(value)


def faults(built: Path) -> Iterator[str]:
    """What is wrong, with the page on which it is."""
    pages = {path: _read(path) for path in sorted(built.rglob("*.html"))}
    for path, page in pages.items():
        place = path.relative_to(built).as_posix()
        yield from (f"{place}: loads {each}" for each in page.loaded if "//" in each)
        for href in page.hrefs:
            if "//" not in href and not href.startswith(("mailto:", "data:")) and (says := _dead(path, href, pages)):
                yield f"{place}: {says}"


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return page


def _dead(path: Path, href: str, pages: dict[Path, _Page]) -> str:
    name, heading = urldefrag(unquote(href))
    target = (path.parent / name).resolve() if name else path
    if not target.exists():
        return f"a link leads nowhere: {href}"
    return f"no such heading: {href}" if heading and target in pages and heading not in pages[target].ids else ""
