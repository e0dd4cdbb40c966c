"""What a site profile adds to the knowledge is used on a laptop, and shown as the organisation's own."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import force_setattr

from laptops import bare, recorded
from laptops.looking import TAKEN, look
from needs import once
from policy.applocker.policies import DEFAULT, publisher, rules
from policy.applocker.policies import text as rule_text
from pyready.checks import CHECKS
from pyready.checks.tls import tls_inspected
from pyready.engine.app import Look
from pyready.engine.judge_checks import judge_checks
from pyready.engine.whole_record import made
from pyready.knowledge.site_file import parse
from pyready.model.facts import Taken
from pyready.model.host import Adapter, Reading, Service
from pyready.model.record import CheckRecord, Record
from pyready.probes import TYPES
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.connection import ConnectionFacts
from pyready.probes.network import NetworkFacts
from pyready.probes.site import Site
from pyready.report.saved import load

pytestmark = [pytest.mark.unmeasured, once]

CHECKED = "checked = 2026-11-22\n"
OTHER = '[knowledge]\nrecommended = "3.13"\n'
NEWER = f'{OTHER.replace("3.13", "3.16")}[[knowledge.python]]\nminor = "3.16"\nends = 2032-10-31\n{CHECKED}'
AGENT = f'[[knowledge.agent]]\nid = "gate"\nname = "Gate"\nservice = "GateSvc"\n{CHECKED}'
VENDOR = f'[[knowledge.vendor]]\nid = "lens"\nname = "Example Lens"\nwords = ["Example Trust"]\n{CHECKED}'
VPN = f'[[knowledge.vpn]]\nid = "tube"\nname = "Example Tube"\nwords = ["Tube Adapter"]\n{CHECKED}'
WINDOWS = (
    f'[[knowledge.windows]]\nbuild = 99999\nkind = "enterprise"\nname = "Windows 13"\nends = 2030-01-01\n{CHECKED}'
)
ASTRAL = "O=EXAMPLE SIGNER, L=LEEDS, C=GB"
PROGRAM = f'[[knowledge.program]]\nid = "uv"\npublisher = "{ASTRAL}"\n{CHECKED}'
OWN = "our organisation's site profile"


@cache
def seen(name: str, text: str, *, services: bool = False) -> Look:
    """One look at a recorded laptop with this profile."""
    host = recorded.laptop(name).host
    if services:
        with_agent = {**(host.system.services or {}), "GateSvc": Service("running", "auto")}  # type: ignore[attr-defined]
        force_setattr(host.system, "services", with_agent)
    return look(host, offline=False, site=Site(parse(text.encode(), TAKEN.date()), "C:\\x\\site.toml"))


def record_of(found: Look) -> Record:
    return made(found.facts, found.did, {}, 0, private=True)


def states(record: Record) -> dict[str, str]:
    return {each.id: each.state for each in record.routes}


def check(record: Record, name: str) -> CheckRecord:
    return next(each for each in record.checks if each.id == name)


@pytest.mark.parametrize(("text", "minor"), [(OTHER, "3.13"), (NEWER, "3.16")])
def test_the_organisations_python_is_installed_asked_about_and_asked_for(text: str, minor: str) -> None:
    found = seen("app-control-watches", text)
    record = record_of(found)
    steps = next(each.steps for each in record.routes if each.id == "python-manager")
    told = check(record, "python-to-install")

    assert any(step.command == f"pymanager install {minor}" for step in steps)
    assert found.facts[FoundControl].python == minor != found.facts[AppControl].python
    assert (told.outcome, states(record)["python-manager"]) == ("passed", "open")
    assert OWN in told.says
    closed = record_of(seen("stock-applocker", text))
    assert all(f"Python {minor}" in each.change for each in closed.requests if each.id == "machine-wide-python")
    assert any(each.id == "machine-wide-python" for each in closed.requests)


def test_for_a_python_without_an_installer_that_route_has_no_steps() -> None:
    record = record_of(seen("app-control-watches", NEWER))

    assert states(record)["python-org"] == "closed"


def test_the_organisations_python_is_not_recommended_past_its_end() -> None:
    found = seen("app-control-watches", OTHER)
    at = dt.datetime(2029, 11, 1, tzinfo=dt.UTC)
    record = made(found.facts.with_entry(Taken, Taken(at)), found.did, {}, 0, private=True)

    assert "Python 3.13 gets no more security fixes. Python 3.15 is the newest" in " ".join(record.notices)


def test_a_program_of_the_profile_that_is_here_makes_what_was_open_unsure() -> None:
    before, absent = states(record_of(seen("open-laptop", ""))), states(record_of(seen("open-laptop", AGENT)))
    after = record_of(seen("open-laptop", AGENT, services=True))

    assert absent == before
    assert before["uv"] == "open"
    assert states(after)["uv"] == "unsure"
    assert after.verdict.state == "unsure"
    assert OWN in check(after, "starts-uv").says
    assert (
        check(after, "starts-cmd" if "starts-cmd" in {each.id for each in after.checks} else "uses-cmd").outcome
        == "passed"
    )


def test_where_that_service_was_not_asked_for_nothing_opens() -> None:
    facts = seen("open-laptop", AGENT).facts.with_entry(FoundControl, None)
    judged = judge_checks(facts, CHECKS)

    assert judged["starts-uv"].check.outcome == "unknown"


def test_a_web_filter_of_the_profile_is_named_as_the_organisations() -> None:
    facts = seen("pac-and-inspection", VENDOR).facts
    issuers = [each.system.issuers for each in facts[NetworkFacts].endpoints if each.inspected]
    mine = f"{VENDOR.replace('Example Trust', issuers[0][-1].split('=')[-1])}"

    assert OWN in tls_inspected(seen("pac-and-inspection", mine).facts).says
    assert "Example Lens" in tls_inspected(seen("pac-and-inspection", mine).facts).says


def test_a_vpn_of_the_profile_is_known_by_its_adapter() -> None:
    host = recorded.laptop("open-laptop").host
    up = Reading("set", (Adapter(6, hardware=False, description="Some tube adapter #2"),), "network adapters")
    force_setattr(host.system, "adapters_up", up)
    facts = look(host, site=Site(parse(VPN.encode()))).facts
    told = judge_checks(facts, CHECKS)["connection-in-use"].check

    assert (facts[ConnectionFacts].vpn, facts[ConnectionFacts].vpn_by) == (True, "tube")
    assert any("Example Tube" in each.value and OWN in each.value for each in told.because)


def test_a_report_with_such_a_profile_is_judged_alike_elsewhere(tmp_path: Path) -> None:
    found = seen("app-control-watches", NEWER + AGENT + VENDOR + VPN + WINDOWS)
    record = record_of(found)
    path = tmp_path / "report.json"
    from pyready.report.json import render

    path.write_text(render(record), "utf-8")
    again = load(str(path), TYPES)

    assert again.facts[Site] == found.facts[Site]
    assert states(record_of(Look(again.facts, again.did, {}))) == states(record)
    assert (
        json.loads(path.read_text("utf-8"))["facts"]["site"]["value"]["profile"]["knowledge"]["recommended"] == "3.16"
    )


@pytest.mark.parametrize(
    ("text", "action", "expected"),
    [("", "Allow", "problem"), (PROGRAM, "Allow", "passed"), (PROGRAM, "Deny", "problem")],
)
def test_who_signs_a_program_is_asked_about_as_the_organisation_says(text: str, action: str, expected: str) -> None:
    """A rule for a publisher lets uv start where the profile says that this publisher signs it."""
    keys = rules("Exe", *DEFAULT, rule_text(action, publisher(ASTRAL), number=7))
    site = Site(parse(text.encode(), TAKEN.date()), "C:\\x\\site.toml")
    services = {"AppIDSvc": Service("running", "auto")}
    found = look(bare.windows(registry=keys, system=bare.all_readable(services=services)), site=site)
    told = check(record_of(found), "starts-uv")

    assert told.outcome == expected
    assert [each.value for each in told.because if OWN in each.source] == ([ASTRAL] if text else [])
