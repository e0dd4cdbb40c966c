"""uv's settings: the files of the computer and of the user, and the variables that outrank them.

Sources: docs.astral.sh/uv/concepts/configuration-files, .../reference/settings and .../reference/environment, read
2026-11-22.
"""

from collections.abc import Mapping
from typing import Any

from pyready.formats import setting_values as values
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.tool_settings import Setting, SettingsFile

KEYS: Mapping[str, values.Reader] = {
    "system-certs": values.flag,
    "native-tls": values.flag,
    "offline": values.flag,
    "no-index": values.flag,
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
_WINDOWS = ("{APPDATA}\\uv\\uv.toml", "{ProgramData}\\uv\\uv.toml")
_POSIX = (
    "{XDG_CONFIG_HOME}/uv/uv.toml",
    "{HOME}/.config/uv/uv.toml",
    "/etc/xdg/uv/uv.toml",
    "/etc/uv/uv.toml",
)


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Variables first, then every file that is there; the first word on a matter is the one that counts."""
    found: list[Setting] = []
    files: list[SettingsFile] = []
    for name, value in values.given(host, VARIABLES):
        words = [value] if name in _ONE_PATH else value.split()
        found.append(VARIABLES[name](host, Setting("uv", name, f"environment {name}"), words))
    named = host.variables.get("UV_CONFIG_FILE").value
    table = (named,) if named else _WINDOWS if host.platform == "windows" else _POSIX
    for pattern in table:
        path = pattern if named else fill(host, pattern)
        data = host.files.data(path, LIMIT) if path else None
        if data is None or (data.state == "not-set" and not named):
            continue
        settings, reason = _parsed(data)
        files.append(SettingsFile("uv", path, "malformed" if reason else data.state, reason))
        found += [made for key, value in settings.items() if (made := _setting(host, key, value, path))]
    return files, found


def _parsed(data: Reading[bytes]) -> tuple[dict[str, Any], str]:
    if data.value is None:
        return {}, "it is too large or no file" if data.state == "malformed" else ""
    import tomllib

    try:
        return tomllib.loads(data.value.decode("utf-8")), ""
    except (ValueError, RecursionError):  # not UTF-8, not TOML, or nested without end
        return {}, "it is not of the form that uv reads"


def _setting(host: Host, key: str, value: Any, path: str) -> Setting | None:
    if key == "index":  # a list of tables, each with an address
        tables = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        return values.servers(host, Setting("uv", key, path), [str(each.get("url", "")) for each in tables])
    if key not in KEYS:
        return None
    words = [word for word in value if isinstance(word, str)] if isinstance(value, list) else [str(value)]
    return KEYS[key](host, Setting("uv", key, path), words)
