"""Builds the site into build/.cache/site/html, and refuses dead links and anything from another server.

Needs the packages of the site: pip install -e ".[site]". It contacts nobody.
"""

import shutil
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "src"), str(TOP / "build")]

import product  # noqa: E402 - after the path is set

from pyready.guides.library import list_guides  # noqa: E402
from website import feed, links, pages  # noqa: E402
from website.places import BUILT, SOURCE, WORK  # noqa: E402

_NAMED = {
    'lang="en"': 'lang="en-GB"',
    '<p class="caption" role="heading"': '<p class="caption" role="heading" aria-level="2"',
    '<aside class="sidebar-drawer"': '<aside class="sidebar-drawer" aria-label="Menu"',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div id="search-results">': '<h1>Search</h1><div id="search-results">',
}

# shown when the site was built, or could not be
_NO_SPHINX = 'Sphinx is not here. Install it: .venv/bin/python -m pip install -e ".[site]"'
_NO_PAGE = "Without the page for computers that do not let pyready start. It is built by: python tasks.py no-run"
_DONE = "{count} pages in {folder}. Open index.html."


def written() -> int:
    """Write the Markdown of every page and what belongs to it; the number of pages."""
    shutil.rmtree(WORK, ignore_errors=True)
    found = pages.pages()
    for place, text in found.items():
        path = SOURCE / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    shutil.copytree(Path(__file__).parent / "static", SOURCE / "_static")
    for path in [*(TOP / "docs").glob("*.webp"), TOP / "docs" / "report.schema.json"]:
        shutil.copy(path, SOURCE / "docs")
    return len(found)


def named() -> None:
    """What Sphinx and Furo leave out for those who hear a page: names and levels of its parts."""
    for path in BUILT.rglob("*.html"):
        text = path.read_text("utf-8")
        for before, after in _NAMED.items():
            text = text.replace(before, after)
        path.write_text(text, "utf-8", newline="\n")


def sphinx() -> int:
    """Build, with each warning an error."""
    from sphinx.cmd.build import main as build

    options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(Path(__file__).parent)]
    return int(build([*options, "-d", str(WORK / "trees"), str(SOURCE), str(BUILT)]))


def with_no_run_page(built: Path, page: Path) -> bool:
    """Put the no-run page beside the others, where it was built; it is made by its own command."""
    if page.exists():
        shutil.copy(page, built)
    return page.exists()


def main() -> int:
    """Return 0 when the site is whole."""
    try:
        import furo  # noqa: F401 - is it here?
        import myst_parser  # noqa: F401
    except ImportError:
        print(_NO_SPHINX, file=sys.stderr)
        return 1
    count = written()
    if code := sphinx():
        return code
    named()
    (BUILT / feed.FEED).write_text(feed.atom(list_guides()), "utf-8", newline="\n")
    (BUILT / feed.LOST).write_text(feed.lost(), "utf-8", newline="\n")
    (BUILT / feed.MAP).write_text(feed.site_map(BUILT), "utf-8", newline="\n")
    (BUILT / ".nojekyll").touch()
    if not with_no_run_page(BUILT, TOP / "dist" / product.NO_RUN):
        print(_NO_PAGE)
    for fault in (found := list(links.faults(BUILT))):
        print(fault, file=sys.stderr)
    print(_DONE.format(count=count, folder=BUILT.relative_to(TOP)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
