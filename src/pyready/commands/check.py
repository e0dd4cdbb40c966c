"""`pyready check`: from the arguments to a record, from the record to its reader, and to an exit code."""

import argparse
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from pyready.commands import switched
from pyready.commands.launched import here, launch
from pyready.commands.machine import this_machine
from pyready.commands.output import is_terminal, obeys, say, screen_of, wants_colour, width_of, write, write_file
from pyready.engine import app
from pyready.engine.app import Look, look_at, report
from pyready.engine.collect import Collection, Limits, collect
from pyready.knowledge import date_of_knowledge
from pyready.model.activity import Did, Read, Wrote
from pyready.model.facts import Asked, Facts, KnowledgeDate, NamedPython, Taken, Trial
from pyready.model.host import Host
from pyready.model.launch import Launch
from pyready.model.record import Record
from pyready.model.route import aim_of
from pyready.probes import PROBES, TYPES
from pyready.probes.site import python_for
from pyready.report import RENDERERS, Options, get_ready

# shown when options do not go together
_TRY_RUN_HERE = "--try-run starts a program on this computer, so it cannot be used with --facts. Leave one of them out."
# shown when the system itself runs pyready --try-run
_TRY_RUN_FOR_PERSON = "--try-run is for a person. Run pyready as the person who will use Python."
# shown when --route names no route
_NO_ROUTE = "There is no option with the id {name!r}. {hint}The ids are: {names}."
# shown when a saved report holds what only another version of pyready knows
_IGNORED = "Ignored, not known to this version: {names}."
# shown when -o has written the report
_WRITTEN = "The report is in {path}."

OPEN, NOT_OPEN, USAGE, FAULT = 0, 1, 2, 3


class Refused(Exception):
    """An argument or a file that cannot be used; the text is one plain sentence."""


def run_check(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    """Look or load, judge, render, write. `hung[0]` is set when a probe's thread is still running."""
    try:
        _known_route(options.route)
        old = _old(options)
        _get_ready(options)
        look = _look(options, started)
    except Refused as error:
        say(str(error))
        return USAGE
    hung[0] = look.hung
    look = msgspec.structs.replace(look, did=with_files(look.did, options.site, options.output, options.since))
    from pyready.engine.share import Leak

    private = options.private or (options.format == "text" and not options.output and is_terminal(sys.stdout))
    private = private and options.format != "chat"  # it is made to be passed on
    try:
        record = report(look, private=private)
        record = _with_changes(record, old, look.facts) if old else record
    except Leak as error:
        say(str(error))
        return FAULT
    _write(options, record, look.facts)
    return OPEN if options.exit_zero else exit_code(record, options.route)


def _old(options: argparse.Namespace) -> Look | None:
    """The report that --since names. Raises Refused."""
    if not options.since:
        return None
    from pyready.commands.since import old_look
    from pyready.formats.text_file import Unreadable

    try:
        return old_look(options.since)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _with_changes(record: Record, old: Look, facts: Facts) -> Record:
    from pyready.commands.since import with_changes

    return with_changes(record, old, facts)


def _get_ready(options: argparse.Namespace) -> None:
    """Load what comes after the look while it waits for servers; without them a second thread would only slow it."""
    if not options.offline:
        app.get_ready()
    if not options.offline or options.format == "html":
        get_ready(options.format)


def _look(options: argparse.Namespace, started: float) -> Look:
    """Load or look, with the trial when it was asked for. Raises Refused."""
    if options.facts:
        if options.try_run:
            raise Refused(_TRY_RUN_HERE)
        return saved_look(options)
    host = this_machine()
    return with_try_run(host, options, started) if options.try_run else look_now(options, started, host)


def with_try_run(host: Host, options: argparse.Namespace, started: float) -> Look:
    """Look, and try. Raises Refused where the system itself runs pyready: no rule for people meets it."""
    from pyready.engine.trial import with_trial
    from pyready.engine.trial_words import told

    who = host.system.who().value
    if who is None or who.is_system:
        raise Refused(_TRY_RUN_FOR_PERSON)
    look = with_trial(host, look_now(options, started, host))
    say(told(look.facts[Trial]))
    return look


def with_files(did: Did, site: str | None, output: str | None, since: str | None = None) -> Did:
    """What the person named is read and written outside the probes, and belongs into the list all the same."""
    read = {Read("file", each, "set", "check"): None for each in (site, since) if each}
    wrote = {Wrote(output, "check"): None} if output else {}
    kept = tuple(each for each in did.wrote if each.by == "trial")
    all_of_it = (*kept, *wrote) if wrote else did.wrote
    return msgspec.structs.replace(did, read=tuple({**dict.fromkeys(did.read), **read}), wrote=all_of_it)


def exit_code(record: Record, route: str | None) -> int:
    """0 when the verdict, or the route that was asked for, is open for the aim."""
    states = {each.id: each.state for each in record.routes}
    state = states.get(route, "") if route else record.verdict.state
    return OPEN if state in {"open", "open-with-fixes"} else NOT_OPEN


def _known_route(name: str | None) -> None:
    if name is None:
        return
    from pyready.routes import ROUTES

    names = [route.id for route in ROUTES]
    if name not in names:
        from pyready.model.near_misses import hint

        meant = hint(name, names)
        raise Refused(_NO_ROUTE.format(name=name, hint=f"{meant} " if meant else "", names=", ".join(names)))


def look_now(options: argparse.Namespace, started: float, host: Host, named: str = "") -> Look:
    """Look at a machine, with progress on a terminal; `named` is a Python that is looked at wherever it is.

    Raises Refused for a site profile that cannot be used, and for an option that IT has switched off.
    """
    from pyready.report.progress import progress

    before = _allowed(options, host)
    given = before.facts.with_entry(Taken, Taken(datetime.now(UTC).replace(microsecond=0)))
    given = given.with_entry(KnowledgeDate, KnowledgeDate(date_of_knowledge()))
    asked = Asked(host.platform, options.offline, options.route or "", aim_of(options.aim))
    given = given.with_entry(Asked, asked).with_entry(Launch, launch())
    given = given.with_entry(NamedPython, NamedPython(named)) if named else given
    given = _with_site(given, options.site, host)
    enabled, draws = is_terminal(sys.stderr), obeys(sys.stderr)
    limits = Limits(started, options.deadline)
    longest = limits.local_s if options.offline else max(limits.local_s, limits.deadline_s)
    with progress(sys.stderr, enabled=enabled, draws=draws, probes=PROBES, longest=longest) as listener:
        return switched.joined(look_at(host, given, limits, listener), before)


def _allowed(options: argparse.Namespace, host: Host) -> Collection:
    """The switches of this computer. Raises Refused for an option that is off."""
    before = switched.read(host)
    if says := switched.refusal(before.facts, options):
        raise Refused(says)
    return before


def _with_site(facts: Facts, path: str | None, host: Host | None = None) -> Facts:
    """Add the site profile that was named; it is treated like code, so what does not fit is refused."""
    if path is None:
        return facts
    from pyready.formats.text_file import Unreadable, read_bytes
    from pyready.knowledge.site_file import BadProfile
    from pyready.probes.site import Site, from_bytes

    try:
        data = read_bytes(path)
        protection = host.files.protection(str(Path(path).absolute())).value if host else None
        owner = protection.owner if protection else ""
        return facts.with_entry(Site, from_bytes(data, path, owner, named=True, today=datetime.now(UTC).date()))
    except (BadProfile, Unreadable) as error:
        raise Refused(str(error)) from error


def saved_look(options: argparse.Namespace) -> Look:
    """The look of a saved report or of a folder of collect.cmd. Raises Refused."""
    if options.private:
        _allowed(options, this_machine())
    if Path(options.facts).is_dir():
        return _load_folder(options, Path(options.facts))
    from pyready.formats.text_file import Unreadable
    from pyready.report.saved import load

    try:
        saved = load(options.facts, TYPES)
    except Unreadable as error:
        from pyready.recorded.collected import mistaken

        raise Refused(mistaken(options.facts) or str(error)) from error
    if saved.ignored:
        say(_IGNORED.format(names=", ".join(saved.ignored)))
    facts = saved.facts.with_entry(KnowledgeDate, KnowledgeDate(date_of_knowledge()))
    if options.aim and (asked := facts.get(Asked)):
        facts = facts.with_entry(Asked, msgspec.structs.replace(asked, aim=aim_of(options.aim)))
    return Look(_with_site(facts, options.site), saved.did, saved.timings, saved.duration_s)


def _load_folder(options: argparse.Namespace, folder: Path) -> Look:
    """The folder that collect.cmd wrote on another computer."""
    from pyready.formats.text_file import Unreadable
    from pyready.recorded import collected

    asked = Asked("windows", route=options.route or "", aim=aim_of(options.aim), collected=True)
    given = Facts({Asked: asked, KnowledgeDate: KnowledgeDate(date_of_knowledge())}, TYPES)
    try:
        given = _with_site(given.with_entry(Taken, Taken(collected.taken(folder))), options.site)
        machine, given = collected.prepared(folder, PROBES, given)
    except Unreadable as error:
        raise Refused(str(error)) from error
    result = collect(machine, PROBES, given, Limits(time.monotonic()))
    return Look(result.facts, result.journal.finished(), result.timings)


def _write(options: argparse.Namespace, record: Record, facts: Facts) -> None:
    to_file = bool(options.output)
    text = RENDERERS[options.format](
        record,
        Options(
            width=80 if to_file else width_of(sys.stdout),
            screen=0 if to_file else screen_of(sys.stdout),
            colour=not to_file and wants_colour(sys.stdout),
            details=options.details,
            route=options.route or "",
            replayed=bool(options.facts),
            own=here(None if to_file else sys.stdout),
            hosts=hosts_of(facts),
            python=python_for(facts).minor,
        ),
    )
    if to_file:
        write_file(options.output, text, private=record.private)
        say(_WRITTEN.format(path=options.output))
    else:
        write(text, utf8=options.format != "text")


def hosts_of(facts: Facts) -> Mapping[str, str]:
    """The host of each endpoint, for requests and guides; the organisation's own servers are in the profile."""
    from pyready.knowledge.endpoints import hosts
    from pyready.probes.site import Site

    site = facts.get(Site)
    return hosts(site.profile if site else None)
