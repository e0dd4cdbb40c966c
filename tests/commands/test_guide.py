"""`pyready guide`: the list, and one guide."""

import re
import sys
from pathlib import Path

import pytest

from pyready.commands.guide import listing, run_guide
from pyready.guides import library as guides

ALL = guides.list_guides()


@pytest.mark.parametrize("width", [80, 60, 40])
def test_the_list_has_each_guide_once_its_question_first_and_the_line_to_read_it_last(width: int) -> None:
    text = listing(ALL, width, colour=False)
    entries = re.findall(r"^((?:  \S.*\n)+)((?:    .+\n)+)    pyready guide (\S+)$", text, re.MULTILINE)

    found = {name: tuple(" ".join(part.split()) for part in parts) for *parts, name in entries}
    assert found == {guide.id: (guide.title, guide.summary) for guide in ALL}
    assert len(entries) == len(ALL)
    assert max(len(line) for line in text.splitlines()) <= max(width, 60)


def test_at_eighty_columns_every_question_and_every_summary_is_one_line() -> None:
    lines = listing(ALL, 80, colour=False).splitlines()
    assert [guide.id for guide in ALL if not {f"  {guide.title}", f"    {guide.summary}"} <= set(lines)] == []


def test_a_guide_for_several_stands_under_its_first_audience_only() -> None:
    both = ALL[0]._replace(id="both", audience=("it", "person"))
    text = listing((ALL[0], both), 80, colour=False)
    person, it = text.index("For you"), text.index("For the IT team")

    assert person < text.index("guide start-here") < it < text.index("guide both")
    assert text.count("guide both") == 1


def test_colour_changes_no_word_of_the_list() -> None:
    plain, coloured = (listing(ALL, 80, colour=colour) for colour in (False, True))
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


@pytest.mark.parametrize("name", [None, "broken"])
def test_who_previews_a_guide_that_is_not_as_it_must_be_reads_what_is_wrong(
    name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pyready" / "guides_text"
    folder.mkdir(parents=True)
    (folder / "broken.md").write_text("---\ntitle: A title\n---\n\nThe body.\n", "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert run_guide(name) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("pyready: broken.md: front matter must have exactly these keys: title, summary")


def test_a_search_shows_question_section_line_and_how_to_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guide(None, ["4551"]) == 0
    said = capsys.readouterr()

    title = guides.read_guide("app-control").title
    assert said.err == ""
    assert re.search(
        rf"^{re.escape(title)}\n  \S.+\n    .*4551.*\n    pyready guide app-control#[a-z0-9-]+$", said.out, re.MULTILINE
    )
    assert max(map(len, said.out.splitlines())) <= 80


def test_every_line_that_a_search_names_can_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    run_guide(None, ["proxy", "certificates"])
    named = re.findall(r"^    pyready guide (\S+)$", capsys.readouterr().out, re.MULTILINE)

    assert len(named) >= 3
    for name in named:
        assert run_guide(name) == 0
        assert capsys.readouterr().out.count("\n") > 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["prxoy"], 'No guide has "prxoy". Did you mean proxy? List the guides: pyready guide'),
        (["zzzzzz"], 'No guide has "zzzzzz". List the guides: pyready guide'),
        (["how", "do", "I"], 'No guide has "how do I". List the guides: pyready guide'),
    ],
)
def test_a_search_that_finds_nothing_says_so(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_guide(None, words) == 1
    assert capsys.readouterr() == ("", f"pyready: {sentence}\n")


def test_a_search_that_finds_some_of_the_words_says_which_it_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guide(None, ["prxoy", "Activate.ps1"]) == 0
    assert capsys.readouterr().out.endswith('\n\nNo guide has "prxoy". Did you mean proxy activate ps1?\n')


def test_a_section_is_read_alone_and_says_what_it_is_a_part_of(capsys: pytest.CaptureFixture[str]) -> None:
    heading = next(each.heading for each in guides.sections(guides.read_guide("proxy").body) if each.id)
    section = next(each.id for each in guides.sections(guides.read_guide("proxy").body) if each.id)
    assert run_guide(f"proxy#{section}") == 0
    text = capsys.readouterr().out

    assert text.startswith(f"{heading}\n===")
    assert text.endswith("('pyready guide proxy')\n")
    assert "Where this comes from" not in text
    assert "{{" not in text


def test_an_unknown_section_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guide("proxy#nothing-such") == 2
    assert capsys.readouterr().err.startswith("pyready: The guide proxy has no section 'nothing-such'.")
