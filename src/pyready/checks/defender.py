"""Microsoft Defender's own rules, as far as they meet Python: what may be started, where may be written.

Microsoft's references for attack surface reduction rules and for controlled folder access. Exclusions are not read.
"""

from collections.abc import Iterable

from pyready.checks._policies import is_told
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.app_control import AppControl

_RULES = {
    "rare-programs": "programs that few computers have",
    "unsigned-from-usb": "unsigned programs on USB sticks",
    "obfuscated-scripts": "scripts that look hidden",
    "downloads-by-scripts": "programs that a script downloaded",
    "started-by-office": "programs that Word, Excel and the like start",
    "copied-system-tools": "copies of Windows' own tools",
    "like-ransomware": "programs that behave like ransomware",
}
_STATES = {0: "off", 1: "block", 2: "audit", 6: "warn"}
_STOP = {1, 6}
_REFUSED = Fix("it", "If Windows refuses something of Python's, send IT this report: they see which rule it was.")
_ASK = "Ask IT which of Defender's rules are switched on."


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
        says = f"Microsoft Defender may stop {', '.join(stopping)}."
        return problem(says, _REFUSED, *because, sure="likely")
    if not rules or not all(is_told(place) for rule in rules for place in rule.places):
        return unknown("Which of Defender's rules are on could not be read.", *because, settles=_ASK)
    if any(place.value == 2 for rule in rules for place in rule.places):
        return passed("Microsoft Defender only watches: IT may see an entry in a log.", *because, sure="likely")
    return passed("No rule of Microsoft Defender's was found that would meet Python.", *because, sure="likely")


def _state(place: Reading[int]) -> str:
    return place.state if place.value is None else _STATES.get(place.value, str(place.value))


def guarded_documents(facts: Facts) -> Outcome:
    """Documents, Pictures, Music, Videos and Favourites are guarded where it is on; the home folder itself is not."""
    places = facts[AppControl].controlled_folders
    because = _shown("EnableControlledFolderAccess", places)
    if any(each.value == 1 for each in places):
        says = "Microsoft Defender guards your documents: a new Python may not write into Documents or Pictures."
        move = Fix("you", "Keep your projects in your home folder, beside Documents and not in it.", guide="folders")
        return problem(says, move, *because, sure="likely")
    if not places or not all(is_told(each) for each in places):
        says = "Whether Microsoft Defender guards your documents could not be read."
        return unknown(says, *because, settles="Keep your projects in your home folder, beside Documents.")
    return passed("No policy was found that keeps Python from writing into Documents.", *because, sure="likely")


def removable_drives(facts: Facts) -> Outcome:
    """A Python on a USB stick: policies about removable disks, and Defender's rule about unsigned programs there."""
    control = facts[AppControl]
    usb = [place for rule in control.attack_surface if rule.id == "unsigned-from-usb" for place in rule.places]
    drives = control.removable_drives
    because = [*_shown("removable disks", drives), *_shown("unsigned programs on USB sticks", usb)]
    if any(each.value == 1 for each in (*drives, *usb)) or any(each.value in _STOP for each in usb):
        fix = Fix("nobody", "Use a folder on this computer's own disk.", guide="folders")
        return problem("Programs may not start from a USB stick here.", fix, *because, sure="likely")
    if not drives or not all(is_told(each) for each in (*drives, *usb)):
        says = "Whether programs may start from a USB stick could not be read."
        return unknown(says, *because, settles="No route here needs a stick.")
    return passed("No policy was found that stops programs on a USB stick.", *because, sure="likely")


def _shown(name: str, places: Iterable[Reading[int]]) -> list[Evidence]:
    told = (each for each in places if each.state != "not-set")
    return [
        Evidence(name, each.state if each.value is None else str(each.value), each.source, "policy") for each in told
    ]


CHECKS = (
    Check("defender-rules", "Do Microsoft Defender's rules meet Python?", "note", defender_rules, "app-control"),
    Check("guarded-documents", "May Python write into Documents?", "note", guarded_documents, "folders"),
    Check("removable-drives", "May programs start from a USB stick?", "note", removable_drives, "folders"),
)
