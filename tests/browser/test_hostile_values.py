"""Pages of reports in which every text from the machine is an attack: it must be text, and stay where it belongs."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from browser import hostile
from browser.chromium import Chromium, Page
from browser.findings import UNFOLD, Structure, inaccessible, sideways, structure
from browser.hostile import EXAMPLES, filled, now_and_then, numbered, saved, write_page
from pyready.engine.app import Look, report
from pyready.model.record import Record
from pyready.probes import TYPES
from pyready.report import RENDERERS, Options
from pyready.report.saved import load

pytestmark = pytest.mark.browser
Tab = Callable[..., Page]
Pages = Callable[[str], Path]

NAMES = ["everything-denied", "stock-applocker"]
RECORDS = {
    "markup": numbered(hostile.MARKUP),
    "hidden": numbered(hostile.HIDDEN + hostile.REFUSED),
    "long": now_and_then(hostile.LONG, 20),
    "link": hostile.links(),
}


@dataclass(frozen=True)
class Attacked:
    """A page in its tab, its text as written, and what is clean to compare it with."""

    page: Page
    source: str
    clean: Structure


@pytest.fixture(scope="module")
def clean(chromium: Chromium, page_of: Pages) -> Callable[[Path], Structure]:
    @cache
    def of(place: Path) -> Structure:
        tab = Page(chromium)
        tab.open(place)
        found = structure(tab)
        tab.close()
        return found

    return of


@pytest.fixture(scope="module", params=NAMES)
def from_file(
    request: pytest.FixtureRequest,
    chromium: Chromium,
    clean: Callable[[Path], Structure],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attacked]:
    """A saved report with as much markup as it may hold, judged and written as the program does; and a plain one."""
    folder = tmp_path_factory.mktemp("attack")
    for name, text in {"bad": hostile.MARKUP + hostile.HIDDEN, "plain": " plain"}.items():
        (folder / f"{name}.json").write_text(saved(request.param, now_and_then(text, 6)), "utf-8")
        write_page(folder / f"{name}.json", folder / f"{name}.html", "--private")
    tab = Page(chromium)
    tab.open(folder / "bad.html")
    yield Attacked(tab, (folder / "bad.html").read_text("utf-8"), clean(folder / "plain.html"))
    tab.close()


@cache
def judged(name: str) -> Record:
    whole = load(EXAMPLES / f"{name}.json", TYPES)
    return report(Look(whole.facts, whole.did, whole.timings, whole.duration_s), private=False)


@pytest.fixture(scope="module", params=[(name, kind) for name in NAMES for kind in RECORDS], ids="-".join)
def from_record(
    request: pytest.FixtureRequest,
    chromium: Chromium,
    clean: Callable[[Path], Structure],
    page_of: Pages,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attacked]:
    """A record in which every text is an attack, also those of the program itself, past all that comes before."""
    name, kind = request.param
    folder = tmp_path_factory.mktemp("record")
    harmless = hostile.words() if kind == "link" else numbered(" plain")
    plain = RENDERERS["html"](filled(judged(name), harmless), Options())
    (folder / "plain.html").write_text(plain, "utf-8")
    text = RENDERERS["html"](filled(judged(name), RECORDS[kind]), Options())
    (folder / "page.html").write_text(text, "utf-8")
    tab = Page(chromium)
    tab.open(folder / "page.html")
    yield Attacked(tab, text, clean(folder / "plain.html"))
    tab.close()


def test_a_saved_report_makes_no_script_run_and_nothing_asked_for(from_file: Attacked) -> None:
    quiet(from_file.page)


def test_a_saved_report_adds_no_kind_of_element_or_attribute_and_no_link(from_file: Attacked) -> None:
    """Only kinds: odd values may be judged in another way than plain ones, and then other sections are there."""
    found = structure(from_file.page)
    assert set(found.tags) <= set(from_file.clean.tags)
    assert set(found.attributes) <= set(from_file.clean.attributes)
    assert set(found.hrefs) <= set(from_file.clean.hrefs)
    assert set(found.ids) <= set(from_file.clean.ids)


def test_the_values_of_a_saved_report_are_on_the_page_as_they_were_written(from_file: Attacked) -> None:
    text = structure(from_file.page).text
    assert text.count("<script>alert(1)</script>") > 10
    assert text.count("{{7*7}} {% if %} {# #} ${7*7}") > 10
    assert "&lt;script&gt; &#60;b&#62; &amp;#60;" in text
    assert r"\u2028\u2029\u200b\u200f\u061c\ufeff\xad" in text
    assert not unseen(text)


def test_without_its_policy_the_page_of_a_saved_report_still_runs_nothing(
    from_file: Attacked, tab: Tab, tmp_path: Path
) -> None:
    """Escaping alone holds: the policy is a second wall."""
    bare, count = re.subn(r"<meta http-equiv[^>]*>", "", from_file.source, count=1)
    assert count == 1
    (tmp_path / "bare.html").write_text(bare, "utf-8")
    page = tab(tmp_path / "bare.html")
    page.ask(UNFOLD)
    quiet(page)


def test_the_page_of_a_hostile_report_is_still_read_by_everybody(from_file: Attacked) -> None:
    from_file.page.ask(UNFOLD)
    from_file.page.resize(320)
    assert sideways(from_file.page) == []
    assert inaccessible(from_file.page) == []


def test_a_record_makes_no_script_run_and_nothing_asked_for(from_record: Attacked) -> None:
    quiet(from_record.page)


def test_a_record_adds_no_element_attribute_or_link(from_record: Attacked) -> None:
    only_text(from_record)


def test_a_record_shows_no_hidden_character_and_holds_no_half_one(from_record: Attacked) -> None:
    assert not unseen(from_record.source)
    assert not unseen(structure(from_record.page).text)


def test_a_record_fits_a_window_of_320_pixels(from_record: Attacked) -> None:
    from_record.page.ask(UNFOLD)
    from_record.page.resize(320)
    assert sideways(from_record.page) == []


def test_names_of_a_hundred_thousand_characters_are_cut_and_fit_a_window_of_320_pixels(
    tab: Tab, tmp_path: Path
) -> None:
    (tmp_path / "long.json").write_text(saved("stock-applocker", now_and_then(hostile.LONG, 1000)), "utf-8")
    write_page(tmp_path / "long.json", tmp_path / "long.html", "--private")
    page = tab(tmp_path / "long.html", size=(320, 900))
    page.ask(UNFOLD)
    assert "more characters)" in structure(page).text
    assert sideways(page) == []
    quiet(page)


def test_characters_that_turn_text_round_are_shown_by_their_numbers(tab: Tab, tmp_path: Path) -> None:
    record = filled(judged("stock-applocker"), numbered(hostile.REFUSED))
    (tmp_path / "page.html").write_text(RENDERERS["html"](record, Options()), "utf-8")
    text = structure(tab(tmp_path / "page.html")).text
    assert r"\x00\x07\x1b[31m\x7f\x85\u202ecod.exe\u202c\u2066x\u2069\ud800\udfff" in text


def quiet(page: Page) -> None:
    seen = page.seen
    assert [Path(each).suffix for each in seen.requests] == [".html"]
    assert (seen.scripts, seen.dialogs, seen.refusals, seen.console) == ([], [], [], [])


def only_text(attacked: Attacked) -> None:
    """The page has no element, attribute or link that the same page with plain values has not."""
    found = structure(attacked.page)
    assert added(attacked.clean.tags, found.tags) == []
    assert added(attacked.clean.attributes, found.attributes) == []
    assert added(attacked.clean.hrefs, found.hrefs) == []
    assert added(attacked.clean.ids, found.ids) == []


def added(clean: list[str], found: list[str]) -> list[str]:
    """What differs between two lists: a plus for what only the second has, a minus for what only the first has."""
    return [
        line for line in difflib.unified_diff(clean, found, n=0, lineterm="") if not line.startswith(("---", "+++"))
    ]


def unseen(text: str) -> set[str]:
    """Characters that a reader could not see or that turn text round; the page has line ends and spaces of its own."""
    return {char for char in text if not char.isprintable() and char != "\n"}
