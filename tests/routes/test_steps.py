"""The steps of every route on every platform: commands that a shell can read, and an end in a notebook."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import given, look
from laptops.networks import DIRECT, HIDDEN_PROXY, INSPECTED, network
from pyready.checks import CHECKS
from pyready.engine.app import report
from pyready.engine.judge_checks import judge_checks
from pyready.knowledge import sizes
from pyready.model.actions import saved
from pyready.model.anchors import Anchored
from pyready.model.facts import Facts
from pyready.model.host import Drive, Host, Reading
from pyready.model.outcome import Step
from pyready.model.pythons import PathSummary, Pythons
from pyready.model.route import Plan, Route
from pyready.probes.editors import PYTHON_EXTENSION, Editors
from pyready.probes.storage import Storage
from pyready.routes import (
    ROUTES,
    anaconda,
    existing_python,
    hosted,
    micromamba,
    miniforge,
    python_org,
    python_zip,
    software_catalogue,
    uv,
    winpython,
)
from pyready.routes._ending import PROJECT
from routes.offered import (
    IDS,
    NETWORK,
    OFFERED,
    commands,
    facts_on,
    home,
    machine,
    on_network,
    profile,
    python,
    variants,
)
from routes.shells import fits_cmd, fits_powershell, fits_sh


def test_the_tests_of_commands_can_fail() -> None:
    assert not fits_sh("echo 'a")
    assert not fits_sh("echo $(x")
    assert not fits_cmd('echo "a')
    assert not fits_cmd("echo %a")
    assert not fits_cmd("echo a > b")
    assert not fits_cmd("a & b")
    assert not fits_cmd("mkdir %USERPROFILE%\\a")
    assert not fits_cmd("mkdir %LOCALAPPDATA%\\a")
    assert not fits_cmd('mkdir "a\\"')
    assert not fits_cmd('mkdir "%TEMPLATES%\\a"')
    assert not fits_cmd('mkdir a"b c"')
    assert not fits_cmd("mkdir a  b")
    assert not fits_cmd("echo (a)")
    assert not fits_cmd(f'echo "{"a" * 8200}"')
    assert not fits_cmd(f'set "PATH={"%LOCALAPPDATA%;" * 30}"')
    assert fits_cmd('set "PATH=%LOCALAPPDATA%\\a;%PATH%"')
    assert fits_cmd('start "" "%USERPROFILE%\\a.exe" /S /D=%LOCALAPPDATA%\\a')
    assert fits_cmd('"%ProgramFiles(x86)%\\a & b.exe"')


@for_each(
    ("line", "fits"),
    [
        ('& "$env:LOCALAPPDATA\\a.exe" --version', True),
        ('& "${env:ProgramFiles(x86)}\\a & b.exe" -c "print(1 + 1)"', True),
        ('$env:PATH = "$env:LOCALAPPDATA\\a;$env:PATH"', True),
        ('mkdir "$env:USERPROFILE\\a"', True),
        ("py -V:3.13 --version", True),
        ('Start-Process -Wait "$env:USERPROFILE\\a.exe" "/S /D=$env:LOCALAPPDATA\\a"', True),
        ('"$env:LOCALAPPDATA\\a.exe" --version', False),
        ('& "%LOCALAPPDATA%\\a.exe"', False),
        ('& "$home\\a.exe"', False),
        ('& "$env:TEMPLATES\\a.exe"', False),
        ('& "a.exe', False),
        ("& a.exe", False),
        ('& "a.exe"  b', False),
        ('mkdir "a\\"', False),
        ('mkdir "a`n"', False),
        ("py -c print(1)", False),
        ('py "a"; b', False),
        ('py "a" > b', False),
        ("py 'a'", False),
        ('set "PATH=a"; b', False),
        ("$env:PATH = $env:TEMP", False),
        ("C:\\a.exe b", False),
    ],
)  # fmt: skip
def test_the_test_of_lines_for_powershell(line: str, fits: bool) -> None:
    assert fits_powershell(line) == fits


def all_steps(route: Route, facts: Facts) -> tuple[Step, ...]:
    """Those of each plan."""
    return tuple(step for plan in route.plans(facts) for step in plan.steps)


@pytest.mark.slow
@for_each(("route", "platform"), OFFERED, ids=IDS)
def test_every_command_is_whole_for_its_shell(route: Route, platform: str) -> None:
    for facts in variants(platform):
        for step in all_steps(route, facts):
            assert step.says
            if step.powershell:
                assert fits_powershell(step.powershell), step.powershell
            if step.shell == "sh":
                assert fits_sh(step.command), step.command
                assert "\n" not in step.command
            elif step.shell == "cmd":
                assert fits_cmd(step.command), step.command
            elif step.shell == "browser":
                assert re.fullmatch(r"https://[a-z0-9./-]+", step.command)
            else:
                assert step.shell == "none"


@for_each(("route", "platform"), OFFERED, ids=IDS)
def test_commands_name_no_person_and_need_no_activation_script(route: Route, platform: str) -> None:
    for facts in variants(platform):
        for step in all_steps(route, facts):
            for command in (step.command, step.powershell):
                assert "Users\\" not in command
                assert "/home/" not in command
                assert not re.search(r"\bactivate|\.bat\b|\.ps1\b|conda init", command)


@for_each(("route", "platform"), OFFERED, ids=IDS)
def test_a_command_is_for_a_shell_of_that_platform(route: Route, platform: str) -> None:
    other = "sh" if platform == "windows" else "cmd"

    for facts in variants(platform):
        assert commands(all_steps(route, facts), other) == []


@for_each(("route", "platform"), OFFERED, ids=IDS)
def test_no_placeholder_is_left_and_no_policy_is_gone_round(route: Route, platform: str) -> None:
    for facts in variants(platform):
        steps = all_steps(route, facts)
        text = " ".join(step.command for step in steps).replace("{here}", "")
        text += re.sub(r"\$\{env:[^{}]*\}", "", " ".join(step.powershell for step in steps))
        for never in ("{", "}", "--trusted-host", "Bypass", "verify=False", "--insecure", "curl -k", "| sh", "sudo"):
            assert never not in text


LOCAL = [(route, platform) for route, platform in OFFERED if route.kind == "local" or route.id == "software-catalogue"]


@for_each("route", [route for route, platform in LOCAL if platform == "windows"], ids=lambda r: r.id)
def test_what_is_typed_into_command_prompt_has_a_line_for_powershell_too(route: Route) -> None:
    assert [step for step in all_steps(route, facts_on("windows")) if step.shell == "cmd" and not step.powershell] == []


@for_each(("route", "platform"), LOCAL, ids=[f"{route.id} on {platform}" for route, platform in LOCAL])
def test_a_local_route_ends_in_environment_package_and_notebook(route: Route, platform: str) -> None:
    steps = commands(route.steps(facts_on(platform)), "cmd" if platform == "windows" else "sh")
    conda = route.id in {"miniforge", "micromamba", "anaconda"}
    folder = ".conda" if conda else ".venv"
    order = [
        next(place for place, command in enumerate(steps) if all(part in command for part in parts))
        for parts in (
            (PROJECT, "mkdir"),
            (" create " if conda else " venv ", folder),
            ("install", folder, "jupyterlab"),
            ("-m jupyterlab", folder),
        )
    ]

    assert order == sorted(order)
    assert len(set(order)) == 4


@for_each("route", [route for route, platform in LOCAL if platform == "windows"], ids=lambda r: r.id)
@for_each(
    ("storage", "folder"),
    [
        (home(), "%USERPROFILE%"),
        (home(unc=True), "%LOCALAPPDATA%"),
        (home(in_onedrive=True), "%LOCALAPPDATA%"),
        (home(drive=Reading("set", Drive("network"))), "%LOCALAPPDATA%"),
        (home(drive=Reading("denied")), "%USERPROFILE%"),
        (home(drive=Reading("set", Drive("unknown"))), "%USERPROFILE%"),
        (on_network(unc=True), "%USERPROFILE%"),
        (on_network(drive=NETWORK), "%USERPROFILE%"),
        (on_network(), "%USERPROFILE%"),
        (on_network(in_onedrive=True), "%LOCALAPPDATA%"),
    ],
    ids=[
        "local",
        "UNC",
        "OneDrive",
        "mapped drive",
        "not known",
        "unknown kind",
        "both on the network",
        "both on mapped drives",
        "only programs on the network",
        "OneDrive, programs on the network",
    ],
)
def test_the_work_folder_stands_on_this_computer(route: Route, storage: Storage, folder: str) -> None:
    steps = commands(route.steps(facts_on("windows", storage)), "cmd")
    work = [command for command in steps if PROJECT in command]
    other = {"%USERPROFILE%": "%LOCALAPPDATA%", "%LOCALAPPDATA%": "%USERPROFILE%"}[folder]

    assert len(work) >= 4
    assert all(f"{folder}\\{PROJECT}" in command for command in work)
    assert not any(f"{other}\\{PROJECT}" in command for command in work)


@for_each(
    ("platform", "architecture", "archive"),
    [
        ("windows", "x86_64", "uv-x86_64-pc-windows-msvc.zip"),
        ("windows", "arm64", "uv-aarch64-pc-windows-msvc.zip"),
        ("windows", "ARM64", "uv-aarch64-pc-windows-msvc.zip"),
        ("linux", "x86_64", "uv-x86_64-unknown-linux-gnu.tar.gz"),
        ("linux", "aarch64", "uv-aarch64-unknown-linux-gnu.tar.gz"),
        ("macos", "x86_64", "uv-x86_64-apple-darwin.tar.gz"),
        ("macos", "arm64", "uv-aarch64-apple-darwin.tar.gz"),
        ("linux", "x86_64 Alpine Linux v3.22", "uv-x86_64-unknown-linux-musl.tar.gz"),
        ("linux", "aarch64 Alpine Linux v3.22", "uv-aarch64-unknown-linux-musl.tar.gz"),
    ],
)
def test_the_archive_of_uv_fits_the_machine(platform: str, architecture: str, archive: str) -> None:
    steps = uv.ROUTE.steps(facts_on(platform, machine(*architecture.split(" ", 1))))
    text = " ".join(f"{step.says} {step.command}" for step in steps)

    assert archive in text
    assert text.count("uv-aarch64") + text.count("uv-x86_64") == text.count(archive)


FILE = re.compile(r"[\w.-]+\.(?:zip|tar\.gz|exe|sh|tar\.bz2)\b")


@for_each("route", [uv.ROUTE, miniforge.ROUTE, micromamba.ROUTE, anaconda.ROUTE], ids=lambda r: r.id)
@for_each(
    ("platform", "architecture"), [("linux", "i686"), ("linux", "armv7l"), ("linux", "riscv64"), ("windows", "x86")]
)
def test_no_file_is_named_where_none_is_known_to_fit(route: Route, platform: str, architecture: str) -> None:
    steps = route.steps(facts_on(platform, machine(architecture)))

    assert commands(steps, "cmd") == commands(steps, "sh") == []
    assert "might not be for this computer" in steps[-1].says
    assert not any(FILE.search(f"{step.says} {step.command}") for step in steps)


FOR_INTEL = [miniforge.ROUTE, micromamba.ROUTE, anaconda.ROUTE, winpython.ROUTE]


@for_each("route", FOR_INTEL, ids=lambda r: r.id)
@for_each("build", [19045, None])
def test_what_is_made_for_intel_is_for_arm_on_windows_11_alone(route: Route, build: int | None) -> None:
    steps = route.steps(facts_on("windows", machine("arm64", build=build)))

    assert commands(steps, "cmd") == []
    assert "only Windows 11 runs such programs" in steps[-1].says
    assert commands(route.steps(facts_on("windows", machine("arm64", build=22000))), "cmd")


@pytest.mark.parametrize(("build", "outcome"), [(19045, "problem"), (22000, "passed"), (None, "unknown")])
def test_windows_10_for_arm_is_told_as_the_reason(build: int | None, outcome: str) -> None:
    judged = judge_checks(facts_on("windows", machine("arm64", build=build)), CHECKS)

    assert judged["usual-processor"].check.outcome == outcome


@pytest.mark.parametrize("route", [miniforge.ROUTE, micromamba.ROUTE, anaconda.ROUTE], ids=lambda r: r.id)
def test_packages_of_conda_are_not_for_alpine(route: Route) -> None:
    steps = route.steps(facts_on("linux", machine("x86_64", "Alpine Linux v3.22")))

    assert "another C library" in steps[-1].says
    assert commands(steps, "sh") == []


def test_a_linux_that_does_not_tell_its_c_library_is_told_how_to_see_to_it_after_the_step() -> None:
    told = {each: uv.ROUTE.steps(facts_on(each)) for each in ("linux", "macos")}
    found = {
        each: [step.command for step in steps if "musl" in f"{step.says} {step.expect}"] for each, steps in told.items()
    }

    assert found == {"linux": [told["linux"][2].command], "macos": []}
    assert told["linux"][2].command.startswith("~/.local/bin/uv python install ")
    assert told["linux"][0].says == "Download uv."


@for_each(
    ("route", "platform", "architecture", "name"),
    [
        (miniforge.ROUTE, "windows", "x86_64", "Miniforge3-Windows-x86_64.exe"),
        (miniforge.ROUTE, "windows", "arm64", "Miniforge3-Windows-x86_64.exe"),
        (miniforge.ROUTE, "linux", "x86_64", "Miniforge3-Linux-x86_64.sh"),
        (miniforge.ROUTE, "linux", "aarch64", "Miniforge3-Linux-aarch64.sh"),
        (miniforge.ROUTE, "macos", "arm64", "Miniforge3-MacOSX-arm64.sh"),
        (micromamba.ROUTE, "linux", "x86_64", "/latest/download/micromamba-linux-64 "),
        (micromamba.ROUTE, "linux", "aarch64", "/latest/download/micromamba-linux-aarch64 "),
        (micromamba.ROUTE, "macos", "x86_64", "/latest/download/micromamba-osx-64 "),
        (micromamba.ROUTE, "macos", "arm64", "/latest/download/micromamba-osx-arm64 "),
        (micromamba.ROUTE, "windows", "x86_64", "/latest/download/micromamba-win-64.exe"),
        (micromamba.ROUTE, "windows", "arm64", "/latest/download/micromamba-win-64.exe"),
        (python_zip.ROUTE, "windows", "x86_64", "-amd64.zip"),
        (python_zip.ROUTE, "windows", "arm64", "-arm64.zip"),
        (python_zip.ROUTE, "windows", "x86", "-win32.zip"),
        (python_org.ROUTE, "windows", "x86_64", "Python314\\python.exe"),
        (python_org.ROUTE, "windows", "arm64", "Python314-arm64\\python.exe"),
        (python_org.ROUTE, "windows", "x86", "Python314-32\\python.exe"),
    ],
)
def test_the_file_and_the_folder_fit_the_machine(route: Route, platform: str, architecture: str, name: str) -> None:
    steps = route.steps(facts_on(platform, machine(architecture)))

    assert name in " ".join(f"{step.says} {step.command}" for step in steps)


def test_the_installers_are_told_to_install_for_one_person_only() -> None:
    for route, options in (
        (miniforge.ROUTE, "/InstallationType=JustMe"),
        (python_org.ROUTE, "InstallAllUsers=0 InstallLauncherAllUsers=0 Include_launcher=0"),
    ):
        (line,) = [command for command in commands(route.steps(facts_on("windows")), "cmd") if "/wait" in command]
        assert options in line


def test_conda_takes_no_package_from_the_paid_channel_and_accepts_no_terms_by_itself() -> None:
    for route, platform in LOCAL:
        lines = commands(route.steps(facts_on(platform)), "cmd" if platform == "windows" else "sh")
        made = [line for line in lines if " create " in line or (".conda" in line and " install " in line)]
        if route.id in {"miniforge", "micromamba"}:
            assert len(made) == 2
            assert all("--override-channels -c conda-forge" in line for line in made)
        if route.id == "anaconda":
            assert len(made) == 2
            assert not any(" -y" in line for line in made)


@pytest.mark.parametrize("route", [miniforge.ROUTE, micromamba.ROUTE, anaconda.ROUTE], ids=lambda r: r.id)
def test_on_windows_the_libraries_of_an_environment_are_found_before_it_starts(route: Route) -> None:
    lines = commands(route.steps(facts_on("windows")), "cmd")
    found = next(number for number, line in enumerate(lines) if line.startswith('set "PATH=') and PROJECT in line)
    started = next(number for number, line in enumerate(lines) if "-m jupyterlab" in line)

    assert "\\Library\\bin;" in lines[found]
    assert lines[found].endswith(';%PATH%"')
    assert found < started


@for_each(
    ("text", "opens", "python"),
    [
        ('[catalogue]\nname = "Our shop"\noffers_python = "3.13"', "Our shop", "py -3.13 --version"),
        ('[catalogue]\noffers_python = "3.13 & calc"', "Company Portal or Software Center", "py -3.13 --version"),
        ('[catalogue]\noffers_python = "yes"', "Company Portal or Software Center", "py -3 --version"),
        ("", "Company Portal or Software Center", "py -3 --version"),
    ],
)
def test_the_catalogue_is_named_as_the_profile_names_it(text: str, opens: str, python: str) -> None:
    steps = software_catalogue.ROUTE.steps(facts_on("windows", profile(text)))

    assert opens in steps[0].says
    assert python in commands(steps, "cmd")


def test_a_route_with_a_folder_out_of_quotes_needs_one_that_can_stand_so() -> None:
    unquoted = {
        route.id
        for route, platform in OFFERED
        if platform == "windows"
        and any(" /D=" in command for command in commands(route.steps(facts_on("windows")), "cmd"))
    }

    assert unquoted == {"miniforge", "anaconda"}
    suits = {"folder-suits-conda", "folder-suits-miniforge"}
    assert all(suits & set(route.needs) for route in ROUTES if route.id in unquoted)


def test_all_that_steps_save_has_its_size_and_each_size_is_saved_by_a_step() -> None:
    things = {
        each.thing
        for route in ROUTES
        for platform in route.platforms
        for facts in variants(platform)
        for plan in route.plans(facts)
        for step in plan.steps
        for each in saved(step)
    }

    assert {sizes.size_of(thing).id for thing in things} == things
    assert {each.id for each in sizes.known().size} <= things


def test_what_is_said_of_anaconda_names_the_size_and_the_free_equivalent() -> None:
    assert "200 or more staff" in anaconda.ROUTE.about
    assert "Miniforge is the free equivalent" in anaconda.ROUTE.about


def test_data_about_people_is_kept_from_public_notebooks() -> None:
    text = " ".join(step.says for step in hosted.ROUTE.steps(given("windows")))

    assert "made-up or published data" in text
    assert "Data about people belongs there and nowhere else" in text


CONDA = {"miniforge", "micromamba", "anaconda"}


def code_plans(route: Route, facts: Facts) -> list[Plan]:
    return [plan for plan in route.plans(facts) if plan.aim == "vscode"]


@for_each(
    ("route", "platform"),
    [each for each in LOCAL if each[0].id not in CONDA],
    ids=[f"{route.id} on {platform}" for route, platform in LOCAL if route.id not in CONDA],
)
def test_a_plan_for_visual_studio_code_ends_in_a_file_that_runs_there(route: Route, platform: str) -> None:
    plans = code_plans(route, facts_on(platform))
    assert plans
    for plan in plans:
        parts = [f"{step.says} {step.command}" for step in plan.steps]
        ways = ("venv", "--user openpyxl") if platform == "windows" else ("venv",)
        words = ("mkdir", "openpyxl", "Open Folder", f"search for {PYTHON_EXTENSION}", "first.py", "Select Interpreter")
        places = [next(n for n, part in enumerate(parts) if word in part) for word in (*words, "Run Python File")]
        assert places == sorted(set(places))
        assert any(way in " ".join(parts) for way in ways)
        does = {action for step in plan.steps for action in step.does}
        assert {"use:vscode", "use:vscode-python"} <= does
        assert not any(action.startswith("load:") for action in does)
        assert not any("jupyter" in part.casefold() for part in parts)
        assert ("Cmd+Shift+P" in " ".join(parts)) == (platform == "macos")


def test_whichever_terminal_visual_studio_code_has_the_steps_there_are_the_same() -> None:
    for plan in code_plans(existing_python.ROUTE, facts_on("windows")):
        there = plan.steps[next(n for n, step in enumerate(plan.steps) if "Open Folder" in step.says) :]
        assert {step.shell for step in there} == {"none"}
        assert "Select Default Profile" in there[-1].expect


def test_the_python_of_the_account_is_chosen_by_the_path_that_it_names_itself() -> None:
    (_, for_account) = code_plans(existing_python.ROUTE, facts_on("windows"))
    parts = [f"{step.says} {step.command}" for step in for_account.steps]

    assert any("sys.executable" in part for part in parts)
    assert any("Enter interpreter path, paste the path" in part for part in parts)
    assert not any("venv" in part for part in parts)


@pytest.mark.parametrize("platform", ["windows", "linux", "macos"])
def test_the_extension_is_installed_where_it_is_missing(platform: str) -> None:
    for extensions, missing in (((), True), (("ms-toolsai.jupyter",), True), ((PYTHON_EXTENSION,), False)):
        facts = facts_on(platform, Editors((), extensions))
        for plan in code_plans(uv.ROUTE, facts):
            assert any("choose Install" in step.says for step in plan.steps) == missing


def test_conda_has_no_steps_for_visual_studio_code() -> None:
    for route, platform in LOCAL:
        if route.id in CONDA:
            assert code_plans(route, facts_on(platform)) == []


def test_uv_alone_is_enough_for_python_without_packages() -> None:
    for platform in ("windows", "linux", "macos"):
        (plan,) = [each for each in uv.ROUTE.plans(facts_on(platform)) if each.aim == "scripts"]
        assert "print(1 + 1)" in plan.steps[-1].command
        assert not any(" pip " in step.command for step in plan.steps)


OWN = ("existing-python", "software-catalogue", "python-manager", "python-org", "python-zip", "winpython")


@for_each("name", OWN)
def test_a_python_of_ones_own_has_an_ending_with_an_environment_one_without_and_one_without_packages(name: str) -> None:
    route = next(each for each in ROUTES if each.id == name)
    plans = route.plans(facts_on("windows"))
    for way in ("-m venv", "install --user", '-c "print(1 + 1)"'):
        used = [plan for plan in plans if any(way in step.command for step in plan.steps)]
        assert {plan.aim for plan in used} == ({"scripts"} if way.startswith("-c") else {"notebooks", "vscode"}), way
    assert not any("jupyterlab" in step.command for plan in plans if plan.aim == "scripts" for step in plan.steps)


def test_there_is_no_ending_without_an_environment_outside_windows() -> None:
    for platform in ("linux", "macos"):
        plans = existing_python.ROUTE.plans(facts_on(platform))
        assert not any("--user" in step.command for plan in plans for step in plan.steps)


@pytest.mark.parametrize("rest", ["a%b\\python.exe", "a<b\\python.exe", "a\nb\\python.exe"])
def test_a_path_that_cannot_be_written_gives_words_and_no_command(rest: str) -> None:
    pythons = Pythons((python("windows", command=Anchored("", f"D:\\{rest}")),), (), PathSummary())
    (step,) = existing_python.ROUTE.steps(facts_on("windows", pythons))

    assert step.command == ""
    assert "<" not in step.says


Make = Callable[[], Host]


@pytest.mark.slow
@for_each(
    "make",
    [
        lambda: bare.windows(files=bare.installed_windows("C:\\Program Files\\Python313", pip="22.3")),
        bare.windows,
        bare.linux,
        lambda: bare.linux(files={"/etc/ssl/certs/ca-certificates.crt": "PEM"}),
        lambda: bare.linux(platform="macos"),
    ],
    ids=["Windows, old pip", "Windows", "Linux", "Linux with its list of authorities", "macOS"],
)
@for_each("answer", [DIRECT, HIDDEN_PROXY, INSPECTED], ids=["direct", "hidden proxy", "inspected"])
def test_the_commands_of_fixes_are_whole_for_their_shell(make: Make, answer: Any) -> None:
    for private in (True, False):
        record = report(look(make(), network=network(answer)), private=private)
        fixes = [step for check in record.checks if check.fix for step in check.fix.commands]
        for step in (*fixes, *(step for route in record.routes for step in route.steps)):
            if step.shell in {"sh", "cmd"}:
                assert (fits_sh if step.shell == "sh" else fits_cmd)(step.command), step.command


@pytest.mark.parametrize("name", ["existing-python", "python-manager", "uv"])
def test_the_working_files_of_jupyter_stay_off_a_network_share(name: str) -> None:
    route = next(each for each in ROUTES if each.id == name)
    near = home()
    far = msgspec.structs.replace(near, roaming=msgspec.structs.replace(near.home, unc=True))
    for storage, told in ((near, False), (far, True)):
        for plan in route.plans(facts_on("windows", storage)):
            lines = commands(plan.steps, "cmd")
            kept = [number for number, line in enumerate(lines) if "JUPYTER_RUNTIME_DIR=%LOCALAPPDATA%" in line]
            lab = [number for number, line in enumerate(lines) if "-m jupyterlab" in line]
            assert bool(kept) == (told and bool(lab))
            assert not kept or kept[0] < lab[0]
