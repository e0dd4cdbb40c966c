"""How a computer is managed, shared and shown, from recorded machines."""

from typing import Any

from msgspec.structs import replace

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, look
from pyready.knowledge import elevation
from pyready.model.host import Host, Reading, Service, Session
from pyready.probes.management import (
    DESKTOPS,
    PROBE,
    SHARED,
    SHELL,
    Management,
)
from pyready.recorded.host import RecordedSystem

JOINED = r"HKLM\SYSTEM\CurrentControlSet\Control\CloudDomainJoin\JoinInfo"
TENANT = "00000000-1111-2222-3333-444444444444"


def found(host: Host) -> Management:
    return facts_of(host, Management, PROBE)


def system(**changes: Any) -> RecordedSystem:
    return replace(bare.windows_system(), **changes)


def signs(facts: Management) -> set[str]:
    return {sign.id for sign in (*facts.catalogues, *facts.desktops, *facts.elevation) if sign.found.value}


def test_a_computer_of_which_nothing_was_recorded_is_missing_and_not_unmanaged() -> None:
    facts = found(bare.windows())

    assert facts.session.state == "missing"
    assert (facts.intune_agent.state, facts.configuration_manager.state) == ("missing", "missing")
    assert signs(facts) == set()


def test_services_and_the_session_are_kept_as_they_are() -> None:
    session = Session(remote=True, temporary=False, roaming=False, mandatory=True)
    services = {"CcmExec": Service("running", "auto")}
    facts = found(bare.windows(system=system(place=Reading("set", session), services=services)))

    assert facts.session.value == session
    assert facts.configuration_manager.value == Service("running", "auto")
    assert facts.intune_agent.state == "not-set"


def test_a_join_and_what_stands_in_an_agent_s_key_are_in_no_fact_and_not_read() -> None:
    registry: dict[str, Any] = {
        f"{JOINED}\\A1B2C3D4E5F6": {"TenantId": TENANT, "UserEmail": "jane.smith@trust.example"},
        DESKTOPS[0][1]: {"RegistrationToken": "secret"},
    }
    seen = look(bare.windows(registry=registry), (PROBE,))
    facts = seen.facts[Management]

    assert signs(facts) == {"azure-virtual-desktop"}
    told = repr(facts) + repr(seen.did)
    assert not any(word in told for word in (TENANT, "A1B2C3D4E5F6", "jane.smith@", "secret"))


def test_what_may_not_be_read_is_denied() -> None:
    agent = r"C:\Program Files\Avecto\Privilege Guard Client"
    facts = found(bare.windows(denied_keys=[DESKTOPS[1][1], SHARED, SHELL], denied_files=[agent]))

    assert (facts.shared_mode.state, facts.own_shell.state) == ("denied", "denied")
    assert [sign.id for sign in facts.desktops if sign.found.state == "denied"] == ["citrix"]
    assert [sign.id for sign in facts.elevation if sign.found.state == "denied"] == ["beyondtrust-epm"]


@for_each(
    ("node", "own", "state", "value"),
    [
        (None, None, "not-set", None),
        (1, None, "set", True),
        (None, 1, "set", True),
        (0, 1, "set", True),
        (1, 0, "set", True),
        (0, None, "set", False),
        ("1", None, "malformed", None),
        ("1", 1, "set", True),
        ("1", 0, "malformed", None),
    ],
)
def test_the_mode_for_shared_computers_is_on_where_either_note_says_so(
    node: Any, own: Any, state: str, value: bool | None
) -> None:
    registry = {
        f"{SHARED}\\NodeValues": {} if node is None else {"01": node},
        SHARED: {} if own is None else {"EnableSharedPCMode": own},
    }
    mode = found(bare.windows(registry=registry)).shared_mode

    assert (mode.state, mode.value) == (state, value)


@for_each(
    ("shell", "state", "value"),
    [
        ("explorer.exe", "set", False),
        (" EXPLORER.EXE ", "set", False),
        ("", "set", False),
        (r"C:\Users\jane.smith\ward.exe", "set", True),
        (1, "malformed", None),
    ],
)
def test_another_desktop_is_told_without_its_name(shell: Any, state: str, value: bool | None) -> None:
    facts = found(bare.windows(registry={SHELL: {"Shell": shell}}))

    assert (facts.own_shell.state, facts.own_shell.value) == (state, value)
    assert "ward.exe" not in repr(facts)


def test_a_product_is_found_by_its_folder_or_its_service() -> None:
    by_folder = found(bare.windows(files={r"C:\Program Files\Make Me Admin\x": ""}))
    assert signs(by_folder) == {"make-me-admin"}
    assert [sign.found.state for sign in by_folder.elevation] == ["set", "missing", "missing", "missing", "set", "set"]
    by_service = found(bare.windows(system=system(services={"Avecto Defendpoint Service": Service("stopped")})))
    assert signs(by_service) == {"beyondtrust-epm"}


class Unanswered(RecordedSystem):
    """Windows answers with an error that it should not give for a service."""

    def service(self, name: str) -> Reading[Service]:
        return Reading("malformed", source=f"service {name}")


def test_an_odd_error_about_a_service_is_no_sign_of_the_product() -> None:
    facts = found(bare.windows(system=Unanswered()))

    assert signs(facts) == set()
    by_service = [product.id for product in elevation.known().product if product.service]
    assert [sign.id for sign in facts.elevation if sign.found.state == "malformed"] == by_service


def test_a_sign_in_with_a_card_is_looked_for_in_both_program_folders() -> None:
    for top in (r"C:\Program Files", r"C:\Program Files (x86)"):
        assert found(bare.windows(files={f"{top}\\Imprivata\\OneSign Agent\\x": ""})).tap_and_go.value is True
    assert found(bare.windows(variables={"ProgramFiles(x86)": ""})).tap_and_go.state == "missing"
