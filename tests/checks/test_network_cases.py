"""The networks that people meet, and what each tool is told there: one table that anybody can read.

The word before the colon says who can mend it: `fine` (nothing to mend), `you`, `IT`, or `open` (not known yet).
"""

from typing import Any, NamedTuple

import pytest

from checks.test_checks import PAC, answered_for_all, options, proxies, python, pythons
from for_each import for_each
from laptops.looking import given
from laptops.networks import (
    BASIC_SIGN_IN,
    CATEGORY_PAGE,
    CLOSED,
    DIRECT,
    FOUND_INSPECTED,
    FOUND_PROXY,
    HIDDEN_INSPECTED,
    HIDDEN_PROXY,
    INSPECTED,
    NO_ROUTE,
    NOT_TRUSTED,
    OF_PERSON,
    OFF_THE_MAP,
    ON_DEMAND,
    PORTAL,
    SINKHOLE,
    STRICT,
    SWALLOWED,
    WANTS_SIGN_IN,
    Answer,
    network,
)
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.knowledge.site_file import parse
from pyready.model.attempts import ScriptAnswer, ScriptChoice
from pyready.model.conda import CondaFacts
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.record import CheckRecord
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import ProxyVariable
from pyready.probes.site import Site
from pyready.settings import for_git

NEW, OLD = pythons(python()), pythons(python(pip="22.3"))
PROXY = "proxy.trust.example:8080"
VARIABLE = proxies(ProxyVariable("HTTPS_PROXY", "set", PROXY))
FIXED = proxies(user=options(enabled=Reading("set", True), server=Reading("set", PROXY)))
BY_SCRIPT = answered_for_all(ScriptAnswer("set", (ScriptChoice("http", PROXY),)))
DIRECTLY = answered_for_all(ScriptAnswer("set", (ScriptChoice("direct"),)))


def mirror() -> NetworkFacts:
    """An index of the organisation's own, signed by its own authority; the public one is closed."""
    seen = INSPECTED.system, INSPECTED.mozilla, DIRECT.requests
    own = [EndpointFacts(each, "package-index", "your mirror", True, *seen) for each in ("index", "index-files")]
    rest = [each for each in network(CLOSED).endpoints if each.group != "package-index"]
    return NetworkFacts((*own, *rest))


class Case(NamedTuple):
    words: str
    facts: tuple[Any, ...]
    pip: str
    uv: str
    conda: str
    git: str


FINE = "pyready found nothing that would stop git"
UV_FINE, CONDA_FINE = "uv can download Python and packages", "conda can download the packages of conda-forge"
UV_TOLD = "uv needs one setting before it can download Python and packages on this network"
UV_TWICE = "uv needs two settings before it can download Python and packages on this network"
UNKNOWN_PROXY = "does not know the proxy that this computer uses"
GONE = "it could not reach the internet"
GUEST = "this network asks you to sign in or accept terms first"
SINGLE = "the proxy asks for a sign-in (407, Negotiate, NTLM). Browsers sign in by themselves;"
READABLE = "that every program of yours can read: do not put them there"
LATE = "gave no answer in time"

CASES = [
    Case("direct works", (network(DIRECT), NEW),
         "fine: pip can download packages", f"fine: {UV_FINE}", f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("a fixed proxy, and a variable names it", (network(FOUND_PROXY), VARIABLE, NEW),
         "fine: pip can download packages", f"fine: {UV_FINE}", f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("a fixed proxy of the person's own, where Python looks", (network(FOUND_PROXY), FIXED, NEW),
         "fine: pip can download packages", f"fine: {UV_FINE}", f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("a fixed proxy where no tool looks", (network(HIDDEN_PROXY), NEW),
         f"you: pip {UNKNOWN_PROXY}", f"you: {UV_TOLD}", f"you: conda {UNKNOWN_PROXY}", f"you: git {UNKNOWN_PROXY}"),
    Case("only a script (PAC) names the proxy", (network(HIDDEN_PROXY), PAC, BY_SCRIPT, NEW),
         f"you: pip {UNKNOWN_PROXY}", f"you: {UV_TOLD}", f"you: conda {UNKNOWN_PROXY}", f"you: git {UNKNOWN_PROXY}"),
    Case("only a script names it, and it gave no answer", (network(OFF_THE_MAP), PAC, NEW),
         "open: the automatic proxy setting (PAC file) picks the proxy, and pyready could not ask it",
         "open: the automatic proxy setting (PAC file) picks the proxy, and pyready could not ask it",
         "open: the automatic proxy setting (PAC file) picks the proxy, and pyready could not ask it",
         "open: the automatic proxy setting (PAC file) picks the proxy, and pyready could not ask it"),
    Case("the proxy wants a password (Basic)", (network(BASIC_SIGN_IN), FIXED, NEW),
         f"IT: a user name and a password (407, Basic). pip would need them in a setting {READABLE}",
         f"IT: a user name and a password (407, Basic). uv would need them in a setting {READABLE}",
         f"IT: a user name and a password (407, Basic). conda would need them in a setting {READABLE}",
         f"IT: a user name and a password (407, Basic). git would need them in a setting {READABLE}"),
    Case("the proxy wants the sign-in of Windows (Negotiate, NTLM)", (network(WANTS_SIGN_IN), FIXED, NEW),
         f"IT: {SINGLE} pip cannot", f"IT: {SINGLE} uv cannot", f"IT: {SINGLE} conda cannot",
         "IT: pyready does not, so it cannot tell whether git can"),
    Case("inspected, the authority is in the person's own store alone: their programs go by it as by the machine's",
         (network(OF_PERSON), NEW),
         "fine: pip can probably download packages: it trusts what this computer trusts", f"you: {UV_TOLD}",
         "you: conda does not trust your web filter (TLS inspection)", "you: git has its own certificate bundle"),
    Case("inspected, the authority is in the machine's store", (network(INSPECTED), NEW),
         "fine: pip can probably download packages: it trusts what this computer trusts", f"you: {UV_TOLD}",
         "you: conda does not trust your web filter (TLS inspection)", "you: git has its own certificate bundle"),
    Case("the same with an old pip", (network(INSPECTED), OLD),
         "IT: pip does not trust the certificates on this network, although this computer does", f"you: {UV_TOLD}",
         "you: conda does not trust your web filter (TLS inspection)", "you: git has its own certificate bundle"),
    Case("inspected behind a proxy where no tool looks", (network(HIDDEN_INSPECTED), NEW),
         f"you: pip {UNKNOWN_PROXY}", f"you: {UV_TWICE}",
         "you: conda probably needs two settings before it can download packages", f"you: git {UNKNOWN_PROXY}"),
    Case("inspected behind a proxy that a variable names", (network(FOUND_INSPECTED), VARIABLE, NEW),
         "fine: pip can probably download packages: it trusts what this computer trusts", f"you: {UV_TOLD}",
         "you: conda probably needs one setting before it can download packages", "you: git has its own certificate bundle"),
    Case("inspected, the authority is in no store", (network(NOT_TRUSTED), NEW),
         "IT: this computer does not trust the root certificate of these servers", "IT: this computer does not trust the root certificate of these servers",
         "IT: this computer does not trust the root certificate of these servers", "IT: the root certificate of this server is not trusted"),
    Case("a public root that Windows fetches when it is first needed", (network(ON_DEMAND), NEW),
         "fine: pip can download packages", f"fine: {UV_FINE}", f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("inspected, and the authority breaks the rules that Python 3.13 keeps to", (network(STRICT), NEW),
         "fine: Certificates on this network break the strict rules of newer Pythons", f"you: {UV_TOLD}",
         "you: conda does not trust your web filter (TLS inspection)", "you: git has its own certificate bundle"),
    Case("the index is blocked by its category", (network(DIRECT, index=CATEGORY_PAGE), NEW),
         "IT: Packages cannot be downloaded: the web filter sent a block page instead",
         "IT: Packages cannot be downloaded: the web filter sent a block page instead",
         f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("the index opens, the server of its files does not", (network(DIRECT, index_files=CLOSED), FIXED, NEW),
         "IT: Packages are listed, but cannot be downloaded: the proxy blocks the server for the",
         "IT: Packages are listed, but cannot be downloaded: the proxy blocks the server for the",
         f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("an index of the organisation's own, set up and fine", (mirror(), NEW, Site(parse(b""))),
         "fine: pip can download packages", "IT: the proxy blocks the server for the download of uv",
         "IT: the proxy blocks the server for the packages of conda-forge", "IT: the connection stops at the proxy: the proxy blocks this server"),
    Case("every packet is swallowed", (network(SWALLOWED), NEW),
         f"open: {LATE}", f"open: {LATE}", f"open: {LATE}", "open: the connection stops without an answer in time"),
    Case("offline: no name is known", (network(OFF_THE_MAP), NEW),
         f"open: {GONE}", f"open: {GONE}", f"open: {GONE}", f"open: {GONE}"),
    Case("offline: there is no way to anywhere", (network(NO_ROUTE), NEW),
         f"open: {GONE}", f"open: {GONE}", f"open: {GONE}", f"open: {GONE}"),
    Case("guest Wi-Fi before its page (captive portal)", (network(PORTAL), NEW),
         f"open: {GUEST}", f"open: {GUEST}", f"open: {GUEST}", f"open: {GUEST}"),
    Case("protective DNS leads the index astray", (network(DIRECT, index=SINKHOLE), NEW),
         "IT: protective DNS sends the server for the Python package index to a block page", "IT: protective DNS sends the server for the Python package index to a block page",
         f"fine: {CONDA_FINE}", f"fine: {FINE}"),
    Case("on the VPN, whose script names a proxy", (network(HIDDEN_PROXY), PAC, BY_SCRIPT, NEW),
         f"you: pip {UNKNOWN_PROXY}", f"you: {UV_TOLD}", f"you: conda {UNKNOWN_PROXY}", f"you: git {UNKNOWN_PROXY}"),
    Case("the same laptop at home, where the script says direct", (network(DIRECT), PAC, DIRECTLY, NEW),
         "fine: pip can download packages", f"fine: {UV_FINE}", f"fine: {CONDA_FINE}", f"fine: {FINE}"),
]  # fmt: skip
BY_TOOL = {"pip": "packages-by-pip", "uv": "packages-by-uv", "conda": "conda-forge-by-conda"}
every_case = for_each("case", CASES, ids=[case.words for case in CASES])


def facts_of(case: Case) -> Facts:
    facts = given("windows", offline=False)
    for fact in (proxies(), Site(), CondaFacts(), *case.facts):
        facts = facts.with_entry(type(fact), fact)
    return facts


def asked(case: Case, check: str) -> CheckRecord:
    return judge_checks(facts_of(case), [each for each in CHECKS if each.id == check])[check].check


def who(record: CheckRecord) -> str:
    mends = {"it": "IT", "you": "you"}
    return mends[record.fix.who] if record.fix else {"passed": "fine", "unknown": "open"}[record.outcome]


@for_each("tool", BY_TOOL)
@every_case
def test_what_the_tool_is_told_and_who_can_mend_it(case: Case, tool: str) -> None:
    record, (mends, _, says) = asked(case, BY_TOOL[tool]), getattr(case, tool).partition(": ")

    assert says in record.says, record.says
    assert who(record) == mends


@every_case
def test_what_git_is_told_and_who_can_mend_it(case: Case) -> None:
    plan, (mends, _, says) = for_git.plan(facts_of(case)), case.git.partition(": ")

    assert says in plan.says, plan.says
    assert {"nothing": "fine", "change": "you", "closed": "IT", "unknown": "open"}[plan.state] == mends


@every_case
def test_an_engineer_finds_each_server_and_how_it_was_asked_in_the_evidence(case: Case) -> None:
    for check in BY_TOOL.values():
        because = asked(case, check).because
        assert because
        assert all(each.value == "reached" or each.value.startswith(("stops ", "not tried")) for each in because)
        assert all(each.source in {"direct", f"through proxy {PROXY}"} for each in because)


@every_case
def test_what_is_not_known_says_what_would_settle_it_and_asks_nobody(case: Case) -> None:
    for check in BY_TOOL.values():
        record = asked(case, check)
        if record.outcome == "unknown":
            assert record.settles
            assert record.fix is None


def evidence(words: str, check: str = "packages-by-pip") -> str:
    case = next(case for case in CASES if case.words.startswith(words))
    return " | ".join(f"{each.what}: {each.value}" for each in asked(case, check).because)


def test_the_evidence_holds_what_the_machine_itself_said() -> None:
    assert "(negotiate, ntlm)" in evidence("the proxy wants the sign-in of Windows")
    assert "(a web page instead of an answer, status 403)" in evidence("the index is blocked by its category")
    assert "(the name leads to 0.0.0.0)" in evidence("protective DNS")
    assert "(sent on to wifi.guest.example)" in evidence("guest Wi-Fi")
    assert "(Missing Key Usage)" in evidence("inspected, and the authority breaks")


@pytest.mark.parametrize("words", ["a public root", "an index of the organisation's own", "direct works"])
def test_what_is_fine_is_never_called_inspected_or_missing(words: str) -> None:
    case = next(case for case in CASES if case.words.startswith(words))
    found = asked(case, "tls-inspected")

    assert found.outcome == "passed"
    assert "TLS inspection, by" not in found.says
    assert "not trust" not in found.says


@for_each(("net", "request_id"), [(NOT_TRUSTED, "inspection-root"), (CLOSED, "hosts-through-proxy")])
@for_each("check", ["package-index-by-system", "python-org-by-requests", "packages-by-uv"])
def test_it_is_asked_for_trust_where_trust_is_missing_and_for_a_way_where_that_is(
    net: Answer, request_id: str, check: str
) -> None:
    fix = asked(Case("", (network(net), NEW), "", "", "", ""), check).fix

    assert fix is not None
    assert fix.request == request_id


def test_an_index_that_gave_no_answer_is_not_said_to_open() -> None:
    case = Case("", (network(DIRECT, index=SWALLOWED, index_files=CLOSED), NEW), "", "", "", "")
    record = asked(case, "packages-by-pip")

    assert "opens" not in record.says
    assert "the proxy blocks the server for the files of the Python package index" in record.says


def test_one_server_in_trouble_is_no_network_in_trouble() -> None:
    for trouble in (OFF_THE_MAP, PORTAL):
        case = Case("", (network(DIRECT, index=trouble), NEW), "", "", "", "")
        assert who(asked(case, "packages-by-pip")) == "IT"
