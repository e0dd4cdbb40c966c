"""The record as JSON, and the JSON Schema that describes it."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from pyready.model.record import FORMAT, Record

# shown in the schema, for the facts
_FOUND = "What pyready found, by id. A reader ignores ids that it does not know."

_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that JSON lets through and that steer a terminal or turn text round."""
_ANNOTATED = (
    re.compile(
        r"typing\.Annotated_str__msgspec\.Meta_extra_json_schema___x-privacy____([a-z]+)____extra___privacy____\1____"
    ),
    re.compile(r"typing\.Annotated\[str, msgspec\.Meta\(extra_json_schema={'x-privacy': '([a-z]+)'}, extra=.*?}\)\]"),
)
"""How msgspec names a generic type with a privacy class, as a key and as a title."""
_REF = "#/$defs/"


def render(record: Record) -> str:
    """Two spaces deep, fields in the order of the design, dictionaries sorted: equal records give equal text."""
    return encoded(record)


def encoded(record: msgspec.Struct) -> str:
    """Any record in this form."""
    text = msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2).decode()
    return _STEERING.sub(lambda char: f"\\u{ord(char[0]):04x}", text) + "\n"


def schema(types: Mapping[str, type]) -> dict[str, Any]:
    """The JSON Schema of a report whose facts have these ids. `x-privacy` is the class of a string from a machine."""
    roots, definitions = msgspec.json.schema_components([Record, *types.values()], ref_template=_REF + "{name}")
    definitions["Record"]["properties"]["facts"] = _facts(types, roots[1:])
    return published("Record", FORMAT, definitions)


def published(record: str, form: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of the struct of that name among these definitions, which writes this format."""
    whole = definitions.pop(record)
    whole["properties"]["format"] = {"const": form}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    named: dict[str, Any] = renamed(head | whole | {"title": form, "$defs": dict(sorted(definitions.items()))})
    return named


def _facts(types: Mapping[str, type], roots: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {
        "description": _FOUND,
        "type": "object",
        "properties": {name: _envelope(root) for name, root in zip(types, roots, strict=True)},
        "additionalProperties": {"type": "object", "required": ["state"]},
    }


def _envelope(value: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "oneOf": [
            _state("collected", value=value),
            _state("not-collected", kind=text, reason=text),
            _state("not-applicable"),
        ]
    }


def _state(state: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"state": {"const": state}, **properties},
        "required": ["state", *properties],
    }


def renamed(part: Any) -> Any:
    """The schema with short names for generic types (`Reading_text_`) and descriptions without indentation."""
    from inspect import cleandoc

    if isinstance(part, dict):
        return {_short(key): renamed(value) for key, value in part.items()}
    if isinstance(part, list):
        return [renamed(each) for each in part]
    return cleandoc(_short(part)) if isinstance(part, str) else part  # 3.13 compiles docstrings without indentation


def _short(name: str) -> str:
    for pattern in _ANNOTATED:
        name = pattern.sub(r"\1", name)
    return name
