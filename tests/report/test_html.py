import base64
import hashlib
import itertools
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt

from for_each import for_each
from pyready.commands.cli import run
from pyready.guides import library as guides
from pyready.guides.markdown import links
from pyready.model.outcome import Evidence, Fix, Step
from pyready.model.record import FoundRecord, Record
from pyready.report.page import guides as page_guides
from pyready.report.page.render import render, safe_text
from pyready.report.text.view import TextOptions
from pyready.report.ticket.render import render as ticket
from pyready.report.ticket.request import RULE
from report import samples
from report.sample_parts import HOSTS
from report.test_text_from_machines import HOSTILE, filled

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
VOID = {"meta", "br", "link", "hr"}


class Page(HTMLParser):
    """The elements, attributes and text of a page; every element must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.policy = ""
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        named = dict(attrs)
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"] or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, each, value in self.attributes if each == name]


def page(record: Record, **options: object) -> str:
    return render(record, TextOptions(hosts=HOSTS, **options))  # type: ignore[arg-type]


RECORDS = {
    "open": samples.opened(),
    "closed": samples.closed(),
    "unsure": samples.unsure(),
    "with fixes": samples.with_fixes(),
    "nothing known": samples.nothing_known(),
    "empty": samples.empty(),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
class TestAnyPage:
    def test_it_holds_nothing_that_runs_or_loads(self, record: Record) -> None:
        found = Page(page(record))
        assert not {"script", "link", "img", "iframe", "object", "embed", "form", "input", "base"} & set(found.elements)
        assert [name for _, name, _ in found.attributes if name.startswith("on") or name in {"style", "src"}] == []

    def test_its_policy_allows_its_own_style_sheet_and_nothing_else(self, record: Record) -> None:
        text = page(record)
        style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        assert len(style) == 1
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        assert Page(text).policy.split("; ") == [
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
        assert "url(" not in style[0]
        assert "@import" not in style[0]

    def test_headings_start_with_one_h1_and_skip_no_level(self, record: Record) -> None:
        headings = Page(page(record)).headings
        assert headings[0] == 1
        assert headings.count(1) == 1
        assert [pair for pair in itertools.pairwise(headings) if pair[1] > pair[0] + 1] == []

    def test_ids_are_unique_and_every_link_inside_the_page_arrives(self, record: Record) -> None:
        found = Page(page(record))
        ids = found.values("id")
        assert len(ids) == len(set(ids))
        inside = [href[1:] for href in found.values("href") if href.startswith("#")]
        assert set(inside) <= set(ids)
        assert {href.partition(":")[0] for href in found.values("href") if not href.startswith("#")} <= {"https"}

    def test_the_answer_comes_first(self, record: Record) -> None:
        text = page(record)
        if record.verdict.says:
            assert text.index(record.verdict.says) < text.index("<nav")


class TestWhatThePageSays:
    def test_the_next_step_has_its_command_its_page_or_its_request(self) -> None:
        record = samples.opened()
        route = next(each for each in record.routes if each.id == record.verdict.route)
        verdict = msgspec.structs.replace(record.verdict, next=route.steps[1].says)
        first = msgspec.structs.replace(route, steps=route.steps[1:])
        answer = page(msgspec.structs.replace(record, verdict=verdict, routes=(first,))).partition("<nav")[0]
        assert f'<pre class="command"><code>{route.steps[1].command}</code></pre>' in answer

        address = "https://www.python.org/downloads/"
        verdict = msgspec.structs.replace(record.verdict, next="Open this page.", address=address)
        answer = page(msgspec.structs.replace(record, verdict=verdict)).partition("<nav")[0]
        assert f'<a class="button" href="{address}"' in answer

        closed = samples.closed()
        number, request = 2, closed.requests[1]
        verdict = msgspec.structs.replace(closed.verdict, next=f"Send this: {request.says}")
        answer = page(msgspec.structs.replace(closed, verdict=verdict)).partition("<nav")[0]
        assert f'<summary class="button">Show the text of request {number}</summary>' in answer
        assert f'<a href="#request-{request.id}">Request {number} with its evidence</a>' in answer
        assert "request" not in page(samples.opened()).partition("<nav")[0]

        unsaid = msgspec.structs.replace(record.verdict, next=route.steps[0].says)
        silent = msgspec.structs.replace(route, steps=(msgspec.structs.replace(route.steps[0], command=""),))
        answer = page(msgspec.structs.replace(record, verdict=unsaid, routes=(silent,))).partition("<nav")[0]
        assert '<a class="button" href="#steps">See the steps</a>' in answer

    def test_the_text_of_each_request_is_the_one_of_its_ticket_and_stands_once(self) -> None:
        record = samples.closed()
        verdict = msgspec.structs.replace(record.verdict, next=f"Send this: {record.requests[0].says}")
        record = msgspec.structs.replace(record, verdict=verdict)
        parts = ticket(record, TextOptions(hosts=HOSTS)).split(RULE)
        tickets = [part[part.index("\n# ") :].strip() for part in parts[1:] if "\n# " in part]
        text = unescape(page(record))
        assert len(tickets) == len(record.requests) == 2
        assert [text.count(each) for each in tickets] == [1, 1]
        assert [each in text.partition("<nav")[0] for each in tickets] == [True, False]

    def test_all_lines_of_the_steps_stand_in_one_box_in_their_order(self) -> None:
        record = samples.opened()
        steps = (Step("One.", "one", "cmd"), Step("Look.", "https://a.example/", "browser"), Step("Two.", "two", "cmd"))
        routes = tuple(msgspec.structs.replace(each, steps=steps) for each in record.routes)
        assert '<pre class="command"><code>one\ntwo</code></pre>' in page(
            msgspec.structs.replace(record, routes=routes)
        )

    @pytest.mark.parametrize(
        "steps",
        [
            (Step("One.", "one", "cmd"), Step("Two.")),
            (Step("One.", "one", "cmd"), Step("Two.", "two", "powershell")),
            (Step("One.", "https://a.example/", "browser"), Step("Two.", "https://b.example/", "browser")),
        ],
        ids=["one line", "two windows", "pages"],
    )
    def test_there_is_no_such_box_where_no_window_takes_all_lines(self, steps: tuple[Step, ...]) -> None:
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(each, steps=steps) for each in record.routes)
        assert "All lines of these steps" not in page(msgspec.structs.replace(record, routes=routes))

    def test_each_python_that_is_here_is_named_with_why_it_is_not_used(self) -> None:
        found = (
            FoundRecord("Python 3.13", "C:/a", used=True),
            FoundRecord("Anaconda", "C:/b", why_not="it is too old"),
        )
        words = "".join(Page(page(msgspec.structs.replace(samples.opened(), found=found))).words)
        assert "Python 3.13: the steps use it." in words
        assert "Anaconda: not used, because it is too old." in words
        assert "Found on this computer" not in page(samples.opened())

    def test_reasons_with_one_remedy_have_it_once(self) -> None:
        record = samples.closed()
        fix = Fix("nobody", "Something else works.", guide="app-control")
        checks = tuple(
            msgspec.structs.replace(each, outcome="problem", weight="blocker", sure="certain", fix=fix, guide="")
            for each in record.checks
        )
        why = page(msgspec.structs.replace(record, checks=checks)).partition('id="why"')[2].partition("</section>")[0]
        assert why.count("Use another option: Something else works.") == 1
        assert [check.says for check in checks if check.says in unescape(why)] != []

    def test_a_problem_leads_to_the_section_that_answers_it(self) -> None:
        record = samples.closed()
        named = {"proxy": "", "tls-inspection#if-the-clock-is-wrong": "", "folders#no-such-section": ""}
        checks = tuple(
            msgspec.structs.replace(each, outcome="problem", fix=None, guide=guide)
            for each, guide in zip(record.checks, named, strict=False)
        )
        text = page(msgspec.structs.replace(record, checks=checks))
        assert '<a href="#guide-proxy">What if downloads fail behind a proxy?</a>' in text
        assert '<a href="#guide-tls-inspection-if-the-clock-is-wrong">' in text
        assert 'id="guide-tls-inspection-if-the-clock-is-wrong"' in text
        assert '<a href="#guide-folders">' in text

    def test_a_sentence_that_names_a_guide_leads_to_it(self) -> None:
        record = samples.opened()
        steps = (Step("First run: pyready guide hosted <now>.", expect="Or pyready guide no-such-guide."),)
        routes = tuple(msgspec.structs.replace(each, steps=steps) for each in record.routes)
        text = page(msgspec.structs.replace(record, routes=routes))
        assert 'First run: <a href="#guide-hosted">pyready guide hosted</a> &lt;now&gt;.' in text
        assert "Or pyready guide no-such-guide." in text

    def test_the_first_link_skips_to_the_answer(self) -> None:
        found = Page(page(samples.opened()))
        assert found.values("href")[0] == "#answer"
        assert ("div", "tabindex", "-1") in found.attributes

    def test_the_steps_of_the_recommended_route_with_their_commands(self) -> None:
        record = samples.opened()
        text = "".join(Page(page(record)).words)
        route = next(each for each in record.routes if each.id == record.verdict.route)
        for step in route.steps:
            assert step.says in text
            assert step.command in text
            assert step.expect in text

    def test_every_request_with_all_its_fields_and_hosts(self) -> None:
        record = samples.closed()
        text = "".join(Page(page(record)).words)
        for request in record.requests:
            for part in (request.says, request.change, request.why, request.scope, request.rollback, request.test):
                assert part in text
            assert [host for host in request.hosts if HOSTS[host] not in text] == []

    def test_every_check_and_its_evidence(self) -> None:
        record = samples.closed()
        text = "".join(Page(page(record)).words)
        for check in record.checks:
            assert check.asks in text
            assert check.says in text
            assert [item for item in check.because if item.value not in text] == []

    def test_evidence_that_several_checks_share_stands_once(self) -> None:
        record = samples.closed()
        because = (Evidence("a rule", "of everybody", "HKLM"),)
        checks = tuple(
            msgspec.structs.replace(
                each, because=because, fix=None, settles="", outcome="passed", sure="certain", weight="note", guide=""
            )
            for each in record.checks
        )
        text = "".join(Page(page(msgspec.structs.replace(record, checks=checks, requests=()))).words)
        assert len(checks) > 3
        assert text.count("of everybody") == 1
        assert f"And {len(checks) - 1} more" in text
        assert [check.id for check in checks if check.id not in text or check.says not in text] == []

    def test_the_guides_it_points_at_are_there_in_full(self) -> None:
        steps = (Step("See the guide."),)
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(each, guide="uv", steps=steps) for each in record.routes)
        text = "".join(Page(page(msgspec.structs.replace(record, routes=routes))).words)
        uv = guides.read_guide("uv")
        assert uv.title in text
        assert uv.summary in text
        last = uv.body.strip().splitlines()[-1]
        assert re.sub(r"[`*]|^- ", "", last)[:30] in text

    def test_the_guides_that_a_guide_links_to_are_on_the_page(self) -> None:
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(route, guide="uv", steps=()) for route in record.routes)
        text = page(msgspec.structs.replace(record, routes=routes, checks=()))
        waiting, seen = ["uv"], set[str]()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            linked = links(guides.read_guide(name).body) if name != "start-here" else ()
            waiting += [each for each in linked if each not in seen]
        assert len(seen) > 5
        assert [name for name in seen if f'id="guide-{name}"' not in text] == []

    def test_the_list_of_all_guides_brings_none_of_them_and_names_the_command_of_the_others(self) -> None:
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(route, guide="start-here", steps=()) for route in record.routes)
        text = page(msgspec.structs.replace(record, routes=routes, checks=()))
        assert 'id="guide-start-here"' in text
        assert "(<code>pyready guide proxy</code>)" in text

    def test_commands_for_another_computer_say_so(self) -> None:
        assert "Steps, for another computer: " in page(samples.opened(), replayed=True)
        assert "For another computer." not in page(samples.opened())

    def test_one_route_asked_for_is_shown_in_full(self) -> None:
        record = samples.closed()
        text = "".join(Page(page(record, route=record.routes[0].id)).words)
        assert f"{record.routes[0].title}" in text
        assert "This option: " in text

    def test_a_page_with_real_names_says_so(self) -> None:
        private = msgspec.structs.replace(samples.opened(), private=True)
        assert "keep it to yourself" in page(private)
        assert "you can share this page" in page(samples.opened())


MARKUP = "</style></title><img src=x onerror=alert(1)><script>alert(2)</script>\" onclick='alert(3)' {{7*7}} {% raw %}"


class TestTextFromTheMachine:
    def test_markup_stays_text(self) -> None:
        plain, hostile = Page(page(filled("word"))), Page(page(filled(MARKUP)))
        assert set(hostile.elements) == set(plain.elements)
        assert {name for _, name, _ in hostile.attributes} == {name for _, name, _ in plain.attributes}
        assert "alert(1)" in "".join(hostile.words)
        assert "{{7*7}}" in "".join(hostile.words)

    @for_each(
        "address",
        ["javascript:alert(1)", "data:text/html,x", 'https://a.example/" onclick="x', "https://a.example/\u202e"],
    )
    def test_only_a_whole_web_address_becomes_a_link(self, address: str) -> None:
        record = samples.opened()
        steps = (Step("Open it.", address, "browser"), Step("And this.", "https://a.example/", "browser"))
        routes = tuple(msgspec.structs.replace(each, steps=steps) for each in record.routes)
        found = Page(page(msgspec.structs.replace(record, routes=routes)))
        assert {href for href in found.values("href") if "a.example" in href or ":" in href[:12]} >= {
            "https://a.example/"
        }
        assert [
            href for href in found.values("href") if href.startswith(address[:9]) and href != "https://a.example/"
        ] == []

    def test_control_and_direction_characters_are_visible(self) -> None:
        text = page(filled(HOSTILE))
        assert not set(text) & set("\x1b\x07\u202e\x9b\r\x08\u2028\u200b")
        assert r"\x1b[31mred" in text
        assert r"\u202etxt.exe" in text

    def test_halves_of_characters_do_not_stop_it(self) -> None:
        assert r"\ud800" in page(filled("a\ud800"))
        page(filled("a\ud800")).encode("utf-8")

    def test_very_long_values_are_cut(self) -> None:
        assert len(safe_text("x" * 100_000)) < 13_000


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_recorded_laptop_has_its_page(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run(["check", "--facts", str(path), "--format", "html", "-o", str(target)], 0.0) in {0, 1}
    assert target.stat().st_size < 400_000
    found = Page(target.read_text("utf-8"))
    assert found.elements["h1"] == 1
    assert set(found.values("href")) >= {"#routes", "#checks", "#did"}


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", guides.guide_ids())
def test_the_few_rules_of_markdown_that_the_page_knows_are_all_that_a_guide_needs(name: str) -> None:
    body = guides.read_guide(name).body
    assert page_guides.markdown().render(body) == MarkdownIt("commonmark").render(body)


def test_raw_html_in_a_guide_is_only_text() -> None:
    shown = page_guides.markdown().render("<script>alert(1)</script> and <b>this</b>\n\n<div onclick='x'>\n")
    assert "<" not in shown.replace("<p>", "").replace("</p>", "")


def test_what_a_page_needs_can_be_loaded_before_and_changes_nothing() -> None:
    code = (
        "import sys, threading\n"
        "from pyready.report import get_ready\n"
        "def loaded(written):\n"
        "    get_ready(written)\n"
        "    [each.join() for each in threading.enumerate() if each.name == 'pyready-report']\n"
        "    return sys.modules\n"
        "assert 'pyready.report.text.render' in loaded('text')\n"
        "assert 'pyready.report.page.render' not in sys.modules\n"
        "assert 'pyready.report.page.render' in loaded('html')\n"
        "from pyready.report.page import render as html\n"
        "assert html._environment.cache_info().currsize == 1\n"
        "assert len(html._environment().cache) == 6\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
