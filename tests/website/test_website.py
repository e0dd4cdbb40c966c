"""The site's pages: whole, in their order, linked, and from the same texts as pyready itself."""

import datetime as dt
import posixpath
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from for_each import for_each
from pyready.commands.cli import parser
from pyready.guides import library
from pyready.routes import ROUTES

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "build"))

from proofread.voice import broken  # noqa: E402 - after the path is set

from website import feed, laptops, links, make, news, pages, places, texts  # noqa: E402

ALL = pages.pages()
STARTS = [f"docs/start/{name}.md" for name in (*pages.READERS, "community")]


def test_each_text_has_a_page() -> None:
    wanted = {f"{kind}/{path.stem}.md" for kind in ("guides", "tickets") for path in (TOP / kind).glob("*.md")}
    wanted |= {f"laptops/{path.stem}.md" for path in (TOP / "examples").glob("*.json")}
    wanted |= {f"options/{route.id}.md" for route in ROUTES}
    wanted |= {path.relative_to(TOP).as_posix() for path in (TOP / "docs").rglob("*.md")}
    assert wanted - set(ALL) == set()
    assert "stories/template.md" not in ALL


@for_each("place", ALL)
def test_a_page_has_one_title_and_no_placeholder(place: str) -> None:
    plain = re.sub(r"(?ms)^ *```.*?^ *```", "", ALL[place])
    assert len(re.findall(r"(?m)^# ", plain)) == 1
    if place.startswith(("guides/", "tickets/", "options/")):
        assert "{{" not in ALL[place]


@for_each("place", ALL)
def test_a_link_leads_to_a_page_or_to_the_repository(place: str) -> None:
    found = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", ALL[place])
    for target in re.findall(r"\]\(([^)\s#]+)", found):
        if "://" not in target and not target.endswith(".webp"):
            assert posixpath.normpath((Path(place).parent / target).as_posix()) in ALL


def test_a_link_to_a_file_that_is_no_page_leads_to_the_repository() -> None:
    text = "[a](uv.md), [b](../LICENSE), `[c](../LICENSE)`, [d](../docs/a.webp), [e](https://x.example/a.md), [f](#g)"
    kept = places.kept_links(text, "guides/a.md", {"guides/uv.md"})
    assert kept == text.replace("[b](../LICENSE)", f"[b]({places.SHOWN}/LICENSE)")


@for_each("place", STARTS)
def test_a_first_page_for_a_reader_is_no_more_than_a_screen(place: str) -> None:
    text = ALL[place]
    assert len(text.splitlines()) <= 32
    assert len(text.split()) <= 260
    assert f"({place})" in ALL["index.md"]


def test_a_first_page_names_only_what_there_is() -> None:
    help_of = {name: each.format_help() for name, each in parser().commands().items()}
    for place in STARTS:
        for line in re.findall(r"pyready ([a-z]+)([^\n`]*)", (TOP / place).read_text("utf-8")):
            command, options = line
            if command in help_of:
                assert [each for each in re.findall(r"--[a-z-]+", options) if each not in help_of[command]] == []


def test_a_guide_can_be_edited_and_says_where_it_comes_from() -> None:
    guide = library.read_guide("proxy")
    text = texts.guide_page(guide)
    assert f"{places.EDITED}/guides/proxy.md" in text
    assert all(source.url in text for source in guide.sources)
    assert "pyready guide proxy" in text


def test_every_laptop_is_in_the_gallery_under_its_answer_in_words() -> None:
    gallery = ALL["laptops/index.md"]
    assert [name for name in laptops.laptops() if gallery.count(f"({name}.md)") != 1] == []
    assert {report["verdict"]["state"] for report in laptops.laptops().values()} <= set(laptops._HEADINGS)
    assert len(set(laptops.called().values())) == len(laptops.laptops())
    assert {
        words for words in laptops.called().values() if not words[0].isupper() or set(broken(words)) - {"laptop"}
    } == set()


def test_an_option_shows_steps_of_a_laptop_on_which_it_works() -> None:
    assert "On none of" not in ALL["options/existing-python.md"]
    assert laptops.suited("python-manager")
    assert laptops.suited("no-such-option") == ""


def test_the_command_line_is_that_of_the_parser() -> None:
    text = ALL["reference/commands.md"]
    assert [name for name in parser().commands() if f"## pyready {name}\n" not in text] == []
    assert "--try-run" in text


def test_the_report_has_each_of_its_parts() -> None:
    assert [
        key
        for key in ("verdict", "routes", "checks", "requests", "facts")
        if f"| `{key}` |" not in ALL["reference/report.md"]
    ] == []


def test_the_feed_is_atom_with_each_guide_newest_first() -> None:
    space = "{http://www.w3.org/2005/Atom}"
    top = ET.fromstring(feed.atom(library.list_guides()))
    days = [each.findtext(f"{space}updated", "") for each in top.iter(f"{space}entry")]
    assert days == sorted(days, reverse=True)
    assert len(days) == min(40, len(library.guide_ids()))
    assert top.findtext(f"{space}updated") == days[0]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00Z", day) for day in days)


def test_the_map_names_pages_that_people_look_for(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "search.html", "guides/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [each.text for each in ET.fromstring(feed.site_map(tmp_path)).iter() if each.text and each.text.strip()]
    assert found == [f"{places.ADDRESS}/guides/a.html", f"{places.ADDRESS}/index.html"]


def test_dead_links_and_what_comes_from_elsewhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">b</a><a href="c.html#x">c</a><a href="c.html#y">y</a><a href="#z">z</a>'
        '<img src="https://x.example/a.png"><link rel="canonical" href="https://x.example/"><a href="https://x.example/">e</a>',
        "utf-8",
    )
    (tmp_path / "c.html").write_text('<p id="x">', "utf-8")
    assert list(links.faults(tmp_path)) == [
        "a.html: loads https://x.example/a.png",
        "a.html: a link leads nowhere: b.html",
        "a.html: no such heading: c.html#y",
        "a.html: no such heading: #z",
    ]


BLAME = """abc12345 (A Person 2026-11-01  1) # Changelog
abc12345 (A Person 2026-11-01  2) - Old thing: it works. More.
def12345 (A Person 2026-11-20  3) - `new.py`, a thing. More.
"""


def test_news_has_the_first_sentence_of_what_came_since_that_day() -> None:
    text = "# Changelog\n- Old thing: it works. More.\n- `new.py`, a thing. More.\n"
    since = dt.date(2026, 11, 20)
    assert list(news.changes(text, news.dated(BLAME), since)) == ["`new.py`, a thing."]
    assert len(list(news.changes(text, {}, since))) == 2  # without git nothing is left out


def test_news_names_guides_by_their_day_and_says_when_there_is_nothing() -> None:
    guides = library.list_guides()
    newest = max(guide.reviewed for guide in guides)
    assert f"{places.ADDRESS}/guides/" in news.text_of([], guides, newest)
    assert news._NOTHING in news.text_of([], guides, newest + dt.timedelta(1))
    assert news.main(["yesterday"]) == 2
    assert news.main([]) == 2


FORMS = sorted((TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("path", [each for each in FORMS if each.stem != "config"], ids=lambda path: path.stem)
def test_a_form_says_that_everybody_reads_it_and_asks_each_thing_once(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    ids = [each["id"] for each in form["body"] if "id" in each]
    assert {"name", "description", "body"} <= set(form)
    assert "Everybody can read this" in form["body"][0]["attributes"]["value"]
    assert len(ids) == len(set(ids)) >= 3
    assert {each["type"] for each in form["body"]} <= {"markdown", "input", "textarea", "checkboxes", "dropdown"}


def test_each_folder_with_an_owner_is_there() -> None:
    lines = (TOP / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    owned = [line.split()[0] for line in lines if line.startswith("/")]
    assert len(owned) > 5
    assert [path for path in owned if not (TOP / path.strip("/")).exists()] == []


def test_the_no_run_page_is_on_the_site_where_it_was_built(tmp_path: Path) -> None:
    built, page = tmp_path / "html", tmp_path / "pyready-no-run.html"
    built.mkdir()
    assert not make.with_no_run_page(built, page)
    page.write_text("page", "utf-8")
    assert make.with_no_run_page(built, page)
    assert (built / page.name).read_text("utf-8") == "page"
