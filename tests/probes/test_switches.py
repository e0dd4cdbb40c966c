"""What IT has switched off: only 1 and nothing at all leave a feature on."""

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, given, look
from pyready.model.facts import Absent, Facts, Inapplicable, NotCollected
from pyready.model.host import Reading, RegistryValue
from pyready.probes import proxy_script
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import INTERNET
from pyready.probes.proxy_script import ProxyScript
from pyready.probes.site import POLICY
from pyready.probes.switches import PROBE, SWITCHES, Switch, Switches, off, stay_offline

ON: dict[Switch, RegistryValue] = dict.fromkeys(SWITCHES, 1)


def switches(values: dict[Switch, RegistryValue], *, denied: bool = False) -> Switches:
    registry = {POLICY: {str(name): value for name, value in values.items()}}
    return facts_of(bare.windows(registry=registry, denied_keys=[POLICY] if denied else []), Switches, PROBE)


def holding(entry: object) -> Facts:
    return given("windows").with_entry(Switches, entry)


@for_each(
    ("value", "reading", "on"),
    [
        (1, Reading("set", True), True),
        (0, Reading("set", False), False),
        (2, Reading("malformed"), False),
        (-1, Reading("malformed"), False),
        ("0", Reading("malformed"), False),
        ("1", Reading("malformed"), False),
        (b"\x01", Reading("malformed"), False),
        (("1",), Reading("malformed"), False),
    ],
    ids=repr,
)
@for_each("switch", SWITCHES)
def test_a_value(switch: Switch, value: RegistryValue, reading: Reading[bool], on: bool) -> None:
    found = switches(ON | {switch: value})

    assert (found.of(switch).state, found.of(switch).value) == (reading.state, reading.value)
    assert found.of(switch).source == f"{POLICY}\\{switch}"
    assert (off(holding(found), switch) is None) is on
    assert [other for other in SWITCHES if other != switch and off(holding(found), other)] == []


def test_without_a_policy_all_is_on() -> None:
    for found in (switches({}), facts_of(bare.windows(), Switches, PROBE)):
        assert {found.of(switch).state for switch in SWITCHES} == {"not-set"}
        assert [switch for switch in SWITCHES if off(holding(found), switch)] == []


def test_a_policy_that_cannot_be_read_is_not_taken_for_none() -> None:
    found = switches(ON, denied=True)

    assert {each.state for switch in SWITCHES if (each := found.of(switch))} == {"denied"}
    assert [each.unread for each in (off(holding(found), s) for s in SWITCHES) if each] == ["denied"] * len(SWITCHES)


@pytest.mark.parametrize("kind", ["timed-out", "crashed"])
def test_a_look_that_failed_leaves_nothing_on(kind: str) -> None:
    found = off(holding(Absent(kind, "")), "Private")

    assert found is not None
    assert found.unread == kind


def test_elsewhere_there_are_no_switches() -> None:
    assert isinstance(look(bare.linux(), (PROBE,)).facts.entry(Switches), Inapplicable)
    for facts in (holding(Inapplicable()), holding(Absent("unseen", "")), given("windows")):
        assert [switch for switch in SWITCHES if off(facts, switch)] == []


def test_the_value_and_what_it_holds_are_told() -> None:
    told = [off(holding(switches({"TryRun": value})), "TryRun") for value in (0, 7)]

    assert [each.shown for each in told if each] == [f"{POLICY}, TryRun = 0", f"{POLICY}, TryRun: malformed"]


@pytest.mark.parametrize(("value", "kind"), [(0, "switched-off"), (3, "policy-unread")])
def test_no_server_is_contacted(value: int, kind: str) -> None:
    pac = {rf"HKCU\{INTERNET}": {"AutoConfigURL": "http://pac.example/proxy.pac"}}
    seen = look(bare.windows(registry={POLICY: {"Online": value}} | pac), offline=False)

    for fact in (NetworkFacts, ProxyScript):
        entry = seen.facts.entry(fact)
        assert isinstance(entry, Absent)
        assert entry.kind == kind
        assert entry.reason.endswith(f"({POLICY}, Online{' = 0' if value == 0 else ': malformed'})")
    assert (seen.did.contacted, seen.did.by_windows) == ((), ())


def test_where_it_is_on_servers_are_asked() -> None:
    stay_offline(holding(switches({"Online": 1})), "network")
    with pytest.raises(NotCollected):
        stay_offline(holding(switches({"Online": 0})), "network")
    assert Switches in proxy_script.PROBE.after
