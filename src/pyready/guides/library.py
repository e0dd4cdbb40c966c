"""The guides: find them (source tree, wheel, frozen program), read them, and write them out as text.

A guide is Markdown with YAML front matter. `yaml` is imported when a guide is read, `rich` only for a terminal, so
importing this module and reading one guide through a pipe stay cheap.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyready.guides import markdown
from pyready.knowledge.placeholders import KINDS, UnknownFact, fill
from pyready.knowledge.text_folder import text_folder

if TYPE_CHECKING:
    from pyready.model.own_lines import Own

# shown after one section of a guide
_REST = "This is a part of: {title} (`pyready guide {id}`)"

AUDIENCES = ("person", "it", "contributor")

_KEYS = ("title", "summary", "audience", "answers", "reviewed", "sources")
_SOURCE_KEYS = ("title", "url", "checked")
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_ID = re.compile(r"(\*-)?[a-z0-9]+(-[a-z0-9]+)*(-\*)?")
"""An id of a check or route, or with a star all that begin or end so."""


class NoSuchGuide(LookupError):
    """No guide has this id. The message names the nearest ones."""


class BadGuide(ValueError):
    """A guide's file is not as it must be. The message says which file and what is wrong."""


class Source(NamedTuple):
    """Where a guide has its facts from, and when somebody last looked there."""

    title: str
    url: str
    checked: date


class Guide(NamedTuple):
    """One guide. `body` is Markdown: `{{ endpoint:ID }}` stands for a host, a link to `ID.md` leads to a guide.

    Facts, such as `{{ python:recommended }}`, have been filled in when it was read.
    """

    id: str
    title: str
    summary: str
    audience: tuple[str, ...]
    answers: tuple[str, ...]
    """The ids of the checks and routes that name this guide."""
    reviewed: date
    sources: tuple[Source, ...]
    body: str


class Section(NamedTuple):
    """A part of a guide. The beginning, in front of the first heading, has neither id nor heading."""

    id: str
    """The heading as a kebab-case id: `what-works-beside-it`."""
    heading: str
    text: str


def folder() -> Path:
    """The folder that holds the guides of this copy of pyready."""
    return text_folder("guides", Path(__file__).resolve().parents[1])


def guide_ids() -> tuple[str, ...]:
    """The id of every guide; none is opened."""
    return tuple(sorted(path.stem for path in folder().glob("*.md")))


def list_guides() -> tuple[Guide, ...]:
    """Every guide, `start-here` first, then by id. Raises BadGuide."""
    return tuple(_read(name) for name in sorted(guide_ids(), key=lambda name: (name != "start-here", name)))


def read_guide(id: str, python: str = "") -> Guide:  # noqa: A002 - it is an id everywhere in this project
    """One guide. Raises NoSuchGuide, or BadGuide when its file is not as it must be.

    `python` is the version to recommend, empty for the one of the table.
    """
    known = guide_ids()
    if id not in known:  # compared with the listing, so an id can never be a path
        raise NoSuchGuide(f"There is no guide {markdown.shown(id)!r}. {_suggestion(id, known)}")
    return _read(id, python)


def sections(body: str) -> tuple[Section, ...]:
    """The parts of a body, each with the heading in front of it."""
    found, code = [("", list[str]())], False
    for line in body.splitlines():
        code = code != line.lstrip().startswith("```")
        if line.startswith("## ") and not code:
            found.append((line[3:].strip(), []))
        else:
            found[-1][1].append(line)
    return tuple(Section(_kebab(heading), heading, "\n".join(lines).strip("\n") + "\n") for heading, lines in found)


def _kebab(heading: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", heading.lower()))


def section_of(guide: Guide, id: str) -> Section:  # noqa: A002 - as above
    """One section of a guide. Raises NoSuchGuide."""
    known = {each.id: each for each in sections(guide.body) if each.id}
    if (found := known.get(id.lower())) is None:
        raise NoSuchGuide(f"The guide {guide.id} has no section {markdown.shown(id)!r}. {_suggestion(id, known)}")
    return found


def _suggestion(wanted: str, known: Iterable[str]) -> str:
    from pyready.model.near_misses import hint

    names = sorted(known)
    return hint(wanted, names, most=3) or f"There are: {', '.join(names)}."


def _read(name: str, python: str = "") -> Guide:
    path = folder() / f"{name}.md"
    try:
        return parse(name, fill(path.read_text(encoding="utf-8-sig"), python))
    except UnicodeDecodeError as error:
        raise BadGuide(f"{path.name}: not UTF-8 text ({error.reason} at byte {error.start})") from error
    except UnknownFact as error:
        raise BadGuide(f"{path.name}: unknown placeholder {error}") from error
    except BadGuide as error:
        raise BadGuide(f"{path.name}: {error}") from error


@lru_cache(512)  # who writes many pages reads each guide again and again
def parse(name: str, text: str) -> Guide:
    """A guide from the text of its file. Raises BadGuide with one sentence."""
    opening, _, rest = text.partition("\n")
    front, closing, body = rest.partition("\n---\n")
    if opening.rstrip() != "---" or not closing:
        raise BadGuide("must begin with front matter between two lines of three dashes")
    matter = _checked(_yaml(front), _KEYS, "front matter")
    audience = _list(matter, "audience")
    if any(each not in AUDIENCES for each in audience):
        raise BadGuide(f"audience can contain only {', '.join(AUDIENCES)}")
    return Guide(
        id=name,
        title=_text(matter, "title"),
        summary=_text(matter, "summary"),
        audience=tuple(audience),
        answers=_answers(matter["answers"]),
        reviewed=_date(matter, "reviewed"),
        sources=tuple(_source(entry) for entry in _list(matter, "sources")),
        body=body.strip("\n") + "\n",
    )


def _yaml(front: str) -> object:
    import yaml

    try:
        return yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-13-01
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise BadGuide(f"front matter is not YAML{where}: {getattr(error, 'problem', None) or error}") from error


def _checked(value: object, keys: tuple[str, ...], what: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise BadGuide(f"{what} must have exactly these keys: {', '.join(keys)}")
    return value


def _answers(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadGuide("answers must be a list of ids of checks and routes; [] when none names this guide")
    for each in value:
        if not isinstance(each, str) or not _ID.fullmatch(each):
            raise BadGuide(f"answers contains {each!r}, which is not an id such as clock, or starts-* for several")
        if value.count(each) > 1:
            raise BadGuide(f"answers names {each} twice")
    return tuple(value)


def _source(entry: object) -> Source:
    source = _checked(entry, _SOURCE_KEYS, "each source")
    return Source(_text(source, "title"), _text(source, "url"), _date(source, "checked"))


def _text(matter: Mapping[str, Any], key: str) -> str:
    value = matter[key]
    if not isinstance(value, str) or not value.strip() or "\n" in value.strip():
        raise BadGuide(f"{key} must be one line of text")
    return value.strip()


def _list(matter: Mapping[str, Any], key: str) -> list[Any]:
    value = matter[key]
    if not isinstance(value, list) or not value:
        raise BadGuide(f"{key} must be a list with at least one entry")
    return value


def _date(matter: Mapping[str, Any], key: str) -> date:
    value = matter[key]
    if type(value) is not date:
        raise BadGuide(f"{key} must be a date such as 2026-11-22")
    return value


def placeholders(body: str) -> tuple[str, ...]:
    """The ids of the endpoints that a body names, in order. Raises BadGuide on anything else in double braces."""
    return tuple(dict.fromkeys(_endpoint(match) for match in _PLACEHOLDER.finditer(body)))


def hosts_in(body: str, hosts: Mapping[str, str]) -> dict[str, str]:
    """The host for each placeholder of a body; words in brackets for one that is not used here or not known."""
    return {name: hosts.get(name) or _UNNAMED.get(name, f"({name})") for name in placeholders(body)}


_UNNAMED = {"index": "(the package index)", "index-files": "(the files of the package index)"}


def filled(body: str, hosts: Mapping[str, str]) -> str:
    """The body with each `{{ endpoint:ID }}` replaced by the host. Raises BadGuide on an id that `hosts` lacks."""
    missing = [name for name in placeholders(body) if name not in hosts]
    if missing:
        raise BadGuide(f"no endpoint is called {', '.join(missing)}")
    return _PLACEHOLDER.sub(lambda match: hosts[_endpoint(match)], body)


def _endpoint(match: re.Match[str]) -> str:
    kind, _, name = match[1].strip().partition(":")
    if kind != "endpoint" or not name:
        raise BadGuide(f"unknown placeholder {match[0]}: known are: endpoint, {', '.join(KINDS)}")
    return name


def render_text(guide: Guide, width: int = 80, colour: bool = False, own: "Own | None" = None) -> str:
    """The guide for a terminal (`colour`) or for a pipe: plain, wrapped, its commands line by line as they are.

    `own` says how its lines begin that run pyready.
    """
    return _rendered(_whole(guide), width, colour, own)


def render_section(
    guide: Guide, section: Section, width: int = 80, colour: bool = False, own: "Own | None" = None
) -> str:
    """One section of a guide, as `render_text` writes the whole, and at its end how to read the rest."""
    text = f"# {section.heading}\n\n{section.text}\n{_REST.format(title=guide.title, id=guide.id)}\n"
    return _rendered(text, width, colour, own)


def _rendered(text: str, width: int, colour: bool, own: "Own | None") -> str:
    render = markdown.on_terminal if colour else markdown.plain
    text = markdown.spoken_links(markdown.shown(text))
    return render(own.spelled(text) if own else text, max(width, 40))


def _whole(guide: Guide) -> str:
    sources = "\n".join(f"- [{source.title}]({source.url})" for source in guide.sources)
    return (
        f"# {guide.title}\n\n{guide.summary}\n\n{guide.body}\n"
        f"## Where this comes from\n\nReviewed on {guide.reviewed.isoformat()}.\n\n{sources}\n"
    )
