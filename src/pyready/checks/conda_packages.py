"""Can conda and micromamba download packages? Neither needs the package index of pip.

conda speaks through requests: proxies from variables or the fixed one of the user, and certifi's certificate bundle,
unless its setting ssl_verify says truststore. micromamba goes by the variables and trusts what Windows trusts.
"""

from collections.abc import Callable

from pyready.checks._tool_settings import as_known, sets, then
from pyready.diagnosis.already_set import conda_told, conda_trusts, untold
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
from pyready.diagnosis.tool_needs import Wants, closed, inspected, proxy_says, proxy_step, signed_here, window_line
from pyready.diagnosis.usable_pythons import conda_here
from pyready.knowledge import tools
from pyready.model.conda import CondaFacts, Condarc, Installation
from pyready.model.facts import Asked, Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, not_applicable, passed, problem, unknown
from pyready.probes.certificates import Certificates
from pyready.probes.site import Site
from pyready.tools.conda import Conda, Micromamba

# shown where nobody asked the servers
_NO_LICENCE = not_applicable(
    "pyready checks Anaconda's servers only where the site profile says that your organisation has a licence."
)
_LEFT_OUT = unknown(
    "pyready cannot tell whether conda can download packages, because the site profile limits pyready to other "
    "servers.",
    settles="Ask IT whether your organisation has a mirror of conda-forge. The site profile can name it.",
)
# shown where the settings stop the tool, whatever the network does
_STOPS = "{tool} probably stops at {what}: {reason}."
_VARIABLE, _FILE = "the environment variable {name}", "its settings file {file}"
_OFFLINE = "{tool} probably does not download anything: offline is set in {file}."
_NO_LIST = "micromamba probably stops at the setting ssl_verify ({file}): it names no certificate bundle that exists."
_UNREAD = "pyready cannot tell where packages come from, because it could not read a settings file of conda: {file}."
_SHOWS = "Follow the steps: {tool} shows what it finds."
_CORRECT = "Open {file} in Notepad, correct it or rename it, and save it."
_SWITCH_ON = "Open {file} in Notepad, remove the setting offline, and save it."
_REMOVE = "Remove the environment variable {name} in the window you use."
_BY_IT = "Correct {file}."
# shown for conda: what it can do, what it needs first, or what stops it
_CAN = "conda can download {title}."
_CANNOT = "conda cannot download {title}: {why}."
_WHETHER = "conda can download {title}"
_NO_PROXY = "{tool} does not know the proxy that this computer uses."
_NO_TRUST = "conda does not trust your web filter (TLS inspection)."
_NEEDS = "conda probably needs {settings} before it can download packages on this network."
_ONE, _TWO = "one setting", "two settings"
_SET = "Set what conda needs in the window you use. It lasts until you close the window."
_OLDER = " A conda older than {first} ignores the setting."
_POINT = "Set the certificate bundle of this computer for conda: copy this line. Keep the window open."
_TRUSTSTORE = "Let conda trust what this computer trusts: copy this line. Keep the window open."
# shown where conda is too old for the roots of this computer behind a proxy
_TOO_OLD = "Behind this proxy, conda probably trusts what this computer trusts only from version {first}, and {has}."
_IS, _BRINGS = "this conda is version {version}", "Miniforge contains version {version}"
_GIVE = "Provide the web filter's root certificate as a file (PEM). The guide shows how to use it."
# shown where the settings name a proxy, a server or channels that pyready did not ask
_OWN_PROXY = (
    "pyready cannot tell whether {tool} can download packages, because it uses the proxy in {file}. This computer does "
    "not use that proxy, so pyready did not try it."
)
_MOVED = (
    "pyready cannot tell whether {tool} can download packages, because {file} names another server for conda-forge, "
    "which pyready did not ask."
)
_OWN_CHANNELS = (
    "pyready cannot tell whether {tool} can download packages, because it uses the channels in its settings ({file}), "
    "and pyready did not ask those servers."
)
_WHICH = "Ask IT which channel has JupyterLab, or follow the steps: {tool} shows what it finds."
_NO_CHANNEL = "{tool} can probably use only the channels that {file} allows, and no channel is set."
_NAME_ONE = "Say which channel has JupyterLab, and how to set {tool} to use it."
_FREE_CHOICE = "No settings file stops conda from using the channel conda-forge."
# shown for micromamba
_MICROMAMBA_CAN = "micromamba can probably download packages."
_MICROMAMBA_CANNOT = "micromamba cannot download packages: {why}."
_MICROMAMBA_WHETHER = "micromamba can download packages"
_TRUSTS = "Let micromamba trust what this computer trusts, in the window you use. Keep the window open."
_REVOKED = (
    "pyready cannot tell whether micromamba can download packages, because this network signs the certificates itself "
    "(TLS inspection). micromamba stops where it cannot check whether a certificate was withdrawn (revocation)."
)
_REVOKED_SETTLES = (
    "Follow the steps. If micromamba shows CRYPT_E_NO_REVOCATION_CHECK or 0x80092013, use another option, or ask IT to "
    "make the web filter's revocation list reachable."
)
_ASKS = "Can {whose} download {title}?"
_FOUND, _FORGE, _ANACONDA = "the conda on this computer", "the packages of conda-forge", "the packages of Anaconda"
_CHANNELS = "packages from the channels that it is set to use"

_TRUST = {"unknown-root", "strict-x509"}
_LICENSED = "anaconda"
Which = Callable[[Facts], Installation | None]
"""The conda in question, where it is one that was found."""


def hindered(facts: Facts, conda: Conda) -> Outcome | None:
    """What the settings stop, whatever the network does; None where they stop nothing."""
    if file := conda.stops_at:
        says = _STOPS.format(tool=conda.tool, what=_named(file), reason=file.reason)
        because = Evidence("settings of conda", file.reason, file.path)
        return problem(says, _repair(facts, file, _CORRECT), because, sure="likely")
    if file := conda.offline:
        says, because = _OFFLINE.format(tool=conda.tool, file=file.path), Evidence("offline", "yes", file.path)
        return problem(says, _repair(facts, file, _SWITCH_ON), because, sure="likely")
    if file := conda.unread:
        because = Evidence("settings of conda", file.reason or file.state, file.path)
        return unknown(_UNREAD.format(file=file.path), because, settles=_SHOWS.format(tool=conda.tool))
    return None


def _named(file: Condarc) -> str:
    return _VARIABLE.format(name=_variable(file)) if file.scope == "variable" else _FILE.format(file=file.path)


def _variable(file: Condarc) -> str:
    return file.path.removeprefix("environment ")


def _repair(facts: Facts, file: Condarc, yours: str) -> Fix:
    if file.scope == "variable":
        name = _variable(file)
        says = _REMOVE.format(name=name)
        return Fix("you", says, (sets(facts, says, name, ""),), guide="micromamba")
    if file.scope == "computer":
        return Fix("it", _BY_IT.format(file=file.path), guide="miniforge")
    return Fix("you", yours.format(file=file.path), guide="miniforge")


def by_conda(name: str, title: str, which: Which | None = None) -> Callable[[Facts], Outcome]:
    """Make the judge for one of conda's channels."""

    def judge(facts: Facts) -> Outcome:
        if name == _LICENSED and not _licence_held(facts):
            return _NO_LICENCE
        here = which(facts) if which else None
        conda = Conda(facts[CondaFacts], here)
        stopped, goes = hindered(facts, conda), _goes(facts, name, title, conda, here.conda if here else "")
        return then(stopped, goes) if stopped else goes

    return judge


def _goes(facts: Facts, name: str, title: str, conda: Conda, version: str) -> Outcome:
    """Whether conda gets there."""
    endpoints = group(facts, name)
    if not endpoints:
        return _LEFT_OUT
    python, computer = reach(endpoints, requests, "requests"), reach(endpoints, system, "system")
    if not python.reached and not computer.reached:
        return closed(facts, endpoints, computer, "conda")
    if python.reached:
        direct = not any(requests(each).proxy for each in endpoints)  # a proxy that requests finds outranks the file's
        untried = _by_own_proxy(conda, endpoints) if direct else None
        return untried or passed(_CAN.format(title=title), *python.because)
    return _helped(facts, title, python, computer, version)


def _licence_held(facts: Facts) -> bool:
    site = facts[Site]
    return bool(site.profile and site.profile.conda.anaconda_licence)


def wants_of_conda(python: Reach, computer: Reach) -> Wants | None:
    """What conda must be set to where the computer gets there and requests does not; None where no setting helps."""
    if missed := missed_proxy(computer, python):
        return Wants(missed, inspected(python))
    if python.failed and python.stuck.layer == "tls" and python.stuck.reason in _TRUST:
        return Wants(trust=True)
    return None


def _helped(facts: Facts, title: str, python: Reach, computer: Reach, version: str) -> Outcome:
    """The computer gets there and requests does not: the proxy, the certificates, or neither."""
    because, wants = (*python.because, *computer.because), wants_of_conda(python, computer)
    if wants is None and not python.failed:
        return silent(_WHETHER.format(title=title), python)
    if wants is None:
        says = _CANNOT.format(title=title, why=python.first_words())
        return problem(says, ask_for_hosts(python.failed), *because)
    told = conda_told(facts)
    rest = untold(wants, conda_trusts(facts), {"proxy": told["https"], "trust": told["ssl_verify"]})
    if rest.nothing:
        return rest.passed("conda", *because)
    behind, wants = bool(wants.proxy or python.stuck.proxy), rest.wants
    steps = proxy_step(facts, wants.proxy) if wants.proxy else ()
    if wants.trust:
        return _behind_proxy(facts, because, steps, version) if behind else _direct(facts, because)
    return problem(_NO_PROXY.format(tool="conda"), Fix("you", proxy_says("conda"), steps, guide="proxy"), *because)


def _direct(facts: Facts, because: tuple[Evidence, ...]) -> Outcome:
    return problem(_NO_TRUST, Fix("you", _SET, (_trust(facts),), guide="miniforge"), *because)


def _trust(facts: Facts) -> Step:
    """The line for a window. A file is named where one is known, as on Linux.

    There truststore goes by OpenSSL's own places, and those of conda's own OpenSSL hold conda's bundle.
    """
    if bundle := _bundle(facts):
        return window_line(facts, _POINT, "CONDA_SSL_VERIFY", bundle)
    return window_line(facts, _TRUSTSTORE, "CONDA_SSL_VERIFY", "truststore")


def _bundle(facts: Facts) -> str:
    certificates = facts.get(Certificates)
    return certificates.bundle if certificates else ""


def _behind_proxy(facts: Facts, because: tuple[Evidence, ...], before: tuple[Step, ...], version: str) -> Outcome:
    """Behind a proxy the setting truststore works from one version on; the path of a file works with every one."""
    platform, comes = facts[Asked].platform, version or tools.shipped("miniforge", "conda")
    first = tools.newest("conda", platform).since
    if _bundle(facts) or tools.way("conda", comes, platform).heeds(behind_proxy=True):
        older = "" if _bundle(facts) else _OLDER.format(first=first)
        fix = Fix("you", _SET + older, (*before, _trust(facts)), guide="miniforge")
        return problem(_NEEDS.format(settings=_TWO if before else _ONE), fix, *because, sure="likely")
    says = _TOO_OLD.format(first=first, has=(_IS if version else _BRINGS).format(version=comes))
    return problem(says, Fix("it", _GIVE, request="inspection-certificate", guide="miniforge"), *because, sure="likely")


def _by_own_proxy(conda: Conda, endpoints: tuple[EndpointFacts, ...]) -> Outcome | None:
    """Where the files name a proxy that was not tried.

    conda puts it after those that requests finds by itself (26.7.1, `gateways/connection/session.py`), micromamba
    before the variables (2.8.1, `libmamba/src/download/curl.cpp`); read 2026-11-29.
    """
    file, tried = conda.proxied_by, {by(each).proxy for by in (system, variables) for each in endpoints}
    if file is None or file.proxy_https in tried:
        return None
    because = Evidence("proxy of conda", file.proxy_https, file.path)
    return unknown(_OWN_PROXY.format(tool=conda.tool, file=file.path), because, settles=_SHOWS.format(tool=conda.tool))


def by_own_channels(tool: str, which: Which | None = None) -> Callable[[Facts], Outcome]:
    """Make the judge for the channels that the files name, where those do not let conda-forge be used alone."""
    if tool == "micromamba":
        return lambda facts: _own_channels(facts, Micromamba(facts[CondaFacts]))
    return lambda facts: _own_channels(facts, Conda(facts[CondaFacts], which(facts) if which else None))


def _own_channels(facts: Facts, conda: Conda) -> Outcome:
    file, tool = conda.limited_by or conda.moved_by, conda.tool
    if file is None:
        return not_applicable(_FREE_CHOICE)
    if stopped := hindered(facts, conda):
        return stopped
    if conda.limited_by is None:
        because = Evidence("conda-forge", "another server than the public one", file.path)
        return unknown(_MOVED.format(tool=tool, file=file.path), because, settles=_SHOWS.format(tool=tool))
    because = Evidence("settings of conda", "which channels it can use", file.path, "policy")
    if not conda.channels:
        fix = Fix("it", _NAME_ONE.format(tool=tool), guide="miniforge")
        return problem(_NO_CHANNEL.format(tool=tool, file=file.path), fix, because, sure="likely")
    return unknown(_OWN_CHANNELS.format(tool=tool, file=file.path), because, settles=_WHICH.format(tool=tool))


def by_micromamba(facts: Facts) -> Outcome:
    """The proxy of its files or of the variables, and the trust of the system."""
    settings = Micromamba(facts[CondaFacts])
    stopped, goes = hindered(facts, settings) or _untrusting(facts, settings), _micromamba_goes(facts, settings)
    return then(stopped, goes) if stopped else goes


def _micromamba_goes(facts: Facts, settings: Micromamba) -> Outcome:
    """Whether micromamba gets there."""
    endpoints = group(facts, "conda-forge")
    if not endpoints:
        return _LEFT_OUT
    ours, computer = reach(endpoints, variables, "micromamba"), reach(endpoints, system, "system")
    if not ours.reached and not computer.reached:
        return closed(facts, endpoints, computer, "micromamba")
    if untried := _by_own_proxy(settings, endpoints):
        return untried
    missed = missed_proxy(computer, ours)
    if ours.reached or (missed and settings.proxied_by):
        return _unless_revoked(facts, endpoints, ours if ours.reached else computer, settings)
    because = (*ours.because, *computer.because)
    if missed:
        fix = Fix("you", proxy_says("micromamba"), proxy_step(facts, missed), guide="proxy")
        return problem(_NO_PROXY.format(tool="micromamba"), fix, *because)
    return _stopped(ours, because)


_REVOCATION = Evidence(
    "micromamba on Windows", "checks revocation by Schannel", "libmamba/src/download/curl.cpp, mamba 2.8.1", "inferred"
)
"""Schannel fails where no list answers (github.com/mamba-org/mamba issue 3346), read 2026-11-29; not yet seen."""


def _untrusting(facts: Facts, settings: Micromamba) -> Outcome | None:
    """It has no word for what conda calls truststore, and takes it for the name of a file."""
    file = settings.distrusts_by
    if file is None:
        return None
    because = Evidence("ssl_verify", "truststore" if file.ssl_verify == "truststore" else "no such file", file.path)
    step = window_line(facts, _TRUSTS, "MAMBA_SSL_VERIFY", "true")
    says = _NO_LIST.format(file=file.path)
    return problem(says, Fix("you", _TRUSTS, (step,), guide="micromamba"), because, sure="likely")


def _unless_revoked(facts: Facts, endpoints: tuple[EndpointFacts, ...], ours: Reach, settings: Micromamba) -> Outcome:
    if facts[Asked].platform == "windows" and signed_here(endpoints) and settings.asks_revocation:
        return unknown(_REVOKED, *ours.because, _REVOCATION, settles=_REVOKED_SETTLES)
    return passed(_MICROMAMBA_CAN, *ours.because, sure="likely")


def _stopped(ours: Reach, because: tuple[Evidence, ...]) -> Outcome:
    if not ours.failed:
        return silent(_MICROMAMBA_WHETHER, ours)
    return problem(_MICROMAMBA_CANNOT.format(why=ours.first_words()), ask_for_hosts(ours.failed), *because)


CHECKS = (
    Check(
        "conda-channels-by-conda",
        _ASKS.format(whose="conda", title=_CHANNELS),
        "blocker",
        as_known("conda", by_own_channels("conda")),
        "miniforge",
    ),
    Check(
        "conda-channels-by-micromamba",
        _ASKS.format(whose="micromamba", title=_CHANNELS),
        "blocker",
        as_known("micromamba", by_own_channels("micromamba")),
        "micromamba",
    ),
    Check(
        "conda-channels-by-found-conda",
        _ASKS.format(whose=_FOUND, title=_CHANNELS),
        "blocker",
        as_known("conda", by_own_channels("conda", conda_here)),
        "miniforge",
    ),
    Check(
        "conda-forge-by-found-conda",
        _ASKS.format(whose=_FOUND, title=_FORGE),
        "blocker",
        as_known("conda", by_conda("conda-forge", _FORGE, conda_here)),
        "miniforge",
    ),
    Check(
        "conda-forge-by-conda",
        _ASKS.format(whose="conda", title=_FORGE),
        "blocker",
        as_known("conda", by_conda("conda-forge", _FORGE)),
        "miniforge",
    ),
    Check(
        "conda-forge-by-micromamba",
        _ASKS.format(whose="micromamba", title=_FORGE),
        "blocker",
        as_known("micromamba", by_micromamba),
        "micromamba",
    ),
    Check(
        "anaconda-by-conda",
        _ASKS.format(whose="conda", title=_ANACONDA),
        "blocker",
        as_known("conda", by_conda(_LICENSED, _ANACONDA)),
        "anaconda",
    ),
)
