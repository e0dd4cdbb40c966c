"""What git's own settings do to it. No option needs git; many people use it with Python."""

from collections.abc import Sequence

from pyready.diagnosis.already_set import git_place, git_stops
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.tool_settings import Setting, Settings, SettingsFile

# shown where the check of certificates is switched off; probably, where an unread file might switch it on again
_NO = "git does not check certificates: {name} is switched off in {source}."
_NO_LIKELY = "git probably does not check certificates: {name} is switched off in {source}."
_NO_SOMEWHERE = "In some repositories git probably does not check certificates: {name} is switched off in {source}."
# shown where git stops: everywhere, or in repositories that fit the condition of an include
_ODD = "git stops at every server: it does not understand the value of {name} in {source}."
_ODD_SOMEWHERE = "In some repositories git probably does not understand the value of {name} in {source}, and stops."
_STOPS_SOMEWHERE = "In some repositories git probably stops at {place}"
# shown after each of these
_CORRECT = "Correct or remove that line."
_CORRECT_FILE = "Correct that file."
_RENAME = "Correct that line, or rename the file."
_ON = "Remove that setting: without the check, nobody can be sure which server answers."
# shown where a file was not read, or one of its lines not followed
_UNREAD = "pyready cannot tell whether git can read its settings, because it could not read the file {path}."
_UNFOLLOWED = "pyready cannot tell what git reads at line {line} of its settings file {path}."
_SETTLES = "Run git config --list: git shows its settings, or the line it stops at."
# shown where nothing is wrong; probably, where the only unread files count in some repositories
_READS = "git can read its settings."
_READS_LIKELY = "git can probably read its settings. In some repositories it reads files that pyready could not read."
_NO_SETTINGS = not_applicable("git has no settings on this computer.")
_ASKS = "Can git use its settings?"
# shown in the evidence
_ON_SERVER = "on a server, not opened"
_FOR_SOME = "{said}, for some repositories"


def git_settings(facts: Facts) -> Outcome:
    """Whether git starts with its files, and whether they switch the check of certificates off."""
    settings = facts[Settings]
    files = [each for each in settings.files if each.tool == "git"]
    if not files and not settings.of("git"):
        return _NO_SETTINGS
    because = tuple(Evidence("settings of git", _state(each), each.path) for each in files)
    unread = [each for each in files if each.state != "set" and not each.fault]
    always = [each for each in unread if not each.when]
    if found := _everywhere(facts, settings, because, always) or _somewhere(settings, because):
        return found
    if always:
        return unknown(_unread(always[0]), *because, settles=_SETTLES)
    if unread:
        return passed(_READS_LIKELY, *because, sure="likely")
    return passed(_READS, *because)


def _everywhere(
    facts: Facts, settings: Settings, because: Sequence[Evidence], unread: Sequence[SettingsFile]
) -> Outcome | None:
    """What is wrong wherever git is started."""
    if stops := next((each for each in settings.files if each.tool == "git" and each.fault and not each.when), None):
        return problem(git_stops(facts), _repair(stops), *because)
    values = [each for each in settings.of("git", "http.sslverify") if not each.when]
    if odd := next((each for each in values if each.state == "malformed"), None):
        return problem(_ODD.format(name=odd.name, source=odd.source), Fix("you", _CORRECT, guide="proxy"), *because)
    if off := _switched_off(settings, values):
        by_file = bool(unread) and off.name == "http.sslverify"
        says = (_NO_LIKELY if by_file else _NO).format(name=off.name, source=off.source)
        fix = Fix("you", _ON, guide="tls-inspection")
        return problem(says, fix, *because, sure="likely" if by_file else "certain")
    return None


def _somewhere(settings: Settings, because: Sequence[Evidence]) -> Outcome | None:
    """What is wrong in repositories that fit the condition of an include; whether there is one is not known."""
    if stops := next((each for each in settings.files if each.tool == "git" and each.fault), None):
        return problem(_STOPS_SOMEWHERE.format(place=git_place(stops)), _repair(stops), *because, sure="likely")
    values = settings.of("git", "http.sslverify")
    if odd := next((each for each in values if each.state == "malformed"), None):
        says = _ODD_SOMEWHERE.format(name=odd.name, source=odd.source)
        return problem(says, Fix("you", _CORRECT, guide="proxy"), *because, sure="likely")
    told = [each for each in values if each.flag is not None and not each.hosts]
    last = max((at for at, each in enumerate(told) if not each.when), default=0)
    if off := next((each for each in told[last:] if each.when and not each.flag), None):
        says = _NO_SOMEWHERE.format(name=off.name, source=off.source)
        return problem(says, Fix("you", _ON, guide="tls-inspection"), *because, sure="likely")
    return None


def _switched_off(settings: Settings, values: Sequence[Setting]) -> Setting | None:
    """The last word on it: a variable, else the file that git reads last."""
    off = [each for each in settings.of("git", "GIT_SSL_NO_VERIFY") if each.flag]
    told = [each for each in values if each.flag is not None and not each.hosts]
    return next(iter(off), None) or (told[-1] if told and told[-1].flag is False else None)


def _repair(file: SettingsFile) -> Fix:
    if file.scope == "computer":
        return Fix("it", _CORRECT_FILE, guide="proxy")
    return Fix("you", _RENAME, guide="proxy")


def _state(file: SettingsFile) -> str:
    said = _ON_SERVER if file.state == "network" else file.reason or file.state
    return _FOR_SOME.format(said=said) if file.when else said


def _unread(file: SettingsFile) -> str:
    return (_UNREAD if file.line is None else _UNFOLLOWED).format(path=file.path, line=file.line)


CHECKS = (Check("git-settings", _ASKS, "note", git_settings, "proxy"),)
