"""The command line from its parser, and the report's format from its schema."""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from pyready.commands.cli import parser
from website.places import TOP

SCHEMA = "docs/report.schema.json"

# shown on the pages
_COMMANDS = "# The command line\n\n`pyready --help` and the help of each command print these texts.\n\n"
_REPORT = """# The report as JSON

`pyready check --format json` writes this record. The whole schema: {{download}}`report.schema.json <../{schema}>`.
A program that reads reports can check each against it.

| property | what it is |
| --- | --- |
{rows}
"""


def pages() -> dict[str, str]:
    """Both pages by place."""
    return {"reference/commands.md": _commands(), "reference/report.md": _report()}


def _commands() -> str:
    os.environ["COLUMNS"] = "88"
    top = parser()
    helps = {"pyready": top.format_help()}
    helps |= {f"pyready {name}": each.format_help() for name, each in top.commands().items()}
    return _COMMANDS + "\n".join(f"## {name}\n\n```text\n{text.rstrip()}\n```\n" for name, text in helps.items())


def _report() -> str:
    schema = json.loads((TOP / SCHEMA).read_text("utf-8"))
    rows = "\n".join(f"| `{name}` | {text} |" for name, text in _properties(schema))
    return _REPORT.format(schema=SCHEMA, rows=rows)


def _properties(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The parts of a record and of its parts, but for the facts, whose types are many."""
    whole = _resolved(schema, schema)
    for name, each in whole.get("properties", {}).items():
        yield name, _words(each)
        inner = _resolved(schema, each.get("items", each))
        for part, value in inner.get("properties", {}).items() if name != "facts" else ():
            yield f"{name}.{part}", _words(value)


def _resolved(schema: Mapping[str, Any], each: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = each.get("$ref", "")
    found: Mapping[str, Any] = schema["$defs"][reference.rpartition("/")[2]] if reference else each
    return found


def _words(each: Mapping[str, Any]) -> str:
    return str(each.get("description", "")).replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")
