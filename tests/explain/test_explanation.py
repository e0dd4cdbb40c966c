"""The explanation as text and JSON: short, share-safe, true to the facts of the computer."""

import argparse
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.samples import PASTES, samples
from for_each import for_each
from pyready.commands.check import saved_look
from pyready.explain.explained import Explained, explained
from pyready.explain.explanation import Explanation, explanation, matched
from pyready.knowledge.messages import Message, known
from pyready.model.facts import Facts
from pyready.model.own_lines import Own
from pyready.report.explanation import as_json, as_text
from pyready.report.layout import Sheet
from schemas import published

TOP = Path(__file__).parents[2]
ROWS = {row.id: row for row in known().message}
MOST_LINES = 26
"""Of one message at 80 columns, empty lines too; most take fewer than 20."""


@cache
def facts_of(laptop: str) -> Facts:
    options = {"facts": str(TOP / "examples" / f"{laptop}.json"), "private": False, "site": None, "aim": None}
    return saved_look(argparse.Namespace(**options, route=None)).facts


def root(text: str, laptop: str) -> Explained:
    return explained(text, facts_of(laptop))[0]


@pytest.mark.unmeasured
@for_each("row", ROWS.values(), ids=list(ROWS))
def test_one_message_is_one_screen_without_facts_and_with(row: Message) -> None:
    for facts in (None, facts_of("pac-and-inspection"), facts_of("everything-denied")):
        text = as_text(explanation(samples(row)[0], facts), Sheet(80))
        assert len(text.strip().splitlines()) <= MOST_LINES, text
        assert "{" not in text.replace("{python}", ""), text


@pytest.mark.unmeasured
@for_each(
    ("text", "laptop", "check", "outcome", "request_"),
    [
        ("[WinError 4551]", "app-control-enforced", "loads-user-modules", "problem", True),
        ("[WinError 1260]", "stock-applocker", "environment-runs", "problem", True),
        ("407 Proxy Authentication Required", "sign-in-proxy", "packages-by-pip", "problem", True),
        ("unable to get local issuer certificate", "pac-and-inspection", "tls-inspected", "passed", False),
        ("certificate is not yet valid", "open-laptop", "clock", "passed", False),
        ("Python was not found; run without arguments", "store-stub-only", "python-command", "problem", False),
    ],
)
def test_the_checks_of_a_computer_say_what_it_is_there(
    text: str, laptop: str, check: str, outcome: str, request_: bool
) -> None:
    found = root(text, laptop)
    assert found.here is not None
    assert (found.here.check, found.here.outcome) == (check, outcome)
    commands = [step.command for step in found.steps]
    assert ("pyready check" in commands) == request_


def test_a_problem_of_another_kind_confirms_nothing() -> None:
    """AppLocker's rules say nothing about App Control's message, and the other way round."""
    for text, laptop in (("[WinError 4551]", "stock-applocker"), ("[WinError 1260]", "app-control-enforced")):
        found = root(text, laptop)
        assert found.here is None or found.here.outcome != "problem"
        assert found.next == ROWS[found.id].next


def test_of_several_causes_the_facts_choose_one() -> None:
    without, with_proxy = explained("getaddrinfo failed")[0], root("getaddrinfo failed", "pac-and-inspection")
    assert len(without.options) == 3
    assert without.here is None
    assert with_proxy.options == ()
    assert with_proxy.who == "you"
    assert any("HTTPS_PROXY" in step.command or "config env" in step.command for step in with_proxy.steps)


def test_a_cause_that_is_ruled_out_is_not_shown() -> None:
    found = root("Connection refused", "linux-server")
    assert [option for option in found.options if "wants a proxy" in option.says] == []
    assert found.here is not None
    assert found.here.says.startswith("Another cause does not fit this computer: ")


def test_what_only_the_network_tells_is_left_to_check() -> None:
    found = root("certificate is not yet valid", "offline")
    assert found.here is not None
    assert found.here.says == "pyready explain contacts no server, so it cannot tell. To find out: pyready check"


def test_commands_are_those_of_the_system() -> None:
    assert explained("No module named pip")[0].steps[0].command == "py -m ensurepip"
    assert root("No module named pip", "linux-server").steps[0].command == "python3 -m ensurepip"


def test_a_variable_is_set_as_the_shell_sets_it() -> None:
    text = "Failed to import encodings module"
    assert explained(text)[0].steps[0].command == 'set "PYTHONHOME="'
    assert root(text, "linux-server").steps[0].command == "unset PYTHONHOME"
    text = "assignment failed for secure file"
    assert explained(text)[0].steps[0].command == r'set "JUPYTER_RUNTIME_DIR=%LOCALAPPDATA%\jupyter-runtime"'
    assert root(text, "linux-server").steps[0].command == 'export JUPYTER_RUNTIME_DIR="$HOME/jupyter-runtime"'


def test_it_asks_the_computer_only_where_that_says_more() -> None:
    assert matched("[WinError 1260]").asks_the_computer
    assert not matched("error 1618").asks_the_computer


@for_each("path", PASTES, ids=lambda path: path.stem)
def test_the_json_is_as_its_schema_says(path: Path) -> None:
    whole = json.loads(as_json(explanation(path.read_text("utf-8"), facts_of("open-laptop"))))
    published("explain").validate(whole)
    assert whole["format"] == "pyready-explain/1"


def test_the_schema_says_what_every_property_is() -> None:
    schema = json.loads((TOP / "docs" / "explain.schema.json").read_text("utf-8"))
    parts = [schema, *schema["$defs"].values()]
    properties = [each for part in parts for each in part["properties"].items()]
    silent = {name for name, value in properties if "description" not in value and "const" not in value}
    assert silent <= {"says", "command"}  # of a step, whose struct says it for all


LINES = st.lists(
    st.one_of(st.text(max_size=80), st.sampled_from([text for row in ROWS.values() for text in samples(row)])),
    max_size=8,
)


@pytest.mark.unmeasured
@settings(max_examples=150)
@given(LINES)
def test_any_text_is_explained_or_not_known(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = explanation(text, None)
    shown = as_text(found, Sheet(80))
    assert "\x1b" not in shown
    assert json.loads(as_json(found))["known"] == bool(found.messages)
    assert found == explanation(text, None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("FooError: the widget is upside down\nat line 3", "The message is probably in line 1."),
        ("Program failed with [WinError 3]", "Number 3 from Windows"),
        ("", "The text has no line that looks like a message."),
    ],
)
def test_of_an_unknown_message_it_says_what_it_took_for_it(text: str, says: str) -> None:
    assert says in as_text(explanation(text, None), Sheet(200))


def test_notes_say_that_a_text_was_cut_and_that_it_holds_a_secret() -> None:
    said = as_text(Explanation(cut=True, secret=True), Sheet(200))
    assert "Note: The text is long. pyready read its beginning and its end." in said
    assert "Note: The text might hold a password or a token." in said


def test_lines_that_run_pyready_begin_as_this_person_starts_it() -> None:
    found = explanation("[WinError 1260]", None)
    own = Own("pyready.exe", ".\\pyready.exe")
    assert "\n    pyready.exe check\n" in as_text(found, Sheet(80), own)
    assert "More: pyready.exe guide app-control#" in as_text(found, Sheet(80), own)
    assert "pyready.exe check" in as_json(found, own)
    assert "\n    pyready check\n" in as_text(found, Sheet(80))
