"""Examines one interpreter by the files around it: version, build, kind, venv, pip, JupyterLab. Nothing is started."""

import re
from collections.abc import Iterable

import msgspec

from pyready.formats.program_file import architecture
from pyready.model.anchors import anchored
from pyready.model.host import Host
from pyready.model.paths import below, comparable, for_platform
from pyready.model.pythons import Found

_VERSION = re.compile(r"(?<!\d)([23]\.\d{1,2}(?:\.\d{1,2})?)(?![\d])")
_IN_DLL = re.compile(r"python3(\d{1,2})\.dll", re.IGNORECASE)
_CONDA_PYTHON = re.compile(r"python-(\d+\.\d+\.\d+)-.*\.json")
_PIP = re.compile(r"pip-([0-9][0-9a-z.]*)\.dist-info", re.IGNORECASE)
_JUPYTERLAB = re.compile(r"jupyterlab-([0-9][0-9a-z.]*)\.dist-info", re.IGNORECASE)
_EMBEDDABLE = re.compile(r"python3\d{1,2}t?\._pth", re.IGNORECASE)
"""docs.python.org/3/using/windows.html, "The embeddable package" and "Finding modules": with such a file beside it a
Python finds nothing but what the file names."""
_FREE_THREADED = re.compile(r"python3\.\d{1,2}t(\.exe)?", re.IGNORECASE)
_FREE_THREADED_DLL = re.compile(r"python3\d{1,2}t\.dll", re.IGNORECASE)
"""docs.python.org/3/using/windows.html, "Free-threaded binaries"."""
_IN_PATH = (  # what stands in the name of a folder, and for which processors that is: python.org's, PEP 773's and uv's
    (re.compile(r"python3\d{1,2}t?-32|pythoncore-3\.\d{1,2}t?-32|-windows-(x86|i686)-", re.IGNORECASE), "x86"),
    (re.compile(r"python3\d{1,2}t?-arm64|pythoncore-3\.\d{1,2}t?-arm64|-windows-aarch64-", re.IGNORECASE), "arm64"),
    (re.compile(r"pythoncore-3\.\d{1,2}t?-64|-windows-x86_64-|WPy64-", re.IGNORECASE), "x86_64"),
)
_PROGRAM_LIMIT = 1_000_000
"""Bytes; a python.exe has about a tenth of it."""
_PATCHLEVEL = re.compile(r'^#define\s+PY_VERSION\s+"([^"]+)"', re.MULTILINE)
_BUNDLES = ("ArcGIS", "QGIS", "OSGeo4W", "LibreOffice", "Blender", "Alteryx", "SPSS", "Inkscape", "GIMP", "KNIME")
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


def examine(
    host: Host, path: str, seen_by: Iterable[str], hint: str = "", product: str = "", made_for: str = ""
) -> Found:
    """Look at an interpreter's surroundings.

    `hint` is a version that the finder was told, by the registry, say; `made_for` an architecture.
    """
    prefix = _prefix(host, path)
    version = _longest(_version_of(host, path, prefix), hint)
    packages = _packages(host, prefix)
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
        pip=_version_in(_PIP, packages),
        architecture=_architecture(host, path, made_for),
        free_threaded=_is_free_threaded(path, prefix),
        embeddable=any(map(_EMBEDDABLE.fullmatch, prefix.names)) if prefix.names else None,
        jupyterlab=_version_in(_JUPYTERLAB, packages),
    )


def _architecture(host: Host, path: str, told: str) -> str:
    """What the program itself says, else the registry, else the name of its folder."""
    if host.platform != "windows":
        return ""
    own = architecture(host.files.data(path, _PROGRAM_LIMIT).value or b"")
    return own or told or next((made_for for mark, made_for in _IN_PATH if mark.search(path)), "")


def _is_free_threaded(path: str, prefix: Prefix) -> bool | None:
    """By the name of the program, else by the library beside it."""
    if _FREE_THREADED.fullmatch(re.split(r"[\\/]", path)[-1]) or "+freethreaded" in path.casefold():
        return True
    if not prefix.names:
        return None
    only = any(map(_FREE_THREADED_DLL.fullmatch, prefix.names)) and not any(map(_IN_DLL.fullmatch, prefix.names))
    return only or prefix.library.endswith("t")


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
    match = re.search(r"python([23]\.\d+t?)", path.rpartition("/")[2])
    if match:
        return f"{top}/lib/python{match[1]}"
    names = sorted(
        name for name in host.files.folder(f"{top}/lib").value or () if re.fullmatch(r"python[23]\.\d+t?", name)
    )
    return f"{top}/lib/{names[0]}" if len(names) == 1 else ""


def _version_of(host: Host, path: str, prefix: Prefix) -> str:
    """The fullest version that the files tell, the most reliable places last."""
    parts = path.replace("\\", "/").split("/")
    best = ""
    for part in [*reversed(parts[-4:]), re.split(r"[\\/]", prefix.library)[-1]]:
        named = "python" in part.casefold() or _VERSION.fullmatch(part)  # and not the version of another program
        match = _VERSION.search(part) if named else None
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


_HOME = ("HOME", "USERPROFILE")


def _kind(host: Host, path: str, prefix: Prefix) -> str:
    home = host.variables.get(_HOME[host.platform == "windows"]).value or ""
    rest = below(path, home) if home else None
    plain = (path if rest is None else f"/{rest}").replace("\\", "/").casefold()  # a person may be called Homebrew
    if "pyvenv.cfg" in prefix.names:
        return "virtual-environment"
    if any(name.casefold() in plain for name in _BUNDLES):
        return "bundled"
    if "conda-meta" in prefix.names:
        return "conda"
    for mark, kind in _KINDS:
        if mark in plain and (kind != "homebrew" or host.platform != "windows"):
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
    home = host.variables.get(_HOME[host.platform == "windows"]).value
    return "user" if _is_below(path, home) else "other"


def _is_below(path: str, folder: str | None) -> bool:
    return bool(folder) and below(path, folder or "") is not None


def _packages(host: Host, prefix: Prefix) -> tuple[str, ...]:
    """The names where packages of this Python are."""
    if not prefix.library:
        return ()
    join = for_platform(host.platform).join
    places = [join(prefix.library, "site-packages")]
    if host.platform == "linux":  # Debian keeps what it packages beside the standard library
        places += [f"{prefix.top}/lib/python3/dist-packages"]
    return tuple(name for place in places for name in host.files.folder(place).value or ())


def _version_in(mark: re.Pattern[str], names: Iterable[str]) -> str:
    return next((match[1] for name in names if (match := mark.fullmatch(name))), "")
