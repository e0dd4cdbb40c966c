"""A story: how somebody got past a hurdle. No names, no way round a policy, and what IT agreed to."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import yaml

from proofread.finding import Finding, Page, prose_lines
from proofread.front import line_of, missing

KEYS = ("title", "summary", "happened", "agreed", "guides")
SECTIONS = ("The hurdle", "What we asked for", "What IT agreed to", "What we do now")
_EXAMPLES = {
    "title": "title: How we got past the proxy",
    "summary": "summary: One sentence.",
    "happened": "happened: {today:%Y-%m}",
    "agreed": "agreed: service desk and security team",
    "guides": "guides: [proxy]",
}

# shown to whoever edits a story
_FRONT = "begin with front matter between two lines of three dashes: copy stories/template.md"
_TEXT = "{key} must be one line of text"
_MONTH = "`happened` is a month, such as 2026-11"
_GUIDES = "`guides` is a list of guides that exist, such as [proxy]: {what}"
_SECTIONS = "the sections must be these, in this order: {known}"
_BLANK = "a blank is left: fill it in, or delete the line"
_NAME = "this looks like a name ({what}): leave out people, organisations, servers and addresses"
_IDENTIFYING = (
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\.? [A-Z]\w+",
    r"\b(?:[A-Z]\w+ )+(?:NHS )?(?:Foundation )?Trust\b",
    r"\b(?:[A-Z]\w+ )+(?:Hospitals?|Infirmary|Health Board|ICB)\b",
    r"[\w.+-]+@[\w-]+[\w.-]*\w",
    r"\b(?:[\w-]+\.)+(?:nhs\.uk|nhs\.net|local|internal|uk)\b",
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
    r"\\\\\w+\\\w+",
    r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b",
    r"\b(?:by|with|thanks to|asked|called) [A-Z][a-z]+ [A-Z][a-z]+\b",
)


def of_story(page: Page, guides: set[str], today: dt.date) -> list[Finding]:
    """What is wrong with a story, apart from its words."""
    if found := missing(page, KEYS, today, _EXAMPLES):
        return found
    parts = page.text.split("\n---\n", 1)
    try:
        matter = yaml.safe_load(parts[0].removeprefix("---\n")) if len(parts) == 2 else None
    except yaml.YAMLError:
        matter = None
    if not isinstance(matter, dict) or set(matter) != set(KEYS):
        return [Finding(1, _FRONT)]
    return [*_front(page, matter, guides), *_sections(page), *_names(page)]


def _front(page: Page, matter: dict[str, Any], guides: set[str]) -> Iterator[Finding]:
    for key in ("title", "summary", "agreed"):
        if not isinstance(matter[key], str) or not matter[key].strip():
            yield Finding(line_of(page, key), _TEXT.format(key=key))
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", str(matter["happened"])):
        yield Finding(line_of(page, "happened"), _MONTH)
    named = matter["guides"]
    if not isinstance(named, list) or not set(map(str, named)) <= guides:
        yield Finding(line_of(page, "guides"), _GUIDES.format(what=named))


def _sections(page: Page) -> Iterator[Finding]:
    found = [(number, line[3:].strip()) for number, line in prose_lines(page.text) if line.startswith("## ")]
    if tuple(title for _, title in found) != SECTIONS:
        yield Finding(found[0][0] if found else 1, _SECTIONS.format(known=", ".join(SECTIONS)))


def _names(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.lines, 1):
        if "____" in line:
            yield Finding(number, _BLANK)
        for pattern in _IDENTIFYING:
            if found := re.search(pattern, line):
                yield Finding(number, _NAME.format(what=found[0]))
