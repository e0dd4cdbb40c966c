"""The files of the requests to IT: every one is as it must be, and every mistake is named with its file and line."""

import sys
from pathlib import Path

import pytest
import yaml

from for_each import for_each
from guides.test_guides import complaints, index_hosts
from pyready.tickets import library
from pyready.tickets.library import KEYS, SECTIONS, BadTicket, parse, read_ticket, ticket_ids
from pyready.tickets.requests import BY_ID, IDS, NAMING_PYTHON, requests_for

TOP = Path(__file__).parents[2]
MOST_LINES = 80
every_request = for_each("name", IDS)
FRONT = {"id": "mine", "queue": "pki", "cost": "small", "title": "Do it"}
BODY = dict.fromkeys(SECTIONS, "It is so.") | {"Not requested": "- rights\n- rules"}


def file(front: dict[str, str] | None = None, **sections: str) -> str:
    """A good file, but for what is given; of a section by its title with `_` for a space, "" leaves it out."""
    matter = "".join(f"{key}: {value}\n" for key, value in (FRONT | (front or {})).items() if value)
    given = {title.replace("_", " "): text for title, text in sections.items()}
    body = {title: text for title, text in (BODY | given).items() if title not in given or given[title]}
    return f"---\n{matter}---\n\n" + "\n".join(f"## {title}\n\n{text}\n" for title, text in body.items())


def text_of(name: str) -> str:
    return (TOP / "tickets" / f"{name}.md").read_text("utf-8")


def test_every_request_has_a_file_and_every_file_a_request() -> None:
    assert sorted(IDS) == list(ticket_ids())


@every_request
def test_its_front_matter_is_what_yaml_reads(name: str) -> None:
    front = text_of(name).split("---\n")[1]
    assert yaml.safe_load(front).keys() == set(KEYS)
    assert dict(read_ticket(name).front) == {key: library.fill(value) for key, value in yaml.safe_load(front).items()}


@every_request
def test_it_is_short_and_plain_ascii(name: str) -> None:
    text = text_of(name)
    assert text.isascii()
    assert len(text.splitlines()) <= MOST_LINES
    assert text.endswith("\n")
    assert not [mark for mark in ("`", "**", "](", "<", "|") if mark in text]


@every_request
def test_it_never_asks_for_a_way_round_a_policy(name: str) -> None:
    assert complaints(text_of(name)) == []


@every_request
def test_it_spells_no_host_of_the_public_index(name: str) -> None:
    assert [host for host in index_hosts() if host in text_of(name).casefold()] == []


def test_placeholders_are_filled_with_the_version_to_recommend() -> None:
    assert "Python 3.99 " in requests_for("3.99")["machine-wide-python"].title
    assert all("{{" not in repr(request) for request in requests_for("3.99").values())
    assert requests_for("3.99")["writable-home"] == BY_ID["writable-home"]
    assert {name for name in IDS if "3.99" in requests_for("3.99")[name].change} == NAMING_PYTHON


def test_what_opens_which_is_decided_by_code_for_requests_that_exist() -> None:
    assert {other for request in BY_ID.values() for other in request.includes} <= set(IDS)


def test_a_section_becomes_one_line_for_its_paragraph_and_one_for_each_item() -> None:
    text = file(Change="One change.\nIt is small.\n\n- First\n  and more\n- Second: ____", Why="Because.\n\nSo.")
    found = parse("mine", text).sections
    assert found["change"] == "One change. It is small.\nFirst and more\nSecond: ____"
    assert found["why"] == "Because. So."
    assert found["not_asked"] == "rights\nrules"
    assert list(found) == list(SECTIONS.values())


@for_each(
    ("text", "line", "says"),
    [
        ("", 1, "must begin with front matter"),
        ("hello", 1, "must begin with front matter"),
        ("---\nid: mine\n", 1, "must begin with front matter"),
        (file({"queue": ""}), 5, "exactly these keys: id, queue, cost, title"),
        (file({"owner": "me"}), 7, "exactly these keys"),
        (file().replace("cost: small", "cost small"), 4, "must be `name: value`"),
        (file().replace("cost: small", "cost: small\ncost: large"), 5, "each name once"),
        (file({"id": "other"}), 2, "id must be mine, as the file is called"),
        (file({"queue": "nobody"}), 3, "queue must be one of: packaging, app-control, "),
        (file({"cost": "tiny"}), 4, "cost must be one of: small, medium, large"),
        (file({"title": "x" * 81}), 5, "title has 81 characters, 80 at most"),
        (file({"title": "{{ python:other }}"}), 5, "unknown placeholder {{ python:other }}"),
        (file(Why="Ask {{ endpoint:index }}."), 14, "unknown placeholder {{ endpoint:index }}"),
        (file(Why="Well.\nAsk {{ us"), 15, "unknown placeholder {{ us"),
        (file(Why="Ask us }}"), 14, "unknown placeholder }}"),
        (file(Whatever="Yes."), 45, 'unknown section "Whatever"; known are: Request, Why, Change, '),
        (file().replace("## Why", "### Why"), 12, 'unknown section "### Why"'),
        (file().replace("## Why", "## Request"), 12, 'section "Request" comes twice'),
        (file(Risk=""), 39, "must be these, in this order: Request, Why, Change"),
        (file().replace("## Request\n", ""), 9, "text must be in a section"),
        (file(Why=" "), 12, 'section "Why" is empty'),
        (file(Why="- one"), 14, 'section "Why" must be sentences, without a list'),
        (file(Change="- one"), 18, 'section "Change" must be one paragraph that says what changes, then a list'),
        (file(Change="One.\n- two\nthree"), 20, 'section "Change" must be a list: each line begins with a dash'),
        (file(Not_requested="rights"), 42, 'section "Not requested" must be a list'),
        (file(Change="One.\n" + "- more\n" * 8), 26, "a list has 7 items at most"),
        (file(Change=f"One.\n- {'x' * 401}"), 19, "text has 401 characters, 400 at most"),
        (file(Why="x" * 300 + "\n" + "x" * 100), 14, "text has 401 characters, 400 at most"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(text: str, line: int, says: str) -> None:
    with pytest.raises(BadTicket) as caught:
        parse("mine", text)
    assert str(caught.value).startswith(f"tickets/mine.md:{line}: ")
    assert says in str(caught.value)


@pytest.fixture
def empty() -> None:
    library._text_of.cache_clear()


def put(folder: Path, text: str | bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "mine.md").write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.mark.usefixtures("empty")
def test_they_are_found_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "pyready" / "tickets_text", file())
    monkeypatch.setattr(library, "__file__", str(tmp_path / "pyready" / "tickets" / "library.py"))
    assert ticket_ids() == ("mine",)
    assert read_ticket("mine").front == FRONT


@pytest.mark.usefixtures("empty")
def test_they_are_found_in_the_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "pyready" / "tickets_text", "\ufeff" + file().replace("\n", "\r\n"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert read_ticket("mine").sections["why"] == "It is so."


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("text", "says"), [(b"---\n\xff", "mine.md: not UTF-8 text"), (b"hello", "mine.md:1: must begin with front matter")]
)
def test_a_bad_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes, says: str) -> None:
    put(tmp_path / "pyready" / "tickets_text", text)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(BadTicket, match=says):
        read_ticket("mine")
    with pytest.raises(BadTicket, match=r"tickets/gone.md: there is no such file"):
        read_ticket("gone")
