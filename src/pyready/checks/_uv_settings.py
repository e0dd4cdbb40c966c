"""What uv's own settings do to it, before and beside the connection."""

from pyready.checks._tool_settings import (
    UV,
    ask_it,
    by_netrc,
    evidence,
    file_fix,
    of_computer,
    place,
    sets,
    written,
    yours,
)
from pyready.diagnosis.connection_words import evidence as tried_evidence
from pyready.diagnosis.connection_words import why as words_for
from pyready.diagnosis.reach import group, reach, system
from pyready.diagnosis.whole_network import open_question
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import Evidence, Fix, Outcome, problem, unknown
from pyready.model.tool_settings import Setting, Settings, SettingsFile
from pyready.tools.servers import UV_INDEX
from pyready.tools.uv import Uv

# shown where uv does not start, or stops at a value
_STOPS = "uv does not start: it cannot read {place}. {why}"
_WHY = {
    "tool-header": "The heading [tool.uv] belongs in pyproject.toml; in uv.toml settings need no heading.",
    "encoding": "The file is not saved as UTF-8.",
    "value": "uv does not accept this value.",
}
_FORM = "The file is not written as TOML."
_REFUSES = "uv stops at a value that it does not understand: {written}."
# shown where a setting keeps uv from downloading
_OFFLINE = "uv does not download anything: {written}."
_NO_DOWNLOADS = "uv does not download a Python: {written}."
_NO_INDEX = "uv uses no package index: {written}."
_NOT_AN_INDEX = "uv cannot use its index: {written} is not a web address."
_FOLDER = (
    "pyready cannot tell whether uv finds the packages you need, because it uses the packages in a folder ({written})."
)
_FOLDER_SETTLES = "Ask the team that set it whether JupyterLab is in that folder."
_SETS = "Set {name} to {value} in the window you use."
# shown where the index or the proxy of uv's settings needs a sign-in, fails, or gives no answer
_SIGN_IN = (
    "pyready cannot tell whether uv can download packages, because uv's index needs a sign-in ({place}), and pyready "
    "does not sign in."
)
_RUN = "Follow the steps: uv shows whether the sign-in works."
_INDEX_FAILS = "uv cannot use the index in its settings ({written}): {why}."
_PROXY_FAILS = "uv cannot download packages through the proxy in its settings ({written}): {why}."
_SILENT = "pyready cannot tell whether uv can download packages, because {written} gave no answer."
_SILENT_SETTLES = "Connect to the network or VPN that this setting is for, and run pyready again."


def servers_of_uv(facts: Facts, *, as_set: bool = True) -> tuple[EndpointFacts, ...]:
    """The servers that uv needs: its own, and the indexes that it is set to use (`as_set`), or the public one."""
    own = group(facts, UV_INDEX) if as_set else ()
    default = Uv(facts.get(Settings)).default_index
    public = () if own and default else group(facts, "package-index")
    return (*group(facts, "uv"), *own, *public)


def hindered_uv(facts: Facts) -> Outcome | None:
    """What uv's own settings stop, whatever the network does; None where they stop nothing."""
    uv = Uv(facts.get(Settings))
    if file := uv.stops_at:
        says = _STOPS.format(place=place(file), why=_WHY.get(file.fault, _FORM))
        return problem(says, _file_fix(facts, file), Evidence("settings of uv", file.reason, place(file)))
    if uv.refuses:
        return _problem(facts, _REFUSES, uv.refuses)
    if uv.offline:
        return _problem(facts, _OFFLINE, uv.offline, "UV_OFFLINE", "0")
    if uv.no_downloads:
        return _problem(facts, _NO_DOWNLOADS, uv.no_downloads, "UV_PYTHON_DOWNLOADS", "manual")
    return _indexes(facts, uv)


def _indexes(facts: Facts, uv: Uv) -> Outcome | None:
    """What the settings say of indexes that uv cannot use, or that pyready cannot ask."""
    if uv.no_index and not uv.folders:
        return _problem(facts, _NO_INDEX, uv.no_index)
    wrong = next((each for each in uv.indexes if each.state == "malformed" or _gone(each)), None)
    if wrong:
        return _problem(facts, _NOT_AN_INDEX, wrong)
    folder = uv.folders if uv.no_index else next((each for each in uv.indexes if each.places), None)
    if folder is None:
        return None
    return unknown(_FOLDER.format(written=written(folder)), evidence(folder), settles=_FOLDER_SETTLES)


def _gone(index: Setting) -> bool:
    """A folder that is not there, or an address without its beginning."""
    return bool(index.places) and all(each.state in {"not-set", "missing"} for each in index.places)


def _file_fix(facts: Facts, file: SettingsFile) -> Fix:
    if file.scope != "computer":
        return file_fix(file, "uv")
    return of_computer(facts, file, UV, "uv", source=False)


def _problem(facts: Facts, words: str, setting: Setting, name: str = "", value: str = "") -> Outcome:
    """A setting that stops uv; a variable outranks it for one window where it is the person's own to change."""
    fix = ask_it(setting, "uv") if setting.scope == "computer" else yours(facts, setting, "uv")
    if name and setting.scope != "computer":
        says = _SETS.format(name=name, value=value)
        fix = Fix("you", says, (sets(facts, says, name, value),), guide="uv")
    return problem(words.format(written=written(setting)), fix, evidence(setting))


class OfUv:
    """Judges the index and the proxy of uv's own settings."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.uv = facts, Uv(facts.get(Settings))

    def unasked(self) -> Outcome | None:
        """`unknown` where uv signs in at an index."""
        found = next((each for each in self.uv.indexes if each.with_sign_in), None)
        return unknown(_SIGN_IN.format(place=place(found)), evidence(found), settles=_RUN) if found else None

    def by_proxy(self) -> Outcome | None:
        """The problem with the proxy of uv's own file; None where there is none, or it works."""
        setting = self.uv.proxy
        if setting is None:
            return None
        if setting.state == "malformed":
            return _problem(self.facts, _REFUSES, setting)
        for each in servers_of_uv(self.facts):
            if each.by_uv.layer == "proxy":
                says = _PROXY_FAILS.format(written=written(setting), why=words_for(each.by_uv))
                because = (evidence(setting), tried_evidence(each.id, "uv", each.by_uv))
                return problem(says, self._fix(setting), *because)
        return None

    def index_fails(self) -> Outcome | None:
        """The problem with an index of uv's own settings; None where each answers."""
        indexes, servers = self.uv.indexes, group(self.facts, UV_INDEX)
        found = reach(servers, system, "system")
        if not indexes or not servers or found.reached:
            return None
        if hidden := open_question(self.facts, found):
            return hidden
        setting, because = indexes[0], (evidence(indexes[0]), *found.because)
        if not found.failed:
            return unknown(_SILENT.format(written=written(setting)), *because, settles=_SILENT_SETTLES)
        says = _INDEX_FAILS.format(written=written(setting), why=words_for(found.stuck))
        if sign_in := by_netrc(self.facts.get(Settings), "uv", found.stuck):
            return unknown(f"{says} {sign_in[0]}", *because, sign_in[1], settles=_RUN)
        return problem(says, self._fix(setting, "internal-mirror"), *because)

    def _fix(self, setting: Setting, request: str = "") -> Fix:
        if setting.scope == "computer":
            return ask_it(setting, "uv", request)
        return yours(self.facts, setting, "uv")
