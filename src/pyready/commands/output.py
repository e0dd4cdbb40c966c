"""Writing: results on standard output or into a file, messages on standard error. Nothing half-written is left."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

from pyready.model.safe_text import clean
from pyready.settings.failures import why
from pyready.settings.left_overs import beside, remove_left_overs

# shown when standard output is closed, or cannot be written to
_NO_OUTPUT = "pyready could not write the report: standard output is closed. Write to a file with -o."
_CLOSED = "Standard output was closed before the report was complete. Run the command again."
_OUTPUT_FAILED = "pyready could not write the report to standard output: {why}. Write to a file with -o."
# shown when a file cannot be written
_IS_FOLDER = "{path} is a folder. Name a file."
_IS_NO_FILE = "{path} is a device or a pipe. Name a file, or leave -o out."
_IS_LOOP = "{path} is a link that leads to itself. Name a file."
_IS_READ_ONLY = "{path} is read-only. Name another file."
_FILE_FAILED = "pyready could not write the report to {path}: {why}. Name a file in another folder."
# shown when pyready itself has a fault
_FAULT = "pyready has a fault, and made no report. Report this fault: {kind} at {where}"
_NO_PLACE = "unknown place"


class Unwritable(Exception):
    """The report could not be written. The text is one plain sentence."""


def say(message: str) -> None:
    """One message on standard error; if there is none, it is lost without harm."""
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        _tolerant(sys.stderr)
        print(f"pyready: {clean(_spelled(message))[0]}", file=sys.stderr, flush=True)  # noqa: T201 - the one place for messages


def _spelled(message: str) -> str:
    """A message with the lines in it that run pyready as they are run here."""
    if "pyready " not in message:
        return message
    from pyready.commands.launched import here

    return here(sys.stderr).spelled(message)


def write(text: str, *, utf8: bool) -> None:
    """Write a result to standard output: as UTF-8 bytes, or in the terminal's own encoding with visible escapes.

    Raises Unwritable when it is closed or full.
    """
    if sys.stdout is None:
        raise Unwritable(_NO_OUTPUT)
    try:
        if utf8:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            _tolerant(sys.stdout)
            sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        _silence_stdout()
        if _is_closed(error):
            raise Unwritable(_CLOSED) from error
        raise Unwritable(_OUTPUT_FAILED.format(why=why(error))) from error


def write_file(path: str, text: str, *, private: bool = False) -> None:
    """Write through a temporary file beside the target and a rename; a link stays one. Raises Unwritable.

    A file that is there keeps its permissions, a new one follows the umask; a private one is for its owner alone.
    """
    target = Path(path)
    try:
        if target.is_symlink():
            target = Path(os.path.realpath(target))
        if target.is_dir():
            raise Unwritable(_IS_FOLDER.format(path=path))
        if target.exists() and not target.is_file():
            raise Unwritable(_IS_NO_FILE.format(path=path))
        if target.is_symlink():
            raise Unwritable(_IS_LOOP.format(path=path))
        if target.exists() and not os.access(target, os.W_OK):
            raise Unwritable(_IS_READ_ONLY.format(path=path))
        _put(target, text, Path.replace, private=private)
    except (OSError, ValueError) as error:
        raise Unwritable(_FILE_FAILED.format(path=path, why=why(error))) from error


def write_new(path: str, text: str) -> None:
    """As `write_file`, but never over something that is there. Raises FileExistsError, Unwritable."""
    try:
        _put(Path(path), text, _move)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise Unwritable(_FILE_FAILED.format(path=path, why=why(error))) from error


def _put(target: Path, text: str, move: Callable[[Path, Path], object], *, private: bool = False) -> None:
    remove_left_overs(target.parent)
    new = beside(target)
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
        if not private and target.exists():
            new.chmod(stat.S_IMODE(target.stat().st_mode))
        move(new, target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _move(new: Path, target: Path) -> None:
    if os.name == "nt":
        new.rename(target)  # refused by Windows where there is a file
    else:
        target.hardlink_to(new)
        new.unlink()


def _is_closed(error: Exception) -> bool:
    """Whether nobody reads any more. Of a pipe without a reader, the C library of Windows says EINVAL."""
    on_windows = sys.platform == "win32" and isinstance(error, OSError) and error.errno == errno.EINVAL
    return isinstance(error, BrokenPipeError) or on_windows


def _tolerant(stream: object) -> None:
    """Let characters that the stream cannot show appear as escapes instead of failing."""
    with contextlib.suppress(AttributeError, ValueError, OSError):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]


def _silence_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's own last flush cannot fail again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def fault(error: BaseException) -> str:
    """A fault of pyready itself, safe to share: type and our own lines, no message text and no values."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        f"{PurePath(each.filename).stem}:{each.lineno}" for each in frames if "pyready" in PurePath(each.filename).parts
    ]
    where = " > ".join(ours[-5:]) or _NO_PLACE
    return _FAULT.format(kind=type(error).__name__, where=where)


def is_terminal(stream: object) -> bool:
    """True when a person looks at this stream."""
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except (ValueError, AttributeError):
        return False


def wants_colour(stream: object) -> bool:
    """Colour on a terminal that can, unless NO_COLOR says no (no-color.org). Old Windows consoles cannot."""
    environment = os.environ  # noqa: TID251 - how to show things, not a fact about the machine
    if not is_terminal(stream) or environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return obeys(stream)


def obeys(stream: object) -> bool:
    """Whether this is a terminal that obeys escape sequences. A console of Windows may not."""
    if not is_terminal(stream) or sys.platform != "win32":
        return is_terminal(stream)
    from pyready.windows.console import understands_colour

    return understands_colour(error=True) if stream is sys.stderr else understands_colour()


def width_of(stream: object) -> int:
    """Columns to write in: the terminal's, from 40 to 100; else 80."""
    if not is_terminal(stream):
        return 80
    import shutil

    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def screen_of(stream: object) -> int:
    """Lines of the terminal that it is; 0 for anything else."""
    import shutil

    return shutil.get_terminal_size((80, 24)).lines if is_terminal(stream) else 0
