"""Looks over pages, and prints each mistake with its file, its line and what to write instead."""

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from proofread import commands, files, form, front, links, policy, reading, spelling, stories, voice
from proofread.finding import Finding, Page
from pyready.tickets import library as tickets

TOP = Path(__file__).resolve().parents[2]
TRAVELLING = {"layout", "here"}
"""Rules of the voice for sentences that are shown at several places: tickets, not guides."""
ASKING = {"please", "laptop"}
"""Rules that hold for all but tickets, which ask a team politely, for a laptop."""

# shown to whoever edits a page
_POLICY = "this project never advises it ({what}): say what to ask IT for instead"
_HOST = "no file spells the hosts of the package index: write {{ endpoint:index }}"
_VOICE = 'the sentence breaks a rule of the voice ({rule}): {advice}: "{text}"'
# shown at the end
_FINE = "{count} pages, nothing to correct."
_FOUND = "{count} to correct in {files} of {all} pages."


def of_page(page: Page, top: Path, today: dt.date) -> list[Finding]:
    """All that is wrong with one page, by line."""
    found = [*front.placeholders(page), *_said(page), *spelling.of_page(page), *reading.of_page(page)]
    found += {"guides": _of_guide, "tickets": _of_ticket, "stories": _of_story}[page.kind](page, top, today)
    return sorted(dict.fromkeys(found))


def _of_guide(page: Page, top: Path, today: dt.date) -> list[Finding]:
    texts = {path.stem: path.read_text("utf-8", "replace") for path in (top / "guides").glob("*.md")}
    whole = front.filled(page)
    found = [*front.of_guide(whole, today), *form.of_page(whole), *commands.of_guide(whole)]
    return [*found, *links.of_guide(whole, texts, links.sources(whole))]


def _of_story(page: Page, top: Path, today: dt.date) -> list[Finding]:
    guides = {path.stem for path in (top / "guides").glob("*.md")}
    return [*stories.of_story(page, guides, today), *form.of_page(page), *commands.of_guide(page)]


def _of_ticket(page: Page, _: Path, __: dt.date) -> list[Finding]:
    try:
        tickets.parse(page.id, page.text)
    except tickets.BadTicket as error:
        at = re.search(r":(\d+): (.*)", str(error), re.DOTALL)
        return [Finding(int(at[1]), at[2])] if at else [Finding(1, str(error))]
    return []


def _said(page: Page) -> Iterator[Finding]:
    """What the words advise, spell or break."""
    for number, line in enumerate(page.lines, 1):
        yield from (Finding(number, _POLICY.format(what=each)) for each in policy.complaints(line))
        if any(host in line.casefold() for host in policy.index_hosts()):
            yield Finding(number, _HOST)
    left_out = ASKING if page.kind == "tickets" else TRAVELLING
    for number, line in voice.in_markdown(page.text):
        for text in voice.sentences(line):
            for rule in voice.broken(text):
                if rule not in left_out:
                    yield Finding(number, _VOICE.format(rule=rule, advice=voice.ADVICE[rule], text=text))


def notes() -> list[str]:
    """What this computer cannot check, in a sentence each."""
    return [*commands.missing(), *([] if spelling.speller() else [spelling.NO_DICTIONARY])]


def looked_over(paths: Sequence[Path], top: Path = TOP, today: dt.date | None = None) -> dict[Path, list[Finding]]:
    """What is wrong in each of these files; an empty list where nothing is."""
    day = today or dt.datetime.now(dt.UTC).date()
    found = {}
    for path in paths:
        page = files.opened(top, path)
        found[path] = [page] if isinstance(page, Finding) else of_page(page, top, day)
    return found


def main(names: Sequence[str], say: Callable[[str], object], top: Path = TOP) -> int:
    """Look over these files, or all pages; 1 when there is something to correct."""
    paths = [Path(name).absolute() for name in names] or files.all_of(top)
    found = looked_over([Path(*_plain(path)) for path in paths], top)
    for path, wrong in found.items():
        place = path.relative_to(top).as_posix() if path.is_relative_to(top) else str(path)
        for each in wrong:
            say(f"{place}:{each.line}: {each.says}")
    for note in notes():
        say(note)
    count = sum(map(len, found.values()))
    bad = sum(map(bool, found.values()))
    say(_FOUND.format(count=count, files=bad, all=len(found)) if count else _FINE.format(count=len(found)))
    return 1 if count else 0


def _plain(path: Path) -> tuple[str, ...]:
    """The parts of a path, with `..` worked out and links left as they are."""
    kept: list[str] = []
    for part in path.parts:
        if part == "..":
            kept.pop()
        else:
            kept.append(part)
    return tuple(kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], print))
