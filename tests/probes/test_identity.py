"""Who runs pyready: every name that has to be taken out again."""

import time

import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME
from laptops.looking import facts_of, given
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Absent
from pyready.model.host import Host, Look, Reading, Who
from pyready.probes.identity import PROBE, Identity
from pyready.recorded.host import RecordedSystem


def identity(host: Host) -> Identity:
    return facts_of(host, Identity, PROBE)


def windows(who: Who, **variables: str) -> Identity:
    return identity(bare.windows(variables, system=bare.windows_system(who=who)))


def test_a_standard_laptop() -> None:
    found = identity(bare.windows())

    assert (found.user, found.computer, found.full_name) == ("jane.smith", "TRUST-L0042", "Jane Smith")
    assert found.domains == ("XYZTRUST", "xyz.trust.example")
    assert (found.home, found.profile_folder, found.profile_is_own) == (HOME, "jane.smith", True)
    assert not found.is_system


def test_a_machine_that_is_its_own_domain_is_no_domain() -> None:
    found = windows(Who("jane", "BOX", home=HOME), USERDOMAIN="box", USERDNSDOMAIN="")

    assert found.domains == ()


@for_each(
    ("home", "folder"),
    [
        ("C:\\Users\\jane.smith.TRUST", "jane.smith.TRUST"),
        ("C:\\Users\\jane.smith\\", "jane.smith"),
        ("\\\\fs01\\home$\\jsmith", "jsmith"),
        ("C:/Users/jane.smith", "jane.smith"),
        ("C:\\Users\\Ann O'Neil", "Ann O'Neil"),
        ("C:\\Users\\Zoë", "Zoë"),
    ],
)
def test_the_profile_folder_need_not_be_the_account_name(home: str, folder: str) -> None:
    found = windows(Who("jane.smith", "L1", home=home), USERPROFILE=home)

    assert (found.home, found.profile_folder, found.profile_is_own) == (home, folder, True)


def test_another_profile_in_the_environment_is_said() -> None:
    found = windows(Who("jane", "L1", home="C:\\Users\\jane"), USERPROFILE="C:\\Users\\other")

    assert (found.home, found.profile_is_own) == ("C:\\Users\\other", False)


def test_spelled_otherwise_it_is_still_the_same_profile() -> None:
    found = windows(Who("jane", "L1", home="C:\\Users\\Jane"), USERPROFILE="c:/users/JANE/")

    assert found.profile_is_own is True


def test_without_a_home_in_the_account_database_nothing_is_claimed() -> None:
    assert windows(Who("jane", "L1")).profile_is_own is None


def test_without_a_variable_the_account_database_names_the_home() -> None:
    host = bare.linux({"HOME": ""})

    assert identity(host).home == "/home/jsmith"


def test_every_onedrive_folder_is_learned_once() -> None:
    work, own = f"{HOME}\\OneDrive - Some Trust", f"{HOME}\\OneDrive"
    found = identity(bare.windows({"OneDrive": work, "OneDriveCommercial": work, "OneDriveConsumer": own}))

    assert found.onedrive == (work, own)


def test_the_windows_variables_are_not_believed_on_linux() -> None:
    host = bare.linux({"USERDOMAIN": "NOT-A-DOMAIN", "USERPROFILE": "C:\\Users\\wine"})

    assert identity(host).domains == ()
    assert identity(host).home == "/home/jsmith"


def test_the_system_account_is_told() -> None:
    assert windows(Who("SYSTEM", "L1", is_system=True)).is_system


def test_a_malformed_account_still_gives_the_names_it_has() -> None:
    system = RecordedSystem(account=Reading("malformed", Who("1234", "box")))

    assert identity(bare.windows(system=system)).user == "1234"


@pytest.mark.parametrize("state", ["denied", "missing", "timed-out"])
def test_an_account_that_cannot_be_read_is_not_made_up_from_variables(state: str) -> None:
    host = bare.windows(system=RecordedSystem(account=Reading(state)))  # type: ignore[arg-type]
    result = collect(host, (PROBE,), given("windows"), Limits(time.monotonic()))

    assert isinstance(result.facts.entry(Identity), Absent)


def test_an_8_3_spelling_of_the_own_profile_is_no_other_person() -> None:
    short = r"C:\Users\JANE~1.SMI"
    host = bare.windows({"USERPROFILE": short}, looks={short: Look("folder", HOME)})

    assert identity(host).profile_is_own is True


def test_another_profile_than_the_own_is_said() -> None:
    assert identity(bare.windows({"USERPROFILE": r"C:\Users\bob"})).profile_is_own is False
