"""Where Pythons usually live, per platform; the order is the order they are listed in."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.paths import for_platform
from pyready.model.readings import text

Listing = Reading[tuple[str, ...]]
"""The names in a folder."""


class Candidate(NamedTuple):
    """A place where an interpreter should be."""

    path: str
    seen_by: str
    version: str = ""
    product: str = ""
    managed: bool = False
    architecture: str = ""


# (folder above, pattern of the folder's name, interpreter inside, where a name may be a pattern too). Sources:
# docs.python.org/3/using/windows.html, PEP 773, docs.astral.sh/uv/reference/storage, github.com/pyenv-win/pyenv-win,
# winpython.github.io (folders WPy64-31390 and the like); read 2026-11-22 and 2026-11-29.
WINDOWS_FOLDERS = (
    ("{LOCALAPPDATA}\\Programs\\Python", "Python3*", "python.exe"),
    ("{LOCALAPPDATA}\\Programs", "python-3*", "python.exe"),  # this and the next two: where our own steps lead
    ("{LOCALAPPDATA}\\Programs", "WinPython", "python.exe"),
    ("{LOCALAPPDATA}\\uv\\python", "cpython-*", "python.exe"),
    ("{USERPROFILE}\\first-python", ".conda", "python.exe"),
    ("{LOCALAPPDATA}\\first-python", ".conda", "python.exe"),
    *(
        (top, "WPy*", inside)
        for top in (
            "{USERPROFILE}",
            "{USERPROFILE}\\Downloads",
            "{USERPROFILE}\\Desktop",
            "{USERPROFILE}\\Documents",
            "{LOCALAPPDATA}\\Programs",
            "{LOCALAPPDATA}\\Programs\\WinPython",
            "{SystemDrive}\\",
        )
        for inside in ("python\\python.exe", "python-3*\\python.exe")
    ),
    ("{ProgramFiles}", "Python3*", "python.exe"),
    ("{ProgramFiles(x86)}", "Python3*", "python.exe"),
    ("{SystemDrive}\\", "Python3*", "python.exe"),
    ("{LOCALAPPDATA}\\Python", "pythoncore-*", "python.exe"),
    ("{LOCALAPPDATA}\\Microsoft\\WindowsApps", "PythonSoftwareFoundation.Python.3*", "python.exe"),
    ("{APPDATA}\\uv\\python", "cpython-*", "python.exe"),
    ("{APPDATA}\\uv\\data\\python", "cpython-*", "python.exe"),
    ("{UV_PYTHON_INSTALL_DIR}", "cpython-*", "python.exe"),
    ("{USERPROFILE}\\.pyenv\\pyenv-win\\versions", "*", "python.exe"),
    # inside other programs: pro.arcgis.com, "Python in ArcGIS Pro"; docs.qgis.org, "Running Scripts"; 2026-11-29
    ("{ProgramFiles}\\ArcGIS\\Pro\\bin\\Python\\envs", "arcgispro-py3", "python.exe"),
    ("{ProgramFiles}", "QGIS 3*", "apps\\Python3*\\python.exe"),
    ("{SystemDrive}\\OSGeo4W\\apps", "Python3*", "python.exe"),
)
# Sources: github.com/pyenv/pyenv (PYENV_ROOT), docs.astral.sh/uv/reference/storage, docs.brew.sh, read 2026-11-22.
POSIX_FOLDERS = (
    ("{PYENV_ROOT}/versions", "*", "bin/python"),
    ("{HOME}/.pyenv/versions", "*", "bin/python"),
    ("{UV_PYTHON_INSTALL_DIR}", "cpython-*", "bin/python3"),
    ("{XDG_DATA_HOME}/uv/python", "cpython-*", "bin/python3"),
    ("{HOME}/.local/share/uv/python", "cpython-*", "bin/python3"),
    ("{HOME}/first-python", ".conda", "bin/python3"),
    ("/opt", "python*", "bin/python3"),
    ("/opt/homebrew/opt", "python@3*", "bin/python3"),
    ("/usr/local/opt", "python@3*", "bin/python3"),
    ("/Library/Frameworks/Python.framework/Versions", "3*", "bin/python3"),
)
POSIX_BIN = ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "{HOME}/.local/bin")
REGISTRY = (  # PEP 514
    ("HKCU\\Software\\Python", "64"),
    ("HKLM\\SOFTWARE\\Python", "64"),
    ("HKLM\\SOFTWARE\\Python", "32"),
)
_SKIPPED = {"pylauncher"}  # PEP 514: reserved for the launcher's own settings


NAMED_FOLDERS = (
    ("", "python-3*", "python.exe"),
    ("", "WinPython", "python.exe"),
    ("\\uv\\python", "cpython-*", "python.exe"),
    ("\\first-python", ".conda", "python.exe"),
)
"""Windows: the same below the folder that the site profile names for programs."""


def folders(host: Host, named: str = "") -> tuple[tuple[str, str, str], ...]:
    """The table of this platform, variables filled in; places whose variable is not set are left out.

    `named` is the folder that the site profile names for programs.
    """
    table: Sequence[tuple[str, str, str]] = WINDOWS_FOLDERS if host.platform == "windows" else POSIX_FOLDERS
    if named:
        table = (*table, *((named + below, pattern, inside) for below, pattern, inside in NAMED_FOLDERS))
    filled = ((fill(host, top), pattern, inside) for top, pattern, inside in table)
    return tuple((top, pattern, inside) for top, pattern, inside in filled if top)


def in_folder(host: Host, reading: Listing, top: str, pattern: str, inside: str) -> list[Candidate]:
    """Candidates below one usual folder, of which the reading is handed in."""
    join = for_platform(host.platform).join
    found = [join(top, name) for name in _fitting(reading, pattern)]
    for part in inside.replace("\\", "/").split("/"):
        if "*" in part:
            found = [join(each, name) for each in found for name in _fitting(host.files.folder(each), part)]
        else:
            found = [join(each, part) for each in found]
    return [Candidate(path, "folder") for path in found]


def _fitting(folder: Listing, pattern: str) -> list[str]:
    return [name for name in folder.value or () if fnmatchcase(name.casefold(), pattern.casefold())]


def in_registry(host: Host, root: str, view: str) -> Iterator[Reading[str] | Candidate]:
    """PEP 514 entries below one root: first the reading of the root, then candidates and failed readings."""
    wide = "32" if view == "32" else "64"
    companies = host.registry.subkeys(root, wide)  # type: ignore[arg-type]  # narrowed by the conditional above
    yield Reading(companies.state, None, f"{root} ({view}-bit)")
    for company in companies.value or ():
        if company.casefold() in _SKIPPED:
            continue
        tags = host.registry.subkeys(f"{root}\\{company}", wide)  # type: ignore[arg-type]
        if not tags.is_set:
            yield Reading(tags.state, None, f"{root}\\{company}")
        for tag in tags.value or ():
            yield _entry(host, f"{root}\\{company}\\{tag}", company, wide)


def _architecture(told: str, tag: str, key: str, view: str) -> str:
    """PEP 514: `SysArchitecture`; without one a key of the whole computer in the 32-bit view is 32-bit."""
    if told == "32bit" or tag.endswith("-32") or (not told and view == "32" and key.startswith("HKLM")):
        return "x86"
    if tag.casefold().endswith("-arm64"):
        return "arm64"
    return "x86_64" if told == "64bit" else ""


def _entry(host: Host, key: str, company: str, view: str) -> Reading[str] | Candidate:
    def value(below: str, name: str) -> Reading[str]:
        return text(host.registry.value(key + below, name, view))  # type: ignore[arg-type]

    executable = value("\\InstallPath", "ExecutablePath")
    prefix = value("\\InstallPath", "")
    path = executable.value or (prefix.value.rstrip("\\") + "\\python.exe" if prefix.value else "")
    if not path:
        worst = executable if executable.state not in {"set", "not-set"} else prefix
        return Reading("malformed" if worst.state == "set" else worst.state, None, f"{key}\\InstallPath")
    version = value("", "Version").value or value("", "SysVersion").value or ""
    managed = host.registry.value(key, "ManagedByPyManager", view)  # type: ignore[arg-type]
    made_for = _architecture(value("", "SysArchitecture").value or "", key.rpartition("\\")[2], key, view)
    return Candidate(path, "registry", version, company, managed.value == 1, made_for)
