r"""Which editors are here: by the folders their makers document and the registry keys they leave. Nothing is started.

Sources: code.visualstudio.com/docs/setup/windows, jetbrains.com/help/pycharm, docs.spyder-ide.org, docs.posit.co and
learn.microsoft.com/power-bi, read 2026-11-22.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from pyready.model.anchors import fill
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.paths import comparable, for_platform, is_unc
from pyready.model.privacy_classes import PathText, Public, Text
from pyready.model.probe import Probe, file, folder, registry, variable
from pyready.model.readings import text
from pyready.probes._vscode_policy import READS, extension_policy, own_marketplace
from pyready.probes.inventory.installed import Installed, declared, installed

APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,4}")
VS_CODE = "vs-code"
PYTHON_EXTENSION = "ms-python.python"
_EXTENSIONS = (PYTHON_EXTENSION, "ms-toolsai.jupyter")


class Editor(msgspec.Struct, frozen=True):
    """One editor."""

    name: Public
    """`vs-code`, `pycharm`, `spyder`, `rstudio`, `positron` or `power-bi`."""
    path: PathText
    """The folder it is in."""
    kind: Public = ""
    """`user`, `system` or `portable`; empty when that cannot be told."""
    version: Public = ""
    """Empty when not known."""
    seen_by: Public = "folder"
    """`folder` or `registry`."""
    place: Public = ""
    """On Windows, of the folders that its maker documents: `user-folder` or `program-files`; empty for another."""


class Editors(msgspec.Struct, frozen=True):
    """The editors that were found; one in an unusual place may be missing."""

    found: tuple[Editor, ...] = ()
    """Each that was found."""
    extensions: tuple[Public, ...] = ()
    """Of VS Code's extensions in your own folder, those for Python and notebooks."""
    unread: tuple[Reading[Text], ...] = ()
    """Places that could not be read: lists of programs, the folder of extensions, usual folders of VS Code."""
    python_extension: Reading[Public] = Reading("missing")
    """What VS Code's policy says of its Python extension: `allowed`, `blocked`, `unclear`, or `not-applied` where VS
    Code cannot read it; `missing` where nobody looked."""
    own_marketplace: Reading[bool] = Reading("missing")
    """Whether policy names another place for extensions; `missing` where nobody looked."""


class _Known(NamedTuple):
    """One editor: folders it is put in, the program in them, what its keys are called."""

    name: str
    folders: tuple[str, ...]
    program: str
    key: str = ""
    """A pattern for the name of the key that Windows lists it under."""


_VS_CODE_KEY = (  # the ids of its installers for one user and for everybody, 64-bit
    r"\{(771FD6B0-FA20-440A-A002-3B3BAC16DC50|EA457B21-F73E-494C-ACAB-524FDE069978)\}_is1"
)
_PROGRAMS = "{LOCALAPPDATA}\\Programs\\"
_PLACES = {"{LOCALAPPDATA}": "user-folder", "{ProgramFiles}": "program-files"}
_WINDOWS = (
    _Known(VS_CODE, (_PROGRAMS + "Microsoft VS Code", "{ProgramFiles}\\Microsoft VS Code"), "Code.exe", _VS_CODE_KEY),
    _Known("pycharm", (_PROGRAMS + "PyCharm", "{ProgramFiles}\\JetBrains\\PyCharm"), "bin\\pycharm64.exe", "PyCharm.*"),
    _Known("spyder", ("{LOCALAPPDATA}\\spyder-6", "{ProgramData}\\spyder-6"), "uninstall-spyder.exe", "Spyder.*"),
    _Known("rstudio", ("{ProgramFiles}\\RStudio", _PROGRAMS + "RStudio"), "rstudio.exe", "RStudio.*"),
    _Known("positron", (_PROGRAMS + "Positron", "{ProgramFiles}\\Positron"), "Positron.exe"),
    _Known("power-bi", ("{ProgramFiles}\\Microsoft Power BI Desktop",), "bin\\PBIDesktop.exe"),
)
_LINUX = (
    _Known(VS_CODE, ("/usr/share/code", "/snap/code/current/usr/share/code"), "code"),
    _Known("pycharm", ("/opt/pycharm", "/snap/pycharm-community/current", "/snap/pycharm-professional/current"), "bin"),
    _Known("spyder", ("/usr/bin",), "spyder"),
    _Known("rstudio", ("/usr/lib/rstudio",), "bin"),
    _Known("positron", ("/usr/share/positron",), "positron"),
)
_MACOS = (
    _Known(VS_CODE, ("/Applications/Visual Studio Code.app", "{HOME}/Applications/Visual Studio Code.app"), "Contents"),
    _Known("pycharm", ("/Applications/PyCharm.app", "/Applications/PyCharm CE.app"), "Contents"),
    _Known("spyder", ("/Applications/Spyder 6.app", "/Applications/Spyder.app"), "Contents"),
    _Known("rstudio", ("/Applications/RStudio.app",), "Contents"),
    _Known("positron", ("/Applications/Positron.app",), "Contents"),
)


def collect(host: Host, facts: Facts) -> Editors:
    """Look in the usual folders, then where the registry says."""
    del facts
    table = {"windows": _WINDOWS, "macos": _MACOS}.get(host.platform, _LINUX)
    entries, unread = installed(host, lambda name: any(each.key and _is(each, name) for each in table))
    found: dict[str, Editor] = {}
    for known in table:
        keys = [entry for entry in entries if known.key and _is(known, entry.key)]
        for top, seen_by, place in _tops(host, known, keys):
            if is_unc(top) or comparable(top) in found:
                continue
            look = host.files.look(for_platform(host.platform).join(top, known.program))
            if look.is_set:
                made = _editor(host, known, top, keys, seen_by, place)
                found[comparable(top) if known.name != "spyder" else known.name] = made
            elif known.name == VS_CODE and look.state != "not-set":
                unread.append(Reading(look.state, source=look.source))
    extensions, reading = _extensions(host)
    if reading.state not in {"set", "not-set"}:
        unread.append(reading)
    policy = extension_policy(host, PYTHON_EXTENSION)
    return Editors(tuple(found.values()), extensions, tuple(unread), policy, own_marketplace(host))


def _is(known: _Known, key: str) -> bool:
    return bool(re.fullmatch(known.key, key, re.IGNORECASE))


def _tops(host: Host, known: _Known, keys: list[Installed]) -> Iterator[tuple[str, str, str]]:
    """The folders to look in: how each was found, and the place that its maker documents."""
    for pattern in known.folders:
        if top := fill(host, pattern):
            yield top, "folder", _PLACES.get(pattern.partition("\\")[0], "")
    for top in (*(entry.folder for entry in keys), _app_path(host, known)):
        if top:
            yield top, "registry", ""


def _editor(host: Host, known: _Known, top: str, keys: list[Installed], seen_by: str, place: str) -> Editor:
    versions = [entry.version for entry in keys if comparable(entry.folder) == comparable(top)]
    version = next(filter(None, versions), "") or _from_file(host, known, top)
    return Editor(known.name, top, _kind(host, known, top), version, seen_by, place)


def _kind(host: Host, known: _Known, top: str) -> str:
    if host.platform != "windows":
        return "system" if top.startswith(("/usr/", "/opt/", "/snap/", "/Applications/")) else "user"
    join = for_platform("windows").join
    if known.name == VS_CODE and host.files.look(join(top, "data")).is_set:  # what makes it a portable one
        return "portable"
    for kind, name in (("user", "USERPROFILE"), ("system", "ProgramFiles"), ("system", "ProgramData")):
        above = host.variables.get(name).value
        if above and comparable(top).startswith(comparable(above) + "\\"):
            return kind
    return ""


def _from_file(host: Host, known: _Known, top: str) -> str:
    """The version that the editor's own description of itself names."""
    join = for_platform(host.platform).join
    described = {VS_CODE: ("resources", "app", "package.json"), "pycharm": ("product-info.json",)}.get(known.name)
    data = host.files.data(join(top, *described), 200_000).value if described else None
    try:
        told = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return ""
    version = str(told.get("version", "")) if isinstance(told, dict) else ""
    return version if _VERSION.fullmatch(version) else ""


def _app_path(host: Host, known: _Known) -> str:
    """The folder of the program, where it has told Windows of itself."""
    if host.platform != "windows":
        return ""
    module = for_platform("windows")
    depth = known.program.count("\\") + 1
    for root in ("HKCU", "HKLM"):
        key = f"{root}\\{APP_PATHS}\\{module.basename(known.program)}"
        program = (text(host.registry.value(key, "")).value or "").strip('" ')
        for _ in range(depth if program else 0):
            program = module.dirname(program)
        if program:
            return str(program)
    return ""


def _extensions(host: Host) -> tuple[tuple[str, ...], Reading[str]]:
    home = fill(host, "{USERPROFILE}" if host.platform == "windows" else "{HOME}")
    join = for_platform(host.platform).join
    if not home:
        return (), Reading("not-set")
    listed = host.files.folder(join(home, ".vscode", "extensions"))
    names = [name.casefold() for name in listed.value or ()]
    found = tuple(each for each in _EXTENSIONS if any(name.startswith(each + "-") for name in names))
    return found, Reading(listed.state, source=listed.source)


PROBE = Probe(
    id="editors",
    fact=Editors,
    collect=collect,
    about="which editors for Python are on this computer",
    reads=(
        *(
            variable(name, "where editors are")
            for name in ("LOCALAPPDATA", "ProgramFiles", "ProgramData", "USERPROFILE", "HOME")
        ),
        *declared("VS Code, PyCharm, Spyder, RStudio: folder and version; keys of other programs are not opened"),
        registry(f"HKCU\\{APP_PATHS}*", "the folders of these editors"),
        registry(f"HKLM\\{APP_PATHS}*", "the folders of these editors"),
        *READS,
        folder("{the folder of VS Code's extensions}", "whether those for Python and notebooks are there"),
        file("{each usual folder of an editor}", "whether it is there; of VS Code and PyCharm the version"),
    ),
)
