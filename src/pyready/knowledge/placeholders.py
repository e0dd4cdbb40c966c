"""Facts that texts name by a placeholder, so that each stands in one table alone: `{{ python:recommended }}`.

It goes by the tables as they stand in their files: reading a guide does not wait for their types.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from math import ceil
from typing import Any

from pyready.knowledge import raw

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z]+):([a-z0-9-]+)\s*\}\}")


def gigabytes(megabytes: Iterable[float]) -> str:
    """Their sum in words, rounded up to a tenth: `1.1 GB`."""
    return f"{ceil(round(sum(megabytes) / 100, 6)) / 10:g} GB"


def about(megabytes: int) -> str:
    """The size of a download in words."""
    return f"about {megabytes} MB"


class UnknownFact(LookupError):
    """No table holds what a placeholder names. The message is the placeholder."""


def fill(text: str, python: str = "") -> str:
    """The text with its facts; placeholders of other kinds are left as they are. Raises UnknownFact.

    `python` is the version to recommend, such as `3.14`; empty for the one of the table.
    """
    return _PLACEHOLDER.sub(lambda match: fact(match[1], match[2], python) if match[1] in KINDS else match[0], text)


def fact(kind: str, name: str, python: str = "") -> str:
    """One of them, such as `python` and `recommended`. Raises UnknownFact."""
    try:
        if kind == "later":
            return _packages(name, python)
        return _python(name, python) if kind == "python" else KINDS[kind](name)
    except (KeyError, StopIteration) as error:
        raise UnknownFact(f"{{{{ {kind}:{name} }}}}") from error


def _python(name: str, python: str = "") -> str:
    """`recommended` (3.14), `tag` (314), `until` (October 2030), and the other versions that texts speak of."""
    table = raw("pythons")
    version = python or table["recommended"]
    words: Mapping[str, Callable[[], str]] = {
        "recommended": lambda: version,
        "tag": lambda: version.replace(".", ""),
        "until": lambda: _until(table, version),
        "newest": lambda: _minors(table)[-1],
        "oldest": lambda: _minors(table, lambda ends: ends >= table["date"])[0],
        "too-old": lambda: _minors(table, lambda ends: ends < table["date"])[-1],
        "last-installer": lambda: table["installer"]["last"],
        "no-installer": lambda: _next(table["installer"]["last"]),
        "strict-since": lambda: _row("tools", "behaviour", "id", "strict-x509")["since"],
    }
    return words[name]()


def _until(table: Mapping[str, Any], version: str) -> str:
    """The month; of a version that only a site profile knows, where it stands."""
    ends = [each["ends"] for each in table["version"] if each["minor"] == version]
    return f"{ends[0]:%B %Y}" if ends else "the date in your organisation's site profile"


def _minors(table: Mapping[str, Any], ends: Callable[[dt.date], bool] = lambda _: True) -> list[str]:
    return [each["minor"] for each in table["version"] if ends(each["ends"])]


def _next(minor: str) -> str:
    first, _, second = minor.partition(".")
    return f"{first}.{int(second) + 1}"


def _packages(name: str, python: str = "") -> str:
    """The packages that are not ready for a Python (`newest`, `recommended`): `TensorFlow (up to Python 3.13)`."""
    wanted = _number(_python(name, python))
    later = [each for each in raw("packages")["package"] if _number(each["newest"]) < wanted]
    words = [f"{each['title']} (up to Python {each['newest']})" for each in later]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:]))) or "no package that pyready knows of"


def _number(minor: str) -> tuple[int, ...]:
    return tuple(map(int, minor.split(".")))


def _room(name: str) -> str:
    """How much room a thing takes; `first`: Python and a first set of packages."""
    things = raw("sizes")["first"] if name == "first" else [name]
    return gigabytes([_row("sizes", "size", "id", each)["needs"] for each in things])


def _row(name: str, rows: str, key: str, value: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(each for each in raw(name)[rows] if each[key] == value)
    return found


KINDS: Mapping[str, Callable[[str], str]] = {
    "python": _python,
    "later": _packages,
    "switches": lambda name: str(_row("switches", "switches", "id", name)["text"]),
    "room": _room,
    "download": lambda name: about(_row("endpoints", "endpoint", "id", name)["download"]),
    "staff": lambda name: str(_row("licences", "licence", "id", name)["staff"]),
}
"""What each kind of placeholder gives for the word after its colon."""
