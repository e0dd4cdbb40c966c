"""Can conda and micromamba fetch packages? Neither needs the package index of pip.

conda speaks through requests: proxies from variables or the fixed one of the user, and certifi's list of authorities,
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
from pyready.model.conda import Condarc, Installation
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, not_applicable, passed, problem, unknown
from pyready.probes.certificates import Certificates
from pyready.probes.conda import CondaFacts
from pyready.probes.network import EndpointFacts
from pyready.probes.site import Site
from pyready.tools.conda import Conda, Micromamba

_TRUST = {"unknown-root", "strict-x509"}
_LICENSED = "anaconda"
_NO_LICENCE = not_applicable(
    "Anaconda's servers are looked at only where the site profile says that a licence is held."
)


_LEFT_OUT = unknown(
    "The site profile limits pyready to other servers, so whether conda's packages can be fetched is not known.",
    settles="Ask IT whether your organisation has a mirror of conda-forge; the site profile can name it.",
)


_WHICH = "Ask IT which channel has JupyterLab, or do the steps: {tool} says what it finds."
Which = Callable[[Facts], Installation | None]
"""The conda in question, where it is one that is here."""
_STOPS = "{tool} stops at {what}: {reason}."
_OFFLINE = "{tool} does not download anything: offline is set in {file}."
_UNREAD = "pyready could not read a settings file of conda, which can say where packages come from: {file}."
_SHOWS = "Do the steps: {tool} says what it finds."
_CORRECT = "Open {file} in Notepad, correct it or rename it, and save it."
_TAKE_OUT = "Open {file} in Notepad, take the setting offline out, and save it."
_ASK_IT = "Ask IT to correct {file}."


def hindered(facts: Facts, conda: Conda) -> Outcome | None:
    """What the settings stop, whatever the network does; None where they stop nothing."""
    if file := conda.stops_at:
        says = _STOPS.format(tool=conda.tool, what=_named(file), reason=file.reason)
        because = Evidence("settings of conda", file.reason, file.path)
        return problem(says, _mend(facts, file, _CORRECT), because, sure="likely")
    if file := conda.offline:
        says, because = _OFFLINE.format(tool=conda.tool, file=file.path), Evidence("offline", "yes", file.path)
        return problem(says, _mend(facts, file, _TAKE_OUT), because, sure="likely")
    if file := conda.unread:
        because = Evidence("settings of conda", file.reason or file.state, file.path)
        return unknown(_UNREAD.format(file=file.path), because, settles=_SHOWS.format(tool=conda.tool))
    return None


def _named(file: Condarc) -> str:
    return f"the variable {_variable(file)}" if file.scope == "variable" else f"its settings file {file.path}"


def _variable(file: Condarc) -> str:
    return file.path.removeprefix("environment ")


def _mend(facts: Facts, file: Condarc, yours: str) -> Fix:
    if file.scope == "variable":
        name = _variable(file)
        says = f"Remove the variable {name} in the window you work in."
        return Fix("you", says, (sets(facts, says, name, ""),), guide="micromamba")
    if file.scope == "computer":
        return Fix("it", _ASK_IT.format(file=file.path), guide="miniforge")
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
        return untried or passed(f"conda can fetch {title}.", *python.because)
    return _mended(facts, title, python, computer, version)


def _licence_held(facts: Facts) -> bool:
    site = facts[Site]
    return bool(site.profile and site.profile.conda.anaconda_licence)


def wants_of_conda(python: Reach, computer: Reach) -> Wants | None:
    """What conda must be told where the computer gets there and requests does not; None where telling does not help."""
    if missed := missed_proxy(computer, python):
        return Wants(missed, inspected(python))
    if python.failed and python.stuck.layer == "tls" and python.stuck.reason in _TRUST:
        return Wants(trust=True)
    return None


def _mended(facts: Facts, title: str, python: Reach, computer: Reach, version: str) -> Outcome:
    """The computer gets there and requests does not: the proxy, the certificates, or neither."""
    because, wants = (*python.because, *computer.because), wants_of_conda(python, computer)
    if wants is None and not python.failed:
        return silent(f"Whether conda can fetch {title}", python)
    if wants is None:
        return problem(f"conda cannot fetch {title}: {python.first_words()}.", ask_for_hosts(python.failed), *because)
    told = conda_told(facts)
    rest = untold(wants, conda_trusts(facts), {"proxy": told["https"], "trust": told["ssl_verify"]})
    if rest.nothing:
        return rest.passed("conda", *because)
    behind, wants = bool(wants.proxy or python.stuck.proxy), rest.wants
    steps = proxy_step(facts, wants.proxy) if wants.proxy else ()
    if wants.trust:
        return _behind_proxy(facts, because, steps, version) if behind else _direct(facts, because)
    says = "conda does not know the proxy that this computer uses."
    return problem(says, Fix("you", proxy_says("conda"), steps, guide="proxy"), *because)


def _direct(facts: Facts, because: tuple[Evidence, ...]) -> Outcome:
    fix = Fix("you", "Set it in the window you work in.", (_trust(facts),), guide="miniforge")
    return problem("conda keeps a list of authorities of its own, which does not know this network.", fix, *because)


def _trust(facts: Facts) -> Step:
    """The line for a window. A file is named where one is known, as on Linux.

    There truststore goes by OpenSSL's own places, and those of the OpenSSL that conda brings hold conda's list.
    """
    if bundle := _bundle(facts):
        says = "Point conda at the list of this computer, and stay in that window to the end."
        return window_line(facts, says, "CONDA_SSL_VERIFY", bundle)
    says = "Tell conda to trust what this computer trusts, and stay in that window to the end."
    return window_line(facts, says, "CONDA_SSL_VERIFY", "truststore")


def _bundle(facts: Facts) -> str:
    certificates = facts.get(Certificates)
    return certificates.bundle if certificates else ""


def _behind_proxy(facts: Facts, because: tuple[Evidence, ...], before: tuple[Step, ...], version: str) -> Outcome:
    """Behind a proxy the setting truststore works from one version on; the path of a file works with every one."""
    platform, comes = facts[Asked].platform, version or tools.shipped("miniforge", "conda")
    first = tools.newest("conda", platform).since
    if _bundle(facts) or tools.way("conda", comes, platform).heeds(behind_proxy=True):
        says = "conda needs telling before it can fetch packages on this network."
        older = "" if _bundle(facts) else f" A conda older than {first} does not heed it."
        fix = Fix("you", f"Set it in the window you work in.{older}", (*before, _trust(facts)), guide="miniforge")
        return problem(says, fix, *because, sure="likely")
    has = f"this one is {version}" if version else f"Miniforge brings {comes}"
    says = f"Behind this proxy conda trusts this computer's list from {first} on only, and {has}."
    ask = "Ask IT for the certificate file (PEM) of the inspection authority; the guide shows what to do with it."
    return problem(says, Fix("it", ask, request="inspection-certificate", guide="miniforge"), *because, sure="likely")


def _by_own_proxy(conda: Conda, endpoints: tuple[EndpointFacts, ...]) -> Outcome | None:
    """Where the files name a proxy that was not tried.

    conda puts it below those that requests finds by itself (26.7.1, `gateways/connection/session.py`), micromamba above
    the variables (2.8.1, `libmamba/src/download/curl.cpp`); read 2026-11-29.
    """
    file, tried = conda.proxied_by, {by(each).proxy for by in (system, variables) for each in endpoints}
    if file is None or file.proxy_https in tried:
        return None
    because = Evidence("proxy of conda", file.proxy_https, file.path)
    return unknown(_OWN_PROXY.format(tool=conda.tool, file=file.path), because, settles=_SHOWS.format(tool=conda.tool))


_OWN_PROXY = (
    "{tool} goes through the proxy that {file} names. This computer does not use it, so pyready did not try it."
)


def by_own_channels(tool: str, which: Which | None = None) -> Callable[[Facts], Outcome]:
    """Make the judge for the channels that the files name, where those do not let conda-forge be used alone."""
    if tool == "micromamba":
        return lambda facts: _own_channels(facts, Micromamba(facts[CondaFacts]))
    return lambda facts: _own_channels(facts, Conda(facts[CondaFacts], which(facts) if which else None))


def _own_channels(facts: Facts, conda: Conda) -> Outcome:
    file, tool = conda.limited_by or conda.moved_by, conda.tool
    if file is None:
        return not_applicable("No settings file keeps conda from using the channel conda-forge.")
    if stopped := hindered(facts, conda):
        return stopped
    if conda.limited_by is None:
        because = Evidence("conda-forge", "another server than the public one", file.path)
        return unknown(_MOVED.format(tool=tool, file=file.path), because, settles=_SHOWS.format(tool=tool))
    because = Evidence("settings of conda", "which channels it can use", file.path, "policy")
    if not conda.channels:
        says = f"{tool} can use only the channels that {file.path} allows, and no channel is set."
        fix = Fix("it", f"Ask IT which channel has JupyterLab, and how {tool} is set to use it.", guide="miniforge")
        return problem(says, fix, because, sure="likely")
    says = f"{tool} uses the channels that its settings name ({file.path}). pyready did not ask those servers."
    return unknown(says, because, settles=_WHICH.format(tool=tool))


_MOVED = "{tool} gets conda-forge from another server, which {file} names. pyready did not ask that server."


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
        return problem("micromamba does not know the proxy that this computer uses.", fix, *because)
    return _stopped(ours, because)


_REVOKED = (
    "pyready cannot tell whether micromamba can download packages. This network signs the certificates itself, and "
    "micromamba stops where it cannot ask whether one was revoked."
)
_REVOKED_SETTLES = (
    "Do the steps. If micromamba shows CRYPT_E_NO_REVOCATION_CHECK or 0x80092013, take another option, or ask IT to "
    "make the revocation list of the inspection reachable."
)
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


_NO_LIST = "micromamba stops at the setting ssl_verify ({file}): it names no certificate file that is there."
_TRUSTS = "Tell micromamba to trust what this computer trusts, in the window you work in."


def _unless_revoked(facts: Facts, endpoints: tuple[EndpointFacts, ...], ours: Reach, settings: Micromamba) -> Outcome:
    if facts[Asked].platform == "windows" and signed_here(endpoints) and settings.asks_revocation:
        return unknown(_REVOKED, *ours.because, _REVOCATION, settles=_REVOKED_SETTLES)
    return passed("micromamba can fetch packages.", *ours.because, sure="likely")


def _stopped(ours: Reach, because: tuple[Evidence, ...]) -> Outcome:
    if not ours.failed:
        return silent("Whether micromamba can fetch packages", ours)
    return problem(f"micromamba cannot fetch packages: {ours.first_words()}.", ask_for_hosts(ours.failed), *because)


CHECKS = (
    Check(
        "conda-channels-by-conda",
        "Can conda download packages from the channels that it is set to use?",
        "blocker",
        as_known("conda", by_own_channels("conda")),
        "miniforge",
    ),
    Check(
        "conda-channels-by-micromamba",
        "Can micromamba download packages from the channels that it is set to use?",
        "blocker",
        as_known("micromamba", by_own_channels("micromamba")),
        "micromamba",
    ),
    Check(
        "conda-channels-by-found-conda",
        "Can the conda on this computer download packages from the channels that it is set to use?",
        "blocker",
        as_known("conda", by_own_channels("conda", conda_here)),
        "miniforge",
    ),
    Check(
        "conda-forge-by-found-conda",
        "Can the conda on this computer download the packages of conda-forge?",
        "blocker",
        as_known("conda", by_conda("conda-forge", "the packages of conda-forge", conda_here)),
        "miniforge",
    ),
    Check(
        "conda-forge-by-conda",
        "Can conda fetch the packages of conda-forge?",
        "blocker",
        as_known("conda", by_conda("conda-forge", "the packages of conda-forge")),
        "miniforge",
    ),
    Check(
        "conda-forge-by-micromamba",
        "Can micromamba fetch the packages of conda-forge?",
        "blocker",
        as_known("micromamba", by_micromamba),
        "micromamba",
    ),
    Check(
        "anaconda-by-conda",
        "Can conda fetch Anaconda's packages?",
        "blocker",
        as_known("conda", by_conda(_LICENSED, "the packages of Anaconda")),
        "anaconda",
    ),
)
