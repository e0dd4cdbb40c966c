"""`pyready verify`: which Python, the look, the steps as they are taken, and an exit code."""

import argparse
import sys
from collections.abc import Callable

from pyready.commands.check import NOT_OPEN, OPEN, USAGE, Refused, look_now
from pyready.commands.launched import here
from pyready.commands.machine import this_machine
from pyready.commands.output import is_terminal, say, wants_colour, width_of, write
from pyready.engine.app import Look
from pyready.model.host import Host
from pyready.model.verification import ProofRecord, VerifyRecord
from pyready.report.layout import Sheet
from pyready.running.undisturbed import broken_off_alike
from pyready.verify import chosen
from pyready.verify.bench import Bench
from pyready.verify.proof import Proof
from pyready.verify.proving import Listener

# shown when there is no Python to try
_NOTHING_HERE = "pyready found no Python on this computer that you can use. Run: pyready check"
# shown when the system itself runs it
_FOR_PERSON = "pyready verify is for a person. Run it as the person who will use Python."
# shown when several people use the computer
_SHARED = "pyready starts nothing on this computer. {says}"
# shown on a terminal while a step is taken
_NOW = "{title} ..."


def run_verify(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    """Choose, look, try, write. `hung[0]` is set when a probe's thread is still running."""
    host = this_machine()
    try:
        look, python = _chosen(options, started, host)
    except (Refused, chosen.NoSuchPython) as error:
        say(str(error))
        return USAGE
    hung[0] = look.hung
    if not python:
        say(_NOTHING_HERE)
        return NOT_OPEN
    from pyready.verify.story import Wanted, ready

    bench = ready(host, look, Wanted(python, options.offline))
    if bench.judged["own-computer"].stops:
        say(_SHARED.format(says=bench.judged["own-computer"].check.says))
        return NOT_OPEN
    with broken_off_alike():
        return OPEN if _proved(options, bench, look).works else NOT_OPEN


def _chosen(options: argparse.Namespace, started: float, host: Host) -> tuple[Look, str]:
    """The look, and the Python to try; empty where there is none. Raises Refused, NoSuchPython."""
    who = host.system.who().value
    if who is None or who.is_system:
        raise Refused(_FOR_PERSON)
    named = options.python or ""
    path = chosen.path_of(host, named) if named and not chosen.is_version(named) else ""
    path = path or ("" if named else chosen.first_project(host))
    look = look_now(options, started, host, path)
    if path:
        return look, path
    found = chosen.by_version(look.facts, named) if named else chosen.best(look.facts)
    return look, found.path if found else ""


def _proved(options: argparse.Namespace, bench: Bench, look: Look) -> VerifyRecord:
    """Take the steps and write the report: on a terminal each step as it ends, else all of it at the end."""
    from pyready.verify.place import tops
    from pyready.verify.sharing import private, shared
    from pyready.verify.story import verified

    live = options.format == "text" and is_terminal(sys.stdout)
    sheet = Sheet(width_of(sys.stdout), wants_colour(sys.stdout))
    places = tops(bench.facts, bench.host)
    if live:
        from pyready.report.verify.text import ending, opening

        write(opening(sheet, bench.python, places), utf8=False)
        record = private(verified(bench, look, _written(sheet), private=True))
        write(here(sys.stdout).spelled(ending(sheet, record)), utf8=False)
        return record
    record = shared(verified(bench, look, _progress(), private=False), look)
    write(_rendered(options.format, sheet, record), utf8=options.format == "json")
    return record


def _rendered(format_: str, sheet: Sheet, record: VerifyRecord) -> str:
    if format_ == "json":
        from pyready.report.verify.json import render

        return render(record)
    from pyready.report.verify.text import whole

    return here(sys.stdout).spelled(whole(sheet, record))


def _written(sheet: Sheet) -> Listener:
    """Writes each step when it has ended, and its title while it is taken."""
    from pyready.report.verify.text import proof as text_of
    from pyready.verify.sharing import safe_proof

    number, show = 0, _progress()

    def heard(proof: Proof, record: ProofRecord | None) -> None:
        nonlocal number
        show(proof, record)
        if record is not None:
            number += 1
            write(here(sys.stdout).spelled(text_of(sheet, safe_proof(record), number)), utf8=False)

    return heard


def _progress() -> Listener:
    """The title of the step that is taken, on standard error if that is a terminal; gone when it has ended."""
    say_it: Callable[[str], object] = sys.stderr.write if is_terminal(sys.stderr) else lambda _: None

    def heard(proof: Proof, record: ProofRecord | None) -> None:
        title = _NOW.format(title=proof.title)
        say_it(f"\r{' ' * len(title)}\r" if record else title)
        if sys.stderr is not None:
            sys.stderr.flush()

    return heard
