"""Can packages be installed: by the pip of a Python that was found, by a new one, and by uv?"""

from collections.abc import Callable

from pyready.checks._pip_settings import Judge
from pyready.checks._profile_index import with_index
from pyready.checks._tool_settings import as_known, then
from pyready.checks._uv_settings import OfUv, hindered_uv, servers_of_uv
from pyready.diagnosis.already_set import pip_told, system_list, untold, uv_told
from pyready.diagnosis.reach import (
    Reach,
    ask_for_hosts,
    group,
    missed_proxy,
    reach,
    requests,
    silent,
    system,
    variables,
)
from pyready.diagnosis.tool_needs import PROXY_SAYS, WORKED, Wants, closed, inspected, proxy_step, window_line
from pyready.diagnosis.usable_pythons import best
from pyready.diagnosis.whole_network import open_question
from pyready.knowledge import pythons, tools
from pyready.model.facts import Asked, Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import LEFT_OUT, Check, Evidence, Fix, Outcome, Step, passed, problem
from pyready.model.shell_lines import export_line
from pyready.model.tool_settings import Setting
from pyready.probes.certificates import Certificates
from pyready.probes.site import python_for

# shown for pip: what it can do, or what stops it
_PIP_CAN = "pip can download packages."
_PIP_CAN_LIKELY = (
    "pip can probably download packages: it uses the proxy in the environment variables, and trusts what this computer "
    "trusts."
)
_PIP_TRUSTS = "pip can probably download packages: it trusts what this computer trusts."
_STRICT = " Certificates on this network break the strict rules of newer Pythons: {why}."
_PIP_CANNOT = "pip cannot download packages: {why}."
_PIP_WHETHER = "pip can download packages"
_NO_PROXY = "pip does not know the proxy that this computer uses."
# shown where pip does not trust the certificates, and a bundle of this computer is known, or IT has to give one
_NO_TRUST = "pip does not trust the certificates on this network, although this computer does."
_BUNDLE = "Set the certificate bundle for pip in the window you use."
_BUNDLE_STEP = "Set the certificate bundle that this computer trusts: copy this line. Keep the window open."
_GIVE = "Provide the web filter's root certificate as a file (PEM). The guide shows how to use it."
# shown for uv: what it can do, what it needs first, or what stops it
_UV_CAN = "uv can download Python and packages."
_UV_CAN_LIKELY = (
    "uv can probably download Python and packages: programs with the same settings reach the servers on this network."
)
_UV_NEEDS = "uv needs {settings} before it can download Python and packages on this network."
_ONE, _TWO = "one setting", "two settings"
_UV_SET = "Set what uv needs in the window you use. It lasts until you close the window."
_UV_TRUST = "Let uv trust what this computer trusts: copy this line. Keep the window open."
_UV_CANNOT = "uv cannot download packages: {why}."
_UV_WHETHER = "uv can download packages"
_ASKS = "Can the pip on this computer download packages?"
_ASKS_NEW = "Can the pip of a new Python download packages?"
_ASKS_UV = "Can uv download Python and packages?"

Pip = Callable[[Facts, bool], bool]
"""Whether the pip in question trusts what the system trusts; the second argument: behind a proxy?"""


def pip_here(facts: Facts, behind_proxy: bool) -> bool:
    """The pip of the best Python that was found, by the version in its folder."""
    found = best(facts)
    return bool(found and _trusts_system(facts, found.pip, found.minor, behind_proxy=behind_proxy))


def pip_new(facts: Facts, behind_proxy: bool) -> bool:
    """The pip that comes with a newly installed Python of the recommended version."""
    python = pythons.numbers_of(python_for(facts).minor)
    return _trusts_system(facts, tools.shipped("python", "pip"), python, behind_proxy=behind_proxy)


def _trusts_system(facts: Facts, pip: str, python: tuple[int, int] | None, *, behind_proxy: bool) -> bool:
    row = tools.way("pip", pip, facts[Asked].platform, python)
    return row.trusts_system("http" if behind_proxy else "")


def packages_by(pip: Pip) -> Callable[[Facts], Outcome]:
    """Make the judge for one pip."""

    def judge(facts: Facts) -> Outcome:
        own = Judge(facts, lambda: connection_of(facts, pip))
        return own.before() or own.after(with_index(facts, "pip", _connected(facts, pip, own)))

    return judge


def as_set(facts: Facts, pip: Pip) -> Outcome:
    """How pip gets to packages with the settings that it has, before anything is set for it."""
    own = Judge(facts, lambda: connection_of(facts, pip))
    return own.before() or _connected(facts, pip, own)


def _connected(facts: Facts, pip: Pip, own: Judge) -> Outcome:
    """Whether packages arrive, from the index and through the proxy that pip is set to use."""
    if (unasked := own.not_asked()) is not None:
        return unasked
    index = own.index()
    servers = index[1] if index else group(facts, "package-index")
    by_proxy = own.by_proxy(servers)
    if by_proxy:
        trusts = own.pip.value("cert") or pip(facts, True) or not inspected(Reach(False, servers, (), (), requests))
        return by_proxy if by_proxy.outcome != "passed" or trusts else _trust(facts, by_proxy.because, ())
    return _by_index(facts, pip, own, *index) if index else connection_of(facts, pip)


def _by_index(facts: Facts, pip: Pip, own: Judge, setting: Setting, servers: tuple[EndpointFacts, ...]) -> Outcome:
    python, computer = reach(servers, requests, "requests"), reach(servers, system, "system")
    if python.reached:
        return own.index_works(setting, python.because)
    if not computer.reached:
        return open_question(facts, computer) or own.index_fails(setting, computer.stuck, computer.because)
    if not python.failed and not missed_proxy(computer, python):
        return silent(_PIP_WHETHER, python)
    return _helped(facts, python, computer, pip)


def connection_of(facts: Facts, pip: Pip) -> Outcome:
    """How pip gets to the index of this computer without settings of its own."""
    endpoints = group(facts, "package-index")
    if not endpoints:
        return LEFT_OUT
    python = reach(endpoints, requests, "requests")
    computer = reach(endpoints, system, "system")
    if python.reached:
        return passed(_PIP_CAN, *python.because)
    if not computer.reached and pip(facts, True) and reach(endpoints, variables, "variables").reached:
        return passed(_PIP_CAN_LIKELY, *reach(endpoints, variables, "variables").because, sure="likely")
    if not computer.reached:
        return closed(facts, endpoints, computer, "pip")
    if not python.failed and not missed_proxy(computer, python):
        return silent(_PIP_WHETHER, python)
    return _helped(facts, python, computer, pip)


def wants_of_pip(facts: Facts, python: Reach, computer: Reach, pip: Pip) -> Wants | None:
    """What pip must be set to where the computer gets there and requests does not; None where no setting helps."""
    if python.stuck.layer == "tls":
        knows = next((tried.proxy for each in python.failed if (tried := system(each)).proxy), "")
        return Wants(trust=not pip(facts, bool(knows)))
    if missed := missed_proxy(computer, python):  # behind that proxy it may stop again, at the certificates
        return Wants(missed, inspected(python) and not pip(facts, True))
    return None


def _helped(facts: Facts, python: Reach, computer: Reach, pip: Pip) -> Outcome:
    """The computer gets there and requests does not: which setting makes the difference?"""
    because, wants = (*python.because, *computer.because), wants_of_pip(facts, python, computer, pip)
    if wants is None:
        return problem(_PIP_CANNOT.format(why=python.first_words()), ask_for_hosts(python.failed), *because)
    rest = untold(wants, system_list(facts), {"proxy": pip_told(facts, "proxy"), "trust": pip_told(facts, "cert")})
    if rest.nothing:
        return rest.passed("pip", *because)
    wants = rest.wants
    if wants.trust:
        return _trust(facts, because, proxy_step(facts, wants.proxy) if wants.proxy else ())
    if wants.proxy:
        return problem(_NO_PROXY, Fix("you", PROXY_SAYS, proxy_step(facts, wants.proxy), guide="proxy"), *because)
    says = _PIP_TRUSTS
    if python.stuck.reason == "strict-x509":
        says += _STRICT.format(why=pythons.known().strict_x509.why)
    return passed(says, *because, sure="likely")


def _trust(facts: Facts, because: tuple[Evidence, ...], before: tuple[Step, ...]) -> Outcome:
    """The certificates are the trouble; `before` are the settings that come first."""
    certificates = facts.get(Certificates)
    command = export_line("PIP_CERT", certificates.bundle) if certificates and certificates.bundle else None
    if command is not None:
        step = Step(_BUNDLE_STEP, command, "sh", WORKED)
        return problem(_NO_TRUST, Fix("you", _BUNDLE, (*before, step), guide="tls-inspection"), *because)
    return problem(_NO_TRUST, Fix("it", _GIVE, request="inspection-certificate", guide="tls-inspection"), *because)


def packages_by_uv(facts: Facts) -> Outcome:
    """As uv sees it: proxies from variables or the fixed one of the user, Mozilla's roots unless set otherwise."""
    stops = settings_stop_uv(facts)
    connection = with_index(facts, "uv", uv_connection(facts, as_set=stops is None))
    return connection if stops is None else then(stops, connection)


def settings_stop_uv(facts: Facts) -> Outcome | None:
    """What uv's own settings stop, or leave open; None where they do neither."""
    if hindered := hindered_uv(facts):
        return hindered
    own = OfUv(facts)
    return own.unasked() or own.by_proxy() or own.index_fails()


def uv_connection(facts: Facts, *, as_set: bool = True) -> Outcome:
    """How uv gets to its servers and indexes; not `as_set`: with the public index alone."""
    endpoints = servers_of_uv(facts, as_set=as_set)
    if not endpoints:
        return LEFT_OUT
    python, computer = reach(endpoints, requests, "requests"), reach(endpoints, system, "system")
    if not computer.reached and not python.reached:
        return closed(facts, endpoints, computer, "uv")
    if python.reached and not computer.reached:  # set to a proxy that Windows itself is not set to
        return passed(_UV_CAN_LIKELY, *python.because, sure="likely")
    wants = wants_of_uv(endpoints, python, computer)
    if not python.reached and not wants.proxy and python.stuck.layer != "tls":
        return _uv_stops(python)
    return _uv_helped(facts, wants, python, computer)


def _uv_helped(facts: Facts, wants: Wants, python: Reach, computer: Reach) -> Outcome:
    """What uv needs to be set to, without what it is set to already."""
    rest = untold(wants, "true", uv_told(facts))
    if rest.nothing:
        return rest.passed("uv", *computer.because)
    steps = proxy_step(facts, rest.wants.proxy) if rest.wants.proxy else ()
    if rest.wants.trust:
        steps += (_trust_step(facts),)
    if steps:
        says = _UV_NEEDS.format(settings=_ONE if len(steps) == 1 else _TWO)
        return problem(says, Fix("you", _UV_SET, steps, guide="uv"), *computer.because)
    return passed(_UV_CAN, *python.because, *computer.because)


def wants_of_uv(endpoints: tuple[EndpointFacts, ...], python: Reach, computer: Reach) -> Wants:
    """What uv must be set to: it has the proxies of requests, and Mozilla's certificate bundle."""
    own_list_stops = any(each.mozilla.layer == "tls" and each.mozilla.outcome == "stopped" for each in endpoints)
    return Wants(missed_proxy(computer, python), own_list_stops)


def _uv_stops(python: Reach) -> Outcome:
    if not python.failed:
        return silent(_UV_WHETHER, python)
    return problem(_UV_CANNOT.format(why=python.first_words()), ask_for_hosts(python.failed), *python.because)


def _trust_step(facts: Facts) -> Step:
    name = tools.newest("uv", facts[Asked].platform).told
    return window_line(facts, _UV_TRUST, name, "1")


CHECKS = (
    Check(
        "packages-by-pip",
        _ASKS,
        "blocker",
        as_known("pip", packages_by(pip_here)),
        "proxy",
    ),
    Check(
        "packages-by-new-pip",
        _ASKS_NEW,
        "blocker",
        as_known("pip", packages_by(pip_new)),
        "proxy",
    ),
    Check("packages-by-uv", _ASKS_UV, "blocker", as_known("uv", packages_by_uv), "uv"),
)
