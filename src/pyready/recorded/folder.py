r"""Reads a machine that was written down as a folder of text files.

`*.reg` as regedit writes it, in UTF-8 or UTF-16; `denied.txt`, one registry key a line, denied with all below it;
`environment.txt`, lines `NAME=value`; `machine.txt`, such lines with its `build` and `product`; `files.txt`, one path
a line, with what it is after a bar: nothing for a file, `folder`, `denied`, `app-link PACKAGE`, `text` and the text of
the file, or `from NAME`: what stands in `files/NAME`. None has to be there. In all but the `*.reg` files, blank
lines and lines that start with `#` say nothing.
"""

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from pyready.formats.text_file import Unreadable, read_bytes, read_text, shown
from pyready.model.host import Host, Look, Machine, Reading, Space, Who
from pyready.model.safe_text import clean
from pyready.recorded.files import RecordedFiles
from pyready.recorded.host import RecordedSystem, recorded_host
from pyready.recorded.regedit import BadRegistryText, Keys, parse
from pyready.recorded.registry import RecordedRegistry

SPACE = Space(50_000_000_000)


class Entry(msgspec.Struct, frozen=True):
    """One line of `files.txt`. `kind` is `file`, `folder`, `denied` or `app-link`; `more` is its text or package."""

    path: str
    kind: str = "file"
    more: str = ""
    data: bytes = b""
    """What is in a file that was written down as one."""


class Recorded(msgspec.Struct, frozen=True):
    """What the files of a folder say."""

    keys: Keys
    denied: tuple[str, ...] = ()
    variables: dict[str, str] = {}
    files: tuple[Entry, ...] = ()
    machine: dict[str, str] = {}


def read(folder: Path) -> Recorded:
    """The machine in this folder. Raises Unreadable."""
    return Recorded(
        keys=registry_in(folder),
        denied=tuple(_lines(folder / "denied.txt")),
        variables=_pairs(folder / "environment.txt"),
        files=tuple(_entry(line, folder) for line in _lines(folder / "files.txt")),
        machine=_pairs(folder / "machine.txt"),
    )


def registry_in(folder: Path) -> Keys:
    """All keys of all exports. Raises Unreadable."""
    keys: Keys = {}
    for path in sorted(folder.glob("*.reg")):
        for key, values in exported(path).items():
            keys.setdefault(key, {}).update(values)
    return keys


def exported(path: Path) -> Keys:
    """The keys of one export. Raises Unreadable."""
    try:
        return parse(windows_text(read_bytes(path)))
    except UnicodeDecodeError as error:
        raise Unreadable(f"{shown(path.name)} is neither UTF-8 nor UTF-16 text.") from error
    except BadRegistryText as error:
        raise Unreadable(f"{shown(path.name)}, {error}.") from error


def windows_text(data: bytes) -> str:
    """UTF-8, or UTF-16 with or without a byte-order mark, in which Windows may leave half a character.

    Raises UnicodeDecodeError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "surrogatepass")
    return data.decode(*(("utf-16-le", "surrogatepass") if data[1:2] == b"\x00" else ("utf-8-sig", "strict")))


def account(variables: Mapping[str, str]) -> Reading[Who]:
    """Who it is, by the environment alone; missing unless it names the user, the computer and the home folder."""
    held = {name.upper(): clean(value)[0] for name, value in variables.items()}
    user, computer, home = (held.get(name, "") for name in ("USERNAME", "COMPUTERNAME", "USERPROFILE"))
    if not (user and computer and home):
        return Reading("missing", source="environment")
    domains = [held.get(name, "") for name in ("USERDOMAIN", "USERDNSDOMAIN", "USERDOMAIN_ROAMINGPROFILE")]
    named = tuple(dict.fromkeys(name for name in domains if name and name.casefold() != computer.casefold()))
    return Reading("set", Who(user, computer, named, home=home, is_system=user.endswith("$")), "environment")


def host(recorded: Recorded) -> Host:
    """A Windows machine made of these files; its account is what the environment says."""
    files = {each.path: each.data or each.more or "MZ" for each in recorded.files if each.kind == "file"}
    looks = {each.path: _look(each) for each in recorded.files if each.kind in {"folder", "app-link"}}
    denied = [each.path for each in recorded.files if each.kind == "denied"]
    return recorded_host(
        "windows",
        recorded.variables,
        RecordedFiles(files, looks, denied, space=SPACE),
        RecordedRegistry(recorded.keys, recorded.denied, recorded.variables),
        RecordedSystem(account(recorded.variables), computer=_machine(recorded.machine)),
    )


def _machine(said: Mapping[str, str]) -> Reading[Machine]:
    """The version of Windows; missing unless its build is a number."""
    build = said.get("build", "")
    if not (build.isascii() and build.isdigit()):
        return Reading("missing")
    return Reading("set", Machine("Windows", build=int(build), product=said.get("product", "")), "machine.txt")


def _look(entry: Entry) -> Look:
    return Look(entry.kind, entry.path, package=entry.more)


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        lines = (line.strip() for line in read_text(path).splitlines())
        yield from (line for line in lines if line and not line.startswith("#"))


def _pairs(path: Path) -> dict[str, str]:
    return dict(_pair(line, path.name) for line in _lines(path))


def _pair(line: str, file: str) -> tuple[str, str]:
    name, mark, value = line.partition("=")
    if not mark:
        raise Unreadable(f"{file}: {shown(line)} is not of the form NAME=value.")
    return name, value


def _entry(line: str, folder: Path) -> Entry:
    path, _, rest = (part.strip() for part in line.partition("|"))
    kind, _, more = rest.partition(" ")
    if kind == "text":
        return Entry(path, "file", more)
    if kind == "from":
        return Entry(path, "file", data=read_bytes(folder / "files" / Path(more).name))
    if kind not in {"", "file", "folder", "denied", "app-link"}:
        raise Unreadable(f"files.txt: {shown(kind)} is not a kind of file.")
    return Entry(path, kind or "file", more)
