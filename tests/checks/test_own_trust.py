"""Python's own trusted roots: what the check says of them, and where the root certificate of the inspection is."""

import pytest
from msgspec.structs import replace

from laptops.looking import given
from laptops.networks import (
    DIRECT,
    HIDDEN_INSPECTED,
    INSPECTED,
    NOT_TRUSTED,
    OF_PERSON,
    OFF_THE_MAP,
    ON_DEMAND,
    OWN_LIST_STRICT,
    STRICT,
    SWALLOWED,
    UNTRUSTED,
    Answer,
    network,
)
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.model.attempts import Tried
from pyready.model.record import CheckRecord
from pyready.probes.network import NetworkFacts


def ask(check: str, answer: Answer, **by_id: Answer) -> CheckRecord:
    facts = given("windows").with_entry(NetworkFacts, network(answer, **by_id))
    return judge_checks(facts, [each for each in CHECKS if each.id == check])[check].check


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (DIRECT, "passed", "accept the servers on this network"),
        (INSPECTED, "passed", "by its strict rules too"),
        (HIDDEN_INSPECTED, "passed", "accept the servers on this network"),
        (STRICT, "problem", "Python 3.13 and newer do not accept the certificates of Gateway CA by default"),
        (OWN_LIST_STRICT, "problem", "a new pip is not"),
        (ON_DEMAND, "problem", "Windows downloads public ones when it first needs them"),
        (replace(INSPECTED, python=UNTRUSTED), "problem", "This computer trusts Gateway CA"),
        (NOT_TRUSTED, "unknown", "because no secure connection succeeded"),
        (OFF_THE_MAP, "unknown", "because no secure connection succeeded"),
        (SWALLOWED, "unknown", "because no secure connection succeeded"),
        (replace(DIRECT, python=Tried("not-tried")), "unknown", "because no secure connection succeeded"),
        (replace(DIRECT, python=Tried("stopped", "tls", "reset")), "unknown", "no connection with them succeeded"),
    ],
)
def test_what_is_said_of_pythons_own_list(answer: Answer, outcome: str, words: str) -> None:
    record = ask("python-own-trust", answer)

    assert (record.outcome, words in record.says) == (outcome, True), record.says


def test_a_public_authority_that_windows_fetches_is_never_called_missing_or_asked_for() -> None:
    record = ask("python-own-trust", ON_DEMAND)

    assert record.fix is not None
    assert (record.fix.who, record.fix.request, record.weight) == ("you", "", "note")
    assert "Windows might have downloaded the certificates by now" in record.fix.says


def test_one_server_that_is_inspected_among_others_is_seen() -> None:
    assert ask("python-own-trust", DIRECT, python_org=STRICT).outcome == "problem"


def test_an_authority_in_the_persons_own_list_is_told_apart_from_one_in_the_computers() -> None:
    own = ask("tls-inspected", OF_PERSON)
    everybodys = ask("tls-inspected", replace(OF_PERSON, held_by="computer"))
    not_known = ask("tls-inspected", INSPECTED)

    assert own.outcome == everybodys.outcome == not_known.outcome == "passed"
    assert "Only your own trusted roots hold that root certificate, not the computer's" in own.says
    assert [each.value for each in own.because if each.what == "the root certificate is in"] == [
        "your own trusted roots only"
    ]
    assert "own trusted roots" not in everybodys.says
    assert [each.value for each in everybodys.because if each.what == "the root certificate is in"] == [
        "the computer's trusted roots"
    ]
    assert not [each for each in not_known.because if each.what == "the root certificate is in"]
