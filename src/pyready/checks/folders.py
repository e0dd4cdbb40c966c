"""The folders a Python would live in."""

from pyready.facts import Facts
from pyready.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.storage import Storage

NEEDED_BYTES = 1_000_000_000
"""A Python (0.1 to 0.3 GB) and a virtual environment with JupyterLab, pandas and matplotlib (0.5 GB, measured)."""


def folder_space(facts: Facts) -> Outcome:
    """Room for a Python and one working environment."""
    folder = facts[Storage].tools
    space = folder.space.value
    if space is None:
        return unknown("Free space could not be read.", Evidence("space", folder.space.state, folder.space.source))
    free = f"{space.free / 1e9:.1f} GB free"
    because = Evidence("free for you", free, folder.space.source)
    if space.free >= NEEDED_BYTES:
        return passed(f"There is room: {free}, about 1 GB is needed.", because)
    fix = Fix("you", "Make room: about 1 GB is needed for Python and a first set of packages.", guide="start-here")
    return problem(f"There is too little room for Python and its packages: {free}.", fix, because)


def folder_writable(facts: Facts) -> Outcome:
    """May files be made in the folder for programs of the user?"""
    folder = facts[Storage].tools
    writable = folder.writable
    because = Evidence("folder", folder.path, writable.source)
    if writable.value is None:
        return unknown("Whether you may save files in your own folder could not be told.", because)
    if writable.value:
        return passed("You may save files in your own folder.", because)
    fix = Fix("it", "Ask IT why your own folder cannot be written to.", request="writable-home", guide="ask-it")
    return problem("You may not save files in your own folder.", fix, because)


def folder_drive(facts: Facts) -> Outcome:
    """A network or synchronised folder works, but slowly and with surprises."""
    storage = facts[Storage]
    folders = {"home folder": storage.home, "folder for programs": storage.tools}
    because = []
    for name, folder in folders.items():
        kind = folder.drive.value.kind if folder.drive.value else folder.drive.state
        if folder.unc or kind == "network":
            because.append(Evidence(f"{name} is on the network", folder.path, folder.drive.source))
        if folder.in_onedrive:
            because.append(Evidence(f"{name} is synchronised by OneDrive", folder.path, "environment"))
    if because:
        fix = Fix("you", "Keep environments off it: the steps use a folder on this computer.", guide="start-here")
        return problem("Part of your folders is on the network or synchronised: Python is slow there.", fix, *because)
    if all(folder.drive.value is None or folder.drive.value.kind == "unknown" for folder in folders.values()):
        return unknown("Which drive your folders are on could not be told.")
    return passed("Your folders are on this computer.", Evidence("home folder", storage.home.path, "drive"))


def folder_name(facts: Facts) -> Outcome:
    """Characters that trip some installers; the fields decide, the path may be hidden."""
    home = facts[Storage].home
    marks = {"a space": home.has_space, "an apostrophe": home.has_apostrophe, "a letter outside ASCII": home.non_ascii}
    found = [name for name, present in marks.items() if present]
    found += [f"the character {mark}" for mark in home.other_marks]
    because = Evidence("home folder", home.path, "environment")
    if not found:
        return passed("The name of your home folder gives no trouble.", because)
    says = f"The path of your home folder holds {' and '.join(found)}. Python copes; some other tools do not."
    return problem(says, Fix("you", "Nothing to change: the steps quote the path.", guide="start-here"), because)


CHECKS = (
    Check("folder-space", "Is there room for Python?", "blocker", folder_space, "start-here"),
    Check("folder-writable", "May you save files in your own folder?", "blocker", folder_writable, "start-here"),
    Check("folder-drive", "Are your folders on this computer?", "limit", folder_drive, "start-here"),
    Check("folder-name", "Does the name of your home folder give trouble?", "note", folder_name, "start-here"),
)
