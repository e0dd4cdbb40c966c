"""On which kind of network a report was taken, in one sentence, and where that sentence stands."""

from typing import Any

import pytest

from for_each import for_each
from laptops.looking import given
from laptops.recorded import seen
from pyready.checks.connection import CHECKS, connection_in_use
from pyready.engine.app import report
from pyready.engine.share import without_names
from pyready.model.facts import Absent, NotCollected
from pyready.model.host import Reading
from pyready.model.outcome import Outcome
from pyready.probes.connection import ConnectionFacts
from pyready.report import RENDERERS, Options


def asked(kinds: Any, count: int | None = 1, **more: Any) -> Outcome:
    told = Reading("missing", source="kinds of network") if kinds is None else Reading("set", kinds, "kinds of network")
    adapters = (
        Reading("denied", source="network adapters") if count is None else Reading("set", count, "network adapters")
    )
    facts = given("windows").with_entry(ConnectionFacts, ConnectionFacts(adapters, kinds=told, **more))
    return connection_in_use(facts)


NONE = {"vpn": False, "media": ("wired",)}
PPP = {"vpn": True, "vpn_by": "ppp", "vpn_certain": True}
WG = {"vpn": True, "vpn_by": "wireguard", "vpn_certain": True}
CISCO = {"vpn": True, "vpn_by": "cisco"}

ROWS: list[tuple[Any, int | None, dict[str, Any], str]] = [
    (("domain",), 1, NONE, "Checked on a work network (domain), with no VPN adapter connected."),
    (("domain", "private"), 2, PPP, "Checked on a work network (domain) and a network marked private, with a VPN or dial-up connection."),
    (("private",), 2, CISCO, "Checked on a network marked private, probably with a VPN."),
    (("public",), 2, {}, "Checked on a network marked public, and pyready cannot tell whether a VPN was connected."),
    (None, 2, WG, "Checked on a network of unknown kind, with a VPN."),
    (("something-new",), 1, NONE, "Checked by cable, with no VPN adapter connected."),
    (None, 1, {"media": ("wired", "wireless", "mobile")}, "Checked by cable and Wi-Fi and a mobile network, and pyready cannot tell whether a VPN was connected."),
    ((), 0, {"vpn": False}, "Checked without a network: no network adapter of this computer was connected."),
    (None, 0, {"vpn": False}, "Checked without a network: no network adapter of this computer was connected."),
    (("domain",), None, {}, "Checked on a work network (domain), and pyready cannot tell whether a VPN was connected."),
]  # fmt: skip


@for_each("row", ROWS, ids=[row[3] for row in ROWS])
def test_it_is_said_in_one_sentence(row: Any) -> None:
    kinds, count, more, says = row
    found = asked(kinds, count, **more)

    assert (found.outcome, found.says) == ("passed", says)
    assert found.because
    assert (found.sure == "likely") == ("probably" in says)


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    found = asked(None, None)

    assert found.outcome == "unknown"
    assert [each.value for each in found.because] == ["not given by this system", "denied"]
    assert asked(None, 3).outcome == "unknown"


def test_a_client_that_is_likely_is_named_as_likely() -> None:
    values = {each.what: (each.value, each.basis) for each in asked(("private",), **CISCO).because}

    assert values["VPN"] == ("probably Cisco Secure Client (AnyConnect)", "inferred")
    assert {each.what: each.value for each in asked((), **NONE).because}["connected by"] == "cable"


def test_without_the_facts_it_is_not_known() -> None:
    with pytest.raises(NotCollected):
        connection_in_use(given("windows").with_entry(ConnectionFacts, Absent("unseen", "x")))


def test_it_closes_nothing() -> None:
    assert [check.weight for check in CHECKS] == ["note"]


def written(name: str, form: str) -> str:
    return " ".join(RENDERERS[form](report(seen(name), private=False), Options()).split())


@pytest.mark.unmeasured
@for_each("form", ["text", "html"])
@for_each(
    ("name", "place"),
    [
        (
            "script-of-vpn",
            "Checked on a work network (domain) and a network marked private, with a VPN or dial-up connection.",
        ),
        ("vpn-laptop-at-home", "Checked on a network marked private, with no VPN adapter connected."),
        ("linux-server", ""),
    ],
)
def test_text_and_page_say_it_where_they_say_that_the_answer_holds_for_this_network(
    form: str, name: str, place: str
) -> None:
    holds = "Other networks can differ."

    assert f"{place} {holds}".strip() in written(name, form)


@pytest.mark.unmeasured
@pytest.mark.parametrize("form", ["text", "html"])
def test_where_no_server_was_asked_nothing_depends_on_the_network(form: str) -> None:
    assert "The answer holds" not in written("offline", form)


@pytest.mark.unmeasured
def test_a_ticket_about_servers_says_where_it_was_looked_from_and_no_other_does() -> None:
    assert "Checked on a work network (domain)" in written("sign-in-proxy", "markdown")
    assert "Checked on a" not in written("stock-applocker", "markdown")


@pytest.mark.unmeasured
@for_each("name", ["script-of-vpn", "vpn-laptop-at-home", "everything-denied", "linux-server"])
def test_taking_names_out_changes_nothing_of_it(name: str) -> None:
    facts, did = seen(name).facts, seen(name).did

    assert without_names(facts, did)[ConnectionFacts] == facts[ConnectionFacts]
