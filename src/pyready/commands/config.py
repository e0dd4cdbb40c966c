"""`pyready config`: the settings that each tool needs here, and, when asked, writes them in the person's own files."""

import argparse
import contextlib
import datetime as dt
import sys
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pyready.checks import CHECKS
from pyready.commands import config_text
from pyready.commands.check import Refused as BadArgument
from pyready.commands.check import look_now, saved_look, with_files
from pyready.commands.launched import here
from pyready.commands.machine import this_machine
from pyready.commands.output import is_terminal, say, width_of, write
from pyready.diagnosis.python_here import for_window
from pyready.engine import share
from pyready.engine.app import Look
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.verdict import verdict
from pyready.model.activity import Did, Read, Wrote
from pyready.model.facts import Asked, Facts
from pyready.model.host import Host
from pyready.model.own_lines import Own
from pyready.model.spelling import own_of
from pyready.probes.identity import Identity
from pyready.probes.site import Site
from pyready.report.activity_line import did_line
from pyready.routes import ROUTES
from pyready.settings import writing
from pyready.settings.advice import ToolPlan
from pyready.settings.edits import NotWritable, Refused
from pyready.settings.journal import Journal, default_folder
from pyready.settings.names import WINDOW
from pyready.settings.prepare import Prepared, prepared
from pyready.settings.tools_here import plan
from pyready.tickets.making import make_requests

# shown when options do not go together
_NOT_WITH_FACTS = "--write and --undo change this computer, and --facts can be about another. Leave one of them out."
# shown when the system itself runs pyready config
_FOR_PERSON = "The system itself has no settings to change. Run pyready as the person who will use Python."
# shown in front of the lines for a file
_INTO_YOURS = "Into your own settings file of {tool}:"
_INTO = "Into {place} ({how}):"
_NEW_FILE, _REST_STAYS = "a new file", "the other lines in it stay as they are"
# shown when a file cannot be changed
_LEFT = "pyready does not change your own settings file of {tool}, because {why}. The lines for it would be:"
_FILE_LEFT = "pyready did not change {place}, because {why}."
# shown when the lines are in the file already
_ALREADY = "{says} It is set already, in {place}."
# shown when the settings are those of a saved report
_OTHER_COMPUTER = "For another computer: these are the settings that its report asks for."
# shown when --write could add lines
_COMMAND = "pyready config"
_HOW_TO_WRITE = "pyready wrote nothing. This command adds the lines, and asks first: {command}"
# shown when nobody can answer the question whether to write
_ASK_AT_TERMINAL = (
    "pyready wrote nothing: --site names a profile with a package index, which needs your answer. "
    "Run this in a terminal."
)
_NOBODY_TO_ASK = "pyready wrote nothing: it asks first. Run this in a terminal, or add --yes."
# shown as that question, and when the answer is no
_QUESTION = "Add these lines? [y/N] "
_NOTHING_WRITTEN = "pyready wrote nothing."
# shown when lines were written
_WRITTEN = "Written: {place}\n"
_JOURNAL, _COPY = "the journal", "a copy of the file as it was"
_HOW_TO_UNDO = "{did}\nTo remove them again: pyready config --undo\n"
# shown when there is nothing to undo, or it cannot be done
_NO_UNDO = "There is nothing to undo.\n"
_UNDO_FAILED = "pyready undid nothing, because {why}."

DONE, TO_DO, USAGE = 0, 1, 2


class _Tool(NamedTuple):
    """One tool: the advice, the advice as it may be shown, and what would become of its file."""

    plan: ToolPlan
    shown: ToolPlan
    change: Prepared | None = None
    where: str = ""
    blocked: bool = False
    """What is on the disk keeps its file from being written."""

    @property
    def is_done(self) -> bool:
        return self.plan.state == "nothing" or (self.change is not None and self.change.is_done)


def run_config(options: argparse.Namespace, started: float, hung: list[bool]) -> int:
    """Advise, and write or undo when asked."""
    if options.facts and (options.write or options.undo):
        say(_NOT_WITH_FACTS)
        return USAGE
    if options.undo:
        return _undo(options)
    try:
        look = saved_look(options) if options.facts else look_now(options, started, this_machine())
    except BadArgument as error:
        say(str(error))
        return USAGE
    hung[0] = look.hung
    identity = look.facts.get(Identity)
    if identity is not None and identity.is_system:
        say(_FOR_PERSON)
        return USAGE
    return _advise(look, options)


def _advise(look: Look, options: argparse.Namespace) -> int:
    tools = _tools(look, None if options.facts else this_machine(), options)
    look = msgspec.structs.replace(look, did=_with_reads(with_files(look.did, options.site, None), tools))
    _print(look, tools, options)
    changes = [each.change for each in tools if each.change and not each.change.is_done]
    if options.write:
        with contextlib.suppress(Refused):  # a journal that cannot be read is told where something is written
            writing.tidy(Journal(default_folder()))
    if not options.write or not changes:
        return _code(tools, options)
    if not _agreed(look.facts, changes, options):
        return TO_DO
    return _write(look, changes, _code([each for each in tools if each.change not in changes], options))


def _private(options: argparse.Namespace) -> bool:
    return bool(options.private or is_terminal(sys.stdout))


def _tools(look: Look, host: Host | None, options: argparse.Namespace) -> list[_Tool]:
    shared = share.without_names(look.facts, look.did)
    facts = look.facts if _private(options) else shared
    route = _recommended(look.facts)
    both = ((each, for_window(each, shared)) for each in (look.facts, facts))
    pairs = zip(*(plan(each, route, options.tools, more) for each, more in both), strict=True)
    return [_prepared(made, to_show, host) for made, to_show in pairs]


def _recommended(facts: Facts) -> str:
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    return verdict(routes, judged, make_requests(routes, judged)).route


def _prepared(made: ToolPlan, to_show: ToolPlan, host: Host | None) -> _Tool:
    if made.state != "change" or host is None:
        return _Tool(made, to_show, where=_INTO_YOURS.format(tool=made.tool))
    try:
        change = prepared(host, made)
    except Refused as refused:
        return _Tool(
            made, to_show, where=_LEFT.format(tool=made.tool, why=refused), blocked=isinstance(refused, NotWritable)
        )
    if change.is_done:
        says = _ALREADY.format(says=to_show.says, place=change.place.shown)
        return _Tool(made, to_show._replace(state="nothing", says=says, lines=()), change)
    how = _NEW_FILE if change.before is None else _REST_STAYS
    return _Tool(made, to_show, change, _INTO.format(place=change.place.shown, how=how))


def _print(look: Look, tools: Sequence[_Tool], options: argparse.Namespace) -> None:
    width, platform = width_of(sys.stdout), look.facts[Asked].platform
    parts = [_OTHER_COMPUTER] if options.facts else []
    own = _own(look.facts, options)
    parts += [config_text.plan_text(_spelled(each.shown, own), each.where, platform, width) for each in tools]
    if any(each.change and not each.change.is_done for each in tools) and not options.write:
        words = " ".join([_COMMAND, *options.tools, "--write"])
        parts.append(here(sys.stdout).spelled(_HOW_TO_WRITE.format(command=words)))
    parts.append(did_line(look.did))
    write("\n\n".join(parts) + "\n", utf8=False)


def _own(facts: Facts, options: argparse.Namespace) -> Own:
    """How lines begin on the computer that the settings are for."""
    private = not options.facts and is_terminal(sys.stdout)
    return own_of(facts) if private or options.private else own_of(share.without_names(facts, Did()))


def _spelled(plan: ToolPlan, own: Own) -> ToolPlan:
    return plan._replace(says=own.spelled(plan.says))


def _code(tools: Sequence[_Tool], options: argparse.Namespace) -> int:
    """Lines for a window say the same once more, so they count only where nothing else was asked for."""
    if options.write and any(each.blocked for each in tools):
        return USAGE
    counted = [each for each in tools if each.plan.tool != WINDOW or options.tools == [WINDOW]] or tools
    return DONE if all(each.is_done for each in counted) else TO_DO


def _with_reads(did: Did, tools: Sequence[_Tool]) -> Did:
    changes = [each.change for each in tools if each.change]
    read = [Read("file", e.place.shown, "not-set" if e.before is None else "set", "config") for e in changes]
    return msgspec.structs.replace(did, read=(*did.read, *read))


def _agreed(facts: Facts, changes: Sequence[Prepared], options: argparse.Namespace) -> bool:
    """Ask, unless --yes answers. It does not answer for an index out of a profile that anybody may have written."""
    site = facts.get(Site)
    steered = any(line.setting.key == "index-url" for each in changes for line in each.plan.lines)
    must_ask = steered and site is not None and site.named
    if options.yes and not must_ask:
        return True
    if not is_terminal(sys.stdin):
        say(_ASK_AT_TERMINAL if must_ask else _NOBODY_TO_ASK)
        return False
    sys.stderr.write(_QUESTION)
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() in {"y", "yes"}:
        return True
    say(_NOTHING_WRITTEN)
    return False


def _write(look: Look, changes: Sequence[Prepared], code: int) -> int:
    journal, wrote = Journal(default_folder()), []
    for each in changes:
        try:
            entry = writing.write(each, journal, dt.datetime.now(dt.UTC).replace(microsecond=0))
        except Refused as refused:
            say(_FILE_LEFT.format(place=each.place.shown, why=refused))
            code = max(code, _code_of(refused))
            continue
        wrote += [entry.shown, _JOURNAL, *([_COPY] if entry.copy else [])]
        write(_WRITTEN.format(place=entry.shown), utf8=False)
    if wrote:
        did = msgspec.structs.replace(look.did, wrote=tuple(Wrote(path, "config") for path in dict.fromkeys(wrote)))
        write(here(sys.stdout).spelled(_HOW_TO_UNDO.format(did=did_line(did))), utf8=False)
    return code


def _code_of(refused: Refused) -> int:
    return USAGE if isinstance(refused, NotWritable) else TO_DO


def _undo(options: argparse.Namespace) -> int:
    try:
        found = writing.undo(Journal(default_folder()), options.tools)
    except Refused as refused:
        say(_UNDO_FAILED.format(why=refused))
        return _code_of(refused)
    text = config_text.undone_text(found, private=_private(options)) if found else _NO_UNDO
    write(text, utf8=False)
    return max((USAGE if each.blocked else TO_DO for each in found if each.failed), default=DONE)
