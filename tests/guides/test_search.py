"""Search in the guides."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.guides import library as guides
from pyready.guides.library import Guide, NoSuchGuide, Source
from pyready.guides.search import search, stem

ALL = guides.list_guides()


def guide(id: str, title: str, body: str, summary: str = "In short.") -> Guide:  # noqa: A002 - as everywhere
    source = Source("A source", "https://source.example/", date(2026, 11, 22))
    return Guide(id, title, summary, ("person",), (), date(2026, 11, 22), (source,), body)


THREE = (
    guide("apples", "Apples", "They grow on trees.\n\n## In the cellar\n\nKeep boxes cool.\n\n- Pears too.\n"),
    guide(
        "pears", "Pears", "They are soft.\n\n## 1. Buy boxes\n\nA box of pears is heavy.\n\n```cmd\nbuy pears\n```\n"
    ),
    guide("nuts", "Nuts", "Crème brûlée has none.\n\n## In winter\n\nNuts, and an apple.\n", "Walnuts and pears."),
)


def found(asked: str) -> list[tuple[str, str, str]]:
    return [(hit.guide, hit.section, hit.line) for hit in search(asked, THREE).hits]


def test_the_guide_that_is_about_it_comes_first_and_each_hit_shows_the_line() -> None:
    assert found("pears") == [
        ("pears", "", "In short."),
        ("nuts", "", "Walnuts and pears."),
        ("pears", "1-buy-boxes", "A box of pears is heavy."),
        ("apples", "in-the-cellar", "Pears too."),
    ]


@for_each("asked", ["apple", "APPLES", " Apples? ", "apples'"])
def test_number_capitals_and_marks_do_not_count(asked: str) -> None:
    assert [name for name, _, _ in found(asked)] == ["apples", "nuts"]


@for_each("asked", ["crème", "creme", "CRE\u0300ME", "brulee"])
def test_accents_do_not_count(asked: str) -> None:
    assert found(asked) == [("nuts", "", "Crème brûlée has none.")]


def test_what_holds_all_the_words_comes_before_what_holds_one() -> None:
    assert found("box heavy")[0] == ("pears", "1-buy-boxes", "A box of pears is heavy.")
    assert found("boxes pears cellar") == [
        ("apples", "in-the-cellar", "Keep boxes cool."),
        ("pears", "1-buy-boxes", "A box of pears is heavy."),
    ]


def test_the_beginning_of_a_long_word_is_enough_and_of_a_short_one_is_not() -> None:
    assert [name for name, _, _ in found("waln")] == ["nuts"]
    assert found("wal") == []


def test_words_that_every_text_has_find_nothing() -> None:
    assert search("how do I", THREE) == ((), {})
    assert search("", THREE) == ((), {})


def test_a_word_that_no_guide_has_comes_with_the_nearest() -> None:
    result = search("paers zzzzzz", THREE)
    assert result.hits == ()
    assert result.unknown == {"paers": "pears", "zzzzzz": ""}
    assert search("paers nuts", THREE).hits[0].guide == "nuts"


def test_a_long_line_is_cut_around_the_word() -> None:
    long = guide("long", "Long", "first " * 30 + "middle " + "last " * 30)
    line = search("middle", [long], 40).hits[0].line
    assert line == "...first first middle last last last..."
    assert search("first", [long], 40).hits[0].line == "first first first first first first..."
    assert search("last", [long], 60).hits[0].line.startswith("...first first middle last ")


def test_the_hits_are_few_and_not_all_from_one_guide() -> None:
    many = [
        guide(f"g{number}", "Things", "\n".join(f"## Nut {each}\n\nNuts.\n" for each in range(6)))
        for number in range(5)
    ]
    hits = search("nuts", many).hits
    assert [hit.guide for hit in hits] == ["g0"] * 3 + ["g1"] * 3 + ["g2"] * 2


@for_each(
    ("words", "one"),
    [
        ("proxies proxy", "proxy"),
        ("blocked blocks blocking block", "block"),
        ("certificates certificate", "certificat"),
        ("boxes box", "box"),
        ("managed manages manage", "manag"),
        ("access", "access"),
        ("red", "red"),
    ],
)
def test_stems(words: str, one: str) -> None:
    assert {stem(word) for word in words.split()} == {one}


@pytest.mark.unmeasured
@for_each(
    ("asked", "first"),
    [
        ("proxy", "proxy"),
        ("407", "proxy"),
        ("4551", "app-control"),
        ("onedrive", "folders"),
        ("company portal", "software-catalogue"),
        ("Activate.ps1", "powershell"),
        ("anaconda licence", "anaconda-licence"),
        ("patient data", "hosted"),
        ("os error 396", "uv"),
    ],
)
def test_what_people_look_for_is_found_in_the_guides(asked: str, first: str) -> None:
    assert first in [hit.guide for hit in search(asked, ALL).hits[:3]]


@pytest.mark.unmeasured
@for_each("name", guides.guide_ids())
def test_each_guide_is_found_by_its_title_and_each_section_of_it_can_be_read(name: str) -> None:
    this = guides.read_guide(name)
    known = [each.id for each in guides.sections(this.body)]

    assert name in [hit.guide for hit in search(this.title, ALL).hits]
    assert len(known) == len(set(known))
    assert known[0] == ""
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in known[1:])
    for each in known[1:]:
        assert guides.section_of(this, each.upper()).id == each


def test_the_sections_hold_the_whole_body() -> None:
    for each in ALL:
        parts = guides.sections(each.body)
        again = "\n\n".join(
            filter(None, (f"## {part.heading}\n\n{part.text}" if part.id else part.text for part in parts))
        )
        assert again.split() == each.body.split()


def test_a_heading_in_a_block_of_code_begins_no_section() -> None:
    text = "One\n\n```sh\n## not a heading\n```\n\n## Two, or 2\n\nThree\n"
    assert [(part.id, part.heading) for part in guides.sections(text)] == [("", ""), ("two-or-2", "Two, or 2")]


def test_an_unknown_section_names_the_near_ones() -> None:
    with pytest.raises(NoSuchGuide, match=r"The guide apples has no section 'in-celar'\. Did you mean in-the-cellar\?"):
        guides.section_of(THREE[0], "in-celar")
    with pytest.raises(NoSuchGuide, match=r"no section '\\\\u001b'\. There are: in-the-cellar\."):
        guides.section_of(THREE[0], "\x1b")


@pytest.mark.unmeasured
@given(asked=st.text(max_size=60), width=st.integers(20, 100))
def test_no_search_fails_and_no_line_is_too_long(asked: str, width: int) -> None:
    result = search(asked, THREE, width)
    assert max((len(hit.line) for hit in result.hits), default=0) <= width
    assert {hit.guide for hit in result.hits} <= {each.id for each in THREE}
