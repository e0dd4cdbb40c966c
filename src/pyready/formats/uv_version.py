"""Which version a uv is that was found, by its files; it is not started.

A uv that pip brought lies beside its own description; one of Astral's installer is noted in a receipt, which names the
folder it went to. Sources, read 2026-11-27: PEP 376 and 427 for the description; github.com/astral-sh/uv, pull request
21147, and github.com/axodotdev/axoupdater, issue 210, for the receipt.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pyready.model.anchors import fill
from pyready.model.host import Host
from pyready.model.paths import for_platform, same_path

_ON_WINDOWS = ("{XDG_CONFIG_HOME}\\uv\\uv-receipt.json", "{LOCALAPPDATA}\\uv\\uv-receipt.json")
_ON_POSIX = ("{XDG_CONFIG_HOME}/uv/uv-receipt.json", "{HOME}/.config/uv/uv-receipt.json")
RECEIPTS = (*_ON_WINDOWS, *_ON_POSIX)
_DESCRIPTION = re.compile(r"uv-(\d+(?:\.\d+){1,2})\.dist-info")
_VERSION = re.compile(r"\d+(\.\d+){1,2}")
_LIMIT = 20_000


def uv_version(host: Host, path: str) -> str:
    """Of the uv at a path: `0.11.3`, or empty where nothing tells."""
    look = host.files.look(path).value
    real = look.real if look and look.real else path
    folder = str(for_platform(host.platform).dirname(real))
    return _described(host, folder) or _noted(host, folder)


def _described(host: Host, folder: str) -> str:
    """By the description of the package, in the library beside the folder of programs; two of them tell nothing."""
    names = (name for place in _libraries(host, folder) for name in host.files.folder(place).value or ())
    found = {match[1] for name in names if (match := _DESCRIPTION.fullmatch(name))}
    return found.pop() if len(found) == 1 else ""


def _libraries(host: Host, folder: str) -> Iterator[str]:
    module = for_platform(host.platform)
    top = module.dirname(folder)
    if host.platform == "windows":  # an environment or a Python; the packages of a person (pip install --user)
        yield from (module.join(top, "Lib", "site-packages"), module.join(top, "site-packages"))
        return
    for name in host.files.folder(module.join(top, "lib")).value or ():
        if re.fullmatch(r"python3\.\d+", name):
            yield module.join(top, "lib", name, "site-packages")


def _noted(host: Host, folder: str) -> str:
    module = for_platform(host.platform)
    for pattern in _ON_WINDOWS if host.platform == "windows" else _ON_POSIX:
        path = fill(host, pattern)
        noted = _receipt(host.files.text(path, _LIMIT).value) if path else {}
        prefix, version = noted.get("install_prefix"), noted.get("version")
        if not isinstance(prefix, str) or not isinstance(version, str) or not _VERSION.fullmatch(version):
            continue
        if prefix and any(same_path(folder, each) for each in (prefix, module.join(prefix, "bin"))):
            return version
    return ""


def _receipt(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads((text or "{}").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
