"""Whose computer this is, what it keeps, and what IT offers on it."""

import datetime as dt

from pyready.checks._policies import is_told
from pyready.diagnosis.offered_python import offers_old_python
from pyready.knowledge import elevation, windows
from pyready.knowledge.site_knowledge import SAYS
from pyready.model.facts import Facts, Taken
from pyready.model.host import Session
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Sure, passed, problem, unknown
from pyready.probes.machine import MachineFacts
from pyready.probes.management import Management
from pyready.probes.site import Site, knowledge_of

_ELSEWHERE = Fix("nobody", "Use your own computer, or a notebook in the browser.", guide="shared-computers")
_COLLEAGUES = "Do colleagues work here under the same Windows sign-in? Then do not install anything here."
_NO_SESSION = Session()


def own_computer(facts: Facts) -> Outcome:
    """A computer that many people share is no place to install. Only strong signs count; a card reader is none."""
    management, machine = facts[Management], facts[MachineFacts].machine.value
    session = management.session.value or _NO_SESSION
    server = machine is not None and machine.product == "server"
    signs = [
        ("Windows' mode for shared computers", management.shared_mode),
        ("another program in place of the desktop", management.own_shell),
    ]
    because = [Evidence(what, "yes", sign.source, "policy") for what, sign in signs if sign.value]
    if session.mandatory and not server:
        because.append(Evidence("kind of profile", "mandatory", management.session.source))
    if because:
        says = "This is a shared computer: what is installed here is not yours alone."
        return problem(says, _ELSEWHERE, *because, sure="likely")
    unread = [Evidence(what, sign.state, sign.source) for what, sign in signs if not is_told(sign)]
    if session.mandatory is None:
        unread.append(Evidence("kind of profile", management.session.state, management.session.source))
    if len(unread) > len(signs):
        return unknown("Whether this computer is shared could not be read.", *unread, settles=_COLLEAGUES)
    if not management.tap_and_go.value:
        return passed("No sign was found that this computer is shared.", *unread, sure="likely")
    card = Evidence("sign-in with a card (Imprivata)", "installed", management.tap_and_go.source)
    if machine is not None and windows.is_long_term(machine):
        edition = Evidence("edition", machine.edition, "Windows")
        return unknown(
            "This may be a shared computer: it has the sign-in with a card and the edition of Windows that such "
            "computers often have.",
            card,
            edition,
            settles=_COLLEAGUES,
        )
    return passed(
        "People can sign in with a card here. If colleagues use the same Windows sign-in, do not install anything.",
        card,
        *unread,
        sure="likely",
    )


def kept_after_log_off(facts: Facts) -> Outcome:
    """What is installed for one person stands in the profile: is it there tomorrow?"""
    management = facts[Management]
    session = management.session.value
    if session is None or session.temporary is None:
        return unknown(
            "What becomes of your files when you sign out could not be read.",
            Evidence("kind of profile", management.session.state, management.session.source),
            settles=_SAVE,
        )
    kind = Evidence("kind of profile", _kind(session), management.session.source)
    deleted = management.roaming_copies_deleted
    if session.temporary or session.mandatory:
        says = f"Your Windows profile is {_kind(session)}: what you install is gone when you sign out."
        return problem(says, _PERSISTENT, kind)
    if session.roaming and deleted.value:
        policy = Evidence("DeleteRoamingCache", "yes", deleted.source, "policy")
        return problem(
            "The programs in your profile are deleted from this computer when you sign out.", _PERSISTENT, kind, policy
        )
    return _on_a_virtual_desktop(facts, management, session, kind)


_SAVE = "Save a small file in your home folder, sign out, sign in again and see whether it is still there; or ask IT."
_PERSISTENT = Fix(
    "it",
    "Ask IT for a folder, or a desktop, that keeps what you install.",
    request="persistent-folder",
    guide="shared-computers",
)


def _kind(session: Session) -> str:
    kinds = (("temporary", session.temporary), ("mandatory", session.mandatory), ("roaming", session.roaming))
    return next((name for name, is_so in kinds if is_so), "local")


def _on_a_virtual_desktop(facts: Facts, management: Management, session: Session, kind: Evidence) -> Outcome:
    """A virtual desktop may be made anew each time; a profile container keeps the profile all the same."""
    machine = facts[MachineFacts].machine.value
    agents = [sign for sign in management.desktops if sign.found.value]
    because = [Evidence("virtual desktop", sign.id, sign.found.source) for sign in agents]
    if management.profile_container.value:
        because.append(Evidence("profile container (FSLogix)", "on", management.profile_container.source))
        return passed("Your profile is kept in a container on the network.", kind, *because, sure="likely")
    server = machine is not None and machine.product == "server"
    if agents and (server or session.remote is not False):
        return unknown(
            "This is a virtual desktop, and some are made anew at each sign-in.", kind, *because, settles=_SAVE
        )
    return passed("No sign was found that your files are thrown away when you sign out.", kind, *because, sure="likely")


def catalogue_offers_python(facts: Facts) -> Outcome:
    """What a catalogue offers cannot be seen from here; the site profile may say it."""
    site, management = facts[Site], facts[Management]
    catalogue = site.profile.catalogue if site.profile else None
    if catalogue and catalogue.offers_python:
        because = [Evidence("site profile", catalogue.offers_python, site.path, "policy")]
        says = f"{catalogue.name or 'The software catalogue'} offers Python {catalogue.offers_python}."
        if offers_old_python(facts):
            return unknown(says + _NO_FIXES, *because, settles=_LOOK_FOR_NEWER)
        return passed(says, *because)
    found = dict.fromkeys(_CATALOGUES.get(sign.id, sign.id) for sign in management.catalogues if sign.found.value)
    names = [catalogue.name] if catalogue and catalogue.name else list(found)
    because = [Evidence("catalogue", sign.id, sign.found.source) for sign in management.catalogues if sign.found.value]
    if names:
        name = " or ".join(names)
        settles = f"Open {name} and search for Python."
        return unknown(f"Whether {name} offers Python cannot be seen from here.", *because, settles=settles)
    agents = [each for each in (management.intune_agent, management.configuration_manager) if each.is_set]
    if agents:
        seen = (Evidence("installs programs for IT", "is here", agent.source) for agent in agents)
        return unknown(
            "IT installs programs here; whether it has a catalogue for you was not seen.", *seen, settles=_START_MENU
        )
    unread = [sign for sign in management.catalogues if not is_told(sign.found)]
    if unread:
        seen = (Evidence(sign.id, sign.found.state, sign.found.source) for sign in unread)
        return unknown("Whether there is a software catalogue could not be read.", *seen, settles=_START_MENU)
    return problem(
        "No software catalogue was found here.",
        Fix("nobody", "Use one of the other ways.", guide="software-catalogue"),
        *(Evidence(sign.id, "not there", sign.found.source) for sign in management.catalogues),
        sure="likely",
    )


_NO_FIXES = " That version gets no more security fixes."
_LOOK_FOR_NEWER = "Open your software catalogue and search for a newer Python."
"""Shown when the site profile says that it offers a Python whose end has passed."""
_START_MENU = "Look in the Start menu for Company Portal or Software Center."
_CATALOGUES = {"company-portal": "Company Portal", "software-center": "Software Center"}


def windows_supported(facts: Facts) -> Outcome:
    """Whether this Windows still gets security fixes: by build and edition, because LTSC goes its own way."""
    machine, today = facts[MachineFacts].machine.value, facts[Taken].at.date()
    release = windows.release_of(machine, knowledge_of(facts)) if machine else None
    if release is None:
        return unknown("Until when this Windows is supported is not known.", settles="Ask IT.")
    because = Evidence("Windows", f"build {release.build}, {release.kind}", release.source, "inferred")
    told = f" {_BY_SITE}" if release.source == SAYS else ""
    sure: Sure = "certain" if release.sure else "likely"
    left = (release.ends - today).days
    if left > _SOON:
        says = f"{release.name} gets security fixes until {_day(release.ends)}.{told}"
        return passed(says, because, sure=sure).rests_on(release)
    if left >= 0:
        says = f"The security fixes for {release.name} end on {_day(release.ends)}. Days left: {left}.{told}"
        return problem(says, _NEWER_WINDOWS, because, sure=sure).rests_on(release)
    more = ""
    if release.extended and today <= release.extended:
        more = f" IT can buy more until {_day(release.extended)}. pyready cannot see whether it did."
    says = f"The security fixes for {release.name} ended on {_day(release.ends)}.{told}{more}"
    return problem(says, _NEWER_WINDOWS, because, sure="likely")


_SOON = 90
"""Days in which a team can still plan a change; three months is what a request for a new laptop takes."""
_NEWER_WINDOWS = Fix("it", "Ask IT when this computer gets a newer Windows.")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


_BY_SITE = "Your organisation's site profile says so."
"""Shown when the date is from the profile."""


def elevation_product(facts: Facts) -> Outcome:
    """A product by which IT lets chosen programs run with more rights is IT's own way to say yes."""
    signs = facts[Management].elevation
    found = [sign for sign in signs if sign.found.value]
    because = [Evidence(elevation.name_of(sign.id), "found", sign.found.source) for sign in found]
    if found:
        names = " and ".join(elevation.name_of(sign.id) for sign in found)
        return passed(
            f"{names} is here: IT can allow one installation with it. Ask for Python for everybody; an installation "
            "for you alone may land in another account's profile.",
            *because,
            sure="likely",
        )
    unread = [
        Evidence(elevation.name_of(sign.id), sign.found.state, sign.found.source)
        for sign in signs
        if not is_told(sign.found)
    ]
    if unread:
        return unknown("Whether IT can allow single installations here could not be read.", *unread, settles="Ask IT.")
    return passed("None of the products was found by which IT allows single installations.", sure="likely")


CHECKS = (
    Check("own-computer", "Is this your own computer, not a shared one?", "blocker", own_computer, "shared-computers"),
    Check(
        "kept-after-log-off",
        "Is what you install still there tomorrow?",
        "blocker",
        kept_after_log_off,
        "shared-computers",
    ),
    # Where Python itself is installed for everybody, only what is built on it is lost, and can be made again.
    Check(
        "environment-kept", "Is an environment still there tomorrow?", "limit", kept_after_log_off, "shared-computers"
    ),
    Check(
        "catalogue-offers-python",
        "Does IT's software catalogue offer Python?",
        "blocker",
        catalogue_offers_python,
        "software-catalogue",
    ),
    Check(
        "windows-supported",
        "Does this Windows still get security fixes?",
        "note",
        windows_supported,
        "ask-it",
        personal=False,
    ),
    Check(
        "elevation-product",
        "Can IT allow a single installation here?",
        "note",
        elevation_product,
        "ask-it",
        personal=False,
    ),
)
