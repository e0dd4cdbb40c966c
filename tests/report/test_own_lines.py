"""Whichever way pyready is started: no line that anybody reads runs it in another."""

import html
import re

import msgspec
import pytest

from for_each import for_each
from laptops.recorded import NAMES, seen
from needs import once
from pyready.engine.app import Look, report
from pyready.guides import library
from pyready.model.anchors import Anchored
from pyready.model.facts import Asked
from pyready.model.launch import Launch
from pyready.model.record import Record
from pyready.model.spelling import own, own_of
from pyready.report import RENDERERS, Options
from pyready.report.launched import own_in
from pyready.report.text.view import View
from pyready.report.words import IN_ITS_FOLDER

pytestmark = pytest.mark.unmeasured

WINDOWS = Anchored("LOCALAPPDATA", "Programs\\Python\\python.exe")
POSIX = Anchored("HOME", "v/bin/python3")
WAYS = ("command", "module", "program")
RUN = re.compile(r"\bpyready(?:\.exe)?(?= (?:check|config|guide|verify|explain)\b)")
"""A line of ours."""
BEFORE = re.compile(r"(-m )?(?:\.[\\/])?\Z")
"""What stands in front of it."""
STARTS = {"command": {"pyready"}, "program": {"pyready.exe"}, "module": {"pyready"}}


def launched(name: str, way: str) -> Look:
    look = seen(name)
    way = "command" if way == "program" and look.facts[Asked].platform != "windows" else way
    python = WINDOWS if look.facts[Asked].platform == "windows" else POSIX
    launch = Launch(way, python if way == "module" else Anchored("", ""))
    return msgspec.structs.replace(look, facts=look.facts.with_entry(Launch, launch))


def others(text: str, way: str) -> list[str]:
    """The lines in a text that run pyready in another way than this."""
    words = " ".join(html.unescape(re.sub(r"<style>.*?</style>|</?[a-z][^>]*>", " ", text, flags=re.DOTALL)).split())
    found = []
    for match in RUN.finditer(words):
        before = words[max(0, match.start() - 20) : match.start()]
        module = BEFORE.search(before)[1] is not None  # type: ignore[index] - it fits every text
        from_source = before.endswith("py -3 -m ")  # a guide: pyready out of its source
        if not from_source and (match[0] not in STARTS[way] or module != (way == "module")):
            found.append(words[max(0, match.start() - 30) : match.end() + 20])
    return found


def test_the_lines_of_another_way_are_found() -> None:
    assert not others("`pyready guide` and\npyready\ncheck", "command")
    assert others("pyready.exe guide", "command")
    assert others("<code>pyready guide</code>", "program")
    assert others("python -m pyready guide", "program")
    assert others("pyready guide", "module")


@pytest.mark.slow
@once
@for_each(("name", "way"), [(name, WAYS[number % 3]) for number, name in enumerate(NAMES)])
def test_every_report_has_the_lines_of_its_way(name: str, way: str) -> None:
    look = launched(name, way)
    record, way = report(look, private=False), look.facts[Launch].way
    for written in ("text", "ticket", "chat", "html"):
        text = RENDERERS[written](record, Options(details=written == "text"))
        assert others(text, way) == []
        assert "<code>pyready reads" not in text or way == "command"
    assert others(RENDERERS["text"](record, Options()), way) == []


@for_each("way", WAYS)
@for_each("platform", ["windows", "linux"])
def test_every_guide_has_the_lines_of_its_way(way: str, platform: str) -> None:
    way = "command" if (way, platform) == ("program", "linux") else way  # there is no such program
    lines = own(Launch(way, WINDOWS if platform == "windows" else POSIX), platform)
    for guide in library.list_guides():
        filled = guide._replace(body=library.filled(guide.body, library.hosts_in(guide.body, {})))
        assert others(library.render_text(filled, own=lines), way) == []


@once
@for_each(
    ("python", "named"),
    [
        ("H:\\work\\.venv\\Scripts\\python.exe", True),
        ("\\\\fs01.trust.example\\home$\\python.exe", False),
        ("D:\\Users\\somebody\\python.exe", False),
        ("D:\\100%\\python.exe", False),
        ("D:\\$data\\python.exe", False),
        ("", False),
    ],
)
@for_each("private", [True, False])
def test_a_line_names_its_python_or_the_report_says_what_to_write(python: str, named: bool, private: bool) -> None:
    look = seen("open-laptop")
    launch = Launch("module", Anchored("", python))
    record = report(msgspec.structs.replace(look, facts=look.facts.with_entry(Launch, launch)), private=private)
    shown = own_in(record)
    unnamed = "python -m pyready check" in {shown.line("check", shell) for shell in ("cmd", "powershell")}

    assert unnamed == any("begins with python -m pyready" in each for each in record.notices)
    assert not (named and unnamed)
    assert named or private or unnamed
    assert private or "somebody" not in RENDERERS["json"](record, Options())


def program(name: str, way: str = "program") -> Record:
    return report(launched(name, way), private=False)


def test_the_window_of_steps_that_run_the_program_is_opened_in_its_folder() -> None:
    text = " ".join(RENDERERS["text"](program("pac-and-inspection"), Options()).split())
    assert text.count(IN_ITS_FOLDER["cmd"]) == 1
    assert text.index(IN_ITS_FOLDER["cmd"]) < text.index("pyready.exe config env")
    assert IN_ITS_FOLDER["cmd"] not in " ".join(
        RENDERERS["text"](program("pac-and-inspection", "command"), Options()).split()
    )


def test_the_page_says_where_its_lines_are_run() -> None:
    record = program("stock-applocker")
    says = View(record, Options()).how_to_run
    assert says
    page = html.unescape(RENDERERS["html"](record, Options()))
    assert page.count(says) == 1
    assert View(program("stock-applocker", "command"), Options()).how_to_run == ""


def test_what_is_for_the_reader_is_the_readers_own() -> None:
    reader = own(Launch("module", POSIX), "linux")
    text = RENDERERS["text"](program("pac-and-inspection"), Options(replayed=True, own=reader))
    assert "All evidence: ~/v/bin/python3 -m pyready check --details" in " ".join(text.split())
    assert "\n         pyready.exe config env\n" in text


def test_a_step_in_powershell_runs_the_program_as_powershell_does() -> None:
    from pyready.engine.own_lines import with_own_lines

    record = report(seen("pac-and-inspection"), private=False)
    route = next(each for each in record.routes if each.id == record.verdict.route)
    steps = tuple(msgspec.structs.replace(each, shell="powershell") for each in route.steps)
    routes = tuple(msgspec.structs.replace(each, steps=steps) if each is route else each for each in record.routes)
    spelled = with_own_lines(
        msgspec.structs.replace(record, routes=routes), own_of(launched("pac-and-inspection", "program").facts)
    )
    route = next(each for each in spelled.routes if each.id == spelled.verdict.route)
    assert ".\\pyready.exe config env" in [each.command for each in route.steps]


def test_an_answer_is_the_same_in_every_way() -> None:
    answers = [report(launched("stock-applocker", way), private=False) for way in WAYS]
    assert len({each.verdict.state for each in answers}) == 1
    assert len({tuple(check.outcome for check in each.checks) for each in answers}) == 1
    assert len({str(each.did) for each in answers}) == 1
