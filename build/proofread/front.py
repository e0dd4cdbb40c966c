"""The front matter of a guide, with the line of what is wrong."""

import datetime as dt
import re
from collections.abc import Iterator

from proofread.finding import Finding, Page
from pyready.guides import library
from pyready.knowledge.endpoints import known
from pyready.knowledge.placeholders import KINDS, UnknownFact, fact, fill

KEYS = ("title", "summary", "audience", "answers", "reviewed", "sources")
LONGEST = {"title": 56, "summary": 76}
"""In characters."""
PLACEHOLDER = re.compile(r"\{\{(.*?)(\}\}|$)|\}\}")

# shown to whoever edits a guide
_LACKS = "the front matter lacks `{key}`: add a line such as `{example}`"
_SENTENCE = "{what}: see the front matter of another guide"
_QUESTION = "the title is the question of the reader: end it with a question mark"
_FULL_STOP = "the summary is a sentence: end it with a full stop"
_LONG = "{key} has {count} characters, {most} at most: cut it"
_FUTURE = "`reviewed` is a day in the future: write the day on which you read the guide"
_BEFORE = "a source was checked on {checked}, after `reviewed`: write the later day in `reviewed`"
_UNKNOWN = (
    "unknown placeholder {what}: known are {{{{ endpoint:ID }}}} and the kinds {kinds}, "
    "from src/pyready/knowledge/placeholders.py"
)
_EXAMPLES = {
    "title": "title: What do I do?",
    "summary": "summary: One sentence.",
    "audience": "audience: [person]",
    "answers": "answers: []",
    "reviewed": "reviewed: {today}",
    "sources": "sources:",
}


def line_of(page: Page, key: str) -> int:
    """The line of a key of the front matter; 1 when it is not there."""
    found = (number for number, line in enumerate(page.lines, 1) if line.lstrip(" -").startswith(f"{key}:"))
    return next(found, 1)


def missing(page: Page, keys: tuple[str, ...], today: dt.date, examples: dict[str, str]) -> list[Finding]:
    """The keys that a front matter lacks; none of them where there is no front matter at all."""
    opening, _, rest = page.text.partition("\n")
    front, closing, _ = rest.partition("\n---\n")
    if opening != "---" or not closing:
        return []
    lacks = [key for key in keys if not re.search(rf"(?m)^{key}:", front)]
    return [Finding(1, _LACKS.format(key=key, example=examples[key].format(today=today))) for key in lacks]


def placeholders(page: Page) -> Iterator[Finding]:
    """What stands in double braces and is nothing that pyready knows. Tickets have no endpoints."""
    for number, line in enumerate(page.lines, 1):
        for match in PLACEHOLDER.finditer(line):
            if match[2] != "}}" or not _is_known(match[1].strip(), page.kind):
                yield Finding(number, _UNKNOWN.format(what=match[0], kinds=", ".join(KINDS)))


def _is_known(text: str, where: str) -> bool:
    kind, _, name = text.partition(":")
    if kind == "endpoint" and where == "guides":
        return name in {each.id for each in known().endpoint}
    try:
        return kind in KINDS and bool(fact(kind, name))
    except UnknownFact:
        return False


def filled(page: Page) -> Page:
    """The page with the facts that its placeholders name, line by line as before."""
    try:
        return page._replace(text=fill(page.text))
    except UnknownFact:
        return page


def of_guide(page: Page, today: dt.date) -> list[Finding]:
    """What is wrong with the front matter of a guide."""
    if found := missing(page, KEYS, today, _EXAMPLES):
        return found
    try:
        guide = library.parse(page.id, page.text)
    except library.BadGuide as error:
        return [Finding(_line_in(page, str(error)), _SENTENCE.format(what=error))]
    return [*_words(page, guide), *_days(page, guide, today)]


def _line_in(page: Page, says: str) -> int:
    if at := re.search(r"at line (\d+)", says):
        return int(at[1])
    return line_of(page, says.split(maxsplit=1)[0])


def _words(page: Page, guide: library.Guide) -> Iterator[Finding]:
    for key, most in LONGEST.items():
        if (count := len(getattr(guide, key))) > most:
            yield Finding(line_of(page, key), _LONG.format(key=key, count=count, most=most))
    if not guide.title.endswith("?"):
        yield Finding(line_of(page, "title"), _QUESTION)
    if not guide.summary.endswith("."):
        yield Finding(line_of(page, "summary"), _FULL_STOP)


def _days(page: Page, guide: library.Guide, today: dt.date) -> Iterator[Finding]:
    newest = max(source.checked for source in guide.sources)
    if guide.reviewed > today:
        yield Finding(line_of(page, "reviewed"), _FUTURE)
    if newest > guide.reviewed:
        yield Finding(line_of(page, "reviewed"), _BEFORE.format(checked=newest))
