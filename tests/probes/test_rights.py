"""What the account may do, from recorded machines."""

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Groups, Host, Reading, RegistryValue, Token
from pyready.probes.rights import PROBE, UAC, Rights
from pyready.recorded.host import RecordedSystem


def rights(host: Host) -> Rights:
    return facts_of(host, Rights, PROBE)


def test_a_standard_user() -> None:
    found = rights(bare.windows(registry={UAC: {"EnableLUA": 1, "ConsentPromptBehaviorUser": 0}}))

    assert found.token.value == Token(elevated=False, administrator=False, elevation_type="default")
    assert found.uac == Reading("set", 1, f"{UAC}\\EnableLUA")
    assert found.prompt_for_users == Reading("set", 0, f"{UAC}\\ConsentPromptBehaviorUser")


def test_settings_that_are_absent_are_not_set_and_not_nought() -> None:
    found = rights(bare.windows())

    assert (found.uac.state, found.uac.value) == ("not-set", None)
    assert (found.prompt_for_users.state, found.prompt_for_users.value) == ("not-set", None)


def test_settings_that_may_not_be_read_are_denied() -> None:
    found = rights(bare.windows(registry={UAC: {"EnableLUA": 0}}, denied_keys=[UAC]))

    assert (found.uac.state, found.uac.value) == ("denied", None)


@for_each("value", ["0", b"\x00\x00\x00\x00", ("0",), ""], ids=repr)
def test_a_setting_of_the_wrong_type_is_malformed(value: RegistryValue) -> None:
    found = rights(bare.windows(registry={UAC: {"ConsentPromptBehaviorUser": value}}))

    assert (found.prompt_for_users.state, found.prompt_for_users.value) == ("malformed", None)


def test_a_token_that_cannot_be_read_keeps_its_state() -> None:
    host = bare.windows(system=RecordedSystem(rights=Reading("denied", source="access token")))

    assert rights(host).token == Reading("denied", source="access token")


@pytest.mark.parametrize(
    ("user", "expected"),
    [("S-1-5-21-1-2-3-500", True), ("S-1-5-21-1-2-3-1500", False), ("S-1-12-1-1-2-3-500", False)],
)
def test_the_account_that_windows_makes_is_told_by_its_number(user: str, expected: bool) -> None:
    groups = Reading("set", Groups(user), "access token")
    assert rights(bare.windows(system=bare.windows_system(groups=groups))).built_in.value is expected


def test_an_account_whose_number_cannot_be_read_is_not_known() -> None:
    denied: Reading[Groups] = Reading("denied", source="access token")
    assert rights(bare.windows(system=bare.windows_system(groups=denied))).built_in.state == "denied"
