"""Reads the tables of published and made-up policies: rules, then questions with the answers that are known.

`#` and one sentence say what it is. Under `rules`: `mode | kinds | mode`, and `kind | action | who | condition`, with
`except` and conditions between semicolons where there are exceptions. Under `questions`: `kind | file | signed by | who |
answer`, or `program | id | who | answer` for one of `knowledge/programs.toml`, as the probe asks about it. A condition is `path X`, `hash`, or `publisher NAME; PRODUCT; FILE; LOWEST HIGHEST`. A file `?` stands where it
cannot be told.
"""

import re
from pathlib import Path
from typing import NamedTuple

from policy.applocker.policies import ADMINISTRATORS, EVERYONE, HASH, PSF, WARD, path, publisher, text
from pyready.policy.applocker.questions import PROGRAMS, Places
from pyready.policy.applocker.rule_text import rule
from pyready.policy.applocker.rules import NAMES, Collection, Mode, Name, Policy
from pyready.policy.applocker.subject import File, Person
from pyready.probes._control_answers import by_signer

FOLDER = Path(__file__).parent / "tables"
HELPDESK, RESEARCH, CLOUD = "S-1-5-21-1-2-3-1201", "S-1-5-21-1-2-3-1202", "S-1-12-1-1-2-3-4"
GROUPS = {
    "everyone": EVERYONE, "administrators": ADMINISTRATORS, "ward": WARD, "helpdesk": HELPDESK, "research": RESEARCH,
    "cloud": CLOUD, "users": "S-1-5-32-545", "system": "S-1-5-18", "containers": "S-1-5-93-2-2", "creator": "S-1-3-0",
}  # fmt: skip
_USER, _ALL = "S-1-5-21-1-2-3-1001", frozenset({EVERYONE, "S-1-5-11", "S-1-5-32-545"})
PEOPLE = {
    "standard": Person(_USER, _ALL),
    "ward": Person(_USER, _ALL | {WARD}),
    "helpdesk": Person(_USER, _ALL | {HELPDESK}),
    "research": Person(_USER, _ALL | {RESEARCH}),
    "filtered": Person(_USER, _ALL, frozenset({ADMINISTRATORS})),
    "elevated": Person(_USER, _ALL | {ADMINISTRATORS}),
    "unreadable": Person(known=False),
}
MICROSOFT = "O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US"
WINDOWS = "MICROSOFT® WINDOWS® OPERATING SYSTEM"
OLD_TOWN = "O=PYTHON SOFTWARE FOUNDATION, L=WOLFEBORO, S=NEW HAMPSHIRE, C=US"
SIGNED: dict[str, tuple[str, str | None, str | None]] = {
    "unsigned": ("", None, None),
    "psf": (PSF, "PYTHON", "PYTHON.EXE"),
    "psf-copy": (PSF, "PYTHON", None),
    "psf-idle": (PSF, "IDLE", "IDLE.EXE"),
    "psf-old-town": (OLD_TOWN, "PYTHON", "PYTHON.EXE"),
    "microsoft": (MICROSOFT, "MICROSOFT WINDOWS", "X.EXE"),
    "cmd": (MICROSOFT, WINDOWS, "CMD.EXE"),
    "powershell": (MICROSOFT, WINDOWS, "POWERSHELL.EXE"),
    "mshta": (MICROSOFT, "INTERNET EXPLORER", "MSHTA.EXE"),
    "bginfo": (MICROSOFT, "BGINFO", "BGINFO.EXE"),
    "excel": (MICROSOFT, "MICROSOFT OFFICE 2010", "EXCEL.EXE"),
    "powerpoint": (MICROSOFT, "MICROSOFT OFFICE 2010", "POWERPNT.EXE"),
    "vcruntime": (MICROSOFT, "MICROSOFT® VISUAL STUDIO®", "VCRUNTIME140.DLL"),
    "firefox": ("O=MOZILLA CORPORATION, L=MOUNTAIN VIEW, S=CALIFORNIA, C=US", "FIREFOX", "FIREFOX.EXE"),
}
_HOME = "C:\\Users\\jane"
_LOCAL = f"{_HOME}\\AppData\\Local"
PLACES = Places(_HOME, _LOCAL, "C:\\Program Files", f"{_LOCAL}\\Temp", "C:\\Windows", f"{_HOME}\\AppData\\Roaming")
_BETWEEN = re.compile(r";(?=\s*(?:path|publisher) |\s*hash\b)")
"""Between two exceptions; the fields of a publisher have semicolons too."""
MODES: dict[str, Mode] = {"enforced": "enforced", "audit": "audit", "not-set": "not-set", "other": "not-known"}


class Question(NamedTuple):
    """One line under `questions`. `files` are those that are judged together, once for each who may have signed."""

    kind: Name
    files: tuple[tuple[File, ...], ...]
    person: Person
    answer: str
    line: str


class Table(NamedTuple):
    """One file."""

    policy: Policy
    questions: list[Question]


def read(name: str) -> Table:
    """The table of that name."""
    rules, questions = _halves(name)
    return Table(_policy(rules), [_question(line) for line in questions])


def rules_of(name: str) -> dict[Name, tuple[str, ...]]:
    """The XML of each rule in the table of that name, by the kind of file."""
    return _texts(_halves(name)[0])


def _halves(name: str) -> tuple[list[list[str]], list[str]]:
    about, *lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    assert about.startswith("# ")
    assert about.endswith(".")
    start = lines.index("questions")
    return [_parts(line) for line in lines[1:start]], lines[start + 1 :]


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _policy(lines: list[list[str]]) -> Policy:
    modes = {kind: MODES[parts[2]] for parts in lines if parts[0] == "mode" for kind in parts[1].split()}
    held = {name: tuple(map(rule, texts)) for name, texts in _texts(lines).items()}
    assert {name for name in NAMES if held[name]} <= set(modes)
    return Policy("group-policy", {name: Collection(modes[name], held[name]) for name in NAMES if held[name]})


def _texts(lines: list[list[str]]) -> dict[Name, tuple[str, ...]]:
    numbered = list(enumerate(lines))
    return {name: tuple(_rule(parts[1:], n) for n, parts in numbered if parts[0] == name) for name in NAMES}


def _rule(parts: list[str], number: int) -> str:
    action, who, condition, *more = parts
    excepted = (
        "".join(_condition(each.strip()) for each in _BETWEEN.split(more[0].removeprefix("except "))) if more else ""
    )
    return text(action.capitalize(), _condition(condition), GROUPS[who], excepted, number)


def _condition(words: str) -> str:
    kind, _, rest = words.partition(" ")
    if kind == "hash":
        return HASH
    if kind == "path":
        return path(rest)
    assert kind == "publisher"
    fields = [each.strip() for each in rest.split(";")]
    versions = fields.pop().split() if len(fields) == 4 else []
    return publisher(*fields, **dict(zip(("low", "high"), versions, strict=False)))


def _question(line: str) -> Question:
    kind, *parts, who, answer = _parts(line)
    if kind == "program":
        asked = next(each for each in PROGRAMS if each.program == parts[0])
        files = tuple(each.subjects(PLACES) for each in by_signer(asked))
        return Question(asked.collection, files, PEOPLE[who], answer, line)
    name = next(each for each in NAMES if each == kind)
    file = File(None if parts[0] == "?" else parts[0], *SIGNED[parts[1]])
    return Question(name, ((file,),), PEOPLE[who], answer, line)
