"""Files of which Windows told signer, version and hash: ranges of versions and hash rules, known and not known."""

import pytest

from for_each import for_each
from policy.applocker.policies import ALLOW_ALL, DEFAULT, PSF, hash_of, held, outcome, path, publisher, text
from pyready.policy.applocker.rules import Version
from pyready.policy.applocker.subject import File, Signer

OWN = "C:\\Users\\jane\\AppData\\Local\\Programs\\Python\\Python313\\python.exe"
OLD_PSF = "O=PYTHON SOFTWARE FOUNDATION, L=WOLFEBORO, S=NEW HAMPSHIRE, C=US"
NO_STATE = "O=PYTHON SOFTWARE FOUNDATION, L=BEAVERTON, C=US"
BELOW, FIRST, INSIDE, LAST, ABOVE = (3, 11, 9, 0), (3, 12, 0, 0), (3, 12, 1, 0), (3, 13, 0, 0), (3, 13, 0, 1)
EQUAL, DIFFERENT, UNKNOWN = "a" * 64, "b" * 64, ""


def file(version: Version | None = None, sha256: str = UNKNOWN, place: str = OWN, publisher: str = PSF) -> File:
    return File(place, publisher, "PYTHON", "PYTHON.EXE", here=True, signer="told", version=version, sha256=sha256)


@for_each(
    ("low", "high", "answers"),
    [
        ("3.12.0.0", "3.13.0.0", {BELOW: 0, FIRST: 1, INSIDE: 1, LAST: 1, ABOVE: 0, None: None}),
        ("3.12.0.0", "*", {BELOW: 0, FIRST: 1, ABOVE: 1, None: None}),
        ("*", "3.13.0.0", {BELOW: 1, LAST: 1, ABOVE: 0, None: None}),
        ("3.12.1.0", "3.12.1.0", {FIRST: 0, INSIDE: 1, LAST: 0, None: None}),
        ("*", "*", {BELOW: 1, ABOVE: 1, None: 1}),
        ("0.0.0.0", "*", {BELOW: 1, ABOVE: 1, None: 1}),
        ("3.12", "*", {BELOW: None, INSIDE: None, None: None}),
    ],
)
def test_a_range_of_versions(low: str, high: str, answers: dict[Version | None, int | None]) -> None:
    condition = publisher(low=low, high=high)
    allow, deny = held(text("Allow", condition)), held(ALLOW_ALL, text("Deny", condition))
    but = held(text("Allow", path("*"), exceptions=condition))
    names = {1: ("allowed", "blocked", "blocked"), 0: ("blocked", "allowed", "allowed"), None: ("not-known",) * 3}

    for version, meant in answers.items():
        found = tuple(outcome(rules, file(version)) for rules in (allow, deny, but))
        assert found == names[meant], version


@for_each(
    ("sha256", "allow", "deny"),
    [
        (EQUAL, "allowed", "blocked"),
        (DIFFERENT, "blocked", "allowed"),
        (UNKNOWN, "not-known", "not-known"),
    ],
)
@for_each("name", ["python.exe", "other.exe"])
def test_a_hash_whatever_the_file_was_called(sha256: str, allow: str, deny: str, name: str) -> None:
    condition = hash_of(EQUAL.upper(), name)
    if sha256 == UNKNOWN and name == "other.exe":
        allow, deny = "blocked", "allowed"  # no file of another name is expected to be that one

    assert outcome(held(text("Allow", condition)), file(sha256=sha256)) == allow
    assert outcome(held(ALLOW_ALL, text("Deny", condition)), file(sha256=sha256)) == deny


INSTALLED = "C:\\Program Files\\Python313\\python.exe"


@for_each(
    ("action", "sha256", "place", "expected"),
    [
        ("Allow", EQUAL, OWN, "allowed"),
        ("Allow", DIFFERENT, OWN, "blocked"),
        ("Allow", UNKNOWN, OWN, "not-known"),
        ("Allow", DIFFERENT, INSTALLED, "allowed"),
        ("Allow", UNKNOWN, INSTALLED, "allowed"),
        ("Deny", EQUAL, INSTALLED, "blocked"),
        ("Deny", DIFFERENT, INSTALLED, "allowed"),
        ("Deny", UNKNOWN, INSTALLED, "not-known"),
        ("Deny", EQUAL, OWN, "blocked"),
        ("Deny", DIFFERENT, OWN, "blocked"),
        ("Deny", UNKNOWN, OWN, "blocked"),
    ],
)
def test_a_hash_rule_beside_rules_for_paths(action: str, sha256: str, place: str, expected: str) -> None:
    rules = held(*DEFAULT, text(action, hash_of(EQUAL, "python.exe")))
    assert outcome(rules, file(sha256=sha256, place=place)) == expected


@pytest.mark.parametrize("sha256", [EQUAL, DIFFERENT])
def test_a_kind_of_hash_that_is_not_known_is_not_compared(sha256: str) -> None:
    condition = hash_of(EQUAL, "python.exe", "SHA256Flat")
    assert outcome(held(text("Allow", condition)), file(sha256=sha256)) == "not-known"
    assert outcome(held(ALLOW_ALL, text("Deny", condition)), file(sha256=sha256)) == "not-known"


def test_a_file_that_is_not_here_is_never_one_that_a_hash_names() -> None:
    absent = File(OWN, sha256=EQUAL)
    assert outcome(held(ALLOW_ALL, text("Deny", hash_of(EQUAL, "python.exe"))), absent) == "allowed"


@for_each(
    ("wanted", "own", "signer", "expected"),
    [
        (OLD_PSF, PSF, "told", "blocked"),
        (OLD_PSF, PSF, "assumed", "not-known"),
        (OLD_PSF, OLD_PSF, "told", "allowed"),
        (PSF, OLD_PSF, "told", "blocked"),
        (PSF, NO_STATE, "told", "not-known"),
        (NO_STATE, PSF, "told", "not-known"),
        (NO_STATE, NO_STATE, "told", "allowed"),
        ("*", OLD_PSF, "told", "allowed"),
        ("*", "", "told", "blocked"),
        ("*", "", "not-known", "not-known"),
        ("O=EXAMPLE", PSF, "not-known", "not-known"),
        ("CN=00000000-AAAA-BBBB-CCCC-000000000000", PSF, "told", "not-known"),
    ],
)
def test_the_town_of_a_signer_counts_where_it_was_told(wanted: str, own: str, signer: Signer, expected: str) -> None:
    asked = File(OWN, own, "PYTHON", "PYTHON.EXE", here=True, signer=signer)
    assert outcome(held(text("Allow", publisher(wanted))), asked) == expected
