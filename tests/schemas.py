"""The published JSON Schemas, each made ready once: to check a schema takes longer than to check a report by it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"


@cache
def published(name: str) -> Any:
    """The validator of a schema: `report`, `explain` or `verify`. That the schema is sound is a test of its own.

    jsonschema is loaded late: it takes as long as a hundred tests, and most runs of pytest only pass by.
    """
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads((DOCS / f"{name}.schema.json").read_text("utf-8")))
