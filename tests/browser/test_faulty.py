"""A page with known faults: every check of the real page must find its own here, or it could not fail there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browser.chromium import Page
from browser.findings import UNFOLD, inaccessible, misplaced, pages_of, sideways, structure

FAULTY = Path(__file__).with_name("faulty.html")

pytestmark = pytest.mark.browser
Tab = Callable[..., Page]


def test_every_request_is_seen_even_to_a_file_or_one_that_fails(tab: Tab) -> None:
    page = tab(FAULTY)
    assert page.seen.requests[0] == FAULTY.as_uri()
    beside = FAULTY.parent.as_uri()
    assert set(page.seen.requests[1:]) == {
        f"{beside}/missing.css",
        f"{beside}/missing.png",
        "http://127.0.0.1:9999/beacon.png",
    }


def test_every_script_is_seen_with_its_dialogs(tab: Tab) -> None:
    page = tab(FAULTY)
    assert len(page.seen.scripts) == 2
    assert page.seen.dialogs == ["ran", "handler"]
    assert page.ask("document.documentElement.dataset.ran") == "yes"


def test_without_script_none_is_seen_and_questions_are_still_answered(tab: Tab) -> None:
    page = tab(FAULTY, script=False)
    assert (page.seen.scripts, page.seen.dialogs) == ([], [])
    assert page.ask("document.documentElement.dataset.ran || 'no'") == "no"


def test_what_a_policy_refuses_is_seen(tab: Tab, tmp_path: Path) -> None:
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    copy = tmp_path / "copy.html"
    copy.write_text(FAULTY.read_text("utf-8").replace("<head>", f"<head>{policy}"), "utf-8")
    page = tab(copy)
    refused = {each.split()[0] for each in page.seen.refusals}
    assert refused == {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src"}
    assert (page.seen.scripts, page.seen.dialogs) == ([], [])


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_missing_labels_and_weak_contrast(tab: Tab, dark: bool) -> None:
    found = {each.split(":")[0] for each in inaccessible(tab(FAULTY, dark=dark))}
    assert found >= {"color-contrast", "label", "image-alt", "html-has-lang", "document-title", "heading-order"}


def test_a_text_is_measured_again_where_it_looks_otherwise(tab: Tab, tmp_path: Path) -> None:
    """Of two pages that are alike the second has a text in another colour, or the same text on another ground."""
    good = (
        '<!DOCTYPE html><html lang="en-GB"><title>A page</title><main><h1>A</h1><p class="a">One <b>two</b></p></main>'
    )
    passed: set[float] = set()
    found = []
    for number, style in enumerate(("", "b { color: #ccc }", ".a { background: #333 }")):
        place = tmp_path / f"{number}.html"
        place.write_text(f"{good}<style>{style}</style>", "utf-8")
        found.append([each.partition(":")[0] for each in inaccessible(tab(place), passed)])
        assert len(passed) == 3

    assert found == [[], ["color-contrast"], ["color-contrast"]]


def test_axe_looks_at_folded_evidence_once_it_is_unfolded(tab: Tab) -> None:
    page = tab(FAULTY)
    assert not any("folded" in each for each in inaccessible(page))
    page.ask(UNFOLD)
    assert any("folded" in each for each in inaccessible(page))


def test_what_is_too_wide_or_cut_is_found_folded_or_not(tab: Tab) -> None:
    page = tab(FAULTY, size=(320, 900))
    found = " ".join(sideways(page))
    assert all(part in found for part in ("the page is 20", "sticks out: table", "is cut: div OneLong"))
    assert "Evidence" not in found
    page.ask(UNFOLD)
    assert "sticks out: p Evidence" in " ".join(sideways(page))


def test_text_that_does_not_grow_with_the_persons_setting_is_told_by_its_size(tab: Tab) -> None:
    assert structure(tab(FAULTY, text=200)).size == 2 * structure(tab(FAULTY)).size
    size = "parseFloat(getComputedStyle(document.querySelector('p')).fontSize)"
    assert tab(FAULTY, text=200).ask(size) == tab(FAULTY).ask(size) == 12


def test_faults_of_the_structure_are_found(tab: Tab) -> None:
    found = " ".join(misplaced(structure(tab(FAULTY))))
    assert all(part in found for part in ("lang is ''", "no title", "landmarks: []", "headings: [1, 3]", "th without"))


def test_an_odd_link_and_a_handler_are_listed(tab: Tab) -> None:
    found = structure(tab(FAULTY))
    assert "javascript:alert('link')" in found.hrefs
    assert "img onerror" in found.attributes


def test_a_print_has_its_pages(tab: Tab) -> None:
    assert pages_of(tab(FAULTY, script=False).printed()) == 1
