"""Checks of what is set up: variables, pip's settings, conda's channels, the folders that matter."""

from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL, installed_windows
from laptops.looking import given, look
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.knowledge.index_hosts import index_hosts
from pyready.knowledge.site_profile import Conda, SiteProfile
from pyready.model.host import Drive, Host, Reading, Space
from pyready.model.record import CheckRecord
from pyready.probes.site import Site
from pyready.probes.storage import Folder, Storage

INI = "C:\\ProgramData\\pip\\pip.ini"
CONDA = f"{HOME}\\miniconda3"
META = {f"{CONDA}\\conda-meta\\conda-24.1.2-py311_0.json": ""}
GOOD = {f"{CONDA}\\.condarc": "channels: [conda-forge]\n"}


def ask(check: str, host: Host, **entries: Any) -> CheckRecord:
    facts = look(host, **entries).facts
    return judge_checks(facts, [each for each in CHECKS if each.id == check])[check].check


def answer(record: CheckRecord) -> tuple[str, str]:
    return record.outcome, record.fix.who if record.fix else ""


def commands(record: CheckRecord) -> list[str]:
    return [step.command for step in record.fix.commands] if record.fix else []


@pytest.mark.parametrize(
    ("host", "command", "shell"),
    [
        (bare.windows({"PYTHONHOME": "C:\\Old"}), 'set "PYTHONHOME="', "cmd"),
        (bare.linux({"PYTHONHOME": "/old"}), "unset PYTHONHOME", "sh"),
    ],
)
def test_pythonhome_stands_in_the_way_and_one_line_lifts_it_for_this_window(
    host: Host, command: str, shell: str
) -> None:
    record = ask("python-variables", host)

    assert (answer(record), record.weight) == (("problem", "you"), "blocker")
    assert record.fix
    assert [(step.command, step.shell) for step in record.fix.commands] == [(command, shell)]


def test_pythonhome_for_the_whole_computer_is_said_to_be() -> None:
    key = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    host = bare.windows({"PYTHONHOME": "C:\\Old"}, registry={key: {"PYTHONHOME": "C:\\Old"}})

    assert "for the whole computer" in ask("python-variables", host).says


def test_pythonpath_is_said_and_does_not_stand_in_the_way() -> None:
    record = ask("python-variables", bare.windows({"PYTHONPATH": "C:\\lib"}))

    assert (record.outcome, record.sure) == ("passed", "likely")
    assert "PYTHONPATH" in record.says


def test_no_variable_and_an_empty_one_are_no_trouble() -> None:
    assert ask("python-variables", bare.windows({"PYTHONHOME": ""})).outcome == "passed"


@for_each(
    ("text", "outcome", "who", "word"),
    [
        ("[global]\nindex-url = https://own.example/simple\n", "passed", "", "organisation's own"),
        ("[global]\nrequire-virtualenv = yes\n", "passed", "", "virtual environments only"),
        ("[global]\ntrusted-host = own.example\n", "problem", "you", "trusted-host"),
        ("[global]\nno-index = yes\n", "problem", "you", "no package index"),
        ("[global]\nno-index = no\n", "passed", "", "No setting stops pip"),
        ("[global]\ncert = C:\\Gone\\ca.pem\n", "problem", "you", "missing (cert)"),
        ("[global]\nindex-url = https://jo:pw@own.example/simple\n", "problem", "you", "sign-in"),
        ("\x00", "problem", "you", "no pip command starts"),
    ],
)
def test_pip_settings(text: str, outcome: str, who: str, word: str) -> None:
    record = ask("pip-settings", bare.windows(files={INI: text}))

    assert answer(record) == (outcome, who)
    assert word in record.says
    assert (outcome != "unknown") or record.settles


def test_a_mirror_of_ones_own_is_never_called_a_fault() -> None:
    record = ask("pip-settings", bare.windows(files={INI: "[global]\nindex-url = https://own.example/simple\n"}))

    assert record.outcome == "passed"
    assert [each.value for each in record.because] == ["own.example"]


def test_a_check_that_is_switched_off_for_the_public_index_is_found_too() -> None:
    text = f"[global]\ntrusted-host = {index_hosts().files}\n"

    assert ask("pip-settings", bare.windows(files={INI: text})).outcome == "problem"


def test_a_denied_file_of_pip_is_unknown_unless_a_trouble_is_certain() -> None:
    assert ask("pip-settings", bare.windows(denied_files=[INI])).outcome == "unknown"
    host = bare.windows({"REQUESTS_CA_BUNDLE": "C:\\Gone.pem"}, denied_files=[INI])
    record = ask("pip-settings", host)
    assert record.outcome == "problem"
    assert [(each.what, each.value) for each in record.because] == [("REQUESTS_CA_BUNDLE", "C:\\Gone.pem (missing)")]


def test_a_setting_that_is_outranked_does_not_count() -> None:
    files = {INI: "[global]\nno-index = yes\n", f"{HOME}\\AppData\\Roaming\\pip\\pip.ini": "[global]\nno-index = no\n"}

    assert ask("pip-settings", bare.windows(files=files)).outcome == "passed"


@for_each(
    ("files", "outcome"),
    [
        ({}, "not-applicable"),
        (META, "problem"),
        ({**META, **GOOD}, "passed"),
        ({**META, **GOOD, f"{HOME}\\.condarc": "channels: [defaults]\n"}, "problem"),
        ({**META, **GOOD, f"{HOME}\\.condarc": "channels: ['https://repo.anaconda.com/pkgs/r']\n"}, "problem"),
        ({**META, **GOOD, f"{HOME}\\.condarc": "channels: &a [x]\n"}, "unknown"),
        ({**META, f"{HOME}\\.condarc": "channels: &a [x]\n"}, "unknown"),
        ({**META, f"{HOME}\\.condarc": "default_channels: ['https://own.example/main']\nchannels: [defaults]\n"}, "passed"),
        ({**META, f"{HOME}\\.condarc": "default_channels: ['https://repo.anaconda.com/pkgs/main']\n"
          "channels: [defaults]\n"}, "problem"),
        ({f"{HOME}\\micromamba\\envs\\a\\conda-meta\\history": ""}, "passed"),
        ({f"{CONDA}\\conda-meta\\conda-25.9.1-py313_0.json": ""}, "passed"),  # goes by no channel then
        ({f"{CONDA}\\conda-meta\\conda-25.7.0-py313_0.json": ""}, "problem"),
        ({f"{CONDA}\\conda-meta\\conda-26.7.1-py313_0.json": "",
          f"{CONDA}\\.condarc": "channels: ['https://repo.anaconda.com/pkgs/main']\n"}, "problem"),
    ],
)  # fmt: skip
def test_conda_licence(files: Any, outcome: str) -> None:
    assert ask("conda-licence", bare.windows(files=files)).outcome == outcome


def test_a_licence_that_the_organisation_has_settles_it() -> None:
    site = Site(SiteProfile(conda=Conda(anaconda_licence=True)))

    assert ask("conda-licence", bare.windows(files=META), site=site).outcome == "passed"


def test_a_conda_that_may_not_be_looked_at_is_unknown() -> None:
    assert ask("conda-licence", bare.windows(denied_files=[CONDA])).outcome == "unknown"


def test_the_way_to_conda_forge_is_exact_and_accepts_no_terms() -> None:
    files = {**META, f"{HOME}\\.condarc": "channels: [defaults]\n"}
    record = ask("conda-licence", bare.windows(files=files))

    assert answer(record) == ("problem", "you")
    assert commands(record) == [
        "conda config --add channels conda-forge",
        'conda config --file "%USERPROFILE%\\.condarc" --remove channels defaults',
        "conda config --set channel_priority strict",
        "conda config --show channels",
    ]
    assert record.fix
    assert "accept" not in repr(record).casefold()


def test_without_a_file_the_channel_that_conda_adds_by_itself_is_taken_out() -> None:
    assert "conda config --remove channels defaults" in commands(ask("conda-licence", bare.windows(files=META)))


def test_an_address_is_taken_out_as_it_is_written_in_the_file_where_it_stands() -> None:
    files = {f"{CONDA}\\.condarc": "channels: ['https://repo.anaconda.com/pkgs/main']\n"}
    lines = commands(ask("conda-licence", bare.windows(files=META | files)))

    taken_out = [line for line in lines if "--remove" in line]
    assert len(taken_out) == 1
    assert taken_out[0].endswith('\\.condarc" --remove channels https://repo.anaconda.com/pkgs/main')


def test_a_file_of_the_computer_is_left_to_those_who_put_it_there() -> None:
    files = {**META, "C:\\ProgramData\\conda\\.condarc": "channels: [defaults]\n"}
    record = ask("conda-licence", bare.windows(files=files))

    assert answer(record) == ("problem", "it")
    assert commands(record) == ["conda create --name work --override-channels --channel conda-forge python"]


def test_a_channel_that_is_no_plain_name_never_gets_into_a_command() -> None:
    text = "channels: ['https://repo.anaconda.com/x & calc', 'https://repo.anaconda.com/$(id)']\n"
    lines = commands(ask("conda-licence", bare.windows(files={**META, f"{HOME}\\.condarc": text})))

    assert lines
    assert not any(mark in line for line in lines for mark in "&$()")


def folder(**changes: Any) -> Folder:
    base = Folder(
        HOME,
        "set",
        Reading("set", Space(50_000_000_000)),
        Reading("set", Drive("local")),
        Reading("set", True),
        length=len(HOME),
        western=True,
    )
    return msgspec.structs.replace(base, **changes)


def judge(check: str, storage: Storage, platform: str = "windows") -> CheckRecord:
    facts = given(platform).with_entry(Storage, storage)
    return judge_checks(facts, [each for each in CHECKS if each.id == check])[check].check


@for_each(
    ("changes", "outcome", "who"),
    [
        ({}, "passed", ""),
        ({"has_space": True}, "passed", ""),
        ({"has_apostrophe": True}, "passed", ""),
        ({"other_marks": "&"}, "problem", "nobody"),
        ({"other_marks": ";"}, "problem", "nobody"),
        ({"other_marks": "("}, "problem", "nobody"),
        ({"other_marks": "!&"}, "problem", "nobody"),
        ({"non_ascii": True}, "passed", ""),
        ({"non_ascii": True, "western": False}, "problem", "nobody"),
        ({"non_ascii": True, "western": None}, "unknown", ""),
    ],
)
def test_folder_suits_conda(changes: Any, outcome: str, who: str) -> None:
    both = folder(**changes)

    assert answer(judge("folder-suits-conda", Storage(both, both))) == (outcome, who)
    assert judge("folder-suits-conda", Storage(both, both), "linux").outcome == "not-applicable"


def test_the_folder_that_the_steps_use_must_suit_conda() -> None:
    odd = folder(other_marks="!")

    assert judge("folder-suits-conda", Storage(home=odd, tools=folder())).outcome == "passed"
    assert judge("folder-suits-conda", Storage(home=folder(), tools=odd)).outcome == "problem"


@for_each(
    ("changes", "outcome", "word"),
    [
        ({}, "passed", "good place"),
        ({"in_onedrive": True}, "problem", "OneDrive"),
        ({"unc": True}, "problem", "network"),
        ({"drive": Reading("set", Drive("network"))}, "problem", "network"),
        ({"length": 101}, "problem", "101 characters"),
        ({"non_ascii": True}, "problem", "ASCII"),
        ({"has_apostrophe": True}, "problem", "apostrophe"),
        ({"state": "denied"}, "unknown", "because it could not read it"),
        ({"state": "not-set"}, "unknown", "because it could not read it"),
    ],
)
def test_project_folder(changes: Any, outcome: str, word: str) -> None:
    record = judge("project-folder", Storage(folder(), folder(), folder(**changes)))

    assert record.outcome == outcome
    assert word in record.says


def test_a_long_path_is_no_trouble_where_long_paths_are_allowed() -> None:
    storage = Storage(folder(), folder(), folder(length=150), long_paths=Reading("set", True))

    assert judge("project-folder", storage).outcome == "passed"


@for_each(
    ("temp", "outcome", "who"),
    [
        (folder(), "passed", ""),
        (folder(state="not-set", writable=Reading("not-set")), "problem", "you"),
        (folder(writable=Reading("set", False)), "problem", "it"),
        (folder(state="denied", writable=Reading("denied")), "unknown", ""),
        (folder(path="", state="not-set", writable=Reading("not-set")), "unknown", ""),
        (None, "unknown", ""),
    ],
)
def test_temp_folder(temp: Folder | None, outcome: str, who: str) -> None:
    assert answer(judge("temp-folder", Storage(folder(), folder(), temp=temp))) == (outcome, who)


@for_each(
    ("reading", "outcome"),
    [
        (Reading("set", True), "passed"),
        (Reading("set", False), "problem"),
        (Reading("not-set"), "problem"),
        (Reading("denied"), "unknown"),
        (Reading("malformed"), "unknown"),
        (Reading("missing"), "unknown"),
    ],
)
def test_long_paths(reading: Reading[bool], outcome: str) -> None:
    storage = Storage(folder(), folder(), long_paths=reading)

    assert judge("long-paths", storage).outcome == outcome
    assert judge("long-paths", storage, "linux").outcome == "not-applicable"


def two_pythons(pip: str, *first: str) -> Host:
    one, other = f"{LOCAL}\\Programs\\Python\\Python313", "C:\\Program Files\\Python312"
    files = {**installed_windows(one), **installed_windows(other, minor="312"), f"{pip}\\pip.exe": b"MZ"}
    return bare.windows({"PATH": ";".join((*first, one, other, pip))}, files)


@for_each(
    ("pip", "outcome"),
    [
        ("C:\\Program Files\\Python312\\Scripts", "problem"),
        (f"{LOCAL}\\Programs\\Python\\Python313\\Scripts", "passed"),
        (f"{HOME}\\AppData\\Roaming\\Python\\Python313\\Scripts", "passed"),
        (f"{HOME}\\AppData\\Roaming\\Python\\Python312\\Scripts", "problem"),
        ("C:\\Tools", "passed"),
    ],
)
def test_a_pip_of_another_python_is_named(pip: str, outcome: str) -> None:
    assert ask("python-command", two_pythons(pip)).outcome == outcome


def test_more_pythons_further_down_on_path_are_counted() -> None:
    says = ask("python-command", two_pythons(f"{LOCAL}\\Programs\\Python\\Python313\\Scripts")).says

    assert "PATH has 1 more with that name." in says


@for_each(("length", "left"), [(20, ""), (81, ""), (82, "159 of the 160"), (300, "0 of the 160")])
def test_what_the_home_folder_leaves_for_long_paths(length: int, left: str) -> None:
    found = judge("long-paths", Storage(folder(length=length), folder(), long_paths=Reading("set", False)))

    assert ("leaves" in found.says) is bool(left)
    assert left in found.says
    assert found.because[-1].value == str(260 - length - len("\\first-python\\.venv"))
