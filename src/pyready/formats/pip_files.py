"""pip's settings: its files in pip's own order, and the variables that outrank them.

Sources: pip's own documentation (topics/configuration) and source (`_internal/configuration.py`), read 2026-11-22.
"""

import configparser
from collections.abc import Iterator, Mapping

from pyready.formats import setting_values as values
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.tool_settings import Setting, SettingsFile

KEYS: Mapping[str, values.Reader] = {
    "index-url": values.servers,
    "extra-index-url": values.servers,
    "find-links": values.servers,
    "trusted-host": values.names,
    "proxy": values.proxy,
    "cert": values.places,
    "no-index": values.flag,
    "user": values.flag,
    "require-virtualenv": values.flag,
    "use-feature": values.choices,
    "use-deprecated": values.choices,
}
VARIABLES = {f"PIP_{key.upper().replace('-', '_')}": key for key in KEYS}
LIMIT = 1_000_000
_SECTIONS = ("global", "install", "download")
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
    replaced = bool(named) and host.files.look(named).state != "not-set"
    for scope, pattern in {"windows": _WINDOWS, "macos": _MACOS}.get(host.platform, _LINUX):
        path = fill(host, pattern)
        if path and not (replaced and scope == "user"):
            yield scope, path
    if named and named not in {"/dev/null", "nul"}:
        yield "named", named


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Every file that is there, and what it and the variables say."""
    files: list[SettingsFile] = []
    found: list[Setting] = []
    for scope, path in places(host):
        data = host.files.data(path, LIMIT)
        if data.state == "not-set" and scope != "named":
            continue
        sections, reason = _parsed(data, host.platform == "windows")
        state = "malformed" if reason else data.state
        files.append(SettingsFile("pip", path, state, reason))
        found += [made for name, text in sections.items() if (made := _setting(host, name, text, path))]
    for variable, value in values.given(host, VARIABLES):
        if made := _setting(host, VARIABLES[variable], value, f"environment {variable}"):
            found.append(made)
    return files, found


def _setting(host: Host, key: str, text: str, source: str) -> Setting | None:
    if key not in KEYS or not text.strip():
        return None
    words = text.split() if key in _MANY else [text.strip()]
    return KEYS[key](host, Setting("pip", key, source), words)


def _parsed(data: Reading[bytes], windows: bool) -> tuple[dict[str, str], str]:
    """The settings of a file, and what is wrong with it. pip reads UTF-8, or on Windows the British code page."""
    if data.value is None:
        return {}, "it is too large or no file" if data.state == "malformed" else ""
    text = _text(data.value, windows)
    if text is None:
        return {}, "it is not written in an encoding that pip reads"
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return {}, "it is not of the form that pip reads"
    pairs = [pair for section in _SECTIONS if parser.has_section(section) for pair in parser.items(section)]
    return {_plain(name): value for name, value in pairs}, ""


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
