"""Which Python is tried: the one that was named (version, path, environment), or the one that the person would get."""

import re
from collections.abc import Iterable

from pyready.diagnosis.usable_pythons import usable
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.paths import comparable, for_platform, last_part, same_path
from pyready.model.pythons import Found, Pythons
from pyready.probes.inventory.on_path import is_stub

_VERSION = re.compile(r"(?:python)?(\d(?:\.\d{1,2}){0,2})", re.IGNORECASE)
_PROGRAM = re.compile(r"(python|pypy)[\w.-]*", re.IGNORECASE)
_PROJECT = ("first-python", ".venv")
"""Where the steps make the environment of a first project (`routes/_ending.py`)."""
# shown when what was named is no Python
_NOTHING = "There is no file or folder {named}. Name a Python by its version, its path or the folder of an environment."
_UNREADABLE = "pyready cannot look at {named}: {state}. Name another Python."
_NO_ENVIRONMENT = "The folder {named} has no Python. Name the folder of an environment, or a Python itself."
_NO_PYTHON = "The name of {named} does not begin with python or pypy, so pyready does not start it."
_STUB = "{named} is the shortcut to the Store, not a Python. Run: pyready guide store-and-stub"
# shown when a version was named that is not on this computer
_NO_VERSION = "pyready found no Python {version}. It found: {found}."
_NONE_FOUND = "no Python at all"


class NoSuchPython(Exception):
    """What was named cannot be tried; the text is one plain sentence."""


def is_version(named: str) -> bool:
    """Whether a version was named, as in `3.13`."""
    return _VERSION.fullmatch(named) is not None


def path_of(host: Host, named: str) -> str:
    """The program that a path or the folder of an environment names. Raises NoSuchPython."""
    module = for_platform(host.platform)
    path = named if module.isabs(named) else module.normpath(module.join(_here(), named))
    look = host.files.look(path)
    if look.state == "not-set":
        raise NoSuchPython(_NOTHING.format(named=named))
    if look.value is None:
        raise NoSuchPython(_UNREADABLE.format(named=named, state=look.state))
    if is_stub(look.value, path):
        raise NoSuchPython(_STUB.format(named=named))
    if look.value.kind == "folder":
        found = _inside(host, path)
        if not found:
            raise NoSuchPython(_NO_ENVIRONMENT.format(named=named))
        return found
    if not _PROGRAM.fullmatch(last_part(path)):
        raise NoSuchPython(_NO_PYTHON.format(named=named))
    return path


def _here() -> str:
    import os

    return os.getcwd()  # noqa: PTH109 - as it is typed, and not for this system's paths alone


def _inside(host: Host, folder: str) -> str:
    """The Python of an environment, of venv or of conda; empty where there is none."""
    join = for_platform(host.platform).join
    windows = (("Scripts", "python.exe"), ("python.exe",))
    parts = windows if host.platform == "windows" else (("bin", "python"), ("bin", "python3"))
    paths: Iterable[str] = (str(join(folder, *each)) for each in parts)
    return next((each for each in paths if (look := host.files.look(each).value) and look.kind != "folder"), "")


def first_project(host: Host) -> str:
    """The Python of the environment that the steps of `pyready check` make; empty where it is not there."""
    names = ("USERPROFILE", "LOCALAPPDATA") if host.platform == "windows" else ("HOME",)
    join = for_platform(host.platform).join
    tops = (host.variables.get(name).value for name in names)
    return next((found for top in tops if top and (found := _inside(host, str(join(top, *_PROJECT))))), "")


def by_version(facts: Facts, named: str) -> Found:
    """The best of that version; one that is not usable where there is no other. Raises NoSuchPython."""
    match = _VERSION.fullmatch(named)
    version = match[1] if match else named
    pythons = facts.get(Pythons)
    every = [each for each in (pythons.found if pythons else ()) if each.exists is not False]
    ranked = [*usable(facts), *every] if pythons else []
    found = next((each for each in ranked if f"{each.version}.".startswith(f"{version}.")), None)
    if found is None:
        known = ", ".join(sorted({each.version for each in every if each.version})) or _NONE_FOUND
        raise NoSuchPython(_NO_VERSION.format(version=version, found=known))
    return found


def best(facts: Facts) -> Found | None:
    """The one that the steps of `pyready check` use; None where they use none that is here."""
    return next(iter(usable(facts)), None) if facts.get(Pythons) else None


def examined(facts: Facts, path: str) -> tuple[Found | None, int | None]:
    """What the look found out about a program, and its place in the list."""
    pythons = facts.get(Pythons)
    pairs = [(each, number) for number, each in enumerate(pythons.found if pythons else ())]
    same = (pair for pair in pairs if same_path(pair[0].path, path) or comparable(pair[0].path) == comparable(path))
    return next(same, (None, None))
