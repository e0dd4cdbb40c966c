"""What app control says of the Pythons that are here: each is judged where it is, by its own name and maker."""

from typing import Any

import pytest

from laptops import bare
from laptops.looking import look
from policy.applocker.policies import ALLOW_ALL, DEFAULT, PSF, path, publisher, rules, text
from pyready.model.host import Host
from pyready.probes import app_control_found, machine, pythons
from pyready.probes.app_control_found import FoundControl, FoundPython
from pyready.probes.pythons import Pythons

PLACE = "C:\\Program Files\\Python313"
SCIENCE = "C:\\Program Files\\Science\\py313"
OURS = f"{bare.LOCAL}\\Programs\\Python\\Python313"
EVERY_LIBRARY = text("Allow", path("*"), number=8)
ANACONDA = "O=ANACONDA, INC., L=AUSTIN, S=TEXAS, C=US"


def hashed(action: str, name: str) -> str:
    data = f'<FileHashCondition><FileHash Type="SHA256" Data="0x01" SourceFileName="{name}"/></FileHashCondition>'
    return text(action, data, number=7)


def laptop(place: str, *keys: dict[str, Any], company: str = "PythonCore", **files: str) -> Host:
    """A laptop with one Python, registered by its folder."""
    top = f"HKLM\\Software\\Python\\{company}\\3.13"
    registry: dict[str, Any] = {top: {"Version": "3.13.9", "SysVersion": "3.13"}, f"{top}\\InstallPath": {"": place}}
    for each in keys:
        registry |= each
    found = bare.installed_windows(place) | {f"{place}\\{name}": content for name, content in files.items()}
    return bare.windows(registry=registry, files=found, system=bare.all_readable())


def seen(host: Host) -> FoundPython:
    facts = look(host, (machine.PROBE, pythons.PROBE, app_control_found.PROBE)).facts
    (only,) = facts[FoundControl].pythons
    assert facts[Pythons].found[only.number].path.casefold().endswith("python.exe")
    return only


def said(host: Host) -> tuple[str, str, str]:
    """Does it start, is its library loaded, may its copy in an environment start?"""
    found = seen(host)
    return found.starts.outcome, found.loads.outcome, found.environment.outcome


@pytest.mark.parametrize(
    ("place", "allowed", "expected"),
    [
        (PLACE, DEFAULT, ("allowed", "allowed", "blocked")),
        (OURS, DEFAULT, ("blocked", "allowed", "blocked")),
        (SCIENCE, (text("Allow", path("%PROGRAMFILES%\\Python*")),), ("blocked", "allowed", "blocked")),
        (SCIENCE, (text("Allow", path("%PROGRAMFILES%\\Science\\*")),), ("allowed", "allowed", "blocked")),
        (SCIENCE, (ALLOW_ALL, text("Deny", path("%PROGRAMFILES%\\Science\\*"))), ("blocked", "allowed", "allowed")),
        (OURS, (text("Allow", publisher(PSF, "PYTHON", "PYTHON.EXE")),), ("allowed", "allowed", "not-known")),
    ],
)
def test_it_is_judged_where_it_is(place: str, allowed: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert said(laptop(place, rules("Exe", *allowed))) == expected


@pytest.mark.parametrize(
    ("libraries", "expected"),
    [
        (DEFAULT, "blocked"),
        ((*DEFAULT, text("Allow", path("*\\python313.dll"), number=6)), "allowed"),
        ((*DEFAULT, text("Allow", path("*\\python312.dll"), number=6)), "blocked"),
        ((EVERY_LIBRARY, text("Deny", path("%OSDRIVE%\\Users\\*"), number=6)), "blocked"),
        ((EVERY_LIBRARY,), "allowed"),
    ],
)
def test_the_library_beside_it_is_judged_by_the_rules_for_libraries(libraries: tuple[str, ...], expected: str) -> None:
    assert said(laptop(OURS, rules("Exe", ALLOW_ALL), rules("Dll", *libraries)))[:2] == ("allowed", expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((*DEFAULT, hashed("Allow", "python.exe")), "not-known"),
        ((*DEFAULT, hashed("Allow", "other.exe")), "blocked"),
        ((ALLOW_ALL, hashed("Deny", "PYTHON.EXE")), "not-known"),
        ((ALLOW_ALL, hashed("Deny", "other.exe")), "allowed"),
    ],
)
def test_a_hash_of_a_file_of_its_name_is_not_compared_and_so_not_known(texts: tuple[str, ...], expected: str) -> None:
    found = seen(laptop(OURS, rules("Exe", *texts)))

    assert found.starts.outcome == expected
    assert ("hash-not-compared" in found.starts.why) == (expected == "not-known")
    assert found.environment.outcome != "not-known"  # the copy is no file that somebody could have known


def test_the_maker_of_a_conda_may_have_signed_it() -> None:
    conda = {"conda-meta\\history": "", "conda-meta\\python-3.13.9-h1.json": "{}"}
    denied = rules("Exe", ALLOW_ALL, text("Deny", publisher(ANACONDA), number=5))

    assert said(laptop(PLACE, denied, company="ContinuumAnalytics", **conda))[0] == "not-known"
    assert said(laptop(PLACE, denied))[0] == "allowed"


def test_without_rules_everything_may_start_and_a_laptop_without_python_is_asked_nothing() -> None:
    assert said(laptop(PLACE)) == ("allowed", "allowed", "allowed")
    facts = look(bare.windows(), (machine.PROBE, pythons.PROBE, app_control_found.PROBE)).facts
    assert facts[FoundControl] == FoundControl(())
