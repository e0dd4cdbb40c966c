"""Which of the Pythons that were found a person can use, and which of those to prefer. Pure."""

import datetime as dt

from pyready.knowledge import pythons as knowledge
from pyready.model.paths import flavour, last_part, same_path
from pyready.model.pythons import Command, Found, Pythons

NOT_FOR_OTHERS = {"bundled", "virtual-environment"}
"""Pythons that belong to something else and should be left alone."""


def why_not(found: Found, on: dt.date) -> str:
    """Why a Python is not one to build on, in a few words; empty when it is usable. Not known counts as usable."""
    if found.exists is False:
        return "it is registered, but its program is gone"
    if found.kind in NOT_FOR_OTHERS:
        return f"it belongs to {found.product or 'another project'}"
    if found.minor is None:
        return "its version could not be told"
    if not knowledge.is_supported(found.minor, on):
        return "it is too old and gets no more security fixes"
    if found.has_venv is False or found.has_ensurepip is False:
        return "parts needed for virtual environments are missing"
    return ""


def usable(pythons: Pythons, on: dt.date) -> list[Found]:
    """The usable ones, best first; those of which only the registry tells come last."""
    return sorted((each for each in pythons.found if not why_not(each, on)), key=_rank)


def best(pythons: Pythons, on: dt.date) -> Found | None:
    """The Python to build on, or None."""
    return next(iter(usable(pythons, on)), None)


def _rank(found: Found) -> tuple[object, ...]:
    """Seen to be there, seen to run, where only administrators can write, then nearest to the recommended version."""
    recommended = _numbers(knowledge.known().recommended)
    minor = found.minor or (0, 0)
    newer = minor > recommended
    nearness = minor[1] if newer else -minor[1]
    patch = tuple(-part for part in _numbers(found.version))
    likely_to_run = not (found.runs_pyready or found.place == "system" or not _is_windows(found))
    return (found.exists is None, likely_to_run, found.has_ensurepip is None, newer, nearness, patch, found.path)


def _is_windows(found: Found) -> bool:
    return "\\" in found.path


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def pip_of_another(python: Command, pip: Command) -> bool:
    """True when the pip that is typed stands in the folder of programs of another Python than the one that is typed.

    One that stands beside that Python, or in the folder of the user's own packages for its version, is its own.
    """
    if python.kind not in {"python", "virtual-environment"} or pip.kind != "tool":
        return False
    module = flavour(python.path)
    folder, beside = module.dirname(python.path), module.dirname(pip.path)
    above = str(module.dirname(beside))
    if same_path(beside, folder) or last_part(beside).casefold() != "scripts" or same_path(above, folder):
        return False
    return last_part(above).casefold() != "python" + "".join(python.version.split(".")[:2])
