"""Reports whose every text from the machine is an attack on the page that shows it."""

import json
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from pyready.model.facts import from_json
from pyready.model.record import Record
from pyready.probes import TYPES

EXAMPLES = Path(__file__).parents[2] / "examples"
Fill = Callable[[str], str]

MARKUP = (
    "</title></style></textarea></script></details></table></main>"
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><details open ontoggle=alert(1)>"
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><base href='file:///etc/'><link rel=stylesheet href=x.css>"
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><style>@import 'x.css'; main { display: none }</style>"
    "<a href='javascript:alert(1)'>a</a><form action=x><input autofocus onfocus=alert(1)></form>"
    """" onmouseover="alert(1)" autofocus x=" ' onfocus='alert(1)' y=' ` onclick=alert(1) --> ]]> <!-- <![CDATA[ """
    "{{7*7}} {% if %} {# #} ${7*7} #{7*7} %s {0} &lt;script&gt; &#60;b&#62; &amp;#60;"
    " [a](javascript:alert(1)) ![i](x.png) **b** `c` <javascript:alert(1)> javascript:alert(1) data:text/html,<b>"
)
HIDDEN = "\u2028\u2029\u200b\u200f\u061c\ufeff\u00ad"
"""Characters without a shape that a saved report may hold."""
REFUSED = "\x00\x07\x1b[31m\x7f\x85\u202ecod.exe\u202c\u2066x\u2069\ud800\udfff"
"""Those that are taken out before a fact is made, and refused in a saved report: nothing may rest on that."""
LONG = "W" * 100_000

_OURS = {"format", "state", "id", "check", "route", "guide", "meanwhile", "opens", "hosts", "request", "version"}
"""Fields of the record that only the program's own words fill: ids and the like, by which a renderer may look up."""


def write_page(report: Path, place: Path, *more: str) -> None:
    """Have the page of a saved report written, in a program of its own as a person does."""
    command = [sys.executable, "-m", "pyready", "check", "--facts", str(report), "--format", "html", "-o", str(place)]
    subprocess.run([*command, "--exit-zero", *more], check=True, capture_output=True, timeout=120)


def saved(name: str, fill: Fill) -> str:
    """The text of an example in which every text of facts and deeds that its type leaves free has been filled."""
    report = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    for fact, envelope in report["facts"].items():
        for holder, key in free(name, fact):
            part = _follow(envelope, holder)
            part[key] = fill(part[key])
    for holder, key in list(_leaves(report["did"], ())):
        part = _follow(report["did"], holder)
        part[key] = fill(part[key])
    return json.dumps(report)


@cache
def free(name: str, fact: str) -> tuple[tuple[tuple[Any, ...], Any], ...]:
    """Where an example's fact holds text that may be any text, as far as its type says."""
    envelope = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))["facts"][fact]
    found = []
    for holder, key in _leaves(envelope, ()):
        part = _follow(envelope, holder)
        kept, part[key] = part[key], part[key] + MARKUP
        try:
            from_json({fact: msgspec.Raw(json.dumps(envelope).encode())}, {fact: TYPES[fact]})
            found.append((holder, key))
        except msgspec.ValidationError:
            pass
        part[key] = kept
    return tuple(found)


def _leaves(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, str) and not (path == () and key in {"state", "kind"}):
            yield path, key
        elif isinstance(part, dict | list):
            yield from _leaves(part, (*path, key))


def _follow(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def filled(record: Record, fill: Fill) -> Record:
    """A record with every text filled, also those that come from no machine; ids stay."""
    done = _filled(record, fill)
    assert isinstance(done, Record)
    return done


def _filled(value: Any, fill: Fill, hint: Any = None) -> Any:
    if isinstance(value, str):
        return value if hint is not None and typing.get_origin(hint) is typing.Literal else fill(value)
    if isinstance(value, tuple):
        return tuple(_filled(part, fill) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    hints = typing.get_type_hints(type(value))
    parts = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _OURS}
    return msgspec.structs.replace(value, **{name: _filled(part, fill, hints[name]) for name, part in parts.items()})


def numbered(text: str) -> Fill:
    """Appends a text to each value, another number in each: two values that were equal are not afterwards."""
    numbers = iter(range(10**9))
    return lambda value: f"{value} {next(numbers)}{text}"


def links() -> Fill:
    """Puts an address that is a program in place of each value, each time another."""
    numbers = iter(range(10**9))
    return lambda value: f"javascript:alert({next(numbers)})"


def words() -> Fill:
    """Puts a plain word in place of each value, each time another: what `links` is compared with."""
    numbers = iter(range(10**9))
    return lambda value: f"plain {next(numbers)}"


def now_and_then(text: str, every: int) -> Fill:
    """As `numbered`, for a text so long that a report may hold it in some of its places only: in one of `every`."""
    numbers = iter(range(10**9))
    return lambda value: f"{value} {(number := next(numbers))}{text if number % every == 0 else ''}"
