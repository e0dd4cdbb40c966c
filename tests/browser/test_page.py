"""The page of every example, as a browser shows it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser.chromium import Chromium, Page
from browser.findings import UNFOLD, element, inaccessible, misplaced, pages_of, sideways, structure
from browser.hostile import EXAMPLES
from sample import sample

pytestmark = pytest.mark.browser
Tab = Callable[..., Page]
Pages = Callable[[str], Path]

NAMES = sorted(place.stem for place in EXAMPLES.glob("*.json"))
GUIDES = "[...document.querySelectorAll('#guides article')]"
FOLD = "document.querySelectorAll('details').forEach(each => { each.open = false })"
FEW = ["open-laptop", "stock-applocker", "everything-denied"]
WIDTHS = [320, 360, 480, 639, 641, 768, 1024, 1280, 1600]
POLICY = re.compile(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'")


@pytest.fixture(scope="module", params=sample(NAMES, 3))
def page(request: pytest.FixtureRequest, chromium: Chromium, page_of: Pages) -> Iterator[Page]:
    """The page of one example, in light, at a usual size; one tab for all tests of it."""
    tab = Page(chromium)
    tab.open(page_of(request.param))
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def guides_read() -> set[str]:
    """The guides that axe has read on the page of another laptop, as HTML."""
    return set()


@pytest.fixture(scope="module")
def looks_passed() -> set[float]:
    """How texts look whose colours axe has found good on the page of another laptop."""
    return set()


class TestEveryPage:
    def test_it_asks_for_nothing_but_itself_and_runs_nothing(self, page: Page) -> None:
        assert [Path(each).suffix for each in page.seen.requests] == [".html"]
        assert (page.seen.scripts, page.seen.dialogs, page.seen.refusals, page.seen.console) == ([], [], [], [])

    def test_its_policy_allows_one_style_sheet_and_stands_before_all_it_governs(self, page: Page) -> None:
        found = structure(page)
        assert [bool(POLICY.fullmatch(each)) for each in found.policy] == [True]
        assert found.before_policy[0] == '<meta charset="utf-8">'
        assert "Content-Security-Policy" in found.before_policy[1]
        assert page.ask("document.styleSheets.length") == 1

    def test_its_landmarks_headings_and_tables_are_in_order(self, page: Page) -> None:
        assert misplaced(structure(page)) == []

    def test_it_is_made_of_text_only_and_its_links_lead_to_itself_or_to_https(self, page: Page) -> None:
        found = structure(page)
        assert not set(found.tags) & {
            "script",
            "link",
            "img",
            "svg",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "base",
        }
        assert not [each for each in found.attributes if re.search(r" (on|style$|src|target$|action$|ping$)", each)]
        inner = {each.removeprefix("#") for each in found.hrefs if each.startswith("#")}
        assert inner <= set(found.ids)
        assert all(re.fullmatch(r"#[a-z0-9-]+|https://[!-~]+", each) for each in found.hrefs)

    @pytest.mark.parametrize("change", [FOLD, UNFOLD])
    def test_it_fits_a_window_of_320_pixels(self, page: Page, change: str) -> None:
        page.resize(320)
        page.ask(change)
        assert sideways(page) == []

    def test_axe_finds_nothing_with_all_unfolded(
        self, page: Page, guides_read: set[str], looks_passed: set[float]
    ) -> None:
        """Last, as it takes guides out: they are most of a page, and one that is the same to the letter is read once."""
        page.resize(1280)
        page.ask(UNFOLD)
        known = f"(known => {GUIDES}.map(e => [e.outerHTML, known.includes(e.outerHTML) && e.remove()][0]))"
        guides_read |= set(page.ask(f"{known}({json.dumps(sorted(guides_read))})"))
        assert inaccessible(page, looks_passed) == []


@pytest.mark.parametrize("name", FEW)
class TestSomePages:
    def test_axe_finds_nothing_in_the_dark_folded_or_not(
        self, tab: Tab, page_of: Pages, name: str, looks_passed: set[float]
    ) -> None:
        page = tab(page_of(name), dark=True)
        assert element(page, "body", "getComputedStyle(e).backgroundColor") == "rgb(17, 25, 31)"
        assert inaccessible(page, looks_passed) == []
        page.ask(UNFOLD)
        assert inaccessible(page, looks_passed) == []

    def test_axe_finds_nothing_in_a_narrow_window(self, tab: Tab, page_of: Pages, name: str) -> None:
        page = tab(page_of(name), size=(320, 900))
        page.ask(UNFOLD)
        assert inaccessible(page) == []

    @pytest.mark.parametrize("text", [100, 200])
    def test_it_fits_every_window_also_with_text_twice_as_large(
        self, tab: Tab, page_of: Pages, name: str, text: int
    ) -> None:
        page = tab(page_of(name), text=text)
        page.ask(UNFOLD)
        assert structure(page).size == 16 * text / 100
        found = []
        for width in WIDTHS:
            page.resize(width)
            found += [f"{width}: {fault}" for fault in sideways(page)]
        assert found == []

    def test_it_is_the_same_without_script(self, tab: Tab, page_of: Pages, name: str) -> None:
        whole = "document.documentElement.outerHTML"
        with_script, without = tab(page_of(name)), tab(page_of(name), script=False)
        assert without.ask(whole) == with_script.ask(whole)
        assert without.ask("document.body.innerText") == with_script.ask("document.body.innerText")

    def test_evidence_unfolds_by_keyboard_without_script(self, tab: Tab, page_of: Pages, name: str) -> None:
        page = tab(page_of(name), script=False)
        query = "#checks details"
        hidden = element(page, f"{query} .inside", "e.checkVisibility()")
        page.ask("document.querySelector('#checks summary').focus()")
        page.press("Enter", "Enter", 13, "\r")
        shown = element(page, f"{query} .inside", "e.checkVisibility()")
        assert (hidden, shown, element(page, query, "e.open")) == (False, True, True)

    def test_a_print_unfolds_what_matters_and_leaves_the_rest(self, tab: Tab, page_of: Pages, name: str) -> None:
        page = tab(page_of(name))
        height = "[...document.querySelectorAll('{}')].filter(e => e.querySelector('.inside').checkVisibility()).length"
        grave = page.ask("document.querySelectorAll('details.unfold').length")
        assert grave > 0
        assert page.ask(height.format("details")) == 0
        page.media(kind="print")
        assert page.ask(height.format("details.unfold")) == grave
        assert page.ask(height.format("details.folded")) == 0
        assert not element(page, "nav", "e.checkVisibility()")
        folded = pages_of(page.printed())
        page.ask(UNFOLD)
        assert 0 < folded < pages_of(page.printed())


def click(page: Page, query: str) -> None:
    """Click the middle of the first element of a query, as a person does."""
    element(page, query, "e.scrollIntoView({block: 'center'})")
    box = element(page, query, "(r => [r.x + r.width / 2, r.y + r.height / 2])(e.getBoundingClientRect())")
    for kind in ("mousePressed", "mouseReleased"):
        page.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)


def test_an_open_laptop_prints_on_four_pages_with_the_guide_to_its_option(tab: Tab, page_of: Pages) -> None:
    page = tab(page_of("open-laptop"))
    assert pages_of(page.printed()) <= 4
    page.media(kind="print")
    assert element(page, "#guide-python-manager", "e.checkVisibility()")
    assert not element(page, "#guide-uv", "e.checkVisibility()")


def test_a_print_of_a_blocked_laptop_has_the_text_of_each_request(tab: Tab, page_of: Pages) -> None:
    page = tab(page_of("stock-applocker"))
    page.media(kind="print")
    texts = page.ask("[...document.querySelectorAll('pre')].filter(e => e.checkVisibility()).map(e => e.innerText)")
    assert [text.splitlines()[0] for text in texts if text.startswith("# ")] == [
        "# Install Python 3.14 in Program Files (1 laptop)",
        "# Allow Python's publisher in AppLocker (1 rule)",
    ]


@pytest.mark.parametrize(("name", "query"), [("open-laptop", "#steps pre"), ("stock-applocker", "#answer pre")])
def test_a_click_selects_a_whole_box_and_each_box_says_so(tab: Tab, page_of: Pages, name: str, query: str) -> None:
    page = tab(page_of(name), script=False)
    page.ask(UNFOLD)
    click(page, query)
    selected = page.ask("getSelection().toString().trim()")
    assert selected == element(page, f"{query} > code", "e.textContent.trim()")
    hints = page.ask("[...document.querySelectorAll('pre')].map(e => getComputedStyle(e, '::after').content)")
    assert set(hints) == {'"A click selects this"'}


def test_the_text_of_the_request_unfolds_at_the_answer_by_a_click_without_script(tab: Tab, page_of: Pages) -> None:
    page = tab(page_of("stock-applocker"), script=False)
    assert not element(page, "#answer pre", "e.checkVisibility()")
    click(page, "#answer summary")
    assert element(page, "#answer pre", "e.checkVisibility()")


def test_the_first_key_shows_the_link_that_skips_to_the_answer(tab: Tab, page_of: Pages) -> None:
    page = tab(page_of("open-laptop"), size=(320, 900))
    above = "e.getBoundingClientRect().bottom < 0"
    assert element(page, ".skip", above)
    page.press("Tab", "Tab", 9)
    assert (page.ask("document.activeElement.className"), element(page, ".skip", above)) == ("skip", False)
    assert inaccessible(page) == []
    page.press("Enter", "Enter", 13, "\r")
    assert page.ask("document.activeElement.id") == "answer"


def test_a_link_to_a_section_of_a_guide_unfolds_that_guide(tab: Tab, page_of: Pages) -> None:
    page = tab(page_of("stock-applocker"), script=False)
    section = element(page, "#why a[href^='#guide-app-control-']", "e.getAttribute('href')")
    assert not element(page, section, "e.checkVisibility()")
    click(page, f"a[href='{section}']")
    assert element(page, section, "e.checkVisibility()")
    assert 0 <= element(page, section, "e.getBoundingClientRect().top") < 900


def test_the_policy_of_the_page_holds_back_all_faults_of_the_faulty_page(
    tab: Tab, page_of: Pages, tmp_path: Path
) -> None:
    policy = re.search(r"<meta http-equiv[^>]*>", page_of("open-laptop").read_text("utf-8"))
    assert policy is not None
    copy = tmp_path / "copy.html"
    faulty = Path(__file__).with_name("faulty.html").read_text("utf-8")
    copy.write_text(faulty.replace("<head>", f"<head>{policy[0]}"), "utf-8")
    page = tab(copy)
    assert (page.seen.scripts, page.seen.dialogs) == ([], [])
    refused = {each.split()[0] for each in page.seen.refusals}
    assert refused == {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src"}
