"""What the start of pyready.exe itself says of other programs in its folder, and when it says nothing."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from laptops.one_check import answer, ask
from policy.applocker.policies import ALLOW_ALL, HASH, path, rules, text
from pyready.model.host import Drive, Host, Look, Reading
from pyready.probes import app_control, machine
from pyready.probes.app_control import AppControl
from pyready.recorded.files import Program

DOWNLOADS = f"{bare.HOME}\\Downloads\\pyready"
OWN = f"{bare.HOME}\\Tools"
UNSIGNED = Program("")
UNREAD: Reading[int] = Reading("denied", source="code integrity")


def laptop(folder: str = DOWNLOADS, signed: Program = UNSIGNED, *, frozen: bool = True, **more: Any) -> Host:
    """A laptop on which pyready.exe runs from that folder, and whether App Control checks programs may not be read."""
    exe = f"{folder}\\pyready.exe"
    changes = {"code_integrity": UNREAD} | more.pop("changes", {})
    running: Reading[str] = Reading("missing" if frozen else "set", exe)
    system = bare.all_readable(python=running, **changes)
    return bare.windows(files={exe: b"MZ"}, programs={exe: signed}, system=system, **more)


def started(host: Host) -> str:
    return look(host, (machine.PROBE, app_control.PROBE)).facts[AppControl].started_from


@for_each(
    ("folder", "expected"),
    [
        (DOWNLOADS, "downloads"),
        (f"{bare.HOME}\\Downloads", "downloads"),
        (OWN, "user-folder"),
        (f"{bare.LOCAL}\\Programs\\pyready", "user-folder"),
        ("C:\\Program Files\\pyready", ""),
        ("C:\\Tools", ""),
        ("D:\\pyready", ""),
        ("\\\\nas\\home$\\jane.smith\\Downloads", ""),
    ],
)
def test_it_is_told_where_the_exe_was_started_from(folder: str, expected: str) -> None:
    assert started(laptop(folder)) == expected


@for_each(
    ("changes", "expected"),
    [
        ({"signed": Program("O=EXAMPLE")}, ""),
        ({"signed": Program()}, ""),
        ({"signed": Program(doubtful=True)}, ""),
        ({"frozen": False}, ""),
        ({"drives": {"C:\\": Drive("network")}}, ""),
        ({"looks": {f"{DOWNLOADS}\\pyready.exe": Look("file", "D:\\elsewhere\\pyready.exe")}}, ""),
        ({"denied_files": [DOWNLOADS]}, ""),
        ({"changes": {"code_integrity": Reading("set", 1)}}, ""),
        ({"registry": rules("Exe", ALLOW_ALL)}, "downloads"),
        ({"registry": rules("Exe", ALLOW_ALL, text("Allow", path("*\\uv\\*"), number=5))}, "downloads"),
        ({"registry": rules("Exe", text("Allow", path("*\\pyready.exe")))}, ""),
        ({"registry": rules("Exe", text("Allow", HASH.replace("x.exe", "pyready.exe")))}, ""),
        ({"registry": rules("Exe", text("Allow", path("*"), exceptions=path("*\\another*")))}, ""),
    ],
)
def test_it_says_nothing_where_it_may_be_let_run_for_a_reason_of_its_own(
    changes: dict[str, Any], expected: str
) -> None:
    assert started(laptop(**changes)) == expected


# where pyready.exe is | what is asked | outcome
JUDGED: list[tuple[str, str, str]] = [
    (DOWNLOADS, "starts-miniforge-installer", "passed"),
    (DOWNLOADS, "starts-anaconda-installer", "unknown"),  # signed
    (DOWNLOADS, "starts-python-org-installer", "unknown"),  # signed
    (DOWNLOADS, "starts-uv", "unknown"),  # elsewhere
    (OWN, "starts-uv", "passed"),
    (OWN, "starts-micromamba", "passed"),
    (OWN, "starts-python-zip-python", "unknown"),  # signed
    (OWN, "starts-miniforge-installer", "unknown"),  # elsewhere
    ("C:\\Tools", "starts-uv", "unknown"),
]


def asked(check: str, folder: str, **more: Any) -> Any:
    exe = f"{folder}\\pyready.exe"
    system = bare.all_readable(python=Reading("missing", exe), code_integrity=UNREAD)
    return ask(check, system, files={exe: b"MZ"}, programs={exe: UNSIGNED}, **more)


@for_each(("folder", "check", "expected"), JUDGED)
def test_another_unsigned_program_there_probably_starts(folder: str, check: str, expected: str) -> None:
    record = asked(check, folder)

    assert record.outcome == expected
    if expected == "passed":
        assert record.sure == "likely"
        assert (record.because[0].basis, "not signed" in record.because[0].what) == ("observed", True)


@pytest.mark.parametrize(
    ("registry", "expected"),
    [
        (rules("Exe", ALLOW_ALL, text("Deny", path("*\\uv.exe"), number=5)), ("problem", "nobody")),
        (rules("Exe", text("Allow", path("%OSDRIVE%\\Users\\*\\Tools\\*"))), ("problem", "nobody")),
        (rules("Exe", text("Allow", path("?:\\*"))), ("unknown", "")),
    ],
)
def test_what_rules_say_of_the_program_itself_outranks_it(registry: Any, expected: tuple[str, str]) -> None:
    assert answer(asked("starts-uv", OWN, registry=registry)) == expected
