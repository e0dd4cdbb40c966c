"""The steps of every route on every platform: commands that a shell can read, and an end in a notebook."""

import subprocess
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

import machines
from looking import given, look
from nets import DIRECT, HIDDEN_PROXY, INSPECTED, network
from pyready.anchors import Anchored
from pyready.app import report
from pyready.facts import Facts
from pyready.host import Drive, Host, Machine, Reading
from pyready.inventory.types import Found, PathSummary, Pythons
from pyready.outcome import Step
from pyready.probes.machine import MachineFacts
from pyready.probes.storage import Folder, Storage
from pyready.route import Route
from pyready.routes import ROUTES, existing_python, python_manager, uv
from pyready.routes._ending import PROJECT

PLATFORMS = ("windows", "linux", "macos")
OFFERED = [(route, platform) for route in ROUTES for platform in route.platforms]
IDS = [f"{route.id} on {platform}" for route, platform in OFFERED]

PATHS = {
    "windows": ("C:\\Program Files\\Python313\\python.exe", Anchored("ProgramFiles", "Python313\\python.exe")),
    "linux": ("/opt/my python/bin/python3", Anchored("", "/opt/my python/bin/python3")),
    "macos": ("/Users/jane/it's {here}/python3", Anchored("HOME", "it's {here}/python3")),
}


def python(platform: str, **changes: Any) -> Found:
    path, command = PATHS[platform]
    found = Found(
        path, command, "3.13.9", (3, 13), "python-org", place="system", has_venv=True, has_ensurepip=True, pip="26.2"
    )
    return msgspec.structs.replace(found, **changes)


def facts_on(platform: str, *entries: object) -> Facts:
    facts = given(platform).with_entry(Pythons, Pythons((python(platform),), (), PathSummary()))
    for entry in entries:
        facts = facts.with_entry(type(entry), entry)
    return facts


def home(**changes: Any) -> Storage:
    folder = Folder("x", "set", Reading("missing"), Reading("set", Drive("local")), Reading("set", True))
    return Storage(msgspec.structs.replace(folder, **changes), folder)


def machine(architecture: str) -> MachineFacts:
    return MachineFacts(Reading("set", Machine("x", architecture=architecture)))


def commands(steps: tuple[Step, ...], shell: str) -> list[str]:
    return [step.command for step in steps if step.shell == shell and step.command]


def variants(platform: str) -> list[Facts]:
    """The facts under which steps differ."""
    return [
        facts_on(platform),
        facts_on(platform, home(unc=True), machine("ARM64")),
        facts_on(platform, home(in_onedrive=True), machine("aarch64")),
        facts_on(platform, Pythons((python(platform, place="user", runs_pyready=True),), (), PathSummary())),
        facts_on(platform, Pythons((), (), PathSummary())),
        given(platform),
    ]


def fits_sh(command: str) -> bool:
    return subprocess.run(["bash", "-n", "-c", command], check=False, capture_output=True).returncode == 0


def fits_cmd(command: str) -> bool:
    outside = "".join(command.split('"')[::2])
    return (
        command.count('"') % 2 == 0
        and command.count("%") % 2 == 0
        and not set(command) & set("<>\r\n")
        and not set(outside) & set("&|^")
    )


def test_the_tests_of_commands_can_fail() -> None:
    assert not fits_sh("echo 'a")
    assert not fits_sh("echo $(x")
    assert not fits_cmd('echo "a')
    assert not fits_cmd("echo %a")
    assert not fits_cmd("echo a > b")
    assert not fits_cmd("a & b")
    assert fits_cmd('"%ProgramFiles(x86)%\\a & b.exe"')


@pytest.mark.parametrize(("route", "platform"), OFFERED, ids=IDS)
def test_every_command_is_whole_for_its_shell(route: Route, platform: str) -> None:
    for facts in variants(platform):
        for step in route.steps(facts):
            assert step.says
            if step.shell == "sh":
                assert fits_sh(step.command), step.command
                assert "\n" not in step.command
            elif step.shell == "cmd":
                assert fits_cmd(step.command), step.command
            elif step.shell == "browser":
                assert step.command.startswith("https://")


@pytest.mark.parametrize(("route", "platform"), OFFERED, ids=IDS)
def test_a_command_is_for_a_shell_of_that_platform(route: Route, platform: str) -> None:
    other = "sh" if platform == "windows" else "cmd"

    for facts in variants(platform):
        assert commands(route.steps(facts), other) == []


@pytest.mark.parametrize(("route", "platform"), OFFERED, ids=IDS)
def test_no_placeholder_is_left_and_no_policy_is_gone_round(route: Route, platform: str) -> None:
    for facts in variants(platform):
        text = " ".join(step.command for step in route.steps(facts)).replace("{here}", "")
        for never in ("{", "}", "--trusted-host", "Bypass", "verify=False", "--insecure", "curl -k", "| sh", "sudo"):
            assert never not in text


LOCAL = [(route, platform) for route, platform in OFFERED if route.kind == "local"]


@pytest.mark.parametrize(("route", "platform"), LOCAL, ids=[f"{route.id} on {platform}" for route, platform in LOCAL])
def test_a_local_route_ends_in_environment_package_and_notebook(route: Route, platform: str) -> None:
    steps = commands(route.steps(facts_on(platform)), "cmd" if platform == "windows" else "sh")
    order = [
        next(place for place, command in enumerate(steps) if all(part in command for part in parts))
        for parts in (
            (PROJECT, "mkdir"),
            (" venv ", ".venv"),
            ("install", ".venv", "jupyterlab"),
            ("-m jupyterlab", ".venv"),
        )
    ]

    assert order == sorted(order)
    assert len(set(order)) == 4


@pytest.mark.parametrize("route", [existing_python.ROUTE, python_manager.ROUTE, uv.ROUTE], ids=lambda route: route.id)
@pytest.mark.parametrize(
    ("storage", "folder"),
    [
        (home(), "%USERPROFILE%"),
        (home(unc=True), "%LOCALAPPDATA%"),
        (home(in_onedrive=True), "%LOCALAPPDATA%"),
        (home(drive=Reading("set", Drive("network"))), "%LOCALAPPDATA%"),
        (home(drive=Reading("denied")), "%USERPROFILE%"),
        (home(drive=Reading("set", Drive("unknown"))), "%USERPROFILE%"),
    ],
    ids=["local", "UNC", "OneDrive", "mapped drive", "not known", "unknown kind"],
)
def test_the_work_folder_stands_on_this_computer(route: Route, storage: Storage, folder: str) -> None:
    steps = commands(route.steps(facts_on("windows", storage)), "cmd")
    work = [command for command in steps if PROJECT in command]
    other = {"%USERPROFILE%": "%LOCALAPPDATA%", "%LOCALAPPDATA%": "%USERPROFILE%"}[folder]

    assert len(work) == 4
    assert all(f"{folder}\\{PROJECT}" in command for command in work)
    assert not any(f"{other}\\{PROJECT}" in command for command in work)


@pytest.mark.parametrize(
    ("platform", "architecture", "archive"),
    [
        ("windows", "x86_64", "uv-x86_64-pc-windows-msvc.zip"),
        ("windows", "arm64", "uv-aarch64-pc-windows-msvc.zip"),
        ("windows", "ARM64", "uv-aarch64-pc-windows-msvc.zip"),
        ("linux", "x86_64", "uv-x86_64-unknown-linux-gnu.tar.gz"),
        ("linux", "aarch64", "uv-aarch64-unknown-linux-gnu.tar.gz"),
        ("macos", "x86_64", "uv-x86_64-apple-darwin.tar.gz"),
        ("macos", "arm64", "uv-aarch64-apple-darwin.tar.gz"),
    ],
)
def test_the_archive_of_uv_fits_the_machine(platform: str, architecture: str, archive: str) -> None:
    steps = uv.ROUTE.steps(facts_on(platform, machine(architecture)))
    text = " ".join(f"{step.says} {step.command}" for step in steps)

    assert archive in text
    assert text.count("uv-aarch64") + text.count("uv-x86_64") == text.count(archive)


@pytest.mark.parametrize(
    ("changes", "second"),
    [
        ({}, True),
        ({"runs_pyready": True}, True),
        ({"place": "user", "runs_pyready": True}, False),
        ({"place": "user"}, True),
    ],
    ids=["in Program Files", "in Program Files and running", "own and seen to run", "own and not seen to run"],
)
def test_the_second_ending_without_an_environment(changes: dict[str, Any], second: bool) -> None:
    pythons = Pythons((python("windows", **changes),), (), PathSummary())
    steps = existing_python.ROUTE.steps(facts_on("windows", pythons))
    users = [number for number, step in enumerate(steps) if "--user" in step.command]

    assert bool(users) is second
    if second:
        (number,) = users
        assert "refused" in steps[number].says
        assert steps[-1].command.endswith("-m jupyterlab")


def test_the_second_ending_names_no_step_by_number_because_fixes_move_them() -> None:
    host = machines.windows(files=machines.installed_windows("C:\\Program Files\\Python313"))
    record = report(look(host, network=network(HIDDEN_PROXY)), private=True)
    route = next(route for route in record.routes if route.id == "existing-python")
    (second,) = [step for step in route.steps if "--user" in step.command]

    assert route.state == "open-with-fixes"
    assert ".venv\\Scripts\\python.exe" not in route.steps[0].command  # the fix stands first, so numbers move
    assert not any(char.isdigit() for char in second.says)


def test_there_is_no_second_ending_outside_windows() -> None:
    for platform in ("linux", "macos"):
        assert not any("--user" in step.command for step in existing_python.ROUTE.steps(facts_on(platform)))


@pytest.mark.parametrize("rest", ["a%b\\python.exe", "<user>\\python.exe", "a\nb\\python.exe"])
def test_a_path_that_cannot_be_written_gives_words_and_no_command(rest: str) -> None:
    pythons = Pythons((python("windows", command=Anchored("", f"D:\\{rest}")),), (), PathSummary())
    (step,) = existing_python.ROUTE.steps(facts_on("windows", pythons))

    assert step.command == ""
    assert "<" not in step.says


Make = Callable[[], Host]


@pytest.mark.parametrize(
    "make",
    [
        lambda: machines.windows(files=machines.installed_windows("C:\\Program Files\\Python313", pip="22.3")),
        machines.windows,
        machines.linux,
        lambda: machines.linux(files={"/etc/ssl/certs/ca-certificates.crt": "PEM"}),
        lambda: machines.linux(platform="macos"),
    ],
    ids=["Windows, old pip", "Windows", "Linux", "Linux with its list of authorities", "macOS"],
)
@pytest.mark.parametrize("answer", [DIRECT, HIDDEN_PROXY, INSPECTED], ids=["direct", "hidden proxy", "inspected"])
def test_the_commands_of_fixes_are_whole_for_their_shell(make: Make, answer: Any) -> None:
    for private in (True, False):
        record = report(look(make(), network=network(answer)), private=private)
        fixes = [step for check in record.checks if check.fix for step in check.fix.commands]
        for step in (*fixes, *(step for route in record.routes for step in route.steps)):
            if step.shell in {"sh", "cmd"}:
                assert (fits_sh if step.shell == "sh" else fits_cmd)(step.command), step.command
