"""Visual Studio Code and its Python extension: whether they are on this computer and start. Nothing is started."""

import msgspec

from pyready.checks._control_judge import STORE_ONLY
from pyready.checks.programs import judge_of
from pyready.formats.vscode_policy import ALLOWED, BLOCKED, NOT_APPLIED
from pyready.knowledge.programs import programs
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.editors import PYTHON_EXTENSION, VS_CODE, Editor, Editors
from pyready.probes.scripting import Scripting

# shown as its name
_NAME = "Visual Studio Code"
# shown when it is on a computer without Windows
_IS_HERE = f"{_NAME} is on this computer."
# shown when it was not found; the second, when some place could not be looked at
_NONE = f"{_NAME} is probably not on this computer: pyready did not find it."
_NOT_ALL_SEEN = f"pyready cannot tell whether {_NAME} is on this computer, because it could not look everywhere."
_LOOK_FOR_IT = f"Look for {_NAME} among your programs. If it is not there, ask IT for it."
# shown when a rule blocks it, or it was not found: what IT can do
_INSTALL_IT = f"Install {_NAME}."
_IN_PROGRAM_FILES = f"Install {_NAME} in Program Files."
_ASK_WHETHER = f"Say whether you can use Python in {_NAME}."
# shown when it is in a folder that is not one of the usual ones
_UNUSUAL_FOLDER = f"pyready cannot tell whether {_NAME} starts, because it is not in one of its usual folders."
# shown when Explorer's list of programs could stop it
_BY_EXPLORER = f"pyready cannot tell whether {_NAME} opens, because it did not check Explorer's list {{name}} for it."
_LIST_OF_PROGRAMS = "of programs"
_START = f"Start {_NAME} once. If it opens, you can use it."
# shown when its Python extension is there, or can probably be installed
_HAS_EXTENSION = f"{_NAME} has its Python extension."
_TO_INSTALL = f"{_NAME} does not have its Python extension yet. The steps install it."
# shown when a policy blocks the extension, or pyready could not read what the policy says
_BLOCKED_BY_POLICY = f"Your organisation blocks the Python extension of {_NAME}."
_ALLOW_EXTENSION = f"Allow the extension {PYTHON_EXTENSION} in {_NAME}."
_UNCLEAR = (
    f"pyready cannot tell whether your organisation allows the Python extension of {_NAME}, because the policy is "
    "not clear."
)
# shown when the extension was not found, and whether it can be installed is not known
_ELSEWHERE = (
    "pyready cannot tell whether you can install the Python extension, because "
    f"{_NAME} gets extensions from your organisation's own place."
)
_NOT_FOUND = (
    f"pyready cannot tell whether {_NAME} has its Python extension or can install it, because it could not look "
    "everywhere."
)
_INSTALL = (
    f"In {_NAME}, press Ctrl+Shift+X, search for {PYTHON_EXTENSION} and choose Install. Then run pyready again. If it "
    "does not install, ask IT."
)
# shown in the evidence when no extension was found
_NO_EXTENSION = "none found"

_ASK = Fix("it", _INSTALL_IT, guide="vscode")
_ASK_IN_PROGRAM_FILES = Fix("it", _IN_PROGRAM_FILES, guide="vscode")
_ASK_IT_WHETHER = Fix("it", _ASK_WHETHER, guide="vscode")
_ASK_FOR_EXTENSION = Fix("it", _ALLOW_EXTENSION, guide="vscode")
_PROGRAMS = {each.id: each for each in programs()}
_AT = {"user-folder": "vscode", "program-files": "vscode-for-all"}
_BEST = ("passed", "unknown", "problem")


def vscode_here(facts: Facts) -> Outcome:
    """Found and free to start; one of several is enough."""
    editors = facts[Editors]
    found = [each for each in editors.found if each.name == VS_CODE]
    because = _seen(editors, found)
    if not found:
        return _none_found(editors, because)
    if facts[Asked].platform != "windows":
        return passed(_IS_HERE, *because)
    answers = [_starts(facts, each) for each in found]
    best = min(answers, key=lambda each: _BEST.index(each.outcome))
    if best.outcome == "passed" and (name := _explorers_list(facts)):
        return unknown(_BY_EXPLORER.format(name=name), *because, settles=_START)
    return msgspec.structs.replace(best, because=(*because, *best.because))


def _none_found(editors: Editors, because: tuple[Evidence, ...]) -> Outcome:
    if editors.unread:
        return unknown(_NOT_ALL_SEEN, *because, settles=_LOOK_FOR_IT)
    return problem(_NONE, _ASK, *because, sure="likely")


def _seen(editors: Editors, found: list[Editor]) -> tuple[Evidence, ...]:
    places = tuple(Evidence(f"{_NAME} {each.version}".strip(), each.path, each.seen_by) for each in found)
    unread = tuple(Evidence("could not be read", each.state, each.source) for each in editors.unread)
    named = ", ".join(editors.extensions) or _NO_EXTENSION
    return (*places, Evidence("its extensions for Python and notebooks", named, "your user folder"), *unread)


def _starts(facts: Facts, editor: Editor) -> Outcome:
    """What app control says of the file itself: nothing stands in for another folder."""
    program = _AT.get(editor.place)
    if program is None:
        return unknown(_UNUSUAL_FOLDER, settles=_START)
    answer = judge_of(_PROGRAMS[program])(facts)
    if answer.outcome != "problem" or answer.fix == STORE_ONLY:
        return answer
    return msgspec.structs.replace(answer, fix=_ASK_IN_PROGRAM_FILES if program == "vscode" else _ASK_IT_WHETHER)


def _explorers_list(facts: Facts) -> str:
    """Explorer's lists stop what the Start menu opens; only the command lines are looked up in them."""
    lists = [(each.name, each.stops_cmd.state) for each in facts[Scripting].explorer]
    return next((name for name, state in lists if state != "not-set"), "" if lists else _LIST_OF_PROGRAMS)


def vscode_python(facts: Facts) -> Outcome:
    """The extension, and the program that it finds Pythons with: without that its Run button does nothing.

    github.com/microsoft/python-environment-tools, issues 224 and 233, looked at on 2026-11-29. Where its servers are
    reached is another question: `vscode-extensions-by-system`.
    """
    editors = facts[Editors]
    named = Evidence("its extensions", ", ".join(editors.extensions) or "none found", "your user folder")
    because = (named, *_policies(editors))
    rules = judge_of(_PROGRAMS["vscode-pet"])(facts) if facts[Asked].platform == "windows" else passed("")
    if rules.outcome == "problem":
        fix = rules.fix if rules.fix == STORE_ONLY else _ASK_IT_WHETHER
        return msgspec.structs.replace(rules, fix=fix, because=(*because, *rules.because))
    if (answer := _by_policy(editors, because)) is not None:
        return answer
    if rules.outcome == "unknown":
        return msgspec.structs.replace(rules, because=(*because, *rules.because))
    if PYTHON_EXTENSION in editors.extensions:
        return passed(_HAS_EXTENSION, *because, *rules.because, sure=rules.sure)
    return passed(_TO_INSTALL, *because, *rules.because, sure="likely")


def _policies(editors: Editors) -> tuple[Evidence, ...]:
    """What policy says of extensions; nothing where it says nothing."""
    allowed, own = editors.python_extension, editors.own_marketplace
    said = Evidence("AllowedExtensions", str(allowed.value or allowed.state), allowed.source, "policy")
    other = Evidence("ExtensionGalleryServiceUrl", "set", own.source, "policy")
    return (*((said,) if allowed.state not in {"not-set", "missing"} else ()), *((other,) if own.value else ()))


def _by_policy(editors: Editors, because: tuple[Evidence, ...]) -> Outcome | None:
    """What policy stops or leaves open; None where the extension can be used, or installed from the public place.

    code.visualstudio.com/docs/enterprise/extensions, looked at on 2026-11-29: a blocked extension that is installed is
    switched off.
    """
    allowed, here = editors.python_extension, PYTHON_EXTENSION in editors.extensions
    if allowed.value == BLOCKED:
        return problem(_BLOCKED_BY_POLICY, _ASK_FOR_EXTENSION, *because)
    if allowed.state == "missing":
        return None if here else unknown(_NOT_FOUND, *because, settles=_INSTALL)
    if allowed.state != "not-set" and allowed.value not in {ALLOWED, NOT_APPLIED}:
        return unknown(_UNCLEAR, *because, settles=_INSTALL)
    if here:
        return None
    if editors.unread:
        return unknown(_NOT_FOUND, *because, settles=_INSTALL)
    known = editors.own_marketplace.state == "set" and editors.own_marketplace.value is False
    return None if known else unknown(_ELSEWHERE, *because, settles=_INSTALL)


CHECKS = (
    Check("vscode-here", f"Is {_NAME} on this computer?", "blocker", vscode_here, "vscode"),
    Check("vscode-python", f"Can {_NAME} use Python?", "blocker", vscode_python, "vscode"),
)
