"""Judges the folder that `collect.cmd` wrote on another computer. What it could not see stays unknown, never "not set".

The folder may come from anybody: whatever is wrong with it is said in one plain sentence.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pyready.formats.text_file import Unreadable, read_bytes, shown
from pyready.model.facts import Absent, Facts
from pyready.model.host import Host, Machine, Reading
from pyready.model.probe import Probe
from pyready.recorded.collected_registry import CollectedRegistry, Key, Place, keys
from pyready.recorded.folder import account, exported, windows_text
from pyready.recorded.host import RecordedSystem, recorded_host
from pyready.recorded.query import UNKNOWN, queried
from pyready.recorded.regedit import Keys
from pyready.recorded.registry import RecordedRegistry
from pyready.recorded.unseen import CollectedVariables, UnseenFiles

SEEN = ("identity", "machine", "rights", "proxies", "pythons")
"""The probes whose questions the folder answers; one that is not named here is not asked."""
REASON = "collect.cmd does not read this"
VARIABLES, ANSWERS, VERSION = "variables.txt", "answers.txt", "version.txt"
_ARCHITECTURES = {"AMD64": "x86_64", "ARM64": "arm64", "X86": "x86"}
_ZIP = b"PK\x03\x04"
_NUMBERS = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,7}(?:\.\d{1,7})?)")


def mistaken(path: str) -> str:
    """What to say of a zip of the folder, or a file out of it, named instead of the folder; else empty."""
    try:
        if read_bytes(path).startswith(_ZIP):
            return f"{shown(Path(path).name)} is a zip. Extract it first, then name the folder that was in it."
    except Unreadable:
        return ""
    if all((Path(path).parent / name).is_file() for name in (VARIABLES, ANSWERS)):
        return f"{shown(Path(path).name)} is one file of those that collect.cmd made. Name the folder that it is in."
    return ""


def prepared(folder: Path, probes: Sequence[Probe[Any]], given: Facts) -> tuple[Host, Facts]:
    """The computer in the folder, and the facts known before: what the folder cannot tell. Raises Unreadable.

    `given` holds what is known before.
    """
    machine = host(folder, keys(probe for probe in probes if probe.id in SEEN))
    for probe in probes:
        if probe.id not in SEEN and "windows" in probe.platforms and given.entry(probe.fact) is None:
            given = given.with_entry(probe.fact, Absent("unseen", REASON))
    return machine, given


def taken(folder: Path) -> datetime:
    """When the folder was written, as far as the file in it tells. Raises Unreadable."""
    try:
        return datetime.fromtimestamp((folder / VARIABLES).stat().st_mtime, UTC).replace(microsecond=0)
    except (OSError, ValueError, OverflowError) as error:
        raise _another(folder) from error


def host(folder: Path, wanted: Sequence[Key]) -> Host:
    """The computer in the folder. Raises Unreadable: without its names none could be taken out of a report."""
    files = _files(folder)
    if not {VARIABLES, ANSWERS} <= set(files):
        raise _another(folder)
    lines = _text(files[VARIABLES])
    variables = _pairs(lines)
    who = account(variables)
    if not who.is_set:
        raise Unreadable(
            f"{shown(folder.name)} does not say whose computer it is about, so no name could be left out of a report: "
            f"{VARIABLES} must hold USERNAME, USERPROFILE and COMPUTERNAME."
        )
    version = _text(files[VERSION]) if VERSION in files else ""
    computer = Reading("set", _machine(version, variables), "collect.cmd")
    registry = _registry(files, wanted, variables)
    made = recorded_host("windows", variables, UnseenFiles(), registry, RecordedSystem(who, computer=computer))
    unset = {line for line in _lines(lines) if line and "=" not in line}
    return replace(made, variables=CollectedVariables(variables, unset))


def _another(folder: Path) -> Unreadable:
    """One folder too high is the usual mistake: extracting a zip makes a folder around it."""
    says = f"{shown(folder.name)} is not a folder that collect.cmd made."
    try:
        inside = [path.name for path in sorted(folder.iterdir()) if (path / ANSWERS).is_file()]
    except OSError:
        inside = []
    return Unreadable(f"{says} {shown(inside[0])} in it is one: name that." if inside else says)


def _files(folder: Path) -> dict[str, Path]:
    try:
        return {path.name.casefold(): path for path in sorted(folder.iterdir())}
    except OSError as error:
        raise Unreadable(f"{shown(folder.name)} could not be listed.") from error


def _text(path: Path) -> str:
    r"""Text as cmd and reg.exe write it: UTF-16, or a code page of which only the British ones are guessed at."""
    data = read_bytes(path)
    try:
        return windows_text(data)
    except UnicodeDecodeError:
        # The letters of the OEM page (850) are where the ANSI page (1252) has signs that stand in no name or path.
        return data.decode("cp850" if re.search(b"[\x80-\xa5]", data) else "cp1252", "replace")


def _pairs(text: str) -> dict[str, str]:
    lines = (line.partition("=") for line in _lines(text))
    return {name: value for name, mark, value in lines if mark and name}


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))


def _machine(version: str, variables: Mapping[str, str]) -> Machine:
    """What `ver` and the environment say; neither tells a server from a client, so the name is not complete."""
    numbers = _NUMBERS.search(version)
    processor = variables.get("PROCESSOR_ARCHITEW6432") or variables.get("PROCESSOR_ARCHITECTURE", "")
    return Machine(
        name="Windows",
        build=int(numbers[3].partition(".")[0]) if numbers else None,
        architecture=_ARCHITECTURES.get(processor.upper(), ""),
    )


def _registry(files: Mapping[str, Path], wanted: Sequence[Key], variables: Mapping[str, str]) -> CollectedRegistry:
    answers = {key.casefold(): code for key, code in _pairs(_text(files[ANSWERS])).items()}
    held: Keys = {}
    places: dict[str, Place] = {}
    for key in wanted:
        codes = (answers.get(name.casefold(), "").strip() for name in (key.path, f"export {key.path}"))
        found, place = _one(files, key, *codes)
        held |= found
        places[key.path.casefold()] = place
    return CollectedRegistry(RecordedRegistry(held, (), variables), places)


def _one(files: Mapping[str, Path], key: Key, code: str, export_code: str) -> tuple[Keys, Place]:
    """One key and, of a tree, the keys below it: what `reg export` left out is unseen."""
    name = key.path.replace("\\", "_").casefold()
    printed = files.get(f"{name}.txt")
    found = queried(_text(printed), key.path, answered=code == "0") if printed and code else UNKNOWN
    if found.state != "set":
        return {}, Place(key.tree, found.state)
    held: Keys = {key.path: found.values}
    top = key.path.casefold() + "\\"
    export = files.get(f"{name}.reg") if key.tree else None
    if export:
        held |= {path: values for path, values in exported(export).items() if f"{path}\\".casefold().startswith(top)}
    written = {path.casefold()[len(top) :].partition("\\")[0] for path in held}
    unseen = [child for child in found.below if child.casefold() not in written]
    held |= {f"{key.path}\\{child}": {} for child in unseen}
    whole = not key.tree or export_code == "0"
    return held, Place(key.tree, "set", tuple(top + child.casefold() for child in unseen), whole)
