"""What `bench/kills.py` runs and ends, and what a kill must not leave in the home folder."""

import json
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

WORDS = ("check", "--offline", "--exit-zero", "-o")
FORMS = ("html", "json")
TOOLS = ("pip", "git", "conda")
PIP, GIT, CONDA, DATA = ".config/pip/pip.conf", ".gitconfig", ".condarc", ".local/share/pyready"
JOURNAL = f"{DATA}/journal.json"
REPORTS = "reports"
OLD_REPORT = b"an old report\n" * 5000
MINE = {
    PIP: (b"[global]\ntimeout = 7\nindex-url = https://person:secret@index.example/simple/\n", 0o600),
    GIT: (b"[user]\n\tname = Zo\xc3\xab\n" + b"# mine\n" * 3000, 0o644),
    CONDA: (b"# mine\nauto_activate_base: false\n", 0o640),
}
TEMPORARY = re.compile(r"\.pyready-(settings-)?[0-9a-f]{16}\.tmp")

Tree = dict[str, tuple[str, int, Any]]
"""By path below the home folder: kind, permissions, and bytes or where a link leads."""


class Case(NamedTuple):
    """One way to run a command, in the home folder that `start` makes."""

    command: str
    name: str
    words: tuple[str, ...]
    start: Callable[[], None]
    target: str = ""
    """The file of a report, behind a link where there is one."""
    private: bool = False


class Known(NamedTuple):
    """What undisturbed runs of a case showed."""

    start: Tree
    end: Tree
    folder: Path
    """The home folder before the run."""
    life_s: float
    """From the fork to the end."""
    window_s: float
    """From the first temporary file that was seen to the last."""
    changes: int


def watched(home: Path, case: Case) -> list[Path]:
    """Where temporary files come to be."""
    return [(home / case.target).parent] if case.target else [home, (home / PIP).parent, home / DATA]


def tree(home: Path) -> Tree:
    """All that is there."""
    found: Tree = {}
    for each in sorted(home.rglob("*")):
        mode = stat.S_IMODE(each.lstat().st_mode)
        name = each.relative_to(home).as_posix()
        if each.is_symlink():
            found[name] = ("link", mode, str(each.readlink()))
        else:
            found[name] = ("folder", mode, None) if each.is_dir() else ("file", mode, each.read_bytes())
    return found


def temporary(found: Tree) -> list[str]:
    """Temporary files, by name."""
    return [name for name in found if TEMPORARY.fullmatch(Path(name).name)]


def without_data(found: Tree) -> Tree:
    """All but the data folder and the folders that lead to it."""
    return {name: each for name, each in found.items() if not (DATA + "/").startswith(name + "/") and DATA not in name}


def shape(found: Tree, start: Tree) -> Mapping[str, Any]:
    """The same without what differs from run to run: names of copies, times, and the text of a new report."""
    made: dict[str, Any] = {}
    for name, (kind, mode, held) in found.items():
        told = held
        if name == JOURNAL:
            told = _journal(held)
        elif name.startswith(REPORTS) and kind == "file" and held != start.get(name, ("", 0, b""))[2]:
            told = "new"
        made[re.sub(r"-[0-9a-f]{16}\.before$", ".before", name)] = (kind, mode, told)
    return made


def _journal(data: bytes) -> list[tuple[str, str, str]] | None:
    try:
        return [(each["tool"], each["before"], each["after"]) for each in json.loads(data)["written"]]
    except ValueError:
        return None


def landing(found: Tree, known: Known) -> str:
    """Whether the kill came before, within or after the writing."""
    now = shape(found, known.start)
    if now == shape(known.start, known.start):
        return "before"
    return "after" if now == shape(known.end, known.start) else "within"


def odd_end(case: Case, known: Known) -> Iterator[str]:
    """What is wrong with an undisturbed run, by which all kills are measured."""
    if case.target:
        mode = 0o600 if case.private else known.start.get(case.target, ("", 0o644, b""))[1]
        if known.end[case.target][1] != mode or not whole_report(known.end[case.target][2]):
            yield f"{case.target} is not whole, or has other permissions than {mode:o}"
        return
    written = known.end if case.command == "config --write" else known.start
    for name in (PIP, GIT, CONDA):
        lines, mode = MINE[name][0].splitlines(), MINE[name][1]
        if case.name == "new" or (case.name, name) in {("some new", PIP), ("some new", CONDA)}:
            lines, mode = [], 0o600
        found = written[name][2].splitlines()
        if written[name][1] != mode or [line for line in found if line in lines] != lines or len(found) == len(lines):
            yield f"{name} has nothing new, or not all that was there, or other permissions than {mode:o}"
        before = known.start if written is known.end else known.end
        if before.get(name) != (("file", mode, MINE[name][0]) if lines else None):
            yield f"{name} is not as it was"


def wrong(found: Tree, case: Case, known: Known) -> Iterator[str]:
    """What a kill must not leave."""
    ends = (known.start, known.end)
    for name in {*known.start, *known.end} - {JOURNAL} - {n for tree_ in ends for n in tree_ if n.endswith(".before")}:
        if name == case.target:
            yield from _report(found.get(name), case, known)
        elif found.get(name) not in [each.get(name) for each in ends]:
            yield f"{name} is neither as before nor as afterwards"
    for name, (kind, mode, held) in found.items():
        mine = name in known.start or name in known.end
        if kind == "file" and not mine and not TEMPORARY.fullmatch(Path(name).name) and DATA not in name:
            yield f"{name} is new"
        private = case.private or "settings-" in name or name.startswith(DATA)
        if kind == "file" and private and not mine and mode not in {0o600, *_modes(held, ends)}:
            yield f"{name} has the permissions {mode:o}"
        if name == DATA and mode != 0o700:
            yield f"the data folder has the permissions {mode:o}"
        if name == JOURNAL and _journal(held) is None:
            yield "the journal is half a one"


def _modes(data: bytes, ends: tuple[Tree, Tree]) -> set[int]:
    """The permissions of the file whose place these bytes are about to take."""
    return {mode for end in ends for kind, mode, held in end.values() if kind == "file" and held == data}


def _report(found: tuple[str, int, Any] | None, case: Case, known: Known) -> Iterator[str]:
    old, end = known.start.get(case.target), known.end[case.target]
    if found == old:
        return
    if found is None or found[1] != end[1]:
        yield f"{case.target} is gone, or has other permissions"
    elif not whole_report(found[2]):
        yield f"{case.target} is half a report"


def whole_report(data: bytes) -> bool:
    """Whether a report goes to its end."""
    if data.endswith(b"</html>\n"):
        return data.startswith((b"<!doctype html>", b"<!DOCTYPE html>"))
    try:
        return str(json.loads(data)["format"]).startswith("pyready-report/")
    except ValueError:
        return False


def put(file: Path, data: bytes, mode: int) -> None:
    """A file that was there before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(mode)


def cases(home: Path, run: Callable[[tuple[str, ...]], int]) -> Iterator[Case]:
    """Each command in each of its ways; `run` runs one to its end."""

    def folder() -> None:
        (home / REPORTS).mkdir()

    def old_report() -> None:
        put(home / REPORTS / "report", OLD_REPORT, 0o640)

    def link() -> None:
        old_report()
        (home / "link").symlink_to(f"{REPORTS}/report")

    def dangling() -> None:
        folder()
        (home / "link").symlink_to(f"{REPORTS}/report")

    for form in FORMS:
        for private in (False, True):
            for name, start in (("new", folder), ("old", old_report), ("link", link), ("dangling link", dangling)):
                file = home / ("link" if "link" in name else f"{REPORTS}/report")
                words = (*WORDS, str(file), "--format", form, *(["--private"] if private else []))
                told = f"{name} {form}{' private' if private else ''}"
                yield Case("check -o", told, words, start, f"{REPORTS}/report", private)

    def mine() -> None:
        for name, (data, mode) in MINE.items():
            put(home / name, data, mode)

    def some() -> None:
        put(home / GIT, *MINE[GIT])

    write = ("config", *TOOLS, "--write", "--yes")
    starts = {"new": lambda: None, "some new": some, "old": mine}
    for name, start in starts.items():
        yield Case("config --write", name, write, start)
    for name, start in starts.items():

        def written(start: Callable[[], None] = start) -> None:
            start()
            run(write)

        yield Case("config --undo", name, ("config", "--undo"), written)
