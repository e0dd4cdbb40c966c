"""The computer behind the answers: what nobody told stays unknown, and what was told is read by the same probes."""

import msgspec
import pytest

from for_each import for_each
from no_run_page.reading import QUESTIONS, chosen, looks, no_run_computer, no_run_questions
from pyready.model.facts import Absent, Facts
from pyready.model.host import Reading
from pyready.probes import PROBES
from pyready.probes.app_control import AppControl
from pyready.probes.excel import Excel
from pyready.probes.management import Management
from pyready.probes.pythons import Pythons
from pyready.probes.scripting import Scripting
from pyready.probes.site import Site

pytestmark = pytest.mark.unmeasured

Piece = no_run_questions.Piece
OWN = "I sign in with my own name, and my files stay"
KEY = "HKCU\\Software\\Example"


def facts(**answers: str) -> Facts:
    return looks().facts(no_run_computer.told(QUESTIONS, chosen(**answers)))


def test_without_an_answer_only_what_the_page_assumes_is_known() -> None:
    known = {probe.id for probe in PROBES if not isinstance(facts().entry(probe.fact), Absent)}
    assert known == set(QUESTIONS.base.tells)


def test_each_fact_that_is_not_told_says_what_is_not_known_and_what_settles_it() -> None:
    for probe in PROBES:
        entry = facts().entry(probe.fact)
        if isinstance(entry, Absent):
            assert (entry.kind, len(entry.reason.split("\n"))) == ("not-told", 2), probe.id


def test_a_probe_without_a_sentence_of_its_own_is_named_by_what_it_finds_out() -> None:
    looks = no_run_computer.Looks(msgspec.structs.replace(QUESTIONS, not_told={}))
    assert looks.facts([]).entry(Excel) == Absent(
        "not-told", f"This page cannot see whether Excel can run Python.\n{QUESTIONS.settles}"
    )


def test_an_answer_says_nothing_of_what_it_does_not_name() -> None:
    own = facts(computer=OWN)[Management]
    assert (own.shared_mode.state, own.own_shell.state) == ("not-set", "not-set")
    assert {sign.found.state for sign in (*own.catalogues, *own.desktops, *own.elevation)} == {"missing"}
    assert own.intune_agent.state == "missing"


def test_two_answers_about_one_fact_are_joined() -> None:
    both = facts(computer=OWN, catalogue="No Python")[Management]
    assert both.shared_mode.state == "not-set"
    assert {sign.found.value for sign in both.catalogues} == {False}


def test_a_python_is_examined_as_on_any_computer() -> None:
    (found,) = facts(python="The folder is Python313")[Pythons].found
    assert (found.version, found.place, found.kind, found.has_venv, found.has_ensurepip) == (
        "3.13", "system", "python-org", True, True,
    )  # fmt: skip


def test_no_python_means_that_every_place_is_empty_and_nothing_else_does() -> None:
    empty, one = facts(python="There is no such")[Pythons], facts(python="The folder is Python312")[Pythons]
    assert (empty.found, empty.unreadable, {each.state for each in empty.registry}) == ((), (), {"not-set"})
    assert {each.state for each in one.registry} == {"missing"}
    assert one.unreadable


@pytest.mark.parametrize(("says", "state", "value"), [("Yes", "not-set", None), ('"The command', "set", 2)])
def test_command_prompt_is_what_the_policy_would_say(says: str, state: str, value: int | None) -> None:
    told = facts(cmd=says)[Scripting].disable_cmd
    assert (told.state, told.value) == (state, value)


def test_a_catalogue_that_has_python_is_the_profile_s_word() -> None:
    profile = facts(catalogue="Company Portal")[Site].profile
    assert profile is not None
    assert profile.catalogue.offers_python == "3"


PYTHON_OF_MANAGER, PYTHON_OF_IT = ("python-manager-python", "user-folder"), ("catalogue-python", "program-files")


@for_each(
    ("answers", "in_user_folder", "by_it"),
    [
        ({"message": '"Blocked'}, "not-known", "not-known"),
        ({"message": '"Blocked', "python_blocked": "No"}, "not-known", "not-known"),
        ({"message": '"Blocked', "python_blocked": "Yes"}, "blocked", "not-known"),
        ({"message": '"App Control'}, "not-known", "not-known"),
        ({"message": '"Windows protected'}, "not-known", "not-known"),
        ({"message": '"S mode"'}, "blocked", "blocked"),
    ],
)
def test_a_message_decides_only_what_it_shows(answers: dict[str, str], in_user_folder: str, by_it: str) -> None:
    control = facts(**answers)[AppControl]
    assert control.answer(*PYTHON_OF_MANAGER).outcome == in_user_folder
    assert control.answer(*PYTHON_OF_IT).outcome == by_it
    assert not [each for each in control.answers if each.outcome == "allowed"]


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_not_named_is_missing_and_not_there_only_for_who_sees_all(whole: bool) -> None:
    host = no_run_computer.host(Piece(registry={f"{KEY}\\Sub": {"Name": "x"}}, files=("C:\\a\\b",)), whole=whole)
    other = "not-set" if whole else "missing"
    assert host.registry.value(f"{KEY}\\Sub", "Name") == Reading("set", "x", f"{KEY}\\Sub\\Name")
    assert host.registry.value(f"{KEY}\\Sub", "Other").state == other
    assert host.registry.subkeys(KEY).value == ("Sub",)
    assert host.registry.subkeys(f"{KEY}\\Sub").state == other
    assert host.registry.names(f"{KEY}\\Sub").value == ("Name",)
    assert (host.files.look("C:\\a\\b").state, host.files.folder("C:\\a").value) == ("set", ("b",))
    assert (host.files.look("C:\\a\\c").state, host.files.folder("C:\\c").state) == (other, other)
    assert host.files.data("C:\\a\\b", 10).state == "missing"  # nobody told what is in it
    assert host.system.service("AppIDSvc").state == "missing"
    assert host.system.code_integrity().state == "missing"


def test_what_is_said_not_to_be_there_is_so_with_all_below_it() -> None:
    host = no_run_computer.host(Piece(not_set=(KEY,), absent=("C:\\a",), running=("One",)))
    assert host.registry.value(f"{KEY}\\Deep", "Name").state == "not-set"
    assert host.registry.value(f"{KEY}2", "Name").state == "missing"
    assert (host.files.look("C:\\A\\b").state, host.files.look("C:\\ab").state) == ("not-set", "missing")
    assert (host.system.service("one").state, host.system.service("Two").state) == ("set", "missing")


def test_a_probe_looks_once_at_what_is_the_same() -> None:
    one, two = facts(python="There is no such"), facts(python="There is no such", cmd="Yes")
    assert one[Pythons] is two[Pythons]
    assert facts(python="The folder is Python314")[Pythons] is not one[Pythons]
