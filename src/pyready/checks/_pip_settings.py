"""What pip's own settings do to `pip install`, before and beside the connection."""

from collections.abc import Callable

import msgspec

from pyready.checks._tool_settings import (
    PIP,
    ask_it,
    by_netrc,
    evidence,
    file_fix,
    of_computer,
    place,
    sets,
    then,
    written,
    yours,
)
from pyready.diagnosis.connection_words import evidence as tried_evidence
from pyready.diagnosis.connection_words import why as words_for
from pyready.diagnosis.reach import group
from pyready.model.attempts import Tried
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import Evidence, Fix, Outcome, passed, problem, unknown
from pyready.model.tool_settings import Setting, Settings, SettingsFile
from pyready.tools.pip import Pip
from pyready.tools.servers import PIP_INDEX

Plain = Callable[[], Outcome]
"""How pip gets to the public index without any setting."""

# shown where pip does not start, or stops at a value
_STOPS = "pip does not start: it cannot read {place}. {why}"
WHY = {
    "mark": "The file starts with a byte-order mark (BOM).",
    "encoding": "The file is not saved as UTF-8.",
    "no-section": "The line is not in a section: a line such as [global] is missing before it.",
    "section-twice": "A section is in the file twice.",
    "option-twice": "A setting is in the section twice.",
}
_FORM = "The line is not a setting."
_REFUSES = "pip stops at a value that it does not understand: {written}."
_NOT_AN_INDEX = "pip cannot use its index: {written} is not a web address. It needs https:// at the start, no quotes."
_NOT_A_PROXY = "pip cannot use its proxy: {written} is not an address. It needs http:// at the start, no quotes."
# shown where pip uses a folder, no index, another folder or a bundle that is missing
_NO_INDEX = "pip uses no package index ({written}), and no folder with packages is there."
_FOLDER = (
    "pyready cannot tell whether pip finds the packages you need, because it uses only the packages in a folder "
    "({written})."
)
_FOLDER_SETTLES = "Ask the team that set it whether JupyterLab is in that folder."
_ELSEWHERE = "pip puts packages into another folder than the virtual environment: {written}."
_NOT_THERE = "pip is set to use a certificate bundle that is missing: {written}."
# shown where packages can be downloaded, and pip installs for the account only
_USER = "pip installs for your account only ({written}). In a virtual environment that ends with an error."
_USER_FIX = "Set PIP_USER to 0 in the window you use, so that pip can install into a virtual environment."
# shown where the index or the proxy of pip's settings needs a sign-in, fails, or gives no answer
_SIGN_IN = (
    "pyready cannot tell whether pip can download packages, because pip's index needs a sign-in ({place}), and pyready "
    "does not sign in."
)
_PROXY_SIGN_IN = (
    "pyready cannot tell whether pip can download packages, because pip's proxy needs a sign-in ({place}), and pyready "
    "does not sign in."
)
_RUN = "Follow the steps: pip shows whether the sign-in works."
_INDEX_FAILS = "pip cannot use the index in its settings ({written}): {why}."
_WANTS = "The index in pip's settings ({written}) asks for a sign-in ({status})."
_NOT_FOUND = (
    "pyready cannot tell whether pip can download packages, because the index in pip's settings ({written}) has no "
    "page for pip itself (404)."
)
_NOT_FOUND_SETTLES = "Ask the team that runs the index whether this is its address."
_SILENT = "pyready cannot tell whether pip can download packages, because {written} gave no answer."
_SILENT_SETTLES = "Connect to the network or VPN that this setting is for, and run pyready again."
_PROXY_FAILS = "pip cannot download packages through the proxy in its settings ({written}): {why}."
_ALONE = (
    "pyready cannot tell whether pip can download packages, because a setting makes pip ignore the proxy from version "
    "26.2 on ({written})."
)
_ALONE_SETTLES = "Remove that setting, or ask the team that set it. Then run pyready again."
# shown where it works
_BY_INDEX = "pip can download packages from the index in its settings ({place})."
_BY_PROXY = "pip can download packages through the proxy in its settings ({place})."


class Judge:
    """Judges pip by its settings; `plain` is asked only where it matters."""

    def __init__(self, facts: Facts, plain: Plain) -> None:
        self.facts, self.plain = facts, plain
        self.settings = facts.get(Settings)
        self.pip = Pip(self.settings)

    def before(self) -> Outcome | None:
        """What ends `pip install` whatever the network does; None where nothing does."""
        if file := self.pip.stops_at:
            why = WHY.get(file.fault, _FORM)
            says = _STOPS.format(place=place(file), why=why)
            return self._lifted(says, file, Evidence("settings of pip", file.reason, place(file)))
        if refused := self.pip.refuses:
            return self._problem(_REFUSES, refused)
        if (elsewhere := self.pip.elsewhere) is not None:
            return self._problem(_ELSEWHERE, elsewhere)
        return self._without_index() or self._addresses()

    def _without_index(self) -> Outcome | None:
        no_index = self.pip.on("no-index")
        if no_index is None:
            return None
        links = self.pip.value("find-links")
        if links and (links.hosts or links.public_index or any(each.state != "not-set" for each in links.places)):
            says = _FOLDER.format(written=written(no_index))
            return unknown(says, evidence(no_index), evidence(links), settles=_FOLDER_SETTLES)
        more = (evidence(links),) if links else ()
        return self._problem(_NO_INDEX, no_index, *more, source=True)

    def _addresses(self) -> Outcome | None:
        """An index, a proxy or a certificate bundle that cannot be used as it is written."""
        index, proxy, cert = self.pip.index, self.pip.value("proxy"), self.pip.value("cert")
        if index and (index.state == "malformed" or (index.places and not _there(index))):
            return self._problem(_NOT_AN_INDEX, index)
        if proxy and proxy.state == "malformed":
            return self._problem(_NOT_A_PROXY, proxy)
        if cert and any(each.state == "not-set" for each in cert.places):
            return self._problem(_NOT_THERE, cert)
        return None

    def index(self) -> tuple[Setting, tuple[EndpointFacts, ...]] | None:
        """The index of pip's own and how it was reached; None for the public one, and where it was not looked at."""
        found, servers = self.pip.index, group(self.facts, PIP_INDEX)
        return (found, servers) if found and servers else None

    def not_asked(self) -> Outcome | None:
        """`unknown` where pip signs in at its index or proxy, or its index is a folder."""
        for found, says in ((self.pip.index, _SIGN_IN), (self.pip.value("proxy"), _PROXY_SIGN_IN)):
            if found and found.with_sign_in:
                return unknown(says.format(place=place(found)), evidence(found), settles=_RUN)
        index = self.pip.index
        if index and index.places:
            return unknown(_FOLDER.format(written=written(index)), evidence(index), settles=_FOLDER_SETTLES)
        return None

    def by_proxy(self, servers: tuple[EndpointFacts, ...]) -> Outcome | None:
        """How the servers are reached by the proxy of pip's settings; None where none was tried."""
        setting = self.pip.value("proxy")
        tries = [(each, each.by_pip) for each in servers if each.by_pip.outcome != "not-tried"]
        if setting is None or not tries:
            return None
        because = (evidence(setting), *(tried_evidence(each.id, "pip", tried) for each, tried in tries))
        failed = next((tried for _, tried in tries if tried.outcome != "reached"), None)
        if failed is None:
            return passed(_BY_PROXY.format(place=place(setting)), *because)
        if failed.outcome == "no-answer":
            return unknown(_SILENT.format(written=written(setting)), *because, settles=_SILENT_SETTLES)
        return self._failed(_PROXY_FAILS, setting, failed, because, source=False)

    def index_fails(self, setting: Setting, failed: Tried, because: tuple[Evidence, ...]) -> Outcome:
        """The index of pip's settings does not give what pip needs."""
        because = (evidence(setting), *because)
        if failed.outcome != "stopped":
            return unknown(_SILENT.format(written=written(setting)), *because, settles=_SILENT_SETTLES)
        if failed.status == 404:
            return unknown(_NOT_FOUND.format(written=written(setting)), *because, settles=_NOT_FOUND_SETTLES)
        if failed.status == 401:
            says = _WANTS.format(written=written(setting), status=failed.status)
            return self._refused(says, setting, failed, because, source=True)
        return self._failed(_INDEX_FAILS, setting, failed, because, source=True)

    def index_works(self, setting: Setting, because: tuple[Evidence, ...]) -> Outcome:
        """The index of pip's settings answers."""
        return passed(_BY_INDEX.format(place=place(setting)), evidence(setting), *because)

    def after(self, outcome: Outcome) -> Outcome:
        """The answer with what stops an installation into an environment although packages arrive."""
        alone = self.pip.value("no-proxy-env")
        if alone and alone.flag is not False and not self.pip.value("proxy") and self._behind_proxy():
            return unknown(_ALONE.format(written=written(alone)), evidence(alone), settles=_ALONE_SETTLES)
        user = self.pip.on("user")
        if user is None or outcome.outcome == "unknown":
            return outcome
        fix = outcome.fix
        if outcome.outcome == "problem" and (fix is None or fix.who != "you"):
            return outcome
        step = sets(self.facts, _USER_FIX, "PIP_USER", "0")
        says = _USER.format(written=written(user))
        if outcome.outcome == "problem" and fix:
            both = msgspec.structs.replace(fix, commands=(*fix.commands, step))
            return problem(f"{outcome.says} {says}", both, *outcome.because, evidence(user))
        return problem(says, Fix("you", _USER_FIX, (step,), guide="proxy"), *outcome.because, evidence(user))

    def _behind_proxy(self) -> bool:
        """Whether a server of packages was tried through a proxy: by the variables, by Windows or by a script."""
        servers = (*group(self.facts, "package-index"), *group(self.facts, PIP_INDEX))
        return any(each.requests.proxy or each.system.proxy for each in servers)

    def _failed(
        self, words: str, setting: Setting, failed: Tried, because: tuple[Evidence, ...], *, source: bool
    ) -> Outcome:
        says = words.format(written=written(setting), why=words_for(failed))
        return self._refused(says, setting, failed, because, source=source)

    def _refused(
        self, says: str, setting: Setting, failed: Tried, because: tuple[Evidence, ...], *, source: bool
    ) -> Outcome:
        """A problem; `unknown` where pip might have a sign-in for its own index that pyready does not look into."""
        if self.pip.index and (sign_in := by_netrc(self.settings, "pip", failed)):
            return unknown(f"{says} {sign_in[0]}", *because, sign_in[1], settles=_RUN)
        return self._lifted(says, setting, *because, source=source)

    def _problem(self, words: str, setting: Setting, *more: Evidence, source: bool = False) -> Outcome:
        return self._lifted(words.format(written=written(setting)), setting, evidence(setting), *more, source=source)

    def _lifted(self, says: str, found: Setting | SettingsFile, *because: Evidence, source: bool = False) -> Outcome:
        """The problem, with what is left once it is lifted: pip then goes to the public index like any other."""
        return then(problem(says, self._fix(found, source=source), *because), self.plain())

    def _fix(self, found: Setting | SettingsFile, *, source: bool = False) -> Fix:
        """Whose it is to correct. Without the computer's file pip must get to the public index, or it is IT's alone."""
        if found.scope != "computer":
            return file_fix(found, "proxy") if isinstance(found, SettingsFile) else yours(self.facts, found, "proxy")
        if not _can_work(self.plain()) or not self.pip.alone(found):
            return ask_it(found, "proxy", "internal-mirror" if source and not isinstance(found, SettingsFile) else "")
        return of_computer(self.facts, found, PIP, "proxy", source=source)


def _can_work(plain: Outcome) -> bool:
    return plain.outcome == "passed" or bool(plain.outcome == "problem" and plain.fix and plain.fix.who == "you")


def _there(setting: Setting) -> bool:
    """Is a folder there that is the index?"""
    return any(each.state not in {"not-set", "missing"} for each in setting.places)
