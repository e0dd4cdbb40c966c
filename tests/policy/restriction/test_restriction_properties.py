"""Whatever the rules: a rule that disallows never opens, one that allows never closes, and nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from policy.applocker.tables import PEOPLE
from policy.restriction.tables import KINDS, STANDARD_TYPES, VALUES
from pyready.policy.applocker.questions import Question
from pyready.policy.applocker.subject import File
from pyready.policy.restriction.evaluate import Judge
from pyready.policy.restriction.paths import beats, fit, spelled
from pyready.policy.restriction.rules import LEVELS, Policy, Rule

pytestmark = pytest.mark.unmeasured

DISALLOWED, UNRESTRICTED = LEVELS[0], LEVELS[-1]
PATHS = (
    "*", "*.exe", "*.msi", "uv.exe", "u?.exe", "C:\\", "C:\\Users", "C:\\Users\\jane\\", "C:\\Users\\*", "C:\\Users\\*\\AppData",
    "%LocalAppData%", "%LocalAppData%\\*.exe", "%LocalAppData%\\*\\*.exe", "%LocalAppData%\\Programs\\uv\\uv.exe",
    "%LocalAppData%\\Programs\\uv\\*.exe", "%LocalAppData%\\Programs\\uv\\u*", "%Unheard%", "%Unheard%\\uv\\*.exe", "Programs",
    "Programs\\uv", "\\Users", "\\\\server\\share", "C:\\PROGRA~1", "?:\\Users", "c:/users", "%HKEY_LOCAL_MACHINE\\x\\y%*.exe",
)  # fmt: skip
FILES = (
    "C:\\Users\\jane\\AppData\\Local\\Programs\\uv\\uv.exe",
    "C:\\Users\\jane\\AppData\\Local\\uv.exe",
    "C:\\Program Files\\Python314\\python.exe",
    "C:\\Users\\jane\\Downloads\\python.msi",
    "C:\\Users\\jane\\a.bat",
    "uv.exe",
    None,
)
paths = st.one_of(st.sampled_from(PATHS), st.text("%*?\\:/. ~1aU[\0\u0130", max_size=12), st.text(max_size=8))
rules = st.builds(Rule, st.just("{x}"), st.sampled_from(LEVELS), paths)
policies = st.builds(
    Policy,
    scope=st.sampled_from(["machine", "user"]),
    default=st.sampled_from([*LEVELS, None, 7]),
    enforcement=st.sampled_from([0, 1, 2, None, 9]),
    spares_administrators=st.sampled_from([True, False, None]),
    types=st.sampled_from([STANDARD_TYPES, frozenset(), None]),
    certificates=st.booleans(),
    paths=st.lists(rules, max_size=6).map(tuple),
    hashes=st.frozensets(st.sampled_from(LEVELS), max_size=2),
    zones=st.frozensets(st.sampled_from(LEVELS), max_size=2),
    unread=st.booleans(),
)
programs = st.sampled_from(sorted(KINDS))
files = st.lists(st.sampled_from(FILES).map(File), min_size=1, max_size=3)
people = st.sampled_from(sorted(PEOPLE))


def outcome(policy: Policy, program: str, asked: list[File], who: str) -> str:
    question = Question(program, "user-folder", KINDS[program], ())
    return Judge((policy,), PEOPLE[who], VALUES).decide(question, asked).outcome


@given(policies, paths, programs, files, people)
def test_one_more_rule_that_disallows_never_opens(
    policy: Policy, path: str, program: str, asked: list[File], who: str
) -> None:
    more = replace(policy, paths=(*policy.paths, Rule("{y}", DISALLOWED, path)))
    if outcome(policy, program, asked, who) != "allowed":
        assert outcome(more, program, asked, who) != "allowed"


@given(policies, paths, programs, files, people)
def test_one_more_rule_that_allows_never_closes(
    policy: Policy, path: str, program: str, asked: list[File], who: str
) -> None:
    more = replace(policy, paths=(*policy.paths, Rule("{y}", UNRESTRICTED, path)))
    if outcome(policy, program, asked, who) == "allowed":
        assert outcome(more, program, asked, who) == "allowed"


@given(policies, programs, files, people)
def test_what_could_not_be_read_never_opens(policy: Policy, program: str, asked: list[File], who: str) -> None:
    before = outcome(policy, program, asked, who)
    for doubt in ({"unread": True}, {"denied": True}, {"types": None}, {"enforcement": None}, {"default": None}):
        if before != "allowed":
            assert outcome(replace(policy, **doubt), program, asked, who) != "allowed"


@given(policies, programs, files, people)
def test_one_more_file_never_opens(policy: Policy, program: str, asked: list[File], who: str) -> None:
    if outcome(policy, program, asked[:1], who) != "allowed":
        assert outcome(policy, program, asked, who) != "allowed"


@given(st.lists(paths, min_size=3, max_size=3), st.sampled_from([file for file in FILES if file]))
def test_the_more_specific_is_an_order(three: list[str], file: str) -> None:
    one, two, other = (fit(spelled(each, VALUES), file) for each in three)
    assert not beats(one, one)
    assert not (beats(one, two) and beats(two, one))
    if beats(one, two) and beats(two, other):
        assert beats(one, other)
