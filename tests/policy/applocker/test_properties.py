"""Whatever the rules: what cannot be read never opens anything, and a rule that denies never does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from policy.applocker.policies import (
    ADMINISTRATORS,
    EVERYONE,
    FOLDERS,
    HASH,
    JANE,
    PSF,
    WARD,
    hash_of,
    path,
    publisher,
    text,
)
from pyready.policy.applocker.conditions import rule_matches
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.rule_index import RuleIndex
from pyready.policy.applocker.rule_text import rule
from pyready.policy.applocker.rules import Collection, Policy, PublisherCondition, Rule
from pyready.policy.applocker.subject import File, Folders, Person

pytestmark = pytest.mark.unmeasured

OPEN = {"allowed", "audited"}
PATHS = (
    "*",
    "%OSDRIVE%\\*",
    "%PROGRAMFILES%\\*",
    "C:\\Users\\*",
    "C:\\Users\\*\\x.exe",
    "?:\\*",
    "C:\\PROGRA~1\\*",
    "%X%\\*",
    "c:/users/*",
    "C:\\*\\python.exe",
    "C:\\Users\\jane\\x.exe",
)
CONDITIONS = (
    *map(path, PATHS),
    publisher(),
    publisher("*"),
    publisher(binary="PY"),
    publisher("O=EXAMPLE"),
    publisher(low="3.12.0.0"),
    publisher("*", high="3.12.9.9"),
    publisher(" o=python software foundation,L=ELSEWHERE"),
    publisher("CN=00000000-AAAA-BBBB-CCCC-000000000000"),
    HASH,
    hash_of("1" * 64, "python.exe"),
)
FILES = (
    File("C:\\Users\\jane\\x.exe"),
    File("C:\\Program Files\\x\\python.exe", PSF, "PYTHON", "PYTHON.EXE"),
    File("C:\\Users\\jane\\x.exe", PSF),
    File("C:\\Users\\jane\\python.exe", PSF, "PYTHON", "PYTHON.EXE", True, "told", (3, 13, 9150, 1013), "1" * 64),
    File("C:\\Users\\jane\\x.exe", "", "PYTHON", "", True, "told", (3, 11, 0, 0), "2" * 64),
    File("C:\\Users\\jane\\x.exe", here=True, signer="not-known"),
    File(None),
)
rules = st.builds(
    lambda action, condition, sid, exception: rule(text(action, condition, sid, exception)),
    st.sampled_from(["Allow", "Deny"]),
    st.sampled_from(CONDITIONS),
    st.sampled_from([EVERYONE, ADMINISTRATORS, WARD, "S-1-12-1-1-2-3-4"]),
    st.sampled_from(["", *CONDITIONS]),
)
collections = st.builds(
    Collection,
    st.sampled_from(["enforced", "audit", "not-set", "not-known"]),
    st.lists(rules, max_size=5).map(tuple),
    st.booleans(),
)
files = st.lists(st.sampled_from(FILES), min_size=1, max_size=3)
services = st.sampled_from(["running", "stopped", "not-known"])
NAMES = ("exe", "appx")


def named(rule: Rule) -> bool:
    """Does it name a publisher, be it in an exception?"""
    return any(isinstance(each, PublisherCondition) for each in (*rule.conditions, *rule.exceptions))


def answers(policies: list[Policy], asked: list[File], service: str, person: Person = JANE) -> list[str]:
    judge = Judge(person, FOLDERS)
    return [judge.decide(policies, name, asked, service).outcome for name in NAMES]


def nothing_opened(before: list[str], after: list[str]) -> bool:
    return all(old in OPEN or new not in OPEN for old, new in zip(before, after, strict=True))


def policy(exe: Collection, appx: Collection, source: str = "group-policy") -> Policy:
    return Policy(source, {"exe": exe, "appx": appx})


@given(collections, collections, files, services)
def test_an_unreadable_rule_opens_nothing(exe: Collection, appx: Collection, asked: list[File], service: str) -> None:
    before = answers([policy(exe, appx)], asked, service)

    for changed in ((replace(exe, unread=True), appx), (exe, replace(appx, unread=True))):
        assert nothing_opened(before, answers([policy(*changed)], asked, service))


@given(collections, collections, files, services)
def test_groups_or_a_service_that_cannot_be_read_open_nothing(
    exe: Collection, appx: Collection, asked: list[File], service: str
) -> None:
    before = answers([policy(exe, appx)], asked, service)

    assert nothing_opened(before, answers([policy(exe, appx)], asked, "not-known"))
    assert nothing_opened(before, answers([policy(exe, appx)], asked, service, Person(known=False)))
    assert nothing_opened(before, answers([policy(exe, appx)], [replace(each, path=None) for each in asked], service))
    assert nothing_opened(
        before, answers([policy(exe, appx), Policy("device-management", unread=True)], asked, service)
    )


@given(collections, collections, files, services)
def test_a_version_or_a_signer_that_was_not_told_opens_nothing(
    exe: Collection, appx: Collection, asked: list[File], service: str
) -> None:
    before = answers([policy(exe, appx)], asked, service)

    unknown: tuple[dict[str, Any], ...] = (
        {"version": None},
        {"product": None},
        {"binary": None},
        {"signer": "not-known"},
    )
    for fields in unknown:
        assert nothing_opened(
            before, answers([policy(exe, appx)], [replace(each, **fields) for each in asked], service)
        )
    by_kind = [replace(each, signer="assumed") if each.signer == "told" else each for each in asked]
    assert nothing_opened(before, answers([policy(exe, appx)], by_kind, service))


@given(collections, rules.filter(lambda each: not each.allows), files, services, st.integers(0, 5))
def test_a_rule_that_denies_opens_nothing(
    exe: Collection, deny: Rule, asked: list[File], service: str, place: int
) -> None:
    before = Judge(JANE, FOLDERS).decide([policy(exe, Collection())], "exe", asked, service).outcome
    more = replace(exe, rules=(*exe.rules[:place], deny, *exe.rules[place:]))
    after = Judge(JANE, FOLDERS).decide([policy(more, Collection())], "exe", asked, service).outcome

    assert before in OPEN or after not in OPEN


@given(st.lists(rules.filter(lambda each: not named(each)), min_size=1, max_size=4), st.sampled_from(FILES), services)
def test_of_a_packaged_app_nothing_but_a_rule_for_a_publisher_is_sure(
    held: list[Rule], file: File, service: str
) -> None:
    apps = policy(Collection(), Collection("enforced", tuple(held)))
    found = Judge(JANE, FOLDERS).decide([apps], "appx", [file], service)

    assert found.outcome == "not-known" or found.why == {"no-rule-allows"}
    assert found.rule == ""


@given(st.sampled_from([*map(path, PATHS), HASH]), st.sampled_from(FILES).filter(lambda each: bool(each.publisher)))
def test_an_exception_that_is_no_publisher_keeps_no_packaged_app_out_for_sure(condition: str, file: File) -> None:
    apps = policy(Collection(), Collection("enforced", (rule(text("Allow", publisher("*"), exceptions=condition)),)))

    assert Judge(JANE, FOLDERS).decide([apps], "appx", [file], "running").outcome in {"allowed", "not-known"}


@given(collections, files)
def test_the_order_of_rules_does_not_matter(exe: Collection, asked: list[File]) -> None:
    turned = replace(exe, rules=exe.rules[::-1])
    assert answers([policy(exe, exe)], asked, "running") == answers([policy(turned, turned)], asked, "running")


@given(st.lists(rules, max_size=8), st.sampled_from(FILES), st.sampled_from([FOLDERS, Folders()]))
def test_no_rule_that_may_match_is_left_out(held: list[Rule], file: File, folders: Folders) -> None:
    near = list(RuleIndex(held, folders).to(file))

    assert near == [rule for rule in held if rule in near]
    assert all(rule in near for rule in held if rule_matches(rule, file, JANE, folders).level)
