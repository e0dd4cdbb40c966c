r"""Reads what `reg query KEY` prints: the key's values, then the names of the keys below it.

Source of the format: learn.microsoft.com/windows-server/administration/windows-commands/reg-query, read 2026-11-22,
and what Windows and Wine print.
"""

import re
from typing import NamedTuple

from pyready.model.host import RegistryValue, State
from pyready.recorded.regedit import ROOTS, Expanding

_VALUE = re.compile(r" {4}(?P<name>.*?) {4}(?P<kind>REG_[A-Z_]+)(?: {4}(?P<data>.*))?")
_NOT_THERE = re.compile("unable to find the specified registry key", re.IGNORECASE)
_DENIED = re.compile("access (is|was) denied", re.IGNORECASE)


class Queried(NamedTuple):
    """One key: its state, its values, the names of the keys below it."""

    state: State
    values: dict[str, RegistryValue]
    below: tuple[str, ...] = ()


UNKNOWN = Queried("missing", {})


def queried(text: str, key: str, *, answered: bool) -> Queried:
    r"""What was printed about `HKLM\...`. What cannot be told is `missing`: an error in another language, odd lines.

    `answered`: the program ended without an error.
    """
    if not answered:
        if _NOT_THERE.search(text):
            return Queried("not-set", {})
        return Queried("denied", {}) if _DENIED.search(text) else UNKNOWN
    values: dict[str, RegistryValue] = {}
    below: list[str] = []
    for line in filter(str.strip, re.split(r"\r\n|\r|\n", text)):
        found = _VALUE.fullmatch(line)
        if found:
            values[_name(found["name"])] = _data(found["kind"], found["data"] or "")
            continue
        path = _short(line.strip())
        if path.casefold() == key.casefold():
            continue
        parent, _, name = path.rpartition("\\")
        if parent.casefold() != key.casefold():
            return UNKNOWN  # a value with a line end in it, or words
        below.append(name)
    return Queried("set", values, tuple(below))


def _short(path: str) -> str:
    root, mark, rest = path.partition("\\")
    return ROOTS.get(root.upper(), root) + mark + rest


def _name(printed: str) -> str:
    return "" if printed == "(Default)" else printed


def _data(kind: str, printed: str) -> RegistryValue:
    if kind in {"REG_DWORD", "REG_QWORD"} and re.fullmatch("0x[0-9a-fA-F]{1,16}", printed):
        return int(printed, 16)
    if kind == "REG_BINARY" and len(printed) % 2 == 0 and re.fullmatch("[0-9a-fA-F]*", printed):
        return bytes.fromhex(printed)
    if kind == "REG_SZ":
        return printed
    if kind == "REG_EXPAND_SZ":
        return Expanding(printed)
    return tuple(printed.split("\\0")) if kind == "REG_MULTI_SZ" else printed.encode("utf-8", "replace")
