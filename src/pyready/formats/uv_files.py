"""uv's settings: the files of the computer and of the user, and the variables that outrank them.

What uv stops at was seen with uv 0.13.9, 2026-11-29.
Sources: docs.astral.sh/uv/concepts/configuration-files, .../reference/settings and .../reference/environment, read
2026-11-22.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pyready.formats import setting_values as values
from pyready.model import toml_text
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.tool_settings import Setting, SettingsFile

KEYS: Mapping[str, values.Reader] = {
    "system-certs": values.flag,
    "native-tls": values.flag,
    "offline": values.flag,
    "no-index": values.flag,
    "python-downloads": values.downloads,
    "index-url": values.servers,
    "extra-index-url": values.servers,
    "find-links": values.servers,
    "python-install-mirror": values.servers,
    "allow-insecure-host": values.names,
    "https-proxy": values.proxy,
    "http-proxy": values.proxy,
    "cache-dir": values.places,
}
VARIABLES: Mapping[str, values.Reader] = {
    "UV_SYSTEM_CERTS": values.flag,
    "UV_NATIVE_TLS": values.flag,
    "UV_OFFLINE": values.flag,
    "UV_NO_CONFIG": values.flag,
    "UV_PYTHON_DOWNLOADS": values.downloads,
    "UV_DEFAULT_INDEX": values.servers,
    "UV_INDEX": values.servers,
    "UV_INDEX_URL": values.servers,
    "UV_EXTRA_INDEX_URL": values.servers,
    "UV_FIND_LINKS": values.servers,
    "UV_PYTHON_INSTALL_MIRROR": values.servers,
    "UV_INSECURE_HOST": values.names,
    "UV_PYTHON_INSTALL_DIR": values.places,
    "UV_CACHE_DIR": values.places,
}
LIMIT = 200_000
"""Bytes: the reader of TOML is slow, and a file of settings is short."""
_ONE_PATH = {"cache-dir", "UV_PYTHON_INSTALL_DIR", "UV_CACHE_DIR"}
_WINDOWS = (("user", "{APPDATA}\\uv\\uv.toml"), ("computer", "{ProgramData}\\uv\\uv.toml"))
_POSIX = (
    ("user", "{XDG_CONFIG_HOME}/uv/uv.toml"),
    ("user", "{HOME}/.config/uv/uv.toml"),
    ("computer", "/etc/xdg/uv/uv.toml"),
    ("computer", "/etc/uv/uv.toml"),
)
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("offline", "no-index", "native-tls", "system-certs", "no-cache", "preview", "managed"), bool),
    **dict.fromkeys(("index-url", "python-install-mirror", "cache-dir", "https-proxy", "http-proxy"), str),
    **dict.fromkeys(("extra-index-url", "find-links", "allow-insecure-host", "no-proxy", "index"), list),
}
"""What uv takes for these keys; another kind of value stops it."""
_DOWNLOADS = {"auto", "automatic", "manual", "never"}


class _Parsed(NamedTuple):
    """What a file says; or why uv stops at it, and at which line."""

    settings: Mapping[str, Any] = {}
    reason: str = ""
    fault: str = ""
    line: int | None = None


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Variables first, then every file that is there; the first word on a matter is the one that counts."""
    found: list[Setting] = []
    files: list[SettingsFile] = []
    for name, value in values.given(host, VARIABLES):
        words = [value] if name in _ONE_PATH else value.split()
        found.append(VARIABLES[name](host, Setting("uv", name, f"environment {name}", scope="variable"), words))
    named = host.variables.get("UV_CONFIG_FILE").value
    table = (("named", named),) if named else _WINDOWS if host.platform == "windows" else _POSIX
    for scope, pattern in table:
        path = pattern if named else fill(host, pattern)
        data = host.files.data(path, LIMIT) if path else None
        if data is None or (data.state == "not-set" and not named):
            continue
        parsed = _parsed(data)
        state = "malformed" if parsed.reason else data.state
        files.append(SettingsFile("uv", path, state, parsed.reason, scope, parsed.fault, parsed.line))
        lines = _lines(data.value or b"")
        for key, value in parsed.settings.items():
            found += _made(host, Setting("uv", key, path, scope=scope, line=lines.get(key)), value)
    return files, found


_REASON = "uv cannot read it"


def _parsed(data: Reading[bytes]) -> _Parsed:
    if data.value is None:
        return _Parsed(reason="it is too large, or it is not a file" if data.state == "malformed" else "")
    try:
        text = data.value.decode("utf-8-sig")
        settings = toml_text.parsed(text)
    except UnicodeDecodeError:
        return _Parsed(reason=_REASON, fault="encoding")
    except toml_text.BadToml as error:
        at = re.search(r"at line (\d+)", str(error))
        return _Parsed(reason=_REASON, fault="form", line=int(at.group(1)) if at else None)
    wrong = next((key for key, value in settings.items() if key == "tool" or not _fits(key, value)), "")
    fault = "" if not wrong else "tool-header" if wrong == "tool" else "value"
    return _Parsed(settings, _REASON if fault else "", fault, _lines(data.value).get(wrong))


def _fits(key: str, value: Any) -> bool:
    """Whether uv takes this value; of a key that is not in the table that is not known, and it counts as fit."""
    if key == "index":
        return isinstance(value, list) and all(isinstance(each, dict) and "url" in each for each in value)
    if key == "python-downloads":
        return value in _DOWNLOADS
    return isinstance(value, _KINDS.get(key, object))


def _lines(data: bytes) -> dict[str, int]:
    """The line of each key at the top of the file, and of each table."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if key := re.match(r"\s*(?:\[+\s*)?([A-Za-z0-9_-]+)", line):
            found.setdefault(key.group(1), number)
    return found


def _made(host: Host, setting: Setting, value: Any) -> list[Setting]:
    key = setting.name
    if key == "index":  # a list of tables, each with an address
        tables = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else [{}]
        return [_index(host, setting, each) for each in tables if not each.get("explicit")]
    if key not in KEYS:
        return []
    words = [word for word in value if isinstance(word, str)] if isinstance(value, list) else [str(value)]
    return [KEYS[key](host, setting, words)]


def _index(host: Host, setting: Setting, table: Mapping[str, Any]) -> Setting:
    name = "default-index" if table.get("default") is True else "index"
    made = Setting("uv", name, setting.source, scope=setting.scope, line=setting.line)
    return values.servers(host, made, [str(table.get("url", ""))])
