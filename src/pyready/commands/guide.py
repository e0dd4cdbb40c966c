"""`pyready guide`: list the guides, or read one."""

import sys
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyready.commands.output import say, wants_colour, width_of, write

if TYPE_CHECKING:
    from pyready.guides.library import Guide

# shown above the guides of each kind
_AUDIENCES = {"person": "For you", "it": "For the IT team", "contributor": "For people who write guides"}
# shown after the list
_HOW_TO_READ = "Read one: pyready guide ID"


def run_guide(name: str | None) -> int:
    """Print to standard output. An unknown guide is wrong usage, and so is one whose file is not as it must be."""
    from pyready.guides import library as guides

    try:
        text = _text(name) if name is not None else _list()
    except (guides.NoSuchGuide, guides.BadGuide) as error:
        say(str(error))
        return 2
    write(text, utf8=False)
    return 0


def _list() -> str:
    from pyready.guides import library as guides

    return listing(guides.list_guides(), width_of(sys.stdout), colour=wants_colour(sys.stdout))


def _text(name: str) -> str:
    from pyready.guides import library as guides

    guide = guides.read_guide(name, _python())
    if guides.placeholders(guide.body):
        from pyready.knowledge.endpoints import hosts

        guide = guide._replace(body=guides.filled(guide.body, guides.hosts_in(guide.body, hosts())))
    return guides.render_text(guide, width=width_of(sys.stdout), colour=wants_colour(sys.stdout))


def _python() -> str:
    """The version to recommend today; empty for the one of the table, as long as it is supported."""
    from pyready.knowledge import raw

    table, today = raw("pythons"), datetime.now(UTC).date()
    if any(each["minor"] == table["recommended"] and today <= each["ends"] for each in table["version"]):
        return ""
    from pyready.knowledge.pythons import recommended_on  # takes longer

    return recommended_on(today).minor


def listing(found: "Sequence[Guide]", width: int, *, colour: bool) -> str:
    """Every guide under its first audience: id and title on a line, the summary below, wrapped."""
    wide = max((len(guide.id) for guide in found), default=0) + 2
    parts = []
    for audience, heading in _AUDIENCES.items():
        mine = [_entry(guide, wide, width, colour) for guide in found if guide.audience[:1] == (audience,)]
        if mine:
            parts.append("\n\n".join([_bold(heading, colour), *mine]))
    return "\n\n".join([*parts, _HOW_TO_READ]) + "\n"


def _entry(guide: "Guide", wide: int, width: int, colour: bool) -> str:
    summary = textwrap.wrap(guide.summary, width, initial_indent="    ", subsequent_indent="    ")
    # Aligned where there is room for every title.
    title = f"{guide.id:{wide}}" if width >= _ROOMY else f"{guide.id}  "
    return "\n".join([f"  {_bold(title.rstrip(), colour)}{title[len(title.rstrip()) :]}{guide.title}", *summary])


_ROOMY = 70


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text
