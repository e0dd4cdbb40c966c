"""What pyready says of a start against what Windows did. Pure, so that it is tested anywhere."""

from typing import Any

from native.person import Start

BLOCKED_BY_POLICY = 1260
"""ERROR_ACCESS_DISABLED_BY_POLICY, with which AppLocker refuses."""
RAN = 42
ASKED = {"user-folder": "uv", "program-files": "catalogue-python"}
"""The program whose answer is compared, by where the test's own program lies. The stock rules decide by path alone, so
that who signed it makes no difference."""


def facts(report: dict[str, Any], probe: str) -> dict[str, Any]:
    """The facts of one probe in a report."""
    entry = report["facts"][probe]
    assert entry["state"] == "collected", entry
    value: dict[str, Any] = entry["value"]
    return value


def answer(report: dict[str, Any], place: str) -> dict[str, Any]:
    """What pyready says of a program in that place."""
    answers = facts(report, "app-control")["answers"]
    return next(each for each in answers if (each["program"], each["place"]) == (ASKED[place], place))


def disagreement(said: dict[str, Any], did: Start) -> str:
    """Empty where the answer is what Windows did, or claims nothing."""
    outcome = said["outcome"]
    if outcome == "blocked":
        fine = did.error == BLOCKED_BY_POLICY
    elif outcome in {"allowed", "audited"}:
        fine = did == Start(0, RAN)
    else:
        fine = outcome == "not-known"
    return "" if fine else f"pyready says {outcome} by {said['by']} {said['why']}, Windows: {did}"


def trial_disagreement(trial: dict[str, Any], did: Start) -> str:
    """The same for `--try-run`; a trial that was not made claims nothing."""
    outcome = trial["outcome"]
    if outcome == "started":
        fine = did == Start(0, RAN)
    elif outcome == "refused":
        fine = did.error == trial["error"]
    else:
        fine = outcome == "not-tried"
    return "" if fine else f"the trial says {outcome} ({trial['error']}), Windows: {did}"
