"""Whose it is to mend where packages cannot be fetched, and with which line."""

from typing import Any

import msgspec

from checks.test_checks import PAC, proxies
from for_each import for_each
from laptops.looking import given
from laptops.networks import NO_NAME, REACHED, SIGN_IN, SILENT, UNTRUSTED
from pyready.diagnosis.reach import reach, system
from pyready.diagnosis.tool_needs import (
    PROXY_SAYS,
    Wants,
    closed,
    inspected,
    proxy_says,
    proxy_step,
    sign_in,
    signed_here,
    window_line,
)
from pyready.model.attempts import Tried
from pyready.model.outcome import Outcome, Step
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import Proxies, ProxyVariable

NOT_TRIED = Tried("not-tried")
BLOCKED = Tried("stopped", "proxy", "proxy-blocked", proxy="p.example:80")
STRICT = Tried("stopped", "tls", "strict-x509", "Missing Key Usage")
WINDOWS_OWN, PASSWORD = "Browsers sign in by themselves;", "with a user name and a password"
NEED_THEM = "would need them in a setting that every program of yours can read: do not put them there."


def server(name: str, tried: Tried, **more: Any) -> EndpointFacts:
    made = EndpointFacts(name, "index", f"the {name}", False, system=tried, mozilla=NOT_TRIED, requests=NOT_TRIED)
    return msgspec.structs.replace(made, **more)


def judged(*endpoints: EndpointFacts, settings: Proxies | None = None, tool: str = "pip") -> Outcome:
    facts = given("windows").with_entry(NetworkFacts, NetworkFacts(endpoints))
    if settings:
        facts = facts.with_entry(Proxies, settings)
    outcome = closed(facts, endpoints, reach(endpoints, system, "system"), tool)
    assert [each.what for each in outcome.because] == [f"{each.id} by system" for each in endpoints]
    return outcome


def test_what_a_tool_wants_is_nothing_unless_it_is_said() -> None:
    assert Wants() == ("", False)


def test_without_any_refusal_it_is_not_known() -> None:
    outcome = judged(server("index", SILENT))

    assert (outcome.outcome, outcome.says[:64]) == (
        "unknown",
        "pyready cannot tell whether packages can be downloaded, because ",
    )


def test_what_is_open_for_the_network_is_open_for_a_tool() -> None:
    assert judged(server("index", NO_NAME), settings=PAC).outcome == "unknown"


@for_each(
    ("tries", "says", "request_id", "hosts"),
    [
        (
            (UNTRUSTED, REACHED, UNTRUSTED),
            "Packages cannot be downloaded: this computer does not trust the root certificate of these servers.",
            "inspection-root",
            ("s0", "s2"),
        ),
        (
            (STRICT,),
            "Packages cannot be downloaded: this computer does not trust the root certificate of these servers.",
            "inspection-root",
            ("s0",),
        ),
        (
            (BLOCKED, REACHED, BLOCKED),
            "Packages cannot be downloaded: the proxy blocks the server for the s0.",
            "hosts-through-proxy",
            ("s0", "s2"),
        ),
        (
            (SIGN_IN,),
            f"Packages cannot be downloaded: the proxy asks for a sign-in (407, Negotiate, NTLM). {WINDOWS_OWN} pip cannot.",
            "hosts-through-proxy",
            ("s0",),
        ),
    ],
)
def test_a_refusal_is_its_to_lift(tries: tuple[Tried, ...], says: str, request_id: str, hosts: tuple[str, ...]) -> None:
    outcome = judged(*(server(f"s{number}", each) for number, each in enumerate(tries)))

    assert (outcome.outcome, outcome.says) == ("problem", says)
    assert outcome.fix is not None
    assert (outcome.fix.who, outcome.fix.request, outcome.fix.hosts) == ("it", request_id, hosts)


def test_of_several_refusals_the_first_one_is_told() -> None:
    assert "the proxy blocks the server for the a" in judged(server("a", BLOCKED), server("b", UNTRUSTED)).says
    assert "does not trust the root certificate" in judged(server("a", UNTRUSTED), server("b", BLOCKED)).says


LISTED = "Packages are listed, but cannot be downloaded: the proxy blocks the server for the index-files."


@for_each(
    ("endpoints", "says"),
    [
        ((server("index", REACHED), server("index-files", BLOCKED)), LISTED),
        ((server("index", REACHED), server("index-files", BLOCKED), server("other", BLOCKED)), LISTED),
        (
            (server("index", REACHED), server("other", BLOCKED), server("index-files", BLOCKED)),
            "Packages cannot be downloaded: the proxy blocks the server for the other",
        ),
        (
            (server("other", REACHED), server("index-files", BLOCKED)),
            "Packages cannot be downloaded: the proxy blocks the server for the index-",
        ),
        (
            (server("index", SILENT), server("index-files", BLOCKED)),
            "Packages cannot be downloaded: the proxy blocks the server for the index-",
        ),
        (
            (server("index", REACHED), server("other", BLOCKED)),
            "Packages cannot be downloaded: the proxy blocks the server for the other",
        ),
        (
            (server("index", REACHED), server("index-files", SIGN_IN)),
            "Packages cannot be downloaded: the proxy asks for a sign-in",
        ),
    ],
)
def test_a_list_without_its_files_is_told(endpoints: tuple[EndpointFacts, ...], says: str) -> None:
    told = judged(*endpoints).says

    assert told.startswith(says)
    assert told == says or says != LISTED


HELD = ProxyVariable("https_proxy", "set", "p.example:80", with_sign_in=True)
BARE = ProxyVariable("HTTP_PROXY", "set", "p.example:80")


def test_a_sign_in_that_a_variable_holds_is_not_tried() -> None:
    outcome = judged(server("index", SIGN_IN), settings=proxies(BARE, HELD), tool="uv")

    assert outcome.outcome == "unknown"
    assert outcome.says.startswith(
        "pyready cannot tell whether the proxy accepts the sign-in in the environment variable https_proxy, because"
    )
    assert outcome.settles.startswith("Follow the steps: uv shows whether the sign-in works.")
    assert judged(server("index", SIGN_IN), settings=proxies(BARE)).outcome == "problem"
    assert judged(server("index", BLOCKED), settings=proxies(HELD)).outcome == "problem"


@for_each(
    ("schemes", "tool", "says"),
    [
        (((),), "pip", "the proxy asks for a sign-in (407), which pip does not give."),
        ((("negotiate",),), "pip", f"the proxy asks for a sign-in (407, Negotiate). {WINDOWS_OWN} pip cannot."),
        ((("kerberos", "basic"),), "uv", f"the proxy asks for a sign-in (407, Kerberos, Basic). {WINDOWS_OWN} uv cannot."),
        ((("ntlm",), ("ntlm", "negotiate")), "pip", f"the proxy asks for a sign-in (407, NTLM, Negotiate). {WINDOWS_OWN} pip cannot."),
        (
            (("ntlm",),),
            "git",
            f"the proxy asks for a sign-in (407, NTLM). {WINDOWS_OWN} pyready does not, so it cannot tell whether git can.",
        ),
        (
            (("basic",),),
            "pip",
            f"the proxy asks for a sign-in {PASSWORD} (407, Basic). pip {NEED_THEM}",
        ),
        (
            (("digest", "basic"),),
            "uv",
            f"the proxy asks for a sign-in {PASSWORD} (407, Digest, Basic). uv {NEED_THEM}",
        ),
        ((("basic", "bearer"),), "pip", "the proxy asks for a sign-in (407, Basic, bearer), which pip does not give."),
    ],
)  # fmt: skip
def test_what_the_proxy_wants_is_told_by_its_schemes(
    schemes: tuple[tuple[str, ...], ...], tool: str, says: str
) -> None:
    endpoints = [
        server(str(number), msgspec.structs.replace(SIGN_IN, sign_in=each)) for number, each in enumerate(schemes)
    ]

    assert sign_in(given("windows"), reach(tuple(endpoints), system, "system"), tool) == says


@for_each(
    ("mozilla", "signed"),
    [
        (UNTRUSTED, True),
        (STRICT, True),
        (REACHED, False),
        (NO_NAME, False),
        (Tried("no-answer", "tls", "timed-out"), False),
    ],
)
def test_traffic_is_inspected_where_mozillas_list_does_not_know_who_signs(mozilla: Tried, signed: bool) -> None:
    plain = server("a", REACHED, mozilla=REACHED)

    for tried in (NO_NAME, SILENT):
        endpoints = (plain, server("b", tried, mozilla=mozilla))
        assert signed_here(endpoints) is signed
        assert inspected(reach(endpoints, system, "system")) is signed
    assert not inspected(reach((server("b", REACHED, mozilla=mozilla),), system, "system"))


def test_a_tool_is_told_a_proxy_for_one_window() -> None:
    assert proxy_says("pip") == PROXY_SAYS
    assert proxy_says("uv").startswith("Set the proxy for uv in the window you use.")


def line(step: Step) -> tuple[str, str, str]:
    return step.shell, step.command, step.powershell


@for_each(
    ("platform", "proxy", "lines"),
    [
        ("windows", "p:80", ("cmd", 'set "HTTPS_PROXY=http://p:80"', "$env:HTTPS_PROXY = 'http://p:80'")),
        ("linux", "p:80", ("sh", "export HTTPS_PROXY=http://p:80", "")),
        ("macos", "p:80", ("sh", "export HTTPS_PROXY=http://p:80", "")),
        ("windows", "<proxy-1>", ("cmd", "pyready config env", "pyready config env")),
        ("linux", "<proxy-1>", ("sh", "pyready config env", "")),
    ],
)
def test_the_line_for_a_proxy_or_for_what_prints_it(platform: str, proxy: str, lines: tuple[str, str, str]) -> None:
    (step,) = proxy_step(given(platform), proxy)

    assert line(step) == lines
    assert step.says.startswith("Set the proxy for this window")
    assert ("leaves the proxy's address out" in step.says) == (proxy[0] == "<")
    assert step.says.endswith("Keep the window open.")
    assert step.expect.startswith("a line with HTTPS_PROXY" if proxy[0] == "<" else "Nothing appears")


@for_each(
    ("platform", "value", "lines"),
    [
        ("windows", "C:\\a b", ("cmd", 'set "X=C:\\a b"', "$env:X = 'C:\\a b'")),
        ("windows", "it's", ("cmd", 'set "X=it\'s"', "")),
        ("windows", "50%", ("none", "", "")),
        ("linux", "a b", ("sh", "export X='a b'", "")),
        ("linux", "<left-out>", ("none", "", "")),
    ],
)
def test_a_value_that_cannot_be_written_safely_is_words_alone(
    platform: str, value: str, lines: tuple[str, str, str]
) -> None:
    step = window_line(given(platform), "Do it.", "X", value)

    assert line(step) == lines
    assert step.says == "Do it."
