"""What is said about app control: answers in, outcome out."""

import re
from typing import Any

import msgspec
import pytest

from checks.test_checks import answer as verdict
from checks.test_checks import ask, python, pythons
from for_each import for_each
from pyready.checks import _control_words as words
from pyready.model.host import Reading, Service
from pyready.model.pythons import Found
from pyready.model.record import CheckRecord
from pyready.model.tool_settings import Setting, Settings
from pyready.policy.applocker.questions import PROGRAMS, QUESTIONS
from pyready.probes._explorer_lists import ExplorerList
from pyready.probes.app_control import Answer, AppControl, CollectionSeen, Restriction
from pyready.probes.app_control_found import FoundControl, FoundPython, UserSite
from pyready.probes.scripting import Scripting
from pyready.tickets.requests import BY_ID

ASKS = {
    "uses-cmd": ("cmd", "windows"),
    "uses-powershell": ("powershell", "windows"),
    "starts-uv": ("uv", "user-folder"),
    "starts-python-zip-python": ("python-zip-python", "user-folder"),
    "starts-miniforge-installer": ("miniforge-installer", "downloads"),
    "starts-python-manager": ("python-manager", "windows-apps"),
    "loads-python-zip-library": ("python-zip-library", "user-folder"),
    "loads-user-modules": ("module", "user-folder"),
    "environment-runs": ("environment-python", "user-folder"),
    "new-environment-runs": ("environment-python", "user-folder"),
    "winpython-environment-runs": ("winpython-environment", "user-folder"),
    "loads-user-site-packages": ("user-site-module", "user-folder"),
    "loads-new-user-site-packages": ("user-site-module", "user-folder"),
}
OFF: Reading[Any] = Reading("not-set")
UNSET = Scripting(OFF, OFF, OFF, OFF, OFF, (ExplorerList("RestrictRun", OFF, OFF),), OFF)
RUNNING = Reading("set", Service("running", "auto"), "service AppIDSvc")


def control(*answers: Answer, **changes: Any) -> AppControl:
    off: Reading[int] = Reading("not-set")
    base = AppControl(answers, (), RUNNING, Reading("set", 1, "code integrity"), off, off)
    return msgspec.structs.replace(base, **changes)


def said(check: str, outcome: str, *found: Found, **changes: Any) -> CheckRecord:
    program, place = ASKS[check]
    answered = control(Answer(program, place, outcome, **changes))
    return ask(check, control=answered, pythons=pythons(*found), scripting=UNSET)


def whole(record: CheckRecord) -> str:
    return " ".join(f"{each.what}: {each.value} ({each.source})" for each in record.because)


@for_each("check", ASKS)
@for_each("outcome", ["allowed", "audited", "blocked", "not-known"])
def test_each_answer_has_its_outcome(check: str, outcome: str) -> None:
    record = said(check, outcome, by="applocker", mode="enforced")
    by_nobody = {"starts-uv", "starts-miniforge-installer", "starts-python-manager", "winpython-environment-runs"}
    who = "nobody" if check in by_nobody else "it"
    expected = {"allowed": ("passed", ""), "audited": ("passed", ""), "blocked": ("problem", who)}

    assert verdict(record) == expected.get(outcome, ("unknown", ""))
    assert record.sure == ("certain" if outcome == "not-known" else "likely")
    assert bool(record.settles) == (outcome == "not-known")
    assert "service AppIDSvc, which enforces AppLocker: running, start auto" in whole(record)
    assert "code integrity of programs: off (0x00000001)" in whole(record)


@for_each(
    ("check", "by", "request_id"),
    [
        ("starts-uv", "applocker", ""),
        ("starts-python-zip-python", "applocker", "allow-signed-python"),
        ("starts-python-zip-python", "app-control", ""),
        ("starts-miniforge-installer", "applocker", ""),
        ("starts-python-manager", "applocker", ""),
        ("loads-user-modules", "app-control", "app-control-package"),
        ("loads-user-modules", "applocker", "app-control-package"),
        ("environment-runs", "applocker", "allow-signed-python"),
    ],
)
def test_what_is_blocked_names_the_request_that_lifts_it_and_none_that_does_not(
    check: str, by: str, request_id: str
) -> None:
    fix = said(check, "blocked", by=by).fix
    assert fix is not None
    assert fix.request == request_id


def test_against_a_rule_that_denies_no_rule_that_allows_is_asked_for() -> None:
    fix = existing(python(), own("blocked", "denied-by-rule")).fix
    assert fix is not None
    assert (fix.who, fix.request) == ("it", "")
    copied = said("environment-runs", "blocked", by="applocker", why=("denied-by-rule",)).fix
    assert copied is not None
    assert (copied.who, copied.request) == ("nobody", "")


def test_whatever_a_step_starts_or_loads_closes_its_plan() -> None:
    assert {said(check, "blocked").weight for check in ASKS} == {"blocker"}


def test_the_deciding_rule_is_named() -> None:
    record = said("starts-uv", "blocked", by="applocker", rule="GUID", why=("denied-by-rule",))
    assert "AppLocker rule that decided: GUID" in whole(record)
    assert "because a rule denies this" in record.says


def test_packaged_apps_blocked_for_want_of_rules_show_both_sets() -> None:
    sets = (CollectionSeen("group-policy", "exe", "not-set", 3),)
    found = Answer("python-manager", "windows-apps", "blocked", "applocker", why=("no-packaged-rules",))
    record = ask("starts-python-manager", control=control(found, applocker=sets))

    assert "AppLocker rules for programs: enforced (no mode is set), 3 rules" in whole(record)
    assert "AppLocker rules for packaged apps: none" in whole(record)


def test_what_app_control_is_expected_to_stop_is_called_inferred() -> None:
    expected = Answer("module", "user-folder", "blocked", "app-control", "enforced", why=("expected",))
    bits = Reading("set", 5, "code integrity")
    record = ask("loads-user-modules", control=control(expected, code_integrity=bits))

    assert record.says.startswith("App Control for Business probably blocks compiled packages (such as numpy) in")
    assert "taken to be IT's own" in whole(existing(python(), own("allowed", by="none"), code_integrity=bits))
    assert record.because[0].basis == "inferred"


def test_an_agent_is_named_and_ask_it_is_the_way_to_settle_it() -> None:
    found = Answer("uv", "user-folder", "not-known", "agent", why=("agent-present",))
    record = ask("starts-uv", control=control(found, agents=("ThreatLocker",)), pythons=pythons())

    assert "a running product allows only approved programs" in record.says
    assert "ThreatLocker" in whole(record)
    assert record.settles.startswith("Ask IT")


def test_a_product_of_two_roles_is_named_and_ask_it_is_the_way_to_settle_it() -> None:
    found = Answer("uv", "user-folder", "not-known", "agent", why=("agent-with-two-roles",))
    name = "CyberArk Endpoint Privilege Manager"
    record = ask("starts-uv", control=control(found, two_roles=(name,)), pythons=pythons())

    assert "gives programs more rights with a product that can also block programs" in record.says
    assert name in whole(record)
    assert record.settles.startswith("Ask IT")


def test_nothing_is_tried_against_a_rule_whose_service_is_stopped() -> None:
    record = said("starts-uv", "not-known", by="applocker", why=("service-stopped",))

    assert record.settles.startswith("Do not install it, because")
    assert "follow the steps" not in said("starts-uv", "not-known", why=("folders-differ",)).settles
    assert "follow the steps" in said("starts-uv", "not-known", why=("agents-unreadable",)).settles


@pytest.mark.parametrize("why", ["policies-disagree", "restriction-obeyed-unclear", "restriction-beside-applocker"])
def test_nothing_is_tried_against_a_rule_of_which_it_is_not_known_whether_it_counts(why: str) -> None:
    record = said("starts-uv", "not-known", by="applocker", why=(why, "agents-unreadable"))

    assert record.outcome == "unknown"
    assert record.settles.startswith("Ask IT which of these rules count")


def test_what_was_found_is_said_before_what_could_not_be_read() -> None:
    why = ("agents-unreadable", "code-integrity-unreadable", "service-stopped")
    assert "not running now" in said("starts-miniforge-installer", "not-known", why=why).says


def test_a_python_that_runs_pyready_is_evidence_and_no_proof() -> None:
    own = python(place="user", kind="uv", path="C:\\x\\python.exe", runs_pyready=True)
    record = said("starts-uv", "not-known", own, why=("service-stopped",))

    assert record.outcome == "unknown"
    assert "C:\\x\\python.exe" in whole(record)


ALL = ("allowed", "audited", "blocked", "not-known")
STORE = {"kind": "store", "place": "user"}


def judged(starts: Answer, loads: str = "allowed", environment: str = "allowed") -> FoundControl:
    """What app control says of the first Python that was found."""
    library = Answer("library", starts.place, loads, "applocker", "enforced")
    copy = Answer("environment", "user-folder", environment, "applocker", "enforced")
    return FoundControl((FoundPython(0, starts, library, copy),))


def existing(found: Found, starts: Answer, *answers: Answer, loads: str = "allowed", **changes: Any) -> CheckRecord:
    facts = {"control": control(*answers, **changes), "judged": judged(starts, loads)}
    return ask("existing-python-runs", pythons=pythons(found), **facts)


def own(outcome: str, *why: str, place: str = "program-files", by: str = "applocker") -> Answer:
    return Answer("found-python", place, outcome, by, "enforced", why=why)


@for_each(
    ("found", "outcome", "loads", "expected"),
    [
        ({}, "allowed", "allowed", "passed"),
        ({}, "audited", "audited", "passed"),
        ({}, "blocked", "allowed", "problem"),
        ({}, "not-known", "allowed", "unknown"),
        ({}, "allowed", "blocked", "problem"),
        ({}, "allowed", "not-known", "unknown"),
        ({}, "blocked", "not-known", "problem"),
        ({"place": "other"}, "allowed", "allowed", "passed"),
        ({"place": "other"}, "blocked", "allowed", "problem"),
        ({"place": "user", "runs_pyready": True}, "blocked", "blocked", "passed"),
    ],
)
def test_a_python_that_is_here(found: dict[str, Any], outcome: str, loads: str, expected: str) -> None:
    assert existing(python(**found), own(outcome), loads=loads).outcome == expected


@pytest.mark.parametrize(("outcome", "expected"), [("blocked", "problem"), ("allowed", "passed")])
def test_a_python_of_the_store_is_judged_as_a_package(outcome: str, expected: str) -> None:
    package = Answer("packaged-app", "windows-apps", outcome, "applocker")
    record = ask("existing-python-runs", control=control(package), pythons=pythons(python(**STORE)))

    assert record.outcome == expected


def test_the_library_that_is_blocked_is_named_and_python_with_its_packages_is_asked_for() -> None:
    record = existing(python(), own("allowed"), loads="blocked")

    assert record.says.startswith("AppLocker probably blocks the library of Python 3.13.9")
    assert record.fix is not None
    assert record.fix.request == "app-control-package"


def test_a_report_in_which_the_file_was_not_asked_about_leaves_it_open() -> None:
    facts = {"control": control(Answer("signed-python", "program-files", "allowed")), "pythons": pythons(python())}

    assert ask("existing-python-runs", **facts).outcome == "unknown"
    assert ask("existing-python-runs", judged=FoundControl(()), **facts).outcome == "unknown"


def test_in_program_files_a_look_that_was_refused_is_named_and_does_not_close() -> None:
    why = ("code-integrity-unreadable", "policy-unreadable")
    denied: Reading[int] = Reading("denied", source="code integrity")
    record = existing(python(), own("not-known", *why), code_integrity=denied)

    assert (record.outcome, record.sure) == ("passed", "likely")
    assert "code integrity of programs: denied" in whole(record)


def test_in_program_files_rules_that_contradict_each_other_are_not_known() -> None:
    assert existing(python(), own("not-known", "agents-unreadable", "policies-disagree")).outcome == "unknown"


@for_each(
    ("kind", "outcome", "expected"),
    [
        ("python-org", "allowed", ("passed", "")),
        ("python-org", "blocked", ("problem", "it")),
        ("conda", "blocked", ("problem", "nobody")),
        ("uv", "not-known", ("unknown", "")),
        ("store", "allowed", ("unknown", "")),
    ],
)
def test_an_environment_is_judged_as_the_copy_of_the_python_it_is_made_with(
    kind: str, outcome: str, expected: tuple[str, str]
) -> None:
    facts = {"control": control(), "judged": judged(own("allowed"), environment=outcome)}
    assert verdict(ask("environment-runs", pythons=pythons(python(kind=kind)), **facts)) == expected


def test_an_environment_of_a_new_python_is_not_that_of_the_python_that_is_here() -> None:
    signed = Answer("environment-python", "user-folder", "allowed", "applocker")
    facts = {"control": control(signed), "judged": judged(own("allowed"), environment="blocked")}

    assert ask("environment-runs", pythons=pythons(python(kind="conda")), **facts).outcome == "problem"
    assert ask("new-environment-runs", pythons=pythons(python(kind="conda")), **facts).outcome == "passed"


@for_each("kind", ["python-org", "conda", "store"])
@for_each(("here", "new"), [("allowed", "blocked"), ("blocked", "allowed"), ("not-known", "allowed")])
def test_packages_of_the_account_are_those_of_the_python_that_is_here_or_of_a_new_one(
    kind: str, here: str, new: str
) -> None:
    sites = (UserSite(0, Answer("user-site-module", "user-folder", here, "applocker")),)
    facts = {
        "control": control(Answer("user-site-module", "user-folder", new, "applocker")),
        "judged": FoundControl((), sites),
        "pythons": pythons(python(kind=kind)),
    }
    outcomes = {"allowed": "passed", "blocked": "problem", "not-known": "unknown"}

    assert ask("loads-user-site-packages", **facts).outcome == outcomes[here]
    assert ask("loads-new-user-site-packages", **facts).outcome == outcomes[new]


def test_a_report_that_asked_nothing_about_packages_of_the_account_leaves_them_open() -> None:
    facts = {"control": control(), "judged": judged(own("allowed")), "pythons": pythons(python())}
    assert ask("loads-user-site-packages", **facts).outcome == "unknown"


@for_each(
    ("outcome", "by", "expected"),
    [
        ("allowed", "none", "passed"),
        ("allowed", "applocker", "unknown"),
        ("blocked", "applocker", "unknown"),
        ("audited", "applocker", "unknown"),
    ],
)
@for_each("check", ["loads-user-site-packages", "loads-new-user-site-packages"])
def test_a_variable_that_moves_packages_of_the_account_leaves_rules_for_folders_open(
    check: str, outcome: str, by: str, expected: str
) -> None:
    moved = Settings(found=(Setting("python", "PYTHONUSERBASE", "variable PYTHONUSERBASE"),))
    facts = {"control": control(Answer("user-site-module", "user-folder", outcome, by)), "pythons": pythons()}
    record = ask(check, settings=moved, **facts)

    assert record.outcome == expected
    assert ("PYTHONUSERBASE" in record.says) == (expected == "unknown")


def test_an_environment_of_a_python_yet_to_come_is_that_of_a_signed_one() -> None:
    answer = Answer("environment-python", "user-folder", "allowed", "applocker")
    assert ask("environment-runs", control=control(answer)).outcome == "passed"


def test_a_question_that_was_not_asked_is_not_known() -> None:
    assert ask("starts-miniforge-installer", control=control()).outcome == "unknown"


@pytest.mark.parametrize(
    ("obeyed", "says"),
    [
        (False, "set; pyready does not know whether this Windows obeys them"),
        (True, "set, and this Windows obeys them"),
        (None, "set; pyready does not know whether this Windows obeys them"),
    ],
)
def test_older_policies_that_do_not_decide_are_a_line_of_evidence(obeyed: bool | None, says: str) -> None:
    older = Restriction(Reading("set", 0, "HKLM\\Safer"), Reading("not-set"))
    answers = (Answer("uv", "user-folder", "allowed"), Answer("python-manager", "windows-apps", "allowed"))
    facts = control(*answers, software_restriction=(older,), restrictions_obeyed=obeyed)

    record = ask("starts-uv", control=facts)
    assert record.outcome == "passed"
    assert f"Software Restriction Policies: {says} (HKLM\\Safer)" in whole(record)
    assert "Restriction" not in whole(ask("starts-python-manager", control=facts))


def test_every_question_of_the_checks_is_asked_by_the_probe() -> None:
    asked = {(each.program, each.place) for each in (*QUESTIONS, *PROGRAMS)}
    assert set(ASKS.values()) <= asked


def test_every_word_of_the_evaluator_has_its_sentence() -> None:
    from pathlib import Path

    source = Path(words.__file__).parents[1]
    files = [*(source / "policy" / "applocker").glob("*.py"), source / "probes" / "_control_layers.py"]
    used = {
        word
        for file in files
        for word in re.findall(r'(?:perhaps\(|frozenset\(\{|why = )"([a-z-]+)"', file.read_text("utf-8"))
    }
    decided = {"denied-by-rule", "no-rule-allows", "no-packaged-rules"}

    assert len(used) > 10
    assert used - decided <= set(words.UNCLEAR | words.UNREAD)


def test_every_doubt_about_software_restriction_has_its_sentence_and_no_sentence_is_left_over() -> None:
    from pathlib import Path

    source = Path(words.__file__).parents[1]
    files = [*(source / "policy" / "restriction").glob("*.py"), source / "probes" / "_restriction.py"]
    used = {word for file in files for word in re.findall(r'"(restriction-[a-z-]+)"', file.read_text("utf-8"))}

    assert used == {word for word in words.UNCLEAR if word.startswith("restriction-")}


def test_a_rule_of_software_restriction_policies_is_named_as_theirs() -> None:
    rule = "{00000000-0000-0000-0000-000000000001}"
    found = {"by": "software-restriction", "mode": "enforced", "rule": rule, "why": ("denied-by-rule",)}
    record = said("starts-uv", "blocked", **found)

    assert "Software Restriction Policies probably block uv, because a rule denies this." in record.says
    assert f"Software Restriction Policies rule that decided: {rule}" in whole(record)
    assert "AppLocker rule that decided" not in whole(record)


def test_what_is_not_known_of_them_is_said_in_words() -> None:
    record = said("starts-uv", "not-known", by="software-restriction", why=("restriction-hash-rules",))
    assert "Software Restriction Policies also have rules for single files" in record.says


def test_where_they_close_program_files_nobody_is_told_to_have_python_installed_there() -> None:
    record = existing(python(place="system"), own("blocked", "no-rule-allows", by="software-restriction"))

    assert (record.outcome, record.fix.who if record.fix else "") == ("problem", "it")
    assert "Check whether the rule" in (record.fix.says if record.fix else "")


@pytest.mark.parametrize("name", ["allow-signed-python", "app-control-package"])
def test_the_requests_ask_for_no_folder_and_no_exemption(name: str) -> None:
    request = BY_ID[name]

    assert request.queue == "app-control"
    assert "%" not in request.change
    assert all(value for name, value in request._asdict().items() if name not in {"includes", "only"})
