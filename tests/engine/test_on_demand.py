"""A question that is asked alone has the answer of a whole look, and loads and reads no more than it needs."""

import sys
from pathlib import Path

import pytest

from for_each import for_each
from laptops.looking import given, look
from laptops.recorded import laptop
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.engine.on_demand import OnDemand, check_named
from pyready.knowledge.messages import known
from pyready.model.facts import Asked, Taken
from pyready.probes.identity import Identity
from pyready.probes.proxies import Proxies
from pyready.probes.site import Site

sys.path.append(str(Path(__file__).parents[2] / "build"))

import index

ASKED = sorted({name for row in (*known().message, *known().cause) for name in (*row.checks, *row.shows)})


@pytest.mark.unmeasured
@for_each("name", ["pac-and-inspection", "stock-applocker", "everything-denied", "linux-server"])
def test_each_check_of_the_catalogue_answers_alone_as_after_a_whole_look(name: str) -> None:
    host = laptop(name).host
    before = given(host.platform)
    whole = judge_checks(look(host).facts, CHECKS)

    for check in ASKED:
        facts = OnDemand(host, {fact: before.entry(fact) for fact in (Taken, Asked)})
        assert judge_checks(facts, [check_named(check)])[check] == whole[check], check
        assert not facts.hung


def test_only_what_is_asked_is_read() -> None:
    host = laptop("open-laptop").host
    facts = OnDemand(host, {Asked: Asked("windows", offline=True)})

    assert facts[Proxies]
    read = {each.by for each in facts.did.read}
    assert "proxies" in read
    assert {name for name, _, _ in facts.looked_at().items()} <= {"asked", "proxies", "identity", "site"}
    assert facts.get(Identity) == look(host).facts[Identity]
    assert facts.entry(Site) == look(host).facts.entry(Site)


def test_the_index_is_that_of_the_code() -> None:
    assert index.PLACE.read_text("utf-8") == index.text()
