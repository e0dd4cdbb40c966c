"""What a person's .condarc should say here: the proxy, and whom to trust."""

from pyready.checks._reach import group, reach, requests, system
from pyready.checks.conda_packages import by_conda, wants_of_conda
from pyready.facts import Asked, Facts
from pyready.inventory.conda_types import Condarc
from pyready.knowledge import tools
from pyready.outcome import Outcome
from pyready.probes.conda import CondaFacts
from pyready.settings.advice import (
    ANYWHERE,
    DIFFERENT_WAYS,
    HERE,
    Line,
    Told,
    ToolPlan,
    against,
    from_outcome,
    from_profile,
    one_way,
    system_list,
    url_of,
)
from pyready.settings.edits import Wanted

_FORGE = "conda-forge"


def plan(facts: Facts) -> ToolPlan:
    """The advice for conda. Raises NotCollected where the network was not looked at."""
    outcome = by_conda(_FORGE, "the packages of conda-forge")(facts)
    return from_outcome("conda", outcome) or against(_mending(facts, outcome), _told(facts))


def _mending(facts: Facts, outcome: Outcome) -> ToolPlan:
    endpoints = group(facts, _FORGE)
    wants = wants_of_conda(reach(endpoints, requests, "requests"), reach(endpoints, system, "system"))
    if wants is None:
        return ToolPlan("conda", "closed", outcome.says)
    lines, window = [], []
    if wants.proxy:
        if not one_way(endpoints, wants.proxy):
            return ToolPlan("conda", "closed", f"{outcome.says} {DIFFERENT_WAYS}")
        url, profile = url_of(wants.proxy), from_profile(facts, wants.proxy)
        why = "this computer gets there through that proxy, and conda does not know it"
        lines += [Line(Wanted("proxy_servers", kind, url), why, HERE, profile) for kind in ("http", "https")]
        window.append(("HTTPS_PROXY", url))
    if wants.trust:
        trusted = _trusted(facts)
        if not trusted:
            older = tools.newest("conda", facts[Asked].platform).since
            says = f"{outcome.says} A conda older than {older} may fail with the setting: see conda --version."
            return ToolPlan("conda", "yours", says, window=tuple(window))
        why = "this computer trusts who signs here, and conda's own list does not"
        lines.append(Line(Wanted("", "ssl_verify", trusted), why, ANYWHERE))
        window.append(("CONDA_SSL_VERIFY", trusted))
    return ToolPlan("conda", "change", outcome.says, tuple(lines), tuple(window))


def _trusted(facts: Facts) -> str:
    """The computer's own list, where it is a file, which every conda can use; else `truststore` if all heed it."""
    if trusted := system_list(facts):
        return trusted
    condas = facts.get(CondaFacts)
    versions = [each.conda for each in condas.installations if each.product != "micromamba"] if condas else []
    every = versions or [tools.shipped("miniforge", "conda")]
    rows = [tools.way("conda", each, facts[Asked].platform) for each in every]
    return "truststore" if all(row.heeds(behind_proxy=True) for row in rows) else ""


def _told(facts: Facts) -> dict[str, Told | None]:
    condas = facts.get(CondaFacts)
    files: tuple[Condarc, ...] = ()
    if condas:
        files = (*(file for each in condas.installations for file in each.condarcs), *condas.condarcs)
    proxies = [Told(url_of(each.proxies[0]), each.path) for each in files if each.proxies]
    trust = [Told(_trust_of(each, facts), each.path) for each in files if each.ssl_verify not in {"", "yes"}]
    proxy = proxies[-1] if proxies else None
    return {"http": proxy, "https": proxy, "ssl_verify": trust[-1] if trust else None}


def _trust_of(file: Condarc, facts: Facts) -> str:
    """Of a list that a file names only that there is one is known: it is taken for the computer's own."""
    return _trusted(facts) if file.ssl_verify == "file" else file.ssl_verify
