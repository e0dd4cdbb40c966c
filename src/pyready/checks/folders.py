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

# shown when a problem is one of permissions: what IT can do
_LET_SAVE = "Let you save files in {folder}."
_USER_FOLDER = "your user folder"
# shown when the user folder for programs can be written to, cannot, or was not read
_CAN_SAVE = "You can save files in your user folder."
_CANNOT_SAVE = "You cannot save files in your user folder."
_SAVING_UNREAD = (
    "pyready cannot tell whether you can save files in your user folder, because it could not read its permissions."
)
# shown when the same is so of the home folder
_CAN_SAVE_HOME = "You can save files in your home folder."
_CANNOT_SAVE_HOME = "You cannot save files in your home folder."
_HOME_UNREAD = (
    "pyready cannot tell whether you can save files in your home folder, because it could not read its permissions."
)
_HOME = "your home folder"
# shown when the folder for application data is local, is on the network, is in a roaming profile, or was not seen
_DATA_HERE = "Your application data folder (AppData) is on this computer."
_SLOW_DATA = "pip install --user saves packages in AppData, which is on the network: Python then starts slowly."
_TRAVELS = (
    "pip install --user saves packages in AppData, which is part of your roaming profile: it grows by about "
    f"{gigabytes([size_of('notebooks').needs])}, and signing in takes longer."
)
_ONLY_NEEDED = "Install only the packages that you need."
_DATA_UNSEEN = (
    "pyready cannot tell whether your application data folder (AppData) is on this computer, because it did not find "
    "it."
)
_NO_SUCH_FOLDER = "This system has no such folder."
# shown when part of the folders is elsewhere, nothing is, or the drives are not known
_SLOW = "Part of your folders is {where}: Python is slow there."
_ELSEWHERE_OR_REMOVABLE = "removable, on the network or synchronised"
_ELSEWHERE = "on the network or synchronised"
_KEEP_OFF = "Keep virtual environments on this computer, as the steps do."
_DRIVES_UNSEEN = (
    "pyready cannot tell whether your folders are on this computer, because it could not read their drives."
)
_HERE = "Your folders are on this computer."
_OF_HOME, _OF_PROGRAMS = "home folder", "folder for programs"
# shown when the path of the home folder holds characters that trip some tools, or holds none
_ODD_NAME = "The path of your home folder contains {what}. Python can use it; some other tools cannot."
_QUOTED = "The steps put the path in quotation marks."
_PLAIN_NAME = "The path of your home folder suits all tools."
_MARKS = ("a space", "an apostrophe", "a letter outside ASCII")
_MARK = "the character {mark}"
# shown when a conda installer takes the user folder, refuses its path, or that is not known
_NOT_TYPED = "The line that starts a conda installer cannot hold the path of your user folder: it contains {what}."
_REFUSED = "The conda installers refuse the path of your user folder: {why}."
_CHARACTERS = "the character {marks}"
_HOLDS_CHARACTERS = "it contains the character {marks}"
_OTHER_ALPHABET = "it contains letters of another alphabet"
_OTHERS_ACCEPT = "The options without conda accept this path."
_CONDA_NOT_KNOWN = (
    "pyready cannot tell whether the conda installers accept your user folder, because its path contains letters "
    "outside ASCII."
)
_CONDA_ACCEPTS = "The conda installers probably accept your user folder."
_WITH_SPACE = " Its path contains a space, which some conda packages do not accept."
_ANY_PATH = "The conda installers for this system accept any path."
# shown when the path of the user folder has a space in it
_SPACE = "Miniforge's installer probably stops without a message: the path of your user folder has a space in it."
_ACCEPT_SPACE = "The other options accept a space."
# shown when the folder for documents was not read, is no good place for environments, or is a good one
_DOCUMENTS_UNREAD = "pyready cannot tell whether your documents folder suits projects, because it could not read it."
_NOT_READ = "not read"
_BAD_PLACE = "Your documents folder is not a good place for virtual environments: {why}."
_IN_ONEDRIVE, _ON_NETWORK = "it is synchronised by OneDrive", "it is on the network"
_LONG_PATH = "its path has {length} characters"
_PATH_LETTERS, _PATH_APOSTROPHE = "its path contains letters outside ASCII", "its path contains an apostrophe"
_KEEP_ELSEWHERE = (
    "Keep virtual environments in a folder on this computer, as the steps do. Notebooks can stay in your documents."
)
_GOOD_PLACE = "Your documents folder is a good place for projects."
# shown when the folder for temporary files was not read, is not there, can be written to or cannot
_TEMP_NOT_ASKED = "pyready cannot tell whether you can save temporary files, because it did not read that folder."
_TEMP_UNREAD = (
    "pyready cannot tell whether you can save temporary files, because it could not read the folder's permissions."
)
_NO_TEMP = "The folder for temporary files does not exist. Installers and pip unpack files there."
_MAKE_TEMP = "Make the folder."
_TEMP_STEP = "Make the folder for temporary files."
_TEMP_MADE = "no error message."
_CAN_SAVE_TEMP = "You can save temporary files."
_CANNOT_SAVE_TEMP = "You cannot save temporary files. Installers and pip unpack files there."
_TEMP = "the folder for temporary files"
# shown when paths of more than 260 characters work, do not, or that was not read
_LONG_ALLOWED = "Windows allows long paths."
_LONG_UNREAD = "pyready cannot tell whether Windows allows long paths, because it could not read that setting."
_LONG_NOT_ALLOWED = "Windows allows no paths of more than 260 characters, and some packages have long ones."
_LITTLE_LEFT = " The path of your home folder is long: it leaves {left} of the {needed} characters that they can need."
_SHORT_NAMES = "Give project folders short names, as the steps do."
_NO_LIMIT = "This system has no such limit."
# shown when the processor is a usual one, is ARM with a Windows that runs no Intel programs, or is another
_USUAL = "The usual downloads are for a processor like this one."
_ONLY_11 = "This Windows for ARM cannot run 64-bit programs for Intel processors. Windows 11 can."
_FOR_ARM = "Choose one that is made for ARM processors."
_UNUSUAL = (
    "pyready cannot tell whether there is a file for this kind of computer, because its processor or system is "
    "not a usual one."
)
_LOOK_THERE = "Open the maker's page. The names of the files say which computers they are for."


def folder_writable(facts: Facts) -> Outcome:
    """Can files be made in the folder for programs of the user?"""
    folder = facts[Storage].tools
    writable = folder.writable
    because = Evidence("folder", folder.path, writable.source)
    if writable.value is None:
        return unknown(_SAVING_UNREAD, because)
    if writable.value:
        return passed(_CAN_SAVE, because)
    return problem(_CANNOT_SAVE, _let_save(_USER_FOLDER), because)


def _let_save(folder: str) -> Fix:
    return Fix("it", _LET_SAVE.format(folder=folder), request="writable-home", guide="ask-it")


def home_writable(facts: Facts) -> Outcome:
    """Can files be made in the home folder, where the steps put a first project?"""
    folder = facts[Storage].home
    because = Evidence("home folder", folder.path, folder.writable.source)
    if folder.writable.value is None:
        return unknown(_HOME_UNREAD, because)
    if folder.writable.value:
        return passed(_CAN_SAVE_HOME, because)
    return problem(_CANNOT_SAVE_HOME, _let_save(_HOME), because)


def roaming_folder(facts: Facts) -> Outcome:
    """`%APPDATA%`, where pip puts packages for one account: on the network they are slow, in a roaming profile large.

    learn.microsoft.com/windows-server/storage/folder-redirection/folder-redirection-rup-overview, 2026-11-29.
    """
    if facts[Asked].platform != "windows":
        return not_applicable(_NO_SUCH_FOLDER)
    folder = facts[Storage].roaming
    if folder is None or folder.drive.value is None:
        return unknown(_DATA_UNSEEN)
    because = Evidence("application data folder", folder.path, folder.drive.source)
    if folder.unc or folder.drive.value.kind == "network":
        return problem(_SLOW_DATA, Fix("you", _ONLY_NEEDED, guide="folders"), because)
    session = facts[Management].session
    if session.value is not None and session.value.roaming:
        kind = Evidence("kind of profile", "roaming", session.source)
        return problem(_TRAVELS, Fix("you", _ONLY_NEEDED, guide="folders"), because, kind)
    return passed(_DATA_HERE, because)


def folder_drive(facts: Facts) -> Outcome:
    """A network or synchronised folder works, but slowly and with surprises."""
    storage = facts[Storage]
    folders = {_OF_HOME: storage.home, _OF_PROGRAMS: storage.tools}
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
        where = _ELSEWHERE_OR_REMOVABLE if _any_removable(storage) else _ELSEWHERE
        return problem(_SLOW.format(where=where), Fix("you", _KEEP_OFF, guide="folders"), *because)
    if all(folder.drive.value is None or folder.drive.value.kind == "unknown" for folder in folders.values()):
        return unknown(_DRIVES_UNSEEN)
    return passed(_HERE, Evidence("home folder", storage.home.path, "drive"))


def _any_removable(storage: Storage) -> bool:
    drives = (storage.home.drive.value, storage.tools.drive.value)
    return any(drive is not None and drive.kind == "removable" for drive in drives)


def folder_name(facts: Facts) -> Outcome:
    """Characters that trip some installers; the fields decide, the path may be hidden."""
    home = facts[Storage].home
    marks = zip(_MARKS, (home.has_space, home.has_apostrophe, home.non_ascii), strict=True)
    found = [name for name, present in marks if present]
    found += [_MARK.format(mark=mark) for mark in home.other_marks]
    because = Evidence("home folder", home.path, "environment")
    if not found:
        return passed(_PLAIN_NAME, because)
    return problem(_ODD_NAME.format(what=" and ".join(found)), Fix("nothing", _QUOTED, guide="folders"), because)


_NOT_FOR_CONDA = set("^%!=,()")
"""constructor, which makes the installers of Anaconda, Miniconda and Miniforge, refuses these (`main.nsi.tmpl`)."""
_NOT_IN_LINE = set("&;")
"""The installers accept these, the steps cannot hold them: the folder after /D= takes no quotes, so & would end the
line, and ; ends a folder of PATH."""
_OTHER_OPTION = Fix("nobody", _OTHERS_ACCEPT, guide="folders")


def folder_suits_conda(facts: Facts) -> Outcome:
    """The folder for programs of one's own, where the steps put conda, must have a path that its installers accept."""
    if facts[Asked].platform != "windows":
        return not_applicable(_ANY_PATH)
    folder = facts[Storage].tools
    refused = _refused(folder)
    because = Evidence("folder", folder.path, refused or "the installers accept it")
    if marks := sorted(_NOT_IN_LINE & set(folder.other_marks)):
        what = _CHARACTERS.format(marks=" and ".join(marks))
        return problem(_NOT_TYPED.format(what=what), _OTHER_OPTION, because)
    if folder.non_ascii and folder.western is None:
        return unknown(_CONDA_NOT_KNOWN, because)
    if refused:
        return problem(_REFUSED.format(why=refused), _OTHER_OPTION, because)
    return passed(_CONDA_ACCEPTS + (_WITH_SPACE if folder.has_space else ""), because, sure="likely")


def folder_suits_miniforge(facts: Facts) -> Outcome:
    """The same, and no space: constructor's `check_path_spaces`, which Miniforge leaves on and Anaconda switches off.

    `main.nsi.tmpl` in github.com/conda/constructor ends with an error then, in a silent installation without a word;
    github.com/conda-forge/miniforge issue 593. Read 2026-11-29; not yet seen running.
    """
    if facts[Asked].platform == "windows" and facts[Storage].tools.has_space:
        because = Evidence("folder", facts[Storage].tools.path, "it has a space in it")
        return problem(_SPACE, Fix("nobody", _ACCEPT_SPACE, guide="folders"), because, sure="likely")
    return folder_suits_conda(facts)


def _refused(folder: Folder) -> str:
    """Why the installers would not take a path; empty when they would."""
    if marks := sorted(_NOT_FOR_CONDA & set(folder.other_marks)):
        return _HOLDS_CHARACTERS.format(marks=" and ".join(marks))
    return _OTHER_ALPHABET if folder.non_ascii and not folder.western else ""


_LONG, _MOST = 100, 260
"""Characters: packages put up to 160 more below a project, and Windows stops most programs at 260."""
_FIRST_ENVIRONMENT = "\\first-python\\.venv"
"""Where the steps put it, below the home folder."""


def project_folder(facts: Facts) -> Outcome:
    """The folder where people put their work: fine for notebooks, not always for environments."""
    storage = facts[Storage]
    folder = storage.projects
    if folder is None or folder.state != "set":
        state = folder.state if folder else _NOT_READ
        return unknown(_DOCUMENTS_UNREAD, Evidence("documents", state, "folder"))
    kind = folder.drive.value.kind if folder.drive.value else ""
    found = {
        _IN_ONEDRIVE: folder.in_onedrive,
        _ON_NETWORK: folder.unc or kind == "network",
        _LONG_PATH.format(length=folder.length): folder.length > _LONG and storage.long_paths.value is not True,
        _PATH_LETTERS: folder.non_ascii,
        _PATH_APOSTROPHE: folder.has_apostrophe,
    }
    named = [what for what, so in found.items() if so]
    because = Evidence("documents", folder.path, folder.drive.source)
    if not named:
        return passed(_GOOD_PLACE, because)
    says = _BAD_PLACE.format(why=" and ".join(named))
    return problem(says, Fix("you", _KEEP_ELSEWHERE, guide="folders"), because)


def temp_folder(facts: Facts) -> Outcome:
    """Installers and pip unpack there."""
    folder = facts[Storage].temp
    if folder is None:
        return unknown(_TEMP_NOT_ASKED)
    because = Evidence("temporary files", folder.path or "no environment variable names it", folder.writable.source)
    if folder.state == "not-set" and folder.path:
        step = Step(_TEMP_STEP, 'mkdir -p "$TMPDIR"', "sh", _TEMP_MADE)
        if facts[Asked].platform == "windows":
            step = on_windows(_TEMP_STEP, make_folder("{TEMP}"), _TEMP_MADE)
        return problem(_NO_TEMP, Fix("you", _MAKE_TEMP, (step,), guide="folders"), because)
    if folder.writable.value is None:
        return unknown(_TEMP_UNREAD, because)
    if folder.writable.value:
        return passed(_CAN_SAVE_TEMP, because)
    return problem(_CANNOT_SAVE_TEMP, _let_save(_TEMP), because)


def long_paths(facts: Facts) -> Outcome:
    """Windows stops most programs at 260 characters unless a setting says otherwise."""
    if facts[Asked].platform != "windows":
        return not_applicable(_NO_LIMIT)
    reading = facts[Storage].long_paths
    because = Evidence("LongPathsEnabled", str(reading.value if reading.is_set else reading.state), reading.source)
    if reading.value:
        return passed(_LONG_ALLOWED, because)
    if reading.state not in {"set", "not-set"}:
        return unknown(_LONG_UNREAD, because)
    says = _LONG_NOT_ALLOWED
    left = _MOST - facts[Storage].home.length - len(_FIRST_ENVIRONMENT)
    room = Evidence("characters left inside the virtual environment", str(left), facts[Storage].home.path)
    if left < _MOST - _LONG:
        says += _LITTLE_LEFT.format(left=max(left, 0), needed=_MOST - _LONG)
    return problem(says, Fix("you", _SHORT_NAMES, guide="folders"), because, room)


def usual_processor(facts: Facts) -> Outcome:
    """Most makers have files for two kinds of processor, and on Linux for one C library."""
    facts[MachineFacts]
    found = Evidence("processor", processor(facts), "this computer")
    emulates = runs_intel(facts) if facts[Asked].platform == "windows" else True
    if processor(facts) == "arm64" and emulates is False:
        return problem(_ONLY_11, Fix("nobody", _FOR_ARM, guide="start-here"), found)
    if processor(facts) in USUAL and emulates and not is_musl(facts):
        return passed(_USUAL, found)
    return unknown(_UNUSUAL, found, settles=_LOOK_THERE)


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
    Check("folder-writable", "Can you save files in your user folder?", "blocker", folder_writable, "folders"),
    Check("folder-drive", "Are your folders on this computer?", "limit", folder_drive, "folders"),
    Check("folder-name", "Does the path of your home folder suit all tools?", "note", folder_name, "folders"),
    Check(
        "folder-suits-conda",
        "Do the conda installers accept your user folder?",
        "blocker",
        folder_suits_conda,
        "folders",
    ),
    Check(
        "folder-suits-miniforge",
        "Does Miniforge's installer accept your user folder?",
        "blocker",
        folder_suits_miniforge,
        "folders",
    ),
    Check("project-folder", "Is your documents folder good for projects?", "limit", project_folder, "folders"),
    Check("temp-folder", "Can you save temporary files?", "blocker", temp_folder, "folders"),
    Check("long-paths", "Does Windows allow long paths?", "note", long_paths, "folders"),
)
