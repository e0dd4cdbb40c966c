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

# shown when a policy or the profile says that several people use the computer
_SHARED = "Several people probably use this computer: do not install anything on it."
# shown as the fix for that
_OWN_COMPUTER = "Run pyready on your own work computer, or open a notebook in your browser."
# shown when too few settings could be read
_SHARED_UNREAD = (
    "pyready cannot tell whether several people use this computer, because it could not read enough settings."
)
# shown when there is sign-in with a card on an edition of Windows for devices
_SHARED_CARD = (
    "pyready cannot tell whether several people use this computer, because it has sign-in with a card and a Windows "
    "edition that shared computers often have."
)
# shown as what settles both
_COLLEAGUES = "Do colleagues use this Windows sign-in, too? If so, do not install anything on this computer."
# shown when there is sign-in with a card, and no other sign
_CARD = (
    "This is probably your own computer. If colleagues use this Windows sign-in, too, do not install anything on it."
)
# shown when no sign was found
_NOT_SHARED = "pyready found no sign that several people use this computer."
# shown as evidence about shared computers
_SHARED_MODE = "Windows' mode for shared computers"
_OWN_SHELL = "another program in place of the desktop"
_CARD_SIGN_IN = "sign-in with a card (Imprivata)"
_KIND_OF_PROFILE = "kind of profile"

# shown when it could not be read what happens to the profile at sign-out
_KEPT_UNREAD = (
    "pyready cannot tell whether your files stay when you sign out, because it could not read your profile's kind."
)
# shown when the profile is temporary or mandatory
_PROFILE_DELETED = "What you install is gone when you sign out, because your Windows profile is {kind}."
# shown when the profile roams and a policy deletes its copy
_COPY_DELETED = "Windows deletes the programs in your profile from this computer when you sign out."
# shown as the fix for both
_KEEP = "Provide a folder, or a desktop, that keeps what you install."
# shown on a virtual desktop
_KEPT_ON_DESKTOP = (
    "pyready cannot tell whether this virtual desktop keeps your files, because some start new at each sign-in."
)
# shown as what settles it
_SAVE = "Save a small file in your user folder. Sign out, sign in again and look for the file. Or ask IT."
# shown when the profile is in a container
_KEPT_IN_CONTAINER = "Your files probably stay when you sign out: your profile is in a container on the network."
# shown when no sign was found
_KEPT = "pyready found no sign that your files are deleted when you sign out."
# shown as evidence about profiles
_CONTAINER = "profile container (FSLogix)"
_VIRTUAL_DESKTOP = "virtual desktop"

# shown when the site profile says that the catalogue offers a Python
_OFFERS = "{name} offers Python {python}."
# shown when it says so of a Python whose end has passed
_OFFERS_OLD = (
    "{name} offers Python {python}, which gets no more security fixes. pyready cannot tell whether it offers a newer "
    "one."
)
# shown as what settles it
_LOOK_FOR_NEWER = "Open your software catalogue and search for a newer Python."
# shown when a catalogue is on the computer
_OFFER_NOT_SEEN = "pyready cannot tell whether {name} offers Python, because it does not open {name}."
# shown as what settles it
_SEARCH = "Open {name} and search for Python."
# shown when IT installs programs and no catalogue was found
_MIGHT_HAVE = "IT installs programs on this computer. pyready cannot tell whether you have a software catalogue."
# shown when some places could not be read
_CATALOGUE_UNREAD = (
    "pyready cannot tell whether you have a software catalogue, because it could not look everywhere for one."
)
# shown as what settles both
_START_MENU = "Look in the Start menu for Company Portal or Software Center."
# shown when none was found
_NO_CATALOGUE = "pyready found no software catalogue. There is probably none."
# shown as the fix for that
_OTHER_OPTIONS = "The other options need no software catalogue."
# shown where the site profile gives the catalogue no name
_THE_CATALOGUE = "The software catalogue"
_CATALOGUES = {"company-portal": "Company Portal", "software-center": "Software Center"}
# shown as evidence about catalogues
_INSTALLS_FOR_IT = "installs programs for IT"
_FOUND = "found"
_NOT_FOUND = "not found"

# shown when the version of Windows is not known
_WINDOWS_NOT_KNOWN = (
    "pyready cannot tell until when this Windows gets security fixes, because it does not know this version."
)
# shown as what settles it
_ASK_WINDOWS = "Ask IT whether this Windows still gets security fixes."
# shown when there is time left
_SUPPORTED = "{name} {probably}gets security fixes until {day}.{more}"
# shown when less than three months are left
_SUPPORTED_SOON = "{name} {probably}gets security fixes only until {day}. Days left: {left}.{more}"
# shown when they have ended
_NOT_SUPPORTED = "{name} has probably had no security fixes since {day}.{more}"
# shown after it when IT can buy more
_EXTENDED = " IT can buy more until {day}. pyready cannot see whether it did."
# shown after each when the date is from the profile
_BY_SITE = " Your organisation's site profile says so."
# shown as the fix for the last two
_ASK_NEWER_WINDOWS = "Give this computer a newer Windows."

# shown when a product was found by which IT allows single installations
_CAN_ALLOW_ONE = (
    "pyready found {names}, with which IT can probably allow one installation. Ask for Python for all users: one for "
    "you alone might go into another account's profile."
)
# shown when some places could not be read
_APPROVAL_UNREAD = (
    "pyready cannot tell whether IT can allow single installations, because it could not look everywhere for an "
    "approval tool."
)
# shown as what settles it
_ASK_APPROVAL = "Ask IT whether it can allow single installations on this computer."
# shown when none was found
_NO_APPROVAL = "pyready found no approval tool, by which IT allows single installations."

_ELSEWHERE = Fix("nobody", _OWN_COMPUTER, guide="shared-computers")
_PERSISTENT = Fix("it", _KEEP, request="persistent-folder", guide="shared-computers")
_NEWER_WINDOWS = Fix("it", _ASK_NEWER_WINDOWS)
_NO_SESSION = Session()
_SOON = 90
"""Days in which a team can still plan a change; three months is what a request for a new laptop takes."""


def own_computer(facts: Facts) -> Outcome:
    """A computer that many people share is no place to install. Only strong signs count; a card reader is none."""
    management, machine = facts[Management], facts[MachineFacts].machine.value
    session = management.session.value or _NO_SESSION
    server = machine is not None and machine.product == "server"
    signs = [
        (_SHARED_MODE, management.shared_mode),
        (_OWN_SHELL, management.own_shell),
    ]
    because = [Evidence(what, "yes", sign.source, "policy") for what, sign in signs if sign.value]
    if session.mandatory and not server:
        because.append(Evidence(_KIND_OF_PROFILE, "mandatory", management.session.source))
    if because:
        return problem(_SHARED, _ELSEWHERE, *because, sure="likely")
    unread = [Evidence(what, sign.state, sign.source) for what, sign in signs if not is_told(sign)]
    if session.mandatory is None:
        unread.append(Evidence(_KIND_OF_PROFILE, management.session.state, management.session.source))
    if len(unread) > len(signs):
        return unknown(_SHARED_UNREAD, *unread, settles=_COLLEAGUES)
    if not management.tap_and_go.value:
        return passed(_NOT_SHARED, *unread, sure="likely")
    card = Evidence(_CARD_SIGN_IN, "installed", management.tap_and_go.source)
    if machine is not None and windows.is_long_term(machine):
        edition = Evidence("edition", machine.edition, "Windows")
        return unknown(_SHARED_CARD, card, edition, settles=_COLLEAGUES)
    return passed(_CARD, card, *unread, sure="likely")


def kept_after_log_off(facts: Facts) -> Outcome:
    """What is installed for one person stands in the profile: is it there tomorrow?"""
    management = facts[Management]
    session = management.session.value
    if session is None or session.temporary is None:
        state = Evidence(_KIND_OF_PROFILE, management.session.state, management.session.source)
        return unknown(_KEPT_UNREAD, state, settles=_SAVE)
    kind = Evidence(_KIND_OF_PROFILE, _kind(session), management.session.source)
    deleted = management.roaming_copies_deleted
    if session.temporary or session.mandatory:
        return problem(_PROFILE_DELETED.format(kind=_kind(session)), _PERSISTENT, kind)
    if session.roaming and deleted.value:
        policy = Evidence("DeleteRoamingCache", "yes", deleted.source, "policy")
        return problem(_COPY_DELETED, _PERSISTENT, kind, policy)
    return _on_a_virtual_desktop(facts, management, session, kind)


def _kind(session: Session) -> str:
    kinds = (("temporary", session.temporary), ("mandatory", session.mandatory), ("roaming", session.roaming))
    return next((name for name, is_so in kinds if is_so), "local")


def _on_a_virtual_desktop(facts: Facts, management: Management, session: Session, kind: Evidence) -> Outcome:
    """A virtual desktop may be made anew each time; a profile container keeps the profile all the same."""
    machine = facts[MachineFacts].machine.value
    agents = [sign for sign in management.desktops if sign.found.value]
    because = [Evidence(_VIRTUAL_DESKTOP, sign.id, sign.found.source) for sign in agents]
    if management.profile_container.value:
        because.append(Evidence(_CONTAINER, "on", management.profile_container.source))
        return passed(_KEPT_IN_CONTAINER, kind, *because, sure="likely")
    server = machine is not None and machine.product == "server"
    if agents and (server or session.remote is not False):
        return unknown(_KEPT_ON_DESKTOP, kind, *because, settles=_SAVE)
    return passed(_KEPT, kind, *because, sure="likely")


def catalogue_offers_python(facts: Facts) -> Outcome:
    """What a catalogue offers cannot be seen from here; the site profile may say it."""
    site, management = facts[Site], facts[Management]
    catalogue = site.profile.catalogue if site.profile else None
    if catalogue and catalogue.offers_python:
        because = [Evidence("site profile", catalogue.offers_python, site.path, "policy")]
        name = catalogue.name or _THE_CATALOGUE
        if offers_old_python(facts):
            says = _OFFERS_OLD.format(name=name, python=catalogue.offers_python)
            return unknown(says, *because, settles=_LOOK_FOR_NEWER)
        return passed(_OFFERS.format(name=name, python=catalogue.offers_python), *because)
    found = dict.fromkeys(_CATALOGUES.get(sign.id, sign.id) for sign in management.catalogues if sign.found.value)
    names = [catalogue.name] if catalogue and catalogue.name else list(found)
    because = [Evidence("catalogue", sign.id, sign.found.source) for sign in management.catalogues if sign.found.value]
    if names:
        name = " or ".join(names)
        return unknown(_OFFER_NOT_SEEN.format(name=name), *because, settles=_SEARCH.format(name=name))
    agents = [each for each in (management.intune_agent, management.configuration_manager) if each.is_set]
    if agents:
        seen = (Evidence(_INSTALLS_FOR_IT, _FOUND, agent.source) for agent in agents)
        return unknown(_MIGHT_HAVE, *seen, settles=_START_MENU)
    unread = [sign for sign in management.catalogues if not is_told(sign.found)]
    if unread:
        seen = (Evidence(sign.id, sign.found.state, sign.found.source) for sign in unread)
        return unknown(_CATALOGUE_UNREAD, *seen, settles=_START_MENU)
    return problem(
        _NO_CATALOGUE,
        Fix("nobody", _OTHER_OPTIONS, guide="software-catalogue"),
        *(Evidence(sign.id, _NOT_FOUND, sign.found.source) for sign in management.catalogues),
        sure="likely",
    )


def windows_supported(facts: Facts) -> Outcome:
    """Whether this Windows still gets security fixes: by build and edition, because LTSC goes its own way."""
    machine, today = facts[MachineFacts].machine.value, facts[Taken].at.date()
    release = windows.release_of(machine, knowledge_of(facts)) if machine else None
    if release is None:
        return unknown(_WINDOWS_NOT_KNOWN, settles=_ASK_WINDOWS)
    because = Evidence("Windows", f"build {release.build}, {release.kind}", release.source, "inferred")
    more = _BY_SITE if release.source == SAYS else ""
    sure: Sure = "certain" if release.sure else "likely"
    left, day = (release.ends - today).days, _day(release.ends)
    probably = "" if release.sure else "probably "
    if left > _SOON:
        says = _SUPPORTED.format(name=release.name, probably=probably, day=day, more=more)
        return passed(says, because, sure=sure).rests_on(release)
    if left >= 0:
        says = _SUPPORTED_SOON.format(name=release.name, probably=probably, day=day, left=left, more=more)
        return problem(says, _NEWER_WINDOWS, because, sure=sure).rests_on(release)
    if release.extended and today <= release.extended:
        more += _EXTENDED.format(day=_day(release.extended))
    return problem(_NOT_SUPPORTED.format(name=release.name, day=day, more=more), _NEWER_WINDOWS, because, sure="likely")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def elevation_product(facts: Facts) -> Outcome:
    """A product by which IT lets chosen programs run with more rights is IT's own way to say yes."""
    signs = facts[Management].elevation
    found = [sign for sign in signs if sign.found.value]
    because = [Evidence(elevation.name_of(sign.id), _FOUND, sign.found.source) for sign in found]
    if found:
        names = " and ".join(elevation.name_of(sign.id) for sign in found)
        return passed(_CAN_ALLOW_ONE.format(names=names), *because, sure="likely")
    unread = [
        Evidence(elevation.name_of(sign.id), sign.found.state, sign.found.source)
        for sign in signs
        if not is_told(sign.found)
    ]
    if unread:
        return unknown(_APPROVAL_UNREAD, *unread, settles=_ASK_APPROVAL)
    return passed(_NO_APPROVAL, sure="likely")


CHECKS = (
    Check("own-computer", "Is this your own computer, not a shared one?", "blocker", own_computer, "shared-computers"),
    Check(
        "kept-after-log-off",
        "Does this computer keep what you install?",
        "blocker",
        kept_after_log_off,
        "shared-computers",
    ),
    # Where Python itself is installed for everybody, only what is built on it is lost, and can be made again.
    Check(
        "environment-kept",
        "Does this computer keep a virtual environment?",
        "limit",
        kept_after_log_off,
        "shared-computers",
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
        "Can IT allow a single installation on this computer?",
        "note",
        elevation_product,
        "ask-it",
        personal=False,
    ),
)
