"""The JSON Schemas of the reports and of an explanation, each property with what the source says of it."""

import json
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from field_docs import docs, structs  # noqa: E402 - after the path is set

from pyready.model.facts import Envelope  # noqa: E402
from pyready.model.project import PROJECT  # noqa: E402
from pyready.model.record import Record  # noqa: E402
from pyready.model.verification import VerifyRecord  # noqa: E402
from pyready.probes import TYPES  # noqa: E402
from pyready.report import explanation  # noqa: E402
from pyready.report.json import schema  # noqa: E402
from pyready.report.verify.json import schema as schema_of_verify  # noqa: E402

PLACES = (TOP / "docs" / "report.schema.json", TOP / "src" / "pyready" / "report" / "report.schema.json")
EXPLAINED = (TOP / "docs" / "explain.schema.json", TOP / "src" / "pyready" / "report" / "explain.schema.json")
ID = f"{PROJECT}/raw/main/docs/report.schema.json"
EXPLAINED_ID = f"{PROJECT}/raw/main/docs/explain.schema.json"
OF_VERIFY = (TOP / "docs" / "verify.schema.json", TOP / "src" / "pyready" / "report" / "verify" / "verify.schema.json")
ID_OF_VERIFY = f"{PROJECT}/raw/main/docs/verify.schema.json"

_COMMENT = "x-privacy says what a shared report does with a string; pyready.model.privacy_classes lists the classes"


def explained() -> str:
    """The schema of `pyready explain --format json` as it is kept."""
    whole = explanation.schema()
    known = structs([explanation.ExplanationFile])
    for name, definition in whole["$defs"].items():
        _describe(definition, known[name])
    _describe(whole, explanation.ExplanationFile)
    return _written({"$id": EXPLAINED_ID, **whole})


def text() -> str:
    """The schema as it is kept."""
    return _written(described(schema(TYPES)))


def text_of_verify() -> str:
    """The same of `pyready verify`."""
    whole, known = schema_of_verify(), structs([VerifyRecord])
    for name, definition in whole["$defs"].items():
        _describe(definition, known[name])
    _describe(whole, VerifyRecord)
    return _written({"$id": ID_OF_VERIFY, "$comment": _COMMENT, **whole})


def _written(whole: dict[str, Any]) -> str:
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def described(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema with its id, and with what each property means beside what it may be."""
    known = structs([Record, *TYPES.values()])
    definitions = whole["$defs"]
    for name, definition in definitions.items():
        _describe(definition, known[name.partition("_")[0]])  # Reading_text_ is one of Reading
    facts = whole["properties"]["facts"]
    _describe(whole, Record)
    for name, fact in TYPES.items():
        facts["properties"][name]["description"] = definitions[fact.__name__]["description"]
        for form in facts["properties"][name]["oneOf"]:
            _describe(form, Envelope)
    return {"$id": ID, "$comment": _COMMENT, **whole}


def _describe(definition: dict[str, Any], struct: type) -> None:
    said = docs(struct)
    for name, value in definition.get("properties", {}).items():
        if name in said:
            value["description"] = said[name]
