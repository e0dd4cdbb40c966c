"""Reads the tables of policies: what is set and the rules, then questions with the answers that are known.

`#` and one sentence say what it is. Under `rules`: `set | NAME | VALUE` and `LEVEL | path X`, `LEVEL | hash` or
`LEVEL | zone`. Under `questions`: `program | file | who | answer`, and after the answer the rule that decides, by its
place among the lines, where one does. A file `?` stands where it cannot be told.
"""

from pathlib import Path
from typing import Any, NamedTuple

from policy.applocker.policies import guid
from policy.applocker.tables import PEOPLE
from pyready.policy.applocker.evaluate import Ruling
from pyready.policy.applocker.questions import Question
from pyready.policy.applocker.rules import Name
from pyready.policy.applocker.subject import File, Person
from pyready.policy.restriction.evaluate import Judge
from pyready.policy.restriction.paths import ANY
from pyready.policy.restriction.rules import Policy, Rule

FOLDER = Path(__file__).parent / "tables"
LEVELS = {"disallowed": 0, "untrusted": 4096, "constrained": 65536, "basic-user": 131072, "unrestricted": 262144}
STANDARD_TYPES = frozenset(
    [
        "ade",
        "adp",
        "bas",
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "crt",
        "exe",
        "hlp",
        "hta",
        "inf",
        "ins",
        "isp",
        "lnk",
        "mdb",
        "mde",
        "msc",
        "msi",
        "msp",
        "mst",
        "ocx",
        "pcd",
        "pif",
        "reg",
        "scr",
        "shs",
        "url",
        "vb",
        "wsc",
    ]
)
KINDS: dict[str, Name] = {
    "unsigned-program": "exe", "signed-python": "exe", "installer": "exe", "module": "dll", "batch-file": "script",
    "powershell-script": "script", "msi-file": "msi", "packaged-app": "appx",
}  # fmt: skip
CURRENT = "HKEY_LOCAL_MACHINE\\SOFTWARE\\MICROSOFT\\WINDOWS{}\\CURRENTVERSION\\"
LOCAL = "C:\\Users\\jane\\AppData\\Local"
VALUES = {
    "USERPROFILE": "C:\\Users\\jane", "LOCALAPPDATA": LOCAL, "APPDATA": "C:\\Users\\jane\\AppData\\Roaming",
    "TEMP": f"{LOCAL}\\Temp", "TMP": f"{LOCAL}\\Temp", "HOMEDRIVE": "C:", "HOMEPATH": "\\Users\\jane", "USERNAME": "jane",
    "SYSTEMDRIVE": "C:", "SYSTEMROOT": "C:\\Windows", "WINDIR": "C:\\Windows", "PROGRAMFILES": "C:\\Program Files",
    "PROGRAMFILES(X86)": "C:\\Program Files (x86)", "PROGRAMDATA": "C:\\ProgramData", "LOGONSERVER": f"\\\\{ANY}",
    CURRENT.format(" NT") + "SYSTEMROOT": "C:\\Windows",
    CURRENT.format("") + "PROGRAMFILESDIR": "C:\\Program Files",
    CURRENT.format("") + "PROGRAMFILESDIR (X86)": "C:\\Program Files (x86)",
}  # fmt: skip
_SET: dict[str, dict[str, tuple[str, Any]]] = {
    "default": {name: ("default", level) for name, level in LEVELS.items()} | {"other": ("default", 7)},
    "files": {"none": ("enforcement", 0), "programs": ("enforcement", 1), "all": ("enforcement", 2)},
    "binds": {"everybody": ("spares_administrators", False), "all but administrators": ("spares_administrators", True)},
    "types": {"standard": ("types", STANDARD_TYPES), "with scripts": ("types", STANDARD_TYPES | {"ps1", "py"})},
    "certificates": {"on": ("certificates", True)},
}


class Asked(NamedTuple):
    """One line under `questions`."""

    question: Question
    file: File
    person: Person
    answer: str
    rule: str
    line: str


class Table(NamedTuple):
    """One file."""

    policy: Policy
    questions: list[Asked]


def ask(policies: tuple[Policy, ...], asked: Asked, person: Person | None = None) -> Ruling:
    """What the evaluator says."""
    return Judge(policies, person or asked.person, VALUES).decide(asked.question, [asked.file])


def read(name: str) -> Table:
    """The table of that name."""
    about, *lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    assert about.startswith("# ")
    assert about.endswith(".")
    start = lines.index("questions")
    return Table(_policy([_parts(line) for line in lines[1:start]]), [_asked(line) for line in lines[start + 1 :]])


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _policy(lines: list[list[str]]) -> Policy:
    what = dict(_SET[parts[1]][parts[2]] for parts in lines if parts[0] == "set")
    rules = [(LEVELS[parts[0]], parts[1]) for parts in lines if parts[0] != "set"]
    paths = [(level, text.removeprefix("path ")) for level, text in rules if text.startswith("path ")]
    return Policy(
        source="HKLM",
        paths=tuple(Rule(f"{{{guid(number)}}}", *each) for number, each in enumerate(paths, 1)),
        hashes=frozenset(level for level, text in rules if text == "hash"),
        zones=frozenset(level for level, text in rules if text == "zone"),
        **what,
    )


def _asked(line: str) -> Asked:
    program, file, who, answer, *rule = _parts(line)
    question = Question(program, "user-folder", KINDS[program], ())
    decides = f"{{{guid(int(rule[0]))}}}" if rule else ""
    return Asked(question, File(None if file == "?" else file), PEOPLE[who], answer, decides, line)
