"""Where condas are, and what the names in their folders tell. No file of an installation is opened.

Sources: constructor's `main.nsi.tmpl` (default folders, keys, marker files), conda-forge/miniforge and mamba's
documentation (root prefix), read 2026-11-22.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pyready.model.anchors import fill
from pyready.model.conda import Installation
from pyready.model.host import Host, Reading
from pyready.model.paths import comparable, flavour, for_platform, is_local, is_unc, last_part
from pyready.model.safe_text import clean
from pyready.probes.inventory.installed import installed

MOST_LINES = 500
"""Lines of conda's list of environments that are looked at."""
LIMIT = 1_000_000
_WINDOWS_TOPS = ("{USERPROFILE}", "{LOCALAPPDATA}", "{LOCALAPPDATA}\\Continuum", "{ProgramData}", "{SystemDrive}\\")
_WINDOWS_NAMES = ("anaconda3", "miniconda3", "miniforge3", "mambaforge", "micromamba")
_WINDOWS_MORE = ("{LOCALAPPDATA}\\r-miniconda", "{APPDATA}\\mamba", "{MAMBA_ROOT_PREFIX}")
_POSIX_TOPS = ("{HOME}", "/opt")
_POSIX_NAMES = ("anaconda3", "miniconda3", "miniforge3", "mambaforge", "micromamba", "conda")
_POSIX_MORE = ("{HOME}/.local/share/mamba", "{HOME}/.local/share/r-miniconda", "{MAMBA_ROOT_PREFIX}")
_PRODUCTS = (
    ("mambaforge", "mambaforge"),
    ("miniforge", "miniforge"),
    ("micromamba", "micromamba"),
    ("miniconda", "miniconda"),
    ("anaconda", "anaconda"),
)
_PACKAGE = re.compile(r"(conda|anaconda)-(\d[0-9A-Za-z.]{0,20})-[^-]+\.json", re.IGNORECASE)


class Root(NamedTuple):
    """A folder in which a conda may be; `product` is what told of it, as far as it names one."""

    path: str
    seen_by: str
    product: str = ""


def roots(host: Host, named: str = "") -> tuple[list[Root], list[Reading[str]]]:
    """Every folder in which a conda may be, and the places that could not be listed.

    `named` is the folder that the site profile names for programs.
    """
    entries, unread = installed(host, lambda name: bool(_product(name)))
    found = [Root(each.folder, "registry", _product(each.key)) for each in entries if each.folder]
    windows = host.platform == "windows"
    tops, names = (_WINDOWS_TOPS, _WINDOWS_NAMES) if windows else (_POSIX_TOPS, _POSIX_NAMES)
    join = for_platform(host.platform).join
    for top in filter(None, (*(fill(host, pattern) for pattern in tops), named)):
        found += [Root(join(top, name), "folder") for name in names]
    more = (fill(host, pattern) for pattern in (_WINDOWS_MORE if windows else _POSIX_MORE))
    found += [Root(path, "folder") for path in more if path]
    if program := host.variables.get("CONDA_EXE").value:
        module = for_platform(host.platform)
        found.append(Root(module.dirname(module.dirname(program)), "variable"))
    return found, unread


def examine(host: Host, root: Root) -> Installation | Reading[str] | None:
    """The conda in a folder; a reading when it could not be told, None when there is none."""
    if not is_local(root.path, host.platform) or (root.seen_by == "list" and _is_environment(root.path)):
        return None
    join = for_platform(host.platform).join
    top = host.files.folder(root.path)
    names = frozenset(map(str.casefold, top.value or ()))
    if not names:
        return None if top.state in {"set", "not-set"} else Reading(top.state, source=root.path)
    packages = _packages(host, join(root.path, "conda-meta")) if "conda-meta" in names else {}
    product = _what(root, names, packages)
    is_conda = "conda" in packages or "_conda.exe" in names or (product == "micromamba" and names & {"envs", "pkgs"})
    if not is_conda:
        return None
    return Installation(root.path, product, packages.get("conda", ""))


def _is_environment(path: str) -> bool:
    """In the folder where conda keeps environments; one may have a conda of its own in it."""
    return last_part(str(flavour(path).dirname(path.rstrip("/\\")))).casefold() == "envs"


def _packages(host: Host, folder: str) -> dict[str, str]:
    """Versions by the names of the files that conda keeps for each package; what is in them is not read."""
    found: dict[str, str] = {}
    for name in host.files.folder(folder).value or ():
        if match := _PACKAGE.fullmatch(name):
            found.setdefault(match[1].casefold(), match[2])
    return found


def _what(root: Root, names: frozenset[str], packages: dict[str, str]) -> str:
    """Best by the program that takes it away again, then by the package that makes an Anaconda, then by its folder."""
    removers = " ".join(name for name in names if name.startswith("uninstall-"))
    if "anaconda" in packages and not _product(removers):
        return "anaconda"
    named = last_part(root.path)
    return _product(removers) or root.product or _product("micromamba" if named == "mamba" else named) or "conda"


def _product(text: str) -> str:
    return next((product for mark, product in _PRODUCTS if mark in text.casefold()), "")


def listed(host: Host) -> tuple[list[str], Reading[str]]:
    """The lines of conda's own list of environments, and how reading it went."""
    home = fill(host, "{USERPROFILE}" if host.platform == "windows" else "{HOME}")
    join = for_platform(host.platform).join
    reading = host.files.data(join(home, ".conda", "environments.txt"), LIMIT) if home else Reading[bytes]("not-set")
    text = (reading.value or b"").decode("utf-8", "backslashreplace")  # a line that is not text is one bad line
    lines = [clean(line.strip())[0] for line in text.splitlines()]
    return list(dict.fromkeys(filter(None, lines))), Reading(reading.state, source=reading.source)


def environments(host: Host, roots: Iterable[str]) -> tuple[list[str], list[str]]:
    """The folders of conda's environments: those that its list names and those where it puts them by default.

    Beside them, what was not read: a list or folder that could not be, and environments on a server: it is not asked.
    Sources: conda 26.7.1, `core/envs_manager.py` (list_all_known_prefixes) and `base/context.py` (envs_dirs), read
    2026-11-29.
    """
    lines, reading = listed(host)
    home = fill(host, "{USERPROFILE}" if host.platform == "windows" else "{HOME}")
    join = for_platform(host.platform).join
    tops = [*(join(root, "envs") for root in roots), *([join(home, ".conda", "envs")] if home else [])]
    folders = [(top, host.files.folder(top)) for top in tops if is_local(top, host.platform)]
    found = [*lines, *(join(top, name) for top, names in folders for name in (names.value or ()))][:MOST_LINES]
    unread = [path for path in found if is_unc(path)]
    states = [(reading.source, reading.state), *((top, names.state) for top, names in folders)]
    unread += [place for place, state in states if state not in {"set", "not-set"}]
    return [path for path in found if is_local(path, host.platform)], unread


def merged(found: list[Installation]) -> list[Installation]:
    """Each installation once, as it was found first."""
    by_path: dict[str, Installation] = {}
    for each in found:
        by_path.setdefault(comparable(each.root), each)
    return list(by_path.values())
