"""The no-run page, driven in a browser: what it shows at the end of a path is what the engine says."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import Chromium, Page
from browser.findings import inaccessible, misplaced, quoted, sideways, structure
from net.parts import needed
from no_run_page.reading import BUILT, NUMBER, QUESTIONS, Chosen, chosen, random_path, result

pytestmark = pytest.mark.browser
Tab = Callable[..., Page]

UNKNOWN = "I do not know"
OWN = "I sign in with my own name, and my files stay"
BLOCKED = chosen(
    aim="Notebooks", computer=OWN, message='"Blocked by your', python_blocked="Yes", catalogue="No Python",
    python="There is no such", cmd="Yes",
)  # fmt: skip
UNSURE = chosen(
    aim="Small", computer=OWN, message="Another", catalogue="No Python", python="The folder is Python313", cmd="Yes"
)
WARD = chosen(computer="Several")
PATHS, TOGETHER = 40, 10
"""How many in one tab: Chromium ignores changes of the address after 200 in ten seconds."""
_SHOWN = """(() => {
  const text = (query, within) => [...(within || document).querySelectorAll(query)].map(e => e.textContent)
  const place = document.getElementById('place')
  return {
    label: text('.answer h2', place)[0],
    first: text('.answer p', place),
    steps: [...place.querySelectorAll('ol.steps > li')].map(e => text('p, pre', e)),
    reasons: text('ul.why > li', place),
    requests: text('pre.request', place),
    given: text('dl.given dd', place),
  }
})()"""


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    needed("the no-run page", str(BUILT) if BUILT.exists() else "", "python tasks.py no-run")
    tab = Page(chromium)
    tab.open(BUILT)
    yield tab
    tab.close()


def texts(path: Sequence[int | None]) -> dict[str, str]:
    """The words of each answer, by the words of its question."""
    pairs = zip(QUESTIONS.question, path, strict=True)
    return {each.asks: UNKNOWN if number is None else each.answer[number].says for each, number in pairs}


def turned(page: Page, action: str) -> None:
    """Do something that changes the address, and wait until the page has answered; at most 5 s where nothing does."""
    wait = "addEventListener('hashchange', () => setTimeout(done), {once: true}); setTimeout(done, 5000)"
    page.ask(f"new Promise(done => {{ {wait}; {action} }})")


def pressed(page: Page) -> None:
    """After a key: the address has changed when the heading has the focus."""
    wait = "const look = () => document.activeElement.tagName == 'H2' ? done() : setTimeout(look, 10); look()"
    page.ask(f"new Promise(done => {{ setTimeout(done, 5000); {wait} }})")


def begun(page: Page) -> None:
    """Back at the first question."""
    if page.ask("location.hash"):
        turned(page, "location.hash = ''")


def walk(page: Page, path: Sequence[int | None]) -> list[str]:
    """Press the button of each answer until there is a result; returns what was asked."""
    wanted, asked = texts(path), []
    while page.ask("document.body.dataset.shows") == "question":
        question = page.ask("document.querySelector('#place h2').textContent")
        assert question not in asked
        asked.append(question)
        button = (
            f"[...document.querySelectorAll('button.choice')].find(e => e.textContent == {quoted(wanted[question])})"
        )
        turned(page, f"{button}.click()")
    return asked


def expected(path: Chosen, asked: Sequence[str]) -> dict[str, Any]:
    """The same as the browser should show, from the engine."""
    told, given = result(path), texts(path)

    def parts(step: Any) -> list[str]:
        return [text for text in (step.says, step.where, step.command, step.link, step.expect) if text]

    titles = {each.asks: each.title for each in QUESTIONS.question}
    answers = "".join(f"\n- {titles[each]}: {given[each]}" for each in asked)
    end = "- These are the person's answers on pyready's page for blocked computers. pyready read nothing there."
    return {
        "label": told.label,
        "first": [told.says, *parts(told.next)],
        "steps": [parts(each) for each in told.steps],
        "reasons": list(told.reasons),
        "requests": [f"{each.text}\n\n## Evidence{answers}\n{end}" for each in told.requests],
        "given": [f"{given[each]} Change" for each in asked],
    }


@pytest.mark.parametrize("first", range(0, PATHS, TOGETHER))
def test_at_the_end_of_forty_paths_the_page_shows_what_the_engine_says(page: Page, first: int) -> None:
    source = random.Random(23)
    paths = (BLOCKED, UNSURE, WARD, *(random_path(source) for _ in range(PATHS - 3)))
    for path in paths[first : first + TOGETHER]:
        begun(page)
        asked = walk(page, path)
        assert page.ask(_SHOWN) == expected(path, asked), path
    assert (page.seen.dialogs, page.seen.refusals, page.seen.console) == ([], [], [])


def test_it_asks_for_nothing_but_itself_and_runs_its_one_script(page: Page) -> None:
    walk(page, BLOCKED)
    assert [Path(each.partition("#")[0]).name for each in page.seen.requests] == [BUILT.name]
    assert len(page.seen.scripts) == 1
    assert page.ask("[localStorage.length, sessionStorage.length, document.cookie].join()") == "0,0,"


@pytest.mark.parametrize("path", [BLOCKED, UNSURE, WARD])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True), (320, False)])
def test_everybody_can_read_each_screen(page: Page, path: Chosen, width: int, dark: bool) -> None:
    page.resize(width)
    page.media(dark=dark)
    wanted, faults = texts(path), []
    while True:
        page.ask("document.querySelectorAll('details').forEach(each => { each.open = true })")
        faults += [*inaccessible(page), *sideways(page), *misplaced(structure(page))]
        if page.ask("document.body.dataset.shows") == "result":
            break
        question = page.ask("document.querySelector('#place h2').textContent")
        turned(
            page,
            f"[...document.querySelectorAll('button.choice')].find(e => e.textContent == {quoted(wanted[question])}).click()",
        )
    assert faults == []


def test_it_works_with_the_keyboard_alone_and_says_where_one_is(page: Page) -> None:
    for number in range(3):
        for _ in range(number + 2):  # the summary, then the answers
            page.press("Tab", "Tab", 9)
        page.press("Enter", "Enter", 13, "\r")
        pressed(page)
        assert page.ask("document.activeElement == document.querySelector('#place h2')")
        assert page.ask("scrollY") == 0
    assert len(page.ask("location.hash").split("&")) == 3


def test_back_and_change_keep_the_other_answers(page: Page) -> None:
    walk(page, BLOCKED)
    first = page.ask(_SHOWN)
    turned(page, "document.querySelector('dl.given dd button[aria-label$=\"Who uses the computer\"]').click()")
    assert page.ask("document.querySelector('#place h2').textContent") == QUESTIONS.question[NUMBER["computer"]].asks
    assert page.ask("document.querySelector('[aria-current]').textContent") == OWN
    turned(page, "[...document.querySelectorAll('button.choice')][2].click()")
    assert page.ask(_SHOWN)["label"] == "Not on this computer"
    turned(page, "history.go(-2)")
    assert page.ask(_SHOWN) == first
    turned(page, "[...document.querySelectorAll('#place button')].pop().click()")
    assert page.ask("document.querySelector('#place h2').textContent") == QUESTIONS.question[0].asks


def test_the_button_goes_back_one_question(page: Page) -> None:
    turned(page, "document.querySelector('button.choice').click()")
    turned(page, "document.querySelector('#place > p > button').click()")
    assert page.ask("document.querySelector('#place h2').textContent") == QUESTIONS.question[0].asks


@pytest.mark.parametrize("address", ["nonsense", "aim=9", "aim=length", "ask=nobody", "aim=0&aim", "=%3Cscript%3E"])
def test_an_address_that_fits_nothing_begins_anew(page: Page, address: str) -> None:
    turned(page, f"location.hash = {quoted(address)}")
    assert page.ask("document.body.dataset.shows") == "question"
    assert page.seen.console == []


def test_without_script_it_says_what_to_do(page: Page, tab: Tab) -> None:
    plain = tab(BUILT, script=False)
    text = plain.ask("document.body.innerText")
    assert "needs JavaScript" in text
    assert "https://jupyter.org/try-jupyter/lab/" in text
    assert sideways(plain) == []


def test_a_print_has_the_answer_and_the_requests_and_no_buttons(page: Page) -> None:
    walk(page, BLOCKED)
    page.media(kind="print")
    assert not page.ask("[...document.querySelectorAll('button')].some(e => e.checkVisibility())")
    assert page.ask("document.querySelector('pre.request').checkVisibility()")
    assert len(page.printed()) > 10_000
