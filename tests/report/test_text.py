import re
import subprocess  # one test needs a fresh interpreter
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from for_each import for_each
from pyready.model.activity import Did, Read
from pyready.model.outcome import Evidence, Step
from pyready.model.record import Need, Record, ServerUse, StoppedBy, Verdict
from pyready.report.text.render import TextOptions, render
from report import samples
from report.sample_parts import POLICY, REQUESTS
from report.samples import commands, shown

Sample = Callable[[], Record]
every_sample = for_each("sample", samples.ALL.values(), ids=samples.ALL)


class TestThePage:
    @every_sample
    @for_each("width", [40, 60, 80, 120])
    @for_each("more", [{}, {"details": True}, {"replayed": True}, {"route": "python-manager"}])
    def test_only_commands_and_addresses_are_wider_than_the_page(
        self, sample: Sample, width: int, more: dict[str, Any]
    ) -> None:
        record = sample()
        for line in shown(record, width=width, **more).splitlines():
            assert len(line) <= width or line.strip() in commands(record) or "://" in line

    @pytest.mark.parametrize(("asked", "got"), [(1, 40), (500, 120)])
    def test_the_width_stays_readable(self, asked: int, got: int) -> None:
        assert shown(samples.opened(), width=asked) == shown(samples.opened(), width=got)

    @every_sample
    def test_no_escape_bytes_without_colour(self, sample: Sample) -> None:
        assert "\x1b" not in shown(sample(), details=True)

    @every_sample
    def test_colour_changes_no_word(self, sample: Sample) -> None:
        plain = shown(sample(), details=True)
        coloured = shown(sample(), details=True, colour=True)
        assert "\x1b[1m" in coloured
        assert re.sub(r"\x1b\[\d+m", "", coloured) == plain

    @every_sample
    def test_our_own_prose_is_ascii(self, sample: Sample) -> None:
        shown(sample(), details=True).encode("ascii")

    @every_sample
    def test_headings_alone_start_at_the_margin_and_no_line_ends_in_a_space(self, sample: Sample) -> None:
        text = shown(sample(), details=True)
        assert not [line for line in text.splitlines() if line != line.rstrip()]
        assert "\n\n\n" not in text
        assert text.endswith("\n")

    def test_importing_it_does_not_import_rich(self) -> None:
        code = f"import sys; sys.path[:0] = {sys.path!r}; import pyready.report.text.render, pyready.report.progress as p; "
        code += "print('rich' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.strip() == "False"


class TestTheFirstScreen:
    @every_sample
    def test_verdict_and_next_step_are_within_twelve_lines(self, sample: Sample) -> None:
        record = sample()
        top = " ".join(" ".join(shown(record).splitlines()[:12]).split())
        assert record.verdict.says in top
        assert record.verdict.next in top

    @for_each(
        ("sample", "label"),
        [
            ("open", "Yes"),
            ("with-fixes", "Yes, after one change you can make"),
            ("unsure", "Not sure yet"),
            ("closed", "Not without IT"),
            ("empty", "Not without IT"),
        ],
    )
    def test_the_answer_is_a_word(self, sample: str, label: str) -> None:
        assert f"\n  {label}\n" in shown(samples.ALL[sample]())

    def test_a_state_nobody_knows_is_printed_as_it_is(self) -> None:
        record = msgspec.structs.replace(samples.empty(), verdict=Verdict("half-open", "", "", "Who knows.", ""))
        assert "\n  half-open\n" in shown(record)

    def test_notices_come_first(self) -> None:
        assert shown(samples.closed()).startswith("Note: A site profile is in use: C:\\ProgramData")

    def test_when_closed_the_verdict_and_meanwhile_stand_on_the_first_screen(self) -> None:
        assert "While you wait: Notebook in the browser" in shown(samples.closed()).splitlines()[:24]

    def test_a_long_report_ends_with_the_answer_again(self) -> None:
        text = shown(samples.closed(), screen=24)
        assert text.split("In short: ")[1].startswith("Not without IT\n")
        assert "In short" not in shown(samples.empty(), screen=24)

    def test_what_fits_the_screen_or_goes_to_a_file_does_not_say_the_answer_twice(self) -> None:
        whole = shown(samples.closed())
        lines = len(whole.splitlines())
        assert "In short" not in whole
        assert shown(samples.closed(), screen=lines + 2) == whole
        assert shown(samples.closed(), screen=lines).startswith(whole)
        assert "In short" in shown(samples.closed(), screen=lines)


class TestSteps:
    @for_each("sample", ["open", "unsure", "with-fixes"])
    @for_each("colour", [False, True])
    def test_commands_stand_verbatim_on_their_own_lines(self, sample: str, colour: bool) -> None:
        record = samples.ALL[sample]()
        route = next(route for route in record.routes if route.id == record.verdict.route)
        text = shown(record, width=40, colour=colour, route=route.id)
        lines = [re.sub(r"\x1b\[\d+m", "", line) for line in text.splitlines()]
        for step in route.steps:
            if step.command:
                assert f"         {step.command}" in lines

    def test_each_window_is_explained_where_it_is_opened_and_each_step_says_what_one_should_see(self) -> None:
        steps = tuple(
            Step(f"Do {n}.", f"run {n}", shell, expect)  # type: ignore[arg-type]
            for n, (shell, expect) in enumerate(
                [("cmd", "a number"), ("cmd", "Nothing appears: it worked."), ("browser", ""), ("cmd", ""), ("sh", "x")]
            )
        )
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(route, steps=steps) for route in record.routes)
        text = shown(msgspec.structs.replace(record, routes=routes))
        lines = text[text.index("\nSteps") :].splitlines()[2:16]
        assert [" ".join(line.split()) for line in lines] == [
            "1. Do 0. Open Command Prompt: press the Windows key, type cmd, press Enter.",
            "Copy this line into it and press Enter:",
            "run 0",
            "You should see: a number",
            "2. Do 1.",
            "run 1",
            "Nothing appears: it worked.",
            "3. Do 2.",
            "run 2",
            "4. Do 3.",
            "run 3",
            "5. Do 4. Open a terminal. Copy this line into it and press Enter:",
            "run 4",
            "You should see: x",
        ]

    def test_the_next_step_is_whole_where_it_is_the_first_of_the_steps(self) -> None:
        record = samples.opened()
        route = next(route for route in record.routes if route.id == record.verdict.route)
        step = route.steps[1]
        assert step.command
        first = msgspec.structs.replace(route, steps=route.steps[1:])
        verdict = msgspec.structs.replace(record.verdict, next=step.says)
        text = shown(msgspec.structs.replace(record, verdict=verdict, routes=(first,)))
        top, _, rest = text[text.index("Next step") : text.index("\n  Report of")].partition("\n\nSteps after that")
        assert step.says in " ".join(top.split())
        assert f"      {step.command}" in top.splitlines()
        assert step.command not in rest
        assert [line[:5] for line in rest.splitlines() if re.match(r"  \d", line)] == ["  2. ", "  3. "][
            : len(route.steps) - 2
        ]

    def test_what_to_do_meanwhile_is_where_it_is_and_with_details_its_steps(self) -> None:
        text = shown(samples.closed())
        part = text[text.index("While you wait") :].split("\n\n")[0]
        assert "      https://notebook.example/lab" in part
        assert "  1. " not in part
        assert "  1. " in shown(samples.closed(), details=True).partition("While you wait")[2].split("\n\n")[0]

    def test_while_a_question_is_open_the_steps_wait(self) -> None:
        text = shown(samples.unsure())
        assert "  Steps, once that is settled: pyready check --route " in text
        assert text.index("Other options") < text.index("Steps, once")
        assert "\nSteps, once that is settled: " in shown(samples.unsure(), details=True)

    def test_a_command_of_two_lines_stays_two_lines(self) -> None:
        record = samples.opened()
        steps = (Step("Do both.", "first\nsecond", "sh"),)
        routes = tuple(msgspec.structs.replace(route, steps=steps) for route in record.routes)
        assert "\n         first\n         second\n" in shown(msgspec.structs.replace(record, routes=routes))

    def test_limits_are_printed_beside_the_steps_and_only_there(self) -> None:
        text = shown(samples.opened())
        assert text.count("Paths longer than 260 characters") == 1
        assert text.index("Good to know") < text.index("Paths longer") < text.index("Other options")

    def test_steps_that_wait_for_it_are_not_printed(self) -> None:
        assert "py install" not in shown(samples.closed())

    @for_each("sample", ["open", "closed", "unsure", "with-fixes"])
    def test_the_steps_of_another_computer_say_so_once(self, sample: str) -> None:
        record = samples.ALL[sample]()
        assert ", for another computer: " in shown(record, replayed=True, details=True)
        assert shown(record, replayed=True).startswith("Note: ")
        assert "This is a saved report." in shown(record, replayed=True)
        assert "for another computer" not in shown(record).casefold()


class TestWhy:
    def test_each_problem_says_who_can_lift_it(self) -> None:
        text = shown(samples.closed())
        assert "IT can fix this: install Python for the whole computer. (request 1)" in text
        assert "You can fix this: rename the file; nothing else uses it." in shown(samples.closed(), details=True)
        assert "Use another option: it needs rights" in text

    def test_while_nothing_is_open_what_only_the_steps_would_need_waits_for_details(self) -> None:
        assert "rename the file" not in shown(samples.closed())

    def test_what_could_not_be_seen_is_never_called_a_problem(self) -> None:
        text = shown(samples.unsure())
        assert "- Not known: The download server gave no" in text
        assert "To find out: run pyready again" in text

    def test_what_is_only_likely_says_so(self) -> None:
        said = " ".join(shown(samples.closed()).split())
        assert re.search(r"- The proxy answered with a block page[^.]*\. That is likely\.", said)

    def test_many_open_questions_are_counted(self) -> None:
        record = samples.nothing_known()
        checks = tuple(
            msgspec.structs.replace(check, weight="blocker", settles=f"Ask {n}.")
            for n, check in enumerate(record.checks)
        )
        record = msgspec.structs.replace(record, checks=checks)
        assert "6 more: pyready check --details" in shown(record)
        assert " more: pyready" not in shown(record, details=True)

    def test_questions_left_open_for_the_same_reason_are_said_together(self) -> None:
        text = shown(samples.nothing_known())
        together = (
            "  - Not known: This was not looked at.\n      Do programs start from your own folders?\n      Is there"
        )
        assert together in text
        assert text.count("This was not looked at.") == 2  # one of them says what would settle it

    def test_needs_of_another_kind_of_computer_decide_nothing(self) -> None:
        record = samples.closed()
        routes = [
            r if r.id != "existing-python" else msgspec.structs.replace(r, state="not-here") for r in record.routes
        ]
        text = shown(msgspec.structs.replace(record, routes=tuple(routes)))
        assert "No Python was found that" not in text
        assert "Windows starts programs only" in text


class TestRoutes:
    def test_every_state_is_a_word(self) -> None:
        states = ("open", "open-with-fixes", "unsure", "closed", "not-here")
        routes = [samples.route(state, f"Route {state}", state, (), "Because.") for state in states]
        record = samples.record(samples.empty().verdict, *routes)
        words = ("works", "works after a change", "not sure", "blocked")
        for word, state in zip(words, states, strict=False):
            assert f"     {word}: Because." in shown(record, details=True)
            assert f"  - {word[:1].upper()}{word[1:]}: Route {state}\n" in shown(record)
        assert "Not for this computer: Route not-here." in shown(record, details=True)
        assert "not-here" not in shown(record)

    def test_asking_it_is_not_shown_as_an_open_route(self) -> None:
        assert "Ask the IT team" not in shown(samples.closed())

    def test_the_recommended_route_is_marked(self) -> None:
        assert "Python install manager (python-manager), recommended" in shown(samples.opened(), details=True)
        assert "recommended" not in shown(samples.closed(), details=True)

    def test_what_stops_several_routes_alike_is_written_once_below_them(self) -> None:
        stopped = StoppedBy(3, "starts-uv")
        alike = {"why": "It cannot start.", "stopped_by": stopped}
        routes = [
            samples.route("a", "Route a", "closed", (), **alike),
            samples.route("b", "Route b", "open", (), "Nothing."),
            samples.route("c", "Route c", "closed", (), **alike),
            samples.route("d", "Route d", "closed", (), "It cannot start."),
        ]
        record = samples.record(samples.empty().verdict, *routes)
        text = shown(record, details=True)
        assert "  Route a (a)\n  Route c (c)\n     blocked at step 3: It cannot start.\n" in text
        assert "  Route d (d)\n     blocked: It cannot start.\n" in text
        assert text.count("It cannot start.") == 2
        assert "  - Works: Route b\n  - Blocked: Route a; Route c; Route d\n" in shown(record)

    def test_one_route_is_shown_in_full(self) -> None:
        text = shown(samples.closed(), route="python-manager")
        assert "Blocked: It installs into your own folders" in text
        assert "  blocks it       Do programs start from your own folders?\n" in text
        assert "  a limit         Are long paths switched on?\n" in text
        assert "Steps, once it works: Python install manager" in text
        assert "         py install 3.14\n" in text
        assert "Other options" not in text

    def test_one_route_brings_only_its_own_requests(self) -> None:
        assert "Request 2" not in shown(samples.closed(), route="uv").replace("Request 2: Two package", "")
        assert "Requests to IT" not in shown(samples.closed(), route="browser-notebook")

    def test_a_route_that_does_not_exist_is_said(self) -> None:
        assert "\n  No option is called uvv.\n" in shown(samples.closed(), route="uvv")


class TestRequests:
    def test_what_to_send_is_named_and_where_its_text_is(self) -> None:
        text = shown(samples.closed())
        part = text[text.index("Requests to IT") :].split("\n\n")[0]
        for number, request in enumerate(samples.closed().requests, 1):
            assert f"  {number}. {request.title or request.says}"[:60] in part
        assert part.endswith("  The text to send: pyready check --format ticket")

    def test_a_request_can_be_granted_in_one_reading(self) -> None:
        text = shown(samples.closed(), details=True)
        block = text[text.index("  Request 1: ") : text.index("  Request 2: ")]
        for label in ("Team", "Change", "Why", "What it opens", "Undo", "Test", "Evidence"):
            assert f"\n    {label} " in block
        assert "What it opens  Python that is already here\n" in block

    def test_a_request_shows_its_title_its_limits_and_what_would_do_instead(self) -> None:
        use = ServerUse("index", "the list of packages", "each time", "a few MB")
        request = msgspec.structs.replace(
            REQUESTS[1], title="Two servers", not_asked=("rights", "rules"), alternatives=("A mirror.",), servers=(use,)
        )
        text = shown(msgspec.structs.replace(samples.closed(), requests=(request,)), details=True)
        assert "\n    Title          Two servers\n" in text
        assert "\n    Not requested  rights; rules\n" in text
        assert "\n    If you refuse  A mirror.\n" in text
        assert "    Servers        index.example (the list of packages; each time; a few MB)\n" in text

    def test_hosts_are_filled_in_one_a_line(self) -> None:
        text = shown(samples.closed(), details=True)
        assert "    Servers        index.example\n                   files.example\n" in text
        assert "Servers        index\n" in render(samples.closed(), TextOptions(details=True))


class TestDetails:
    def test_details_show_value_source_and_basis(self) -> None:
        text = shown(samples.closed(), details=True)
        assert "      The service behind it: running\n        from service AppIDSvc, seen\n" in text
        assert "from " + POLICY not in shown(samples.closed())

    def test_details_say_what_could_not_be_looked_at_and_why(self) -> None:
        text = shown(samples.closed(), details=True)
        assert "  network        no answer in time: no answer within 15 s\n" in text
        assert "  editors        a fault in pyready: KeyError at editors:31\n" in text
        assert "Not for this kind of computer: installers." in text

    def test_details_list_what_was_done(self) -> None:
        text = shown(samples.closed(), details=True)
        assert "        - variable HTTPS_PROXY: not set\n" in text
        assert "  Made no handshake" not in text
        assert "- index.example for index (handshake without verification, through\n" in text
        assert "\n  Started no programs.\n\n  Wrote no files.\n" in text
        assert "        - pyready-trial.exe\n" in shown(samples.with_fixes(), details=True)
        assert "    15.000 s  network\n     0.004 s  rights\n" in text

    def test_what_was_done_is_counted_with_details_and_said_without(self) -> None:
        text = shown(samples.with_fixes(), details=True)
        assert "Read no things, contacted no servers, started 1 program, wrote 1 file." in text
        assert "  pyready started a program. " in shown(samples.with_fixes())
        wrote = msgspec.structs.replace(samples.with_fixes(), did=Did(wrote=samples.with_fixes().did.wrote))
        assert "  pyready wrote a file. " in shown(wrote)
        assert "  pyready changed nothing. " in shown(samples.opened())

    def test_the_commands_of_every_fix_are_there(self) -> None:
        record = samples.with_fixes()
        assert shown(record, details=True).count("  cleanmgr\n") == 2

    def test_a_fact_that_cannot_be_read_is_said(self) -> None:
        record = msgspec.structs.replace(samples.empty(), facts={"rights": msgspec.Raw(b"[]")})
        assert "this part of the report cannot be read" in shown(record, details=True)

    def test_a_private_text_says_so(self) -> None:
        record = msgspec.structs.replace(samples.opened(), private=True)
        assert "This text contains real names" in shown(record)
        assert "share this report" not in shown(record)


class TestEmptyParts:
    def test_what_is_empty_is_left_out(self) -> None:
        text = shown(samples.empty(), details=True)
        absent = ("Next", "next", "Steps", "While you", "Why", "Other options", "Every", "How long", "on its own")
        assert not [word for word in absent if word in text]

    def test_needs_whose_check_is_missing_break_nothing(self) -> None:
        record = samples.opened()
        routes = tuple(msgspec.structs.replace(r, needs=(Need("gone", "problem"),)) for r in record.routes)
        assert "What each route needs" not in shown(msgspec.structs.replace(record, routes=routes, checks=()))


def test_ten_thousand_readings_are_rendered() -> None:
    did = Did(read=tuple(Read("registry", f"HKLM\\K{n}", "set", "p") for n in range(10_000)))
    text = shown(msgspec.structs.replace(samples.empty(), did=did), details=True)
    assert "Read (10000)" in text


def test_evidence_in_a_request_stays_on_its_line() -> None:
    request = REQUESTS[0]
    forged = msgspec.structs.replace(request, evidence=(Evidence("a", "b\nWhy  forged", "c"),))
    assert r"a: b\nWhy forged (c)" in shown(msgspec.structs.replace(samples.closed(), requests=(forged,)), details=True)


def test_every_queue_has_words_of_its_own() -> None:
    from pyready.report.words import QUEUES
    from pyready.tickets.requests import REQUESTS

    assert {request.queue for request in REQUESTS} == set(QUEUES)


@pytest.mark.unmeasured
def test_only_a_shared_computer_is_called_the_wrong_one(tmp_path: Path) -> None:
    from pyready.commands import cli

    examples = Path(__file__).parents[2] / "examples"
    for name, words in (("ward-cart", "Not on this computer"), ("filtered-administrator", "Not without IT")):
        target = tmp_path / name
        cli.run(["check", "--facts", str(examples / f"{name}.json"), "-o", str(target)], 0.0)
        assert f"\n  {words}\n" in target.read_text("utf-8")


def test_the_next_step_shows_the_address_that_it_is_about() -> None:
    record = samples.opened()
    first = Step("Open this page and download it.", "https://www.python.org/downloads/", "browser")

    def says(text: str, address: str = "", route: str = "") -> str:
        verdict = msgspec.structs.replace(record.verdict, next=text, address=address)
        return shown(msgspec.structs.replace(record, verdict=verdict), route=route)

    whole = "Open this page and download it.\n      https://www.python.org/downloads/\n"
    assert whole in says(first.says, first.command)
    assert whole in says(first.says, first.command, record.verdict.route)
    assert whole not in says(first.says, first.command, "existing-python")
    assert "Ask a colleague.\n      https" not in says("Ask a colleague.")


def test_the_sentence_below_the_label_leaves_out_what_the_label_says() -> None:
    record = samples.closed()
    verdict = msgspec.structs.replace(record.verdict, says="Not today: it is so.", brief="It is so.")

    assert "\n  It is so.\n" in shown(msgspec.structs.replace(record, verdict=verdict, requests=()))
    assert "\n  Not today: it is so.\n" in shown(msgspec.structs.replace(record, verdict=verdict))
