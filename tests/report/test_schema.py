"""The published JSON Schema describes every report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from laptops.test_laptops import LAPTOPS, record_of
from needs import once
from pyready.model.project import PROJECT
from pyready.report.json import render
from sample import sample
from schemas import published

pytestmark = [pytest.mark.unmeasured, once]

TOP = Path(__file__).parents[2]
SCHEMA = json.loads((TOP / "docs" / "report.schema.json").read_text("utf-8"))
EXAMPLES = sorted((TOP / "examples").glob("*.json"))


def faults(report: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in published("report").iter_errors(report)]


@pytest.mark.slow
@pytest.mark.parametrize("private", [True, False], ids=["private", "to share"])
@pytest.mark.parametrize("laptop", sample(LAPTOPS, 3), ids=lambda laptop: laptop[0])
def test_a_report_of_each_laptop_fits_the_published_schema(laptop: Any, private: bool) -> None:
    assert faults(json.loads(render(record_of(laptop, private=private)))) == []


@pytest.mark.slow
def test_the_schema_itself_is_sound_and_published_twice_alike() -> None:
    for name in ("report", "explain", "verify"):
        published(name).check_schema(published(name).schema)
    inside = Path(__file__).parents[2] / "src" / "pyready" / "report" / "report.schema.json"
    assert json.loads(inside.read_text("utf-8")) == SCHEMA


def properties(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every property of the schema, at any depth, by its path."""
    if isinstance(part, dict):
        named = part.get("properties", {})
        yield from ((f"{path}.{name}", each) for name, each in named.items())
        for key, value in part.items():
            yield from properties(value, f"{path}.{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from properties(value, f"{path}[{number}]")


def test_every_property_and_every_definition_says_what_it_is() -> None:
    parts = [*properties(SCHEMA), *SCHEMA["$defs"].items()]

    assert len(parts) > 600
    assert [path for path, part in parts if not part.get("description", "").strip()] == []
    assert [path for path, part in parts if not part["description"].endswith((".", ")"))] == []


def test_what_a_property_is_stands_in_the_source_once() -> None:
    source = (TOP / "src" / "pyready" / "model" / "record.py").read_text("utf-8")
    said = SCHEMA["$defs"]["Verdict"]["properties"]["reaches"]["description"]

    assert f'"""{said}"""' in source
    assert SCHEMA["properties"]["verdict"]["description"] == "The answer."


def test_the_schema_has_an_id_that_is_its_place() -> None:
    address, _, path = SCHEMA["$id"].partition("/raw/main/")

    assert address == PROJECT
    assert json.loads((TOP / path).read_text("utf-8")) == SCHEMA


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_every_example_fits_the_published_schema(path: Path) -> None:
    assert faults(json.loads(path.read_text("utf-8"))) == []


@pytest.mark.slow
@for_each(
    ("change", "where"),
    [
        (lambda report: report.pop("verdict"), "$"),
        (lambda report: report.update(format="pyready-report/2"), "$.format"),
        (lambda report: report["routes"][0].update(state="ajar"), "$.routes[0].state"),
        (lambda report: report["checks"][0].update(outcome=None), "$.checks[0].outcome"),
        (lambda report: report["facts"]["machine"].update(state="set"), "$.facts.machine"),
        (lambda report: report["facts"]["rights"]["value"].pop("token"), "$.facts.rights"),
        (lambda report: report["did"]["read"][0].update(where=1), "$.did.read[0].where"),
    ],
)
def test_the_schema_sees_what_is_wrong(change: Any, where: str) -> None:
    whole = json.loads(render(record_of(LAPTOPS[0], private=True)))
    change(whole)

    assert any(fault.startswith(where + ":") for fault in faults(whole)), faults(whole)
