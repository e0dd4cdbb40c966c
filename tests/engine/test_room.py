"""Is there room for a plan: what its steps save is summed by drive, and what is held counts while it is held."""

from typing import Any

import msgspec
import pytest

from checks.test_checks import folder
from for_each import for_each
from laptops.looking import given, look
from laptops.recorded import managed
from pyready.checks import CHECKS
from pyready.engine.app import report
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.room import drives_of, room, room_checks
from pyready.knowledge import sizes
from pyready.knowledge.sizes import size_of
from pyready.model.actions import saved, start, write
from pyready.model.facts import Absent, Asked, Facts
from pyready.model.host import Drive, Reading, Space
from pyready.model.outcome import Outcome, Step
from pyready.model.record import Record, RouteRecord
from pyready.model.route import Plan
from pyready.probes.storage import Folder, Storage
from pyready.routes import ROUTES, existing_python, miniforge, python_org, uv

MB = 1_000_000


def on(top: str, megabytes: float = 50_000, quota: bool | None = None, **changes: Any) -> Folder:
    """A folder on the drive that begins there, with so much free."""
    free = Reading("set", Space(int(megabytes * MB), quota))
    return folder(path=f"{top}x", space=free, drive=Reading("set", Drive("local", top=top)), **changes)


def saving(*actions: str) -> Step:
    return Step("Do it.", does=actions)


def judged(storage: Storage, *steps: Step) -> Outcome:
    return room(steps, given("windows").with_entry(Storage, storage))


def with_free(megabytes: float, quota: bool | None = None) -> Storage:
    return Storage(*[on("C:\\", megabytes, quota)] * 2, temp=on("C:\\", megabytes, quota))


FIRST = size_of("notebooks")
UNSURE = size_of("miniforge")


@pytest.mark.parametrize(
    ("steps", "drives"),
    [
        ([write("home", "notebooks")], {"C": 500}),
        ([write("home", "notebooks"), write("tools", "python")], {"C": 800}),
        ([write("tools", "python"), write("user-site", "notebooks")], {"C": 300, "H": 500}),
        ([write("downloads", "miniforge-download"), write("tools", "miniforge")], {"C": 800}),
        ([write("temp", "packages")], {"D": 100}),
        ([write("home"), start("uv")], {}),
    ],
)
def test_what_two_places_on_one_drive_need_adds_up(steps: list[str], drives: dict[str, int]) -> None:
    storage = Storage(on("C:\\"), on("c:\\"), temp=on("D:\\"), roaming=on("H:\\"))
    found = drives_of([saving(each) for each in steps], storage)

    assert {
        drive.folders[0].drive.value.top[0].upper(): drive.needs for drive in found if drive.folders[0].drive.value
    } == drives


def test_temporary_files_count_while_their_step_runs_and_no_longer() -> None:
    def needs(*steps: Step) -> int:
        (drive,) = drives_of(steps, with_free(1))
        return drive.needs

    keeps, holds = write("home", "notebooks"), write("temp", "packages")
    assert needs(saving(holds), saving(holds)) == 100
    assert needs(saving(keeps), saving(holds)) == 600
    assert needs(saving(holds), saving(keeps)) == 500
    assert needs(saving(holds, keeps), saving(write("tools", "script"))) == 600


@pytest.mark.parametrize("unknown", [Reading("denied"), Reading("set", Drive("local"))])
def test_folders_on_a_drive_that_is_not_known_are_taken_for_one(unknown: Reading[Drive]) -> None:
    storage = Storage(on("C:\\", 700), msgspec.structs.replace(on("D:\\", 700), drive=unknown))
    found = judged(storage, saving(write("home", "notebooks"), write("tools", "notebooks")))

    assert found.outcome == "problem"


@pytest.mark.parametrize(
    ("free", "thing", "outcome", "sure"),
    [
        (FIRST.needs, "notebooks", "passed", "certain"),
        (FIRST.needs - 1, "notebooks", "problem", "certain"),
        (UNSURE.needs, "miniforge", "passed", "likely"),
        ((UNSURE.needs + UNSURE.at_least) / 2, "miniforge", "passed", "likely"),
        (UNSURE.at_least - 1, "miniforge", "problem", "certain"),
    ],
)
def test_room_is_called_too_little_only_when_it_clearly_is(free: float, thing: str, outcome: str, sure: str) -> None:
    found = judged(with_free(free), saving(write("tools", thing)))

    assert (found.outcome, found.sure) == (outcome, sure)
    assert (found.fix.who if found.fix else "you") == "you"


def test_how_much_to_free_is_rounded_up_and_named_first() -> None:
    found = judged(with_free(330), saving(write("home", "notebooks")))

    assert found.fix
    assert found.fix.says == "Free 0.2 GB. About 0.5 GB is needed for JupyterLab and pandas."
    assert found.says == "There is too little free space: 0.3 GB."


@for_each("thing", ["miniforge", "notebooks"])
@for_each(
    ("free", "quota", "shown", "asks"),
    [(10**6, True, True, False), (100, True, True, True), (10**6, False, False, False), (100, None, False, False)],
)
def test_a_quota_that_decides_is_said_and_nothing_is_said_of_another(
    thing: str, free: int, quota: bool | None, shown: bool, asks: bool
) -> None:
    found = judged(with_free(free, quota), saving(write("tools", thing)))

    assert [each.value for each in found.because if each.what == "what limits it"] == [
        "a quota on your account"
    ] * shown
    assert ("larger quota" in (found.fix.says if found.fix else "")) == asks
    assert ("quota" in str(found)) == shown


def test_room_that_cannot_be_read_is_not_known_unless_another_drive_is_too_small() -> None:
    unread = msgspec.structs.replace(on("D:\\"), space=Reading("denied"))
    both = saving(write("home", "notebooks"), write("tools", "python"))

    assert judged(Storage(on("C:\\"), unread), both).outcome == "unknown"
    assert judged(Storage(on("C:\\", 100), unread), both).outcome == "problem"
    assert judged(Storage(on("C:\\"), unread), saving(write("home", "notebooks"))).outcome == "passed"


@pytest.mark.parametrize("kind", ["crashed", "timed-out", "not-asked"])
def test_folders_that_were_not_looked_at_are_not_known(kind: Any) -> None:
    facts = given("windows").with_entry(Storage, Absent(kind, "why"))
    checks = room_checks(uv.ROUTE, Plan("notebooks", (saving(write("home", "notebooks")),)))

    (found,) = judge_checks(facts, checks).values()
    assert (found.check.id, found.check.outcome, found.check.guide) == ("room-for-uv", "unknown", "folders#room")


def test_a_plan_that_saves_nothing_is_not_asked_about() -> None:
    assert room_checks(uv.ROUTE, Plan("notebooks", (saving(write("home")), saving(start("uv"))))) == ()


def looked(**folders: Folder) -> Facts:
    """A laptop on which all routes are open, with these folders."""
    facts = look(managed(), offline=False).facts
    return facts.with_entry(Storage, msgspec.structs.replace(facts[Storage], **folders))


def full(facts: Facts, megabytes: int) -> Facts:
    """Its one drive has so much free."""
    space = Reading("set", Space(megabytes * MB))
    storage = facts[Storage]
    names = ("home", "tools", "temp", "roaming")
    folders = {name: msgspec.structs.replace(getattr(storage, name), space=space) for name in names}
    return facts.with_entry(Storage, msgspec.structs.replace(storage, **folders))


def state(facts: Facts, route: str, aim: str = "notebooks") -> RouteRecord:
    facts = facts.with_entry(Asked, msgspec.structs.replace(facts[Asked], aim=aim))
    routes, _ = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    return next(each for each in routes if each.id == route)


def test_on_a_nearly_full_drive_there_is_room_for_scripts_and_not_for_notebooks() -> None:
    facts = full(looked(), 400)
    scripts, notebooks = state(facts, "python-org", "scripts"), state(facts, "python-org")

    assert (scripts.state, notebooks.state, notebooks.reaches) == ("open", "open-with-fixes", "notebooks")
    assert scripts.steps[0].says.startswith("Open this page")
    assert notebooks.steps[0].says.startswith("Free 0.7 GB.")
    assert ("room-for-python-org", "problem") in {(need.check, need.outcome) for need in notebooks.needs}


def test_a_full_disk_is_named_in_the_verdict() -> None:
    made = report_of(full(looked(), 400))

    assert made.verdict.state == "open-with-fixes"
    assert "This works after you free 0.6 GB." in made.verdict.says
    assert made.verdict.says.startswith("Yes, after you free 0.6 GB: ")
    assert next(check for check in made.checks if check.id == "room-for-python-manager").outcome == "problem"


def report_of(facts: Facts) -> Record:
    seen = look(managed(), offline=False)
    return report(msgspec.structs.replace(seen, facts=facts), private=True)


def test_the_check_of_a_route_is_about_the_plan_that_its_state_goes_by() -> None:
    for room_here, roaming, site in ((10_000, 100, False), (700, 10_000, True)):
        storage = looked()[Storage]
        here = on("C:\\", room_here)
        facts = looked(home=here, tools=here, temp=here, roaming=on("H:\\", roaming))
        assert storage.roaming
        found = state(facts, "python-org")

        assert found.state == "open"
        assert ("user-site" in {need.check for need in found.needs}) == site
        assert ("room-for-python-org", "passed") in {(need.check, need.outcome) for need in found.needs}


def test_every_route_that_saves_something_has_its_check_in_the_record_and_no_other() -> None:
    made = report_of(looked())
    rooms = {check.id for check in made.checks if check.id.startswith("room-for-")}

    assert rooms == {f"room-for-{route.id}" for route in ROUTES if route.kind == "local"}
    assert {need.check for route in made.routes for need in route.needs} <= {check.id for check in made.checks}


def test_the_least_that_a_plan_needs_is_what_its_parts_need() -> None:
    facts = looked()
    for route, needs in ((existing_python.ROUTE, 710), (python_org.ROUTE, 1030), (miniforge.ROUTE, 2100)):
        plan = route.plans(facts)[0]
        (drive,) = drives_of(plan.steps, facts[Storage])
        parts = [size_of(each.thing).needs for step in plan.steps for each in saved(step)]

        assert drive.needs == sum(parts), route.id
        assert drive.needs == needs - 10 * (route is existing_python.ROUTE)
    assert sizes.known().size
