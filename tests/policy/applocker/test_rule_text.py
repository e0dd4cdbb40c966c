"""Rules and collections from XML, good and hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from policy.applocker.policies import ALL_SIGNED, ALLOW_ALL, DEFAULT, HASH, hash_of, path, publisher, text
from pyready.policy.applocker import markup
from pyready.policy.applocker.markup import Malformed
from pyready.policy.applocker.rule_text import collections, rule
from pyready.policy.applocker.rules import HashCondition, PathCondition, PublisherCondition


def of(*rules: str, kind: str = "Exe", mode: str = ' EnforcementMode="Enabled"') -> str:
    return f'<RuleCollection Type="{kind}"{mode}>{"".join(rules)}</RuleCollection>'


def test_a_rule_is_read_whole() -> None:
    found = rule(text("Deny", publisher(binary="X.EXE", low="1.0.0.0"), "S-1-5-11", path("C:\\x\\*") + HASH, 3))

    assert (found.allows, found.sid, found.id[-1]) == (False, "S-1-5-11", "3")
    assert isinstance(found.conditions[0], PublisherCondition)
    assert (found.conditions[0].binary, found.conditions[0].any_version) == ("X.EXE", False)
    assert found.exceptions == (PathCondition("C:\\x\\*"), HashCondition(frozenset({"x.exe"})))


@for_each(
    "bad",
    [
        "",
        "no xml",
        "<FilePathRule",
        ALLOW_ALL.replace('Action="Allow"', 'Action="allow"'),
        ALLOW_ALL.replace('Action="Allow"', ""),
        ALLOW_ALL.replace('UserOrGroupSid="S-1-1-0"', ""),
        ALLOW_ALL.replace('Path="*"', ""),
        ALLOW_ALL.replace("<Conditions>", "<Other>").replace("</Conditions>", "</Other>"),
        ALLOW_ALL.replace("FilePathCondition", "NewCondition"),
        ALLOW_ALL.replace("FilePathRule", "NewRule"),
        "<!DOCTYPE x>" + ALLOW_ALL,
        '<!DOCTYPE x [<!ENTITY a "b">]>' + ALLOW_ALL.replace("*", "&a;"),
        ALLOW_ALL.replace("*", "&a;"),
        "<a>" * 5000 + "</a>" * 5000,
        ALLOW_ALL + " " * markup.MOST_CHARACTERS,
        "\ud800" + ALLOW_ALL,
    ],
    ids=range(16),
)
def test_what_is_no_rule_is_refused(bad: str) -> None:
    with pytest.raises(Malformed):
        rule(bad)


ENDS = st.sampled_from(["*", "0.0.0.0", "0.0.0.1", "3.14.0.0", "65535.65535.65535.65534", "65535.65535.65535.65535"])


@given(ENDS, ENDS)
def test_a_range_is_for_any_version_only_where_the_lowest_and_the_highest_are_in_it(low: str, high: str) -> None:
    lowest, highest = low.replace("*", "0.0.0.0"), high.replace("*", "65535.65535.65535.65535")
    (condition,) = rule(text("Allow", publisher(low=low, high=high))).conditions

    assert isinstance(condition, PublisherCondition)
    assert condition.any_version == ((lowest, highest) == ("0.0.0.0", "65535.65535.65535.65535"))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_NODES", 10)
    with pytest.raises(Malformed):
        collections(of(*[ALLOW_ALL] * 10))


@for_each(
    ("mode", "expected"),
    [
        (' EnforcementMode="Enabled"', "enforced"),
        (' EnforcementMode="AuditOnly"', "audit"),
        (' EnforcementMode="NotConfigured"', "enforced"),
        ("", "enforced"),
        (' EnforcementMode="ServicesOnly"', "not-known"),
    ],
)
def test_the_mode_stands_in_the_file(mode: str, expected: str) -> None:
    assert collections(of(*DEFAULT, mode=mode))["exe"].mode == expected


def test_a_rule_that_cannot_be_read_is_remembered_and_the_others_hold() -> None:
    found = collections(of(*DEFAULT, "<NewRule/>"))["exe"]
    assert (len(found.rules), found.unread) == (3, True)


def test_extensions_and_other_lists_are_no_rules() -> None:
    extensions = "<RuleCollectionExtensions><ThresholdExtensions/></RuleCollectionExtensions>"
    assert not collections(of(*DEFAULT, extensions))["exe"].unread
    assert all(each.empty for each in collections(of(ALL_SIGNED, kind="ManagedInstaller")).values())


def test_two_collections_of_one_kind_add_up() -> None:
    found = collections(
        f"<AppLockerPolicy>{of(ALLOW_ALL)}{of(*DEFAULT)}{of(ALL_SIGNED, kind='Appx')}</AppLockerPolicy>"
    )
    assert (len(found["exe"].rules), len(found["appx"].rules)) == (4, 1)


def test_another_document_is_refused() -> None:
    with pytest.raises(Malformed):
        collections("<Policy/>")
    with pytest.raises(Malformed):
        collections("<AppLockerPolicy><Other/></AppLockerPolicy>")


@for_each(
    ("low", "high", "expected"),
    [
        ("3.12.0.0", "*", ((3, 12, 0, 0), (65535,) * 4)),
        ("*", "3.12.0.65535", ((0,) * 4, (3, 12, 0, 65535))),
        ("3.12.1.0", "3.12.1.0", ((3, 12, 1, 0), (3, 12, 1, 0))),
        ("3.12", "*", None),
        ("3.12.0.0", "3.x.0.0", None),
        ("", "3.12.0.0", None),
        ("3.12.0.\u0661", "*", None),
    ],
)
def test_a_range_of_versions_is_read_or_not_known(low: str, high: str, expected: object) -> None:
    (found,) = rule(text("Allow", publisher(low=low, high=high))).conditions

    assert isinstance(found, PublisherCondition)
    assert (found.any_version, found.versions) == (False, expected)


ONE, OTHER = "A1" * 32, "b2" * 32


@for_each(
    ("condition", "expected"),
    [
        (hash_of(ONE, "x.exe"), {ONE.lower()}),
        (hash_of(ONE, "x.exe").replace("</File", hash_of(OTHER, "y.exe")[19:-20] + "</File", 1), {ONE.lower(), OTHER}),
        (hash_of(ONE[2:], "x.exe"), None),
        (hash_of(ONE, "x.exe", "SHA256Flat"), None),
        (hash_of(ONE, "x.exe").replace(' Type="SHA256"', ""), None),
        (hash_of(ONE, "x.exe").replace("Data=", "Other="), None),
        (hash_of(ONE, "x.exe").replace("</File", hash_of("00", "y.exe")[19:-20] + "</File", 1), None),
        ("<FileHashCondition></FileHashCondition>", None),
    ],
)
def test_hashes_are_read_all_or_not_known(condition: str, expected: set[str] | None) -> None:
    (found,) = rule(text("Deny", condition)).conditions

    assert isinstance(found, HashCondition)
    assert found.hashes == expected
