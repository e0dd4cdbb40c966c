"""What the tries of a group add up to, and what a script or a browser's policy leaves open."""

from typing import Any

import msgspec

from checks.test_checks import options, proxies
from for_each import for_each
from laptops.looking import given
from laptops.networks import NO_NAME, NO_ROUTE, PROXIED, REACHED, SIGN_IN, SILENT, UNTRUSTED
from pyready.diagnosis.reach import (
    Reach,
    ask_for_hosts,
    ask_for_trust,
    group,
    missed_proxy,
    reach,
    requests,
    script_decides,
    silent,
    system,
    unanswered,
    variables,
)
from pyready.formats.browser_policy import BrowserPolicy
from pyready.model.attempts import ScriptAnswer, Tried
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Fix, Outcome
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.other_proxies import OtherProxies
from pyready.probes.proxy_script import Answered, ProxyScript

NOT_TRIED = Tried("not-tried")


def server(name: str, tried: Tried = NOT_TRIED, **more: Any) -> EndpointFacts:
    made = EndpointFacts(name, "index", f"the {name}", False, system=tried, requests=NOT_TRIED)
    return msgspec.structs.replace(made, **more)


def found(*tries: Tried) -> Reach:
    return reach(tuple(server(f"s{number}", tried) for number, tried in enumerate(tries)), system, "system")


def test_each_lens_is_its_own_try() -> None:
    each = server("a", REACHED, requests=SILENT, environment=SIGN_IN)

    assert (system(each), requests(each), variables(each)) == (REACHED, SILENT, SIGN_IN)


def test_a_group_is_its_servers_in_their_order() -> None:
    a, b, c = server("a"), server("b", group="uv"), server("c")

    assert group(given("linux").with_entry(NetworkFacts, NetworkFacts((a, b, c))), "index") == (a, c)


@for_each(
    ("tries", "reached", "failed", "quiet", "stuck"),
    [
        ((REACHED, REACHED), True, "", "", NOT_TRIED),
        ((REACHED, SILENT), False, "", "s1", SILENT),
        ((REACHED, NOT_TRIED), False, "", "s1", NOT_TRIED),
        ((NO_NAME, REACHED, UNTRUSTED), False, "s0 s2", "", NO_NAME),
        ((SILENT, UNTRUSTED), False, "s1", "s0", UNTRUSTED),
    ],
)
def test_tries_add_up(tries: tuple[Tried, ...], reached: bool, failed: str, quiet: str, stuck: Tried) -> None:
    added = found(*tries)

    assert added.reached is reached
    assert " ".join(each.id for each in added.failed) == failed
    assert " ".join(each.id for each in added.silent) == quiet
    assert added.stuck == stuck
    assert added.first == (stuck if failed else None)
    assert [each.what for each in added.because] == [f"s{number} by system" for number in range(len(tries))]


def test_the_first_that_stopped_and_the_first_without_answer_are_put_into_words() -> None:
    added = found(REACHED, NO_NAME, UNTRUSTED, SILENT, NOT_TRIED)
    name = "this network does not know the name of the server for the s1 (DNS)"

    assert added.first_words() == name
    assert added.silence() == "the server for the s3 gave no answer in time"
    assert (found(REACHED).first_words(), found(REACHED).silence()) == ("", "")


def test_silence_leaves_the_question_open() -> None:
    outcome = silent("it works", found(REACHED, SILENT))

    assert outcome.outcome == "unknown"
    assert outcome.says == "pyready cannot tell whether it works, because the server for the s1 gave no answer in time."
    assert len(outcome.because) == 2
    assert outcome.settles


NAMED = proxies(user=options(pac=Reading("set", "http://wpad.example/p")))
DETECTED = proxies(user=options(auto_detect=Reading("set", True)))
FIXED = proxies(user=options(enabled=Reading("set", True), server=Reading("set", "p.example:80")))
PLAIN = proxies()
ANSWERED, LATE = ScriptAnswer("set"), ScriptAnswer("timed-out", reason="timed-out")
NONE = ScriptAnswer("not-set", reason="not-found")
EDGE = BrowserPolicy("Edge", "machine", "set", "older values", "fixed_servers", "p.example:80")
ALIKE = BrowserPolicy("Chrome", "machine", "set", "older values", "system")


def answers(*given: ScriptAnswer) -> ProxyScript:
    return ProxyScript(True, tuple(Answered(f"s{number}", each) for number, each in enumerate(given)))


def on(*entries: object) -> Facts:
    facts = given("windows")
    for each in entries:
        facts = facts.with_entry(type(each), each)
    return facts


def told(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    assert outcome.outcome == "unknown"
    assert outcome.because
    assert outcome.settles
    return outcome.says


DIRECT = "Without a proxy, these servers cannot be reached."
SCRIPT = (
    "pyready cannot tell whether downloads work, because the automatic proxy setting (PAC file) picks the proxy, and"
)
DETECTION = "pyready cannot tell whether downloads work, because automatic proxy detection (WPAD) picks the proxy, and"
NOT_ASKED = f"pyready could not ask it. {DIRECT}"
OF_EDGE = f"pyready cannot tell whether downloads work, because your organisation sets a proxy for Edge only, and pyready did not try it. {DIRECT}"


@for_each(
    ("entries", "says"),
    [
        ((), ""),
        ((PLAIN,), ""),
        ((FIXED,), ""),
        ((NAMED,), f"{SCRIPT} {NOT_ASKED}"),
        ((NAMED, ProxyScript(False)), f"{SCRIPT} {NOT_ASKED}"),
        ((NAMED, answers(ANSWERED, ANSWERED)), ""),
        ((NAMED, answers(ANSWERED, LATE)), f"{SCRIPT} it did not answer in time. {DIRECT}"),
        ((NAMED, answers(NONE, ANSWERED)), f"{SCRIPT} Windows found no script. {DIRECT}"),
        ((NAMED, answers(ANSWERED)), f"{SCRIPT} {NOT_ASKED}"),
        ((DETECTED,), f"{DETECTION} {NOT_ASKED}"),
        ((DETECTED, answers(NONE, NONE)), ""),
        ((DETECTED, answers(NONE, LATE)), f"{DETECTION} it did not answer in time. {DIRECT}"),
        ((PLAIN, OtherProxies((ALIKE,), ())), ""),
        ((PLAIN, OtherProxies((ALIKE, EDGE), ())), OF_EDGE),
        ((FIXED, OtherProxies((EDGE,), ())), ""),
        ((NAMED, answers(ANSWERED, ANSWERED), OtherProxies((EDGE,), ())), ""),
    ],
)
def test_what_went_out_directly_says_nothing_where_a_proxy_was_not_tried(entries: tuple[Any, ...], says: str) -> None:
    assert told(script_decides(on(*entries), found(NO_NAME, UNTRUSTED, REACHED))) == says


@for_each(
    ("tries", "is_open"),
    [
        ((NO_NAME,), True),
        ((NO_ROUTE.system,), True),
        ((UNTRUSTED,), True),
        ((SIGN_IN,), False),
        ((Tried("stopped", "http", "block-page"),), False),
        ((NO_NAME, msgspec.structs.replace(NO_NAME, proxy="p.example:80")), False),
        ((NO_NAME, SIGN_IN), False),
    ],
)
def test_a_stop_at_a_proxy_or_behind_it_is_an_answer(tries: tuple[Tried, ...], is_open: bool) -> None:
    assert bool(told(script_decides(on(NAMED), found(*tries)))) is is_open
    assert bool(told(script_decides(on(PLAIN, OtherProxies((EDGE,), ())), found(*tries)))) is is_open


@for_each(
    ("reason", "words"),
    [
        ("timed-out", "it did not answer in time"),
        ("not-downloaded", "Windows could not download it"),
        ("bad-script", "it does not work"),
        ("bad-address", "Windows cannot use its address"),
        ("sign-in", "its server asks for a sign-in, which pyready does not give"),
        ("not-found", "Windows found no script"),
        ("refused", "pyready could not ask it"),
    ],
)
def test_why_a_script_gave_no_answer(reason: str, words: str) -> None:
    script = answers(ANSWERED, ScriptAnswer("missing", reason=reason))

    assert unanswered(script, named=True) == words
    assert unanswered(script, ["s1"], named=True) == words
    assert unanswered(script, ["s0"], named=True) is None
    assert unanswered(script, [], named=True) is None


def test_where_it_was_not_asked_nothing_is_known() -> None:
    assert unanswered(None, [], named=False) == "pyready could not ask it"
    assert unanswered(ProxyScript(False), [], named=False) == "pyready could not ask it"


OURS, OTHERS = PROXIED, msgspec.structs.replace(NO_NAME, proxy="other.example:1")


@for_each(
    ("computer", "python", "missed"),
    [
        ((OURS,), (NO_NAME,), "proxy.trust.example:8080"),
        ((OURS,), (SILENT,), "proxy.trust.example:8080"),
        ((OURS,), (OTHERS,), "proxy.trust.example:8080"),
        ((OURS,), (msgspec.structs.replace(NO_NAME, proxy=OURS.proxy),), ""),
        ((REACHED,), (NO_NAME,), ""),
        ((OURS,), (REACHED,), ""),
        ((OURS, NO_NAME), (NO_NAME, NO_NAME), ""),
        ((REACHED, OURS), (NO_NAME, SILENT), "proxy.trust.example:8080"),
        ((REACHED, OURS), (OTHERS, NO_NAME), "proxy.trust.example:8080"),
    ],
)
def test_a_proxy_is_missed_where_the_computer_gets_there_by_it_alone(
    computer: tuple[Tried, ...], python: tuple[Tried, ...], missed: str
) -> None:
    pairs = enumerate(zip(computer, python, strict=True))
    endpoints = tuple(server(f"s{number}", ours, requests=theirs) for number, (ours, theirs) in pairs)

    assert missed_proxy(reach(endpoints, system, "system"), reach(endpoints, requests, "requests")) == missed


def test_requests_to_it_name_the_servers() -> None:
    public, own = server("a"), server("b", own=True)

    assert ask_for_trust((public, own)) == Fix(
        "it",
        "Add the root certificate that signs this traffic to the trusted roots.",
        request="inspection-root",
        hosts=("a", "b"),
        guide="tls-inspection",
    )
    let = Fix("it", "Allow these servers through the proxy or firewall.", request="hosts-through-proxy", guide="ask-it")
    assert ask_for_hosts((public, own)) == msgspec.structs.replace(let, hosts=("a", "b"))
    assert ask_for_hosts(()) == let
    assert ask_for_hosts((own,)) == Fix(
        "it",
        "Check why this computer cannot reach your organisation's own server.",
        request="internal-mirror",
        hosts=("b",),
        guide="ask-it",
    )
