"""Looks over pages, and prints each mistake with its file, its line and what to write instead."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from proofread import (
    commands,
    files,
    form,
    front,
    links,
    messages,
    policy,
    reading,
    requests,
    spelling,
    stories,
    voice,
)
from proofread.finding import Finding, Page

TOP = Path(__file__).resolve().parents[2]

# shown at the end
_FINE = "{all}: nothing to correct."
_FOUND = "{all}: {count} to correct, in {files}."
_PAGES = "{count} pages"
_ONE_PAGE = "1 page"


def of_page(page: Page, top: Path, today: dt.date) -> list[Finding]:
    """All that is wrong with one page, by line."""
    if page.kind == files.MESSAGES.stem:
        return sorted(dict.fromkeys(messages.of_file(page, messages.guides_in(top), today)))
    found = [*front.placeholders(page), *_said(page), *spelling.of_page(page), *reading.of_page(page)]
    found += {"guides": _of_guide, "tickets": _of_ticket, "stories": _of_story}[page.kind](page, top, today)
    return sorted(dict.fromkeys(found))


def _of_guide(page: Page, top: Path, today: dt.date) -> list[Finding]:
    whole = front.filled(page)
    found = [*front.of_guide(whole, today), *form.of_page(whole), *commands.of_guide(whole)]
    return [*found, *links.of_guide(whole, messages.guides_in(top), links.sources(whole))]


def _of_story(page: Page, top: Path, today: dt.date) -> list[Finding]:
    guides = {path.stem for path in (top / "guides").glob("*.md")}
    return [*stories.of_story(page, guides, today), *form.of_page(page), *commands.of_guide(page)]


def _of_ticket(page: Page, _: Path, __: dt.date) -> list[Finding]:
    return [*requests.of_ticket(page)]


def _said(page: Page) -> Iterator[Finding]:
    """What the words advise, spell or break."""
    for number, line in enumerate(page.lines, 1):
        yield from (Finding(number, policy.SAYS.format(what=each)) for each in policy.complaints(line))
        if any(host in line.casefold() for host in policy.index_hosts()):
            yield Finding(number, policy.HOST)
    left_out = voice.ASKING if page.kind == "tickets" else voice.TRAVELLING
    for number, line in voice.in_markdown(page.text):
        yield from (Finding(number, each) for each in voice.complaints(line, left_out))


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
    whole = _pages(len(found))
    say(_FOUND.format(count=count, files=_pages(bad), all=whole) if count else _FINE.format(all=whole))
    return 1 if count else 0


def _pages(count: int) -> str:
    return _ONE_PAGE if count == 1 else _PAGES.format(count=count)


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
