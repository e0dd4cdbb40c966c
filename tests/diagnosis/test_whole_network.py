"""What the tries say together, from tries as facts."""

import datetime as dt

import msgspec
import pytest

from checks.test_checks import PAC
from for_each import for_each
from laptops.looking import TAKEN, given
from laptops.networks import NO_NAME, NO_ROUTE, REACHED, SILENT, SINKHOLE, UNTRUSTED
from pyready.diagnosis.reach import Reach, reach, requests, system
from pyready.diagnosis.whole_network import before_all, by_time, clock_is_right, off_by, open_question
from pyready.model.attempts import ScriptAnswer, Tried
from pyready.model.facts import Facts
from pyready.model.outcome import Outcome
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import Proxies
from pyready.probes.proxy_script import Answered, ProxyScript

GONE, NO_WAY = NO_NAME, NO_ROUTE.system
LATE_NAME = Tried("no-answer", "name", "name-timed-out")
SENT_ON = Tried("stopped", "http", "redirected-away", "sent on to wifi.guest.example", 302)
ELSEWHERE = Tried("stopped", "http", "redirected-away", "sent on to other.example", 302)
PORTAL = Tried("stopped", "http", "portal", status=511)
WRONG = Tried("stopped", "tls", "wrong-name")
EXPIRED, EARLY = Tried("stopped", "tls", "expired"), Tried("stopped", "tls", "not-yet-valid")


def server(name: str, tried: Tried, **more: object) -> EndpointFacts:
    made = EndpointFacts(name, "group", name, False, system=tried, requests=Tried("not-tried"))
    return msgspec.structs.replace(made, **more)


def facts(*endpoints: EndpointFacts) -> Facts:
    return given("windows").with_entry(NetworkFacts, NetworkFacts(endpoints))


def found(on: Facts) -> Reach:
    return reach(on[NetworkFacts].endpoints, system, "system")


def seen(*tries: Tried) -> Facts:
    return facts(*(server(f"server-{number}", tried) for number, tried in enumerate(tries)))


WORDS = {
    "gone": ("it could not reach the internet", "not on a network now, or it needs a proxy that no setting names"),
    "guest": ("this network asks you to sign in or accept terms first", "guest Wi-Fi"),
}


def words(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    assert outcome.outcome == "unknown"
    assert outcome.settles
    held = {name for name, words in WORDS.items() if all(each in outcome.says for each in words)}
    assert len(held) == 1
    return held.pop()


@for_each(
    ("tries", "answer"),
    [
        ((GONE, GONE), "gone"),
        ((GONE, NO_WAY, LATE_NAME), "gone"),
        ((GONE,), ""),
        ((GONE, SINKHOLE.system), ""),
        ((GONE, SILENT), ""),
        ((GONE, REACHED), ""),
        ((GONE, UNTRUSTED), ""),
        ((SENT_ON, SENT_ON), "guest"),
        ((SENT_ON, PORTAL), "guest"),
        ((SENT_ON, WRONG), "guest"),
        ((PORTAL, PORTAL), "guest"),
        ((WRONG, WRONG), "guest"),
        ((SENT_ON, SENT_ON, UNTRUSTED), "guest"),
        ((SENT_ON, UNTRUSTED), ""),
        ((SENT_ON, ELSEWHERE), ""),
        ((SENT_ON, SENT_ON, SILENT), ""),
        ((SENT_ON, SENT_ON, GONE), ""),
        ((SENT_ON, SENT_ON, REACHED), ""),
        ((SENT_ON,), ""),
        ((UNTRUSTED, UNTRUSTED), ""),
        ((WRONG, msgspec.structs.replace(WRONG, detail="another name")), "guest"),
    ],
)
def test_two_servers_or_more_must_tell_one_story(tries: tuple[Tried, ...], answer: str) -> None:
    on = seen(*tries)

    assert words(before_all(on, found(on))) == answer
    assert words(open_question(on, found(on))) == answer


@pytest.mark.parametrize("answer", ["gone", "guest"])
def test_the_evidence_of_every_server_is_kept(answer: str) -> None:
    on = seen(*(GONE, GONE) if answer == "gone" else (SENT_ON, SENT_ON))
    outcome = before_all(on, found(on))

    assert outcome is not None
    assert [each.what for each in outcome.because] == ["server-0 by system", "server-1 by system"]
    assert ("VPN" in outcome.settles, "terms" in outcome.says) == (answer == "gone", answer == "guest")


@for_each("lens", ["system", "requests", "environment"])
@for_each("through", [REACHED, msgspec.structs.replace(GONE, proxy="proxy.example:8080")])
def test_one_who_got_through_or_a_proxy_in_between_makes_it_another_story(lens: str, through: Tried) -> None:
    on = facts(server("a", GONE), server("b", GONE, **{lens: through}))

    assert before_all(on, found(on)) is None


def test_servers_of_the_organisations_own_say_nothing_of_the_world_outside() -> None:
    own = server("own", REACHED, own=True)

    on = facts(server("a", GONE), server("b", GONE), own)
    assert words(before_all(on, found(on))) == "gone"
    on = facts(server("a", GONE), server("own", GONE, own=True))
    assert before_all(on, found(on)) is None


@pytest.mark.parametrize(("state", "answer"), [("set", ""), ("timed-out", "gone")])
def test_a_script_that_answered_shows_that_there_is_a_network(state: str, answer: str) -> None:
    on = seen(GONE, GONE)
    other = Answered("a", ScriptAnswer("timed-out"))
    on = on.with_entry(ProxyScript, ProxyScript(True, (other, Answered("b", ScriptAnswer(state)))))

    assert words(before_all(on, found(on))) == answer


def test_where_a_script_decides_nothing_else_is_asked() -> None:
    on = seen(GONE, GONE).with_entry(Proxies, PAC)
    outcome = open_question(on, found(on))

    assert outcome is not None
    assert outcome.says.startswith(
        "pyready cannot tell whether downloads work, because the automatic proxy setting (PAC file)"
    )


def dated(tried: Tried, minutes: float) -> Tried:
    told = TAKEN - dt.timedelta(minutes=minutes)
    return msgspec.structs.replace(tried, date=told.strftime("%a, %d %b %Y %H:%M:%S GMT"))


RIGHT, SLOW = dated(REACHED, 0), dated(REACHED, -60 * 24 * 3)


@for_each(
    ("tries", "answer"),
    [
        ((EXPIRED,), "unknown"),
        ((EARLY, EXPIRED), "unknown"),
        ((EXPIRED, UNTRUSTED), ""),
        ((REACHED,), ""),
        ((EXPIRED, SLOW), "unknown"),
        ((EXPIRED, RIGHT), "problem"),
        ((EARLY, RIGHT), "problem"),
        ((EXPIRED, SILENT), "unknown"),
    ],
)
def test_a_certificate_that_is_not_valid_now_is_the_clocks_fault_until_the_clock_is_known_to_be_right(
    tries: tuple[Tried, ...], answer: str
) -> None:
    on = seen(*tries)
    outcome = by_time(on, found(on))

    assert (outcome.outcome if outcome else "") == answer
    assert open_question(on, found(on)) == outcome
    if outcome is not None:
        assert outcome.because == found(on).because
        assert bool(outcome.settles) == (answer == "unknown")
        assert ("expired or not yet valid" in outcome.says) == (answer == "unknown")
        assert ("clock of this computer is probably wrong" in outcome.says) == (answer == "unknown")


def test_it_renews_a_certificate_whose_signer_is_named_where_that_is_known() -> None:
    signed = msgspec.structs.replace(EXPIRED, issuers=("Gateway CA", "Root"))
    outcomes = [by_time(on, found(on)) for on in (seen(EXPIRED, RIGHT), seen(EXPIRED, signed, RIGHT))]

    assert [each.says for each in outcomes if each] == [
        "The certificate of these servers has expired. The clock of this computer is right.",
        "The certificate of these servers, issued by Gateway CA, has expired. The clock of this computer is right.",
    ]
    assert {(each.fix.who, each.fix.guide) for each in outcomes if each and each.fix} == {("it", "tls-inspection")}
    assert all("Renew the certificate" in each.fix.says for each in outcomes if each and each.fix)


@for_each(("minutes", "right"), [(0, True), (4, True), (-4, True), (5, True), (-5, True), (6, False), (-6, False)])
def test_a_clock_is_right_within_what_kerberos_puts_up_with(minutes: int, right: bool) -> None:
    assert clock_is_right(facts(server("a", dated(REACHED, minutes)))) is right
    assert clock_is_right(facts(server("a", REACHED, requests=dated(REACHED, minutes)))) is right


def test_one_server_that_tells_the_time_is_enough_and_none_is_not() -> None:
    assert clock_is_right(facts(server("a", SLOW), server("b", RIGHT)))
    assert not clock_is_right(facts(server("a", REACHED)))
    assert not clock_is_right(facts(server("a", msgspec.structs.replace(REACHED, date="yesterday"))))


@for_each(
    ("date", "ahead"),
    [
        ("Sun, 22 Nov 2026 13:58:00 GMT", dt.timedelta(minutes=2)),
        ("Sun, 22 Nov 2026 14:58:00 +0100", dt.timedelta(minutes=2)),
        ("Sun, 22 Nov 2026 13:58:00 -0000", dt.timedelta(minutes=2)),
        ("Sun, 22 Nov 2026 14:01:00 GMT", dt.timedelta(minutes=-1)),
        ("yesterday", None),
        ("", None),
        ("Sun, 22 Nov 99999999999 13:58:00 GMT", None),
    ],
)
def test_how_far_the_clock_is_ahead(date: str, ahead: dt.timedelta | None) -> None:
    assert off_by(TAKEN, date) == ahead


def test_it_is_asked_by_the_lens_that_stopped() -> None:
    on = facts(server("a", RIGHT, requests=EXPIRED))

    outcome = by_time(on, reach(on[NetworkFacts].endpoints, requests, "requests"))
    assert outcome is not None
    assert outcome.outcome == "problem"
