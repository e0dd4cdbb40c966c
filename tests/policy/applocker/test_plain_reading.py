"""Where everything is known, the answer is that of the rules read plainly, as Microsoft's pages put them.

"Understanding AppLocker rule behavior", "... the path rule condition", "... the publisher rule condition" and "...
rule exceptions" (Learn, read 2026-11-29), in a few lines that know of no index and of no doubt.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.applocker.policies import FOLDERS
from policy.applocker.tables import FOLDER, PEOPLE, PLACES, SIGNED, read
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.paths import is_short
from pyready.policy.applocker.questions import PROGRAMS
from pyready.policy.applocker.rules import (
    Collection,
    Condition,
    HashCondition,
    Name,
    PathCondition,
    Policy,
    PublisherCondition,
    Rule,
)
from pyready.policy.applocker.subject import File, Person

pytestmark = pytest.mark.unmeasured

TABLES = {path.stem: read(path.stem).policy for path in sorted(FOLDER.glob("*.txt"))}
TOPS = {"%OSDRIVE%": ["C:"], "%WINDIR%": ["C:\\Windows"], "%SYSTEM32%": ["C:\\Windows\\System32", "C:\\Windows\\SysWOW64"],
        "%PROGRAMFILES%": ["C:\\Program Files", "C:\\Program Files (x86)"]}  # fmt: skip
NAMES: tuple[Name, ...] = ("exe", "dll", "script", "msi")
KNOWN = [
    name for name, (signer, product, binary) in SIGNED.items() if name != "psf-old-town" and (product or not signer)
]
PATHS = sorted(
    {file.path for each in PROGRAMS for file in each.subjects(PLACES) if file.path}
    | {"C:\\Windows\\regedit.exe", "C:\\Windows\\Temp\\a\\x.exe", "C:\\Windows\\SysWOW64\\Tasks\\x.exe", "D:\\a\\x.exe",
       "C:\\Users\\jane\\AppData\\Roaming\\x.exe", "C:\\Research\\x.exe", "C:\\Packages\\x.exe", "C:\\Program FilesX\\x.exe"}
)  # fmt: skip


def plain(rule: Rule) -> bool:
    """Does nothing in the rule leave a doubt: no range of versions, name of a package's publisher, cloud group or wildcard?"""
    conditions = (*rule.conditions, *rule.exceptions)
    signed = [each for each in conditions if isinstance(each, PublisherCondition)]
    return not rule.sid.startswith("S-1-12-") and all(
        each.any_version and not each.publisher.startswith("CN=") and each.binary not in {"", "?"} for each in signed
    )


def means(condition: Condition, file: File) -> bool:
    if isinstance(condition, HashCondition):
        return False
    if isinstance(condition, PathCondition):
        return not is_short(condition.path) and any(
            re.fullmatch(each, str(file.path), re.IGNORECASE) for each in patterns(condition.path)
        )
    name, product, binary = condition.publisher.upper(), condition.product.upper(), condition.binary.upper()
    return bool(file.publisher) and (
        name in {"*", file.publisher}
        and product in {"*", file.product}
        and (binary == "*" or binary in str(file.binary))
    )


def patterns(path: str) -> list[str]:
    variable = re.match(r"%[^%\\]+%", path)
    tops = TOPS.get(variable[0].upper(), []) if variable else [""]
    rest = path[variable.end() :] if variable else path
    return [".*".join(map(re.escape, f"{top}{rest}".split("*"))) for top in tops]


def holds(rule: Rule, file: File, person: Person) -> bool:
    sids = {"S-1-1-0", person.user} | person.enabled | (frozenset() if rule.allows else person.deny_only)
    return (
        rule.sid in sids
        and any(means(each, file) for each in rule.conditions)
        and not any(means(each, file) for each in rule.exceptions)
    )


def answer(collection: Collection, file: File, person: Person) -> str:
    """A deny comes first; then an allow; what no rule allows is blocked, once there is any rule."""
    if not collection.rules:
        return "allowed"
    held = [rule.allows for rule in collection.rules if holds(rule, file, person)]
    if held and all(held):
        return "allowed"
    return "audited" if collection.mode == "audit" else "blocked"


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(TABLES)),
    st.sampled_from(NAMES),
    st.sampled_from(PATHS),
    st.sampled_from(KNOWN),
    st.sampled_from([name for name, person in PEOPLE.items() if person.known]),
)
def test_the_answer_is_that_of_the_rules_read_plainly(table: str, name: Name, path: str, signed: str, who: str) -> None:
    whole = TABLES[table].collection(name)
    held = Collection(whole.mode, tuple(filter(plain, whole.rules)))
    signer, product, binary = SIGNED[signed]
    file = File(path, signer, product or "NONE", binary or "NONE.EXE")
    if held.mode == "not-known":
        return
    found = Judge(PEOPLE[who], FOLDERS).decide([Policy("group-policy", {name: held})], name, [file], "running")

    assert found.outcome == answer(held, file, PEOPLE[who])
