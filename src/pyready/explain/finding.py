"""Which messages of the catalogue stand in a text, the one that explains the others first."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from pyready.explain.numbers import Number, name_of, numbers_in
from pyready.explain.paste import Paste, places, squeezed
from pyready.knowledge.messages import Message, known

Role = Literal["root", "also", "follows", "harmless"]
GROUPS = (
    "policy",
    "antivirus",
    "space",
    "clock",
    "certificate",
    "proxy-sign-in",
    "proxy",
    "refused-server",
    "connection",
    "settings",
    "installer",
    "folder",
    "rights",
    "program",
    "package",
    "notebook",
)
"""What is looked at first where several causes stand in one text: what stops the most comes first."""
_KINDS = ("cause", "wrapper", "symptom", "harmless")
_NEAR = 1000
"""Letters before and after a message in which `beside` must stand."""
_VERY_NEAR = 160
"""The same for `without`."""
_LAST_COUNTS = ("uv",)
"""Tools whose last line names the cause; of the others it is the first."""


class Hit(NamedTuple):
    """One message in a text: its row, where it stands, and what of it was recognised, in our own words."""

    row: Message
    place: int
    recognised: str


class Found(NamedTuple):
    """A hit with its part in the text."""

    hit: Hit
    role: Role


def found_in(paste: Paste) -> tuple[Found, ...]:
    """Every message once: the root cause, other causes, what follows from it, and what does no harm."""
    numbers = tuple(numbers_in(paste))
    hits = [hit for row in known().message if (hit := _hit(paste, numbers, row))]
    here = {hit.row.id for hit in hits}
    ordered = sorted(hits, key=lambda hit: _order(hit, here))
    return tuple(Found(hit, _role(hit, number, here)) for number, hit in enumerate(ordered))


def _role(hit: Hit, number: int, here: set[str]) -> Role:
    if number == 0:
        return "root"
    if hit.row.kind == "harmless":
        return "harmless"
    return "also" if hit.row.kind == "cause" and not _gives_way(hit, here) else "follows"


def _gives_way(hit: Hit, here: set[str]) -> bool:
    return any(each in here for each in hit.row.gives_way)


def _order(hit: Hit, here: set[str]) -> tuple[int, bool, int, int]:
    """By kind, by what explains it, by group, by where it stands."""
    later = -hit.place if hit.row.tool in _LAST_COUNTS else hit.place
    gives_way = _gives_way(hit, here)
    kind = "symptom" if gives_way and hit.row.kind == "cause" else hit.row.kind
    return _KINDS.index(kind), gives_way, GROUPS.index(hit.row.group), later


def _hit(paste: Paste, numbers: Sequence[Number], row: Message) -> Hit | None:
    """The message where all that belongs to it is near; of several places, the one that its tool counts."""
    hits = [*_by_fragment(paste, row), *_by_number(numbers, row)]
    fits = [hit for hit in hits if _fits(paste, hit)]
    if not fits:
        return None
    return (max if row.tool in _LAST_COUNTS else min)(fits, key=lambda hit: hit.place)


def _by_fragment(paste: Paste, row: Message) -> Iterable[Hit]:
    for fragment in row.fragments:
        for place in places(paste, _squeezed(fragment)):
            yield Hit(row, place, fragment.strip("."))


def _by_number(numbers: Sequence[Number], row: Message) -> Iterable[Hit]:
    names = {name_of(each): each for each in row.numbers}
    return (Hit(row, each.place, _spoken(names[each.name])) for each in numbers if each.name in names)


def _spoken(number: str) -> str:
    return f"error {number}" if number.isdecimal() else number


def _fits(paste: Paste, hit: Hit) -> bool:
    beside = all(_stands_near(paste, hit.place, each, _NEAR) for each in hit.row.beside)
    return beside and not any(_stands_near(paste, hit.place, each, _VERY_NEAR) for each in hit.row.without)


def _stands_near(paste: Paste, place: int, fragment: str, far: int) -> bool:
    return paste.letters.find(_squeezed(fragment), max(0, place - far), place + far) >= 0


@cache
def _squeezed(fragment: str) -> str:
    return squeezed(fragment)
