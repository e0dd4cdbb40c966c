"""`pyready explain`: what a message means on this computer, and what to do. The text is neither kept nor sent."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyready.commands.launched import here, launch
from pyready.commands.output import is_terminal, say, wants_colour, width_of, write
from pyready.explain.explanation import Explanation, Matched, explanation_of, matched
from pyready.explain.reading import HEAD, NoText, Text, read_all
from pyready.formats.text_file import shown
from pyready.model.facts import Absent, Asked, Facts, Taken
from pyready.model.launch import Launch
from pyready.model.network_facts import NetworkFacts
from pyready.settings.failures import why

if TYPE_CHECKING:
    from pyready.engine.app import Look

# shown where a person is to paste
_PASTE = "Paste the message. Then press Enter on an empty line."
# shown when nothing was pasted
_NOTHING = "There is no text to explain. Paste the message, or name a file that holds it."
# shown when a file cannot be read
_UNREADABLE = "pyready could not read {path}: {why}. Name a text file, or paste the message."
_STREAM = "standard input"
_NO_FILE = "{path} is not a file. Name a text file, or paste the message."
_NO_TEXT = "This is not text. Paste the message, or name a text file."

_PAUSE_S = 0.2
"""Seconds after an empty line in which the rest of a paste has to come."""

_NO_SERVER = Absent("offline", "pyready explain contacts no server")

KNOWN, UNKNOWN, USAGE = 0, 1, 2


class _Refused(Exception):
    """An argument or a file that cannot be used; the text is one plain sentence."""


def run_explain(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    """Read, look where the answer depends on the computer, explain, write."""
    del started  # a person may take long to paste, and the look has its own time
    try:
        text = _text(options.text)
        found = _explained(matched(text.text), options, hung, cut=text.cut)
    except _Refused as error:
        say(str(error))
        return USAGE
    _write(found, options)
    return KNOWN if found.messages else UNKNOWN


def _explained(text: Matched, options: argparse.Namespace, hung: list[bool], *, cut: bool) -> Explanation:
    """The explanation, with facts of the computer that the message is from where they say more. Raises _Refused."""
    private = options.format == "text" and is_terminal(sys.stdout)
    if not options.facts and text.found:
        return _on_this_computer(text, hung, cut=cut, private=private)
    from pyready.commands.check import Refused
    from pyready.engine.share import without_names

    try:
        look, names = _look(options)
    except Refused as error:
        raise _Refused(str(error)) from error
    hung[0] = look.hung
    facts = look.facts if private else without_names(look.facts, look.did)
    return explanation_of(text, facts, cut=cut, names=names)


def _on_this_computer(text: Matched, hung: list[bool], *, cut: bool, private: bool) -> Explanation:
    """The explanation of a known message: only what its checks ask for is looked at."""
    if not text.asks_the_computer:
        return explanation_of(text, None, cut=cut)
    from pyready.commands.machine import this_machine
    from pyready.engine.on_demand import OnDemand

    host = this_machine()
    given: dict[type, Any] = {
        Taken: Taken(datetime.now(UTC).replace(microsecond=0)),
        Asked: Asked(host.platform, offline=True),
        Launch: launch(),
        NetworkFacts: _NO_SERVER,
    }
    facts = OnDemand(host, given)
    found = explanation_of(text, facts, cut=cut)
    hung[0] = facts.hung
    if private:
        return found
    from pyready.engine.share import without_names

    return explanation_of(text, without_names(facts.looked_at(), facts.did), cut=cut)


def _look(options: argparse.Namespace) -> tuple["Look", Facts]:
    """The facts of the computer that the message is from, and those that name who must not be named. Raises Refused."""
    from pyready.commands.check import look_now, saved_look
    from pyready.commands.machine import this_machine

    if not options.facts:
        look = look_now(options, time.monotonic(), this_machine())
        return look, look.facts
    from pyready.engine.collect import Limits, collect
    from pyready.probes import TYPES, identity

    here = collect(this_machine(), (identity.PROBE,), Facts({}, TYPES), Limits(time.monotonic()))
    return saved_look(options), here.facts


def _write(found: Explanation, options: argparse.Namespace) -> None:
    from pyready.report.explanation import as_json, as_text
    from pyready.report.layout import Sheet

    if options.format == "json":
        write(as_json(found, here(sys.stdout)), utf8=True)
    else:
        sheet = Sheet(width_of(sys.stdout), wants_colour(sys.stdout))
        write(as_text(found, sheet, here(sys.stdout), replayed=bool(options.facts)), utf8=False)


def _text(words: Sequence[str]) -> Text:
    """What is to be explained. Raises _Refused."""
    text = _given(words)
    if not text.text.strip("\x00 \t\r\n"):
        raise _Refused(_NOTHING)
    return text


def _given(words: Sequence[str]) -> Text:
    """From the arguments, a file, standard input, or pasted. Raises _Refused."""
    try:
        if list(words) == ["-"] or (not words and not is_terminal(sys.stdin)):
            return _stream()
        if not words:
            return Text(_pasted())
        if len(words) == 1 and _is_there(words[0]):
            return _file(words[0])
    except NoText as error:
        raise _Refused(_NO_TEXT) from error
    return Text(" ".join(words))


def _stream() -> Text:
    if sys.stdin is None:
        return Text("")
    try:
        return read_all(partial(os.read, sys.stdin.fileno()))
    except (OSError, ValueError) as error:
        raise _Refused(_UNREADABLE.format(path=_STREAM, why=why(error))) from error


def _is_there(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def _file(word: str) -> Text:
    name = shown(Path(word).name)
    try:
        if not Path(word).is_file():
            raise _Refused(_NO_FILE.format(path=name))
        with Path(word).open("rb") as stream:
            return read_all(stream.read)
    except OSError as error:
        raise _Refused(_UNREADABLE.format(path=name, why=why(error))) from error


def _pasted() -> str:
    """Lines until an empty one behind which nothing waits: messages hold empty lines, too."""
    sys.stderr.write(_PASTE + "\n")
    sys.stderr.flush()
    lines: list[str] = []
    size = 0
    while size < HEAD and (line := sys.stdin.readline()):
        if not line.strip() and not _more_waits():
            break
        lines.append(line)
        size += len(line)
    return "".join(lines)


def _more_waits() -> bool:
    """Whether more of what was pasted is there to be read."""
    if sys.platform == "win32":
        from pyready.windows.console import key_waits

        return key_waits()
    import select

    return bool(select.select([sys.stdin], [], [], _PAUSE_S)[0])
