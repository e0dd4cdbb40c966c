"""`--try-run`: one small program, into one folder, started once, removed. Only by that flag, within these bounds.

It is not done where the answer is known, where trying would raise an alarm, or where the folder is not plainly the
person's own on this computer's own drive.
"""

import msgspec

from pyready.checks import CHECKS
from pyready.engine.app import Look
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.verdict import verdict
from pyready.knowledge.programs import programs
from pyready.model.activity import Ran, Wrote
from pyready.model.control_facts import AppControl, FoundControl
from pyready.model.facts import Asked, Facts, Trial
from pyready.model.host import Host
from pyready.model.judged import Judged
from pyready.model.launcher import Launched
from pyready.model.paths import below, same_path
from pyready.model.record import RouteRecord
from pyready.probes.site import knowledge_of
from pyready.probes.storage import Folder, Storage
from pyready.routes import ROUTES

BY = "trial"
LONGEST_S = 5.0
"""Seconds the program is given; it needs a hundredth, but a security program may look at it first."""
_OF_OWN = [each for each in programs() if each.kind == "exe" and each.place == "user-folder"]
_QUESTIONS = (
    "runs-user-programs",
    *(f"starts-{each.id}" for each in _OF_OWN),
    "environment-runs",
    "new-environment-runs",
    "winpython-environment-runs",
)
"""The checks that a trial speaks to. A route that needs none starts nothing from that folder."""
_UNSIGNED = [each.id for each in _OF_OWN if "none" in each.signed]
"""What is as unsigned as the test program."""


class Planned(msgspec.Struct, frozen=True):
    """The route, and either the folder or why there is none."""

    route: str
    folder: str = ""
    why: str = ""


def with_trial(host: Host, look: Look) -> Look:
    """The look with what came of the trial, also when it was not made; what was done is among its deeds."""
    plan = planned(look.facts)
    if plan.why:
        return _told(look, Trial("not-tried", plan.why, plan.route))
    done = host.launcher.try_in(plan.folder, LONGEST_S)
    kept = done.removed if done.path else None
    fact = Trial(done.outcome, "", plan.route, "own-programs", done.error, done.exit_code, kept, done.sha256)
    return _told(look, fact, done)


def _told(look: Look, fact: Trial, done: Launched | None = None) -> Look:
    did = look.did
    if done and done.path:
        wrote = (*did.wrote, Wrote(done.path, BY, done.removed))
        ran = (*did.ran, Ran(done.path, BY)) if done.exit_code is not None or done.outcome == "no-end" else did.ran
        did = msgspec.structs.replace(did, wrote=wrote, ran=ran)
    return msgspec.structs.replace(look, facts=look.facts.with_entry(Trial, fact), did=did)


def planned(facts: Facts) -> Planned:
    """Where to try, for the route that was named or else the one that is recommended; or why not."""
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    wanted = facts[Asked].route or verdict(routes, judged, ()).route
    route = next((each for each in routes if each.id == wanted), None)
    if judged["own-computer"].stops:
        return Planned(wanted, why="shared")
    if route is None or route.state == "not-here":
        return Planned(wanted, why="no-route")
    storage = facts.get(Storage)
    why = _why_not(facts, route, judged) or (_unfit(storage) if storage else "not-known")
    return Planned(wanted, why=why) if why or storage is None else Planned(wanted, storage.tools.path)


def _why_not(facts: Facts, route: RouteRecord, judged: dict[str, Judged]) -> str:
    """Why trying would say nothing new, or would make an alarm of it."""
    asked = next((each for each in _QUESTIONS if any(need.check == each for need in route.needs)), "")
    if not asked:
        return "route-starts-nothing"
    windows = facts[Asked].platform == "windows"
    control = facts.get(AppControl)
    found, named = facts.get(FoundControl), knowledge_of(facts).agent
    if windows and (control is None or control.agents_unread or (named and found is None)):
        return "not-known"
    of_profile = any(each.by == "agent" for each in (found.moved if found else None) or ())
    if control and (control.agents or control.two_roles or of_profile):
        return "agent"
    # The test program is an unsigned one: it is judged as the route's own unsigned one is, else as any other.
    needed = {need.check for need in route.needs}
    program = next((each for each in _UNSIGNED if f"starts-{each}" in needed), _UNSIGNED[0])
    answer = control.answer(program, "user-folder") if control else None
    if answer and answer.outcome == "audited":
        return "audited"
    check = judged[f"starts-{program}" if windows else "runs-user-programs"].check
    blocked = check.outcome == "problem" and not (answer and "expected" in answer.why)
    allowed = windows and check.outcome == "passed" and check.sure == "certain"
    return "answered" if blocked or allowed else ""


def _unfit(storage: Storage) -> str:
    """Why the folder for programs of one's own is no place for it."""
    folder = storage.tools
    if folder.state != "set" or not folder.path:
        return "folder"
    if folder.in_onedrive:
        return "synchronised"
    if folder.unc or folder.drive.value is None or folder.drive.value.kind != "local":
        return "not-local"
    if _is_temporary(folder, storage.temp):
        return "temporary"
    return "not-writable" if folder.writable.value is False else ""


def _is_temporary(folder: Folder, temp: Folder | None) -> bool:
    return temp is not None and (same_path(folder.path, temp.path) or below(folder.path, temp.path) is not None)
