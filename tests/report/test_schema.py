"""The published JSON Schema describes every report."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from laptops.test_laptops import LAPTOPS, record_of
from needs import once
from pyready.report.json import render

pytestmark = [pytest.mark.unmeasured, once]

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))


@cache
def validator() -> Any:
    """Loaded late: it takes as long as a hundred tests, and most runs of pytest only pass by."""
    import jsonschema

    return jsonschema.Draft202012Validator(SCHEMA)


def faults(report: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(report)]


@pytest.mark.slow
@pytest.mark.parametrize("private", [True, False], ids=["private", "to share"])
@pytest.mark.parametrize("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_a_report_of_each_laptop_fits_the_published_schema(laptop: Any, private: bool) -> None:
    assert faults(json.loads(render(record_of(laptop, private=private)))) == []


def test_the_schema_itself_is_sound_and_published_twice_alike() -> None:
    validator().check_schema(SCHEMA)
    inside = Path(__file__).parents[2] / "src" / "pyready" / "report" / "report.schema.json"
    assert json.loads(inside.read_text("utf-8")) == SCHEMA


@pytest.mark.parametrize(
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
