"""Reads the tables of published and made-up policies: rules, then questions with the answers that are known.

`#` and one sentence say what it is. Under `rules`: `mode | kinds | mode`, and `kind | action | who | condition`, with
`except` and conditions between semicolons where there are exceptions. Under `questions`: `kind | file | signed by | who |
answer`. A condition is `path X`, `hash`, or `publisher NAME; PRODUCT; FILE; LOWEST HIGHEST`. A file `?` stands where it
cannot be told.
"""

from pathlib import Path
from typing import NamedTuple

from policy.applocker.policies import ADMINISTRATORS, EVERYONE, HASH, PSF, WARD, path, publisher, text
from pyready.policy.applocker.rule_text import rule
from pyready.policy.applocker.rules import NAMES, Collection, Mode, Name, Policy
from pyready.policy.applocker.subject import File, Person

FOLDER = Path(__file__).parent / "tables"
HELPDESK, RESEARCH, CLOUD = "S-1-5-21-1-2-3-1201", "S-1-5-21-1-2-3-1202", "S-1-12-1-1-2-3-4"
GROUPS = {
    "everyone": EVERYONE, "administrators": ADMINISTRATORS, "ward": WARD, "helpdesk": HELPDESK, "research": RESEARCH,
    "cloud": CLOUD,
}  # fmt: skip
_USER, _ALL = "S-1-5-21-1-2-3-1001", frozenset({EVERYONE, "S-1-5-11"})
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
OLD_TOWN = "O=PYTHON SOFTWARE FOUNDATION, L=WOLFEBORO, S=NEW HAMPSHIRE, C=US"
SIGNED: dict[str, tuple[str, str | None, str | None]] = {
    "unsigned": ("", None, None),
    "psf": (PSF, "PYTHON", "PYTHON.EXE"),
    "psf-copy": (PSF, "PYTHON", None),
    "psf-idle": (PSF, "IDLE", "IDLE.EXE"),
    "psf-old-town": (OLD_TOWN, "PYTHON", "PYTHON.EXE"),
    "microsoft": (MICROSOFT, "MICROSOFT WINDOWS", "X.EXE"),
}
MODES: dict[str, Mode] = {"enforced": "enforced", "audit": "audit", "not-set": "not-set", "other": "not-known"}


class Question(NamedTuple):
    """One line under `questions`."""

    kind: Name
    file: File
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
    excepted = "".join(_condition(each.strip()) for each in more[0].removeprefix("except ").split(";")) if more else ""
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
    kind, file, signed, who, answer = _parts(line)
    name = next(each for each in NAMES if each == kind)
    return Question(name, File(None if file == "?" else file, *SIGNED[signed]), PEOPLE[who], answer, line)
