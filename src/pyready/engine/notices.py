"""What a reader must know before the verdict."""

from pyready.checks.new_python import GET_NEWER, other_python
from pyready.model.facts import Asked, Facts, KnowledgeDate, Taken
from pyready.model.route import aim_of
from pyready.probes.identity import Identity
from pyready.probes.site import Site
from pyready.probes.switches import SWITCHES, Switch, off

OLD_AFTER_DAYS = 180


def notices(facts: Facts) -> tuple[str, ...]:
    """What is old, a smaller aim, a look by collect.cmd, what IT switched off, a site profile, a run by the system."""
    return (
        *_age(facts),
        *filter(None, [other_python(facts)]),
        *_aim(facts),
        *_collected(facts),
        *_switches(facts),
        *_site(facts),
        *_system(facts),
    )


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
    return (f"This copy of pyready is old: its knowledge is {days} days older than this report. {GET_NEWER}",)


def _collected(facts: Facts) -> tuple[str, ...]:
    if not facts[Asked].collected:
        return ()
    return ("collect.cmd took this look. It sees no file, no rule and no network, so much is not known.",)


_SWITCHED: dict[Switch, str] = {
    "Online": "contact with servers",
    "Private": "--private",
    "TryRun": "--try-run",
    "ConfigWrite": "config --write",
}
_OFF = "Your organisation's policy switches off in pyready: {}."
_UNREAD = "pyready could not read your organisation's policy for it, so these are off: {}."


def _switches(facts: Facts) -> tuple[str, ...]:
    found = [each for each in (off(facts, switch) for switch in SWITCHES) if each]
    known = [_SWITCHED[each.switch] for each in found if not each.unread]
    unread = [_SWITCHED[each.switch] for each in found if each.unread]
    said = ((_OFF, known), (_UNREAD, unread))
    return tuple(words.format(", ".join(parts)) for words, parts in said if parts)


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
