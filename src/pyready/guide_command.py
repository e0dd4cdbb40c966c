"""`pyready guide`: list the guides, or read one."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyready.output import say, wants_colour, width_of, write

if TYPE_CHECKING:
    from pyready.guides import Guide

_AUDIENCES = {"person": "For you", "it": "For the IT team", "contributor": "For people who write guides"}


def run_guide(name: str | None) -> int:
    """Print to standard output; an unknown guide is wrong usage."""
    from pyready import guides

    if name is None:
        write(_listing(guides.list_guides()), utf8=False)
        return 0
    try:
        guide = guides.read_guide(name)
    except guides.NoSuchGuide as error:
        say(str(error))
        return 2
    guide = guide._replace(body=guides.filled(guide.body, _hosts(guides.placeholders(guide.body))))
    text = guides.render_text(guide, width=width_of(sys.stdout), colour=wants_colour(sys.stdout))
    write(text, utf8=False)
    return 0


def _listing(found: "Sequence[Guide]") -> str:
    """Every guide under its first audience, with its summary."""
    wide = max((len(guide.id) for guide in found), default=0)
    parts = []
    for audience, heading in _AUDIENCES.items():
        mine = [f"  {guide.id:{wide}}  {guide.title}" for guide in found if guide.audience[:1] == (audience,)]
        if mine:
            parts.append("\n".join([heading, "", *mine]))
    return "\n\n".join([*parts, "Read one: pyready guide ID"]) + "\n"


def _hosts(wanted: Sequence[str]) -> dict[str, str]:
    """The hosts that a guide's placeholders stand for."""
    if not wanted:
        return {}
    from urllib.parse import urlsplit

    from pyready.knowledge.endpoints import endpoints
    from pyready.knowledge.index_hosts import NoIndexHosts

    try:
        return {each.id: urlsplit(each.url).hostname or "" for each in endpoints()}
    except NoIndexHosts:
        return dict.fromkeys(wanted, "(the package index)")
