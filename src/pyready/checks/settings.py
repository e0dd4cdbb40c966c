"""What environment variables and files of settings say for Python and pip."""

from collections.abc import Sequence

from pyready.checks._tool_settings import place, sets
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.model.tool_settings import Setting, Settings
from pyready.probes.storage import Storage
from pyready.tools.pip import Pip

# shown where an environment variable changes how Python starts
_HOME = "PYTHONHOME is set, so every Python uses the library of one of them, and the others do not start.{kept}"
_UNSET = "Remove PYTHONHOME in the window you use. The program that needs it keeps it."
_PATH = (
    "PYTHONPATH is set, so every Python probably looks for packages in the folders it names too. That can mix versions."
    "{kept}"
)
_KEPT_BY_COMPUTER = " It is set for the whole computer, where only IT can change it."
_KEPT_BY_ACCOUNT = " It is set for your account."
_NO_VARIABLE = "No environment variable changes how Python starts."
_ASKS_VARIABLES = "Does an environment variable stop Python from starting?"
# shown in the evidence, for a folder that is named
_MISSING = {
    "not-set": "missing",
    "denied": "no permission to read it",
    "network": "on a server, not opened",
    "missing": "not known",
    "malformed": "not known",
    "timed-out": "not known",
}
_SIGN_IN_SEEN = " (with a sign-in)"
_PUBLIC_INDEX = "the public package index"
# shown where pip does not start, or one of its files was not read
_STOPS = "pip cannot read {place}, so no pip command starts."
_CORRECT = "Correct that file: the check of packages says how."
_UNREAD = "pyready cannot tell which settings pip has, because it could not read one of pip's settings files."
_LISTS = "Run python -m pip config list: it shows the settings, or says why pip cannot read them."
# shown for what limits or weakens pip, each with what to do
_TRUSTED = "pip does not check the certificates of some servers (trusted-host). That setting is for tests only."
_TRUSTED_FIX = "Remove the line with trusted-host as soon as pip can download packages without it."
_NO_INDEX = "pip uses no package index, only the folders that are named (no-index)."
_ASK_FOLDER = "Ask the team that set it which packages are in that folder. Do not change the setting."
_BUNDLE_GONE = "pip is set to use a certificate bundle that is missing ({name})."
_BUNDLE_FIX = "Correct the path, or remove the setting."
_COMMA = "extra-index-url contains a comma. pip takes it as part of the address, so it does not find that index."
_COMMA_FIX = "Remove the comma: a space or a new line separates addresses."
_SIGN_IN = "pip's settings contain a sign-in, which every program of yours can read."
_SIGN_IN_FIX = "Ask the team that runs the index for a way without it. pip can also use a keyring."
# shown where nothing does
_PLAIN = "No setting stops pip."
_OWN = "pip has its own settings. The check of packages uses them."
_OWN_INDEX = "pip gets its packages from your organisation's own index, as it is set to."
_OUTRANKED = " A change to {name} in {source} has no effect: {counts} overrides it."
_VENV_ONLY = " pip installs into virtual environments only, as the steps do."
_ASKS_PIP = "Does pip have its own settings?"
# shown for packages that pip installs for one account
_STOPPED = "A setting stops pip or Python from using packages of your account."
_CHANGE = "Change it in the window you use."
_SITE = "Let Python find the packages of your own account, in this window."
_NO_VENV = "Let pip install outside a virtual environment, in this window."
_NO_FOLDER = (
    "pyready cannot tell whether pip can save packages for your account, because it did not check the application data "
    "folder (AppData)."
)
_NOT_KNOWN = (
    "pyready cannot tell whether pip can save packages for your account, because it could not check that you can save "
    "files there."
)
_SAVES = "pip can probably install packages for your account."
_NO_SAVING = "You cannot save files in your application data folder (AppData)."
_CHECK_SAVING = "Check why you cannot save files in AppData."
_ASKS_SITE = "Can pip install for your account only?"

_PIP_READS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that pip's way of connecting obeys."""


def python_variables(facts: Facts) -> Outcome:
    """PYTHONHOME stops every Python but one from starting; PYTHONPATH lends packages to all of them."""
    settings = facts[Settings]
    home, path = settings.of("python", "PYTHONHOME"), settings.of("python", "PYTHONPATH")
    because = tuple(_places(each) for each in (*home, *path))
    if home:
        return problem(
            _HOME.format(kept=_kept(home[0])),
            Fix("you", _UNSET, (sets(facts, _UNSET, "PYTHONHOME", ""),), guide="existing-python"),
            *because,
        )
    if path:
        return passed(_PATH.format(kept=_kept(path[0])), *because, sure="likely")
    return passed(_NO_VARIABLE, Evidence("PYTHONHOME, PYTHONPATH", "not set", "environment"))


def _kept(setting: Setting) -> str:
    if "computer" in setting.kept:
        return _KEPT_BY_COMPUTER
    return _KEPT_BY_ACCOUNT if setting.kept else ""


def _places(setting: Setting) -> Evidence:
    named = [each.path if each.state == "set" else f"{each.path} ({_missing(each.state)})" for each in setting.places]
    return Evidence(setting.name, "; ".join(named) or setting.state, setting.source)


def _missing(state: str) -> str:
    """A state that only a newer version knows says nothing."""
    return _MISSING.get(state, _MISSING["missing"])


def pip_settings(facts: Facts) -> Outcome:
    """What pip is set to, by its files in pip's own order and by variables. An index of one's own is no fault."""
    settings = facts[Settings]
    files = [each for each in settings.files if each.tool == "pip"]
    unread = [each for each in files if each.state != "set"]
    found = (*settings.of("pip"), *settings.of("certificates", *_PIP_READS))
    because = tuple(_places(each) if each.places else _evidence(each) for each in found)
    if stops := Pip(settings).stops_at:
        return problem(_STOPS.format(place=place(stops)), Fix("you", _CORRECT, guide="proxy"), *because)
    if troubles := _troubles(settings):
        says = " ".join(says for says, _ in troubles)
        return problem(says, Fix("you", " ".join(fix for _, fix in troubles), guide="proxy"), *because)
    if unread:
        why = [Evidence("settings of pip", each.reason or each.state, each.path) for each in unread]
        return unknown(_UNREAD, *why, *because, settles=_LISTS)
    return passed(
        _in_force(settings), *(because or (Evidence("settings of pip", "none", "files and environment variables"),))
    )


def _troubles(settings: Settings) -> list[tuple[str, str]]:
    """What limits or weakens pip, each with what to do about it."""
    found = []
    if any(each.hosts or each.public_index for each in settings.of("pip", "trusted-host")):
        found.append((_TRUSTED, _TRUSTED_FIX))
    if _last_flag(settings, "no-index"):
        found.append((_NO_INDEX, _ASK_FOLDER))
    certificates = (*settings.of("pip", "cert"), *settings.of("certificates", *_PIP_READS))
    if gone := [each for each in certificates if any(place.state == "not-set" for place in each.places)]:
        found.append((_BUNDLE_GONE.format(name=gone[0].name), _BUNDLE_FIX))
    if any(url.endswith(",") for each in settings.of("pip", "extra-index-url") for url in each.addresses):
        found.append((_COMMA, _COMMA_FIX))
    if any(each.with_sign_in for each in settings.of("pip")):
        found.append((_SIGN_IN, _SIGN_IN_FIX))
    return found


def _last_flag(settings: Settings, name: str) -> bool:
    """Of the same setting in several places the last one counts."""
    flags = [each.flag for each in settings.of("pip", name) if each.flag is not None]
    return bool(flags and flags[-1])


def _in_force(settings: Settings) -> str:
    says = _PLAIN
    if any(each.flag is not False for each in settings.of("pip", *_CONNECT)):
        says = _OWN
    if any(each.hosts for each in settings.of("pip", "index-url", "extra-index-url")):
        says = _OWN_INDEX
    says += _outranked(settings)
    if _last_flag(settings, "require-virtualenv"):
        says += _VENV_ONLY
    return says


_CONNECT = ("index-url", "extra-index-url", "proxy", "cert", "no-index", "find-links", "user", "target", "prefix")


def _outranked(settings: Settings) -> str:
    """A word on a line that does not count, so that nobody changes that one."""
    pip = Pip(settings)
    for name in _CONNECT:
        line, counts = pip.outranked(name), pip.value(name)
        if line and counts:
            return _OUTRANKED.format(name=name, source=line.source, counts=counts.source)
    return ""


def user_site(facts: Facts) -> Outcome:
    """Whether what `pip install --user` puts into the user site is found by Python, and pip does so at all.

    docs.python.org/3/using/cmdline.html (PYTHONNOUSERSITE); pip.pypa.io, "require-virtualenv": a variable outranks it.
    """
    settings = facts[Settings]
    ignored = settings.of("python", "PYTHONNOUSERSITE")
    wanted = _last_flag(settings, "require-virtualenv")
    because = [Evidence(each.name, "set", each.source) for each in ignored]
    because += [_evidence(each) for each in settings.of("pip", "require-virtualenv")]
    steps = [sets(facts, _SITE, "PYTHONNOUSERSITE", "")] if ignored else []
    steps += [sets(facts, _NO_VENV, "PIP_REQUIRE_VIRTUALENV", "0")] if wanted else []
    if not steps:
        return _saved_there(facts, because)
    return problem(_STOPPED, Fix("you", _CHANGE, tuple(steps)), *because)


def _saved_there(facts: Facts, because: Sequence[Evidence]) -> Outcome:
    """On Windows the user site is in `%APPDATA%`: can files be saved there?"""
    storage = facts[Storage]
    folder = storage.roaming if facts[Asked].platform == "windows" else storage.home
    if folder is None:
        return unknown(_NO_FOLDER, *because)
    found = (*because, Evidence("application data folder", folder.path, folder.writable.source))
    if folder.writable.value is None:
        return unknown(_NOT_KNOWN, *found)
    if folder.writable.value:
        return passed(_SAVES, *found, sure="likely")
    return problem(_NO_SAVING, Fix("it", _CHECK_SAVING, request="writable-home", guide="ask-it"), *found)


def _evidence(setting: Setting) -> Evidence:
    values = [*setting.hosts, *(place.path for place in setting.places), *setting.words]
    values += [_PUBLIC_INDEX] * setting.public_index + [setting.proxy] * bool(setting.proxy)
    values += [] if setting.flag is None else ["yes" if setting.flag else "no"]
    value = ", ".join(values) or setting.state
    return Evidence(setting.name, value + (_SIGN_IN_SEEN if setting.with_sign_in else ""), setting.source)


CHECKS = (
    Check("python-variables", _ASKS_VARIABLES, "blocker", python_variables, "existing-python"),
    Check("user-site", _ASKS_SITE, "blocker", user_site, "existing-python"),
    Check("pip-settings", _ASKS_PIP, "limit", pip_settings, "proxy"),
)
