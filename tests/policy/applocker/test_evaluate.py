"""AppLocker's semantics, row by row: Microsoft's text where it says so, not known where it does not."""

from typing import Any

from for_each import for_each
from policy.applocker.policies import (
    ADMINISTRATORS,
    ALL_SIGNED,
    ALLOW_ALL,
    DEFAULT,
    ELEVATED,
    FILTERED,
    FOLDERS,
    HASH,
    INSTALLED,
    JANE,
    OWN,
    PACKAGED,
    PSF,
    SIGNED,
    UNREADABLE,
    WARD,
    guid,
    held,
    outcome,
    path,
    publisher,
    text,
)
from pyready.policy.applocker.evaluate import Judge, Ruling
from pyready.policy.applocker.rules import Collection, Policy, merged
from pyready.policy.applocker.subject import File

DENY_WARD = text("Deny", publisher(), WARD, number=5)
CLOUD = "S-1-12-1-1-2-3-4"
OLD_PSF = "O=PYTHON SOFTWARE FOUNDATION, L=WOLFEBORO, S=NEW HAMPSHIRE, C=US"

# what it is about, rules, how they are asked, answer
ROWS: list[tuple[str, Collection, dict[str, Any], str]] = [
    ("no mode but rules: enforced", held(*DEFAULT, mode="not-set"), {}, "blocked"),
    ("mode 0: audit", held(*DEFAULT, mode="audit"), {}, "audited"),
    ("mode 0, allowed anyway", held(*DEFAULT, mode="audit"), {"file": INSTALLED}, "allowed"),
    ("any other mode", held(*DEFAULT, mode="not-known"), {"file": INSTALLED}, "not-known"),
    ("no rules, enforced", held(), {}, "allowed"),
    ("stock rules, own folder", held(*DEFAULT), {}, "blocked"),
    ("stock rules, Program Files", held(*DEFAULT), {"file": INSTALLED}, "allowed"),
    ("stock rules, the other Program Files", held(*DEFAULT),
     {"file": File("C:\\Program Files (x86)\\p\\python.exe")}, "allowed"),
    ("managed-installer stubs: audited, nothing blocked",
     held(text("Deny", publisher("O=EXAMPLE", "BENIGN", "X")), mode="audit"), {}, "audited"),
    ("one deny rule and no allow rule, enforced", held(text("Deny", path("C:\\x\\*"))), {}, "blocked"),
    ("deny over allow, whatever the order", held(ALLOW_ALL, text("Deny", path("%OSDRIVE%\\Users\\*"))), {}, "blocked"),
    ("an exception of an allow rule", held(text("Allow", path("*"), exceptions=path("%OSDRIVE%\\Users\\*"))), {},
     "blocked"),
    ("an exception belongs to its rule only",
     held(text("Allow", path("*"), exceptions=path("%OSDRIVE%\\Users\\*")), text("Allow", path("C:\\Users\\*"), WARD)),
     {}, "allowed"),
    ("an exception of a deny rule un-denies", held(ALLOW_ALL, text("Deny", path("*"), exceptions=path("C:\\Users\\*"))),
     {}, "allowed"),
    ("un-denied is not allowed", held(text("Deny", path("*"), exceptions=path("C:\\Users\\*"))), {}, "blocked"),
    ("a filtered administrator is no administrator", held(*DEFAULT), {"person": FILTERED}, "blocked"),
    ("an elevated one is", held(*DEFAULT), {"person": ELEVATED}, "allowed"),
    ("a deny-only group is denied", held(ALLOW_ALL, text("Deny", path("*"), ADMINISTRATORS)), {"person": FILTERED},
     "blocked"),
    ("a deny rule for others", held(ALLOW_ALL, text("Deny", path("*"), ADMINISTRATORS)), {}, "allowed"),
    ("denied by publisher in Program Files, too", held(*DEFAULT, DENY_WARD),
     {"file": File("C:\\Program Files\\P\\python.exe", PSF)}, "blocked"),
    ("a group in the cloud, where it matters", held(*DEFAULT, text("Allow", path("*"), CLOUD)), {}, "not-known"),
    ("a group in the cloud that may be denied", held(ALLOW_ALL, text("Deny", path("*"), CLOUD)), {}, "not-known"),
    ("a group in the cloud, where it does not matter", held(*DEFAULT, text("Allow", path("*"), CLOUD)),
     {"file": INSTALLED}, "allowed"),
    ("groups unreadable, where it matters", held(*DEFAULT), {"person": UNREADABLE}, "not-known"),
    ("groups unreadable, rules for everyone", held(ALLOW_ALL), {"person": UNREADABLE}, "allowed"),
    ("groups unreadable, no rule could allow", held(text("Allow", path("C:\\x\\*"))), {"person": UNREADABLE}, "blocked"),
    ("a rule with an 8.3 name opens nothing", held(text("Allow", path("C:\\Users\\JANE~1\\*"))), {}, "blocked"),
    ("a rule with an 8.3 name closes nothing", held(ALLOW_ALL, text("Deny", path("C:\\USERS~1\\*"))), {}, "allowed"),
    ("a variable of the environment is none of AppLocker's", held(text("Allow", path("%LOCALAPPDATA%\\*"))), {},
     "blocked"),
    ("a drive that is taken out", held(ALLOW_ALL, text("Deny", path("%HOT%\\*")), text("Deny", path("%REMOVABLE%\\*"))),
     {}, "allowed"),
    ("both folders of SYSTEM32", held(text("Allow", path("%SYSTEM32%\\*"))),
     {"file": File("C:\\Windows\\SysWOW64\\x.exe")}, "allowed"),
    ("a wildcard within the path", held(text("Allow", path("C:\\Users\\*\\Programs\\*"))), {}, "allowed"),
    ("a path without a wildcard is one file", held(text("Allow", path("C:\\Users\\jane"))), {}, "blocked"),
    ("case does not matter", held(text("Allow", path("c:\\USERS\\*"))), {}, "allowed"),
    ("what ? means is not documented", held(text("Allow", path("?:\\Users\\*"))), {}, "not-known"),
    ("? that cannot match either way", held(text("Allow", path("?:\\Other\\*"))), {}, "blocked"),
    ("a place that is not known", held(*DEFAULT), {"file": File(None)}, "not-known"),
    ("a place that is not known, any path", held(ALLOW_ALL), {"file": File(None)}, "allowed"),
    ("no publisher rule is about an unsigned file", held(ALL_SIGNED), {}, "blocked"),
    ("any publisher", held(ALL_SIGNED), {"file": SIGNED}, "allowed"),
    ("the publisher by name", held(text("Allow", publisher())), {"file": SIGNED}, "allowed"),
    ("* inside a publisher is an asterisk", held(text("Allow", publisher("O=PYTHON*"))), {"file": SIGNED}, "blocked"),
    ("* inside a product is an asterisk", held(text("Allow", publisher(product="PY*"))), {"file": SIGNED}, "blocked"),
    ("another publisher", held(text("Allow", publisher("O=EXAMPLE"))), {"file": SIGNED}, "blocked"),
    ("the publisher in another town", held(text("Allow", publisher(OLD_PSF))), {"file": SIGNED}, "not-known"),
    ("a range of versions", held(text("Allow", publisher(low="3.12.0.0"))), {"file": SIGNED}, "not-known"),
    ("another product", held(text("Allow", publisher(product="IDLE"))), {"file": SIGNED}, "blocked"),
    ("the file name itself", held(text("Allow", publisher(binary="PYTHON.EXE"))), {"file": SIGNED}, "allowed"),
    ("part of the file name", held(text("Allow", publisher(binary="PYTHON"))), {"file": SIGNED}, "allowed"),
    ("a question mark alone is any file name", held(text("Allow", publisher(binary="?"))), {"file": SIGNED}, "allowed"),
    ("a mark within a file name is not documented", held(text("Allow", publisher(binary="PY*"))), {"file": SIGNED},
     "not-known"),
    ("a file name that is not known of a copy", held(text("Allow", publisher(binary="PYTHON.EXE"))),
     {"file": File(SIGNED.path, PSF, "PYTHON", None)}, "not-known"),
    ("a hash is never that of a file not here yet", held(text("Allow", HASH)), {}, "blocked"),
    ("a hash in an exception", held(text("Allow", path("*"), exceptions=HASH)), {}, "allowed"),
    ("rules, and their service stopped", held(*DEFAULT), {"service": "stopped"}, "not-known"),
    ("rules, and their service on its way", held(*DEFAULT), {"service": "other"}, "not-known"),
    ("rules, and their service unreadable", held(*DEFAULT), {"service": "not-known"}, "not-known"),
    ("allowed whether the service runs or not", held(*DEFAULT), {"file": INSTALLED, "service": "stopped"}, "allowed"),
    ("an unreadable rule may allow", held(*DEFAULT, unread=True), {}, "not-known"),
    ("an unreadable rule may deny", held(ALLOW_ALL, unread=True), {}, "not-known"),
    ("denied whatever the unreadable rule says", held(text("Deny", path("*")), unread=True), {}, "blocked"),
    ("packaged apps with the default rule", held(ALL_SIGNED), {"file": PACKAGED, "name": "appx"}, "allowed"),
    ("packaged apps of another publisher only", held(text("Allow", publisher("CN=Example Ltd"))),
     {"file": PACKAGED, "name": "appx"}, "blocked"),
    ("packaged apps of a Store publisher, which is a number",
     held(text("Allow", publisher("CN=00000000-AAAA-BBBB-CCCC-000000000000"))),
     {"file": PACKAGED, "name": "appx"}, "not-known"),
    ("packaged apps by a path, of which no page says that it counts", held(ALLOW_ALL),
     {"file": PACKAGED, "name": "appx"}, "not-known"),
]  # fmt: skip


@for_each("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_collection_of_rules(row: tuple[str, Collection, dict[str, Any], str]) -> None:
    _, collection, asked, expected = row
    assert outcome(collection, **asked) == expected


def decided(*policies: Policy, name: Any = "exe", files: tuple[File, ...] = (OWN,), service: str = "running") -> Ruling:
    return Judge(JANE, FOLDERS).decide(policies, name, files, service)


def group(**collections: Collection) -> Policy:
    return Policy("group-policy", collections)  # type: ignore[arg-type]


def device(**collections: Collection) -> Policy:
    return Policy("device-management", collections)  # type: ignore[arg-type]


@for_each(
    ("exe", "appx", "expected"),
    [
        (held(*DEFAULT), held(), "blocked"),
        (held(*DEFAULT, mode="not-set"), held(), "blocked"),
        (held(*DEFAULT, mode="audit"), held(), "allowed"),
        (held(*DEFAULT, mode="not-known"), held(), "not-known"),
        (held(unread=True), held(), "not-known"),
        (held(*DEFAULT), held(unread=True), "not-known"),
        (held(*DEFAULT), held(unread=True, mode="audit"), "not-known"),
        (held(*DEFAULT), held(ALL_SIGNED, unread=True, mode="audit"), "audited"),
        (held(*DEFAULT), held(ALL_SIGNED), "allowed"),
        (held(), held(), "allowed"),
    ],
)
def test_rules_for_programs_alone_block_packaged_apps(exe: Collection, appx: Collection, expected: str) -> None:
    assert decided(group(exe=exe, appx=appx), name="appx", files=(PACKAGED,)).outcome == expected


def test_packaged_apps_are_not_blocked_for_certain_while_the_service_is_stopped() -> None:
    found = decided(group(exe=held(*DEFAULT)), name="appx", files=(PACKAGED,), service="stopped")
    assert (found.outcome, found.why) == ("not-known", {"service-stopped"})


@for_each(
    ("one", "other", "expected"),
    [
        (group(exe=held(*DEFAULT)), device(exe=held(*DEFAULT)), "blocked"),
        (group(exe=held(*DEFAULT)), device(), "blocked"),
        (group(), device(exe=held(ALLOW_ALL)), "allowed"),
        (group(exe=held(*DEFAULT)), device(exe=held(ALLOW_ALL)), "not-known"),
        (group(exe=held(*DEFAULT)), device(exe=held(*DEFAULT, mode="audit")), "not-known"),
        (group(exe=held(ALLOW_ALL)), Policy("device-management", unread=True), "not-known"),
        (Policy("group-policy", unread=True), device(), "not-known"),
    ],
)
def test_group_policy_and_device_management_together(one: Policy, other: Policy, expected: str) -> None:
    assert decided(one, other).outcome == expected
    assert decided(other, one).outcome == expected


MADE_UP = text("Deny", path("%OSDRIVE%\\ThisWillBeBlocked.exe"))
STUB = held(MADE_UP, mode="audit")
BY_NAME = text("Deny", publisher("O=EXAMPLE", "BENIGN", "BENIGN"))

# what stands beside the stub of a managed installer, the file, answer and mode
BESIDE: list[tuple[str, Policy, File, str, str]] = [
    ("rules that block", device(exe=held(*DEFAULT)), OWN, "blocked", "enforced"),
    ("rules without a mode, which block", device(exe=held(*DEFAULT, mode="not-set")), OWN, "blocked", "enforced"),
    ("rules that allow", device(exe=held(*DEFAULT)), INSTALLED, "allowed", "enforced"),
    ("rules that only watch", device(exe=held(*DEFAULT, mode="audit")), OWN, "audited", "audit"),
    ("rules that only watch and allow", device(exe=held(*DEFAULT, mode="audit")), INSTALLED, "allowed", "audit"),
    ("rules of a mode that is not known", device(exe=held(*DEFAULT, mode="not-known")), OWN, "not-known", "not-known"),
    ("a rule that cannot be read", device(exe=held(*DEFAULT, unread=True)), OWN, "not-known", "enforced"),
    ("rules that could not be listed", Policy("device-management", unread=True), OWN, "not-known", "not-known"),
    ("rules for another kind of file", device(dll=held(*DEFAULT)), OWN, "audited", "audit"),
    ("no rules", device(), OWN, "audited", "audit"),
    ("another stub", device(exe=held(BY_NAME, mode="audit")), OWN, "audited", "audit"),
]


@for_each("row", BESIDE, ids=[row[0] for row in BESIDE])
@for_each("stub", [STUB, held(BY_NAME, mode="audit")], ids=["by path", "by name"])
def test_a_managed_installers_stub_cancels_nothing_of_the_other_policy(
    stub: Collection, row: tuple[str, Policy, File, str, str]
) -> None:
    _, beside, file, expected, mode = row
    mirrored = Policy("group-policy", beside.collections, beside.unread)

    for policies in ((group(exe=stub), beside), (beside, group(exe=stub)), (mirrored, device(exe=stub))):
        found = decided(*policies, files=(file,))
        assert (found.outcome, found.mode) == (expected, mode)


def test_the_rules_beside_a_stub_are_named_as_those_that_decide() -> None:
    found = decided(group(exe=STUB), device(exe=held(*DEFAULT)))
    assert (found.source, found.why) == ("device-management", {"no-rule-allows"})


def test_beside_a_stub_a_service_that_does_not_run_leaves_it_open() -> None:
    found = decided(group(exe=STUB), device(exe=held(*DEFAULT)), service="stopped")
    assert (found.outcome, found.why) == ("not-known", {"service-stopped"})


@for_each(
    ("collection", "file", "expected"),
    [
        (held(MADE_UP), OWN, "not-known"),
        (held(MADE_UP, mode="not-set"), OWN, "not-known"),
        (held(MADE_UP, mode="audit", unread=True), OWN, "not-known"),
        (held(MADE_UP, ALLOW_ALL, mode="audit"), OWN, "allowed"),
        (held(text("Deny", path("%OSDRIVE%\\Temp\\*")), mode="audit"), OWN, "not-known"),
        (held(text("Deny", publisher("O=EXAMPLE")), mode="audit"), OWN, "not-known"),
        (held(text("Deny", HASH), mode="audit"), OWN, "not-known"),
        (held(MADE_UP, text("Deny", path(OWN.path or "")), mode="audit"), OWN, "not-known"),
        (STUB, File(None), "not-known"),
    ],
)
def test_what_is_no_stub_or_may_name_the_file_has_its_say(collection: Collection, file: File, expected: str) -> None:
    one, other = group(exe=collection), device(exe=held(ALLOW_ALL))

    assert decided(one, other, files=(file,)).outcome == expected
    assert decided(other, one, files=(file,)).outcome == expected


def test_folders_that_are_treated_differently_are_not_known() -> None:
    temp = File("C:\\Users\\jane\\AppData\\Local\\Temp\\x.exe")
    rules = held(ALLOW_ALL, text("Deny", path("%OSDRIVE%\\Users\\*\\Temp\\*")))

    assert decided(group(exe=rules)).outcome == "allowed"
    found = decided(group(exe=rules), files=(OWN, temp))
    assert (found.outcome, found.why) == ("not-known", {"folders-differ"})


def test_the_rule_that_decided_is_named_and_no_other() -> None:
    deny = text("Deny", path("C:\\Users\\*"), number=7)

    assert decided(group(exe=held(ALLOW_ALL, deny))).rule == guid(7)
    assert decided(group(exe=held(ALLOW_ALL))).rule == guid(9)
    assert decided(group(exe=held(*DEFAULT))).rule == ""


def test_two_rules_of_one_id_are_two_rules() -> None:
    rules = held(text("Deny", path("*")), text("Deny", path("C:\\x")), ALLOW_ALL)
    assert outcome(rules) == "blocked"


@for_each(
    ("parts", "mode"),
    [
        ([held(ALLOW_ALL, mode="not-set"), held(*DEFAULT)], "enforced"),
        ([held(ALLOW_ALL, mode="audit"), held(*DEFAULT)], "not-known"),
        ([held(ALLOW_ALL, mode="audit"), held()], "audit"),
        ([STUB, held(*DEFAULT)], "enforced"),
        ([held(*DEFAULT, mode="audit"), STUB], "audit"),
        ([held(*DEFAULT, mode="not-known"), STUB], "not-known"),
        ([STUB, STUB], "audit"),
        ([], "not-set"),
    ],
)
def test_groupings_add_up(parts: list[Collection], mode: str) -> None:
    found = merged(parts)

    assert found.mode == mode
    assert len(found.rules) == sum(len(part.rules) for part in parts)
