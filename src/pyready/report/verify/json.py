"""The report of `pyready verify` as JSON, `pyready-verify/1`, and the JSON Schema that describes it."""

from typing import Any

import msgspec

from pyready.model.verification import FORMAT, VerifyRecord
from pyready.report.json import encoded, renamed


def render(record: VerifyRecord) -> str:
    """Two spaces deep, fields in their order."""
    return encoded(record)


def schema() -> dict[str, Any]:
    """`x-privacy` is the class of a string from a machine."""
    (_,), definitions = msgspec.json.schema_components([VerifyRecord], ref_template="#/$defs/{name}")
    definitions["VerifyRecord"]["properties"]["format"] = {"const": FORMAT}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **definitions.pop("VerifyRecord"),
        "title": FORMAT,
        "$defs": dict(sorted(definitions.items())),
    }
    named: dict[str, Any] = renamed(whole)
    return named
