r"""The settings of the Python Install Manager: its variables, its files of JSON and IT's policy; a later one counts.

Sources: python/pymanager 26.4b1, `src/manage/config.py` (load_config, load_one_config, resolve_config),
`src/manage/commands.py` (CONFIG_SCHEMA) and `src/pymanager.json`, read 2026-11-29, and docs.python.org/3/using/windows,
"Configuration", of the same day; not yet seen running. A file that is not JSON it passes over with a warning. At one
that is JSON of another form every command ends. A variable counts least: the file that comes with it holds its name.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from pyready.formats import setting_values as values
from pyready.formats.server_address import address
from pyready.model.anchors import WINDOWS, fill
from pyready.model.host import Host, Reading
from pyready.model.paths import comparable, is_unc
from pyready.model.readings import text
from pyready.model.tool_settings import Setting, SettingsFile

TOOL = "python-manager"
POLICY = r"HKLM\Software\Policies\Python\PyManager"
VARIABLES = {"PYTHON_MANAGER_SOURCE_URL": "install.source", "PYTHON_MANAGER_DEFAULT_PLATFORM": "default_platform"}
PASSED_OVER = "it is not JSON, so the install manager ignores it"
"""Why a file that is malformed changes nothing."""
_OTHER_FORM = "the install manager cannot read it"
_KEYS = ("install.source", "install_dir", "default_platform")
_FILES = (
    ("computer", "base_config", ""),
    ("user", "user_config", "{APPDATA}\\Python\\PyManager.json"),
    ("named", "additional_config", "{PYTHON_MANAGER_CONFIG}"),
)
_TABLES = ("install", "list", "first_run")
"""Keys that hold more keys."""
_LIMIT = 1_000_000
_NAMED = re.compile(r"%(.*?)%")
_USUAL = "{LOCALAPPDATA}\\Python"


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Variables, then the files that are there, then the policy. Nothing elsewhere than on Windows."""
    if host.platform != "windows":
        return [], []
    files: list[SettingsFile] = []
    found = [
        _setting(host, VARIABLES[name], value, Setting(TOOL, name, f"environment {name}", scope="variable"))
        for name, value in values.given(host, VARIABLES)
    ]
    policy = {name: host.registry.value(POLICY, name) for name in (*_KEYS, *(name for _, name, _ in _FILES))}
    for scope, name, usual in _FILES:
        named = text(policy[name]).value
        if path := _expanded(host, named) if named else fill(host, usual):
            for key, value in _file(host, path, scope, files).items():
                found.append(_setting(host, key, value, Setting(TOOL, key, path, scope=scope)))
    unread = next((each for each in policy.values() if each.state not in {"set", "not-set"}), None)
    if unread:
        files.append(SettingsFile(TOOL, POLICY, unread.state, scope="computer"))
    for key in _KEYS:
        said = text(policy[key])
        if said.value or said.state == "malformed":
            made = Setting(TOOL, key, f"{POLICY}\\{key}", scope="computer")
            found.append(_setting(host, key, said.value, made))
    return files, found


def _file(host: Host, path: str, scope: str, files: list[SettingsFile]) -> Mapping[str, Any]:
    """What one file says of the keys that matter; how it was read is added to `files`.

    The person's own is read on a share too, as those of pip and uv are: their AppData folder is in use there already.
    """
    if is_unc(path) and scope != "user":
        files.append(SettingsFile(TOOL, path, "network", "it is on a server", scope))
        return {}
    data = host.files.data(path, _LIMIT)
    if data.state == "not-set":
        return {}
    made, said = _parsed(data)
    files.append(msgspec.structs.replace(made, path=path, scope=scope))
    return said


def _parsed(data: Reading[bytes]) -> tuple[SettingsFile, Mapping[str, Any]]:
    if data.value is None:
        return SettingsFile(
            TOOL, "", data.state, "it is too large, or it is not a file" if data.state == "malformed" else ""
        ), {}
    try:
        told = json.loads(data.value.decode("utf-8-sig"))
    except RecursionError:  # which ends its command
        return SettingsFile(TOOL, "", "malformed", _OTHER_FORM, fault="form"), {}
    except ValueError:
        return SettingsFile(TOOL, "", "malformed", PASSED_OVER), {}
    if not isinstance(told, dict):
        return SettingsFile(TOOL, "", "malformed", _OTHER_FORM, fault="form"), {}
    if any(key in told and not isinstance(told[key], dict) for key in _TABLES):
        return SettingsFile(TOOL, "", "malformed", _OTHER_FORM, fault="value"), {}
    flat = {**told, **{f"install.{key}": value for key, value in told.get("install", {}).items()}}
    return SettingsFile(TOOL, "", "set"), {key: flat[key] for key in _KEYS if flat.get(key) not in ("", None)}


def _setting(host: Host, key: str, value: Any, made: Setting) -> Setting:
    """One setting; malformed where pyready does not know what it stands for."""
    word = _expanded(host, value) if isinstance(value, str) else None
    if not word:
        return msgspec.structs.replace(made, state="malformed")
    if key == "default_platform":
        return msgspec.structs.replace(made, words=("64-bit" if word == "-64" else "other",))
    if key == "install_dir":
        usual = comparable(word) == comparable(fill(host, _USUAL))
        return msgspec.structs.replace(made, words=("usual",)) if usual else values.places(host, made, [word])
    found = address(word)
    if found and found.host == "www.python.org":
        return msgspec.structs.replace(made, words=("python-org",))
    return values.servers(host, made, [word])


def _expanded(host: Host, written: str) -> str:
    """With the variables of well-known folders filled in; empty where it names another one."""
    names = {name.casefold(): name for name in WINDOWS}
    if any(each.casefold() not in names for each in _NAMED.findall(written)):
        return ""
    return _NAMED.sub(lambda each: host.variables.get(names[each[1].casefold()]).value or "", written)
