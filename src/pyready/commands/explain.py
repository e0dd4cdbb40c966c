"""`pyready explain`: what a message means on this computer, and what to do. The text is neither kept nor sent."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pyready.commands.check import Refused, look_now, saved_look, this_machine
from pyready.commands.output import is_terminal, say, wants_colour, width_of, write
from pyready.engine.app import Look
from pyready.explain.reading import HEAD, NoText, Text, read_all
from pyready.formats.text_file import shown
from pyready.model.facts import Facts
from pyready.settings.failures import why

# shown where a person is to paste
_PASTE = "Paste the message. Then press Enter on an empty line."
# shown when nothing was pasted
_NOTHING = "There is no text to explain. Paste the message, or name a file that holds it."
# shown when a file cannot be read
_UNREADABLE = "pyready could not read {path}: {why}. Name a text file, or paste the message."
_NO_FILE = "{path} is not a file. Name a text file, or paste the message."
_NO_TEXT = "This is not text. Paste the message, or name a text file."

_PAUSE_S = 0.2
"""Seconds after an empty line in which the rest of a paste has to come."""

KNOWN, UNKNOWN, USAGE = 0, 1, 2


def run_explain(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    """Read, look, explain, write."""
    try:
        text = _text(options.text)
        look, names = _look(options, started)
    except Refused as error:
        say(str(error))
        return USAGE
    hung[0] = look.hung
    return _explain(text, options, look, names)


def _explain(text: Text, options: argparse.Namespace, look: Look, names: Facts) -> int:
    from pyready.engine import share
    from pyready.explain.explanation import explanation
    from pyready.report.explanation import as_json, as_text
    from pyready.report.layout import Sheet

    private = options.format == "text" and is_terminal(sys.stdout)
    facts = look.facts if private else share.without_names(look.facts, look.did)
    found = explanation(text.text, facts, cut=text.cut, names=names)
    if options.format == "json":
        write(as_json(found), utf8=True)
    else:
        sheet = Sheet(width_of(sys.stdout), wants_colour(sys.stdout))
        write(as_text(found, sheet, replayed=bool(options.facts)), utf8=False)
    return KNOWN if found.messages else UNKNOWN


def _look(options: argparse.Namespace, started: float) -> tuple[Look, Facts]:
    """The facts of the computer that the message is from, and those that name who must not be named. Raises Refused."""
    if not options.facts:
        look = look_now(options, started, this_machine())
        return look, look.facts
    from pyready.engine.collect import Limits, collect
    from pyready.probes import TYPES, identity

    here = collect(this_machine(), (identity.PROBE,), Facts({}, TYPES), Limits(time.monotonic()))
    return saved_look(options), here.facts


def _text(words: Sequence[str]) -> Text:
    """What is to be explained. Raises Refused."""
    text = _given(words)
    if not text.text.strip("\x00 \t\r\n"):
        raise Refused(_NOTHING)
    return text


def _given(words: Sequence[str]) -> Text:
    """From the arguments, a file, standard input, or pasted. Raises Refused."""
    try:
        if list(words) == ["-"] or (not words and not is_terminal(sys.stdin)):
            return _stream()
        if not words:
            return Text(_pasted())
        if len(words) == 1 and _is_there(words[0]):
            return _file(words[0])
    except NoText as error:
        raise Refused(_NO_TEXT) from error
    return Text(" ".join(words))


def _stream() -> Text:
    if sys.stdin is None:
        return Text("")
    try:
        return read_all(partial(os.read, sys.stdin.fileno()))
    except (OSError, ValueError) as error:
        raise Refused(_UNREADABLE.format(path="standard input", why=why(error))) from error


def _is_there(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def _file(word: str) -> Text:
    name = shown(Path(word).name)
    try:
        if not Path(word).is_file():
            raise Refused(_NO_FILE.format(path=name))
        with Path(word).open("rb") as stream:
            return read_all(stream.read)
    except OSError as error:
        raise Refused(_UNREADABLE.format(path=name, why=why(error))) from error


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
