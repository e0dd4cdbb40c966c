"""What a text with messages means, in general and on one computer."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pyready.explain.finding import Found, Role, found_in
from pyready.explain.on_computer import Here, Looked
from pyready.explain.paste import Paste, lines_of, pasted
from pyready.knowledge.messages import Advice, Cause, Message, causes_of, known
from pyready.model.facts import Asked, Facts
from pyready.model.lines import set_variable
from pyready.model.outcome import By, Result, Shell, Step, Sure

# shown after what IT can change: another option can make the request needless
_REQUEST = "{says} First see whether another option works. This command says so, and which request to send:"
_CHECK, _CHECK_EXPECT = "pyready check", "an option that works, or the request to send"
# shown where a computer rules out one of two causes
_LEFT = "Another cause does not fit this computer: {says}"

_COMMANDS = {
    "windows": {"python": "py", "environment": r".venv\Scripts\python.exe"},
    "other": {"python": "python3", "environment": ".venv/bin/python"},
}
_MOST_COMMANDS = 3
"""Commands of a fix that are shown; where there are more, `pyready check` has them all."""
_ALL_STEPS = Step("", "pyready check", "none", "all steps, in order")


class Option(msgspec.Struct, frozen=True):
    """One cause where a message has several: what it is, how to know, and what to do then."""

    says: str
    """What it is."""
    tell: str
    """How to know that it is this one."""
    who: By
    """Who can lift it: `you`, `it`, `nobody` on this computer, or `nothing` where nothing has to be done."""
    next: str
    """What to do."""


class OnComputer(msgspec.Struct, frozen=True):
    """What a check of this computer says about the message."""

    check: str
    """Its id."""
    outcome: Result
    """What it found; `problem` confirms the message."""
    says: str
    """One or two sentences."""


class Explained(msgspec.Struct, frozen=True):
    """One message that was recognised. No word in it comes from the text, all from the catalogue and the checks."""

    id: str
    """Of the row in the catalogue of messages."""
    tool: str
    """Which program says it: `pip`, `windows`, `network` for any that downloads."""
    role: Role
    """`root` explains the text; `also` is another cause; `follows` follows from these; `harmless` needs nothing."""
    line: int
    """Of the text, from 1."""
    recognised: str
    """The words or the number by which it was known, as the catalogue has them."""
    says: str
    """What it means."""
    who: By
    """Who can lift it: `you`, `it`, `nobody` on this computer, or `nothing` where nothing has to be done."""
    next: str
    """What to do."""
    steps: tuple[Step, ...] = ()
    """Commands for it, spelled for the shell of the computer; for the root cause alone."""
    here: OnComputer | None = None
    """What the computer says about it; None where it was not asked, or no check applies."""
    options: tuple[Option, ...] = ()
    """The causes that it can have, where no fact decides."""
    never: tuple[str, ...] = ()
    """What never to do, whatever the message proposes; for the root cause alone."""
    guide: str = ""
    """The guide to read, with its section: `proxy#what-you-can-see`."""
    sure: Sure = "certain"
    """`likely` where the meaning is not documented; then `says` says so."""


def explained(text: str, facts: Facts | None = None) -> tuple[Explained, ...]:
    """What the messages in a text mean, the root cause first; empty where none is known.

    With facts, checks of that computer decide between causes, and give the next step.
    """
    paste = pasted(lines_of(text))
    return explained_found(paste, found_in(paste), facts)


def explained_found(paste: Paste, found: Sequence[Found], facts: Facts | None) -> tuple[Explained, ...]:
    """The same for the messages that were found in a text."""
    looked = Looked(facts)
    return tuple(_explained(paste, each, looked) for each in found)


class _Answer(NamedTuple):
    """Which advice holds, and what the computer says about it."""

    advice: Advice
    here: Here | None
    options: tuple[Cause, ...] = ()
    ruled_out: bool = False


def _explained(paste: Paste, found: Found, looked: Looked) -> Explained:
    row, root = found.hit.row, found.role == "root"
    answer = _answer(row, looked) if root else _Answer(row, None)
    who, says, steps = _next(answer, looked)
    return Explained(
        id=row.id,
        tool=row.tool,
        role=found.role,
        line=paste.line(found.hit.place),
        recognised=found.hit.recognised,
        says=row.says if answer.advice is row or answer.options else f"{row.says} {answer.advice.says}",
        who=who,
        next=says,
        steps=steps if root else (),
        here=_on_computer(answer),
        options=tuple(_option(each, looked) for each in answer.options),
        never=tuple(_never(each) for each in row.never) if root else (),
        guide=_guide(answer.advice if answer.advice.guide else row),
        sure="certain" if row.sure else "likely",
    )


def _answer(row: Message, looked: Looked) -> _Answer:
    """The cause that a check confirms; else the one that is left when others are ruled out; else all of them."""
    causes = causes_of(row.id)
    if not causes:
        here = looked.at(row)
        if here and here.outcome == "passed" and row.kind != "cause":
            here = None  # what explains it stands in another line
        return _Answer(row, here or looked.seen(row.shows))
    seen = [(cause, looked.at(cause)) for cause in causes]
    for cause, here in seen:
        if here and here.outcome == "problem":
            return _Answer(cause, here)
    left = tuple(cause for cause, here in seen if not (here and here.rules_out)) or causes
    against = next((here for _, here in seen if here and here.rules_out), None) if left != causes else None
    if len(left) == 1:
        return _Answer(left[0], against, ruled_out=True)
    return _Answer(row, against or next((here for _, here in seen if here), None), left, against is not None)


def _on_computer(answer: _Answer) -> OnComputer | None:
    here = answer.here
    if here is None:
        return None
    found = here.found if here.outcome == "passed" and answer.options else here.says
    says = _LEFT.format(says=here.found) if answer.ruled_out else found
    return OnComputer(here.check, here.outcome, says)


def _next(answer: _Answer, looked: Looked) -> tuple[By, str, tuple[Step, ...]]:
    """The fix of the check that confirms it, else the advice of the row."""
    fix = answer.here.fix if answer.here else None
    if fix is None or fix.who == "nothing":
        return answer.advice.who, _filled(answer.advice.next, looked), _own_steps(answer.advice, looked)
    if fix.request:
        return fix.who, _REQUEST.format(says=fix.says), (Step("", _CHECK, looked.shell, _CHECK_EXPECT),)
    steps = tuple(looked.spelled(each) for each in fix.commands if each.command)
    return fix.who, fix.says, steps if len(steps) <= _MOST_COMMANDS else (*steps[:1], _ALL_STEPS)


def _own_steps(advice: Advice, looked: Looked) -> tuple[Step, ...]:
    if not advice.command:
        return ()
    shell = looked.shell
    return (Step("", _line(_filled(advice.command, looked), shell), shell, advice.expect),)


def _line(command: str, shell: Shell) -> str:
    """The command as it is typed; a variable for one window is set in each shell's own way."""
    name, is_setting, value = command.removeprefix("set ").partition("=")
    if not command.startswith("set ") or not is_setting:
        return command
    if shell != "sh":
        line = set_variable(name, value)
        return line.powershell if shell == "powershell" else line.cmd
    return f'export {name}="{value.replace(_LOCAL, "$HOME/")}"' if value else f"unset {name}"


_LOCAL = "{LOCALAPPDATA}\\"
"""How a row names the folder for data of programs; on other systems the home folder takes its place."""


def _filled(text: str, looked: Looked) -> str:
    """The text with this computer's words for a Python."""
    asked = looked.facts.get(Asked) if looked.facts else None
    words = _COMMANDS["windows" if asked is None or asked.platform == "windows" else "other"]
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _option(cause: Cause, looked: Looked) -> Option:
    return Option(cause.says, cause.tell, cause.who, _filled(cause.next, looked))


def _guide(advice: Advice) -> str:
    return f"{advice.guide}#{advice.section}" if advice.section else advice.guide


def _never(name: str) -> str:
    return next(each.says for each in known().never if each.id == name)
