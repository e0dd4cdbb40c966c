"""pyready.exe and its window: one of its own waits before it closes; in a terminal or script it never does."""

import codecs
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from pyready.commands.output import is_terminal, say

# shown when --try-run, or verify, comes from a double-click
_NOT_BY_CLICK = "--try-run starts a program, so a person has to give it. Open Command Prompt and run it there."
_VERIFY_NOT_BY_CLICK = "verify starts programs, so a person has to give it. Open Command Prompt and run it there."
# shown at the end, in a window of its own
_PRESS = "\nPress any key to close this window."


def run_exe(arguments: Sequence[str], started: float) -> int:
    """Run the command line as pyready.exe does."""
    from pyready.commands.cli import run

    prepare()
    if not _owns_its_window():
        return run(arguments, started)
    if "--try-run" in arguments:
        return run(arguments, started, wait, instead=not_by_click)
    if "verify" in arguments[:1]:
        return run(arguments, started, wait, instead=verify_not_by_click)
    if arguments:
        given = dropped(arguments)
        return run(given, started, farewell(given))
    from pyready.commands.double_click import run_double_click

    return run(arguments, started, wait, instead=run_double_click)


def not_by_click(started: float, hung: list[bool]) -> int:  # noqa: ARG001 - as every command
    """A shortcut or a script's new window is not a person who typed it: whoever made that may be somebody else."""
    say(_NOT_BY_CLICK)
    return 2


def verify_not_by_click(started: float, hung: list[bool]) -> int:  # noqa: ARG001 - as every command
    """The same for the other command that starts programs."""
    say(_VERIFY_NOT_BY_CLICK)
    return 2


def dropped(arguments: Sequence[str]) -> Sequence[str]:
    """A saved report, or a folder of collect.cmd, that was dropped on the program is judged."""
    if len(arguments) == 1 and Path(arguments[0]).is_absolute() and Path(arguments[0]).exists():
        return ["check", "--facts", arguments[0]]
    return arguments


def farewell(arguments: Sequence[str]) -> Callable[[], None]:
    """What to do last in a window of its own: wait, unless the answer went into a file or to a scheduler."""
    return _nothing if any(each.startswith(("-o", "--output", "--exit-zero")) for each in arguments) else wait


def prepare() -> None:
    """Text that the reader of a pipe or file can decode."""
    if sys.platform != "win32":
        return
    from pyready.windows.console import code_page

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not is_terminal(stream):
            _written_in(stream, encoding_of(code_page()))


def encoding_of(page: int) -> str:
    """The encoding of a console's code page. cmd and PowerShell decode what a program writes by it.

    Without a console, or with a page that Python does not know, UTF-8: it loses nothing.
    """
    name = f"cp{page}"
    try:
        return "utf-8" if page in {0, 65001} else codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _written_in(stream: object, encoding: str) -> None:
    with suppress(AttributeError, ValueError, OSError):
        stream.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[attr-defined]


def _owns_its_window() -> bool:
    """Alone in a console, reading from it and writing to it: nobody but a person at the screen is served by waiting."""
    if sys.platform != "win32" or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return False
    from pyready.windows.console import closes_with_us

    return closes_with_us()


def wait() -> None:
    """Keep the window until a key is pressed; Ctrl-C or a closed window end it, too."""
    with suppress(OSError, ValueError, EOFError, KeyboardInterrupt, AttributeError):
        print(_PRESS, flush=True)  # noqa: T201 - for the person at the screen only
        _any_key()


def _any_key() -> None:
    if sys.platform == "win32":
        from pyready.windows.console import any_key

        any_key()


def _nothing() -> None:
    return
