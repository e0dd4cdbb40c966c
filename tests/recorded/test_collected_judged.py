"""What is said of a folder of collect.cmd: registered Pythons are not seen Pythons, and no route opens on them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pyready.commands.check import run_check
from pyready.commands.cli import parser
from pyready.engine.app import report
from pyready.model.record import CheckRecord, Record
from pyready.probes import PROBES
from pyready.recorded.collected import SEEN
from pyready.recorded.collected_registry import keys

ROOTS = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}
NOT_THERE = "ERROR: The system was unable to find the specified registry key or value."
OWN = r"C:\Users\Ann.Lee\AppData\Local\Programs\Python\Python313\python.exe"
OF_IT = r"C:\Program Files\Python313\python.exe"
SET = {
    "USERNAME": "Ann.Lee",
    "USERPROFILE": r"C:\Users\Ann.Lee",
    "COMPUTERNAME": "TRUST-L0042",
    "LOCALAPPDATA": r"C:\Users\Ann.Lee\AppData\Local",
    "ProgramFiles": r"C:\Program Files",
    "http_proxy": None,
    "https_proxy": None,
    "all_proxy": None,
    "no_proxy": None,
}
Make = Callable[..., Path]


def windows_text(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-16-le")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a folder: all keys absent but the one Python that is registered, where one is."""

    def made(python: str = "", key: str = r"HKCU\Software\Python", export: int = 0, **variables: str | None) -> Path:
        folder = tmp_path / "pyready-collect"
        folder.mkdir()
        lines = (name if value is None else f"{name}={value}" for name, value in {**SET, **variables}.items())
        (folder / "variables.txt").write_bytes(windows_text("".join(f"{line}\n" for line in lines)))
        answers = ""
        for each in keys(probe for probe in PROBES if probe.id in SEEN):
            there = bool(python) and each.path == key
            root, _, below = each.path.partition("\\")
            printed = f"\n{ROOTS[root]}\\{below}\\PythonCore\n" if there else NOT_THERE
            (folder / (each.path.replace("\\", "_") + ".txt")).write_bytes(printed.encode("ascii"))
            answers += f"{each.path}={0 if there else 1}\n"
            if there:
                name = f"{ROOTS[root]}\\{below}\\PythonCore"
                quoted = python.replace("\\", "\\\\")
                text = (
                    f'[{name}\\3.13]\n"Version"="3.13.1"\n\n[{name}\\3.13\\InstallPath]\n"ExecutablePath"="{quoted}"\n'
                )
                exported = "Windows Registry Editor Version 5.00\n\n" + text
                (folder / (each.path.replace("\\", "_") + ".reg")).write_bytes(b"\xff\xfe" + windows_text(exported))
                answers += f"export {each.path}={export}\n"
        (folder / "answers.txt").write_bytes(windows_text(answers))
        return folder

    return made


def record_of(folder: Path) -> Record:
    from pyready.commands.check import saved_look

    return report(saved_look(parser().parse_args(["check", "--facts", str(folder)])), private=False)


def checks_of(folder: Path) -> dict[str, CheckRecord]:
    return {check.id: check for check in record_of(folder).checks}


@pytest.mark.parametrize(
    ("python", "key"),
    [
        (OWN, r"HKCU\Software\Python"),
        (OF_IT, r"HKLM\SOFTWARE\Python"),
    ],
)
def test_a_registered_python_is_neither_there_nor_gone(make: Make, python: str, key: str) -> None:
    checks = checks_of(make(python, key))

    here = checks["usable-python"]
    assert here.outcome == "unknown"
    assert here.says == (
        "pyready cannot tell whether Python 3.13.1 is still on this computer, because it saw only its registration."
    )
    assert "registered; pyready did not see whether it is still there" in here.because[0].what
    assert checks["existing-python-runs"].outcome == "unknown"
    assert "your user folder" not in checks["existing-python-runs"].says


def test_one_that_is_registered_as_32_bit_is_said_to_be_that(make: Make) -> None:
    here = checks_of(make(OF_IT, r"HKLM\SOFTWARE\WOW6432Node\Python"))["usable-python"]

    assert here.outcome == "unknown"
    assert here.says == (
        "pyready cannot tell whether this computer has a Python that you can use, because it could not look everywhere."
    )
    assert "32-bit" in here.because[-1].what


@pytest.mark.parametrize("python", ["", OWN])
def test_no_route_is_open_and_none_is_closed_on_what_was_not_seen(make: Make, python: str) -> None:
    record = record_of(make(python))

    assert {route.state for route in record.routes if route.state != "not-here"} == {"unsure"}
    assert record.verdict.state == "unsure"
    assert record.requests == ()
    assert "other things are not known." in record.verdict.says
    assert "whether the Python on this computer works" not in record.verdict.says


def test_what_is_not_collected_is_unknown(make: Make) -> None:
    checks = checks_of(make(OF_IT, r"HKLM\SOFTWARE\Python"))

    blind = {"home-writable", "folder-writable", "folder-drive", "packages-by-pip", "packages-by-uv", "tls-inspected"}
    assert {checks[each].outcome for each in blind} == {"unknown"}
    assert {checks[each].says for each in blind} == {"pyready cannot tell, because collect.cmd does not read this."}
    rooms = {each for each in checks if each.startswith("room-for-")}
    assert rooms
    assert {checks[each].outcome for each in rooms} == {"unknown"}
    assert {checks[each].outcome for each in ("python-command", "path-entries", "administrator")} == {"unknown"}
    assert not any("nothing" in item.value for item in checks["python-command"].because)
    assert not any("Run pyready again" in check.settles for check in checks.values())


def test_nothing_is_said_of_pyready_running_there(make: Make) -> None:
    record = record_of(make())
    checks = {check.id: check for check in record.checks}

    assert checks["run-as-person"].says.startswith("A person probably ran collect.cmd")
    assert checks["run-as-person"].sure == "likely"
    assert any("made from a folder of collect.cmd" in each for each in record.notices)


def test_a_look_by_the_system_is_not_taken_for_a_person(make: Make) -> None:
    record = record_of(make(USERNAME="TRUST-L0042$"))
    checks = {check.id: check for check in record.checks}

    assert checks["run-as-person"].outcome == "unknown"
    assert "Run collect.cmd" in checks["run-as-person"].settles


def test_a_sign_in_that_was_left_out_is_not_called_a_broken_address(make: Make) -> None:
    check = checks_of(make(https_proxy="@"))["proxy-found-by-pip"]
    assert (check.outcome, check.says) == (
        "problem",
        "The environment variable https_proxy contains a sign-in (user name or password).",
    )


def test_without_the_settings_of_the_proxy_it_is_not_said_that_there_is_none(make: Make) -> None:
    folder = make()
    (folder / r"HKCU_Software_Microsoft_Windows_CurrentVersion_Internet Settings.txt").unlink()
    assert checks_of(folder)["proxy-found-by-pip"].outcome == "unknown"


def test_a_list_of_variables_that_was_cut_off_says_nothing_of_the_rest(make: Make) -> None:
    folder = make()
    text = (folder / "variables.txt").read_bytes().decode("utf-16-le")
    (folder / "variables.txt").write_bytes(text.partition("http_proxy")[0].encode("utf-16-le"))

    assert checks_of(folder)["proxy-found-by-pip"].outcome == "unknown"


def test_an_export_that_failed_half_way_is_not_taken_for_all(make: Make) -> None:
    checks = checks_of(make(OWN, export=1))
    assert "3.13.1" in checks["usable-python"].says
    assert any("registry: malformed" in each.what for each in checks["usable-python"].because)


def test_names_of_other_people_are_taken_out_too(make: Make) -> None:
    folder = make(r"C:\Users\Jane.Doe\Python313\python.exe", r"HKLM\SOFTWARE\Python")
    assert not re.search(r"Jane|\bDoe\b|Ann\.|\bLee\b|L0042", str(record_of(folder)))


def check(*arguments: str) -> int:
    return run_check(parser().parse_args(["check", *arguments]), 0.0, [False])


def test_a_zip_is_to_be_extracted_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyready-collect.zip").write_bytes(b"PK\x03\x04\x14\x00")

    assert check("--facts", str(tmp_path / "pyready-collect.zip")) == 2
    assert "pyready-collect.zip is a zip. Extract it first" in capsys.readouterr().err


def test_one_file_of_the_folder_leads_to_the_folder(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--facts", str(make() / "variables.txt")) == 2
    assert "Name the folder that it is in." in capsys.readouterr().err


def test_the_folder_around_the_folder_leads_to_it(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--facts", str(make().parent)) == 2
    assert "pyready-collect in it is one: name that." in capsys.readouterr().err


def test_a_folder_may_have_another_name(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(OWN)
    assert check("--facts", str(folder.rename(folder.with_name("Ann's laptop (2)")))) == 1
    assert "it saw only its registration" in capsys.readouterr().out


HOSTILE = [b"", b"\xff\xfe", b"\xff\xfe\x00", b"\x00" * 999, b"\xfe\xff\xd8\x00", b"=\r\n" * 999, bytes(range(256))]


@pytest.mark.unmeasured
@pytest.mark.parametrize("data", HOSTILE)
@pytest.mark.parametrize(
    "name", ["variables.txt", "answers.txt", "HKCU_Software_Python.txt", "HKCU_Software_Python.reg"]
)
def test_a_damaged_file_is_one_sentence_or_leaves_things_unknown(
    make: Make, name: str, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(OWN)
    (folder / name).write_bytes(data)

    code = check("--facts", str(folder))
    out, err = capsys.readouterr()
    assert code in {1, 2}
    assert (not out and len(err.strip().splitlines()) == 1) if code == 2 else ("Not sure yet" in out and not err)


@pytest.mark.parametrize("name", ["HKCU_Software_Python.txt", "HKCU_Software_Python.reg"])
def test_files_of_another_key_prove_nothing(make: Make, name: str) -> None:
    folder = make(OWN)
    other = folder / name.replace("HKCU_Software_Python", "HKLM_SOFTWARE_Python")
    other.write_bytes((folder / name).read_bytes())
    (folder / name).unlink()
    assert checks_of(folder)["usable-python"].outcome == "unknown"
