"""The checks of the further ways to Python: conda, micromamba, downloads, terms, room, the clock."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from checks.test_checks import PAC, answer, ask, proxies
from for_each import for_each
from laptops.looking import TAKEN
from laptops.networks import (
    CLOSED,
    DIRECT,
    FOUND_PROXY,
    HIDDEN_PROXY,
    INSPECTED,
    NO_NAME,
    OFF_THE_MAP,
    REACHED,
    SWALLOWED,
    UNTRUSTED,
    WANTS_SIGN_IN,
    Answer,
    network,
)
from pyready.diagnosis.reach import ask_for_hosts
from pyready.knowledge.site_file import parse
from pyready.model.anchors import Anchored
from pyready.model.attempts import Tried
from pyready.model.conda import Channel, CondaFacts, Condarc
from pyready.model.host import Reading
from pyready.model.pythons import PathSummary, Pythons
from pyready.probes.certificates import Certificates
from pyready.probes.excel import Excel
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import ProxyVariable
from pyready.probes.site import Site
from pyready.tools.conda import Conda as ToolConda

NAMED = "proxy.trust.example:8080"


def through(tried: Tried) -> Tried:
    return msgspec.structs.replace(tried, proxy=NAMED)


INSPECTED_PROXY = Answer(
    through(INSPECTED.system), through(UNTRUSTED), through(UNTRUSTED), True, environment=through(INSPECTED.system)
)
INSPECTED_HIDDEN = Answer(through(INSPECTED.system), through(UNTRUSTED), NO_NAME, True, environment=NO_NAME)


def said(check: str, *facts: object, platform: str = "windows") -> str:
    record = ask(check, platform, **{f"fact{number}": fact for number, fact in enumerate((CondaFacts(), *facts))})
    fix = record.fix
    return " ".join(filter(None, (record.outcome, fix.who if fix else "", fix.request if fix else "")))


def lines(check: str, *facts: object, platform: str = "windows") -> list[str]:
    fix = ask(check, platform, **{f"fact{number}": fact for number, fact in enumerate((CondaFacts(), *facts))}).fix
    assert fix
    return [step.command for step in fix.commands]


@for_each(
    ("net", "conda", "micromamba"),
    [
        (DIRECT, "passed", "passed"),
        (INSPECTED, "problem you", "unknown"),
        (INSPECTED_PROXY, "problem you", "unknown"),
        (HIDDEN_PROXY, "problem you", "problem you"),
        (INSPECTED_HIDDEN, "problem you", "problem you"),
        (CLOSED, "problem it hosts-through-proxy", "problem it hosts-through-proxy"),
        (WANTS_SIGN_IN, "problem it hosts-through-proxy", "problem it hosts-through-proxy"),
        (SWALLOWED, "unknown", "unknown"),
        (Answer(UNTRUSTED, UNTRUSTED, UNTRUSTED, None), "problem it inspection-root", "problem it inspection-root"),
        (Answer(environment=CLOSED.system), "passed", "problem it hosts-through-proxy"),
        (Answer(requests=CLOSED.system), "problem it hosts-through-proxy", "passed"),
        (Answer(environment=SWALLOWED.system), "passed", "unknown"),
        (Answer(requests=SWALLOWED.system), "unknown", "passed"),
    ],
)
def test_the_packages_of_conda_forge(net: Answer, conda: str, micromamba: str) -> None:
    facts = (network(net), proxies())

    assert said("conda-forge-by-conda", *facts) == conda
    assert said("conda-forge-by-micromamba", *facts) == micromamba


def test_conda_is_told_to_trust_what_the_computer_trusts_where_no_proxy_is_in_between() -> None:
    assert lines("conda-forge-by-conda", network(INSPECTED)) == ['set "CONDA_SSL_VERIFY=truststore"']
    assert lines("conda-forge-by-conda", network(INSPECTED), platform="linux") == ["export CONDA_SSL_VERIFY=truststore"]


def test_where_the_system_has_a_file_of_authorities_conda_is_pointed_at_it() -> None:
    bundle = Certificates("/etc/ssl/certs/ca-certificates.crt")
    pointed = "export CONDA_SSL_VERIFY=/etc/ssl/certs/ca-certificates.crt"

    assert lines("conda-forge-by-conda", network(INSPECTED), bundle, platform="linux") == [pointed]
    assert lines("conda-forge-by-conda", network(INSPECTED_PROXY), bundle, platform="linux") == [pointed]
    assert lines("conda-forge-by-conda", network(INSPECTED_HIDDEN), bundle, platform="linux") == [
        f"export HTTPS_PROXY=http://{NAMED}",
        pointed,
    ]


def test_behind_a_proxy_conda_is_told_and_from_which_version_on_it_listens() -> None:
    record = ask("conda-forge-by-conda", "windows", conda=CondaFacts(), net=network(INSPECTED_PROXY))
    assert record.sure == "likely"
    assert record.fix
    assert "A conda older than 26.7 ignores the setting" in record.fix.says

    assert lines("conda-forge-by-conda", network(INSPECTED_PROXY)) == ['set "CONDA_SSL_VERIFY=truststore"']
    assert lines("conda-forge-by-conda", network(INSPECTED_HIDDEN))[0] == f'set "HTTPS_PROXY=http://{NAMED}"'


def test_behind_a_proxy_it_is_asked_for_a_file_where_the_installer_brings_a_conda_that_is_too_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pyready.knowledge.tools.shipped", lambda tool, has: "26.3.2")

    assert said("conda-forge-by-conda", network(INSPECTED_PROXY)) == "problem it inspection-certificate"
    assert said("conda-forge-by-conda", network(INSPECTED_HIDDEN)) == "problem it inspection-certificate"
    bundle = Certificates("/etc/ssl/certs/ca-certificates.crt")
    assert said("conda-forge-by-conda", network(INSPECTED_PROXY), bundle, platform="linux") == "problem you"


def test_behind_a_script_what_conda_would_meet_is_not_known() -> None:
    assert said("conda-forge-by-conda", network(OFF_THE_MAP), PAC) == "unknown"
    assert said("conda-forge-by-micromamba", network(OFF_THE_MAP), PAC) == "unknown"


@pytest.mark.parametrize("check", ["conda-forge-by-conda", "conda-forge-by-micromamba"])
def test_servers_that_a_profile_leaves_out_do_not_open_a_way(check: str) -> None:
    assert said(check, NetworkFacts(())) == "unknown"


def test_the_servers_of_a_licence_are_not_asked_for_without_one() -> None:
    held = Site(parse(b"[conda]\nanaconda_licence = true"))

    assert said("anaconda-by-conda", NetworkFacts(()), Site()) == "not-applicable"
    assert said("anaconda-by-conda", Site()) == "not-applicable"  # offline too: it is nothing to look at
    assert said("anaconda-by-conda", NetworkFacts(()), held) == "unknown"


def test_anaconda_is_looked_at_where_a_licence_is_held() -> None:
    held = Site(parse(b"[conda]\nanaconda_licence = true"))

    assert said("anaconda-by-conda", held, network(DIRECT, anaconda_packages=DIRECT)) == "passed"
    assert said("anaconda-by-conda", held, network(DIRECT, anaconda_packages=INSPECTED)) == "problem you"
    assert said("anaconda-by-conda", held) == "unknown"


@for_each(
    ("site", "expected"),
    [
        (Site(), "problem nobody"),
        (Site(parse(b"")), "problem nobody"),
        (Site(parse(b"[conda]\nanaconda_licence = false")), "problem nobody"),
        (Site(parse(b"[conda]\nanaconda_licence = true")), "passed"),
    ],
)
def test_a_licence_for_anaconda_is_held_only_where_the_organisation_says_so(site: Site, expected: str) -> None:
    assert said("anaconda-licence-held", site) == expected


def test_the_sentence_about_anaconda_names_the_size_and_the_free_equivalent() -> None:
    record = ask("anaconda-licence-held", site=Site())

    assert "Anaconda needs a paid licence in organisations of 200 or more staff." in record.says
    assert record.fix is not None
    assert record.fix.says == "Miniforge is free, with the same conda and the packages of conda-forge."


@pytest.mark.parametrize(
    ("check", "whom"), [("hosted-offered", "Ask your data team"), ("python-in-excel-offered", "Ask IT")]
)
def test_what_people_offer_is_not_known_and_says_whom_to_ask(check: str, whom: str) -> None:
    record = ask(check)

    assert record.outcome == "unknown"
    assert whom in record.settles


@for_each(
    "check", ["miniforge-by-system", "micromamba-by-system", "winpython-by-system", "vscode-extensions-by-system"]
)
@for_each(
    ("net", "expected"),
    [
        (DIRECT, "passed"),
        (INSPECTED, "passed"),
        (CLOSED, "problem it"),
        (WANTS_SIGN_IN, "unknown"),
        (SWALLOWED, "unknown"),
    ],
)
def test_the_downloads(check: str, net: Answer, expected: str) -> None:
    only_way = check in {"miniforge-by-system", "vscode-extensions-by-system"}
    asked_for = " hosts-through-proxy" if only_way and net is CLOSED else ""

    assert said(check, network(net), proxies()) == expected + asked_for


AWAY = Tried("stopped", "http", "redirected-away", "sent on to files.example", 302)


def one(group: str, *, unsure: bool, own: bool = False, tried: Tried = AWAY) -> NetworkFacts:
    return NetworkFacts((EndpointFacts("a", group, "the download", own, tried, tried, tried, unsure=unsure),))


def test_a_doubtful_host_that_sends_on_to_another_is_no_fault() -> None:
    assert said("micromamba-by-system", one("micromamba", unsure=True), proxies()) == "unknown"
    assert said("micromamba-by-system", one("micromamba", unsure=False), proxies()) == "problem it"
    blocked = one("micromamba", unsure=True, tried=CLOSED.system)
    assert said("micromamba-by-system", blocked, proxies()) == "problem it"


def test_for_a_server_of_the_organisation_the_request_is_about_its_mirror() -> None:
    own = one("conda-forge", unsure=False, own=True, tried=CLOSED.system)

    assert said("conda-forge-by-conda", own, proxies()) == "problem it internal-mirror"
    record = ask("conda-forge-by-conda", conda=CondaFacts(), net=own, proxies=proxies())
    assert record.fix
    assert record.fix.hosts == ("a",)


def told(*minutes: float, raw: str = "") -> NetworkFacts:
    """Servers whose answers bear a time so many minutes after the look."""
    dates = [f"{TAKEN + dt.timedelta(minutes=late):%a, %d %b %Y %H:%M:%S} GMT" for late in minutes] + [raw] * bool(raw)
    tries = [msgspec.structs.replace(REACHED, date=date) for date in dates]
    return NetworkFacts(
        tuple(EndpointFacts(f"e{number}", "g", "t", False, tried, tried) for number, tried in enumerate(tries))
    )


@for_each(
    ("net", "expected", "word"),
    [
        (told(0), "passed", "right"),
        (told(4.9), "passed", "right"),
        (told(-4.9), "passed", "right"),
        (told(6), "problem it", "6 minutes slow"),
        (told(-6), "problem it", "6 minutes fast"),
        (told(-60 * 24 * 400, 0), "passed", "right"),
        (told(-60 * 5, -60 * 6), "problem it", "5 hours fast"),
        (told(60 * 24 * 400), "problem it", "400 days slow"),
        (told(raw="nonsense"), "unknown", "could not check the clock"),
        (told(), "unknown", "could not check the clock"),
        (told(0, raw="nonsense"), "passed", "right"),
    ],
)
def test_the_clock(net: NetworkFacts, expected: str, word: str) -> None:
    record = ask("clock", net=net)

    assert " ".join(filter(None, answer(record))) == expected
    assert word in record.says


def test_a_clock_that_no_server_can_speak_to_is_doubted_by_certificates() -> None:
    expired: Any = Answer(Tried("stopped", "tls", "not-yet-valid"))
    record = ask("clock", net=network(expired))

    assert record.outcome == "unknown"
    assert record.because
    assert "phone" in record.settles


def test_the_maker_of_the_inspection_is_named_where_the_chain_names_it() -> None:
    seen = msgspec.structs.replace(INSPECTED.system, issuers=("Zscaler Inc.", "Zscaler Root CA"))
    record = ask("tls-inspected", net=network(Answer(seen, UNTRUSTED, UNTRUSTED, True)))

    assert "TLS inspection, by Zscaler). That is normal" in record.says
    assert record.because[0].value == "Zscaler Inc. < Zscaler Root CA"


def test_where_strict_checking_fails_pip_works_and_own_code_is_told_what_it_needs() -> None:
    from checks.test_checks import python, pythons

    strict = Tried("stopped", "tls", "strict-x509")
    record = ask("packages-by-pip", net=network(Answer(REACHED, REACHED, strict)), pythons=pythons(python()))

    assert record.outcome == "passed"
    assert "truststore" in record.says


# --- what conda's files let it do ------------------------------------------------------------------------------------

PLACE = Anchored("ProgramData", "conda\\.condarc")
FORGE, OWN = Channel("conda-forge", "conda-forge", "conda-forge"), Channel("server")


def condarc(scope: str = "computer", **settings: Any) -> CondaFacts:
    return CondaFacts(condarcs=(Condarc("C:\\ProgramData\\conda\\.condarc", PLACE, "set", scope, **settings),))


@for_each(
    ("settings", "words", "fetches"),
    [
        ({}, "--override-channels -c conda-forge", "conda-forge"),
        ({"channels": (OWN,)}, "--override-channels -c conda-forge", "conda-forge"),
        ({"allowed": (FORGE, OWN)}, "--override-channels -c conda-forge", "conda-forge"),
        ({"allowed": (OWN,), "channels": (OWN,)}, "", "conda-channels"),
        ({"denied": (FORGE,), "channels": (OWN,)}, "", "conda-channels"),
        ({"override_channels": False, "channels": (OWN,)}, "", "conda-channels"),
        ({"override_channels": False, "channels": (FORGE,)}, "", "conda-forge"),
        ({"override_channels": False}, "", "conda-channels"),
    ],
)
def test_the_words_for_a_channel_are_those_that_the_files_let_conda_use(
    settings: Any, words: str, fetches: str
) -> None:
    conda = ToolConda(condarc(**settings))

    assert (conda.words.removeprefix("-y").strip(), conda.fetches) == (words, fetches)


def test_the_last_file_decides_whether_channels_may_be_overridden_and_lists_add_up() -> None:
    computer, own = condarc(override_channels=False, allowed=(OWN,)), condarc("user", override_channels=True)
    both = CondaFacts(condarcs=(*computer.condarcs, *own.condarcs))

    assert ToolConda(both).limited_by is computer.condarcs[0]  # the list of what is allowed
    assert (
        ToolConda(CondaFacts(condarcs=(*condarc(override_channels=False).condarcs, *own.condarcs))).limited_by is None
    )


@for_each(
    ("settings", "expected"),
    [
        ({}, "not-applicable"),
        ({"allowed": (OWN,), "channels": (OWN,)}, "unknown"),
        ({"allowed": (OWN,)}, "problem it"),
    ],
)
@for_each("check", ["conda-channels-by-conda", "conda-channels-by-micromamba"])
def test_whether_the_channels_of_the_files_answer_is_not_known(check: str, settings: Any, expected: str) -> None:
    assert said(check, condarc(**settings)) == expected


@pytest.mark.parametrize(
    ("check", "scope", "expected"),
    [
        ("conda-forge-by-conda", "user", "problem you"),
        ("conda-forge-by-conda", "computer", "problem it"),
        ("conda-forge-by-micromamba", "user", "unknown"),  # which reads YAML otherwise
    ],
)
def test_a_file_at_which_conda_stops_is_not_known_to_stop_micromamba(check: str, scope: str, expected: str) -> None:
    assert said(check, condarc(scope, fault="stops"), network(DIRECT)) == expected


@for_each("check", ["conda-forge-by-conda", "conda-forge-by-micromamba"])
@for_each(
    ("settings", "expected"),
    [
        ({"scope": "user", "offline": True}, "problem you"),
        ({"offline": True}, "problem it"),
        ({"offline": False}, "passed"),
    ],
)
def test_what_a_file_stops_is_told_whatever_the_network_does(check: str, settings: Any, expected: str) -> None:
    assert said(check, condarc(**settings), network(DIRECT)) == expected


RC = Anchored("USERPROFILE", ".mambarc")


def mambarc(scope: str = "user", **settings: Any) -> CondaFacts:
    path = "environment MAMBA_OFFLINE" if scope == "variable" else "C:\\Users\\<user>\\.mambarc"
    return CondaFacts(mambarcs=(Condarc(path, RC, "set", scope, **settings),))


@for_each(
    ("settings", "net", "expected"),
    [
        ({"offline": True}, DIRECT, "problem you"),
        ({"offline": True, "scope": "computer"}, DIRECT, "problem it"),
        ({"offline": True, "scope": "variable"}, DIRECT, "problem you"),
        ({"fault": "stops", "scope": "variable"}, DIRECT, "problem you"),
        ({"offline": True}, CLOSED, "problem it hosts-through-proxy"),  # no yes before both are lifted
        ({"ssl_verify": "truststore"}, DIRECT, "problem you"),
        ({"ssl_verify": "truststore"}, INSPECTED, "unknown"),
        ({"ssl_verify": "missing"}, DIRECT, "problem you"),
        ({"ssl_verify": "system"}, DIRECT, "passed"),
        ({"no_revoke": True}, INSPECTED, "passed"),
        ({"no_revoke": False}, INSPECTED, "unknown"),
        ({"proxy_https": NAMED}, HIDDEN_PROXY, "passed"),
        ({"proxy_https": "old.trust.example:8080"}, HIDDEN_PROXY, "unknown"),
        ({"proxy_https": "old.trust.example:8080"}, DIRECT, "unknown"),
        ({"proxy_https": "old.trust.example:8080"}, CLOSED, "problem it hosts-through-proxy"),
        ({"forge": "mirrored"}, DIRECT, "passed"),  # what the steps fetch is asked of another check
    ],
)
def test_micromamba_goes_by_its_own_files(settings: Any, net: Answer, expected: str) -> None:
    assert said("conda-forge-by-micromamba", mambarc(**settings), network(net)) == expected
    assert said("conda-forge-by-conda", mambarc(**settings), network(DIRECT)) == "passed"


def test_the_lines_for_micromamba() -> None:
    offline, trust = mambarc("variable", offline=True), mambarc(ssl_verify="truststore")
    check = "conda-forge-by-micromamba"

    assert lines(check, offline, network(DIRECT)) == ['set "MAMBA_OFFLINE="']
    assert lines(check, offline, network(DIRECT), platform="linux") == ["unset MAMBA_OFFLINE"]
    assert lines(check, trust, network(DIRECT)) == ['set "MAMBA_SSL_VERIFY=true"']


@pytest.mark.parametrize(("tool", "expected"), [("conda", "not-applicable"), ("micromamba", "unknown")])
def test_a_channel_that_another_server_mirrors_was_not_asked(tool: str, expected: str) -> None:
    assert said(f"conda-channels-by-{tool}", mambarc(forge="mirrored")) == expected


@pytest.mark.parametrize("tool", ["conda", "micromamba"])
def test_a_channel_that_stands_on_another_server_was_not_asked(tool: str) -> None:
    assert said(f"conda-channels-by-{tool}", condarc(forge="moved")) == "unknown"
    assert ToolConda(condarc(forge="moved", channels=(FORGE,), override_channels=False)).fetches == "conda-channels"


@for_each(
    ("net", "proxy", "expected"),
    [
        (HIDDEN_PROXY, NAMED, "passed"),
        (HIDDEN_PROXY, "old.trust.example:8080", "problem you"),  # the variable outranks the file
        (FOUND_PROXY, "old.trust.example:8080", "passed"),
        (DIRECT, "old.trust.example:8080", "unknown"),
    ],
)
def test_conda_goes_through_the_proxy_of_its_file_where_it_finds_no_other(
    net: Answer, proxy: str, expected: str
) -> None:
    assert said("conda-forge-by-conda", condarc(proxy_https=proxy), network(net)) == expected


@pytest.mark.parametrize("state", ["denied", "malformed", "timed-out"])
def test_a_file_that_could_not_be_read_may_say_another_channel(state: str) -> None:
    unread = CondaFacts(condarcs=(Condarc("C:\\x", PLACE, state, "computer"),))

    assert said("conda-forge-by-conda", unread, network(DIRECT)) == "unknown"
    assert said("conda-forge-by-conda", network(DIRECT)) == "passed"


@for_each("check", ["packages-by-pip", "conda-forge-by-conda"])
@for_each(("held", "expected"), [(False, "problem it hosts-through-proxy"), (True, "unknown")])
def test_a_sign_in_that_is_set_for_the_proxy_may_be_accepted(check: str, held: bool, expected: str) -> None:
    variable = ProxyVariable("HTTPS_PROXY", "set", NAMED, with_sign_in=held)
    settings = msgspec.structs.replace(proxies(), variables=(variable,))

    assert said(check, network(WANTS_SIGN_IN), settings, Pythons((), (), PathSummary())) == expected


@pytest.mark.parametrize(
    ("own", "request_"), [((True, True), "internal-mirror"), ((True, False), "hosts-through-proxy")]
)
def test_only_where_all_servers_are_the_organisations_own_is_it_asked_about_them(
    own: tuple[bool, bool], request_: str
) -> None:
    servers = tuple(one("conda-forge", unsure=False, own=each, tried=CLOSED.system).endpoints[0] for each in own)

    assert ask_for_hosts(servers).request == request_


def test_servers_that_a_report_does_not_hold_are_left_out_only_where_the_profile_says_so() -> None:
    """An older report holds fewer servers."""
    only = Site(parse(b"only_these_endpoints = true"))

    assert said("vscode-extensions-by-system", NetworkFacts(())) == "unknown"
    assert said("vscode-extensions-by-system", NetworkFacts(()), only) == "not-applicable"


@for_each(
    ("net", "expected"),
    [
        (DIRECT, "passed"),
        (INSPECTED, "unknown"),
        (CLOSED, "problem it"),
        (WANTS_SIGN_IN, "unknown"),
        (SWALLOWED, "unknown"),
    ],
)
def test_the_store_asks_for_connections_that_nobody_inspects(net: Answer, expected: str) -> None:
    """learn.microsoft.com/intune/intune-service/fundamentals/intune-endpoints, Microsoft Store."""
    assert said("store-by-system", network(net), proxies()) == expected


@for_each(
    ("policy", "expected"),
    [
        (Reading("not-set"), "unknown"),
        (Reading("set", 0), "unknown"),
        (Reading("set", 1), "unknown"),
        (Reading("set", 2, "HKCU"), "problem it"),
        (Reading("denied"), "unknown"),
        (Reading("malformed"), "unknown"),
    ],
)
def test_python_in_excel_is_closed_where_a_policy_blocks_it_and_never_open(policy: Reading[int], expected: str) -> None:
    assert said("python-in-excel-offered", Excel(policy)) == expected
