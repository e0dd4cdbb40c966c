"""What uv should be told here, in its own file: whom to trust, and from one version on the proxy.

An older one takes a proxy from a variable only: for one window.
"""

from pyready.checks.packages import settings_stop_uv, uv_connection, wants_of_uv
from pyready.diagnosis.already_set import uv_told
from pyready.diagnosis.reach import group, reach, requests, system
from pyready.knowledge import tools
from pyready.knowledge.tools import Way
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Outcome
from pyready.model.pythons import Command, Pythons
from pyready.model.shell_lines import url_of
from pyready.settings.advice import (
    ANYWHERE,
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

# shown where uv takes its proxy from an environment variable only
_PROXY_IN_WINDOW = "{says} uv takes the proxy only from an environment variable, which lasts for one window."
# shown where it is not known whether the uv here knows the lines
_OLDER = (
    "{says} A uv older than {version} stops at a file with these lines. See which you have: uv --version. "
    "If it is {version} or later, add them yourself."
)


def plan(facts: Facts) -> ToolPlan:
    """The advice for uv. Raises NotCollected where the network was not looked at."""
    if stopped := settings_stop_uv(facts):
        says = f"{stopped.says} {stopped.fix.says if stopped.fix else ''}".rstrip()
        return from_outcome("uv", stopped) or ToolPlan("uv", "yours", says)
    outcome = uv_connection(facts)
    return from_outcome("uv", outcome) or _mending(facts, outcome)


def _mending(facts: Facts, outcome: Outcome) -> ToolPlan:
    endpoints = (*group(facts, "uv"), *group(facts, "package-index"))
    wants = wants_of_uv(endpoints, reach(endpoints, requests, "requests"), reach(endpoints, system, "system"))
    row, here, url = _row(facts), _here(facts), url_of(wants.proxy)
    lines, window = [], []
    if url:
        window.append(("HTTPS_PROXY", url))
    if url and "setting" in row.proxies and one_way(endpoints, wants.proxy):
        why = USES_PROXY.format(tool="uv")
        lines.append(Line(Wanted("", _PROXY, url), why, HERE, from_profile(facts, wants.proxy)))
    if wants.trust:
        window.append((row.told, "1"))
        lines.append(Line(Wanted("", _IN_FILE[row.told], "true"), TRUSTS.format(tool="uv"), ANYWHERE))
    told = uv_told(facts)
    held = {_PROXY: told["proxy"], _IN_FILE[row.told]: told["trust"]}
    made = against(ToolPlan("uv", "change" if lines else "window", outcome.says, tuple(lines), tuple(window)), held)
    if made.state == "change" and here is not None and not here.version:
        return made._replace(state="yours", says=_OLDER.format(says=made.says, version=_first(facts, made)))
    if made.state == "change" and url and not any(line.setting.key == _PROXY for line in lines):
        return made._replace(says=_PROXY_IN_WINDOW.format(says=made.says))
    return made


_PROXY = "https-proxy"
_IN_FILE = {"UV_SYSTEM_CERTS": "system-certs", "UV_NATIVE_TLS": "native-tls"}
"""A variable of uv's and the same in its file: docs.astral.sh/uv/reference/settings, read 2026-11-27."""


def _first(facts: Facts, made: ToolPlan) -> str:
    """From which version on uv knows these lines: an older one stops at a file with a line that it does not know."""
    rows, keys = tools.ways("uv", facts[Asked].platform), {line.setting.key for line in made.lines}
    return next(row.since for row in rows if keys <= set(row.settings))


def _row(facts: Facts) -> Way:
    """That of the uv that is here; of one whose version is not known, or that is downloaded now, that of the newest."""
    here, platform = _here(facts), facts[Asked].platform
    return tools.way("uv", here.version, platform) if here and here.version else tools.newest("uv", platform)


def _here(facts: Facts) -> Command | None:
    pythons = facts.get(Pythons)
    found = pythons.commands if pythons else ()
    return next((each for each in found if each.name == "uv" and each.kind != "nothing"), None)
