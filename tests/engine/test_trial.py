"""--try-run: where it is tried and where not, what is recorded, and what each error number comes to."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from for_each import for_each
from laptops.bare import HOME, LOCAL
from laptops.recorded import laptop, seen
from pyready.checks import CHECKS
from pyready.engine.app import Look, report
from pyready.engine.judge_checks import judge_checks
from pyready.engine.trial import LONGEST_S, planned, with_trial
from pyready.engine.trial_words import CAME_OF_IT, WHY, told
from pyready.knowledge import launching
from pyready.model.activity import Ran, Wrote
from pyready.model.facts import Asked, Facts, Trial
from pyready.model.host import Drive, Reading
from pyready.model.launcher import EXIT_CODE, Launched, NoLauncher
from pyready.model.record import CheckRecord
from pyready.probes.app_control import AppControl
from pyready.probes.storage import Storage

WHERE = f"{LOCAL}\\pyready-trial.exe"
DONE = Launched("started", WHERE, exit_code=EXIT_CODE, sha256="00")


class FakeLauncher:
    """Answers as told, and writes down what it was asked to do."""

    def __init__(self, answer: Launched = DONE) -> None:
        self.answer = answer
        self.asked: list[tuple[str, float]] = []

    def try_in(self, folder: str, seconds: float) -> Launched:
        self.asked.append((folder, seconds))
        return self.answer


def wanting(look: Look, route: str = "uv") -> Look:
    """The look of somebody who named a route."""
    facts = look.facts
    return msgspec.structs.replace(
        look, facts=facts.with_entry(Asked, msgspec.structs.replace(facts[Asked], route=route))
    )


def tried(name: str, launcher: Any, route: str = "uv") -> Look:
    return with_trial(replace(laptop(name).host, launcher=launcher), wanting(seen(name), route))


def check(facts: Facts, name: str = "") -> CheckRecord:
    name = name or ("starts-uv" if facts[Asked].platform == "windows" else "runs-user-programs")
    return judge_checks(facts, [each for each in CHECKS if each.id == name])[name].check


@for_each(
    ("name", "why"),
    [
        ("open-laptop", ""),
        ("app-control-enforced", ""),
        ("service-stopped", ""),
        ("odd-home", ""),
        ("linux-server", ""),
        ("stock-applocker", "answered"),
        ("mode-missing", "answered"),
        ("app-control-watches", "audited"),
        ("managed-installer-stubs", "audited"),
        ("default-deny-agent", "agent"),
        ("everything-denied", "not-known"),
        ("ward-cart", "shared"),
    ],
)
def test_it_is_tried_only_where_policy_does_not_answer_and_nobody_is_alarmed(name: str, why: str) -> None:
    launcher = FakeLauncher()
    look = tried(name, launcher)

    assert planned(wanting(seen(name)).facts).why == why
    assert len(launcher.asked) == (0 if why else 1)
    assert (look.facts[Trial].outcome, look.facts[Trial].why) == (("not-tried", why) if why else ("started", ""))


def on(facts: Facts, **changes: Any) -> Facts:
    storage = facts[Storage]
    tools = msgspec.structs.replace(storage.tools, **changes)
    return facts.with_entry(Storage, msgspec.structs.replace(storage, tools=tools))


@for_each(
    ("changes", "why"),
    [
        ({}, ""),
        ({"state": "not-set"}, "folder"),
        ({"path": ""}, "folder"),
        ({"in_onedrive": True}, "synchronised"),
        ({"unc": True}, "not-local"),
        ({"drive": Reading("set", Drive("network"))}, "not-local"),
        ({"drive": Reading("set", Drive("removable"))}, "not-local"),
        ({"drive": Reading("set", Drive("unknown"))}, "not-local"),
        ({"drive": Reading("denied")}, "not-local"),
        ({"path": f"{LOCAL}\\Temp"}, "temporary"),
        ({"path": f"{LOCAL.upper()}\\TEMP\\more"}, "temporary"),
        ({"writable": Reading("set", False)}, "not-writable"),
    ],
)
def test_it_goes_to_no_folder_but_the_persons_own_on_a_drive_of_the_computer(changes: dict[str, Any], why: str) -> None:
    facts = on(wanting(seen("open-laptop")).facts, **changes)

    assert planned(facts).why == why
    assert (planned(facts).folder == "") is bool(why)


@for_each(
    ("route", "why"),
    [("uv", ""), ("python-manager", ""), ("existing-python", ""), ("browser-notebook", "route-starts-nothing"),
     ("ask-it", "route-starts-nothing")],
)  # fmt: skip
def test_it_is_tried_for_routes_that_start_something_from_ones_own_folder(route: str, why: str) -> None:
    assert planned(wanting(seen("open-laptop"), route).facts).why == why


def test_without_a_named_route_it_is_tried_for_the_recommended_one() -> None:
    assert planned(seen("open-laptop").facts).route == report(seen("open-laptop"), private=True).verdict.route


def test_where_no_route_is_recommended_nothing_is_tried() -> None:
    assert planned(seen("everything-blocked").facts).why == "no-route"


def test_it_goes_to_one_folder_once_with_a_bounded_wait_and_is_recorded() -> None:
    launcher = FakeLauncher()
    look = tried("open-laptop", launcher)

    assert launcher.asked == [(LOCAL, LONGEST_S)]
    assert look.did.ran == (Ran(WHERE, "trial"),)
    assert look.did.wrote == (Wrote(WHERE, "trial", removed=True),)
    assert look.facts[Trial] == Trial("started", "", "uv", "own-programs", None, EXIT_CODE, True, "00")


def test_a_shared_report_names_no_person_in_what_was_run_and_written() -> None:
    record = report(tried("open-laptop", FakeLauncher()), private=False)

    assert "jane" in HOME
    assert "jane" not in str(record.did.ran + record.did.wrote)
    assert record.did.ran


def test_what_was_refused_was_written_and_not_run() -> None:
    look = tried("open-laptop", FakeLauncher(Launched("refused", WHERE, 1260, removed=False)))

    assert look.did.ran == ()
    assert look.did.wrote == (Wrote(WHERE, "trial", removed=False),)


@pytest.mark.parametrize("answer", [Launched("not-written", error=5), Launched("in-the-way"), Launched("no-program")])
def test_what_was_not_written_is_not_among_the_deeds(answer: Launched) -> None:
    look = tried("open-laptop", FakeLauncher(answer))

    assert (look.did.ran, look.did.wrote) == ((), ())
    assert look.facts[Trial].removed is None


def test_a_probe_is_never_given_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyready.engine.seam import watched
    from pyready.model.activity import Journal
    from pyready.probes import PROBES

    host = replace(laptop("open-laptop").host, launcher=FakeLauncher())

    assert {type(watched(host, probe, Journal(), 0.0).launcher) for probe in PROBES} == {NoLauncher}


def test_without_the_flag_nothing_is_run_or_written_on_any_recorded_laptop() -> None:
    from laptops.recorded import NAMES

    assert {(seen(name).did.ran, seen(name).did.wrote) for name in NAMES} == {((), ())}
    assert [name for name in NAMES if seen(name).facts.get(Trial)] == []


PROBLEM = {"policy", "app-control", "rights"}


@pytest.mark.unmeasured
@for_each("code", launching.known().code, ids=lambda code: f"{code.system} {code.number}")
def test_each_error_number_comes_to_its_cause(code: launching.Code) -> None:
    name = "open-laptop" if code.system == "windows" else "linux-server"
    before = check(seen(name).facts)
    found = check(tried(name, FakeLauncher(Launched("refused", WHERE, code.number))).facts)

    assert before.outcome == "passed"
    assert found.outcome == ("problem" if code.cause in PROBLEM else "unknown")
    assert code.says in found.says
    assert found.because[0].basis == "trial"
    assert f"error {code.number} {code.name}" in found.because[0].value
    assert ("(not sure)" in found.because[0].value) is not code.sure
    assert found.because[1:] == before.because
    if found.outcome == "problem":
        assert found.sure == ("certain" if code.sure else "likely")
        assert "point the other way" in found.says


def test_the_table_holds_the_numbers_by_which_windows_refuses_programs() -> None:
    causes = {each.number: each.cause for each in launching.known().code if each.system == "windows"}

    assert {1260, 786} <= {number for number, cause in causes.items() if cause == "policy"}
    assert {577, 4551, *range(4550, 4556), *range(4580, 4584)} <= {n for n, c in causes.items() if c == "app-control"}
    assert {225, 226, 4556, 4557} <= {number for number, cause in causes.items() if cause == "antivirus"}
    assert causes[5] == "rights"
    assert len(causes) == len([each for each in launching.known().code if each.system == "windows"])


def test_no_number_of_app_control_claims_to_be_sure() -> None:
    assert [each.number for each in launching.known().code if each.cause == "app-control" and each.sure] == []


def test_an_unknown_number_makes_the_answer_unknown() -> None:
    found = check(tried("open-laptop", FakeLauncher(Launched("refused", WHERE, 99999))).facts)

    assert found.outcome == "unknown"
    assert "99999" in found.says


def test_a_program_that_started_outranks_what_was_expected_and_both_are_shown() -> None:
    facts = seen("stock-applocker").facts
    before, found = check(facts), check(facts.with_entry(Trial, Trial("started", exit_code=EXIT_CODE)))

    assert before.outcome == "problem"
    assert found.outcome == "passed"
    assert "point the other way" in found.says
    assert found.because[0].basis == "trial"
    assert found.because[1:] == before.because


def test_a_trial_that_ran_settles_what_was_not_known() -> None:
    before, after = (
        check(facts) for facts in (seen("service-stopped").facts, tried("service-stopped", FakeLauncher()).facts)
    )

    assert (before.outcome, after.outcome, after.sure) == ("unknown", "passed", "likely")


@pytest.mark.parametrize("name", ["starts-python-zip-python", "environment-runs"])
def test_a_refusal_of_the_unsigned_program_does_not_speak_for_a_signed_one(name: str) -> None:
    before = check(seen("open-laptop").facts, name)
    after = check(tried("open-laptop", FakeLauncher(Launched("refused", WHERE, 1260))).facts, name)

    assert (before.outcome, after.outcome) == ("passed", "passed")
    assert after.because == (after.because[0], *before.because)
    assert after.because[0].basis == "trial"


def test_a_rule_that_denies_python_itself_is_not_outranked_by_another_program() -> None:
    facts = seen("filtered-administrator").facts.with_entry(Trial, Trial("started"))

    assert check(seen("filtered-administrator").facts, "starts-python-zip-python").outcome == "problem"
    assert check(facts, "starts-python-zip-python").outcome == "problem"


@pytest.mark.parametrize("outcome", ["not-written", "in-the-way", "no-end"])
def test_what_did_not_come_to_a_start_changes_no_answer(outcome: str) -> None:
    before = check(seen("open-laptop").facts)
    after = check(seen("open-laptop").facts.with_entry(Trial, Trial(outcome, error=5)))

    assert (after.outcome, after.says) == (before.outcome, before.says)
    assert after.because[0].basis == "trial"


@pytest.mark.parametrize("outcome", ["gone", "ended-otherwise"])
def test_a_program_that_was_taken_away_or_ended_makes_it_unknown(outcome: str) -> None:
    assert check(seen("open-laptop").facts.with_entry(Trial, Trial(outcome))).outcome == "unknown"


@for_each("why", sorted(WHY))
def test_every_reason_not_to_try_is_told_in_one_line(why: str) -> None:
    says = told(Trial("not-tried", why, "uv"))

    assert "did not start its test program: " in says
    assert "{" not in says


@for_each("outcome", sorted(CAME_OF_IT))
def test_every_outcome_is_told_and_what_is_left_behind_too(outcome: str) -> None:
    assert "delete the file" not in told(Trial(outcome, error=5, exit_code=1, removed=True))
    assert told(Trial(outcome, error=5, exit_code=1, removed=False)).endswith(
        "delete the file pyready-trial in your folder for programs."
    )


def test_the_facts_of_a_trial_are_judged_again_elsewhere(tmp_path: Any) -> None:
    from pyready.probes import TYPES
    from pyready.report import RENDERERS, Options
    from pyready.report.saved import load

    record = report(tried("open-laptop", FakeLauncher(Launched("refused", WHERE, 1260))), private=False)
    path = tmp_path / "report.json"
    path.write_text(RENDERERS["json"](record, Options()), "utf-8")
    saved = load(str(path), TYPES)

    assert saved.facts[Trial].error == 1260
    assert check(saved.facts).outcome == "problem"
    assert saved.did.wrote[0].removed is True


def test_a_product_of_elevation_that_can_also_block_is_a_reason_not_to_try() -> None:
    facts = wanting(seen("open-laptop")).facts
    here = msgspec.structs.replace(facts[AppControl], two_roles=("CyberArk Endpoint Privilege Manager",))

    assert planned(facts.with_entry(AppControl, here)).why == "agent"


def test_an_agent_that_could_not_be_looked_for_is_a_reason_not_to_try() -> None:
    facts = wanting(seen("open-laptop")).facts
    unread = msgspec.structs.replace(facts[AppControl], agents_unread=True)

    assert planned(facts.with_entry(AppControl, unread)).why == "not-known"
