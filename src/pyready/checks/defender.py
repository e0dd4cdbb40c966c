"""Microsoft Defender's own rules, as far as they meet Python: what may be started, where may be written.

Microsoft's references for attack surface reduction rules and for controlled folder access. Exclusions are not read.
"""

from collections.abc import Iterable

from pyready.checks._policies import is_told
from pyready.model.control_facts import AppControl
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown

# shown as what a rule of Microsoft Defender is about
_RULES = {
    "rare-programs": "programs that few computers have",
    "unsigned-from-usb": "unsigned programs on USB sticks",
    "obfuscated-scripts": "scripts whose content looks hidden",
    "downloads-by-scripts": "programs that a script downloaded",
    "started-by-office": "programs that Word, Excel and similar programs start",
    "copied-system-tools": "copies of Windows' own tools",
    "like-ransomware": "programs that behave like ransomware",
}
# shown as evidence: the state of a rule
_STATES = {0: "off", 1: "block", 2: "audit", 6: "warn"}
# shown when a rule blocks or warns
_BLOCKS = "Microsoft Defender probably blocks some programs, or warns about them: {rules}."
# shown as the fix for that
_SEND_REPORT = "If Windows blocks part of Python, send IT this report. They can see which rule it was."
# shown when not all rules could be read
_RULES_UNREAD = "pyready cannot tell which of Microsoft Defender's rules are on, because it could not read all of them."
# shown as what settles it
_ASK = "Ask IT which of Microsoft Defender's rules are on."
# shown when rules only record
_AUDITS = "Microsoft Defender's rules probably only record programs (audit mode): IT might see an entry in a log."
# shown when no rule is on
_NO_RULE = "pyready found no rule of Microsoft Defender that affects Python."

# shown when controlled folder access is on
_GUARDED = "Microsoft Defender probably blocks a new Python from saving in Documents or Pictures."
# shown as the fix for that
_BESIDE = "Keep your projects in your user folder, beside Documents and not in it."
# shown when that could not be read
_GUARD_UNREAD = (
    "pyready cannot tell whether Microsoft Defender guards Documents, because it could not read the setting."
)
# shown as what settles it
_KEEP_BESIDE = (
    "Ask IT whether controlled folder access is on. Until then, keep your projects beside Documents, not in it."
)
# shown when no policy guards the documents
_NOT_GUARDED = "pyready found no policy that blocks Python from saving in Documents."

# shown when a policy stops programs on removable disks
_NO_USB = "A policy probably blocks programs on USB sticks."
# shown as the fix for that
_OWN_DISK = "Keep Python in a folder on this computer's own disk."
# shown when not all of these policies could be read
_USB_UNREAD = "pyready cannot tell whether programs on a USB stick can start, because it could not read the policies."
# shown as what settles it
_NO_STICK = "Ask IT whether programs on a USB stick can start. No option needs a USB stick."
# shown when no policy stops them
_USB = "pyready found no policy that blocks programs on a USB stick."
# shown as evidence about USB sticks
_REMOVABLE = "removable disks"
_UNSIGNED_ON_USB = "unsigned programs on USB sticks"

_STOP = {1, 6}
_REFUSED = Fix("it", _SEND_REPORT)


def defender_rules(facts: Facts) -> Outcome:
    """Each rule that is on is named with its state; what it makes of a file is Defender's to decide."""
    rules = facts[AppControl].attack_surface
    because = [
        Evidence(_RULES.get(rule.id, rule.id), _state(place), place.source, "policy")
        for rule in rules
        for place in rule.places
        if place.state != "not-set"
    ]
    stopping = [_RULES.get(rule.id, rule.id) for rule in rules if any(each.value in _STOP for each in rule.places)]
    if stopping:
        return problem(_BLOCKS.format(rules=", ".join(stopping)), _REFUSED, *because, sure="likely")
    if not rules or not all(is_told(place) for rule in rules for place in rule.places):
        return unknown(_RULES_UNREAD, *because, settles=_ASK)
    if any(place.value == 2 for rule in rules for place in rule.places):
        return passed(_AUDITS, *because, sure="likely")
    return passed(_NO_RULE, *because, sure="likely")


def _state(place: Reading[int]) -> str:
    return place.state if place.value is None else _STATES.get(place.value, str(place.value))


def guarded_documents(facts: Facts) -> Outcome:
    """Documents, Pictures, Music, Videos and Favourites are guarded where it is on; the home folder itself is not."""
    places = facts[AppControl].controlled_folders
    because = _shown("EnableControlledFolderAccess", places)
    if any(each.value == 1 for each in places):
        return problem(_GUARDED, Fix("you", _BESIDE, guide="folders"), *because, sure="likely")
    if not places or not all(is_told(each) for each in places):
        return unknown(_GUARD_UNREAD, *because, settles=_KEEP_BESIDE)
    return passed(_NOT_GUARDED, *because, sure="likely")


def removable_drives(facts: Facts) -> Outcome:
    """A Python on a USB stick: policies about removable disks, and Defender's rule about unsigned programs there."""
    control = facts[AppControl]
    usb = [place for rule in control.attack_surface if rule.id == "unsigned-from-usb" for place in rule.places]
    drives = control.removable_drives
    because = [*_shown(_REMOVABLE, drives), *_shown(_UNSIGNED_ON_USB, usb)]
    if any(each.value == 1 for each in (*drives, *usb)) or any(each.value in _STOP for each in usb):
        return problem(_NO_USB, Fix("nobody", _OWN_DISK, guide="folders"), *because, sure="likely")
    if not drives or not all(is_told(each) for each in (*drives, *usb)):
        return unknown(_USB_UNREAD, *because, settles=_NO_STICK)
    return passed(_USB, *because, sure="likely")


def _shown(name: str, places: Iterable[Reading[int]]) -> list[Evidence]:
    told = (each for each in places if each.state != "not-set")
    return [
        Evidence(name, each.state if each.value is None else str(each.value), each.source, "policy") for each in told
    ]


CHECKS = (
    Check("defender-rules", "Do Microsoft Defender's rules affect Python?", "note", defender_rules, "app-control"),
    Check("guarded-documents", "Can Python save files in Documents?", "note", guarded_documents, "folders"),
    Check("removable-drives", "Can programs start from a USB stick?", "note", removable_drives, "folders"),
)
