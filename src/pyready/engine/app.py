"""The whole story: look at the machine, judge it, choose a route, write the record."""

from collections.abc import Mapping

import msgspec

from pyready import __version__
from pyready.checks import CHECKS
from pyready.engine import share
from pyready.engine.collect import Limits, Listener, collect
from pyready.engine.judge import judge_checks, judge_routes
from pyready.engine.notices import notices
from pyready.engine.verdict import verdict
from pyready.model.activity import Did
from pyready.model.facts import Facts, KnowledgeDate, Taken, to_json
from pyready.model.host import Host
from pyready.model.record import FORMAT, Record, Tool
from pyready.probes import PROBES, TYPES
from pyready.routes import ROUTES
from pyready.tickets.making import make_requests


class Look(msgspec.Struct, frozen=True):
    """What one look at a machine gave: facts, what was done for them, and how long it took."""

    facts: Facts
    did: Did
    timings: Mapping[str, float]
    seconds: float = 0.0
    hung: bool = False


def look_at(host: Host, given: Facts, limits: Limits, listener: Listener | None = None) -> Look:
    """Run the probes. `given` holds what is known before: what was asked, when, and a named site profile."""
    result = collect(host, PROBES, given, limits, listener)
    return Look(result.facts, result.journal.finished(), result.timings, limits.gone(), result.hung)


def report(look: Look, *, private: bool) -> Record:
    """Judge a look and make its record; unless private, names are taken out of the facts first.

    Raises share.Leak when a name would be left in a record that is to be shared, or a secret in any.
    """
    facts, did = (look.facts, look.did) if private else share.shared(look.facts, look.did)
    record = _record(look, facts, did, private=private)
    share.check(record, facts, did, (look.facts, look.did))
    return record


def _record(look: Look, facts: Facts, did: Did, *, private: bool) -> Record:
    judged = judge_checks(facts, CHECKS)
    routes = judge_routes(facts, ROUTES, judged)
    requests = make_requests(routes, judged)
    return Record(
        format=FORMAT,
        tool=Tool(__version__, facts[KnowledgeDate].date.isoformat()),
        taken=facts[Taken].at,
        duration_s=round(look.seconds, 2),
        private=private,
        verdict=verdict(routes, judged, requests),
        routes=routes,
        checks=tuple(each.check for each in judged.values()),
        requests=requests,
        facts=to_json(facts),
        did=did,
        timings=dict(look.timings),
        notices=notices(facts),
    )


__all__ = ["TYPES", "Look", "look_at", "report"]
