"""What git's own settings do to it. No option needs git; many people use it with Python."""

from pyready.diagnosis.already_set import git_stops
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.tool_settings import Setting
from pyready.probes.settings import Settings

_NO = "git does not check certificates: {name} is switched off in {source}."
_ODD = "git stops at every server: it does not understand the value of {name} in {source}."
_MEND = "Correct that line, or take it out."
_ON = "Take that setting out: without the check nobody can be sure who answers."


def git_settings(facts: Facts) -> Outcome:
    """Whether git starts with its files, and whether they switch the check of certificates off."""
    settings = facts[Settings]
    files = [each for each in settings.files if each.tool == "git"]
    if not files and not settings.of("git"):
        return not_applicable("git has no settings on this computer.")
    because = tuple(Evidence("settings of git", each.reason or each.state, each.path) for each in files)
    stops = next((each for each in files if each.fault), None)
    if stops:
        mend = "Ask IT to correct that file." if stops.scope == "computer" else "Correct that line, or rename the file."
        return problem(
            git_stops(facts), Fix("it" if stops.scope == "computer" else "you", mend, guide="proxy"), *because
        )
    if odd := next((each for each in settings.of("git", "http.sslverify") if each.state == "malformed"), None):
        return problem(_ODD.format(name=odd.name, source=odd.source), Fix("you", _MEND, guide="proxy"), *because)
    if off := _switched_off(settings):
        return problem(_NO.format(name=off.name, source=off.source), Fix("you", _ON, guide="tls-inspection"), *because)
    unread = next((each for each in files if each.state != "set"), None)
    if unread:
        says = f"pyready could not read a settings file of git: {unread.path}."
        return unknown(
            says, *because, settles="Type git config --list: git shows its settings, or the line it stops at."
        )
    return passed("git can read its settings.", *because)


def _switched_off(settings: Settings) -> Setting | None:
    """The last word on it: a variable, else the file that git reads last."""
    off = [each for each in settings.of("git", "GIT_SSL_NO_VERIFY") if each.flag]
    told = [each for each in settings.of("git", "http.sslverify") if each.flag is not None and not each.hosts]
    return next(iter(off), None) or (told[-1] if told and told[-1].flag is False else None)


CHECKS = (Check("git-settings", "Can git use its settings?", "note", git_settings, "proxy"),)
