"""The command line: arguments, files and exit codes. No decisions about Python are made here."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from pyready import __version__
from pyready.commands.usage import USAGE, Parser, one_of, refuse, refuse_command, refuse_rest, seconds

OPEN, NOT_OPEN, FAULT, STOPPED = 0, 1, 3, 130

# shown by pyready --help
_DESCRIPTION = (
    "Says whether you can have Python on this computer today, and how. It needs no administrator rights, "
    "changes nothing unless you ask for it, and sends nothing anywhere."
)
_EPILOG = """examples:
  pyready                                check this computer and say how to get Python
  pyready check --details                the same, with the evidence for every answer
  pyready check --for vscode             for Visual Studio Code instead of notebooks
  pyready check --offline                without contacting any server
  pyready check --format html -o my.html a page with everything, to read or to send to IT
  pyready check --format json -o my.json a report to send to IT; names are left out of it
  pyready check --format ticket          the text of the tickets to IT, to paste and fill in
  pyready check --format chat            five lines about them, for a manager or a chat
  pyready check --facts my.json          read a saved report again
  pyready config                         the settings that pip, conda, uv and git need
  pyready explain MESSAGE                what a message means on this computer, and what to do
  pyready guide proxy                    read a guide
  pyready guide --search pip proxy       find what the guides say about some words
  pyready reads                          all that it can read, contact, run and write

exit codes:
  0    an option for Python works            2    wrong usage, or a file that cannot be used
  1    not yet, or not known                 3    pyready has a fault
  130  stopped with Ctrl-C
"""
_CHECK, _CONFIG = "check this computer (the same as pyready alone)", "the settings that pip, conda, uv and git need"
_GUIDE = "list, search or read the guides; works offline"
_GUIDE_ID = "the guide to read, or a section of it as ID#SECTION; without it all are listed"
_GUIDE_SEARCH = "list the sections of all guides that hold these words, best first; exit 1 when none does"
_GUIDE_FILES = """in a copy of the repository, for people who write pages: guide check [FILE ...] lists what to correct,
guide preview shows the pages in the browser of this computer"""
_COMPLETION, _SHELL = "print a script that completes pyready's words in a shell", "bash, zsh or powershell"
_HELP, _HELP_OF = "show this help, or the help of one command", "the command to explain"
_READS = "list all that pyready can read, contact, run and write; it checks nothing"
_READS_DESCRIPTION = "List all that pyready can read, contact, run and write, with the reasons. It checks nothing."
_VERIFY = "prove that a Python works here, step by step; it starts that Python"
# shown by pyready verify --help
_VERIFY_DESCRIPTION = (
    "Prove that a Python works: start it, make an environment, install a package, start a notebook. "
    "It makes folders of its own and removes them, and ends all that it started."
)
_PYTHON = "a version (3.13), a path or the folder of an environment; without it, the Python that you would get"
_VERIFY_FORMAT = "how to write the report (default: text)"
_VERIFY_OFFLINE = "contact no server; downloads are not tested then"
# shown by pyready check --help
_CHECK_DESCRIPTION = "Check this computer and recommend an option for Python."
_FORMAT = "how to write the report (default: text); ticket and markdown are the same"
_OUTPUT = "write to a file; names are left out, as in a pipe"
_DETAILS = "show the evidence for every answer"
_ROUTE = "show this option in full, and exit by its state"
_FOR = """what you want Python for: notebooks (JupyterLab and data packages, the usual), vscode (Visual Studio Code,
packages of Python code alone) or scripts (Python alone), as in --for vscode; without it a saved report keeps its own"""
_SINCE = "say first what changed since this saved JSON report"
_PRIVATE = "keep real names in the report; secrets are still left out"
_EXIT_ZERO = "exit 0 whenever a report was made, for schedulers"
_TRY_RUN = """save one small program in your user folder, start it once and remove it, to see whether programs can start
there; not done where that is known"""
# shown by the help of every command that checks
_FACTS = "read a saved JSON report, or a folder of collect.cmd, instead of this computer"
_SITE = "use this site profile (TOML); it can change settings of pip: use only one from your IT team"
_OFFLINE = "contact no server"
_DEADLINE = "time for the network, 1 to 120 (default: 15)"
# shown by pyready completion --help
_COMPLETION_DESCRIPTION = "Print a script by which the Tab key completes pyready's words. It changes no file."
_COMPLETION_EPILOG = """examples:
  pyready completion bash > ~/.local/share/bash-completion/completions/pyready
  pyready completion zsh > _pyready     in a folder that $fpath names
  pyready completion powershell > pyready-completion.ps1
                                        then add to your profile: . PATH\\pyready-completion.ps1

PowerShell reads its profile only where your organisation allows scripts.
"""
# shown by pyready config --help
_CONFIG_DESCRIPTION = "Show the fewest settings that make each tool work here. It writes nothing unless you ask for it."
_TOOLS = "{names} (lines for one window); without it, those on this computer"
_WRITE = "add the lines to your own files; it asks first"
_UNDO = "remove what --write has written"
_YES = "with --write: do not ask"
_CONFIG_PRIVATE = "show addresses in a pipe, too"
_CONFIG_EPILOG = """examples:
  pyready config                 what each tool on this computer needs
  pyready config pip --write     add the lines to your own settings file of pip
  pyready config env             lines for one window; nothing is kept
  pyready config --undo          remove what was written

It adds lines to your own files and changes no line that is there. It writes no password, and nothing
that weakens a check of certificates. A copy of each file is kept, for --undo.

exit codes:
  0    nothing to do, or done
  1    something is left to do, or a file could not be changed
  2    wrong usage, or a file that cannot be written: a link, read-only, a full disk
  130  stopped with Ctrl-C: each file is whole, and --undo knows of it
"""
# shown by pyready explain --help
_EXPLAIN = "say what a message means on this computer, and what to do"
_EXPLAIN_DESCRIPTION = """Say what a message means on this computer, and what to do. It contacts no server, and neither
keeps nor repeats the text."""
_EXPLAIN_TEXT = "the message, a file that holds it, or - for standard input; without it, paste the message"
_EXPLAIN_FORMAT = "how to write it (default: text)"
# shown when pyready config is given a tool that it does not know
_NO_TOOL = "pyready knows no settings for {name!r}. Name one of these: {names}."
# shown when Ctrl-C was pressed
_STOPPED = "Stopped."


Run = Callable[[argparse.Namespace, float, list[bool]], int]
"""Runs a command: its options, when pyready started, and a list whose one value says that a call still hangs."""


class _Command(NamedTuple):
    """One command: its line in the help, what adds its arguments, and what runs it."""

    help: str
    add: Callable[[Parser], None]
    run: Run


def parser() -> Parser:
    """The arguments of every command."""
    top = Parser(
        prog="pyready",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("-V", "--version", action="version", version=f"pyready {__version__}")
    commands = top.add_subparsers(dest="command", metavar="command", parser_class=Parser)
    for name, command in _COMMANDS.items():
        command.add(commands.add_parser(name, help=command.help))
    return top


def _add_check(check: Parser) -> None:
    check.description = _CHECK_DESCRIPTION
    add = check.add_argument
    add("--format", choices=FORMATS, type=one_of(FORMATS), default="text", help=_FORMAT)
    add("-o", "--output", metavar="FILE", help=_OUTPUT)
    add("--details", action="store_true", help=_DETAILS)
    add("--route", metavar="ID", help=_ROUTE)
    add("--for", dest="aim", metavar="AIM", choices=_AIMS, type=one_of(_AIMS), help=_FOR)
    _add_look(check)
    add("--since", metavar="OLD", help=_SINCE)
    add("--private", action="store_true", help=_PRIVATE)
    add("--exit-zero", action="store_true", help=_EXIT_ZERO)
    add("--try-run", action="store_true", help=_TRY_RUN)


FORMATS = ("text", "html", "ticket", "markdown", "chat", "json")
"""Those of pyready.report.RENDERERS, which is not loaded for the names alone."""
_AIMS, _SHELLS = ("notebooks", "vscode", "scripts"), ("bash", "zsh", "powershell")


def _add_verify(verify: Parser) -> None:
    verify.description = _VERIFY_DESCRIPTION
    verify.set_defaults(route=None, site=None, deadline=15.0, verify=True)
    add = verify.add_argument
    add("python", nargs="?", metavar="PYTHON", help=_PYTHON)
    add("--for", dest="aim", metavar="AIM", choices=_AIMS, type=one_of(_AIMS), help=_FOR)
    add("--format", choices=("text", "json"), default="text", help=_VERIFY_FORMAT)
    add("--offline", action="store_true", help=_VERIFY_OFFLINE)


def _add_look(command: Parser) -> None:
    """What is looked at, and how: the same for every command that looks."""
    add = command.add_argument
    add("--facts", metavar="FILE", help=_FACTS)
    add("--site", metavar="FILE", help=_SITE)
    add("--offline", action="store_true", help=_OFFLINE)
    add("--deadline", type=seconds, default=15.0, metavar="SECONDS", help=_DEADLINE)


def _add_config(config: Parser) -> None:
    from pyready.settings.names import NAMES

    config.description = _CONFIG_DESCRIPTION
    config.epilog = _CONFIG_EPILOG
    config.formatter_class = argparse.RawDescriptionHelpFormatter
    config.set_defaults(route=None, aim=None)
    add = config.add_argument
    add("tools", nargs="*", metavar="TOOL", help=_TOOLS.format(names=", ".join(NAMES)))
    either = config.add_mutually_exclusive_group()
    either.add_argument("--write", action="store_true", help=_WRITE)
    either.add_argument("--undo", action="store_true", help=_UNDO)
    add("--yes", action="store_true", help=_YES)
    _add_look(config)
    add("--private", action="store_true", help=_CONFIG_PRIVATE)


def _add_explain(explain: Parser) -> None:
    explain.description = _EXPLAIN_DESCRIPTION
    explain.set_defaults(site=None, offline=True, deadline=15.0, route=None, aim=None, private=False)
    explain.add_argument("text", nargs="*", metavar="TEXT", help=_EXPLAIN_TEXT)
    explain.add_argument("--facts", metavar="FILE", help=_FACTS)
    formats = ("text", "json")
    explain.add_argument("--format", choices=formats, type=one_of(formats), default="text", help=_EXPLAIN_FORMAT)


def _add_guide(guide: Parser) -> None:
    either = guide.add_mutually_exclusive_group()
    either.add_argument("id", nargs="?", help=_GUIDE_ID)
    either.add_argument("--search", nargs="+", metavar="WORD", default=(), help=_GUIDE_SEARCH)
    guide.add_argument("files", nargs="*", metavar="FILE", help=_GUIDE_FILES)


def _add_reads(reads: Parser) -> None:
    reads.description = _READS_DESCRIPTION


def _add_completion(completion: Parser) -> None:
    completion.description = _COMPLETION_DESCRIPTION
    completion.epilog = _COMPLETION_EPILOG
    completion.formatter_class = argparse.RawDescriptionHelpFormatter
    completion.add_argument("shell", metavar="SHELL", choices=_SHELLS, type=one_of(_SHELLS), help=_SHELL)


def _add_help(help_: Parser) -> None:
    help_.add_argument("about", nargs="?", metavar="COMMAND", help=_HELP_OF)


def run(
    arguments: Sequence[str],
    started: float,
    farewell: Callable[[], None] | None = None,
    instead: Callable[[float, list[bool]], int] | None = None,
) -> int:
    """Run one command, then `farewell`, even if a call still hangs; every way out is an exit code.

    `instead` is run in place of the command that the arguments name; it is given `started` and `hung`.
    """
    hung = [False]
    code = _answered(instead or (lambda *given: _dispatch(arguments, *given)), started, hung)
    if farewell is not None:
        farewell()
    if hung[0]:
        _leave(code)
    return code


def _answered(command: Callable[[float, list[bool]], int], started: float, hung: list[bool]) -> int:
    """The exit code; never a traceback."""
    from pyready.commands.output import Unwritable, fault, say

    try:
        code = command(started, hung)
    except KeyboardInterrupt:
        say(_STOPPED)
        code, hung[0] = STOPPED, True
    except Unwritable as error:
        say(str(error))
        code = USAGE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    except Exception as error:  # the last net: a fault is said in words that are safe to share
        say(fault(error))
        code = FAULT
    return code


def _dispatch(arguments: Sequence[str], started: float, hung: list[bool]) -> int:
    given = _as_command(list(arguments))
    top = parser()
    options, rest = top.parse_known_args(given)
    if rest:
        implied = given[: len(arguments)] != list(arguments)
        refuse_rest(rest[0], top.commands()[options.command], top.options() if implied else ())
    return _COMMANDS[options.command].run(options, started, hung)


_ASKS_HELP = "/?"
"""How programs of Windows are asked for their help."""


def _as_command(given: list[str]) -> list[str]:
    """The arguments with their command in front: `check` where there is none. Refuses a word that is no command."""
    if _ASKS_HELP in {*given[:1], *given[-1:]}:
        given = ["help", *[each for each in given if each != _ASKS_HELP][:1]]
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "-V", "--version"}):
        return ["check", *given]
    if not given[0].startswith("-") and given[0] not in _COMMANDS:
        refuse_command(given[0], _COMMANDS)
    return given


def _run_check(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    from pyready.commands.check import run_check

    return run_check(options, started, hung)


def _run_config(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    _known_tools(options.tools)
    from pyready.commands.config import run_config

    return run_config(options, started, hung)


def _run_explain(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    from pyready.commands.explain import run_explain

    return run_explain(options, started, hung)


def _run_guide(options: argparse.Namespace, *_: object) -> int:
    from pyready.commands.editing import TASKS, run_editing
    from pyready.commands.guide import run_guide

    if options.id in TASKS:
        return run_editing(options.id, options.files)
    if options.files:
        refuse_rest(options.files[0], parser().commands()["guide"])
    return run_guide(options.id, options.search)


def _run_reads(*_: object) -> int:
    from pyready.commands.reads import run_reads

    return run_reads()


def _run_verify(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    from pyready.commands.verify import run_verify

    return run_verify(options, started, hung)


def _run_completion(options: argparse.Namespace, *_: object) -> int:
    from pyready.commands.completion import run_completion

    return run_completion(options.shell, parser())


def _run_help(options: argparse.Namespace, *_: object) -> int:
    if options.about is None:
        parser().parse_args(["--help"])
    elif options.about not in _COMMANDS:
        refuse_command(options.about, _COMMANDS)
    else:
        parser().parse_args([options.about, "--help"])
    return 0


_COMMANDS = {
    "check": _Command(_CHECK, _add_check, _run_check),
    "verify": _Command(_VERIFY, _add_verify, _run_verify),
    "config": _Command(_CONFIG, _add_config, _run_config),
    "explain": _Command(_EXPLAIN, _add_explain, _run_explain),
    "guide": _Command(_GUIDE, _add_guide, _run_guide),
    "reads": _Command(_READS, _add_reads, _run_reads),
    "completion": _Command(_COMPLETION, _add_completion, _run_completion),
    "help": _Command(_HELP, _add_help, _run_help),
}
"""Every command by its name, as the help lists them. A new one is one line here, what adds it and what runs it."""


def _known_tools(tools: Sequence[str]) -> None:
    from pyready.model.near_misses import hint
    from pyready.settings.names import NAMES

    if unknown := [each for each in tools if each not in NAMES]:
        message = _NO_TOOL.format(name=unknown[0], names=", ".join(NAMES))
        refuse(message, "pyready config", hint(unknown[0], NAMES))


def _leave(code: int) -> NoReturn:
    """End at once: a call that still hangs in a thread must not hold the program after its report is out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue
    os._exit(code)
