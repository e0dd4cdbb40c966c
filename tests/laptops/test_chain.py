"""A route is as open as its weakest step: whatever it starts or loads is stopped, and it is not open any more."""

from functools import cache
from typing import Any

import pytest

from for_each import for_each
from laptops.bare import HOME, LOCAL
from laptops.looking import given, look
from laptops.recorded import managed
from needs import once
from policy.applocker.policies import ALL_SIGNED, ALLOW_ALL, path, publisher, rules, text
from pyready.checks import CHECKS
from pyready.engine.app import report
from pyready.knowledge.programs import programs, signers
from pyready.model.record import Record
from pyready.policy.applocker.questions import Places
from pyready.routes import ROUTES
from routes.needed import needed_with

pytestmark = [pytest.mark.unmeasured, once]

OPEN = ("open", "open-with-fixes")
ROAMING = f"{HOME}\\AppData\\Roaming"
PLACES = Places(HOME, LOCAL, "C:\\Program Files", f"{LOCAL}\\Temp", "C:\\Windows", ROAMING)
LINKS = [
    (route.id, program.id)
    for route in ROUTES
    if "windows" in route.platforms and route.kind == "local"
    for program in programs()
    if f"{'loads' if program.kind == 'dll' else 'starts'}-{program.id}" in needed_with(route, given("windows"))
]
FREE = rules("Exe", ALLOW_ALL) | rules("Dll", ALLOW_ALL) | rules("Msi", ALLOW_ALL) | rules("Appx", ALL_SIGNED)


@cache
def judged(*denied: str) -> Record:
    """A laptop on which everything may start but these programs and libraries, which are of one kind."""
    registry: dict[str, Any] = dict(FREE)
    stopped = [(program, pattern) for program in programs() if program.id in denied for pattern in program.files]
    for kind in {program.kind for program, _ in stopped}:
        allow = ALL_SIGNED if kind == "appx" else ALLOW_ALL
        registry |= rules(kind.capitalize(), allow, *(_deny(*each, at) for at, each in enumerate(stopped)))
    return report(look(managed(registry), offline=False), private=True)


def _deny(program: Any, pattern: str, at: int) -> str:
    if program.kind == "appx":
        return text("Deny", publisher(signers()[program.signed[0]], program.product or "*"), number=70 + at)
    return text("Deny", path(PLACES.fill(pattern) or ""), number=70 + at)


def states(record: Record) -> dict[str, str]:
    return {each.id: each.state for each in record.routes}


@pytest.mark.slow
@for_each(("route", "program"), LINKS)
def test_without_one_link_the_route_is_not_open(route: str, program: str) -> None:
    assert states(judged(program))[route] not in OPEN


def test_without_one_command_line_the_other_is_typed_into_and_without_both_nothing_is_open() -> None:
    local = {route for route, _ in LINKS} - {"existing-python", "software-catalogue", "anaconda"}
    for denied, shell in (("cmd", "powershell"), ("powershell", "cmd")):
        record = judged(denied)
        assert {name for name, state in states(record).items() if state in OPEN} >= local
        steps = [step for each in record.routes if each.id in local for step in each.steps]
        assert {step.shell for step in steps} - {"browser", "none"} == {shell}
    assert not local & {name for name, state in states(judged("cmd", "powershell")).items() if state in OPEN}


ENVIRONMENT, ACCOUNT = f"{HOME}\\first-python\\.venv", f"{ROAMING}\\Python"
BOTH_WAYS = ["python-manager", "python-org", "python-zip"]

# what AppLocker denies of programs and of libraries below one folder | the routes are open | by packages of the account
TWO_PLACES: list[tuple[str, str, bool, bool]] = [
    ("", "", True, False),
    (ENVIRONMENT, "", True, True),
    ("", ENVIRONMENT, True, True),
    ("", ACCOUNT, True, False),
    (ENVIRONMENT, ACCOUNT, False, False),
    (ENVIRONMENT, f"{ACCOUNT}\\Python313", True, True),
    (ENVIRONMENT, f"{ACCOUNT}\\Python314", False, False),
]


@for_each(("programs_below", "libraries_below", "is_open", "for_account"), TWO_PLACES)
def test_compiled_packages_are_loaded_from_an_environment_or_from_the_folder_of_the_account(
    programs_below: str, libraries_below: str, is_open: bool, for_account: bool
) -> None:
    registry: dict[str, Any] = dict(FREE)
    for kind, folder in (("Exe", programs_below), ("Dll", libraries_below)):
        if folder:
            registry |= rules(kind, ALLOW_ALL, text("Deny", path(f"{folder}\\*"), number=70))
    record = report(look(managed(registry), offline=False), private=True)

    for each in record.routes:
        if each.id in BOTH_WAYS:
            assert (each.state in OPEN) == is_open
            assert not is_open or any(" --user " in step.command for step in each.steps) == for_account


@for_each(
    ("allowed", "for_account"), [(ENVIRONMENT, False), (ACCOUNT, True), (f"{ACCOUNT}\\Python314", True), ("", None)]
)
def test_rules_for_libraries_that_allow_one_of_the_two_places_open_that_ending(
    allowed: str, for_account: bool | None
) -> None:
    own = [text("Allow", path(f"{each}\\*"), number=at) for at, each in enumerate((LOCAL, "%WINDIR%"), 71)]
    mine = [text("Allow", path(f"{allowed}\\*"), number=70)] if allowed else []
    record = report(look(managed(FREE | rules("Dll", *own, *mine)), offline=False), private=True)

    for each in record.routes:
        if each.id in BOTH_WAYS:
            assert (each.state in OPEN) == (for_account is not None)
            if for_account is not None:
                assert any(" --user " in step.command for step in each.steps) == for_account


def test_with_all_of_them_it_is() -> None:
    found = states(judged())

    closed_otherwise = {"existing-python", "software-catalogue", "anaconda"}  # no Python, catalogue or licence is here
    assert {route for route, _ in LINKS if found[route] not in OPEN} == closed_otherwise


@for_each("program", ["uv", "python-zip-library", "miniforge-installer", "micromamba"])
def test_a_link_of_one_route_is_none_of_another(program: str) -> None:
    mine = {route for route, each in LINKS if each == program}
    before, after = states(judged()), states(judged(program))

    assert {route for route in before if before[route] != after[route]} - {"ask-it"} == mine


def test_every_local_route_of_windows_names_what_it_starts() -> None:
    local = {route.id for route in ROUTES if route.kind == "local" and "windows" in route.platforms}
    assert {route for route, _ in LINKS} == local


def test_every_program_is_a_link_of_a_route_or_asked_about_with_another() -> None:
    named = {program for _, program in LINKS}
    assert {each.id for each in programs()} - named == {
        "cmd", "powershell", "microsoft-store", "app-installer", "environment-python", "winpython-environment",
        "vscode", "vscode-for-all", "vscode-pet",
    }  # fmt: skip


@for_each("program", programs(), ids=[each.id for each in programs()])
def test_a_program_has_known_signers_and_a_place(program: Any) -> None:
    assert set(program.signed) <= signers().keys()
    assert all(PLACES.fill(pattern) for pattern in program.files)
    assert "{{" not in "".join(program.files)
    assert program.source.startswith("https://")


def test_every_action_of_every_step_has_a_judge() -> None:
    known = {check.id for check in CHECKS}
    for platform in ("windows", "linux", "macos"):
        for route in ROUTES:
            if platform in route.platforms:
                assert needed_with(route, given(platform)) <= known, route.id


def test_every_step_that_runs_a_program_says_so() -> None:
    shell_words = ("mkdir", "set ", 'start "" ', "curl ", "tar ", "export ")
    for platform in ("windows", "linux", "macos"):
        for route in ROUTES:
            if route.kind == "local" and platform in route.platforms:
                typed = [step for plan in route.plans(given(platform)) for step in plan.steps if step.command]
                runs = [step for step in typed if step.shell != "browser" and not step.command.startswith(shell_words)]
                assert all(any(action.startswith("start:") for action in step.does) for step in runs), route.id
