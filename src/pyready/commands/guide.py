"""`pyready guide`: list the guides, search in them, or read one or a section of it."""

import sys
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyready.commands.launched import here
from pyready.commands.output import say, wants_colour, width_of, write

if TYPE_CHECKING:
    from pyready.guides.library import Guide
    from pyready.guides.search import Found, Hit

# shown above the guides of each kind
_AUDIENCES = {"person": "For you", "it": "For the IT team", "contributor": "For people who write guides"}
# shown with each guide, and with each section that was found
_READ = "pyready guide {id}"
# shown after the list
_SEARCH = "Search in all of them: pyready guide --search WORDS"
# shown with what a search has found
_NOT_THERE = 'No guide has "{words}".'
# shown when a search has found nothing
_ALL_GUIDES = "List the guides: pyready guide"

FOUND, NOT_FOUND, USAGE = 0, 1, 2


def run_guide(name: str | None, words: Sequence[str] = ()) -> int:
    """Print to standard output. An unknown guide is wrong usage, and so is one whose file is not as it must be.

    With `words`, the sections that hold them; NOT_FOUND where none does.
    """
    from pyready.guides import library as guides

    try:
        if words:
            return _search(" ".join(words))
        text = _text(name) if name is not None else here(sys.stdout).spelled(_list())
    except (guides.NoSuchGuide, guides.BadGuide) as error:
        say(str(error))
        return USAGE
    write(text, utf8=False)
    return FOUND


def _search(asked: str) -> int:
    from pyready.guides.library import list_guides
    from pyready.guides.search import search

    width = width_of(sys.stdout)
    found = search(asked, list_guides(), width - len(_INDENT))
    missing = _missing(found, asked)
    if not found.hits:
        say(f"{missing} {_ALL_GUIDES}")
        return NOT_FOUND
    hits = [_hit(hit, width, colour=wants_colour(sys.stdout)) for hit in found.hits]
    text = "\n\n".join([*hits, *([missing] if missing else [])]) + "\n"
    write(here(sys.stdout).spelled(text), utf8=False)
    return FOUND


def _hit(hit: "Hit", width: int, *, colour: bool) -> str:
    where = f"{hit.guide}#{hit.section}" if hit.section else hit.guide
    title = [_bold(line, colour) for line in textwrap.wrap(hit.question, width)]
    heading = textwrap.wrap(hit.heading, width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join([*title, *heading, f"{_INDENT}{hit.line}", f"{_INDENT}{_READ.format(id=where)}"])


def _missing(found: "Found", asked: str) -> str:
    """Which words no guide has, and the whole search with the nearest that one has; nothing where all were found."""
    from pyready.guides.search import words_of
    from pyready.model.near_misses import did_you_mean

    if not found.unknown:
        return "" if found.hits else _NOT_THERE.format(words=asked)
    meant = [found.unknown.get(word, word) for word in words_of(asked)]
    hint = did_you_mean([" ".join(meant)] if all(found.unknown.values()) else [])
    return f"{_NOT_THERE.format(words=' '.join(found.unknown))} {hint}".strip()


def _list() -> str:
    from pyready.guides import library as guides

    return listing(guides.list_guides(), width_of(sys.stdout), colour=wants_colour(sys.stdout))


def _text(name: str) -> str:
    from pyready.guides import library as guides

    name, _, section = name.partition("#")
    guide = guides.read_guide(name, _python())
    if guides.placeholders(guide.body):
        from pyready.knowledge.endpoints import hosts

        guide = guide._replace(body=guides.filled(guide.body, guides.hosts_in(guide.body, hosts())))
    width, colour = width_of(sys.stdout), wants_colour(sys.stdout)
    if section:
        return guides.render_section(guide, guides.section_of(guide, section), width, colour, here(sys.stdout))
    return guides.render_text(guide, width, colour, here(sys.stdout))


def _python() -> str:
    """The version to recommend today; empty for the one of the table, as long as it is supported."""
    from pyready.knowledge import raw

    table, today = raw("pythons"), datetime.now(UTC).date()
    if any(each["minor"] == table["recommended"] and today <= each["ends"] for each in table["version"]):
        return ""
    from pyready.knowledge.pythons import recommended_on  # takes longer

    return recommended_on(today).minor


def listing(found: "Sequence[Guide]", width: int, *, colour: bool) -> str:
    """Every guide under its first audience: its question, what it says in short, and the line that shows it."""
    parts = []
    for audience, heading in _AUDIENCES.items():
        mine = [_entry(guide, width, colour) for guide in found if guide.audience[:1] == (audience,)]
        if mine:
            parts.append("\n\n".join([_bold(heading, colour), *mine]))
    return "\n\n".join([*parts, _SEARCH]) + "\n"


def _entry(guide: "Guide", width: int, colour: bool) -> str:
    title = textwrap.wrap(guide.title, width - 2)
    summary = textwrap.wrap(guide.summary, width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    return "\n".join(
        [*(f"  {_bold(line, colour)}" for line in title), *summary, f"{_INDENT}{_READ.format(id=guide.id)}"]
    )


_INDENT = " " * 4


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text
