"""A report of a newer version: what its words mean is not known, and nothing of it is a fault or opens a route."""

import json
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from pyready.engine.app import Look, report
from pyready.model.facts import Absent
from pyready.model.record import Record
from pyready.probes import TYPES
from pyready.report import RENDERERS, Options
from pyready.report.saved import Saved, parse

pytestmark = pytest.mark.unmeasured

EXAMPLES = Path(__file__).parents[2] / "examples"
WORD = "newer-word"
OPEN = {"open", "open-with-fixes"}


def changed(name: str, fact: str, *path: Any, word: str = WORD) -> Saved:
    """An example with one word of it replaced."""
    whole = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    held = whole["facts"][fact]["value"]
    for part in path[:-1]:
        held = held[part]
    held[path[-1]] = word
    return parse(json.dumps(whole), TYPES)


def judged(saved: Saved) -> Record:
    """Judged, and shown in every form with all its evidence."""
    record = report(Look(saved.facts, saved.did, saved.timings), private=True)
    for name in RENDERERS:
        assert RENDERERS[name](record, Options(details=True))
    return record


def open_routes(record: Record) -> set[str]:
    return {each.id for each in record.routes if each.state in OPEN}


@pytest.mark.slow
@for_each(
    ("name", "fact", "path"),
    [
        ("app-control-enforced", "app-control", ("answers", 0, "by")),
        ("app-control-enforced", "app-control", ("answers", 0, "program")),
        ("app-control-enforced", "app-control", ("answers", 0, "outcome")),
        ("app-control-enforced", "app-control", ("answers", 0, "place")),
        ("stock-applocker", "app-control", ("applocker", 0, "collection")),
        ("stock-applocker", "app-control", ("applocker", 0, "mode")),
        ("own-mirror", "network", ("endpoints", 0, "system", "outcome")),
        ("open-laptop", "storage", ("home", "drive", "value", "kind")),
    ],
)
def test_a_word_that_is_not_known_opens_nothing(name: str, fact: str, path: tuple[Any, ...]) -> None:
    before = judged(parse((EXAMPLES / f"{name}.json").read_text("utf-8"), TYPES))
    after = judged(changed(name, fact, *path))
    assert open_routes(after) <= open_routes(before)


def test_every_answer_about_programs_by_somebody_who_is_not_known() -> None:
    whole = json.loads((EXAMPLES / "app-control-enforced.json").read_text("utf-8"))
    for each in whole["facts"]["app-control"]["value"]["answers"]:
        each |= {"by": WORD, "outcome": "blocked"}
    assert "A policy" in json.dumps([each.says for each in judged(parse(json.dumps(whole), TYPES)).checks])


def test_the_state_of_a_path_in_a_setting() -> None:
    whole = json.loads((EXAMPLES / "open-laptop.json").read_text("utf-8"))
    setting = {"tool": "python", "name": "PYTHONPATH", "source": "environment PYTHONPATH"}
    setting["places"] = [{"path": "C:\\x", "state": WORD}]  # type: ignore[assignment]
    whole["facts"]["settings"]["value"]["found"] = [setting]
    said = json.dumps([each.because for each in judged(parse(json.dumps(whole), TYPES)).checks], default=str)
    assert "x (not known)" in said


def test_a_fact_with_a_word_in_place_of_one_of_ours_is_not_used_and_named() -> None:
    saved = changed("open-laptop", "proxies", "user", "enabled", "state")
    assert saved.ignored == ("facts.proxies",)
    entry = saved.facts.entry(TYPES["proxies"])
    assert isinstance(entry, Absent)
    assert entry.kind == "newer-word"

    found = judged(saved)
    unknown = {each.id: each.says for each in found.checks if each.outcome == "unknown"}
    assert (
        "pyready cannot tell, because this part of the report has a word that this version does not know."
        in unknown.values()
    )
    assert open_routes(found) <= open_routes(judged(parse((EXAMPLES / "open-laptop.json").read_text("utf-8"), TYPES)))


def test_another_fault_in_the_same_fact_is_refused_as_ever() -> None:
    with pytest.raises(ValueError, match=r"Expected `str`, got `int` - at `\$\.facts\.proxies\.user\.enabled\.state`"):
        changed("open-laptop", "proxies", "user", "enabled", "state", word=3)  # type: ignore[arg-type]
