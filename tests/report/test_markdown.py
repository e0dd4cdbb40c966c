import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import test_share
from for_each import for_each
from laptops.recorded import NAMES, record_of
from pyready.commands import cli
from pyready.engine.app import report
from pyready.knowledge.endpoints import known
from pyready.model.outcome import Evidence
from pyready.model.record import Record, RequestRecord, Verdict
from pyready.report import RENDERERS, Options
from pyready.report.layout import visible
from pyready.report.ticket.render import render
from pyready.report.ticket.request import RULE
from pyready.tickets.requests import BY_ID, REQUESTS, RequestText
from pyready.tickets.servers import uses
from report import samples
from report.markdown_parts import BLOCKS, headings, rendered, sections
from report.sample_parts import HOSTS
from report.test_markdown_text import HOSTILE
from report.test_text_from_machines import filled, hidden

TOP = Path(__file__).parents[2]
every_laptop = for_each("name", NAMES)
every_request = for_each("text", REQUESTS, ids=[request.id for request in REQUESTS])
MOST_LINES = 35
ORDER = ["Change", "Risk and upkeep", "Evidence"]


@cache
def of_laptop(name: str) -> str:
    return render(record_of(name, private=False), Options(hosts=HOSTS))


def of_requests(*requests: RequestRecord, state: str = "closed", route: str = "", **changes: Any) -> str:
    record = msgspec.structs.replace(
        samples.empty(), requests=requests, verdict=Verdict(state, "uv", "", "It says.", "Do it."), **changes
    )
    return render(record, Options(hosts=HOSTS, route=route))


def made(text: RequestText, **more: Any) -> RequestRecord:
    fields = {name: value for name, value in text._asdict().items() if name not in {"includes", "only"}}
    return RequestRecord(**(fields | more))


def tickets(text: str) -> list[str]:
    """What a person copies: what stands between two lines of dashes, without the line that says so."""
    return [part.strip().partition("\n")[2] for part in text.split(f"{RULE}\n")[1:-1]]


def evidence_of(ticket: str) -> list[str]:
    """Without the last line, which says who looked and when."""
    return re.findall(r"(?m)^- (.*)$", ticket.partition("## Evidence\n")[2])[:-1]


class TestEachTicket:
    @pytest.mark.slow
    @every_laptop
    def test_there_is_one_for_each_request_and_nothing_is_lost(self, name: str) -> None:
        record, parts = record_of(name, private=False), tickets(of_laptop(name))
        if record.requests:
            assert len(parts) == len(record.requests)
        for request, part in zip(record.requests, parts, strict=False):
            words = rendered(part).words
            for text in (request.says, request.why, request.scope, request.patched_by, request.residual_risk):
                assert visible(text) in words
            for text in (*request.change.split("\n"), request.rollback, request.test, *request.alternatives):
                assert visible(text) in words
            assert all(thing in words.casefold() for thing in map(str.casefold, request.not_asked))

    @every_laptop
    def test_it_has_at_most_35_lines(self, name: str) -> None:
        for part in of_laptop(name).split(f"{RULE}\n")[1:-1]:
            assert len(part.strip().splitlines()) <= MOST_LINES

    @every_request
    def test_so_it_has_with_all_the_evidence_that_there_can_be(self, text: RequestText) -> None:
        found = tuple(Evidence(f"thing {n}", "1", "a") for n in range(9))
        hosts = ("index", "index-files") if "listed servers" in text.change else ()
        (ticket,) = tickets(of_requests(made(text, evidence=found, hosts=hosts, alternatives=("One.", "Two."))))
        assert len(evidence_of(ticket)) == 5
        assert len(ticket.strip().splitlines()) + 2 <= MOST_LINES

    @every_laptop
    def test_a_title_has_at_most_80_characters(self, name: str) -> None:
        for ticket in tickets(of_laptop(name)):
            (title,) = headings(ticket)
            assert 10 < len(title) <= 80

    @every_request
    def test_so_it_is_for_every_request_and_for_two_of_them(self, text: RequestText) -> None:
        assert 10 < len(text.title) <= 80
        both = of_requests(made(text), made(text, title="x" * 500))
        assert [len(title) <= 80 for title in headings(both)] == [True, True, True]
        assert headings(of_requests(made(text)))[1:] == [text.title]
        old = made(text._replace(title=""))
        assert len(headings(of_requests(old))[1]) <= 80

    @every_laptop
    def test_sections_stand_in_the_order_in_which_they_are_read(self, name: str) -> None:
        for ticket in tickets(of_laptop(name)):
            found = sections(ticket)
            assert found == (["What pyready found", "Evidence"] if "What pyready found" in found else ORDER)

    @every_laptop
    def test_evidence_is_at_most_five_lines_each_with_its_source(self, name: str) -> None:
        for ticket in tickets(of_laptop(name)):
            lines = evidence_of(ticket)
            assert 1 <= len(lines) <= 5
            for line in lines:
                assert re.search(r", source `.+`, ", line)
                assert re.search(r", (seen|tried|read from policy|concluded from .*)$", line)

    @every_laptop
    def test_the_time_is_the_same_for_all_evidence_and_is_named_once(self, name: str) -> None:
        for ticket in tickets(of_laptop(name)):
            assert ticket.count("\n- Checked on 2026-11-22 14:00 UTC by pyready ") == 1

    @every_laptop
    def test_each_has_the_blanks_of_its_team_for_what_pyready_cannot_know(self, name: str) -> None:
        for ticket in tickets(of_laptop(name)):
            device = "Virtual desktop" if "Team: virtual desktops" in ticket else "Asset tag"
            assert f"\n- Name: ____ {device}: ____ Manager: ____\n" in ticket
            assert "\n- Data: [ ] none or made-up [ ] pseudonymised [ ] identifiable\n" in ticket

    @pytest.mark.parametrize("name", ["inspection-root", "writable-home"])
    def test_a_team_that_does_not_need_the_data_is_not_told_it(self, name: str) -> None:
        (ticket,) = tickets(of_requests(made(BY_ID[name])))
        assert "\n- Name: ____ Asset tag: ____\n" in ticket
        assert "Manager" not in ticket
        assert "Data:" not in ticket

    def test_scope_has_a_blank_review_date(self) -> None:
        assert of_laptop("everything-blocked").count(" Review date: ____\n") == 2

    def test_servers_stand_by_host_with_what_they_are_for(self) -> None:
        ticket = tickets(of_laptop("sign-in-proxy"))[0]
        assert "\n- `index.example`, port 443: the list of packages; each time something is installed; " in ticket
        assert "\n- `files.example`, port 443: the packages themselves; " in ticket

    def test_a_server_that_nobody_knows_is_listed_all_the_same(self) -> None:
        text = of_requests(made(REQUESTS[3], hosts=("of-the-site",)))
        assert "\n- `of-the-site`, port 443\n" in text

    def test_two_requests_for_one_team_are_two_tickets(self) -> None:
        rule, package = REQUESTS[1], REQUESTS[2]
        found = tuple(Evidence(f"thing {n}", "1", "a") for n in range(4))
        more = tuple(Evidence(f"other {n}", "1", "a") for n in range(4))
        text = of_requests(made(rule, evidence=found), made(package, evidence=(*found[:1], *more), first=True))
        first, second = tickets(text)
        assert headings(text)[1:] == [rule.title, package.title]
        assert (len(evidence_of(first)), len(evidence_of(second))) == (4, 5)
        assert [each.count("- Name: ____") for each in (first, second)] == [1, 1]
        assert "Send ticket 2 first. It is the smallest that opens an option. The other can wait." in text

    def test_one_that_opens_nothing_alone_says_so_and_names_its_companion(self) -> None:
        packaging, proxy = tickets(of_laptop("everything-blocked"))
        title = "Allow package servers through the proxy"
        assert f'This works only together with another request: "{title}" (network and proxy).' in packaging
        assert '"Install Python 3.14 in Program Files (1 laptop)" (software packaging).' in proxy
        assert "This request alone might not be enough." in of_requests(made(REQUESTS[0]))

    def test_what_would_do_instead_is_named_with_what_it_opens(self) -> None:
        packaging, rule = tickets(of_laptop("stock-applocker"))
        assert "It opens: Python Install Manager; Python from a zip file. " in packaging.partition("If you refuse:")[2]
        assert f'Grant another request, "{BY_ID["machine-wide-python"].title}". It opens: ' in rule
        assert "A notebook in the browser works now" in packaging
        assert "A notebook in the browser" not in of_laptop("everything-blocked")
        assert packaging.count("Which approved place for Python can I use?\n") == 1

    def test_a_record_of_an_older_version_still_makes_a_ticket(self) -> None:
        text = render(samples.closed(), Options(hosts=HOSTS))
        assert headings(text)[1:] == [request.says for request in samples.closed().requests]
        assert "None was recorded." in text
        assert "- If you refuse: Which approved place for Python can I use?" in text
        assert "pyready cannot tell whether a ticket opens an option. Ask IT about ticket 1 first." in text


class TestForThePerson:
    @every_laptop
    def test_the_answer_comes_first(self, name: str) -> None:
        record, text = record_of(name, private=False), of_laptop(name)
        assert visible(record.verdict.says) in rendered(text.partition(RULE)[0]).words

    @for_each(
        ("name", "says"),
        [
            ("stock-applocker", "Send ticket 1 first. It is the smallest that opens an option. The other can wait."),
            ("sign-in-proxy", "Send ticket 1. It is the smallest that opens an option."),
            ("everything-blocked", "Send ticket 1 and ticket 2. They work only together."),
            ("app-control-no-python", "Send ticket 1. It is the smallest that opens an option."),
        ],
    )
    def test_which_to_send_first_is_what_the_verdict_says(self, name: str, says: str) -> None:
        assert says in of_laptop(name)

    @every_laptop
    def test_the_first_ones_are_as_many_as_the_verdict_counts(self, name: str) -> None:
        record = record_of(name, private=False)
        first = [request for request in record.requests if request.first]
        if record.verdict.state == "closed" and record.requests:
            assert ("one request" if len(first) == 1 else f"{len(first)} requests") in record.verdict.says
            assert f"Send IT request 1: {first[0].title}." in record.verdict.next

    def test_notes_and_the_look_of_another_day_are_said(self) -> None:
        text = render(samples.closed(), Options(replayed=True))
        assert r"- Note: A site profile is in use: `C:\ProgramData\pyready\site.toml`, of Administrators" in text
        assert "- Note: This is a saved report." in text

    def test_a_private_one_says_so(self) -> None:
        text = render(msgspec.structs.replace(samples.closed(), private=True), Options())
        assert "This text contains real names" in text
        assert "left out" not in text
        assert "Names of" not in text

    def test_one_route_brings_only_its_own_requests(self) -> None:
        assert len(tickets(render(samples.closed(), Options(route="existing-python")))) == 2
        text = render(record_of("stock-applocker", private=False), Options(route="python-zip"))
        assert headings(text)[1:] == [REQUESTS[1].title]
        assert "Ticket 1 opens this option." in text
        assert (
            'The option "Python from a zip file" (blocked): AppLocker probably blocks the Python of the zip file'
            in text
        )
        text = render(record_of("everything-blocked", private=False), Options(route="existing-python"))
        assert "This option needs all of these tickets." in text

    @pytest.mark.parametrize("name", ["stock-applocker", "open-laptop", "filtered-administrator"])
    def test_a_route_without_a_request_says_so(self, name: str) -> None:
        text = render(record_of(name, private=False), Options(route="browser-notebook"))
        assert tickets(text) == []
        assert 'The option "A notebook in your browser" (works): ' in text
        assert "No request is about this option." in text
        assert ("Leave out --route to see all requests." in text) == (name == "stock-applocker")


class TestNothingToSend:
    @every_laptop
    def test_it_is_said_in_a_few_lines_with_the_next_step(self, name: str) -> None:
        record, text = record_of(name, private=False), of_laptop(name)
        if record.requests:
            return
        words = rendered(text).words
        assert visible(record.verdict.next) in words
        if name == "filtered-administrator":
            assert headings(text) == ["What to ask IT", "Question: is Python meant to be blocked here?"]
        else:
            assert headings(text) == ["Nothing to send to IT"]
            assert "IT need not be asked for anything" in words
            assert RULE not in text

    def test_where_only_it_can_say_more_a_question_is_ready(self) -> None:
        (ticket,) = tickets(of_laptop("filtered-administrator"))
        assert "\n- AppLocker probably blocks Python 3.13.9, because a rule denies this.\n" in ticket
        assert "AppLocker rule that decided: `00000000-0000-0000-0000-000000000003`" in ticket

    def test_even_an_empty_record_says_something(self) -> None:
        text = render(samples.empty(), Options())
        assert headings(text) == ["Nothing to send to IT"]
        assert "There is no route." in text


class TestEveryRequest:
    """What a team that manages laptops needs before it says yes."""

    @every_request
    def test_it_says_what_is_not_asked(self, text: RequestText) -> None:
        said = " ".join(text.not_asked)
        for word in ("administrator rights", "Defender", "inspection", "script policy", "folder"):
            assert word in said

    @for_each(
        ("name", "words"),
        [
            (
                "machine-wide-python",
                "Product Source SHA-256 /quiet Detect Size licence publisher SYSTEM",
            ),
            ("allow-signed-python", "Collection Allow Group Publisher Product Version Get-AppLockerFileInformation"),
            ("app-control-package", "Product Source SHA-256 Libraries Detect Size path managed"),
            ("hosts-through-proxy", "CONNECT 443 sign-in Inspection BasicConstraints types mirror"),
            ("inspection-root", "Certificate Store machine BasicConstraints AuthorityKeyIdentifier"),
            ("persistent-folder", "image persistent path GB"),
        ],
    )
    def test_the_change_is_exact(self, name: str, words: str) -> None:
        (text,) = [each for each in REQUESTS if each.id == name]
        assert [word for word in words.split() if word not in text.change] == []

    def test_how_a_package_is_removed_is_exact(self) -> None:
        assert '.x-amd64.exe /uninstall /quiet"' in BY_ID["machine-wide-python"].rollback

    def test_what_each_public_server_is_for_is_known(self) -> None:
        rows = [each.id for each in known().endpoint]
        assert [each.endpoint for each in uses(rows)] == rows
        for each in uses((*rows, "of-the-site")):
            assert each.purpose
            assert each.when
            assert re.fullmatch(r"[\w. ,]+, [\w ]+MB", each.largest)
            assert "{" not in each.purpose

    def test_the_version_asked_for_is_the_one_that_is_recommended(self) -> None:
        from pyready.knowledge.pythons import known as pythons

        table = pythons()
        (version,) = [each for each in table.version if each.minor == table.recommended]
        for request in REQUESTS:
            whole = " ".join(map(str, request))
            assert set(re.findall(r"Python (3\.\d+)\b(?! and later)", whole)) <= {table.recommended}
            assert set(re.findall(r"until (\w+ \d{4})", whole)) <= {f"{version.ends:%B %Y}"}


class TestPlainText:
    @every_laptop
    def test_no_table_no_html_no_link_no_emphasis(self, name: str) -> None:
        shown = rendered(of_laptop(name))
        assert shown.blocks <= BLOCKS
        assert shown.inline <= {"text", "code_inline"}
        assert "|" not in of_laptop(name)

    @every_laptop
    def test_our_own_words_are_ascii_and_a_paragraph_is_one_line(self, name: str) -> None:
        text = of_laptop(name)
        text.encode("ascii")
        assert text.endswith("\n")
        assert "\n\n\n" not in text
        for block in text.split("\n\n"):
            first, *rest = block.strip().split("\n")
            assert all(
                line.startswith("- ") for line in ((first,) if rest and not first.startswith("## ") else ()) + (*rest,)
            )

    def test_importing_it_brings_no_reader_of_markdown(self) -> None:
        code = f"import sys; sys.path[:0] = {sys.path!r}; import pyready.report.ticket.render; "
        code += "print([name for name in ('markdown_it', 'rich', 'jinja2') if name in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.strip() == "[]"


def hostile(text: str) -> Record:
    """A record with one text in every place, also those that only requests of this version have."""
    record = filled(text)
    more = {"title": text, "not_asked": (text, text), "alternatives": (text,), "first": True}
    requests = [msgspec.structs.replace(each, **more) for each in record.requests]
    return msgspec.structs.replace(record, requests=(*requests, *requests))


class TestTextFromTheMachine:
    @pytest.mark.unmeasured
    @for_each("text", [*HOSTILE, "x" * 100_000, "`" * 100_000, "<b>" * 33_000])
    @for_each("requests", [True, False])
    def test_it_never_becomes_markup(self, text: str, requests: bool) -> None:
        record = hostile(text)
        if not requests:
            record = msgspec.structs.replace(record, requests=())
        out = render(record, Options(hosts={"index": text}, replayed=True))
        shown = rendered(out)
        assert shown.blocks <= BLOCKS
        assert shown.inline <= {"text", "code_inline"}
        assert not hidden(out)
        assert len(out) < 400_000
        assert max(map(len, headings(out)), default=0) <= 80

    @pytest.mark.unmeasured
    @given(st.text(st.characters(exclude_categories=()), max_size=60))
    def test_whatever_it_is(self, text: str) -> None:
        out = render(hostile(text), Options(hosts={"index": text}))
        shown = rendered(out)
        assert shown.blocks <= BLOCKS
        assert shown.inline <= {"text", "code_inline"}
        assert not hidden(out)

    @pytest.mark.parametrize("text", ["x\n\n# forged\n", f"x\n\n{RULE}\n\n# forged", f"{RULE}"])
    def test_it_cannot_forge_a_heading_or_the_end_of_a_ticket(self, text: str) -> None:
        plain = render(hostile("x"), Options())
        out = render(hostile(text), Options())
        assert len(headings(out)) == len(headings(plain))
        assert len(headings(out, 2)) == len(headings(plain, 2))
        assert re.findall(rf"(?m)^{RULE}$", out) == re.findall(rf"(?m)^{RULE}$", plain)

    def test_a_path_keeps_its_backslashes_and_stars_both_raw_and_shown(self) -> None:
        value = r"C:\_x_\*\a__b\**c**"
        request = made(REQUESTS[0], evidence=(Evidence("found", value, r"HKLM\*\x", "policy"),))
        text = of_requests(request)
        assert f"- found: `{value}`, source `HKLM\\*\\x`, read from policy" in text
        assert value in rendered(text).values

    def test_hostile_facts_in_a_saved_report_stay_text(self, tmp_path: Path) -> None:
        name = "a`b](javascript:alert(1))<img src=x onerror=alert(1)>"
        saved = (TOP / "examples" / "filtered-administrator.json").read_text("utf-8")
        given_, target = tmp_path / "given.json", tmp_path / "out.md"
        given_.write_text(saved.replace("Python313", json.dumps(name)[1:-1]), "utf-8")
        cli.run(["check", "--facts", str(given_), "--format", "markdown", "-o", str(target)], 0.0)
        shown = rendered(target.read_text("utf-8"))
        assert shown.inline <= {"text", "code_inline"}
        assert [value for value in shown.values if name in value]


class TestShared:
    @pytest.mark.slow
    @for_each(("name", "net"), test_share.CASES)
    def test_no_name_and_no_secret_is_in_it(self, name: str, net: str) -> None:
        text = render(report(test_share.seen(name, net), private=False), Options())
        quoted = json.dumps(text)
        assert test_share.left(name, quoted) == []
        for other in (*test_share.ELSEWHERE, test_share.SECRET):
            assert other.casefold() not in text.casefold()

    @pytest.mark.slow
    @every_laptop
    def test_the_command_writes_it_without_names(self, name: str, tmp_path: Path) -> None:
        target = tmp_path / f"{name}.md"
        cli.run(
            ["check", "--facts", str(TOP / "examples" / f"{name}.json"), "--format", "markdown", "-o", str(target)], 0.0
        )
        text = target.read_text("utf-8")
        assert text.startswith("# ")
        assert headings(text)[1:] == headings(of_laptop(name))[1:]

    def test_it_is_a_format_like_the_others(self) -> None:
        assert RENDERERS["markdown"](samples.closed(), Options()) == render(samples.closed(), Options())
