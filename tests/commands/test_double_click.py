"""A double-click, without a window: facts in; what is said, written and opened comes out."""

import html
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from diagnosis.test_python_here import PATH, on_share
from laptops.recorded import NAMES, seen
from needs import needs_modes, once
from pyready.commands import double_click
from pyready.commands.double_click import BROWSER, tell
from pyready.commands.page_places import BY
from pyready.engine.app import Look
from pyready.engine.share import Leak
from pyready.model.facts import Absent, Taken
from pyready.model.host import Drive, Host, Reading
from pyready.model.launch import Launch
from pyready.probes.identity import Identity
from pyready.probes.storage import Storage
from pyready.recorded.host import RecordedVariables
from pyready.report import RENDERERS
from pyready.report.words import HOW_TO_RUN
from real_files import RealFiles

nothing: Any = None
SHARED = "Names of people, computers and servers are left out, so you can share it."
STAMP = datetime(2026, 11, 22, 14, 7, tzinfo=UTC).astimezone()
NAME = f"pyready-report-{STAMP:%Y-%m-%d-%H%M}"


class FakeDesktop:
    """Knows where Downloads is, and writes down what it was asked to open."""

    def __init__(self, downloads: Reading[str], answer: Reading[bool]) -> None:
        self.known, self.answer = downloads, answer
        self.opened: list[str] = []

    def downloads(self) -> Reading[str]:
        return self.known

    def open_page(self, path: str) -> Reading[bool]:
        assert Path(path).is_file()
        self.opened.append(path)
        return self.answer


class OnServer(RealFiles):
    """Files of a drive that is on the network."""

    def drive(self, path: str) -> Reading[Drive]:
        return Reading("set", Drive("network"), path)


class Person:
    """Somebody whose folders are below `top`, and who double-clicks."""

    def __init__(self, top: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.downloads, self.local = top / "Users" / "jo" / "Downloads", top / "Users" / "jo" / "Local"
        self.downloads.mkdir(parents=True)
        self.local.mkdir()
        self.desktop = FakeDesktop(Reading("set", str(self.downloads)), Reading("set", True))
        self.variables = {"LOCALAPPDATA": str(self.local)}
        self.files: Any = RealFiles()
        self.look = at_seven_past_two(seen("stock-applocker"))
        self._capsys = capsys

    def double_clicks(self) -> tuple[int, str, str]:
        """The exit code, what stands in the window, and what was said apart."""
        variables = RecordedVariables(self.variables, any_case=True)
        host = Host("windows", variables, nothing, self.files, nothing, nothing, nothing, self.desktop)
        code = tell(host, self.look)
        out, err = self._capsys.readouterr()
        return code, out, " ".join(err.split())

    def pages(self) -> list[Path]:
        return sorted(path for path in self.downloads.parent.rglob("*") if path.is_file())


def at_seven_past_two(look: Look) -> Look:
    taken = Taken(STAMP.astimezone(UTC))
    return msgspec.structs.replace(look, facts=look.facts.with_entry(Taken, taken))


@pytest.fixture
def person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    return Person(tmp_path, capsys)


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], dict[str, Any]]:
    """Pages that hold the record alone, to look at what it tells."""
    monkeypatch.setitem(RENDERERS, "html", RENDERERS["json"])  # type: ignore[index]

    def read(path: Path) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return answer

    return read


def plain(text: str) -> str:
    return " ".join(text.split())


OWN = [name for name in NAMES if name != "ward-cart"]


def test_on_a_shared_computer_no_file_is_left(person: Person) -> None:
    person.look = at_seven_past_two(seen("ward-cart"))

    code, out, err = person.double_clicks()

    assert (code, err) == (1, "")
    assert "\n  Not on this computer\n" in out
    assert "All evidence: pyready check --details" in out
    assert "so pyready saves no file on it" in out
    assert person.pages() == []
    assert person.desktop.opened == []


@pytest.mark.slow
@once
@pytest.mark.parametrize("name", OWN)
def test_every_laptop_gets_its_answer_and_a_page_without_names(name: str, person: Person) -> None:
    person.look = at_seven_past_two(seen(name))

    code, out, err = person.double_clicks()
    identity = person.look.facts.get(Identity)

    assert err == ""
    assert [path.name for path in person.pages()] == [f"{NAME}.html"]
    assert person.desktop.opened == [str(path) for path in person.pages()]
    page = person.pages()[0].read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert identity is None or not identity.user or f"\\{identity.user}" not in page
    assert str(person.downloads) not in page
    assert f"{os.sep}Downloads{os.sep}{NAME}.html" in page
    assert BROWSER.program in page
    assert code == (0 if "\n  Yes" in out else 1)
    order = [plain(out).find(part) for part in ("Can you have Python", str(person.downloads), SHARED, "It opens in")]
    assert order == sorted(order)
    assert order[0] > -1


def test_the_page_tells_of_itself_and_of_the_browser(person: Person, record: Callable[[Path], Any]) -> None:
    person.double_clicks()
    told = record(person.pages()[0])

    assert told["private"] is False
    assert [each["by"] for each in told["did"]["wrote"]] == [BY]
    assert told["did"]["wrote"][0]["path"].endswith(f"{os.sep}Downloads{os.sep}{NAME}.html")
    assert told["did"]["ran"] == [{"program": BROWSER.program, "by": BY}]
    assert {"what": "system", "where": "Downloads folder", "found": "set", "by": BY} in told["did"]["read"]


@pytest.mark.unmeasured
def test_a_page_is_never_written_over(person: Person) -> None:
    (person.downloads / f"{NAME}.html").write_text("mine", "utf-8")

    person.double_clicks()
    person.double_clicks()

    assert [path.name for path in person.pages()] == [f"{NAME}-2.html", f"{NAME}-3.html", f"{NAME}.html"]
    assert (person.downloads / f"{NAME}.html").read_text("utf-8") == "mine"


@pytest.mark.unmeasured
def test_a_page_that_comes_at_the_same_moment_is_not_written_over(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = person.downloads / f"{NAME}.html"

    def somebody_else_is_quicker(*_: object) -> str:
        if not first.exists():
            first.write_text("theirs", "utf-8")
        return "ours"

    monkeypatch.setitem(RENDERERS, "html", somebody_else_is_quicker)  # type: ignore[index]

    person.double_clicks()

    assert [path.name for path in person.pages()] == [f"{NAME}-2.html", f"{NAME}.html"]
    assert first.read_text("utf-8") == "theirs"


@pytest.mark.unmeasured
@pytest.mark.parametrize("state", ["missing", "not-set", "malformed"])
def test_no_browser_is_no_fault(state: Any, person: Person) -> None:
    person.desktop.answer = Reading(state)

    code, out, err = person.double_clicks()

    assert (code, err) == (1, "")
    assert "It did not open." in out
    assert "It opens in" not in out
    assert str(person.pages()[0]) in out


@pytest.mark.unmeasured
def test_a_synchronised_folder_is_said_to_be_one(person: Person) -> None:
    person.variables["OneDrive"] = str(person.downloads.parent)

    out = plain(person.double_clicks()[1])

    assert "Your Downloads folder is synchronised with OneDrive, so this page will be copied there." in out


@pytest.mark.unmeasured
def test_a_folder_on_a_server_is_said_to_be_one(person: Person) -> None:
    person.files = OnServer()

    assert "Your Downloads folder is on a server, so this page is kept there." in plain(person.double_clicks()[1])


@pytest.mark.unmeasured
def test_of_a_folder_on_this_computer_nothing_is_said(person: Person) -> None:
    out = person.double_clicks()[1]

    assert "OneDrive" not in out
    assert "on a server" not in out


def without(person: Person) -> None:
    person.downloads.rmdir()


def closed(folder: Path) -> None:
    """Nobody may write there any more."""
    folder.chmod(0o500)
    needs_modes(folder)


def denied(person: Person) -> None:
    closed(person.downloads)


def unknown(person: Person) -> None:
    person.desktop.known = Reading("missing")


def silent(person: Person) -> None:
    absent = Absent("timed-out", "no answer within 5 s")
    facts = person.look.facts.with_entry(Storage, absent)
    person.look = msgspec.structs.replace(person.look, facts=facts)


def file(person: Person) -> None:
    person.downloads.rmdir()
    person.downloads.write_text("", "utf-8")


def full(person: Person) -> None:
    class Full(RealFiles):
        """Says that all may be written to: what judges the program is not seen beforehand."""

        def writable(self, path: str) -> Reading[bool]:
            return Reading("set", True, path)

    person.files = Full()
    closed(person.downloads)


WORSE = [
    (without, "Your Downloads folder does not exist"),
    (denied, "You cannot save files in your Downloads folder"),
    (unknown, "pyready could not find your Downloads folder, or it did not answer in time"),
    (silent, "pyready could not find your Downloads folder, or it did not answer in time"),
    (file, "pyready could not read your Downloads folder"),
    (full, "pyready could not write to your Downloads folder"),
]


@pytest.mark.unmeasured
@pytest.mark.skipif(os.name == "nt", reason="the modes of POSIX deny here")
@pytest.mark.parametrize(("turn", "why"), WORSE)
def test_where_downloads_cannot_be_used_the_page_is_among_the_person_s_programs(
    turn: Callable[[Person], None], why: str, person: Person
) -> None:
    turn(person)

    code, out, err = person.double_clicks()

    assert (code, err) == (1, "")
    assert [str(path) for path in person.local.rglob("*.html")] == [str(person.local / "pyready" / f"{NAME}.html")]
    assert f"{why}, so the page is in another folder." in plain(out)
    assert person.desktop.opened == [str(person.local / "pyready" / f"{NAME}.html")]


@pytest.mark.parametrize("local", ["denied", "not set"])
def test_where_nothing_can_be_written_the_window_holds_the_whole_report(local: str, person: Person) -> None:
    closed(person.downloads)
    if local == "denied":
        closed(person.local)
    else:
        del person.variables["LOCALAPPDATA"]

    code, out, err = person.double_clicks()

    assert code == 2
    assert "pyready could not save the page in any of your folders." in err
    assert "All evidence: pyready check --details" in out
    assert (person.pages(), person.desktop.opened) == ([], [])


def test_a_name_that_would_be_left_stops_the_page_and_not_the_answer(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = double_click.report

    def leaking(look: Look, *, private: bool) -> Any:
        if not private:
            raise Leak("pyready wrote no report: the report contains a name, in facts.x.")
        return real(look, private=private)

    monkeypatch.setattr(double_click, "report", leaking)
    code, out, err = person.double_clicks()

    assert code == 3
    assert "the report contains a name, in facts.x." in err
    assert "All evidence: pyready check --details" in out
    assert (person.pages(), person.desktop.opened) == ([], [])


def test_a_secret_stops_everything(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(*_: Any, **__: Any) -> Any:
        raise Leak("pyready wrote no report, because a secret would be left in it, in facts.x.")

    monkeypatch.setattr(double_click, "report", leaking)

    code, out, err = person.double_clicks()

    assert (code, out) == (3, "")
    assert "a secret would be left" in err
    assert person.pages() == []


def test_a_fault_of_the_page_costs_the_page_only(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENDERERS, "html", lambda *_: 1 // 0)  # type: ignore[index]

    code, out, err = person.double_clicks()

    assert code == 3
    assert "ZeroDivisionError at" in err
    assert "All evidence: pyready check --details" in out
    assert person.pages() == []


def test_more_pages_of_one_minute_than_anybody_makes_are_refused(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pyready.commands.page_places._MOST", 2)
    for folder in (person.downloads, person.local / "pyready"):
        folder.mkdir(exist_ok=True)
        (folder / f"{NAME}.html").write_text("", "utf-8")

    code, _, err = person.double_clicks()

    assert code == 2
    assert f"pyready has written too many pages in this minute, in {person.local / 'pyready'}." in err


def test_the_whole_way_looks_at_the_machine_and_tells(monkeypatch: pytest.MonkeyPatch, person: Person) -> None:
    look = msgspec.structs.replace(person.look, hung=True)
    asked: list[Any] = []
    monkeypatch.setattr(double_click, "this_machine", lambda: "machine")
    monkeypatch.setattr(double_click, "look_now", lambda *given: asked.append(given) or look)
    monkeypatch.setattr(double_click, "tell", lambda host, found: 0 if (host, found) == ("machine", look) else 9)
    hung = [False]

    assert double_click.run_double_click(7.0, hung) == 0
    options, *rest = asked[0]
    assert rest == [7.0, "machine"]
    assert (options.offline, options.site, options.deadline) == (False, None, 15.0)
    assert hung == [True]


def clicked(person: Person, look: Look, way: str = "program") -> str:
    person.look = at_seven_past_two(msgspec.structs.replace(look, facts=look.facts.with_entry(Launch, Launch(way))))
    code, out, err = person.double_clicks()
    assert (code, err) == (0, "")
    return out


def test_the_window_has_the_line_that_the_page_leaves_out(person: Person) -> None:
    out = clicked(person, seen("pac-and-inspection"))
    page = html.unescape(person.pages()[0].read_text("utf-8"))

    assert "pyready.exe config env" in page
    assert "proxy.trust" not in page
    assert re.search(r"\nFor step 4 of the page\n", out)
    assert re.search(r'\n      set "HTTPS_PROXY=http://[\w.-]+:\d+"\n', out)


def test_the_window_has_the_path_of_a_python_on_a_share(person: Person) -> None:
    out = clicked(person, on_share("pac-and-inspection"))
    page = html.unescape(person.pages()[0].read_text("utf-8"))

    assert "fs01" not in page
    assert '"%PYTHON_HERE%" --version' in page
    assert f'\n      set "PYTHON_HERE={PATH}"\n' in out
    assert "\nFor step 1 of the page\n" in out
    assert "\nFor step 5 of the page\n" in out


@pytest.mark.unmeasured
def test_where_nothing_is_left_out_the_window_says_nothing_of_it(person: Person) -> None:
    assert "of the page\n" not in clicked(person, seen("open-laptop"))


def test_on_a_shared_computer_the_window_says_where_its_lines_are_run(person: Person) -> None:
    look = seen("ward-cart")
    person.look = at_seven_past_two(
        msgspec.structs.replace(look, facts=look.facts.with_entry(Launch, Launch("program")))
    )
    out = plain(person.double_clicks()[1])
    assert "All evidence: pyready.exe check --details" in out
    assert HOW_TO_RUN in out
