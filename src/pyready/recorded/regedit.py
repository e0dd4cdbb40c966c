r"""Reads the text that regedit writes (`Windows Registry Editor Version 5.00`).

Source of the format: learn.microsoft.com/troubleshoot/windows-server/performance/add-modify-delete-registry-subkeys,
read 2026-11-22, and what Windows and Wine import.
"""

import re

from pyready.model.host import RegistryValue

HEADERS = ("Windows Registry Editor Version 5.00", "REGEDIT4")
ROOTS = {"HKEY_LOCAL_MACHINE": "HKLM", "HKEY_CURRENT_USER": "HKCU", "HKEY_CLASSES_ROOT": "HKCR"}
_NUMBER = re.compile("[0-9A-Fa-f]{1,8}")
_BYTE = re.compile("[0-9A-Fa-f]{1,2}")
_KIND = re.compile(r"hex(?:\([0-9A-Fa-f]{1,8}\))?")
_VALUE = re.compile(r'^(?P<name>@|"(?:[^"\\]|\\.)*")=(?P<data>.*)$', re.DOTALL)

Keys = dict[str, dict[str, RegistryValue]]


class Expanding(str):
    """Text of the type REG_EXPAND_SZ: variables in it are meant to be replaced when it is read."""

    __slots__ = ()


class BadRegistryText(ValueError):
    """The text is not what regedit writes; the message names the line."""


def parse(text: str) -> Keys:
    r"""Return `{r'HKLM\SOFTWARE\...': {'Name': value}}`; the default value has the name ''.

    Raises BadRegistryText.
    """
    lines = re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))  # a text value may hold other line ends of Unicode
    if lines[0].strip() not in HEADERS:
        raise BadRegistryText("line 1: this is not a registry export")
    keys: Keys = {}
    current: dict[str, RegistryValue] | None = None
    for number, line in _logical(lines):
        if line.startswith("["):
            current = keys.setdefault(_key(line, number), {})
            continue
        match = _VALUE.match(line)
        if match is None or current is None:
            raise BadRegistryText(f"line {number}: neither a key nor a value")
        name = "" if match["name"] == "@" else _unquote(match["name"])
        current[name] = _data(match["data"], number)
    return keys


def _logical(lines: list[str]) -> list[tuple[int, str]]:
    """Lines with their continuations (a backslash at the end) joined; comments and blanks left out."""
    joined: list[tuple[int, str]] = []
    pending = ""
    start = 0
    for number, line in enumerate(lines[1:], 2):
        if not pending and (not line.strip() or line.lstrip().startswith(";")):
            continue
        start = start if pending else number
        pending += line.strip() if pending or not line.startswith("[") else line
        if pending.endswith("\\") and not pending.startswith("["):
            pending = pending[:-1]
            continue
        joined.append((start, pending))
        pending = ""
    return [*joined, (start, pending)] if pending else joined


def _key(line: str, number: int) -> str:
    root, _, rest = line.strip()[1:-1].partition("\\")
    if root.upper() not in ROOTS or not line.rstrip().endswith("]"):
        raise BadRegistryText(f"line {number}: not a key that is known here")
    return f"{ROOTS[root.upper()]}\\{rest}".rstrip("\\")


def _unquote(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted[1:-1])


def _data(data: str, number: int) -> RegistryValue:
    kind, _, rest = data.partition(":")
    try:
        if data.startswith('"') and data.endswith('"') and len(data) > 1:
            return _unquote(data)
        if kind == "dword" and _NUMBER.fullmatch(rest):
            return int(rest, 16)
        parts = [part.strip() for part in rest.split(",") if part.strip()]
        if _KIND.fullmatch(kind) and all(map(_BYTE.fullmatch, parts)):
            return _typed(kind, bytes(int(part, 16) for part in parts))
    except ValueError as error:
        raise BadRegistryText(f"line {number}: bad data") from error
    raise BadRegistryText(f"line {number}: bad data")


def _typed(kind: str, raw: bytes) -> RegistryValue:
    """REG_SZ and REG_EXPAND_SZ (1, 2), REG_DWORD (4), REG_MULTI_SZ (7), REG_QWORD (b); the rest stays bytes."""
    if kind in {"hex(1)", "hex(2)"}:
        # What stands behind the first NUL is there, but no program sees it.
        text = raw.decode("utf-16-le", "surrogatepass").partition("\x00")[0]
        return Expanding(text) if kind == "hex(2)" else text
    if kind == "hex(7)":
        return tuple(part for part in raw.decode("utf-16-le", "surrogatepass").split("\x00") if part)
    if kind in {"hex(4)", "hex(b)"} and len(raw) <= 8:
        return int.from_bytes(raw, "little")
    return raw
