"""AppLocker's stock rules, set for real: what Windows does with a standard user's programs, and what pyready says.

In the order of the file: the service is looked at before anything starts it.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from native.applocker import IN_FORCE_S, WOULD_BE_BLOCKED, AppLocker
from native.commands import until
from native.compare import BLOCKED_BY_POLICY, RAN, answer, disagreement, facts, trial_disagreement
from native.installed import Installed
from native.person import Person, Start
from native.policy_xml import stock

pytestmark = pytest.mark.native
PLACES = ("user-folder", "program-files")
REFUSED = Start(BLOCKED_BY_POLICY, None)


def keep(kept: Path, name: str, report: dict[str, Any]) -> None:
    (kept / f"report-{name}.json").write_text(json.dumps(report, indent=1), "utf-8")


def in_force(person: Person, wanted: Start, seconds: float = IN_FORCE_S) -> dict[str, Start]:
    """Wait until Windows does what is wanted in the person's own folder. Fails when it never does."""
    last: dict[str, Start] = {}

    def does() -> bool:
        last.update(person.starts())
        return last["user-folder"] == wanted

    assert until(does, seconds), f"the policy is not in force after {seconds:g} s: Windows still does {last}"
    return last


def agrees(person: Person, kept: Path, name: str, did: dict[str, Start]) -> dict[str, Any]:
    report = person.report("--try-run", "--route", "uv")
    agree(report, kept, name, did)
    return report


def agree(report: dict[str, Any], kept: Path, name: str, did: dict[str, Start]) -> None:
    keep(kept, name, report)
    found = [disagreement(answer(report, place), did[place]) for place in PLACES]
    found.append(trial_disagreement(report["facts"]["trial"]["value"], did["user-folder"]))
    assert [each for each in found if each] == []


def test_without_a_policy_programs_start_and_the_trial_says_so(
    person: Person, applocker: AppLocker, kept: Path
) -> None:
    applocker.write_down("none")
    did = person.starts()

    assert did == dict.fromkeys(PLACES, Start(0, RAN))
    report = agrees(person, kept, "none", did)
    assert report["facts"]["trial"]["value"]["outcome"] == "started"


def test_with_rules_and_the_service_stopped_nothing_is_claimed(
    person: Person, applocker: AppLocker, kept: Path
) -> None:
    applocker.apply("stopped", stock("Enabled"))
    if applocker.running():
        pytest.skip("the policy itself started the service that enforces it")
    did = person.starts()
    report = person.report("--try-run", "--route", "uv")
    if applocker.running():
        pytest.skip("the service that enforces it was started meanwhile")
    agree(report, kept, "stopped", did)

    assert answer(report, "user-folder")["outcome"] == "not-known"
    assert facts(report, "app-control")["service"]["value"]["state"] == "stopped"


def test_enforced_stock_rules_refuse_what_lies_in_the_persons_own_folder(
    person: Person, applocker: AppLocker, kept: Path
) -> None:
    applocker.apply("enforced", stock("Enabled"))
    assert applocker.start(), "the service that enforces AppLocker did not start"
    did = in_force(person, REFUSED)
    applocker.write_down("enforced")
    report = agrees(person, kept, "enforced", did)

    assert did["program-files"] == Start(0, RAN)
    assert [answer(report, place)["outcome"] for place in PLACES] == ["blocked", "allowed"]
    assert answer(report, "user-folder")["by"] == "applocker"


def test_the_same_rules_let_an_elevated_administrator_start_it(
    applocker: AppLocker, installed: Installed, tmp_path: Path
) -> None:
    own = tmp_path / "unsigned.exe"
    own.write_bytes(installed.unsigned.read_bytes())

    assert applocker.running()
    assert subprocess.run([str(own)], check=False, timeout=60).returncode == RAN


def test_rules_that_only_watch_let_everything_start_and_leave_an_entry(
    person: Person, applocker: AppLocker, kept: Path
) -> None:
    assert applocker.running()
    before = applocker.events(WOULD_BE_BLOCKED)
    applocker.apply("audit", stock("AuditOnly"))
    did = in_force(person, Start(0, RAN))
    assert until(lambda: applocker.events(WOULD_BE_BLOCKED) > before, 60.0)
    applocker.write_down("audit")
    report = agrees(person, kept, "audit", did)

    assert answer(report, "user-folder")["outcome"] == "audited"


def test_rules_without_a_mode_are_enforced(person: Person, applocker: AppLocker, kept: Path) -> None:
    """learn.microsoft.com, "Understand AppLocker enforcement settings": not configured, with rules, is enforced."""
    assert applocker.running()
    applocker.apply("mode-missing", stock("NotConfigured"))
    did = in_force(person, REFUSED)
    applocker.write_down("mode-missing")
    report = agrees(person, kept, "mode-missing", did)

    assert answer(report, "user-folder")["outcome"] == "blocked"
