"""All pages of the site as Markdown, by place. Places are those of the repository, so that links work in both."""

from pyready.guides import library
from website import laptops, reference, texts
from website.laptops import toctree
from website.places import PAPERS, TOP, kept_links

READERS = ("person", "line-manager", "service-desk", "security-engineer", "information-governance", "contributor")
"""In the order of the first page; each has a page in docs/start."""
LISTS = ("guides", "laptops", "options", "tickets")

# shown on the first page and in the lists
_FIRST = """# Can you have Python on this computer today?

pyready checks a managed NHS laptop, and answers in plain English: yes, and how, or the smallest request to IT.
It needs no administrator rights, changes nothing unless you ask for it, and sends nothing anywhere.

## Who are you?

{readers}

## Find your answer

- [Questions and answers](guides/index.md), which pyready also shows without a network
- [Which laptop is like mine?](laptops/index.md)
- [The options](options/index.md), in the order in which pyready recommends them
- [Requests to IT](tickets/index.md), to read before you send one
- [Ask the community](docs/start/community.md), and what not to paste
- [How others got past a hurdle](stories/README.md)
- <a href="feed.xml">New and changed guides</a>, as a feed for a reader of feeds
"""
_GUIDES = """# Questions and answers

Each guide answers one question. `pyready guide ID` shows the same text without a network.
"""
_KINDS = {"person": "For you", "it": "For the IT team", "contributor": "For people who write guides"}
_TICKETS = """# Requests to IT

Each request is one change for one team. pyready fills in the evidence and writes the ones that would help.
"""
_MENU = """
```{{toctree}}
:hidden:
:caption: {caption}

{names}
```
"""


def pages() -> dict[str, str]:
    """The text of every page."""
    found = _copied() | _guides() | _tickets() | _stories() | laptops.pages() | reference.pages()
    found["index.md"] = _first(found)
    places = set(found)
    return {place: kept_links(text, place, places) for place, text in found.items()}


def _copied() -> dict[str, str]:
    papers = [*PAPERS, *(path.relative_to(TOP).as_posix() for path in sorted((TOP / "docs").rglob("*.md")))]
    return {place: (TOP / place).read_text("utf-8") for place in papers}


def _guides() -> dict[str, str]:
    all_of = library.list_guides()
    parts = [_GUIDES]
    for kind, heading in _KINDS.items():
        lines = [f"- [{each.title}]({each.id}.md) {each.summary}" for each in all_of if each.audience[0] == kind]
        parts += [f"## {heading}\n", "\n".join(lines) + "\n"] if lines else []
    index = "\n".join([*parts, toctree(each.id for each in all_of)])
    return {"guides/index.md": index} | {f"guides/{each.id}.md": texts.guide_page(each) for each in all_of}


def _tickets() -> dict[str, str]:
    made = {path.stem: texts.ticket_page(path.stem) for path in sorted((TOP / "tickets").glob("*.md"))}
    lines = [f"- [{text.partition(chr(10))[0][2:]}]({name}.md)" for name, text in made.items()]
    index = "\n".join([_TICKETS, "\n".join(lines) + "\n", toctree(made)])
    return {"tickets/index.md": index} | {f"tickets/{name}.md": text for name, text in made.items()}


def _stories() -> dict[str, str]:
    names = [path.stem for path in sorted((TOP / "stories").glob("*.md")) if path.stem not in {"README", "template"}]
    first = (TOP / "stories" / "README.md").read_text("utf-8")
    index = f"{first}\n{toctree(names)}" if names else first
    return {"stories/README.md": index} | {f"stories/{name}.md": texts.story_page(name) for name in names}


def _first(found: dict[str, str]) -> str:
    """The first page, and the menu of the whole site."""
    places = [f"docs/start/{name}.md" for name in READERS]
    readers = "\n".join(f"- [{found[place].partition(chr(10))[0][2:]}]({place})" for place in places)
    papers = [place for place in found if place.startswith("docs/") and "/start/" not in place]
    menus = {
        "Start": [*places, "docs/start/community.md"],
        "Find your answer": [*(f"{each}/index.md" for each in LISTS), "stories/README.md"],
        "Reference": [place for place in found if place.startswith("reference/")],
        "Papers": [*PAPERS, *papers],
    }
    menu = "".join(_MENU.format(caption=title, names="\n".join(names)) for title, names in menus.items())
    return _FIRST.format(readers=readers) + menu
