"""Counts the sentences that break a rule of the project's voice, for `test_voice.py`.

`voice_hits.toml` holds how many break each rule, for each kind of place. A number may only fall:
`python tasks.py renew` lowers the numbers that fell, and adds those of a new rule. It never raises one.

A sentence counts once for each kind of place, wherever it stands. So a moved module or a new laptop adds nothing.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[1]
sys.path.append(str(TOP / "build"))

from proofread.voice import RULES, broken, in_markdown, sentences  # noqa: E402 - after the path is set

SOURCE = TOP / "src" / "pyready"
HITS = Path(__file__).with_name("voice_hits.toml")
GENERATED = {"what-it-reads.md"}
WIDTH = 80
"""The width of the text report: a shorter line that could have held the next word ends a sentence."""
RESULT = "result"
"""The rule that reads the source: a step with a command says what one should see."""
TRAVELS = ("checks", "diagnosis", "tickets", "engine/verdict")
"""Their sentences are shown at several places of the report, so a word of layout is wrong at some."""
_ONLY = {"layout": TRAVELS, "here": TRAVELS}
_TICKETS = ("tickets", "written-tickets", "report/ticket")
_NOT = {"please": _TICKETS, "laptop": _TICKETS}
"""Tickets ask a team politely, for a laptop."""
_ITEM = re.compile(r"[-*]|\d+\.|[A-Z]$")


class Said(NamedTuple):
    """A text that a person may see, and where it stands."""

    path: Path
    line: int
    text: str

    @property
    def where(self) -> str:
        return f"{self.path.relative_to(TOP).as_posix()}:{self.line}"


def in_source(text: str) -> Iterator[tuple[int, str, str]]:
    """Each prose string of a module, with its line, and the rule it breaks as a whole if it does.

    Prose holds two words or more. A string that stands alone documents the code; ids, keys and names have no space.
    A string with a bar is a pattern.
    """
    nodes = list(ast.walk(ast.parse(text)))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if id(node) not in parts | alone if isinstance(node, ast.Constant | ast.JoinedStr) else False:
            if re.fullmatch(r"[^|]*[A-Za-z,.:;] +[^|\s][^|]*", prose := _string(node)):
                yield node.lineno, prose, ""
        elif isinstance(node, ast.Call) and _lacks_result(node):
            yield node.lineno, ast.unparse(node), RESULT


def _string(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_string(part) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _lacks_result(call: ast.Call) -> bool:
    named = {each.arg for each in call.keywords}
    is_step = isinstance(call.func, ast.Name) and call.func.id == "Step"
    return is_step and (len(call.args) > 1 or "command" in named) and len(call.args) < 4 and "expect" not in named


def in_data(text: str) -> Iterator[tuple[int, str]]:
    """The prose of a file of knowledge: what it calls things and says of them."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.fullmatch(r'\s*(?:says|title|about|why|next|tell) = "(.*)"', line):
            yield number, found[1]


def in_questions(text: str) -> Iterator[tuple[int, str]]:
    """What people read of the questions of the no-run page."""
    held = tomllib.loads(text)
    for question in held["question"]:
        yield from ((0, said) for said in (question["asks"], question["title"], *question["how"]))
        yield from ((0, answer["says"]) for answer in question["answer"])
    yield from ((0, said) for row in held["not_told"].values() for said in row.values())
    yield from ((0, said) for said in (*held["assumes"], held["settles"]))


def in_template(text: str) -> Iterator[tuple[int, str]]:
    """The words of a template of the page, without its marks."""
    for number, line in enumerate(text.splitlines(), 1):
        for prose in re.sub(r"\{\{.*?\}\}", "X", re.sub(r"\{[%#].*?[%#]\}|<[^>]*>", "\n", line)).split("\n"):
            yield number, prose


def in_report(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text report, each in one line again."""
    start, lines = 1, text.splitlines()
    for number, line in enumerate(lines, 1):
        following = lines[number].split()[:1] if number < len(lines) else []
        ends = len(line) > WIDTH or (
            following and len(line) + 1 + len(following[0]) <= WIDTH
        )  # a line to copy, or room
        if not following or ends or _ITEM.match(following[0]):
            yield start, " ".join(part.strip() for part in lines[start - 1 : number])
            start = number + 1


IDS = {"privacy/well_known.py", "windows/account.py", "windows/variables.py"}
"""Modules whose texts are names of accounts or of modules, which nobody is shown as prose."""
_READERS = {".py": in_source, ".toml": in_data, ".j2": in_template, ".md": in_markdown, ".txt": in_report}


def places() -> dict[str, list[Path]]:
    """The files of each kind of place, in order."""
    tops = (TOP / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))
    documents = (path for path in (TOP / "docs").rglob("*.md") if path.name not in GENERATED)
    found = {
        "strings": (path for path in SOURCE.rglob("*") if path.suffix in {".py", ".toml", ".j2"}),
        "goldens": (path for path in (TOP / "tests").rglob("golden/*") if path.suffix in {".md", ".txt"}),
        "guides": (TOP / "guides").glob("*.md"),
        "tickets": (TOP / "tickets").glob("*.md"),
        "docs": (*tops, *documents, *(TOP / "stories").glob("*.md")),
        "no-run": (
            *(TOP / "no-run").glob("*.toml"),
            *(TOP / "no-run").glob("*.j2"),
            *(TOP / "build").glob("no_run*.py"),
        ),
    }
    return {kind: sorted(paths) for kind, paths in found.items()}


def _of_file(path: Path) -> Iterator[tuple[str, Said]]:
    room = path.relative_to(SOURCE if path.is_relative_to(SOURCE) else TOP).as_posix()
    room = "written-tickets" if path.parent.name == "golden" and path.suffix == ".md" else room
    reader = in_questions if path.name == "questions.toml" else _READERS[path.suffix]
    for line, text, *rule in () if room in IDS else reader(path.read_text("utf-8")):
        if rule and rule[0]:
            yield rule[0], Said(path, line, text)
        else:
            for sentence in sentences(text):
                for each in broken(sentence):
                    if room.startswith(_ONLY.get(each, "")) and not room.startswith(_NOT.get(each, ())):
                        yield each, Said(path, line, sentence)


Hits = dict[str, dict[str, list[Said]]]


def hits() -> Hits:
    """What breaks each rule in each kind of place; the same sentence with other numbers counts once."""
    found: dict[str, dict[str, dict[str, Said]]] = {rule: {} for rule in (*RULES, RESULT)}
    for kind, paths in places().items():
        for path in paths:
            for rule, said in _of_file(path):
                found[rule].setdefault(kind, {}).setdefault(re.sub(r"\d+", "0", said.text), said)
    return {rule: {kind: [*each.values()] for kind, each in kinds.items()} for rule, kinds in found.items()}


HEADINGS = (
    "Can you have Python on this computer today?",
    "Note: ",
    "Next step",
    "Steps",
    "Steps after that: ",
    "What works today: ",
    "While you wait: ",
    "Why",
    "Good to know",
    "Other options",
    "Requests to IT",
    "What pyready did",
)
"""What stands at the margin of a text report; after those with a colon, a name or a sentence."""
VERDICTS = re.compile(
    r"Yes|Yes, after one change you can make|Yes, after \d+ changes you can make|Yes, after you free [\d.]+ GB|"
    r"Partly: Python works, [A-Za-z ]+ (is|are) blocked|Not sure yet|Not without IT|Not on this computer"
)
LABELS = {"You can fix this", "IT can fix this", "Nothing to do", "Use another option", "To find out"}
"""What to do about a problem, or what settles a question."""
RESULTS = {"You should see", "Nothing appears"}
_LABEL = re.compile(r"(?m)^ +((?:You|IT|Use|Nothing|To) [a-z ]+): ")


def margins(report: str) -> list[str]:
    """The lines of a text report that begin at its margin."""
    return re.findall(r"(?m)^[A-Z].*", report)


def labels(report: str) -> set[str]:
    """What a text report writes in front of what to do, and of what one should see."""
    return set(_LABEL.findall(report))


def answer(report: str) -> str:
    """The verdict of a text report."""
    return report.partition(f"{HEADINGS[0]}\n\n  ")[2].partition("\n")[0]


ENOUGH = {"report-lines": 60, "screen-lines": 12, "screen-columns": 78, "ticket-lines": 35}
"""What a text report, its first screen (the answer and the next step) and a ticket should not exceed."""
LONGEST = "longest"


def longest() -> dict[str, int]:
    """The longest of each among the golden reports, so that another laptop adds nothing; in lines or columns.

    Lines to copy, which are indented deeper, are never wrapped and have no columns to keep. Each step after the eighth
    gives a report three lines more.
    """
    reports = [path.read_text("utf-8") for path in places()["goldens"] if path.suffix == ".txt"]
    tickets = [path.read_text("utf-8") for path in places()["goldens"] if path.suffix == ".md"]
    screens = ["".join(re.split(r"(?m)^(?=\S)", report)[:3]) for report in reports]
    return {
        "report-lines": max(len(text.strip().splitlines()) - 3 * max(0, _steps(text) - 8) for text in reports),
        "screen-lines": _most_lines(screens),
        "screen-columns": max(len(line) for screen in screens for line in screen.splitlines() if line[:6].strip()),
        "ticket-lines": _most_lines(part for ticket in tickets for part in re.split(r"(?m)^-{60,}$", ticket)),
    }


def _steps(report: str) -> int:
    """The number of the last step: the first list of numbers, the next step being number 1."""
    numbers = [int(each) for each in re.findall(r"(?m)^  (\d+)\. ", report.partition("\nRequests to IT\n")[0])]
    return max(numbers, default=1)


def _most_lines(texts: Iterable[str]) -> int:
    return max(len(text.strip().splitlines()) for text in texts)


Counts = Mapping[str, Mapping[str, int]]


def written() -> Counts:
    """The numbers as they are written down."""
    return tomllib.loads(HITS.read_text("utf-8")) if HITS.exists() else {}


def lowered(found: Hits, long: Mapping[str, int], before: Counts) -> str:
    """The text of the file with each number that fell, and those of new rules; none rises."""
    text = ["# How many sentences break each rule of the voice (tests/voice.py). A number may only fall.\n"]
    for rule, kinds in found.items():
        now = {kind: len(kinds.get(kind, ())) for kind in places()}
        least = (
            {kind: min(number, before[rule].get(kind, 0)) for kind, number in now.items()} if rule in before else now
        )
        text += [f"\n[{rule}]\n", *(f"{kind} = {number}\n" for kind, number in least.items() if number)]
    lengths = {name: min(number, before.get(LONGEST, {}).get(name, number)) for name, number in long.items()}
    text += [f"\n[{LONGEST}]\n", *(f"{name} = {number}\n" for name, number in lengths.items())]
    return "".join(text)


def lower() -> bool:
    """Write the file anew, and say whether it changed."""
    text = lowered(hits(), longest(), written())
    changed = not HITS.exists() or HITS.read_text("utf-8") != text
    if changed:
        HITS.write_text(text, "utf-8", newline="\n")
    return changed
