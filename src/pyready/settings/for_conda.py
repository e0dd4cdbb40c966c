"""What a person's .condarc should say here: the proxy, and whom to trust."""

from pyready.checks.conda_packages import by_conda, wants_of_conda
from pyready.diagnosis.already_set import conda_told, conda_trusts
from pyready.diagnosis.reach import group, reach, requests, system
from pyready.knowledge import tools
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Outcome
from pyready.model.shell_lines import url_of
from pyready.settings.advice import (
    ANYWHERE,
    DIFFERENT_WAYS,
    HERE,
    TRUSTS,
    USES_PROXY,
    Line,
    ToolPlan,
    against,
    from_outcome,
    from_profile,
    one_way,
)
from pyready.settings.edits import Wanted

# shown where the servers of conda-forge are meant
_PACKAGES = "the packages of conda-forge"
# shown where no certificate bundle is here that every conda can use
_OLDER = "{says} A conda older than {version} might fail with the setting. See which you have: conda --version"

_FORGE = "conda-forge"


def plan(facts: Facts) -> ToolPlan:
    """The advice for conda. Raises NotCollected where the network was not looked at."""
    outcome = by_conda(_FORGE, _PACKAGES)(facts)
    return from_outcome("conda", outcome) or against(_mending(facts, outcome), conda_told(facts))


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
        why = USES_PROXY.format(tool="conda")
        lines += [Line(Wanted("proxy_servers", kind, url), why, HERE, profile) for kind in ("http", "https")]
        window.append(("HTTPS_PROXY", url))
    if wants.trust:
        trusted = conda_trusts(facts)
        if not trusted:
            older = tools.newest("conda", facts[Asked].platform).since
            says = _OLDER.format(says=outcome.says, version=older)
            return ToolPlan("conda", "yours", says, window=tuple(window))
        lines.append(Line(Wanted("", "ssl_verify", trusted), TRUSTS.format(tool="conda"), ANYWHERE))
        window.append(("CONDA_SSL_VERIFY", trusted))
    return ToolPlan("conda", "change", outcome.says, tuple(lines), tuple(window))
