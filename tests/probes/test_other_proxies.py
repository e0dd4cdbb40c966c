"""Proxies of browsers by policy and of security clients."""

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.formats.browser_policy import MODES, BrowserPolicy, delivered, policy
from pyready.model.host import Reading, RegistryValue, Service
from pyready.probes.other_proxies import CHROME, EDGE, INTUNE, PROBE, Client, OtherProxies

MACHINE, USER = f"HKLM\\{EDGE}", f"HKCU\\{EDGE}"
FIXED = {"ProxyMode": "fixed_servers", "ProxyServer": "p.example:8080"}


def found(registry: dict[str, dict[str, RegistryValue]], **more: Any) -> OtherProxies:
    return facts_of(bare.windows(registry=registry, **more), OtherProxies, PROBE)


def only(registry: dict[str, dict[str, RegistryValue]], **more: Any) -> BrowserPolicy:
    (one,) = found(registry, **more).browsers
    return one


def test_without_a_policy_nothing_is_said() -> None:
    assert found({}).browsers == ()
    assert found({}).browsers_own is None


def test_the_json_outranks_the_older_values() -> None:
    one = only({MACHINE: {"ProxySettings": json.dumps(FIXED), "ProxyMode": "direct", "ProxyServer": "old.example:1"}})

    assert (one.place, one.mode, one.server) == ("ProxySettings", "fixed_servers", "p.example:8080")
    assert one.leads_elsewhere


def test_the_machine_outranks_the_person_and_both_outrank_intune() -> None:
    area = f"{INTUNE}\\microsoft_edge~Policy~microsoft_edge~ProxyServer"
    keys: dict[str, dict[str, RegistryValue]] = {
        area: {"ProxyMode": '<enabled/><data id="ProxyMode" value="direct"/>'},
        USER: {"ProxyMode": "system"},
        MACHINE: {"ProxyMode": "auto_detect"},
    }
    assert only(keys).by == "machine"
    del keys[MACHINE]
    assert only(keys).by == "user"
    del keys[USER]
    assert (only(keys).by, only(keys).mode) == ("intune", "direct")
    assert not only(keys).leads_elsewhere


@for_each("mode", MODES)
def test_each_mode_is_known(mode: str) -> None:
    assert (only({MACHINE: {"ProxyMode": mode}}).state, only({MACHINE: {"ProxyMode": mode}}).mode) == ("set", mode)


@for_each(
    "value",
    [
        "",
        "{",
        "[]",
        "7",
        '{"ProxyMode": 7}',
        '{"ProxyMode": "elsewhere"}',
        '"fixed_servers"',
        "[" * 90_000,
        " " * 200_000,
    ],
    ids=[
        "nothing",
        "cut short",
        "a list",
        "a number",
        "a mode of a wrong type",
        "a mode nobody knows",
        "text",
        "deep",
        "long",
    ],
)
def test_what_makes_no_sense_is_malformed_and_hides_what_is_below(value: str) -> None:
    if not value:
        assert found({MACHINE: {"ProxySettings": value}}).browsers == ()
        return
    one = only({MACHINE: {"ProxySettings": value, **FIXED}})
    assert (one.state, one.server, one.leads_elsewhere) == ("malformed", "", False)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(value: str) -> None:
    assert policy("Edge", "machine", {"ProxySettings": value}) is not None
    assert delivered(value) is None or isinstance(delivered(value), str)


def test_a_value_of_another_type_is_malformed() -> None:
    assert only({MACHINE: {"ProxySettings": 7}}).state == "malformed"


def test_denied_keys_are_denied() -> None:
    states = {each.state for each in found({MACHINE: FIXED}, denied_keys=[MACHINE, f"HKLM\\{CHROME}"]).browsers}
    assert states == {"denied"}


@for_each("name", ["ProxyServer", "ProxyPacUrl"])
@for_each("as_json", [True, False])
def test_no_password_stays(name: str, as_json: bool) -> None:
    values = {"ProxyMode": "fixed_servers", name: "http://jane:Tr0ub4dor@p.example:8080"}
    one = only({MACHINE: {"ProxySettings": json.dumps(values)} if as_json else dict(values)})

    assert "Tr0ub4dor" not in msgspec.json.encode(one).decode()
    assert "p.example:8080" in msgspec.json.encode(one).decode()


def test_what_intune_switched_off_is_not_set() -> None:
    area = f"{INTUNE}\\Chrome~Policy~googlechrome~ProxyServer"

    assert found({area: {"ProxyMode": "<disabled/>"}}).browsers == ()
    assert found({f"{INTUNE}\\Chrome~Policy~googlechrome~Startup": FIXED}).browsers == ()


def test_a_security_client_is_told_by_its_service() -> None:
    running = bare.windows_system(services={"ZSAService": Service("running", "auto")})

    assert found({}, system=running).clients == (
        Client("Zscaler", "running"),
        Client("Netskope", "not-set"),
        Client("Cloudflare Zero Trust (WARP)", "not-set"),
    )
    assert {each.state for each in found({}).clients} == {Reading("missing").state}
