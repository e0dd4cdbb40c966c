"""The folder that collect.cmd writes, judged on another computer."""

import re
import time
from pathlib import Path

import pytest

from laptops.looking import given
from pyready.commands.check import run_check
from pyready.commands.cli import parser
from pyready.engine.app import Look, report
from pyready.engine.collect import Collection, Limits, collect
from pyready.formats.text_file import Unreadable
from pyready.model.anchors import WINDOWS as ANCHORS
from pyready.model.facts import Absent, Facts
from pyready.model.host import Reading
from pyready.probes import PROBES
from pyready.probes.certificates import Certificates
from pyready.probes.identity import Identity
from pyready.probes.machine import MachineFacts
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import Proxies
from pyready.probes.rights import Rights
from pyready.probes.storage import Storage
from pyready.recorded.collected import REASON, SEEN, host, prepared
from pyready.recorded.collected_registry import keys
from pyready.recorded.unseen import PROXIES

SCRIPT = Path(__file__).parents[2] / "release" / "collect.cmd"
USER = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
UAC = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
PYTHON = r"HKCU\Software\Python"
NOT_THERE = "ERROR: The system was unable to find the specified registry key or value."
ENVIRONMENT = r"""USERNAME=Zoë.Smith
USERPROFILE=C:\Users\Zoë.Smith
USERDOMAIN=XYZTRUST
COMPUTERNAME=TRUST-L0042
PROCESSOR_ARCHITECTURE=AMD64
ProgramFiles=C:\Program Files
LOCALAPPDATA=C:\Users\Zoë.Smith\AppData\Local
OneDrive
http_proxy
https_proxy=@
all_proxy
no_proxy=*.trust.example
"""
SETTINGS = r"""
HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Internet Settings
    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)
    ProxyEnable    REG_DWORD    0x1
    ProxyServer    REG_SZ    proxy.trust.example:8080
    ProxyOverride    REG_SZ@
    AutoConfigURL    REG_EXPAND_SZ    file://%USERPROFILE%/proxy.pac
    Blob    REG_BINARY    00FF

HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Internet Settings\ZoneMap
""".replace("@", "    ")
PYTHONS = r"""
HKEY_CURRENT_USER\Software\Python\PythonCore
HKEY_CURRENT_USER\Software\Python\Secret
"""
EXPORT = r"""Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Python]

[HKEY_CURRENT_USER\Software\Python\PythonCore]

[HKEY_CURRENT_USER\Software\Python\PythonCore\3.13]
"Version"="3.13.1"
"Half"="a@"

[HKEY_CURRENT_USER\Software\Elsewhere]
"x"="y"
""".replace("@", "\ud800")


def windows_text(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-16-le", "surrogatepass")


def name_of(key: str) -> str:
    return key.replace("\\", "_")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As Windows writes it: cmd's own text in UTF-16, that of reg.exe in the OEM code page, exports in UTF-16."""
    made = tmp_path / "pyready-collect"
    made.mkdir()
    (made / "variables.txt").write_bytes(windows_text(ENVIRONMENT))
    (made / "version.txt").write_bytes(windows_text("\nMicrosoft Windows [Version 10.0.26100.4061]\n"))
    printed = {each.path: (1, NOT_THERE) for each in keys([probe for probe in PROBES if probe.id in SEEN])}
    printed |= {USER: (0, SETTINGS), UAC: (1, "ERROR: Access is denied."), PYTHON: (0, PYTHONS)}
    for key, (_, text) in printed.items():
        (made / f"{name_of(key)}.txt").write_bytes(text.replace("\n", "\r\n").encode("cp850"))
    answers = "".join(f"{key}={code}\n" for key, (code, _) in printed.items()) + f"export {PYTHON}=0\n"
    (made / "answers.txt").write_bytes(windows_text(answers))
    (made / f"{name_of(PYTHON)}.reg").write_bytes(b"\xff\xfe" + windows_text(EXPORT))
    return made


def judged_folder(folder: Path) -> Collection:
    machine, known = prepared(folder, PROBES, given("windows", offline=False))
    return collect(machine, PROBES, known, Limits(time.monotonic()))


def facts_in(folder: Path) -> Facts:
    return judged_folder(folder).facts


def test_settings_and_variables_are_read(folder: Path) -> None:
    proxies = facts_in(folder)[Proxies]

    assert proxies.user.enabled == Reading("set", True, USER + r"\ProxyEnable")
    assert proxies.user.server.value == "proxy.trust.example:8080"
    assert proxies.user.bypass.value == ""
    assert proxies.user.pac.value == r"file://C:\Users\Zoë.Smith/proxy.pac"
    assert proxies.user.auto_detect.state == "not-set"
    assert proxies.per_user.state == proxies.machine.enabled.state == "not-set"
    assert proxies.no_proxy.value == "*.trust.example"


def test_a_variable_that_was_left_out_for_its_sign_in_is_malformed_and_not_absent(folder: Path) -> None:
    (variable,) = facts_in(folder)[Proxies].variables
    assert (variable.name, variable.state, variable.with_sign_in) == ("https_proxy", "malformed", True)


def test_a_denied_key_is_denied(folder: Path) -> None:
    assert facts_in(folder)[Rights].uac.state == "denied"


def test_the_computer_is_told_by_its_version_and_variables(folder: Path) -> None:
    machine = facts_in(folder)[MachineFacts].machine.value
    assert machine is not None
    assert (machine.build, machine.architecture) == (26100, "x86_64")


def test_what_cannot_be_seen_is_said_to_be_unseen(folder: Path) -> None:
    facts = facts_in(folder)

    absent = {probe.id for probe in PROBES if facts.entry(probe.fact) == Absent("unseen", REASON)}
    assert absent == {probe.id for probe in PROBES if "windows" in probe.platforms} - set(SEEN)
    assert absent >= {"site", "storage", "network"}
    assert facts.get(Certificates) is facts.get(Storage) is facts.get(NetworkFacts) is None
    assert facts[Rights].token.state == "missing"


@pytest.mark.parametrize(
    ("code", "text", "state"),
    [
        (1, NOT_THERE, "not-set"),
        (1, "reg: Unable to find the specified registry key", "not-set"),
        (1, "ERROR: Access is denied.", "denied"),
        (1, "FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.", "missing"),
        (1, "ERROR: Registry editing has been disabled by your administrator.", "missing"),
        (1, "", "missing"),
        (0, "", "not-set"),
        (0, "    ProxyServer    REG_SZ    first line\nsecond line", "missing"),
        (0, SETTINGS, "set"),
        (1, SETTINGS, "missing"),
    ],
)
def test_what_is_not_told_is_missing_and_never_not_set(folder: Path, code: int, text: str, state: str) -> None:
    (folder / f"{name_of(USER)}.txt").write_bytes(text.encode("cp850"))
    (folder / "answers.txt").write_bytes(windows_text(f"{USER}={code}\n"))

    assert facts_in(folder)[Proxies].user.server.state == state
    assert facts_in(folder)[Proxies].machine.server.state == "missing"


@pytest.mark.parametrize("name", ["answers.txt", name_of(USER) + ".txt"])
def test_a_file_that_is_not_there_makes_nothing_not_set(folder: Path, name: str) -> None:
    (folder / name).unlink()
    if name == "answers.txt":
        with pytest.raises(Unreadable, match=r"is not a folder that collect\.cmd made\.$"):
            facts_in(folder)
    else:
        assert facts_in(folder)[Proxies].user.enabled.state == "missing"


def test_below_a_tree_what_was_exported_is_known_and_what_was_left_out_is_missing(folder: Path) -> None:
    registry = host(folder, keys(PROBES)).registry

    assert registry.subkeys(PYTHON).value == ("PythonCore", "Secret")
    assert registry.value(PYTHON + r"\PythonCore\3.13", "Version").value == "3.13.1"
    assert registry.value(PYTHON + r"\PythonCore\3.13", "Half").value == "a\\ud800"
    assert registry.value(PYTHON + r"\PythonCore\3.12", "Version").state == "not-set"
    assert registry.subkeys(PYTHON + r"\Secret").state == "missing"
    assert registry.value(PYTHON + r"\Secret\1", "x").state == "missing"
    assert registry.subkeys(r"HKLM\SOFTWARE\Python", "32").state == "not-set"
    assert registry.subkeys(r"HKCU\Software\Elsewhere").state == "missing"


def test_a_tree_that_was_not_exported_is_known_by_its_first_names_only(folder: Path) -> None:
    (folder / f"{name_of(PYTHON)}.reg").unlink()
    again = host(folder, keys(PROBES)).registry
    assert again.subkeys(PYTHON).value == ("PythonCore", "Secret")
    assert again.subkeys(PYTHON + r"\PythonCore").state == "missing"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16", "utf-8", "utf-8-sig", "cp850", "cp1252"])
def test_names_are_read_in_each_encoding(folder: Path, encoding: str) -> None:
    (folder / "variables.txt").write_bytes(ENVIRONMENT.replace("\n", "\r\n").encode(encoding))
    assert facts_in(folder)[Identity].user == "Zoë.Smith"


@pytest.mark.parametrize("name", ["USERNAME", "USERPROFILE", "COMPUTERNAME"])
def test_without_a_name_nothing_is_judged(folder: Path, name: str) -> None:
    (folder / "variables.txt").write_bytes(windows_text(re.sub(rf"(?m)^{name}=.*\n", "", ENVIRONMENT)))
    with pytest.raises(Unreadable, match="does not say whose computer it is about"):
        facts_in(folder)


def test_no_name_is_left_in_the_report_and_the_verdict_is_no_yes(folder: Path) -> None:
    result = judged_folder(folder)
    record = report(Look(result.facts, result.journal.finished(), result.timings), private=False)

    assert not re.search("Zoë|Smith|TRUST-L0042|XYZTRUST|trust.example", str(record))
    assert record.verdict.state == "unsure"


def check(*arguments: str) -> int:
    return run_check(parser().parse_args(["check", *arguments]), 0.0, [False])


def test_the_command_line_takes_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--facts", str(folder), "--format", "json") == 1
    out, err = capsys.readouterr()
    assert REASON in out
    assert err == ""


def test_any_other_folder_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--facts", str(tmp_path)) == 2
    assert capsys.readouterr().err.strip().endswith("is not a folder that collect.cmd made.")


def script() -> str:
    return SCRIPT.read_bytes().decode("ascii")


def test_the_script_asks_for_the_keys_that_the_probes_declare_and_no_others() -> None:
    called = re.findall(r'^call :key "(.*)"( tree)?\r$', script(), re.MULTILINE)

    assert len(called) == script().count("call :key")
    assert sorted((path.casefold(), bool(tree)) for path, tree in called) == sorted(
        (each.path.casefold(), each.tree) for each in keys(probe for probe in PROBES if probe.id in SEEN)
    )


def test_the_script_writes_down_no_variable_that_is_not_declared() -> None:
    declared = {read.where.upper() for probe in PROBES for read in probe.reads if read.what == "variable"}
    machine = {"PROCESSOR_ARCHITECTURE", "PROCESSOR_ARCHITEW6432"}
    account = {"USERNAME", "COMPUTERNAME", "USERDOMAIN_ROAMINGPROFILE"}

    named = variables_named()
    assert named <= declared | machine | account
    assert named >= {"USERNAME", "USERPROFILE", "COMPUTERNAME", *(name.upper() for name in (*PROXIES, *ANCHORS))}


def test_a_variable_that_a_judged_probe_declares_is_written_down_or_only_leads_to_folders() -> None:
    """Folders are not seen, so what only says where to look for one is left alone."""
    declared = {
        read.where.upper() for probe in PROBES if probe.id in SEEN for read in probe.reads if read.what == "variable"
    }
    elsewhere = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CURRENT_DESKTOP"}
    assert declared - variables_named() == elsewhere | {"PATH", "SYSTEMDRIVE", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"}


def variables_named() -> set[str]:
    lists = re.findall(r"for %%v in \(([^)]*)\)", script())
    alone = re.findall(r' call :value "(\S+)"\r$', script(), re.MULTILINE)
    return {name.upper() for name in (*" ".join(lists).split(), *alone)}


def test_the_script_starts_reg_and_cmd_from_system32_only_and_is_a_page_long() -> None:
    text = re.sub(r"(?s)\(\r\n.*?\r\n\) do ", "(names) do ", script())
    lines = [line.strip() for line in text.split("\r\n") if line.strip() and not line.startswith(("rem", ":"))]
    bare = [re.sub(r'^>+"[^"]*" ', "", line) for line in lines]
    started = {re.split(r"[ \"]", line.lstrip('"@'))[0] for line in bare}

    builtins = {"echo", "set", "setlocal", "if", "for", "call", "goto", "exit", "ver", "mkdir", "pause"}
    assert started - builtins == {r"%SystemRoot%\System32\cmd.exe", "%reg%"}
    assert 'set "reg=%SystemRoot%\\System32\\reg.exe"\r\n' in text
    assert {line.split()[1] for line in lines if line.startswith('"%reg%"')} == {"query", "export"}
    assert len(script().split("\r\n")) <= 75
    assert text.replace("\r\n", "").isprintable()
