"""What Python and pip are told by variables and files of settings."""

from collections.abc import Sequence

from pyready.checks._tool_settings import place, sets
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.settings import Setting, Settings
from pyready.probes.storage import Storage
from pyready.tools.pip import Pip

_PIP_READS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that pip's way of connecting obeys."""


def python_variables(facts: Facts) -> Outcome:
    """PYTHONHOME stops every Python but one from starting; PYTHONPATH lends packages to all of them."""
    settings = facts[Settings]
    home, path = settings.of("python", "PYTHONHOME"), settings.of("python", "PYTHONPATH")
    because = tuple(_places(each) for each in (*home, *path))
    if home:
        return problem(
            _HOME + _kept(home[0]),
            Fix("you", _UNSET, (sets(facts, _UNSET, "PYTHONHOME", ""),), guide="existing-python"),
            *because,
        )
    if path:
        says = (
            "PYTHONPATH is set: every Python also looks for packages in the folders it names, which can mix versions."
        )
        return passed(says + _kept(path[0]), *because, sure="likely")
    return passed(
        "No variable changes how Python starts.", Evidence("PYTHONHOME, PYTHONPATH", "not set", "environment")
    )


_HOME = "PYTHONHOME is set: it tells every Python to use the library of one of them, so that others do not start."
_UNSET = "Take PYTHONHOME out of the window you work in. The program that wanted it keeps it."


def _kept(setting: Setting) -> str:
    if "computer" in setting.kept:
        return " It is set for the whole computer, where only IT can change it."
    return " It is set for your account." if setting.kept else ""


def _places(setting: Setting) -> Evidence:
    named = [each.path if each.state == "set" else f"{each.path} ({_missing(each.state)})" for each in setting.places]
    return Evidence(setting.name, "; ".join(named) or setting.state, setting.source)


def _missing(state: str) -> str:
    """A state that only a newer version knows says nothing."""
    return _MISSING.get(state, _MISSING["missing"])


_MISSING = {
    "not-set": "not there",
    "denied": "may not be looked at",
    "network": "on a server, not looked at",
    "missing": "cannot be told",
    "malformed": "cannot be told",
    "timed-out": "cannot be told",
}


def pip_settings(facts: Facts) -> Outcome:
    """What pip is told, by its files in pip's own order and by variables. An index of one's own is no fault."""
    settings = facts[Settings]
    files = [each for each in settings.files if each.tool == "pip"]
    unread = [each for each in files if each.state != "set"]
    found = (*settings.of("pip"), *settings.of("certificates", *_PIP_READS))
    because = tuple(_places(each) if each.places else _evidence(each) for each in found)
    if stops := Pip(settings).stops_at:
        return problem(_STOPS.format(place=place(stops)), Fix("you", _MEND, guide="proxy"), *because)
    if troubles := _troubles(settings):
        says = " ".join(says for says, _ in troubles)
        return problem(says, Fix("you", " ".join(fix for _, fix in troubles), guide="proxy"), *because)
    if unread:
        why = [Evidence("settings of pip", each.reason or each.state, each.path) for each in unread]
        return unknown(
            "A file of pip's settings could not be read, so what pip is told is not known.",
            *why,
            *because,
            settles="Type python -m pip config list: it names the settings, or says why pip cannot read them.",
        )
    return passed(_told(settings), *(because or (Evidence("settings of pip", "none", "files and variables"),)))


_STOPS = "pip cannot read {place}, so no command of pip starts."
_MEND = "The question about packages says how to correct it."


def _troubles(settings: Settings) -> list[tuple[str, str]]:
    """What limits or weakens pip, each with what to do about it."""
    found = []
    if any(each.hosts or each.public_index for each in settings.of("pip", "trusted-host")):
        found.append((_TRUSTED, "Once packages can be fetched without it, take the line with trusted-host out."))
    if _last_flag(settings, "no-index"):
        found.append(("pip is told to use no index at all, only folders that are named.", _ASK_FOLDER))
    certificates = (*settings.of("pip", "cert"), *settings.of("certificates", *_PIP_READS))
    if gone := [each for each in certificates if any(place.state == "not-set" for place in each.places)]:
        says = f"pip is told to trust a list of authorities that is not there ({gone[0].name})."
        found.append((says, "Correct the path, or take the setting out."))
    if any(url.endswith(",") for each in settings.of("pip", "extra-index-url") for url in each.addresses):
        found.append((_COMMA, "Remove the comma: a space or a new line divides addresses."))
    if any(each.with_sign_in for each in settings.of("pip")):
        says = "A sign-in stands in pip's settings, where every program of yours can read it."
        found.append((says, "Ask the team that runs the index for a way without it; pip can also use a keyring."))
    return found


_TRUSTED = "pip is told not to check the certificates of some servers (trusted-host), which is there for tests only."
_COMMA = "There is a comma in extra-index-url. pip takes it as part of the address, so that index is not found."
_ASK_FOLDER = "Ask the team that set it which packages are in that folder; leave the setting as it is."


def _last_flag(settings: Settings, name: str) -> bool:
    """Of the same setting in several places the last one counts."""
    flags = [each.flag for each in settings.of("pip", name) if each.flag is not None]
    return bool(flags and flags[-1])


def _told(settings: Settings) -> str:
    says = "Nothing is set that would hinder pip."
    if any(each.flag is not False for each in settings.of("pip", *_CONNECT)):
        says = "pip has settings of its own. The question about packages goes by them."
    if any(each.hosts for each in settings.of("pip", "index-url", "extra-index-url")):
        says = "pip gets its packages from an index of your organisation's own, as it is set up to."
    says += _outranked(settings)
    if _last_flag(settings, "require-virtualenv"):
        says += " It installs into virtual environments only, which is what the steps do."
    return says


_CONNECT = ("index-url", "extra-index-url", "proxy", "cert", "no-index", "find-links", "user", "target", "prefix")


def _outranked(settings: Settings) -> str:
    """A word on a line that does not count, so that nobody changes that one."""
    pip = Pip(settings)
    for name in _CONNECT:
        line, counts = pip.outranked(name), pip.value(name)
        if line and counts:
            return f" A change to {name} in {line.source} changes nothing: {counts.source} outranks it."
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
    says = "A setting stops pip or Python from using packages of your account."
    return problem(says, Fix("you", "Change it in the window you work in.", tuple(steps)), *because)


def _saved_there(facts: Facts, because: Sequence[Evidence]) -> Outcome:
    """On Windows the user site stands below `%APPDATA%`: can files be saved there?"""
    storage = facts[Storage]
    folder = storage.roaming if facts[Asked].platform == "windows" else storage.home
    if folder is None:
        return unknown("The application data folder (AppData) was not looked at.", *because)
    found = (*because, Evidence("application data folder", folder.path, folder.writable.source))
    if folder.writable.value is None:
        return unknown("pyready cannot tell whether pip can save packages for your account.", *found)
    if folder.writable.value:
        return passed("pip can install packages for your account.", *found, sure="likely")
    fix = Fix("it", "Ask IT why you cannot save files in AppData.", request="writable-home", guide="ask-it")
    return problem("You cannot save files in your application data folder (AppData).", fix, *found)


_SITE = "Let Python find the packages of your own account, in this window."
_NO_VENV = "Let pip install outside a virtual environment, in this window."


def _evidence(setting: Setting) -> Evidence:
    values = [*setting.hosts, *(place.path for place in setting.places), *setting.words]
    values += ["the public package index"] * setting.public_index + [setting.proxy] * bool(setting.proxy)
    values += [] if setting.flag is None else ["yes" if setting.flag else "no"]
    value = ", ".join(values) or setting.state
    return Evidence(setting.name, value + (" (with a sign-in)" if setting.with_sign_in else ""), setting.source)


CHECKS = (
    Check(
        "python-variables", "Does a variable keep Python from starting?", "blocker", python_variables, "existing-python"
    ),
    Check("user-site", "May pip install for your account alone?", "blocker", user_site, "existing-python"),
    Check("pip-settings", "Is pip told anything special?", "limit", pip_settings, "proxy"),
)
