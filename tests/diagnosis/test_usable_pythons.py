"""Which Pythons can be used, and which one first, from Pythons as facts."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from checks.test_checks import let, python, pythons
from for_each import for_each
from laptops.looking import TAKEN, given
from pyready.diagnosis.usable_pythons import (
    best,
    best_conda,
    conda_here,
    conda_of,
    is_known,
    is_whole,
    lacks_packages,
    pip_of_another,
    usable,
    why_not,
)
from pyready.model.anchors import Anchored
from pyready.model.conda import CondaFacts, Installation
from pyready.model.facts import Facts, Taken
from pyready.model.pythons import Command, Found, Pythons
from pyready.probes.app_control_found import FoundControl

GONE = "it is registered, but its program is missing"
LACKING = "it lacks parts that virtual environments need"
NARROW = "it is 32-bit, and JupyterLab needs a 64-bit Python on Windows"
THREADS = "it is the free-threaded build, and many packages are not made for that yet"
OLD = "it is too old and gets no security fixes"
UNKNOWN = "pyready could not read its version"


@for_each(
    ("changes", "why"),
    [
        ({}, ""),
        ({"exists": False}, GONE),
        ({"exists": None}, ""),
        ({"exists": False, "kind": "bundled"}, GONE),
        ({"kind": "bundled", "product": "QGIS"}, "it belongs to QGIS: use it inside that program only"),
        ({"kind": "bundled"}, "it belongs to another program: use it inside that program only"),
        ({"kind": "bundled", "minor": None}, "it belongs to another program: use it inside that program only"),
        ({"kind": "virtual-environment"}, "it belongs to another project"),
        ({"kind": "conda"}, ""),
        ({"minor": None}, UNKNOWN),
        ({"minor": (3, 8)}, OLD),
        ({"minor": (3, 8), "embeddable": True}, OLD),
        ({"minor": (2, 7)}, OLD),
        ({"embeddable": True}, "it is the embeddable package, which has no pip and makes no virtual environments"),
        ({"embeddable": False}, ""),
        ({"has_venv": False}, LACKING),
        ({"has_ensurepip": False}, LACKING),
        ({"has_venv": None, "has_ensurepip": None}, ""),
        ({"architecture": "x86"}, NARROW),
        ({"architecture": "x86", "free_threaded": True}, NARROW),
        ({"free_threaded": True}, THREADS),
        ({"architecture": "arm64", "free_threaded": False}, ""),
    ],
)
def test_why_a_python_is_not_one_to_build_on(changes: dict[str, Any], why: str) -> None:
    found = python(**changes)

    assert why_not(found, given("windows")) == why
    of_packages = why in {NARROW, THREADS}
    assert why_not(found, given("windows", aim="scripts")) == ("" if of_packages else why)
    assert why_not(found, given("windows", aim="vscode")) == why
    assert lacks_packages(found) == (why if of_packages else "")


def test_a_version_is_too_old_from_the_day_its_fixes_end() -> None:
    later = given("windows").with_entry(Taken, Taken(TAKEN + dt.timedelta(days=365 * 4)))

    assert why_not(python(), given("windows")) == ""
    assert why_not(python(), later) == OLD


POSIX = {"path": "/usr/bin/python3", "command": Anchored("", "/usr/bin/python3")}
SEEN = {"architecture": "x86_64", "embeddable": False, "free_threaded": False}


@for_each(
    ("changes", "whole", "known"),
    [
        (SEEN, True, True),
        (SEEN | {"architecture": ""}, True, False),
        (SEEN | {"embeddable": None}, True, False),
        (SEEN | {"embeddable": True}, True, False),
        (SEEN | {"free_threaded": None}, True, False),
        (SEEN | {"free_threaded": True}, True, False),
        (SEEN | {"has_venv": None}, False, False),
        (SEEN | {"has_ensurepip": None}, False, False),
        (POSIX, True, True),
        (POSIX | {"has_venv": False}, False, False),
        ({"kind": "store", "has_venv": None, "has_ensurepip": None}, True, True),
    ],
)
def test_what_was_seen_of_a_python(changes: dict[str, Any], whole: bool, known: bool) -> None:
    assert is_whole(python(**changes)) is whole
    assert is_known(python(**changes)) is known


def here(*found: Found, platform: str = "windows", control: FoundControl | None = None) -> Facts:
    facts = given(platform).with_entry(Pythons, pythons(*found))
    return facts.with_entry(FoundControl, control) if control else facts


PERSONAL = {"path": "C:\\Users\\jane.smith\\p\\python.exe", "place": "user"}


@for_each(
    ("better", "worse"),
    [
        ({}, {"exists": None, "jupyterlab": "4.5", "version": "3.14.1", "minor": (3, 14)}),
        ({}, {"has_venv": None, "jupyterlab": "4.5", "version": "3.14.1", "minor": (3, 14)}),
        ({"jupyterlab": "4.5"} | PERSONAL, {"version": "3.14.1", "minor": (3, 14)}),
        ({"version": "3.12.0", "minor": (3, 12)}, {"version": "3.14.1", "minor": (3, 14)} | PERSONAL),
        ({"runs_pyready": True, "version": "3.14.0", "minor": (3, 14)} | PERSONAL, {"version": "3.13.9"}),
        ({"version": "3.14.0", "minor": (3, 14)}, {"version": "3.13.9", "minor": (3, 13)}),
        ({"version": "3.13.9", "minor": (3, 13)}, {"version": "3.12.12", "minor": (3, 12)}),
        ({"version": "3.12.1", "minor": (3, 12)}, {"version": "3.15.0", "minor": (3, 15)}),
        ({"version": "3.15.0", "minor": (3, 15)}, {"version": "3.16.0", "minor": (3, 16)}),
        ({"version": "3.13.10"}, {"version": "3.13.9"}),
        ({"version": "3.13.9"}, {"version": "3.13"}),
        ({"version": "3.13.0"}, {"version": "3.13.0rc1"}),
        ({"version": "3.13.9", "path": "C:\\A\\python.exe"}, {"version": "3.13.9", "path": "C:\\B\\python.exe"}),
    ],
)
def test_the_better_of_two_comes_first(better: dict[str, Any], worse: dict[str, Any]) -> None:
    one, other = python(**better), python(**({"path": "C:\\0\\python.exe"} | worse))

    for order in ((one, other), (other, one)):
        assert usable(here(*order)) == [one, other]
        assert best(here(*order)) == one


def test_on_linux_a_folder_of_ones_own_is_as_good_as_the_systems() -> None:
    system = python(**POSIX, version="3.13.1")
    own = python(path="/home/jo/bin/python", place="user", version="3.13.2")

    assert usable(here(system, own, platform="linux")) == [own, system]


def test_what_is_of_no_use_is_left_out() -> None:
    assert usable(here(python(exists=False), python(kind="bundled"))) == []
    assert best(here(python(exists=False))) is None
    assert best(here()) is None


ON_C, ON_D = python(), python(path="D:\\Python313\\python.exe")


@for_each(
    ("outcomes", "first"),
    [
        (("allowed", "blocked"), ON_C),
        (("blocked", "allowed"), ON_D),
        (("not-known", "allowed"), ON_D),
        (("blocked", "not-known"), ON_D),
        (("audited", "allowed"), ON_C),
    ],
)
def test_what_rules_let_run_comes_first(outcomes: tuple[str, str], first: Found) -> None:
    control = FoundControl(tuple(let(number, outcome) for number, outcome in enumerate(outcomes)))

    assert best(here(ON_C, ON_D, control=control)) == first


@pytest.mark.parametrize("field", ["starts", "loads"])
def test_its_library_must_be_let_run_too(field: str) -> None:
    told = msgspec.structs.replace(let(0, "allowed"), **{field: let(0, "blocked").starts})

    assert best(here(ON_C, ON_D, control=FoundControl((told, let(1, "allowed"))))) == ON_D


def test_one_that_was_seen_to_start_is_not_judged_by_rules() -> None:
    started = msgspec.structs.replace(ON_C, runs_pyready=True)

    assert best(here(started, ON_D, control=FoundControl((let(0, "blocked"), let(1, "allowed"))))) == started


def test_a_rule_about_another_python_says_nothing() -> None:
    assert best(here(ON_C, ON_D, control=FoundControl((let(1, "not-known"),)))) == ON_C


FORGE = Installation("C:\\ProgramData\\miniforge3", "miniforge", "26.7.2")
OF_FORGE = python(path="c:\\programdata\\Miniforge3\\python.exe", kind="conda", version="3.12.1", minor=(3, 12))
ON_LINUX = Installation("/opt/conda", "miniforge", "26.7.2")


@for_each(
    ("path", "conda"),
    [
        ("c:\\programdata\\Miniforge3\\python.exe", FORGE),
        ("C:\\ProgramData\\miniforge3\\envs\\x\\python.exe", None),
        ("/opt/conda/bin/python3.13", ON_LINUX),
        ("/opt/conda/python", ON_LINUX),
        ("/opt/conda/envs/x/bin/python", None),
        ("/opt/other/bin/python", None),
    ],
)
def test_the_conda_in_whose_folder_a_python_is(path: str, conda: Installation | None) -> None:
    facts = here().with_entry(CondaFacts, CondaFacts((FORGE, ON_LINUX)))

    assert conda_of(python(path=path), facts) == conda
    assert conda_of(python(path=path), here()) is None


def test_the_best_python_that_has_a_conda_is_found_behind_better_ones() -> None:
    facts = here(ON_C, OF_FORGE)

    assert best_conda(facts) is None
    assert conda_here(facts) is None
    known = facts.with_entry(CondaFacts, CondaFacts((ON_LINUX, FORGE)))
    assert best_conda(known) == (OF_FORGE, FORGE)
    assert conda_here(known) == FORGE
    without = facts.with_entry(CondaFacts, CondaFacts((msgspec.structs.replace(FORGE, conda=""),)))
    assert best_conda(without) is None


def typed(path: str, kind: str = "python", version: str = "3.13.9") -> Command:
    return Command("python", path, kind, version)


def pip(path: str, kind: str = "tool") -> Command:
    return Command("pip", path, kind)


TYPED = typed("C:\\Python313\\python.exe")


@for_each(
    ("python", "pip", "another"),
    [
        (TYPED, pip("C:\\Python313\\Scripts\\pip.exe"), False),
        (TYPED, pip("c:\\PYTHON313\\scripts\\pip.exe"), False),
        (TYPED, pip("C:\\Python312\\Scripts\\pip.exe"), True),
        (TYPED, pip("C:\\Python312\\Scripts\\pip.exe", "nothing"), False),
        (TYPED, pip("C:\\tools\\pip.exe"), False),
        (TYPED, pip("C:\\Users\\jo\\AppData\\Roaming\\Python\\Python313\\Scripts\\pip.exe"), False),
        (TYPED, pip("C:\\Users\\jo\\AppData\\Roaming\\Python\\Python312\\Scripts\\pip.exe"), True),
        (typed("C:\\A\\python.exe"), pip("C:\\A\\Scripts\\pip.exe"), False),
        (typed("C:\\A\\python.exe"), pip("C:\\B\\Scripts\\pip.exe"), True),
        (typed("C:\\A\\python.exe", "virtual-environment"), pip("C:\\B\\Scripts\\pip.exe"), True),
        (typed("C:\\A\\python.exe", "store-stub"), pip("C:\\B\\Scripts\\pip.exe"), False),
        (typed("C:\\A\\Scripts\\python.exe", "virtual-environment"), pip("C:\\A\\Scripts\\pip.exe"), False),
    ],
)
def test_a_pip_that_stands_with_another_python_is_another_ones(python: Command, pip: Command, another: bool) -> None:
    assert pip_of_another(python, pip) is another
