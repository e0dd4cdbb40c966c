"""pip's settings: its files in pip's own order, and the variables that outrank them.

Sources: pip's own documentation (topics/configuration) and source (`_internal/configuration.py`), read 2026-11-22;
`no-proxy-env` is of pip 26.2 (`_internal/cli/index_command.py`, read 2026-11-29).
"""

import configparser
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyready.formats import setting_values as values
from pyready.formats.ini_text import read_into, shortened
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.tool_settings import Setting, SettingsFile

KEYS: Mapping[str, values.Reader] = {
    "index-url": values.servers,
    "extra-index-url": values.servers,
    "find-links": values.servers,
    "trusted-host": values.names,
    "proxy": values.pip_proxy,
    "no-proxy-env": values.flag,
    "cert": values.places,
    "no-index": values.flag,
    "user": values.flag,
    "require-virtualenv": values.flag,
    "target": values.places,
    "prefix": values.places,
    "timeout": values.number,
    "retries": values.number,
    "use-feature": values.choices,
    "use-deprecated": values.choices,
}
VARIABLES = {f"PIP_{key.upper().replace('-', '_')}": key for key in KEYS}
LIMIT = 1_000_000
_SECTIONS = ("global", "install")
"""pip reads all files for each in turn: what is in the last one outranks the others."""
_MANY = {"extra-index-url", "find-links", "trusted-host", "use-feature", "use-deprecated"}
_WINDOWS = (
    ("computer", "{ProgramData}\\pip\\pip.ini"),
    ("user", "{USERPROFILE}\\pip\\pip.ini"),
    ("user", "{APPDATA}\\pip\\pip.ini"),
    ("environment", "{VIRTUAL_ENV}\\pip.ini"),
)
_LINUX = (
    ("computer", "/etc/xdg/pip/pip.conf"),
    ("computer", "/etc/pip.conf"),
    ("user", "{HOME}/.pip/pip.conf"),
    ("user", "{HOME}/.config/pip/pip.conf"),
    ("environment", "{VIRTUAL_ENV}/pip.conf"),
)
_MACOS = (
    ("computer", "/Library/Application Support/pip/pip.conf"),
    ("user", "{HOME}/.pip/pip.conf"),
    ("user", "{HOME}/.config/pip/pip.conf"),
    ("user", "{HOME}/Library/Application Support/pip/pip.conf"),
    ("environment", "{VIRTUAL_ENV}/pip.conf"),
)


def places(host: Host) -> Iterator[tuple[str, str]]:
    """Scope and path of each file, the one that outranks the others last. A named file replaces those of the user."""
    named = host.variables.get("PIP_CONFIG_FILE").value or ""
    if named == {"windows": "nul"}.get(host.platform, "/dev/null"):
        return  # then pip reads no file at all
    replaced = bool(named) and host.files.look(named).state != "not-set"
    for scope, pattern in {"windows": _WINDOWS, "macos": _MACOS}.get(host.platform, _LINUX):
        path = fill(host, pattern)
        if path and not (replaced and scope == "user"):
            yield scope, path
    if named:
        yield "named", named


class _Entry(NamedTuple):
    """One setting as a file has it."""

    section: str
    name: str
    text: str
    line: int | None


class _Parsed(NamedTuple):
    """What a file says; or why pip stops at it, and at which line."""

    entries: tuple[_Entry, ...] = ()
    reason: str = ""
    fault: str = ""
    line: int | None = None


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Every file that is there, and what it and the variables say."""
    files: list[SettingsFile] = []
    found: list[tuple[str, Setting]] = []
    for scope, path in places(host):
        data = host.files.data(path, LIMIT)
        if data.state == "not-set" and scope != "named":
            continue
        parsed = _parsed(data, host.platform == "windows")
        state = "malformed" if parsed.reason else data.state
        files.append(SettingsFile("pip", path, state, parsed.reason, scope, parsed.fault, parsed.line))
        for each in parsed.entries:
            found = _with(found, each, _setting(host, each.name, each.text, path, scope, each.line))
    held = [made for section in _SECTIONS for where, made in found if where == section]
    for variable, value in values.given(host, VARIABLES):
        if made := _setting(host, VARIABLES[variable], value, f"environment {variable}", "variable"):
            held.append(made)
    return files, held


def _with(found: list[tuple[str, Setting]], each: _Entry, made: Setting | None) -> list[tuple[str, Setting]]:
    """One more setting; an empty one takes out what earlier files say in that section."""
    if each.text.strip():
        return [*found, (each.section, made)] if made else found
    return [pair for pair in found if (pair[0], pair[1].name) != (each.section, each.name)]


def _setting(host: Host, key: str, text: str, source: str, scope: str, line: int | None = None) -> Setting | None:
    if key not in KEYS or not text.strip():
        return None
    words = text.split() if key in _MANY else [text.strip()]
    return KEYS[key](host, Setting("pip", key, source, scope=scope, line=line), words)


def _parsed(data: Reading[bytes], windows: bool) -> _Parsed:
    """The settings of a file, and what is wrong with it. pip reads UTF-8, or on Windows the British code page."""
    if data.value is None:
        return _Parsed(reason="it is too large, or it is not a file" if data.state == "malformed" else "")
    text = _text(data.value, windows)
    if text is None:
        return _Parsed(reason="pip cannot read its encoding", fault="encoding")
    parser = configparser.RawConfigParser()
    try:
        read_into(parser, text)
    except configparser.Error as error:
        fault, line = _fault(error, text)
        return _Parsed(reason="pip cannot read it", fault=fault, line=line)
    lines = _lines(shortened(text))
    pairs = [(each, *pair) for each in _SECTIONS if parser.has_section(each) for pair in parser.items(each)]
    return _Parsed(tuple(_Entry(each, _plain(name), text, lines.get((each, name))) for each, name, text in pairs))


def _fault(error: configparser.Error, text: str) -> tuple[str, int | None]:
    """What stops pip, and at which line."""
    if isinstance(error, configparser.MissingSectionHeaderError):
        return "mark" if text.startswith("\ufeff") else "no-section", error.lineno
    if isinstance(error, configparser.DuplicateSectionError | configparser.DuplicateOptionError):
        twice = "section" if isinstance(error, configparser.DuplicateSectionError) else "option"
        return f"{twice}-twice", error.lineno
    errors = getattr(error, "errors", ())
    return "form", errors[0][0] if errors else None


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line of each setting, by section and the name that the parser gives it."""
    section, found = "", dict[tuple[str, str], int]()
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\[(.+)\]", line):
            section = head.group(1)
        elif pair := re.match(r"([^\s#;=:][^=:]*?)\s*[=:]", line):
            found[section, pair.group(1).lower()] = number
    return found


def _text(data: bytes, windows: bool) -> str | None:
    for encoding in ("utf-8", "cp1252") if windows else ("utf-8",):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").removeprefix("--")
