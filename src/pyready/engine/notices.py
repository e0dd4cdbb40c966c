"""What a reader must know before the verdict."""

from pyready.model.facts import Asked, Facts, KnowledgeDate, Taken
from pyready.model.route import aim_of
from pyready.probes.identity import Identity
from pyready.probes.site import Site

OLD_AFTER_DAYS = 180


def notices(facts: Facts) -> tuple[str, ...]:
    """An old copy, a smaller aim, a look by collect.cmd, a site profile in use or refused, a run by the system."""
    return (*_age(facts), *_aim(facts), *_collected(facts), *_site(facts), *_system(facts))


_AIMS = {
    "vscode": "This answer is for Python in Visual Studio Code (--for vscode), not for notebooks.",
    "scripts": "This answer is for Python without extra packages (--for scripts), not for notebooks.",
}


def _aim(facts: Facts) -> tuple[str, ...]:
    aim = aim_of(facts[Asked].aim)
    return (_AIMS[aim],) if aim in _AIMS else ()


def _age(facts: Facts) -> tuple[str, ...]:
    days = (facts[Taken].at.date() - facts[KnowledgeDate].date).days
    if days <= OLD_AFTER_DAYS:
        return ()
    return (f"This copy of pyready is old: its knowledge is {days} days older than this report. Get a newer one.",)


def _collected(facts: Facts) -> tuple[str, ...]:
    if not facts[Asked].collected:
        return ()
    return ("collect.cmd took this look. It sees no file, no rule and no network, so much is not known.",)


def _site(facts: Facts) -> tuple[str, ...]:
    site = facts.get(Site)
    if site is None:
        return ()
    found = [f"Not used as a site profile: {each.rstrip('.')}." for each in site.refused]
    if site.profile is not None:
        how = "named by --site" if site.named else "found in a protected place"
        owner = f", owner {site.owner}" if site.owner else ""
        whose = f" of {site.profile.organisation.name}" if site.profile.organisation.name else ""
        found.append(f"Site profile{whose} in use: {site.path} ({how}{owner}, SHA-256 {site.sha256}).")
        if site.profile.only_these_endpoints:
            found.append("It limits pyready to the servers that it names.")
    return tuple(found)


def _system(facts: Facts) -> tuple[str, ...]:
    identity = facts.get(Identity)
    if identity is None or not identity.is_system:
        return ()
    what = "collect.cmd" if facts[Asked].collected else "pyready"
    return (f"Run by the system, not by a person: run {what} as the person who will use Python.",)
