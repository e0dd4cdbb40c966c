"""The folders a Python would live in."""

from pyready.diagnosis.processor import USUAL, is_musl, processor, runs_intel
from pyready.knowledge.placeholders import gigabytes
from pyready.knowledge.sizes import size_of
from pyready.model.facts import Asked, Facts
from pyready.model.lines import make_folder, on_windows
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, not_applicable, passed, problem, unknown
from pyready.probes.machine import MachineFacts
from pyready.probes.management import Management
from pyready.probes.storage import Folder, Storage


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


def home_writable(facts: Facts) -> Outcome:
    """Can files be made in the home folder, where the steps put a first project?"""
    folder = facts[Storage].home
    because = Evidence("home folder", folder.path, folder.writable.source)
    if folder.writable.value is None:
        return unknown("pyready cannot tell whether you can save files in your home folder.", because)
    if folder.writable.value:
        return passed("You can save files in your home folder.", because)
    fix = Fix("it", "Ask IT why you cannot save files in your home folder.", request="writable-home", guide="ask-it")
    return problem("You cannot save files in your home folder.", fix, because)


def roaming_folder(facts: Facts) -> Outcome:
    """`%APPDATA%`, where pip puts packages for one account: on the network they are slow, in a roaming profile large.

    learn.microsoft.com/windows-server/storage/folder-redirection/folder-redirection-rup-overview, 2026-11-29.
    """
    if facts[Asked].platform != "windows":
        return not_applicable("This system has no such folder.")
    folder = facts[Storage].roaming
    if folder is None or folder.drive.value is None:
        return unknown("pyready cannot tell on which drive your application data folder (AppData) is.")
    because = Evidence("application data folder", folder.path, folder.drive.source)
    if folder.unc or folder.drive.value.kind == "network":
        return problem(_SLOW_DATA, Fix("you", _ONLY_NEEDED, guide="folders"), because)
    session = facts[Management].session
    if session.value is not None and session.value.roaming:
        kind = Evidence("kind of profile", "roaming", session.source)
        return problem(_TRAVELS, Fix("you", _ONLY_NEEDED, guide="folders"), because, kind)
    return passed("Your application data folder (AppData) is on this computer.", because)


_SLOW_DATA = "pip install --user saves packages in AppData, which is on the network: Python then starts slowly."
_TRAVELS = (
    "pip install --user saves packages in AppData, which is part of your roaming profile: it grows by about "
    f"{gigabytes([size_of('notebooks').needs])}, and signing in takes longer."
)
_ONLY_NEEDED = "Install only the packages that you need."


def folder_drive(facts: Facts) -> Outcome:
    """A network or synchronised folder works, but slowly and with surprises."""
    storage = facts[Storage]
    folders = {"home folder": storage.home, "folder for programs": storage.tools}
    because = []
    for name, folder in folders.items():
        kind = folder.drive.value.kind if folder.drive.value else folder.drive.state
        if folder.unc or kind == "network":
            because.append(Evidence(f"{name} is on the network", folder.path, folder.drive.source))
        if kind == "removable":
            because.append(Evidence(f"{name} is on a removable drive", folder.path, folder.drive.source))
        if folder.in_onedrive:
            because.append(Evidence(f"{name} is synchronised by OneDrive", folder.path, "environment"))
    if because:
        fix = Fix("you", "Keep environments off it: the steps use a folder on this computer.", guide="folders")
        where = (
            "removable, on the network or synchronised" if _any_removable(storage) else "on the network or synchronised"
        )
        return problem(f"Part of your folders is {where}: Python is slow there.", fix, *because)
    if all(folder.drive.value is None or folder.drive.value.kind == "unknown" for folder in folders.values()):
        return unknown("Which drive your folders are on could not be told.")
    return passed("Your folders are on this computer.", Evidence("home folder", storage.home.path, "drive"))


def _any_removable(storage: Storage) -> bool:
    drives = (storage.home.drive.value, storage.tools.drive.value)
    return any(drive is not None and drive.kind == "removable" for drive in drives)


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
    return problem(says, Fix("nothing", "The steps quote the path.", guide="folders"), because)


_NOT_FOR_CONDA = set("^%!=,()")
"""constructor, which makes the installers of Anaconda, Miniconda and Miniforge, refuses these (`main.nsi.tmpl`)."""
_NOT_IN_LINE = set("&;")
"""The installers accept these, the steps cannot hold them: the folder after /D= takes no quotes, so & would end the
line, and ; ends a folder of PATH."""
_NOT_TYPED = "The line that starts a conda installer cannot hold a path like that of your own folder"
_OTHER_WAY = Fix("nobody", "Take another way: the others do not mind.", guide="folders")


def folder_suits_conda(facts: Facts) -> Outcome:
    """The folder for programs of one's own, where the steps put conda, must have a path that its installers accept."""
    if facts[Asked].platform != "windows":
        return not_applicable("The conda installers for this system take any path.")
    folder = facts[Storage].tools
    refused = _refused(folder)
    because = Evidence("folder", folder.path, refused or "the installers accept it")
    if marks := sorted(_NOT_IN_LINE & set(folder.other_marks)):
        return problem(f"{_NOT_TYPED}: it holds the character {' and '.join(marks)}.", _OTHER_WAY, because)
    if folder.non_ascii and folder.western is None:
        return unknown("Whether the conda installers accept your own folder is not known.", because)
    if refused:
        says = f"The conda installers refuse a path like that of your own folder: {refused}."
        return problem(says, _OTHER_WAY, because)
    spaces = " It has a space in it, which some conda packages do not like." if folder.has_space else ""
    return passed(f"The conda installers accept your own folder.{spaces}", because, sure="likely")


def folder_suits_miniforge(facts: Facts) -> Outcome:
    """The same, and no space: constructor's `check_path_spaces`, which Miniforge leaves on and Anaconda switches off.

    `main.nsi.tmpl` in github.com/conda/constructor ends with an error then, in a silent installation without a word;
    github.com/conda-forge/miniforge issue 593. Read 2026-11-29; not yet seen running.
    """
    if facts[Asked].platform == "windows" and facts[Storage].tools.has_space:
        because = Evidence("folder", facts[Storage].tools.path, "it has a space in it")
        return problem(_SPACE, _NO_SPACE, because, sure="likely")
    return folder_suits_conda(facts)


_SPACE = "Miniforge's installer stops, without a message, where the path of your user folder has a space in it."
_NO_SPACE = Fix("nobody", "Take another option: the others accept a space.", guide="folders")


def _refused(folder: Folder) -> str:
    """Why the installers would not take a path; empty when they would."""
    if marks := sorted(_NOT_FOR_CONDA & set(folder.other_marks)):
        return f"it holds the character {' and '.join(marks)}"
    return "it holds letters of another alphabet" if folder.non_ascii and not folder.western else ""


_LONG, _MOST = 100, 260
"""Characters: packages put up to 160 more below a project, and Windows stops most programs at 260."""
_FIRST_ENVIRONMENT = "\\first-python\\.venv"
"""Where the steps put it, below the home folder."""


def project_folder(facts: Facts) -> Outcome:
    """The folder where people put their work: fine for notebooks, not always for environments."""
    storage = facts[Storage]
    folder = storage.projects
    if folder is None or folder.state != "set":
        state = folder.state if folder else "not looked at"
        return unknown("Your folder for documents could not be looked at.", Evidence("documents", state, "folder"))
    kind = folder.drive.value.kind if folder.drive.value else ""
    found = {
        "it is synchronised by OneDrive": folder.in_onedrive,
        "it is on the network": folder.unc or kind == "network",
        f"its path has {folder.length} characters": folder.length > _LONG and storage.long_paths.value is not True,
        "its path holds letters outside ASCII": folder.non_ascii,
        "its path holds an apostrophe": folder.has_apostrophe,
    }
    named = [what for what, so in found.items() if so]
    because = Evidence("documents", folder.path, folder.drive.source)
    if not named:
        return passed("Your folder for documents is a good place for projects.", because)
    says = f"Your folder for documents is no good place for environments: {' and '.join(named)}."
    return problem(says, Fix("you", _ELSEWHERE, guide="folders"), because)


_ELSEWHERE = "Keep environments in a folder of your own on this computer, as the steps do; notebooks may stay."


def temp_folder(facts: Facts) -> Outcome:
    """Installers and pip unpack there."""
    folder = facts[Storage].temp
    if folder is None:
        return unknown("The folder for temporary files was not looked at.")
    because = Evidence("temporary files", folder.path or "no variable names it", folder.writable.source)
    if folder.state == "not-set" and folder.path:
        make = "Make the folder that it names."
        step = Step(make, 'mkdir -p "$TMPDIR"', "sh")
        if facts[Asked].platform == "windows":
            step = on_windows(make, make_folder("{TEMP}"))
        says = "The folder for temporary files is not there: installers and pip unpack in it."
        return problem(says, Fix("you", "Make the folder.", (step,), guide="folders"), because)
    if folder.writable.value is None:
        return unknown("pyready cannot tell whether you can save temporary files.", because)
    if folder.writable.value:
        return passed("You may save temporary files.", because)
    fix = Fix("it", "Ask IT why you may not save temporary files.", request="writable-home", guide="ask-it")
    return problem("You may not save temporary files: installers and pip unpack there.", fix, because)


def long_paths(facts: Facts) -> Outcome:
    """Windows stops most programs at 260 characters unless it is told otherwise."""
    if facts[Asked].platform != "windows":
        return not_applicable("This system has no such limit.")
    reading = facts[Storage].long_paths
    because = Evidence("LongPathsEnabled", str(reading.value if reading.is_set else reading.state), reading.source)
    if reading.value:
        return passed("Long paths are allowed.", because)
    if reading.state not in {"set", "not-set"}:
        return unknown("Whether long paths are allowed could not be read.", because)
    says = "Paths of more than 260 characters are not allowed on this computer, and some packages make long ones."
    left = _MOST - facts[Storage].home.length - len(_FIRST_ENVIRONMENT)
    room = Evidence("characters left below the environment of the steps", str(left), facts[Storage].home.path)
    if left < _MOST - _LONG:
        says += f" Your home folder's own path is long: it leaves {max(left, 0)} of the {_MOST - _LONG} they may need."
    return problem(
        says, Fix("you", "Keep the names of project folders short, as the steps do.", guide="folders"), because, room
    )


def usual_processor(facts: Facts) -> Outcome:
    """Most makers have files for two kinds of processor, and on Linux for one C library."""
    facts[MachineFacts]
    found = Evidence("processor", processor(facts), "this computer")
    emulates = runs_intel(facts) if facts[Asked].platform == "windows" else True
    if processor(facts) == "arm64" and emulates is False:
        return problem(_ONLY_11, Fix("nobody", "Take an option that is made for ARM.", guide="start-here"), found)
    if processor(facts) in USUAL and emulates and not is_musl(facts):
        return passed("The usual downloads are for a processor like this one.", found)
    return unknown("pyready cannot tell whether there is a file for this kind of computer.", found, settles=_LOOK_THERE)


_ONLY_11 = "This Windows for ARM runs no 64-bit programs that are made for Intel processors. Windows 11 does."
_LOOK_THERE = "Look at the maker's page: the names of the files say which computers they are for."
CHECKS = (
    Check(
        "usual-processor",
        "Is there a file for this kind of computer?",
        "blocker",
        usual_processor,
        "start-here",
    ),
    Check("home-writable", "Can you save files in your home folder?", "blocker", home_writable, "folders"),
    Check("roaming-folder", "Is your application data folder on this computer?", "limit", roaming_folder, "folders"),
    Check("folder-writable", "May you save files in your own folder?", "blocker", folder_writable, "folders"),
    Check("folder-drive", "Are your folders on this computer?", "limit", folder_drive, "folders"),
    Check("folder-name", "Does the name of your home folder give trouble?", "note", folder_name, "folders"),
    Check(
        "folder-suits-conda", "Do the conda installers accept your folder?", "blocker", folder_suits_conda, "folders"
    ),
    Check(
        "folder-suits-miniforge",
        "Does Miniforge's installer accept your folder?",
        "blocker",
        folder_suits_miniforge,
        "folders",
    ),
    Check("project-folder", "Is your folder for documents good for projects?", "limit", project_folder, "folders"),
    Check("temp-folder", "May you save temporary files?", "blocker", temp_folder, "folders"),
    Check("long-paths", "Are long paths allowed?", "note", long_paths, "folders"),
)
