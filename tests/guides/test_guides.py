import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from for_each import for_each
from pyready.guides import library as guides
from pyready.guides import markdown
from pyready.guides.library import BadGuide, Guide, NoSuchGuide, Source
from pyready.knowledge.endpoints import hosts, known
from pyready.knowledge.index_hosts import NoIndexHosts
from pyready.knowledge.site_profile import SiteEndpoint, SiteProfile
from pyready.routes import ROUTES
from pyready.tickets.requests import REQUESTS

HERE = Path(__file__).resolve().parents[2]
sys.path.append(str(HERE / "build"))

from proofread.form import FENCES, GENERATED, HOSTS_ANY_GUIDE_MAY_LINK, INLINE, PARTS  # noqa: E402 - after the path is set
from proofread.policy import FORBIDDEN, complaints, index_hosts  # noqa: E402

ALL = guides.list_guides()
EACH = for_each("guide", ALL, ids=[guide.id for guide in ALL])
DOCUMENTS = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "docs/testing.md")


def parsed(guide: Guide) -> list[Token]:
    return MarkdownIt("commonmark").parse(guide.body)


def code_lines(guide: Guide) -> list[str]:
    return [line for token in parsed(guide) if token.type == "fence" for line in token.content.splitlines()]


def test_there_are_guides_and_the_first_one_is_where_to_start() -> None:
    assert ALL[0].id == "start-here"
    assert {"proxy", "uv", "ask-it", "existing-python", "python-manager", "browser-notebooks"} <= set(
        guides.guide_ids()
    )


@EACH
def test_a_guide_has_a_kebab_case_id_and_says_whom_it_is_for(guide: Guide) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", guide.id)
    assert set(guide.audience) <= set(guides.AUDIENCES)
    assert guide.summary.endswith(".")
    assert len(guide.summary) <= 76
    assert len(guide.title) <= 56


@EACH
def test_the_title_of_a_guide_is_the_question_of_its_reader(guide: Guide) -> None:
    assert guide.title.endswith("?")


@EACH
def test_a_guide_was_reviewed_after_its_sources_were_checked_and_not_in_the_future(guide: Guide) -> None:
    assert max(source.checked for source in guide.sources) <= guide.reviewed <= datetime.now(UTC).date()


@EACH
def test_a_guide_is_short_and_plain_ascii(guide: Guide) -> None:
    assert guide.body.count("\n") <= 100 or guide.id in GENERATED
    assert guide.body.isascii()  # typographic quotes break in a cp437 console and in commands


@EACH
def test_every_link_is_https_and_known(guide: Guide) -> None:
    for url in re.findall(r"\bhttps?://[^\s)`\"'>]+", guide.body):
        parts = urlsplit(url)
        known = url in {source.url for source in guide.sources} or parts.hostname in HOSTS_ANY_GUIDE_MAY_LINK
        assert (known and parts.scheme == "https") or (parts.hostname or "").endswith(".example"), url
    for source in guide.sources:
        assert urlsplit(source.url).scheme == "https"


@EACH
def test_a_guide_never_advises_going_round_a_policy(guide: Guide) -> None:
    assert complaints(guides._whole(guide)) == []


@for_each(("why", "example"), [(why, example) for why, _, example in FORBIDDEN])
def test_the_lint_catches(why: str, example: str) -> None:
    assert any(complaint.startswith(why) for complaint in complaints(f"First. {example} Then go on."))


def test_the_lint_lets_calm_advice_pass() -> None:
    advice = "Stop there. Do not look for a way round it. Keep the folder out of OneDrive. Inspection may stay on."
    assert complaints(advice) == []


OWN = (SiteEndpoint("index", "https://mirror.example/simple/"), SiteEndpoint("index-files", "https://mirror.example/"))


@EACH
@for_each(
    "site",
    [None, SiteProfile(endpoint=OWN), SiteProfile(endpoint=OWN[:1], only_these_endpoints=True)],
    ids=["no profile", "own mirror", "nothing but one server"],
)
def test_every_placeholder_of_a_guide_is_filled_with_the_hosts_used_here(
    guide: Guide, site: SiteProfile | None
) -> None:
    named = guides.hosts_in(guide.body, hosts(site))
    said = guides.filled(guide.body, named)

    assert "{{" not in said
    if site is None:
        assert set(named.values()) <= index_hosts()
    else:
        assert set(named.values()) <= {"mirror.example", "(the files of the package index)"}
        assert not [host for host in index_hosts() if host in said]


def test_the_hosts_of_a_guide_are_words_where_pip_does_not_name_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pip() -> None:
        raise NoIndexHosts("pip is not here.")

    monkeypatch.setattr("pyready.knowledge.endpoints.index_hosts", no_pip)
    body = "{{ endpoint:index }}, {{ endpoint:index-files }}, {{ endpoint:uv-python }}"
    assert guides.filled(body, guides.hosts_in(body, hosts())) == (
        "(the package index), (the files of the package index), (uv-python)"
    )


@EACH
def test_the_placeholders_are_known_endpoints(guide: Guide) -> None:
    assert set(guides.placeholders(guide.body)) <= {each.id for each in known().endpoint}


@for_each("name", [*(f"guides/{guide.id}.md" for guide in ALL), *DOCUMENTS])
def test_no_file_spells_a_host_of_the_public_index(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8").casefold()
    assert not [host for host in index_hosts() if host in text]


@EACH
def test_every_block_of_code_says_what_it_is_and_fits(guide: Guide) -> None:
    fences = [token for token in parsed(guide) if token.type == "fence"]
    assert {token.info for token in fences} <= FENCES
    assert max((len(line) for line in code_lines(guide)), default=0) <= 72


@EACH
def test_the_guides_a_guide_links_to_exist_and_are_others(guide: Guide) -> None:
    assert set(markdown.links(guide.body)) <= set(guides.guide_ids()) - {guide.id}


@EACH
def test_a_guide_leads_to_another_by_a_link_and_not_by_a_command(guide: Guide) -> None:
    assert "pyready guide" not in guide.body


@EACH
def test_what_the_parser_takes_for_a_link_to_a_guide_is_what_pyready_does(guide: Guide) -> None:
    found = [
        markdown.guide_of(str(child.attrs["href"]))
        for token in parsed(guide)
        for child in token.children or ()
        if child.type == "link_open" and markdown.guide_of(str(child.attrs["href"]))
    ]
    assert tuple(dict.fromkeys(found)) == markdown.links(guide.body)


@EACH
def test_every_link_in_a_guide_is_https_or_leads_to_a_guide(guide: Guide) -> None:
    links = [
        child.attrs["href"] for token in parsed(guide) for child in token.children or () if child.type == "link_open"
    ]
    assert [link for link in links if not re.match(r"https://|[a-z-]+\.md(#[a-z-]+)?$", str(link))] == []


@EACH
def test_the_headings_of_a_guide_fit_below_its_title_in_a_page(guide: Guide) -> None:
    levels = [token.tag for token in parsed(guide) if token.type == "heading_open"]
    assert set(levels) == {"h2"}


def test_the_first_guide_links_to_every_other_and_to_the_routes_in_their_order() -> None:
    named = markdown.links(guides.read_guide("start-here").body)
    of_routes = [route.guide for route in ROUTES]

    assert sorted([*named, "start-here"]) == sorted(guides.guide_ids())
    assert [name for name in named if name in of_routes] == of_routes


def test_the_guide_to_asking_names_every_request_and_leaves_room_for_who_asks() -> None:
    body = guides.read_guide("ask-it").body

    assert [request.id for request in REQUESTS if not re.search(rf"\b{request.id}\b", body)] == []
    assert "Name: ____" in body
    assert "Asset tag of the laptop: ____" in body


@EACH
def test_a_guide_uses_only_the_markdown_that_the_plain_text_knows(guide: Guide) -> None:
    tokens = parsed(guide._replace(body=markdown.spoken_links(guide.body)))
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= PARTS
    assert {child.type for token in tokens for child in token.children or ()} <= INLINE
    assert all(token.markup.startswith("#") for token in tokens if token.type == "heading_open")
    assert not re.search(r"^\s*\|", guide.body, re.MULTILINE)  # tables
    assert words_of_plain(guide) == words_of(tokens)


def words_of(tokens: list[Token]) -> list[str]:
    """Every word of a guide in order, as a real Markdown parser sees it."""
    text = []
    for token in tokens:
        if token.type == "list_item_open":
            text.append(f"{token.info}{token.markup}")
        elif token.type == "fence":
            text.append(token.content)
        elif token.type == "inline":
            text.append(said(token.children or []))
    return " ".join(text).split()


def said(children: list[Token]) -> str:
    text, urls = "", []
    for child in children:
        if child.type == "link_open":
            urls.append(child.attrs["href"])
        elif child.type == "link_close":
            text += f" ({urls.pop()})"
        elif child.type == "code_inline":
            text += f"'{child.content}'" if " " in child.content else child.content
        else:
            text += child.content or (" " if child.type == "softbreak" else "")
    return text


def words_of_plain(guide: Guide) -> list[str]:
    lines = markdown.plain(markdown.spoken_links(guide.body), 80).splitlines()
    return " ".join(line for line in lines if not re.fullmatch("[-=]+", line)).split()


@EACH
def test_the_plain_text_fits_eighty_columns(guide: Guide) -> None:
    code = {f"    {line}" for line in code_lines(guide)}
    for line in guides.render_text(guide, 80, colour=False).splitlines():
        assert len(line) <= 80 or line in code or line.strip(" -()").startswith("https://"), line


@pytest.mark.unmeasured
@EACH
def test_commands_stand_line_by_line_as_they_are(guide: Guide) -> None:
    plain = guides.render_text(guide, 60, colour=False).splitlines()
    on_terminal = without_colour(guides.render_text(guide, 60, colour=True)).splitlines()
    for line in code_lines(guide):
        assert f"    {line}".rstrip() in plain
        assert f"    {line}".rstrip() in [each.rstrip() for each in on_terminal]


def test_the_terminal_gets_colour_and_a_pipe_gets_none() -> None:
    guide = guides.read_guide("uv")
    assert "\x1b[" in guides.render_text(guide, 80, colour=True)
    assert "\x1b" not in guides.render_text(guide, 80, colour=False)


TEXT = st.text(st.characters(codec="utf-16", exclude_categories=()) | st.sampled_from("\x1b\x07\x9b\r\t\n`*#-[]()|> "))
SOME_GUIDE = st.builds(
    Guide,
    id=st.just("x"),
    title=TEXT,
    summary=TEXT,
    audience=st.just(("person",)),
    answers=st.just(()),
    reviewed=st.dates(),
    sources=st.tuples(st.builds(Source, TEXT, TEXT, st.dates())),
    body=TEXT,
)


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.unmeasured
@given(guide=SOME_GUIDE, width=st.integers(-1, 200), colour=st.booleans())
def test_no_control_character_ever_reaches_the_terminal(guide: Guide, width: int, colour: bool) -> None:
    text = guides.render_text(guide, width, colour)
    rest = without_colour(text) if colour else text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", rest)


def test_an_unknown_guide_names_the_near_ones() -> None:
    with pytest.raises(NoSuchGuide, match="Did you mean proxy"):
        guides.read_guide("proxies")
    with pytest.raises(NoSuchGuide, match="There are: anaconda, "):
        guides.read_guide("qqqqqqqq")


@for_each("name", ["", "../CHANGELOG", "/etc/passwd", "UV", "uv.md", "\x1b[31muv"])
def test_an_id_is_never_a_path(name: str) -> None:
    with pytest.raises(NoSuchGuide) as caught:
        guides.read_guide(name)
    assert "\x1b" not in str(caught.value)


def test_hosts_are_filled_in() -> None:
    body = "Ask for {{ endpoint:index }} and `{{endpoint:index-files}}`."
    assert guides.placeholders(body) == ("index", "index-files")
    named = {"index": "index.example", "index-files": "files.example"}
    assert guides.filled(body, named) == "Ask for index.example and `files.example`."


@for_each("body", ["{{ endpoint:other }}", "{{ user }}", "{{ endpoint: }}", "{{}}"])
def test_a_placeholder_that_nobody_knows_is_an_error(body: str) -> None:
    with pytest.raises(BadGuide):
        guides.filled(body, {"index": "index.example"})


FRONT = {
    "title": "A title",
    "summary": "One sentence.",
    "audience": "[person, it]",
    "answers": "[clock, long-paths]",
    "reviewed": "2026-11-22",
    "sources": "[{title: A page, url: https://x.example/, checked: 2026-11-21}]",
}


def guide_file(**changes: str | None) -> str:
    front = "\n".join(f"{key}: {value}" for key, value in (FRONT | changes).items() if value is not None)
    return f"---\n{front}\n---\n\nThe body.\n"


def test_front_matter_is_read() -> None:
    assert guides.parse("x", guide_file()) == Guide(
        id="x",
        title="A title",
        summary="One sentence.",
        audience=("person", "it"),
        answers=("clock", "long-paths"),
        reviewed=date(2026, 11, 22),
        sources=(Source("A page", "https://x.example/", date(2026, 11, 21)),),
        body="The body.\n",
    )


@for_each(
    ("text", "says"),
    [
        ("The body.\n", "must begin with front matter"),
        ("---\ntitle: x\n", "must begin with front matter"),
        ("", "must begin with front matter"),
        (guide_file(title=None), "exactly these keys: title, summary"),
        (guide_file(author="me"), "exactly these keys"),
        (guide_file(title="[a"), "not YAML at line"),
        (guide_file(title="!!python/object/apply:os.getcwd []"), "not YAML at line 2"),
        (guide_file(title="12"), "title must be one line of text"),
        (guide_file(summary="' '"), "summary must be one line of text"),
        (guide_file(audience="person"), "audience must be a list"),
        (guide_file(audience="[nurse]"), "audience can contain only person, it, contributor"),
        (guide_file(audience="[[person]]"), "audience can contain only"),
        (guide_file(answers=None), "exactly these keys: title, summary, audience, answers"),
        (guide_file(answers="clock"), r"answers must be a list of ids of checks and routes; \[\] when none"),
        (guide_file(answers="[Clock]"), "answers contains 'Clock', which is not an id"),
        (guide_file(answers="[1]"), "answers contains 1, which is not an id"),
        (guide_file(answers="[[clock]]"), r"answers contains \['clock'\], which is not an id"),
        (guide_file(answers="[clock, uv, clock]"), "answers names clock twice"),
        (guide_file(reviewed="yesterday"), "reviewed must be a date"),
        (guide_file(reviewed="2026-11-22 10:00:00"), "reviewed must be a date"),
        (guide_file(reviewed="2026-13-01"), "month must be in"),
        (guide_file(sources="[]"), "sources must be a list with at least one entry"),
        (guide_file(sources="[x]"), "each source must have exactly these keys: title, url, checked"),
    ],
)
def test_front_matter_that_is_not_as_it_must_be_is_named(text: str, says: str) -> None:
    with pytest.raises(BadGuide, match=says):
        guides.parse("x", text)


def put(folder: Path, text: str | bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "mine.md").write_bytes(text.encode() if isinstance(text, str) else text)


def test_guides_are_found_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "pyready" / "guides_text", guide_file())
    monkeypatch.setattr(guides, "__file__", str(tmp_path / "pyready" / "guides" / "library.py"))
    assert [guide.id for guide in guides.list_guides()] == ["mine"]


def test_guides_are_found_in_the_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "pyready" / "guides_text", "\ufeff" + guide_file().replace("\n", "\r\n"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert guides.read_guide("mine").body == "The body.\n"


@pytest.mark.parametrize(("text", "says"), [(b"---\n\xff", "not UTF-8"), (b"hello", "front matter")])
def test_a_bad_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes, says: str) -> None:
    put(tmp_path / "pyready" / "guides_text", text)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(BadGuide, match=f"mine.md: .*{says}"):
        guides.read_guide("mine")


def test_reading_a_guide_through_a_pipe_imports_nothing_heavy() -> None:
    heavy = ("rich", "msgspec", "jinja2", "markdown_it", "requests", "pygments", "psutil", "inspect")
    program = (
        f"import sys; sys.path.insert(0, {str(HERE / 'src')!r})\n"
        "from pyready.guides import library as guides\n"
        "assert 'yaml' not in sys.modules\n"
        "text = guides.render_text(guides.read_guide('uv'), 80, colour=False)\n"
        f"print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    # Measuring coverage loads some of these itself.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=unmeasured, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == []
