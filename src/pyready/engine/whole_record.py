"""From facts to the record: checks, routes, verdict, requests and notices, one after the other."""

from collections.abc import Mapping

from pyready import __version__
from pyready.checks import CHECKS
from pyready.engine.catalogue_first import with_catalogue
from pyready.engine.found_here import pythons_here
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.notices import notices
from pyready.engine.own_lines import with_own_lines
from pyready.engine.verdict import verdict
from pyready.model.activity import Did
from pyready.model.facts import Asked, Facts, KnowledgeDate, Taken, to_json
from pyready.model.record import FORMAT, Record, Tool
from pyready.model.route import aim_of
from pyready.model.spelling import own_of
from pyready.probes.site import python_for
from pyready.routes import ROUTES
from pyready.tickets.making import make_requests


def made(facts: Facts, did: Did, timings: Mapping[str, float], seconds: float, *, private: bool) -> Record:
    """The record of these facts; `seconds` and `timings` say how long the look took."""
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    routes = with_catalogue(routes, judged)
    requests = make_requests(routes, judged, python_for(facts))
    answer = verdict(routes, judged, requests)
    record = Record(
        format=FORMAT,
        tool=Tool(__version__, facts[KnowledgeDate].date.isoformat()),
        taken=facts[Taken].at,
        duration_s=round(seconds, 2),
        private=private,
        verdict=answer,
        routes=routes,
        checks=tuple(each.check for each in judged.values()),
        requests=requests,
        facts=to_json(facts),
        did=did,
        timings=dict(timings),
        found=pythons_here(facts, routes, answer),
        notices=notices(facts),
        aim=aim_of(facts[Asked].aim),
    )
    return with_own_lines(record, own_of(facts))
