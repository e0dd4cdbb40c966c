"""What the kernel was asked (`strace.py`) against what the report says was done (`did` in the JSON).

A question of the host in `src/pyready/posix/` and what it asks of the kernel:

- `file`: looks at the path (stat); opens it where it is a regular file; to find where links lead, looks at each folder
  above it and at each link on the way, without following (lstat, readlink).
- `folder`: opens the path as a folder.
- a site profile: also looks at each folder above it, for who may change it.
- `space of`, `drive of`, `rights to` a path: looks at it, finds where links lead, looks at the drive that is mounted
  there, and reads the list of mounts.
- `who`, `token`: the account database, as the C library looks there. `machine`: os-release. `interpreter`: where the
  links to this Python lead.
- a server or proxy: one connection to each of its addresses, and for its name what the C library does.
- what was written: the file, and beside it the one that is renamed to it. What was started: the program.

That a `file` was opened, and not only looked at, the report does not say: it may be either.
Variables and the other questions ask the kernel for nothing that strace shows. The registry is answered `missing`.
"""

import os
import re
import ssl
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from audited import TEXTS
from pyready.model.probe import file
from pyready.posix.mounts import device
from strace import Call, Kind

SOURCE = Path(__file__).parents[1] / "src"
_LIBRARIES = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
OUR_OWN = tuple(
    f"{each}/" for each in sorted({str(SOURCE), *map(str, TEXTS), *_LIBRARIES, *map(os.path.realpath, _LIBRARIES)})
)
"""pyready's modules and data, Python's own library, and the libraries that pyready is made of."""
_LIB = rf"(/lib|/usr/lib|{re.escape(sys.base_prefix)}/lib)"
LIBRARIES = (
    (rf"/etc/ld\.so\.cache|{_LIB}/.*\.so(\.\d+)*", "the C library loads the libraries of a module"),
    (r"(/usr/lib|/etc)/ssl/openssl\.cnf", "OpenSSL's own settings"),
    (
        rf"({_LIB}|/usr/share|{re.escape(sys.base_prefix)}/share)/locale(-langpack)?/.*|{_LIB}/.*/gconv-modules\.cache",
        "the language",
    ),
    (r"/etc/localtime", "the time zone"),
    (r"/dev/urandom", "chance"),
    (r"/sys/devices/system/cpu/online|/proc/sys/vm/overcommit_memory", "the C library shares memory out among threads"),
)
"""What stands behind Python and its libraries; "What its libraries do" of docs/what-it-reads.md names it for people."""
AUTHORITIES = ssl.get_default_verify_paths()
MOUNTS = {"/proc/self/mounts"}
RELEASE = {"/etc/os-release", "/usr/lib/os-release"}
_OF_A_PATH = re.compile(r"(?:space of|drive of|rights to) (.*)", re.DOTALL)


@dataclass(frozen=True)
class Known:
    """What the test knows of this computer: what the C library does for a question, and where servers are."""

    accounts: frozenset[tuple[str, str]] = frozenset()
    """Kind and place of each call by which an account or a group is looked up."""
    online: frozenset[tuple[str, str]] = frozenset()
    """The same for the name of a server, for the system's authorities, and of urllib3 for whether there is IPv6."""
    servers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`ADDRESS:PORT` of each endpoint, proxy and further host, by what the report calls it."""
    interpreter: str = ""

    def with_servers(self, servers: Mapping[str, Sequence[str]]) -> "Known":
        """The same with servers."""
        return replace(self, servers=servers)


def after_start(calls: Sequence[Call]) -> list[Call]:
    """Without what Python does before it has opened the first file of pyready: no line of pyready can have run."""
    at = next(index for index, call in enumerate(calls) if call.place.startswith(f"{SOURCE / 'pyready'}/"))
    return list(calls[at:])


def way(path: str) -> set[str]:
    """The path, the folders above it, and the same of each place that a link on the way leads to."""
    found, waiting = set[str](), [path]
    while waiting:
        now = Path(waiting.pop())
        for each in (now, *now.parents):
            if str(each) not in found:
                found.add(str(each))
                if os.path.islink(each):  # noqa: PTH114 - false where the folder may not be looked into
                    target = each.parent / each.readlink() / now.relative_to(each)
                    waiting.append(os.path.normpath(target))
    return found


class Told:
    """What a report says, sorted by what may be asked of the kernel for it."""

    def __init__(self, did: Mapping[str, Any], calls: Sequence[Call], known: Known, folder: Path) -> None:
        self.did, self.known, self.folder = did, known, folder
        self.questions = self._read("system")
        listed, places = self._read("file"), {call.place for call in calls}
        self.files = {str(folder / each) for each in listed}
        self.files |= {place for each in listed if "{" in each for place in self.matched(each, places)}
        self.folders = self._read("folder")
        asked = {found.group(1) for each in self.questions if (found := _OF_A_PATH.fullmatch(each))}
        real = {os.path.realpath(each) for each in asked}
        self.asked = asked | real | {device(each) for each in real}
        self.wrote = {str(folder / each["path"]) for each in did["wrote"]}
        self.ran = {each["program"] for each in did["ran"]}
        self.libraries = known.accounts if {"who", "token"} & self.questions else frozenset()
        self.libraries |= known.online if did["contacted"] else frozenset()
        profiles = [each["where"] for each in did["read"] if each["what"] == "file" and each["by"] in {"site", "check"}]
        self.above = {str(above) for each in profiles for above in Path(folder, each).parents}
        python = {known.interpreter} if "interpreter" in self.questions else set()
        looked = self.files | self.asked | self.wrote | python
        self.ways = {each for path in looked for each in way(path)}

    def _read(self, what: str) -> set[str]:
        return {each["where"] for each in self.did["read"] if each["what"] == what}

    @staticmethod
    def matched(pattern: str, places: Iterable[str]) -> set[str]:
        """Those of the places that a pattern stands for."""
        return {place for place in places if file(pattern, "").covers("file", place)}

    def answers(self) -> set[str]:
        """Files that answer a question."""
        mounts = MOUNTS if self.asked else set()
        return mounts | (RELEASE if "machine" in self.questions else set())

    def of_authorities(self, call: Call) -> bool:
        """OpenSSL, and truststore before it: where the system keeps its authorities, for a connection."""
        known = (AUTHORITIES.openssl_cafile, AUTHORITIES.openssl_capath)
        at = call.place in known or Path(call.place).parent == Path(AUTHORITIES.openssl_capath)
        return bool(self.did["contacted"]) and at and call.kind in {"look", "open", "list"}

    def covers(self, call: Call) -> bool:
        """Whether the report says this."""
        if call.kind in {"look", "link", "open"} and call.place in self.files:
            return True
        if (call.kind, call.place) in self.libraries or self.of_authorities(call):
            return True
        return {
            "look": call.place in self.asked | self.wrote | self.above,
            "link": call.place in self.ways,
            "open": call.place in self.answers(),
            "list": call.place in self.folders | self._beside(),
            "change": self._writes(call.place),
            "start": call.place in self.ran,
            "fork": bool(self.ran),
            "connect": call.place in self.addresses(),
            "listen": False,
        }[call.kind]

    def _writes(self, place: str) -> bool:
        beside = re.fullmatch(r"(.*)/\.pyready-[0-9a-f]{16}\.tmp", place)
        return place in self.wrote or (beside is not None and beside.group(1) in self._beside())

    def _beside(self) -> set[str]:
        """The folders of what was written."""
        return {str(Path(each).parent) for each in self.wrote}

    def addresses(self) -> set[str]:
        """Where the report says that connections were made."""
        return {address for each in self.did["contacted"] for place in self.led_to(each) for address in place}

    def led_to(self, contacted: Mapping[str, Any]) -> list[Sequence[str]]:
        """The addresses of each place of one contact: its proxy, else the server and those that it sent on to."""
        places = [contacted["proxy"]] if contacted["proxy"] else [contacted["endpoint"], *contacted["sent_on"]]
        return [self.known.servers[place] for place in places]


def untold(calls: Sequence[Call], told: Told) -> list[Call]:
    """What was done and is not in the report: empty when the report is whole."""
    return [call for call in calls if not of_python(call) and not told.covers(call)]


def of_python(call: Call) -> bool:
    """What loading modules does: it looks, opens and lists at these places alone."""
    if call.place == os.devnull:
        return True
    if call.kind not in {"look", "link", "open", "list"}:
        return False
    own = f"{call.place}/".startswith(OUR_OWN)
    return own or any(re.fullmatch(pattern, call.place) for pattern, _ in LIBRARIES)


def unseen(calls: Sequence[Call], told: Told) -> list[str]:
    """What the report says and the kernel was not asked, or did not answer so: empty when it claims nothing more."""
    seen = Seen(calls)
    did = told.did
    wrong = [
        f"{each['what']} {each['where']}: {each['found']}"
        for each in did["read"]
        if not _was_read(each["what"], each["where"], each["found"], seen, told)
    ]
    wrong += [
        f"contacted {each['endpoint']}"
        for each in did["contacted"]
        if not all(seen.places("connect").intersection(place) for place in told.led_to(each))
    ]
    wrong += [f"ran {each}" for each in told.ran - seen.places("start")]
    return wrong + [f"wrote {each}" for each in told.wrote - seen.places("change")]


class Seen:
    """The calls, by kind and place."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self.calls = {(call.kind, call.place) for call in calls}
        self._states: dict[tuple[str, str], set[str]] = {}
        for call in calls:
            self._states.setdefault((call.kind, call.place), set()).add(call.state)

    def places(self, kind: Kind) -> set[str]:
        return {place for each, place in self.calls if each == kind}

    def so(self, place: str, state: str, *kinds: Kind) -> bool:
        """Whether the place was asked for in one of these ways, with this answer. Any may be malformed, or come too late."""
        states = set[str]().union(*(self._states.get((kind, place), set()) for kind in kinds))
        return bool(states) if state in {"malformed", "no-answer"} else state in states


def _was_read(what: str, where: str, found: str, seen: Seen, told: Told) -> bool:
    if what == "variable":
        return True  # it is in the program's memory since the start
    if what == "registry":
        return found == "missing"
    if what == "folder":
        return seen.so(where, found, "list")
    if what == "file":
        places = told.matched(where, seen.places("look")) if "{" in where else {str(told.folder / where)}
        return any(seen.so(place, found, "look") for place in places)
    if of_a_path := _OF_A_PATH.fullmatch(where):
        return seen.so(of_a_path.group(1), found, "look")
    answered_by = {
        "who": told.known.accounts,
        "token": told.known.accounts,
        "machine": {("open", place) for place in RELEASE},
        "interpreter": {("link", told.known.interpreter)},
    }
    return found == "missing" if where not in answered_by else bool(seen.calls & answered_by[where])
