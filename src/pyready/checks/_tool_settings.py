"""Who can correct a setting of pip or uv, and how; and the words for one. Shared by the checks of both."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from pyready.knowledge.tools import ways
from pyready.model.attempts import Tried
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, set_variable
from pyready.model.outcome import Evidence, Fix, Outcome, Step, problem, unknown
from pyready.model.tool_settings import Setting, Settings, SettingsFile

# shown for a file of the person's own
_CORRECT = "Open {file} in Notepad and correct or remove line {line}{what}."
_CORRECT_FILE = "Open {file} in Notepad, correct or remove the setting{what}, and save it."
_RENAME = "Open {file} in Notepad and correct line {line}, or rename the file."
_SAVE = "Open {file} in Notepad and save it with the encoding UTF-8, without a byte-order mark (BOM)."
# shown for an environment variable
_REMOVE = "Remove the environment variable {name} in the window you use."
# shown for a file of the whole computer, where the tool works without it
_WITHOUT = "Make {tool} ignore its settings files in the window you use. IT can correct {place} for everybody."
_ASK_FIRST = (
    "Ask IT which package index you can use. If it is the public one, make {tool} ignore its settings files in the "
    "window you use."
)
_STAY = " Keep the window open."
_WORKED = "Nothing appears: it worked."
# shown where an index asks for a sign-in, and a netrc file might hold one
_NETRC = "pyready cannot tell whether {tool} can sign in with the netrc file {path}, because pyready never opens it."
_NETRC_UNSURE = "pyready cannot tell whether {tool} finds a netrc file to sign in with: {path}."
# shown where the tool does not work without that file
_ASK = "Correct {place}."
# shown in the evidence
_NOT_OPENED = "is there, not opened"
# shown where a sentence names a setting: by its environment variable, or by the file it is in
_VARIABLE = "the environment variable {name}{value}"
_IN_FILE = "{name}{value} in {place}"
_LINE_OF = "line {line} of {source}"


class Ignores(NamedTuple):
    """The variable with which a tool reads no file of settings, and its value on Windows and elsewhere."""

    tool: str
    name: str
    on_windows: str
    elsewhere: str


PIP = Ignores("pip", "PIP_CONFIG_FILE", "nul", "/dev/null")
"""pip.pypa.io/en/stable/topics/configuration, "PIP_CONFIG_FILE", checked 2026-11-29; run with pip 26.3 on Linux."""
UV = Ignores("uv", "UV_NO_CONFIG", "1", "1")
"""docs.astral.sh/uv/reference/environment, checked 2026-11-29; run with uv 0.13.9."""


def as_known(tool: str, judge: Callable[[Facts], Outcome]) -> Callable[[Facts], Outcome]:
    """The same judge, whose answers are only as good as what is known of the tool."""
    return lambda facts: judge(facts).rests_on(*ways(tool, facts[Asked].platform))


def sets(facts: Facts, says: str, name: str, value: str) -> Step:
    """One step that sets a variable for a window; an empty value takes it out."""
    if facts[Asked].platform == "windows":
        return on_windows(says + _STAY, set_variable(name, value), _WORKED)
    return Step(says + _STAY, f"export {name}={value}" if value else f"unset {name}", "sh", _WORKED)


def evidence(setting: Setting) -> Evidence:
    """A setting with its value and its place."""
    return Evidence(setting.name, value(setting) or setting.state, place(setting))


def value(setting: Setting) -> str:
    """What a setting says, as far as it is kept."""
    if setting.flag is not None:
        return "yes" if setting.flag else "no"
    named = (*setting.addresses, *setting.words) or setting.hosts or tuple(each.path for each in setting.places)
    return setting.proxy or ", ".join(named)


def by_netrc(settings: Settings | None, tool: str, failed: Tried) -> tuple[str, Evidence] | None:
    """What is said where an index refused pyready, which signs in nowhere, and the tool may have a sign-in for it."""
    netrc = settings.netrc if settings else None
    if netrc is None or failed.reason != "status" or failed.status not in _WANT_A_SIGN_IN:
        return None
    says = (_NETRC if netrc.state == "set" else _NETRC_UNSURE).format(tool=tool, path=netrc.path)
    return says, Evidence("netrc file", _NOT_OPENED if netrc.state == "set" else netrc.state, netrc.path)


_WANT_A_SIGN_IN = (401, 403)
"""RFC 9110, 15.5.2 and 15.5.4: without a sign-in, or without one that may. Some indexes answer 403 for both."""


def place(found: Setting | SettingsFile) -> str:
    """The file, with the line where that is known; or the variable."""
    source = found.path if isinstance(found, SettingsFile) else found.source
    return f"{source}, line {found.line}" if found.line else source


def _line_of(found: Setting | SettingsFile) -> str:
    source = found.path if isinstance(found, SettingsFile) else found.source
    return _LINE_OF.format(line=found.line, source=source) if found.line else source


def written(setting: Setting) -> str:
    """`proxy = 10.9.8.7:8080 in /etc/pip.conf, line 2`, or the name alone where the value is not kept."""
    said = f" = {value(setting)}" if value(setting) else ""
    if setting.scope == "variable":
        return _VARIABLE.format(name=setting.source.rpartition(" ")[2], value=said)
    return _IN_FILE.format(name=setting.name, value=said, place=place(setting))


def yours(facts: Facts, setting: Setting, guide: str) -> Fix:
    """The fix of a setting that is the person's own: in a variable or a file."""
    if setting.scope == "variable":
        name = setting.source.rpartition(" ")[2]
        says = _REMOVE.format(name=name)
        return Fix("you", says, (sets(facts, says, name, ""),), guide=guide)
    line = _CORRECT if setting.line else _CORRECT_FILE
    return Fix("you", line.format(file=setting.source, line=setting.line, what=f": {setting.name}"), guide=guide)


def file_fix(file: SettingsFile, guide: str) -> Fix:
    """The fix of a file at which the tool stops, where it is the person's own."""
    if file.fault in {"mark", "encoding"}:
        return Fix("you", _SAVE.format(file=file.path), guide=guide)
    line = _RENAME if file.line else _CORRECT_FILE
    return Fix("you", line.format(file=file.path, line=file.line, what=""), guide=guide)


def of_computer(facts: Facts, found: Setting | SettingsFile, ignores: Ignores, guide: str, *, source: bool) -> Fix:
    """The fix where the tool works without the computer's file. `source`: that file says where packages come from."""
    says = (_ASK_FIRST if source else _WITHOUT).format(tool=ignores.tool, place=_line_of(found))
    windows = facts[Asked].platform == "windows"
    step = sets(facts, says, ignores.name, ignores.on_windows if windows else ignores.elsewhere)
    return Fix("you", says, (step,), guide=guide)


def ask_it(found: Setting | SettingsFile, guide: str, request: str = "") -> Fix:
    """The fix that is IT's alone."""
    return Fix("it", _ASK.format(place=_line_of(found)), request=request, guide=guide)


def then(first: Outcome, rest: Outcome) -> Outcome:
    """The answer where the person can lift the first, and what is left is `rest`: no yes before both are lifted."""
    if first.outcome != "problem" or first.fix is None or first.fix.who != "you":
        return first
    if rest.outcome in {"passed", "not-applicable"}:
        return first
    says, because = f"{first.says} {rest.says}", (*first.because, *rest.because)
    if rest.outcome == "unknown":
        return unknown(says, *because, settles=rest.settles)
    if rest.fix is None or rest.fix.who != "you":
        return problem(says, rest.fix, *because, sure=rest.sure)
    steps = first.fix.commands or (Step(first.fix.says),)
    more = rest.fix.commands or (Step(rest.fix.says),)
    return problem(says, msgspec.structs.replace(first.fix, commands=(*steps, *more)), *because, sure=rest.sure)
