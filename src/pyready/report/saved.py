"""Reads a saved report (`--facts`). The file may come from anybody: whatever is wrong is said in one plain sentence."""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec

from pyready.formats.text_file import Unreadable, read_bytes, shown, text_of
from pyready.model.activity import Did
from pyready.model.facts import Facts, from_json, to_json
from pyready.model.record import FORMAT, Record
from pyready.model.safe_text import UNSAFE
from pyready.privacy.typed_strings import extras

__all__ = ["Saved", "Unreadable", "load"]

# shown when a saved report cannot be used; {name} is its file, or what it is called without one
_THE_REPORT = "The report"
_NOT_OURS = "{name} is not a report of pyready."
_NEWER = "{name} has the format {format}, and this copy of pyready is too old to read it. Use a newer copy."
_OTHER = "{name} has the format {format}, which this copy of pyready cannot read."
_NESTED = "{name} is nested too deeply to be a report."
_NO_FIT = "{name} does not fit the format of a report: {why}."
_NUMBER = "{name} contains a number that is too large."
_TOO_MUCH = "{name} is far larger than any report, so pyready did not use it."
_CONTROL = "{name} contains a control character in {place}, so pyready did not use it."
_FIELD_NAME = "the name of a field in {place}"
_HALF = "{name} contains half a character (a lone surrogate), so pyready did not use it."
_CUT_OFF = "{name} is cut off: the end of the report is missing."
_NOT_JSON = "{name} is not JSON."
# shown among the parts that this version does not know
_ODD_NAME = "a field with an odd name"
_MORE = "{number} more"

_LONE_HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u....)\\u[dD][c-fC-F]")
"""The escape of half a character, which stands for no text; by it a malformed file is explained."""
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_.{}\[\]-]{1,100}")
_MOST_BYTES, _MOST_VALUES, _MOST_TEXT = 8_000_000, 300_000, 600_000
"""Of the whole file, and characters in its facts and deeds: at least ten times those of any report that pyready wrote.
Each value takes memory, and each text is looked through for names, at the rate of some 300,000 characters a second."""
_MOST_IGNORED = 20
"""Names of ignored fields that are listed; a file made to annoy may hold millions."""


class Saved(msgspec.Struct, frozen=True):
    """What a saved report gives to judge again. `ignored` names the parts that this version does not know."""

    facts: Facts
    did: Did
    timings: dict[str, float]
    taken: dt.datetime
    private: bool
    duration_s: float = 0.0
    ignored: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True):
    """The parts of the record that are read back; what was judged is judged anew."""

    taken: Annotated[dt.datetime, msgspec.Meta(tz=True)]
    facts: dict[str, msgspec.Raw]
    private: bool = False
    duration_s: float = 0.0
    did: Did = Did()
    timings: dict[str, float] = {}


class _Head(msgspec.Struct, frozen=True):
    format: str


def load(path: str | os.PathLike[str], types: Mapping[str, type]) -> Saved:
    """Read the report in a file, with these ids of facts. Raises Unreadable."""
    name = shown(os.path.basename(os.fspath(path)) or os.fspath(path))  # noqa: PTH119 - as it was typed
    data = read_bytes(path)
    _check_size(data, name)
    return parse(text_of(data, name), types, name)


def parse(text: str, types: Mapping[str, type], name: str = _THE_REPORT) -> Saved:
    """The report in this text; `name` is what sentences call it. Raises Unreadable."""
    data = text.encode()
    _check_size(data, name)
    try:
        whole = msgspec.json.decode(data)
        _check_format(data, name)
        _check_strings(whole, name)
        return _saved(data, whole, types)
    except RecursionError as error:
        raise Unreadable(_NESTED.format(name=name)) from error
    except msgspec.ValidationError as error:
        raise Unreadable(_NO_FIT.format(name=name, why=shown(str(error), 300))) from error
    except msgspec.DecodeError as error:
        raise Unreadable(_not_json(str(error), text, name)) from error
    except OverflowError as error:
        raise Unreadable(_NUMBER.format(name=name)) from error


def _saved(data: bytes, whole: Any, types: Mapping[str, type]) -> Saved:
    file = msgspec.json.decode(data, type=_File)
    facts, unknown = from_json(file.facts, types)
    msgspec.json.encode([to_json(facts), file.did])  # what cannot be written again could not be judged either
    return Saved(
        facts=facts,
        did=file.did,
        timings=file.timings,
        taken=file.taken,
        private=file.private,
        duration_s=file.duration_s,
        ignored=_ignored([*(f"facts.{name}" for name in unknown), *_unknown_fields(whole, types)]),
    )


def _check_format(data: bytes, name: str) -> None:
    """Tell a report from other JSON, and a report of this format from a later one's."""
    try:
        found = msgspec.json.decode(data, type=_Head).format
    except msgspec.ValidationError as error:
        raise Unreadable(_NOT_OURS.format(name=name)) from error
    kind, _, number = FORMAT.partition("/")
    if found == FORMAT:
        return
    match = re.fullmatch(rf"{kind}/([0-9]{{1,6}})", found)
    if match is None:
        raise Unreadable(_NOT_OURS.format(name=name))
    if int(match[1]) > int(number):
        raise Unreadable(_NEWER.format(name=name, format=found))
    raise Unreadable(_OTHER.format(name=name, format=found))


def _check_size(data: bytes, name: str) -> None:
    """Before anything is made of it, so that no file takes more memory than its own size."""
    if len(data) > _MOST_BYTES or sum(data.count(mark) for mark in (b",", b"[", b"{")) > _MOST_VALUES:
        raise Unreadable(_TOO_MUCH.format(name=name))


def _check_strings(whole: Any, name: str) -> None:
    left = _MOST_TEXT
    for path, text in _strings(whole, "$"):
        if UNSAFE.search(text):
            raise Unreadable(_CONTROL.format(name=name, place=path))
        left -= len(text) if path.startswith(("$.facts.", "$.did.")) else 0
        if left < 0:
            raise Unreadable(_TOO_MUCH.format(name=name))


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield _FIELD_NAME.format(place=path), key
            yield from _strings(part, _below(path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _strings(part, f"{path}[{number}]")


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if _PLAIN_PATH.fullmatch(key) else f"{path}.?"


def _unknown_fields(whole: dict[str, Any], types: Mapping[str, type]) -> Iterator[str]:
    known = set(Record.__struct_encode_fields__)
    yield from (key for key in whole if key not in known)
    yield from extras(whole.get("did", {}), Did, "did")
    for fact, envelope in whole["facts"].items():
        if fact in types and "value" in envelope:
            yield from extras(envelope["value"], types[fact], f"facts.{fact}")


def _ignored(paths: list[str]) -> tuple[str, ...]:
    """Names as they may be printed, and not more of them than anybody reads."""
    plain = list(dict.fromkeys(path if _PLAIN_PATH.fullmatch(path) else _ODD_NAME for path in paths))
    more = len(plain) - _MOST_IGNORED
    return (*plain[:_MOST_IGNORED], *([_MORE.format(number=more)] if more > 0 else []))


def _not_json(message: str, text: str, name: str) -> str:
    if _LONE_HALF.search(text):
        return _HALF.format(name=name)
    if "truncated" in message:
        return _CUT_OFF.format(name=name)
    return _NOT_JSON.format(name=name)
