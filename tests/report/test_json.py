import json
from functools import cache
from typing import Any

import msgspec
import pytest

from for_each import for_each
from privacy.people import JANE, TYPES, WHEN, Place, Sample, did_of, facts_of
from pyready.model.facts import Absent, Inapplicable, to_json
from pyready.model.host import Reading
from pyready.model.record import Record, Tool, Verdict
from pyready.report.json import render, schema


def record(sample: Sample, **changes: Any) -> Record:
    facts = facts_of(JANE, sample)
    whole = Record(
        format="pyready-report/1",
        tool=Tool("0.1.0", "2026-11-22"),
        taken=WHEN,
        duration_s=1.5,
        private=True,
        verdict=Verdict("open", "uv", "", "Yes.", "Do it."),
        routes=(),
        checks=(),
        requests=(),
        facts=to_json(facts),
        did=did_of("/x"),
        timings={"b": 0.1, "a": 0.2},
    )
    return msgspec.structs.replace(whole, **changes)


SAMPLE = Sample(note="Zoë", places=(Place("/x"),), proxy=Reading("set", "p:1", "HKCU"), settings={"a": "b"})


def test_it_is_pretty_ends_with_a_line_end_and_keeps_letters() -> None:
    text = render(record(SAMPLE))
    assert text.startswith('{\n  "format": "pyready-report/1",\n  "tool": {\n    "version"')
    assert text.endswith("}\n")
    assert '"Zoë"' in text
    assert json.loads(text) == json.loads(msgspec.json.encode(record(SAMPLE)))


def test_it_does_not_depend_on_the_order_in_which_things_came() -> None:
    one, other = record(SAMPLE), record(SAMPLE, timings={"a": 0.2, "b": 0.1})
    turned = msgspec.structs.replace(other, facts=dict(reversed(other.facts.items())))
    assert render(one) == render(turned)


def test_nothing_in_it_steers_a_terminal() -> None:
    hostile = "\x1b[31m \x9b31m \u202e \u2066 \u2028 \x7f \u200f"
    text = render(record(Sample(note=hostile)))
    assert not {char for char in text if not char.isprintable()} - {"\n"}
    assert json.loads(text)["facts"]["sample"]["value"]["note"] == hostile


@cache
def validator() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(schema(TYPES))


def test_the_schema_is_one_and_names_privacy() -> None:
    found = schema(TYPES)
    assert found["title"] == "pyready-report/1"
    assert found["properties"]["format"] == {"const": "pyready-report/1"}
    assert found["$defs"]["Identity"]["properties"]["user"]["x-privacy"] == "user"
    assert "Reading_proxy_" in found["$defs"]
    assert "typing" not in json.dumps(found)
    assert list(found["properties"]["facts"]["properties"]) == list(TYPES)


@pytest.mark.unmeasured
@pytest.mark.parametrize("entry", [None, Absent("timed-out", "no answer within 5 s"), Inapplicable()])
def test_records_fit_the_schema(entry: Any) -> None:
    facts = facts_of(JANE, SAMPLE)
    if entry is not None:
        facts = facts.with_entry(Sample, entry)
    validator().validate(json.loads(render(record(SAMPLE, facts=to_json(facts)))))


@pytest.mark.unmeasured
@for_each(
    "change",
    [
        {"format": "pyready-report/2"},
        {"did": 3},
        {"facts": {"sample": {"state": "collected"}}},
        {"facts": {"sample": {"state": "collected", "value": {"note": 3}}}},
        {"facts": {"sample": {"state": "not-collected", "kind": "offline"}}},
        {"facts": {"sample": {"state": "odd"}}},
    ],
)
def test_what_does_not_fit_is_refused_by_the_schema(change: dict[str, Any]) -> None:
    import jsonschema

    whole = json.loads(render(record(SAMPLE))) | change
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(whole)


def test_facts_that_a_reader_does_not_know_fit_the_schema() -> None:
    whole = json.loads(render(record(SAMPLE)))
    whole["facts"]["later"] = {"state": "collected", "value": {"x": 1}}
    whole["facts"]["identity"]["value"]["later"] = 1
    validator().validate(whole)
