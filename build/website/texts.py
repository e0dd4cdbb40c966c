"""Guides, tickets and stories as pages of the site: title, facts and servers filled in, sources, a way to edit."""

import yaml

from pyready.guides import library
from pyready.knowledge.endpoints import hosts
from pyready.knowledge.placeholders import fill
from website.places import EDITED, TOP, in_words

# shown on each page that is made from one file
_EDIT = "[Edit this page]({address}). CONTRIBUTING says how: [{words}](../CONTRIBUTING.md#{heading})."
_SOURCES = "## Where this comes from\n\nReviewed on {day}. In pyready: `pyready guide {id}`\n\n{sources}"
_TICKET = "pyready writes this request where it would help, with the evidence of the computer. `____` is a blank."
_AGREED = "*{happened}. Agreed with: {agreed}.*"
_GUIDE_WORDS, _TICKET_WORDS, _STORY_WORDS = "a guide", "a ticket", "a story"

MADE_FROM = {"messages": ("src/pyready/knowledge/messages.toml", "a message", "add-a-message")}
"""Guides that are made from another file, which is the one to edit: place, words, heading of CONTRIBUTING.md."""


def guide_page(guide: library.Guide) -> str:
    """One guide."""
    body = library.filled(guide.body, library.hosts_in(guide.body, hosts()))
    sources = "\n".join(f"- [{each.title}]({each.url}), read on {in_words(each.checked)}" for each in guide.sources)
    after = _SOURCES.format(day=in_words(guide.reviewed), id=guide.id, sources=sources)
    edit = _edit(*MADE_FROM.get(guide.id, (f"guides/{guide.id}.md", _GUIDE_WORDS, "add-or-correct-a-guide")))
    return f"# {guide.title}\n\n{guide.summary}\n\n{body}\n{after}\n\n{edit}\n"


def ticket_page(name: str) -> str:
    """One request to IT, with the placeholders that stand for facts filled in."""
    front, body = _parted(fill((TOP / "tickets" / f"{name}.md").read_text("utf-8")))
    edit = _edit(f"tickets/{name}.md", _TICKET_WORDS, "correct-a-ticket-to-it")
    return f"# {front['title']}\n\n{_TICKET}\n\n{body}\n{edit}\n"


def story_page(name: str) -> str:
    """One story."""
    front, body = _parted((TOP / "stories" / f"{name}.md").read_text("utf-8"))
    edit = _edit(f"stories/{name}.md", _STORY_WORDS, "tell-a-story")
    return f"# {front['title']}\n\n{front['summary']}\n\n{_AGREED.format(**front)}\n\n{body}\n{edit}\n"


def _parted(text: str) -> tuple[dict[str, str], str]:
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return {key: str(value) for key, value in yaml.safe_load(front).items()}, body


def _edit(place: str, words: str, heading: str) -> str:
    return _EDIT.format(address=f"{EDITED}/{place}", words=words, heading=heading)
