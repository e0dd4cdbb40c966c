"""What a program asked of the kernel: each file, folder, program and connection, as strace writes them down (Linux)."""

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from children import ran
from needs import needs

Kind = Literal["look", "link", "open", "list", "change", "start", "fork", "connect", "listen"]

_LOOK = {"newfstatat", "stat", "access", "faccessat", "faccessat2", "statfs", "statx", "quotactl", "getxattr"}
_LINK = {"lstat", "readlink", "readlinkat", "lgetxattr"}
_OPEN = {"open", "openat", "openat2"}
_CHANGE = {
    *("creat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "link", "linkat"),
    *("symlink", "symlinkat", "chmod", "fchmodat", "chown", "lchown", "fchownat", "truncate", "utimensat", "utime"),
    *("mknod", "mknodat", "mount", "umount2", "setxattr", "lsetxattr", "removexattr"),
}
_SEND = {"connect", "sendto", "sendmsg", "sendmmsg"}
_LISTEN = {"bind", "listen", "accept", "accept4"}
_OF_ITSELF = {
    *("getcwd", "socket", "socketpair", "getsockopt", "setsockopt", "getsockname", "getpeername", "shutdown"),
    *("recvfrom", "recvmsg", "recvmmsg", "exit", "exit_group", "wait4", "waitid"),
}
"""These name no place, or the one where the program is."""
_WRITING = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b")
_STATES = {
    **dict.fromkeys(("ENOENT", "ENOTDIR", "ENXIO", "ELOOP", "ENAMETOOLONG"), "not-set"),
    **dict.fromkeys(("EACCES", "EPERM"), "denied"),
}
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>, $")
_ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]*)"')


class Call(NamedTuple):
    """One thing asked: `link` looks without following one; `list` opens a folder; `fork` makes a process.

    `state` is as that of a Reading, or `other`. `place` is a whole path, or `ADDRESS:PORT` of a connection.
    """

    kind: Kind
    place: str
    state: str = "set"


class Untold(AssertionError):
    """strace shows a call that is not sorted here: nothing may be overlooked."""


@cache
def _works() -> bool:
    found = shutil.which("strace")
    return found is not None and ran([found, "-qq", "-o", os.devnull, sys.executable, "-V"], 20).returncode == 0


def traced(command: Sequence[object], folder: Path, environment: Mapping[str, str]) -> tuple[list[Call], bytes]:
    """Run a program in `folder`; give all that it did, and what it printed. Programs that it starts are not followed."""
    needs(_works(), "strace is not there or may not trace: apt-get install strace")
    written = folder / "strace.txt"
    words = ["--seccomp-bpf", "-fqqy", "-s4096", "-esignal=none", "-etrace=%file,%process,%network"]
    result = ran(["strace", *words, "-o", written, *command], 90, cwd=folder, env=dict(environment))
    assert result.returncode == 0, result.stderr
    lines = written.read_text("ascii").splitlines()
    written.unlink()
    return calls_of(lines, str(folder)), result.stdout


def calls_of(lines: Sequence[str], folder: str) -> list[Call]:
    """The calls in the order in which they began; those of a started program are its own and left out."""
    waiting: dict[str, int] = {}
    whole: list[tuple[str, str]] = []
    for line in lines:
        pid, _, said = line.partition(" ")
        said = said.lstrip()
        if said.startswith("<... "):
            at = waiting.pop(pid)
            whole[at] = (pid, whole[at][1] + said.partition(" resumed>")[2])
        else:
            if said.endswith(" <unfinished ...>"):
                waiting[pid] = len(whole)
            whole.append((pid, said.removesuffix(" <unfinished ...>")))
    return list(_of_ours(whole, folder))


def _of_ours(whole: Sequence[tuple[str, str]], folder: str) -> list[Call]:
    first, gone, found = whole[0][0], set[str](), list[Call]()
    for pid, said in whole:
        if pid in gone or said.startswith(("+++ ", "--- ")):
            continue
        calls = _sorted(said, folder)
        found += calls
        if pid != first and any(call.kind == "start" and call.state == "set" for call in calls):
            gone.add(pid)
    return found


def _sorted(said: str, folder: str) -> list[Call]:
    name, _, values = said.partition("(")
    values, _, result = values.rpartition(" = ")
    if name in {"clone", "clone3", "fork", "vfork"}:
        return [] if "CLONE_THREAD" in values else [Call("fork", "")]
    if name in _OF_ITSELF or ("AT_EMPTY_PATH" in values and '""' in values):
        return []
    error = next((word for word in result.split()[1:2] if word.startswith("E")), "")
    state = "set" if not error else _STATES.get(error, "other")
    if name in _SEND:
        return [Call("connect", place, state) for place in _addresses(values)]
    if name in _LISTEN:
        return [Call("listen", f"{name} {' '.join(_addresses(values))}", state)]
    kind = _kind(name, values)
    texts = list(_TEXT.finditer(values))[: 2 if kind == "change" else 1]
    if not texts:
        raise Untold(said)
    return [Call(kind, _place(values[: text.start()], text.group(1), folder), state) for text in texts]


def _kind(name: str, values: str) -> Kind:
    if name in _OPEN:
        if _WRITING.search(values):
            return "change"
        return "look" if "O_PATH" in values else "list" if "O_DIRECTORY" in values else "open"
    if name in _LINK or (name in _LOOK and "AT_SYMLINK_NOFOLLOW" in values):
        return "link"
    kinds: dict[str, Kind] = {**dict.fromkeys(_LOOK, "look"), **dict.fromkeys(_CHANGE, "change")}
    kinds |= {"execve": "start", "execveat": "start"}
    if name not in kinds:
        raise Untold(f"{name}({values})")
    return kinds[name]


def _place(before: str, text: str, folder: str) -> str:
    """The whole path: from the folder whose handle stands before it, or from where the program is."""
    path = os.fsdecode(text.encode("ascii").decode("unicode_escape").encode("latin-1"))
    named = _FOLDER.search(before)
    return os.path.normpath(os.path.join(named.group(1) if named else folder, path))  # noqa: PTH118 - it may be whole


def _addresses(values: str) -> list[str]:
    """Where a connection goes; nothing for what stays on a connection that is there."""
    if "sa_family=" not in values:
        return []
    if internet := _ADDRESS.search(values):
        return [f"{internet.group(2)}:{internet.group(1)}"]
    local = re.search(r'sun_path=(@?)"((?:[^"\\]|\\.)*)"', values)
    family = re.search(r"sa_family=AF_(\w+)", values)
    return [local.group(1) + local.group(2) if local else f"{family.group(1) if family else '?'}:"]
