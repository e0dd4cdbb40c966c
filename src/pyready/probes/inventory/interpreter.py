"""Examines one interpreter by the files around it: version, kind, venv, pip. Nothing is started."""

import re
from collections.abc import Iterable

import msgspec

from pyready.model.anchors import anchored
from pyready.model.host import Host
from pyready.model.paths import below, comparable, for_platform
from pyready.model.pythons import Found

_VERSION = re.compile(r"(?<!\d)([23]\.\d{1,2}(?:\.\d{1,2})?)(?![\d])")
_IN_DLL = re.compile(r"python3(\d{1,2})\.dll", re.IGNORECASE)
_CONDA_PYTHON = re.compile(r"python-(\d+\.\d+\.\d+)-.*\.json")
_PIP = re.compile(r"pip-([0-9][0-9a-z.]*)\.dist-info", re.IGNORECASE)
_PATCHLEVEL = re.compile(r'^#define\s+PY_VERSION\s+"([^"]+)"', re.MULTILINE)
_BUNDLES = ("ArcGIS", "QGIS", "LibreOffice", "Blender", "Alteryx", "SPSS", "Inkscape", "GIMP", "KNIME")
_KINDS = (  # what stands in a path, and who puts it there
    ("/.pyenv/", "pyenv"),
    ("/pyenv-win/", "pyenv"),
    ("/uv/python/", "uv"),
    ("/uv/data/python/", "uv"),
    ("/python/pythoncore-", "python-manager"),
    ("/windowsapps/", "store"),
    ("/homebrew/", "homebrew"),
    ("/cellar/", "homebrew"),
    ("/library/frameworks/python.framework/", "python-org"),
    ("/programs/python/python3", "python-org"),
)


class Prefix(msgspec.Struct, frozen=True):
    """The folders of one installation, and the names that were seen in them."""

    top: str
    library: str
    names: frozenset[str]
    """Names in `top`."""
    modules: frozenset[str]
    """Names in the standard library; empty when it could not be listed."""


def examine(host: Host, path: str, seen_by: Iterable[str], hint: str = "", product: str = "") -> Found:
    """Look at an interpreter's surroundings. `hint` is a version that the finder was told, e.g. by the registry."""
    prefix = _prefix(host, path)
    version = _longest(_version_of(host, path, prefix), hint)
    return Found(
        path=path,
        command=anchored(host, path),
        version=version,
        minor=minor_of(version),
        kind=_kind(host, path, prefix),
        product=product or next((name for name in _BUNDLES if name.casefold() in path.casefold()), ""),
        seen_by=tuple(seen_by),
        place=_place(host, path),
        has_venv="venv" in prefix.modules if prefix.modules else None,
        has_ensurepip="ensurepip" in prefix.modules if prefix.modules else None,
        pip=_pip(host, prefix),
    )


def minor_of(version: str) -> tuple[int, int] | None:
    """`(3, 11)` of `3.11.7`; None when the text is no version."""
    match = re.match(r"(\d+)\.(\d+)", version)
    return (int(match[1]), int(match[2])) if match else None


def _prefix(host: Host, path: str) -> Prefix:
    module = for_platform(host.platform)
    folder = module.dirname(path)
    if host.platform == "windows":
        top, library = folder, module.join(folder, "Lib")
        if module.basename(folder).casefold() == "scripts":
            top = module.dirname(folder)
    else:
        top = module.dirname(folder)
        library = _posix_library(host, path, top)
    names = host.files.folder(top).value or ()
    return Prefix(top, library, frozenset(names), frozenset(host.files.folder(library).value or () if library else ()))


def _posix_library(host: Host, path: str, top: str) -> str:
    match = re.search(r"python([23]\.\d+)", path.rpartition("/")[2])
    if match:
        return f"{top}/lib/python{match[1]}"
    names = sorted(
        name for name in host.files.folder(f"{top}/lib").value or () if re.fullmatch(r"python[23]\.\d+", name)
    )
    return f"{top}/lib/{names[0]}" if len(names) == 1 else ""


def _version_of(host: Host, path: str, prefix: Prefix) -> str:
    """The fullest version that the files tell, the most reliable places last."""
    parts = path.replace("\\", "/").split("/")
    best = ""
    for part in [*reversed(parts[-4:]), prefix.library.rpartition("/")[2]]:
        match = _VERSION.search(part)
        best = _longest(best, match[1] if match else "")
    for name in prefix.names:
        if (dll := _IN_DLL.fullmatch(name)) and not best:
            best = f"3.{dll[1]}"
    if "conda-meta" in prefix.names:
        return _longest(best, _conda_version(host, prefix))
    if host.platform != "windows" and prefix.library and best.count(".") < 2:
        header = f"{prefix.top}/include/{prefix.library.rpartition('/')[2]}/patchlevel.h"
        match = _PATCHLEVEL.search(host.files.text(header).value or "")
        best = _longest(best, match[1] if match else "")
    return best


def _conda_version(host: Host, prefix: Prefix) -> str:
    folder = for_platform(host.platform).join(prefix.top, "conda-meta")
    return next((m[1] for name in host.files.folder(folder).value or () if (m := _CONDA_PYTHON.fullmatch(name))), "")


def _longest(one: str, other: str) -> str:
    """The version that says more; the first when both say the same or contradict each other."""
    return other if not one or (other.startswith(one + ".")) else one


def _kind(host: Host, path: str, prefix: Prefix) -> str:
    plain = path.replace("\\", "/").casefold()
    if "pyvenv.cfg" in prefix.names:
        return "virtual-environment"
    if any(name.casefold() in plain for name in _BUNDLES):
        return "bundled"
    if "conda-meta" in prefix.names:
        return "conda"
    for mark, kind in _KINDS:
        if mark in plain:
            return kind
    if host.platform != "windows" and plain.startswith(("/usr/bin/", "/bin/", "/system/", "/library/developer/")):
        return "system"
    return "python-org" if host.platform == "windows" and _place(host, path) == "system" else "unknown"


def _place(host: Host, path: str) -> str:
    tops = ("ProgramFiles", "ProgramFiles(x86)", "SystemRoot") if host.platform == "windows" else ()
    if any(_is_below(path, host.variables.get(name).value) for name in tops):
        return "system"
    if host.platform != "windows" and comparable(path).startswith(("/usr/", "/bin/", "/opt/", "/Library/", "/System/")):
        return "system"
    home = host.variables.get("USERPROFILE" if host.platform == "windows" else "HOME").value
    return "user" if _is_below(path, home) else "other"


def _is_below(path: str, folder: str | None) -> bool:
    return bool(folder) and below(path, folder or "") is not None


def _pip(host: Host, prefix: Prefix) -> str:
    if not prefix.library:
        return ""
    join = for_platform(host.platform).join
    places = [join(prefix.library, "site-packages")]
    if host.platform == "linux":  # Debian keeps what it packages beside the standard library
        places += [f"{prefix.top}/lib/python3/dist-packages"]
    names = (name for place in places for name in host.files.folder(place).value or ())
    return next((match[1] for name in names if (match := _PIP.fullmatch(name))), "")
