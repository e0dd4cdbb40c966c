"""pyready.exe and its window: after a double-click it waits before it closes; in a terminal or script it never does."""

import codecs
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from pyready.output import is_terminal


def run_exe(arguments: Sequence[str], started: float) -> int:
    """Run the command line as pyready.exe does."""
    from pyready.cli import run

    prepare()
    return run(arguments, started, farewell(arguments))


def farewell(arguments: Sequence[str]) -> Callable[[], None]:
    """What to do last: wait for Enter when the window would close on the answer, else nothing."""
    return wait if not arguments and _was_double_clicked() else _nothing


def prepare() -> None:
    """Progress that the console can draw, and text that the reader of a pipe or file can decode."""
    if sys.platform != "win32":
        return
    from pyready.windows.console import code_page, understands_colour

    understands_colour(error=True)
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


def _was_double_clicked() -> bool:
    """Alone in a console, reading from it and writing to it: nobody but a person at the screen is served by waiting."""
    if sys.platform != "win32" or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return False
    from pyready.windows.console import closes_with_us

    return closes_with_us()


def wait() -> None:
    """Keep the window until Enter; Ctrl-C or a closed input end it, too."""
    with suppress(OSError, ValueError, EOFError, KeyboardInterrupt, AttributeError):
        print("\nPress Enter to close this window.", flush=True)  # noqa: T201 - for the person at the screen only
        sys.stdin.readline()


def _nothing() -> None:
    return
