"""The site profile: what the organisation says about itself, where an ordinary user could not have written it.

A profile can steer pip, so it is treated like code: found by itself only in protected places, else named by `--site`.
"""

import datetime as dt

import msgspec

from pyready.knowledge.pythons import Recommended, known, recommended_on
from pyready.knowledge.site_file import BadProfile, parse
from pyready.knowledge.site_knowledge import NOTHING, SiteKnowledge
from pyready.knowledge.site_profile import SiteProfile
from pyready.model.facts import Facts, Taken
from pyready.model.host import Host, Reading
from pyready.model.paths import below, for_platform, is_local
from pyready.model.privacy_classes import PathText, Public, UserName
from pyready.model.probe import Probe, file, registry, system, variable
from pyready.model.readings import text

POLICY = r"HKLM\SOFTWARE\Policies\pyready"
LIMIT = 1_000_000
"""Bytes of a profile that is found by itself."""


class Site(msgspec.Struct, frozen=True):
    """The profile in use, if any, and where it is from."""

    profile: SiteProfile | None = None
    """The profile; None where none is used."""
    path: PathText = ""
    """The file; empty for none."""
    owner: UserName = ""
    """Who owns the file; empty when not known."""
    sha256: Public = ""
    """The SHA-256 of the file, in hexadecimal; empty for none."""
    named: bool = False
    """Named by the person with `--site`, not found by itself."""
    refused: tuple[PathText, ...] = ()
    """Profiles that were found and not used, each with the reason."""


def profile_of(facts: Facts) -> SiteProfile | None:
    """The site profile, if there is one."""
    found = facts.get(Site)
    return found.profile if found else None


def python_for(facts: Facts) -> Recommended:
    """The Python to recommend at the time of the look, as the organisation has it."""
    return recommended_on(_day(facts), knowledge_of(facts))


def python_of_table(facts: Facts) -> Recommended:
    """The same as pyready has it: for a probe that does not wait for the site profile."""
    return recommended_on(_day(facts))


def _day(facts: Facts) -> dt.date:
    taken = facts.get(Taken)
    return taken.at.date() if taken else known().checked


def knowledge_of(facts: Facts) -> SiteKnowledge:
    """What the organisation adds to the tables."""
    profile = profile_of(facts)
    return profile.knowledge if profile else NOTHING


def named_folder(host: Host, facts: Facts) -> str:
    """Windows: the folder of this computer that the site profile names for programs; empty for none."""
    profile = profile_of(facts)
    tools = profile.folders.tools.rstrip("\\") if profile else ""
    return tools if host.platform == "windows" and tools and is_local(tools, host.platform) else ""


def collect(host: Host, facts: Facts) -> Site:
    """Use the first profile that stands in a protected place; say what was found and could not be used."""
    policy, taken = _policy(host), facts.get(Taken)
    today = taken.at.date() if taken else None
    refused = [f"{policy.source}: {policy.state}"] if policy.state in {"denied", "malformed", "timed-out"} else []
    for path in _candidates(host, policy.value or ""):
        if host.files.look(path).state == "not-set":
            if path == policy.value:
                refused.append(f"{path}: the policy of the computer names it, and it is missing")
            continue
        rights = host.files.protection(path)
        if rights.value is None:
            refused.append(f"{path}: who can change it could not be read ({rights.state})")
            continue
        if not rights.value.protected:
            refused.append(f"{path}: ordinary users can change it")
            continue
        data = host.files.data(path, LIMIT)
        if data.value is None:
            refused.append(f"{path}: {data.state}")
            continue
        try:
            found = from_bytes(data.value, path, rights.value.owner, today=today)
        except BadProfile as error:
            refused.append(f"{path}: {error}")
            continue
        return msgspec.structs.replace(found, refused=tuple(refused))
    return Site(refused=tuple(refused))


def from_bytes(data: bytes, path: str, owner: str = "", *, named: bool = False, today: dt.date | None = None) -> Site:
    """Make the facts from a profile's bytes. Raises BadProfile with one plain sentence."""
    import hashlib  # late: it loads OpenSSL

    return Site(parse(data, today), path, owner, hashlib.sha256(data).hexdigest(), named)


def _policy(host: Host) -> Reading[str]:
    """The file that the machine policy names."""
    return text(host.registry.value(POLICY, "SiteProfile"))


def _candidates(host: Host, named: str) -> list[str]:
    """The machine policy's file, the one in the common data folder, the one beside a program that IT installed.

    Elsewhere nothing is looked for beside the program: people can change it there, and the path can hold a name.
    """
    if host.platform != "windows":
        return ["/etc/pyready/site.toml"]
    common = host.variables.get("ProgramData").value
    program = host.system.interpreter()
    beside = program.value if program.state == "missing" and program.value else ""
    join, dirname = for_platform("windows").join, for_platform("windows").dirname
    tops = [host.variables.get(name).value for name in _PROGRAMS]
    installed = any(top and below(beside, top) is not None for top in tops)
    found = [named, join(common, "pyready", "site.toml") if common else ""]
    return [path for path in (*found, join(dirname(beside), "site.toml") if installed else "") if path]


_PROGRAMS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
PROBE = Probe(
    id="site",
    fact=Site,
    collect=collect,
    about="what your organisation says about itself",
    reads=(
        registry(POLICY, "where IT put a site profile"),
        variable("ProgramData", "the common data folder, where IT can put a site profile"),
        *(variable(name, "where IT installs programs") for name in _PROGRAMS),
        system("interpreter", "the folder of this program, where IT can put a site profile"),
        file("{each place of a site profile}", "the site profile, if an ordinary user cannot change it"),
    ),
)
