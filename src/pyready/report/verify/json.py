"""The report of `pyready verify` as JSON, `pyready-verify/1`, and the JSON Schema that describes it."""

from typing import Any

import msgspec

from pyready.model.verification import FORMAT, VerifyRecord
from pyready.report.json import encoded, published


def render(record: VerifyRecord) -> str:
    """Two spaces deep, fields in their order."""
    return encoded(record)


def schema() -> dict[str, Any]:
    """`x-privacy` is the class of a string from a machine."""
    (_,), definitions = msgspec.json.schema_components([VerifyRecord], ref_template="#/$defs/{name}")
    return published("VerifyRecord", FORMAT, definitions)
