"""What a report answers, without its words: the same for the report that is kept and for the one that is shared."""

from typing import Any

from pyready.model.record import Record


def answers(record: Record) -> dict[str, Any]:
    """The verdict, each route with what stops it and what its steps do, each check, each request."""
    verdict = record.verdict
    return {
        "verdict": (verdict.state, verdict.route, verdict.meanwhile, verdict.reaches, record.aim),
        "routes": [
            (each.id, each.state, each.reaches, each.stopped_by, each.needs, [step.does for step in each.steps])
            for each in record.routes
        ],
        "checks": [
            (each.id, each.outcome, each.sure, each.weight, each.guide)
            + ((each.fix.who, each.fix.request, each.fix.hosts) if each.fix else ())
            for each in record.checks
        ],
        "requests": [(each.id, each.queue, each.cost, each.opens, each.hosts, each.first) for each in record.requests],
        "found": [(each.used, each.why_not) for each in record.found],
    }
