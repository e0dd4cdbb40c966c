"""A ticket to IT: plain text that fits a form of a service desk, and asks for nothing that no request asks for."""

import re
from collections.abc import Iterator

from proofread.finding import Finding, Page
from pyready.tickets import library

MOST_LINES = 80
_MARKS = re.compile(r"`|\*\*|\]\(|<|\|")
_NEVER = re.compile(r"(?i)(administrator|admin) rights|exclusion|exempt|script(ing)? policy|less inspection")
_NOT = re.compile(r"(?i)\b(not|no|without)\b")

# shown to whoever edits a ticket
_UNLISTED = "a new request also needs its id in IDS in src/pyready/tickets/requests.py, and a check whose Fix names it"
_PLAIN = "a ticket is pasted into a form as plain text: leave out {what}"
_CHARACTER = 'use plain characters, such as " and -, in place of {what}'
_LENGTH = "the file has {count} lines, {most} at most: cut it"
_ASKS = 'no request asks for it ({what}): ask for less, or list it below "## Not requested"'


def of_ticket(page: Page) -> Iterator[Finding]:
    """What is wrong with a ticket, apart from its words; of its form the first mistake only."""
    try:
        library.parse(page.id, page.text)
    except library.BadTicket as error:
        at = re.search(r":(\d+): (.*)", str(error), re.DOTALL)
        yield Finding(int(at[1]), at[2]) if at else Finding(1, str(error))
    if not _is_listed(page.id):
        yield Finding(1, _UNLISTED)
    if (count := len(page.lines) - 1) > MOST_LINES:
        yield Finding(MOST_LINES, _LENGTH.format(count=count, most=MOST_LINES))
    section = ""
    for number, line in enumerate(page.lines, 1):
        section = line[3:] if line.startswith("## ") else section
        if odd := _MARKS.search(line):
            yield Finding(number, _PLAIN.format(what=odd[0]))
        if odd := re.search(r"[^\x00-\x7f]", line):
            yield Finding(number, _CHARACTER.format(what=odd[0]))
        if section != library.NOT_ASKED and (asked := _NEVER.search(line)) and not _NOT.search(line):
            yield Finding(number, _ASKS.format(what=asked[0]))


def _is_listed(name: str) -> bool:
    """Whether the code knows the request; where another file is wrong nobody can say, and that file is named."""
    try:
        from pyready.tickets.requests import IDS  # reads every ticket
    except library.BadTicket:
        return True
    return name in IDS
