"""Paths of either kind of system, as text: facts travel between machines, so `os.path` will not do."""

import ntpath
import posixpath
import re
from types import ModuleType

from pyready.model.host import Platform

_WINDOWS_PATH = re.compile(r"^([A-Za-z]:[\\/]|\\\\|//[?.]|[A-Za-z]:$)")


def flavour(path: str) -> ModuleType:
    """`ntpath` or `posixpath`, told by the path itself."""
    return ntpath if _WINDOWS_PATH.match(path) or ("\\" in path and "/" not in path) else posixpath


def for_platform(platform: Platform | str) -> ModuleType:
    """`ntpath` for Windows, else `posixpath`."""
    return ntpath if platform == "windows" else posixpath


def last_part(path: str) -> str:
    """The last name of a path: `jo` of `/home/jo/`."""
    return str(flavour(path).basename(path.rstrip("/\\")))


def comparable(path: str) -> str:
    """A path for comparing: separators and, on Windows, case made alike."""
    module = flavour(path)
    return str(module.normcase(module.normpath(path))) if path else ""


def same_path(one: str, other: str) -> bool:
    """True when two paths are spelled alike; nothing is looked up."""
    return comparable(one) == comparable(other)


def below(path: str, folder: str) -> str | None:
    """The rest of a path under a folder, or None when it is not under it."""
    if not folder:
        return None
    module = flavour(folder)
    whole, top = comparable(path), comparable(folder).rstrip("/\\")
    if not whole.startswith(top + module.sep):
        return None
    return str(module.normpath(path))[len(str(module.normpath(folder)).rstrip("/\\")) + 1 :] or None


def is_unc(path: str) -> bool:
    r"""True for a network path such as `\\server\share`; `\\?\` and `\\.\` are local unless followed by `UNC\`."""
    plain = path.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain[4:8].casefold() == "unc\\"
    return plain.startswith("\\\\")


def drive_top(path: str) -> str:
    r"""Where the drive of a Windows path begins, by its spelling: `C:\`, `\\server\share`; empty for none."""
    plain = path.replace("/", "\\").replace("\\\\?\\UNC\\", "\\\\", 1).removeprefix("\\\\?\\")
    start = ntpath.splitdrive(plain)[0]
    return f"{start.upper()}\\" if len(start) == len("C:") else start


def is_local(path: str, platform: Platform | str) -> bool:
    r"""True for a whole path of that kind of system that is not on a server: on Windows it begins with a drive."""
    if platform == "windows":
        return bool(re.match(r"(\\\\[?.]\\)?[A-Za-z]:[\\/]", path))
    return path.startswith("/")
