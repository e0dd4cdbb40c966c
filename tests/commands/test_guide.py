"""`pyready guide`: the list, and one guide."""

import re
import sys
from pathlib import Path

import pytest

from pyready.commands.guide import listing, run_guide
from pyready.guides import library as guides

ALL = guides.list_guides()


@pytest.mark.parametrize("width", [80, 60, 40])
def test_the_list_names_each_guide_once_with_title_and_summary_in_the_width(width: int) -> None:
    text = listing(ALL, width, colour=False)
    entries = re.findall(r"^  (\S+) +(.+)\n((?:    .+\n)+)", text, re.MULTILINE)

    found = {name: (title, " ".join(summary.split())) for name, title, summary in entries}
    assert found == {guide.id: (guide.title, guide.summary) for guide in ALL}
    assert len(entries) == len(ALL)
    assert max(len(line) for line in text.splitlines()) <= max(width, 60)


def test_at_eighty_columns_every_summary_is_one_line() -> None:
    lines = listing(ALL, 80, colour=False).splitlines()
    assert [guide.id for guide in ALL if f"    {guide.summary}" not in lines] == []


def test_a_guide_for_several_stands_under_its_first_audience_only() -> None:
    both = ALL[0]._replace(id="both", audience=("it", "person"))
    text = listing((ALL[0], both), 80, colour=False)
    person, it = text.index("For you"), text.index("For the IT team")

    assert person < text.index("start-here") < it < text.index("both")
    assert text.count("  both") == 1


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
