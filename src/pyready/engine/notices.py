"""What a reader must know before the verdict."""

from pyready.checks.new_python import GET_NEWER, other_python
from pyready.model.facts import Asked, Facts, KnowledgeDate, Taken
from pyready.model.route import aim_of
from pyready.model.spelling import unnamed
from pyready.probes.identity import Identity
from pyready.probes.site import Site
from pyready.probes.switches import SWITCHES, Switch, off

# shown when the report was made with --for
_AIMS = {
    "vscode": "This answer is for Python in Visual Studio Code (--for vscode), not for notebooks.",
    "scripts": "This answer is for Python without extra packages (--for scripts), not for notebooks.",
}
# shown when the knowledge of this copy is old
_OLD = f"This copy of pyready is old: its knowledge is {{days}} days older than this report. {GET_NEWER}"
# shown when the report was made from a folder of collect.cmd
_BY_COLLECT = "This report was made from a folder of collect.cmd, which reads no files, rules or network settings."
# shown when IT has switched something off, or whether it did could not be read
_SWITCHED: dict[Switch, str] = {
    "Online": "contact with servers",
    "Private": "--private",
    "TryRun": "--try-run",
    "ConfigWrite": "config --write",
    "VerifyRun": "verify",
}
_OFF = "Your organisation's policy switches off in pyready: {}."
_UNREAD = "pyready could not read your organisation's policy for pyready, so these are off: {}."
# shown when a site profile was found or named, and used or refused
_REFUSED = "pyready did not use this site profile: {}."
_IN_USE = "Site profile{whose} in use: {path} ({how}{owner}, SHA-256 {sum})."
_WHOSE, _OWNER = " of {}", ", owner {}"
_NAMED, _FOUND = "named by --site", "found in a protected place"
_LIMITED = "The site profile limits pyready to the servers that it names."
# shown when the system itself ran pyready or collect.cmd
_BY_SYSTEM = "The system ran {what}, not a person. Run {what} as the person who will use Python."
# shown when the path of that Python holds a name, or marks that a line cannot hold
_WHICH_PYTHON = (
    "Where a line begins with {python} -m pyready, write the path of the Python that runs pyready in the place of "
    "{python}. pyready cannot write that path here."
)

OLD_AFTER_DAYS = 180


def notices(facts: Facts) -> tuple[str, ...]:
    """An old copy, a smaller aim, a folder of collect.cmd, what is off, a site profile, who ran it, and how."""
    return (
        *_age(facts),
        *filter(None, [other_python(facts)]),
        *_aim(facts),
        *_collected(facts),
        *_switches(facts),
        *_site(facts),
        *_system(facts),
        *_own_python(facts),
    )


def _aim(facts: Facts) -> tuple[str, ...]:
    aim = aim_of(facts[Asked].aim)
    return (_AIMS[aim],) if aim in _AIMS else ()


def _age(facts: Facts) -> tuple[str, ...]:
    days = (facts[Taken].at.date() - facts[KnowledgeDate].date).days
    if days <= OLD_AFTER_DAYS:
        return ()
    return (_OLD.format(days=days),)


def _collected(facts: Facts) -> tuple[str, ...]:
    if not facts[Asked].collected:
        return ()
    return (_BY_COLLECT,)


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
    found = [_REFUSED.format(each.rstrip(".")) for each in site.refused]
    if site.profile is not None:
        owner = _OWNER.format(site.owner) if site.owner else ""
        whose = site.profile.organisation.name
        how, whose = _NAMED if site.named else _FOUND, _WHOSE.format(whose) if whose else ""
        found.append(_IN_USE.format(whose=whose, path=site.path, how=how, owner=owner, sum=site.sha256))
        if site.profile.only_these_endpoints:
            found.append(_LIMITED)
    return tuple(found)


def _system(facts: Facts) -> tuple[str, ...]:
    identity = facts.get(Identity)
    if identity is None or not identity.is_system:
        return ()
    what = "collect.cmd" if facts[Asked].collected else "pyready"
    return (_BY_SYSTEM.format(what=what),)


def _own_python(facts: Facts) -> tuple[str, ...]:
    python = unnamed(facts)
    return (_WHICH_PYTHON.format(python=python),) if python else ()
