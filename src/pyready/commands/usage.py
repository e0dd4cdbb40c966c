"""Wrong usage: one sentence that says what is wrong and what was probably meant, and exit code 2."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

USAGE = 2

# shown when the arguments are wrong
_SEE_HELP = "{message} See: {command} --help"
_NO_COMMAND = 'pyready has no command "{name}".'
_NO_OPTION = '{command} has no option "{name}".'
_TOO_MUCH = '{command} cannot use "{name}".'
_NOT_ONE_OF = "{text!r} is not one of {names}."
_NO_SECONDS = "{text!r} is not a number of seconds from 1 to 120"
# shown when the first word is a file, as when a report is dragged onto the program
_IS_REPORT = "To read a saved report, run: pyready check --facts {name}"

_REPORT_ENDINGS = (".json", ".json.txt")


class Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and a hint, exit code 2."""

    def error(self, message: str) -> NoReturn:
        refuse(message, self.prog)

    def format_help(self) -> str:
        """The help, with lines as they are run here."""
        from pyready.commands.launched import here

        return here(sys.stdout).spelled(super().format_help())

    def options(self) -> list[str]:
        """Every option that it takes, by each of its names."""
        return [name for action in self._actions for name in action.option_strings]

    def arguments(self) -> Sequence[argparse.Action]:
        """Everything that it takes, options included."""
        return self._actions

    def commands(self) -> Mapping[str, "Parser"]:
        """The commands below it, by their names."""
        found = [each.choices for each in self._actions if isinstance(each.choices, Mapping)]
        return found[0] if found else {}


def refuse(message: str, command: str, hint: str = "") -> NoReturn:
    """Say what is wrong with the arguments of a command, and leave."""
    from pyready.commands.output import say

    whole = message if message.endswith((".", "?")) else f"{message}."
    say(_SEE_HELP.format(message=f"{whole} {hint}".strip(), command=command))
    raise SystemExit(USAGE)


def refuse_command(name: str, names: Iterable[str]) -> NoReturn:
    """There is no such command; a file in its place is probably a report."""
    from pyready.model.near_misses import hint

    message = _NO_COMMAND.format(name=name)
    if _is_file(name):
        from pyready.commands.output import say

        say(f"{message} {_IS_REPORT.format(name=_quoted(name))}")
        raise SystemExit(USAGE)
    refuse(message, "pyready", hint(name, names))


def _is_file(name: str) -> bool:
    from pathlib import Path

    if "/" in name or "\\" in name or name.lower().endswith(_REPORT_ENDINGS):
        return True
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or with a character that no name has
        return False


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def refuse_rest(name: str, command: Parser, more: Iterable[str] = ()) -> NoReturn:
    """What no argument of the command takes; `more` are options that stand elsewhere."""
    from pyready.model.near_misses import did_you_mean, near

    given = name.partition("=")[0]
    if not given.startswith("-"):
        refuse(_TOO_MUCH.format(command=command.prog, name=name), command.prog)
    options = {each.lstrip("-"): each for each in (*command.options(), *more)}  # the marks are alike in all of them
    meant = did_you_mean([options[each] for each in near(given.lstrip("-"), options)])
    refuse(_NO_OPTION.format(command=command.prog, name=given), command.prog, meant)


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """The type of an argument that is one of these names."""

    def checked(text: str) -> str:
        if text in names:
            return text
        from pyready.model.near_misses import hint

        message = _NOT_ONE_OF.format(text=text, names=", ".join(names))
        raise argparse.ArgumentTypeError(f"{message} {hint(text, names)}".strip())

    return checked


def seconds(text: str) -> float:
    """The type of an argument that is a time. Raises ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value <= 120:
        raise argparse.ArgumentTypeError(_NO_SECONDS.format(text=text))
    return value
