"""The built site in a browser: it loads nothing from elsewhere, axe finds nothing, search works from files."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.chromium import Page
from browser.findings import inaccessible
from needs import needs
from sample import sample

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "build"))

from website.places import BUILT  # noqa: E402 - after the path is set

pytestmark = pytest.mark.browser
PAGES = (
    "index", "guides/index", "guides/proxy", "laptops/index", "laptops/stock-applocker", "options/uv",
    "tickets/machine-wide-python", "reference/commands", "reference/report", "docs/start/person",
    "docs/what-it-reads", "stories/README", "search", "404",
)  # fmt: skip
WIDTHS = {"wide": (1280, 900), "narrow": (360, 800)}
LOOKS = [(size, dark) for size in WIDTHS for dark in (False, True)]
TURNED = [
    (name, *LOOKS[(turn + number) % len(LOOKS)]) for number, name in enumerate(PAGES) for turn in range(len(LOOKS))
]
"""Every page in every look, so that a sample has each page once, and each look of some pages."""


@pytest.fixture(autouse=True)
def _built() -> None:
    needs((BUILT / "index.html").exists(), "the site is not built: python tasks.py site")


@pytest.fixture(scope="module")
def looks_passed() -> dict[str, set[float]]:
    """How texts look whose colours axe has found good on another page in a window of the same size."""
    return {width: set() for width in WIDTHS}


@pytest.mark.parametrize(("name", "width", "dark"), sample(TURNED, len(LOOKS)))
def test_axe_finds_nothing_and_nothing_comes_from_elsewhere(
    tab: Callable[..., Page],
    name: str,
    width: str,
    dark: bool,
    looks_passed: dict[str, set[float]],
) -> None:
    page = tab(BUILT / f"{name}.html", size=WIDTHS[width], dark=dark)
    assert [each for each in page.seen.requests if not each.startswith(("file:", "data:"))] == []
    # The menu scrolls, and waits beside a narrow page: axe does not know what is behind the words at its edge.
    assert inaccessible(page, looks_passed[width], unsure=False) == []


@pytest.mark.parametrize("name", ["index", "guides/proxy", "laptops/stock-applocker", "docs/start/person"])
def test_a_narrow_page_is_not_scrolled_sideways(tab: Callable[..., Page], name: str) -> None:
    page = tab(BUILT / f"{name}.html", size=(320, 800))
    assert page.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


_FOUND = """new Promise(done => {
  const ask = () => document.querySelector('#search-results a[href^="guides/proxy.html"]') ? done(true) : setTimeout(ask, 50)
  ask()
})"""


def test_the_search_finds_a_guide_without_a_server(tab: Callable[..., Page]) -> None:
    page = tab(BUILT / "index.html")
    page.send("Page.navigate", url=f"{(BUILT / 'search.html').as_uri()}?q=proxy")
    assert page.ask(_FOUND)
    assert page.seen.console == []


def test_a_printed_page_has_no_menu(tab: Callable[..., Page]) -> None:
    page = tab(BUILT / "guides" / "proxy.html")
    page.media(kind="print")
    assert page.ask("getComputedStyle(document.querySelector('.sidebar-drawer')).display") == "none"
