"""The folder that IT names in a site profile, and a project that is put beside the programs: judged where they are."""

import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import look
from laptops.networks import DIRECT, network
from needs import once
from policy.applocker.policies import path, rules, text
from pyready.engine.app import report
from pyready.knowledge.site_profile import Folders, SiteProfile
from pyready.model.facts import Absent
from pyready.model.host import Drive
from pyready.model.record import Record, RouteRecord
from pyready.probes.app_control_found import FoundControl
from pyready.probes.site import Site

pytestmark = pytest.mark.unmeasured

NAMED = "D:\\Analysts"
SITE = Site(SiteProfile(folders=Folders(tools=NAMED)))
STOCK = (text("Allow", path("%PROGRAMFILES%\\*"), number=1), text("Allow", path("%WINDIR%\\*"), number=2))
OWN = text("Allow", path(f"{NAMED}\\*"), number=3)
EVERYTHING = text("Allow", path("*"), number=4)
MOVING = ("uv", "python-zip", "micromamba", "winpython")


def said(*texts: str, site: Site = SITE, **more: object) -> Record:
    registry = rules("Exe", *texts) if texts else {}
    drives = {"D:\\": Drive("local"), "C:\\": Drive("local"), "H:\\": Drive("network")}
    files = {f"{NAMED}\\readme.txt": "", "H:\\a": ""}
    system = bare.all_readable()
    host = bare.windows(system=system, registry=registry, files=files, drives=drives, **more)
    return report(look(host, offline=False, network=network(DIRECT), site=site), private=True)


def route(record: Record, name: str) -> RouteRecord:
    return next(each for each in record.routes if each.id == name)


def typed(record: Record, name: str) -> str:
    return "\n".join(step.command for step in route(record, name).steps)


@for_each("name", MOVING)
def test_what_rules_let_run_there_is_open_and_the_steps_lead_there(name: str) -> None:
    record = said(*STOCK, OWN)

    assert route(record, name).state == "open"
    assert f'"{NAMED}\\first-python\\.' in typed(record, name)
    assert "%LOCALAPPDATA%\\Programs" not in typed(record, name)


@pytest.mark.slow
@once
@for_each("name", MOVING)
@for_each(
    "texts",
    [STOCK, (EVERYTHING, text("Deny", path(f"{NAMED}\\*"), number=5))],
    ids=["no rule allows it", "a rule denies it"],
)
def test_what_rules_stop_there_is_closed_whatever_they_say_of_the_usual_place(
    name: str, texts: tuple[str, ...]
) -> None:
    assert route(said(*texts), name).state == "closed"
    assert route(said(EVERYTHING), name).state == "open"


def test_without_an_answer_for_that_folder_nothing_is_open_by_the_answer_for_another() -> None:
    host = bare.windows(system=bare.all_readable(), files={f"{NAMED}\\a": ""}, drives={"D:\\": Drive("local")})
    whole = look(host, offline=False, network=network(DIRECT), site=SITE)
    without = whole.facts.with_entry(FoundControl, Absent("timed-out", "no answer"))
    record = report(whole.__class__(without, whole.did, whole.timings), private=True)

    assert route(record, "uv").state == "unsure"


@pytest.mark.parametrize("tools", ["D:\\100% ours", "D:\\<user>"])
def test_the_answer_for_a_folder_that_no_line_can_hold_opens_nothing(tools: str) -> None:
    """The steps would lead to the usual folder, of which that answer says nothing."""
    site = Site(SiteProfile(folders=Folders(tools=tools)))
    record = said(EVERYTHING, site=site)

    assert {route(record, name).state for name in MOVING} <= {"unsure", "closed"}
    assert not any(tools in step.command for each in record.routes for step in each.steps)


def test_a_project_beside_the_programs_is_judged_there() -> None:
    """The home folder is on the network, so the steps make the project below LOCALAPPDATA."""
    environment = f"{LOCAL}\\first-python\\*"
    home = {"USERPROFILE": "H:\\jsmith"}
    denied = said(EVERYTHING, text("Deny", path(environment), number=5), site=Site(), variables=home)
    allowed = said(EVERYTHING, site=Site(), variables=home)

    assert "%LOCALAPPDATA%\\first-python" in typed(allowed, "uv")
    assert {check.id: check.outcome for check in denied.checks}["new-environment-runs"] == "problem"
    assert {check.id: check.outcome for check in allowed.checks}["new-environment-runs"] == "passed"


def test_the_folder_of_programs_is_not_where_the_install_manager_puts_its_pythons() -> None:
    assert route(said(*STOCK, OWN), "python-manager").state == "closed"
    assert HOME not in typed(said(*STOCK, OWN), "python-manager")
