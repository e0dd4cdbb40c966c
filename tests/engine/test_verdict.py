"""The verdict: by order, and if nothing is open the smallest thing to ask for."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pyready.engine.judge import judge_routes, plan_state
from pyready.engine.judge_checks import judge_checks
from pyready.engine.verdict import verdict
from pyready.model.facts import Asked, Facts
from pyready.model.judged import Judged
from pyready.model.outcome import LEFT_OUT, Check, Evidence, Fix, Step, not_applicable
from pyready.model.record import CheckRecord, RequestRecord, RouteRecord, Verdict
from pyready.model.route import Plan, Route
from pyready.probes import TYPES
from pyready.tickets.library import COSTS
from pyready.tickets.making import make_requests, opened_by, smallest_set, unblocked_by
from pyready.tickets.requests import BY_ID, REQUESTS

SMALL = [request.id for request in REQUESTS if request.cost == "small"]
MEDIUM = next(request.id for request in REQUESTS if request.cost == "medium" and not request.includes)


def passed() -> dict[str, Any]:
    return {"outcome": "passed"}


def unknown(settles: str = "Try it.") -> dict[str, Any]:
    return {"outcome": "unknown", "settles": settles}


def yours() -> dict[str, Any]:
    return {"outcome": "problem", "fix": Fix("you", "Do it.")}


def asks(request: str, *hosts: str, because: tuple[Evidence, ...] = ()) -> dict[str, Any]:
    return {"outcome": "problem", "fix": Fix("it", "Ask.", request=request, hosts=hosts), "because": because}


def hopeless() -> dict[str, Any]:
    return {"outcome": "problem", "fix": Fix("nobody", "It cannot be lifted.")}


Checks = dict[str, dict[str, Any]]


def judged(checks: Checks) -> dict[str, Judged]:
    return {
        name: Judged(CheckRecord(name, f"{name}?", weight=each.pop("weight", "blocker"), says=f"{name} says.", **each))
        for name, each in {name: dict(each) for name, each in checks.items()}.items()
    }


def routes_of(made: dict[str, Judged], **needs: str) -> tuple[RouteRecord, ...]:
    """Routes by name, each with its needs in one string; `elsewhere_x` and `ask_x` are of that kind."""
    return tuple(_route(made, name, each.split()) for name, each in needs.items())


def _route(made: dict[str, Judged], name: str, needs: list[str]) -> RouteRecord:
    kind: Any = name.partition("_")[0] if name.startswith(("elsewhere_", "ask_")) else "local"
    platforms: Any = ("windows",) if name.startswith("far") else ("linux",)
    plans = (Plan("notebooks", (Step(f"First step of {name}."),)),)
    route = Route(name, f"Title of {name}", kind, platforms, tuple(needs), lambda facts: plans, "g", "about")
    (record,), _ = judge_routes(Facts({Asked: Asked("linux")}, TYPES), [route], made)
    return record


def said(checks: Checks, **needs: str) -> tuple[Verdict, tuple[RequestRecord, ...]]:
    made = judged(checks)
    routes = routes_of(made, **needs)
    requests = make_requests(routes, made)
    return verdict(routes, made, requests), requests


def best_set(checks: Checks, **needs: str) -> list[str]:
    made = judged(checks)
    routes = routes_of(made, **needs)
    return [request.id for request in smallest_set(make_requests(routes, made), routes, made)]


def test_the_first_open_route_is_it_however_good_a_later_one_is() -> None:
    found, requests = said({"y": yours(), "p": passed()}, first="y", second="p p p")

    assert (found.state, found.route, found.meanwhile) == ("open-with-fixes", "first", "")
    assert requests == ()


def test_the_answer_has_a_brief_form_for_below_a_heading_that_says_its_first_words() -> None:
    whole = {
        "Yes: ": said({"p": passed()}, first="p")[0],
        "Not sure yet: ": said({"u": unknown()}, first="u")[0],
        "Not without IT: ": said({"h": hopeless()}, first="h")[0],
        "Not on this computer: ": said({"own-computer": hopeless()}, first="own-computer")[0],
    }
    for words, found in whole.items():
        assert found.says == f"{words}{found.brief}"
        assert found.brief
    assert said({"a": asks(SMALL[0])}, first="a")[0].brief == ""


def test_what_the_site_profile_leaves_out_is_known_by_its_reason_and_not_by_its_words() -> None:
    plans = (Plan("notebooks", (Step("Do it."),)),)
    route = Route("a", "A", "local", ("linux",), ("b",), lambda facts: plans, "g", "about")
    facts = Facts({Asked: Asked("linux")}, TYPES)
    left_out = not_applicable("Said in some other way.", "left-out")
    for outcome, words in ((left_out, " The site profile leaves out: b?"), (not_applicable(LEFT_OUT.says), "")):
        made = judge_checks(facts, [Check("b", "b?", "blocker", lambda facts, each=outcome: each)])
        assert judge_routes(facts, [route], made).routes[0].why == f"pyready found nothing that blocks it.{words}"


def test_a_request_that_does_what_another_asks_for_needs_no_other_beside_it() -> None:
    whole = next(each for each in REQUESTS if each.includes)
    found, requests = said({"a": asks(whole.id), "b": asks(whole.includes[0])}, **{whole.only: "a b"})

    assert [(each.id, each.opens) for each in requests] == [(whole.id, (whole.only,))]
    assert found.next == f"Send IT request 1: {whole.title}."


def test_a_request_that_brings_a_python_of_its_own_opens_no_other_route() -> None:
    whole = next(each for each in REQUESTS if each.only)

    assert said({"a": asks(whole.id)}, first="a")[1] == ()


def test_an_open_route_comes_before_an_unsure_one_that_is_listed_first() -> None:
    found, _ = said({"u": unknown(), "p": passed()}, first="u", second="p", elsewhere_x="p")

    assert (found.state, found.route, found.meanwhile) == ("open", "second", "")


def test_an_unsure_route_comes_before_a_closed_one_and_names_what_settles_it() -> None:
    found, requests = said({"u": unknown("Start it once."), "a": asks(SMALL[0])}, first="a", second="u", third="u a")

    assert (found.state, found.route, found.next) == ("unsure", "second", "Start it once.")
    assert found.says == "Not sure yet: u says. So pyready cannot tell whether Title of second works."
    assert [request.id for request in requests] == [SMALL[0]]


def test_a_question_without_an_answer_of_its_own_is_settled_by_the_first_step() -> None:
    assert said({"u": unknown("")}, first="u")[0].next == "First step of first."


@pytest.mark.parametrize("weight", ["limit", "note"])
def test_what_is_no_blocker_decides_nothing(weight: str) -> None:
    checks = {"a": asks(SMALL[0]) | {"weight": weight}, "u": unknown() | {"weight": weight}}
    found, requests = said(checks, first="a u")

    assert (found.state, found.route) == ("open", "first")
    assert requests == ()


def test_a_route_of_another_platform_is_never_named() -> None:
    found, requests = said({"p": passed(), "h": hopeless(), "a": asks(SMALL[0])}, far="p", far_too="a", near="h")

    assert (found.state, found.route) == ("closed", "")
    assert requests == ()


@pytest.mark.parametrize("here", ["u", "a", "h"])
def test_while_nothing_local_is_open_the_first_open_route_elsewhere_is_named(here: str) -> None:
    checks = {"u": unknown(), "a": asks(SMALL[0]), "h": hopeless(), "y": yours()}
    found, _ = said(checks, first=here, elsewhere_shut="h", elsewhere_perhaps="u", elsewhere_one="y", elsewhere_two="")

    assert found.meanwhile == "elsewhere_one"


def test_a_route_elsewhere_or_to_it_is_never_the_verdict() -> None:
    found, _ = said({"h": hopeless()}, elsewhere_x="", ask_it="", first="h")

    assert (found.state, found.route, found.meanwhile) == ("closed", "", "elsewhere_x")
    assert "While you wait, use a notebook in your browser." in found.says


def test_closed_names_the_request_in_the_next_step() -> None:
    found, _ = said({"a": asks(SMALL[0])}, first="a")

    assert found.state == "closed"
    assert found.says == "a says. IT can solve this with one request."
    assert found.next == f"Send IT request 1: {BY_ID[SMALL[0]].title}."


def test_closed_with_two_requests_says_so() -> None:
    found, _ = said({"a": asks(SMALL[0]), "b": asks(SMALL[1])}, first="a b")

    assert "IT can solve this with 2 requests together." in found.says
    first, second = (BY_ID[name].title for name in SMALL[:2])
    assert found.next == f"Send IT request 1: {first}. Send IT request 2 too: {second}."


def test_closed_without_hope_says_that_too() -> None:
    found, requests = said({"h": hopeless(), "a": asks(SMALL[0])}, first="h a")

    assert (found.state, found.route) == ("closed", "")
    assert "pyready found no option for Python on this computer." in found.says
    assert requests == ()  # none that lifts nothing


def test_without_hope_the_first_thing_in_the_way_is_named() -> None:
    found, _ = said({"usable-python": asks(SMALL[0]), "h": hopeless()}, first="usable-python h", second="h")

    assert "h says." in found.says
    assert "usable-python says." not in found.says


@pytest.mark.parametrize("elsewhere", [{}, {"elsewhere_x": ""}])
def test_on_a_shared_computer_nothing_is_asked_for_and_the_person_is_sent_elsewhere(elsewhere: dict[str, str]) -> None:
    found, requests = said(
        {"own-computer": hopeless(), "a": asks(SMALL[0]), "u": unknown()},
        first="a own-computer",
        second="own-computer u",
        third="u",
        **elsewhere,
    )

    assert (found.state, found.route, found.meanwhile) == ("closed", "", "elsewhere_x" if elsewhere else "")
    assert found.says.startswith("Not on this computer: ")
    assert "your own computer" in found.says
    assert ("browser" in found.says) is bool(elsewhere)
    assert requests == ()


def partly(checks: Checks, *, scripts: str = "", **needs: str) -> Verdict:
    """The verdict where the route `first` has a plan for scripts with these needs beside its own."""
    made = judged(checks)
    routes = routes_of(made, **needs)
    smaller = plan_state(made[each] for each in scripts.split())
    reaches = "scripts" if smaller in {"open", "open-with-fixes"} else ""
    routes = tuple(replace(each, reaches=reaches) if each.id == "first" else each for each in routes)
    return verdict(routes, made, make_requests(routes, made))


def test_where_less_than_was_asked_for_works_the_answer_says_what_and_who_opens_the_rest() -> None:
    found = partly({"p": passed(), "a": asks(SMALL[0])}, first="p a", scripts="p")

    assert (found.state, found.route, found.reaches) == ("partly", "first", "scripts")
    assert "a says." in found.says
    assert found.next == f"Send IT request 1: {BY_ID[SMALL[0]].title}."


def test_that_another_way_is_not_known_to_work_is_said_beside_what_works() -> None:
    checks = {"p": passed(), "a": asks(SMALL[0]), "u": unknown()}

    assert "cannot tell whether another option works" in partly(checks, first="a", second="u", scripts="p").says
    assert "cannot tell" not in partly(checks, first="a", second="a", scripts="p").says


def test_a_way_that_is_open_for_all_comes_before_one_that_is_open_for_less() -> None:
    checks = {"p": passed(), "a": asks(SMALL[0])}

    assert (partly(checks, first="a", second="p", scripts="p").state) == "open"


def test_where_the_rest_is_only_not_known_the_answer_is_what_settles_it() -> None:
    checks = {"p": passed(), "u": unknown("Start it once.")}

    found = partly(checks, first="u", scripts="p")
    assert (found.state, found.next, found.reaches) == ("unsure", "Start it once.", "scripts")


def test_one_change_is_named_in_the_yes_and_several_are_counted() -> None:
    checks = {"y": yours(), "z": yours()}

    install = "You can install Python without administrator rights."
    assert said(checks, first="y")[0].says == f"Yes, after one change you can make: {install} y says."
    several = said(checks, first="y z")[0].says
    assert several == f"Yes, after 2 changes you can make: {install} The steps say how to make the 2 changes."


def test_what_is_likely_is_never_said_as_if_it_were_certain() -> None:
    likely = asks(SMALL[0]) | {"sure": "likely"}

    assert said({"a": likely}, first="a")[0].says == "a says. That is likely. IT can solve this with one request."
    shared = said({"own-computer": hopeless() | {"sure": "likely"}}, first="own-computer")[0]
    assert shared.brief == "own-computer says. That is likely. Use your own computer."


def test_a_request_that_opens_a_way_lists_the_servers_of_that_way_only() -> None:
    checks = {"a": asks(MEDIUM, "index", "files"), "b": asks(MEDIUM, "uv"), "c": asks(MEDIUM, "files"), "h": hopeless()}
    _, (request,) = said(checks, hopeless="h a", first="a", second="a b", third="c")

    assert request.hosts == ("index", "files")
    assert request.opens == ("first", "third")


def test_problems_with_the_same_request_are_one_with_their_hosts_united_in_order() -> None:
    first, second = Evidence("a", "stops"), Evidence("b", "reached")
    checks = {
        "a": asks(MEDIUM, "index", "files", because=(second, first)),
        "b": asks(MEDIUM, "files", "uv", because=(first,)),
        "c": asks(SMALL[0]),
    }
    _, requests = said(checks, one="a b", two="c")
    merged = next(request for request in requests if request.id == MEDIUM)

    assert len(requests) == 2
    assert merged.hosts == ("index", "files", "uv")
    assert merged.evidence == (first, second)
    assert merged.opens == ("one",)


def test_a_request_that_lifts_nothing_alone_or_in_the_least_set_is_not_made() -> None:
    checks = {"a": asks(MEDIUM, "index"), "b": asks(SMALL[0]), "c": asks(SMALL[1]), "h": hopeless(), "u": unknown()}

    assert [(each.id, each.opens) for each in said(checks, one="a", two="b h")[1]] == [(MEDIUM, ("one",))]
    assert [(each.id, each.opens) for each in said(checks, one="b c")[1]] == [(SMALL[0], ()), (SMALL[1], ())]
    # an open question that is left is no reason not to ask
    assert [(each.id, each.opens) for each in said(checks, one="a u")[1]] == [(MEDIUM, ())]


def test_a_request_is_made_only_for_what_closes_a_route_here() -> None:
    checks = {"a": asks(SMALL[0]), "b": asks(SMALL[1]), "h": hopeless(), "limit": asks(SMALL[2]) | {"weight": "limit"}}
    _, requests = said(checks, one="a limit", far="b")

    assert [request.id for request in requests] == [SMALL[0]]


def test_opens_is_strict_an_open_question_is_no_certainty() -> None:
    made = judged({"a": asks(SMALL[0]), "b": asks(SMALL[1]), "u": unknown(), "p": passed(), "y": yours()})
    routes = {
        route.id: route for route in routes_of(made, one="a p", two="a b", three="a u", four="a y", five="p", far="a")
    }
    granted = {SMALL[0]}

    assert {name for name, route in routes.items() if opened_by(route, granted, made)} == {"one", "four"}
    assert {name for name, route in routes.items() if unblocked_by(route, granted, made)} == {"one", "three", "four"}
    (first,) = make_requests(tuple(routes[name] for name in ("one", "two", "three", "four")), made)
    assert first.opens == ("one", "four")


def test_cost_decides_before_number() -> None:
    checks = {"m": asks(MEDIUM, "index"), "a": asks(SMALL[0]), "b": asks(SMALL[1]), "c": asks(SMALL[2])}

    assert best_set(checks, one="m", two="a b c") == SMALL[:3]
    assert best_set(checks, one="a b c", two="b c") == SMALL[1:3]
    assert best_set(checks, one="m a", two="m") == [MEDIUM]
    assert best_set(checks, one="a b", two="c") == [SMALL[2]]


def test_a_sure_set_comes_before_a_cheaper_one_that_leaves_a_question() -> None:
    checks = {"m": asks(MEDIUM, "index"), "a": asks(SMALL[0]), "u": unknown()}

    assert best_set(checks, one="a u", two="m") == [MEDIUM]


def test_without_a_sure_set_one_that_lifts_all_that_closes_a_route_will_do() -> None:
    assert best_set({"a": asks(SMALL[0]), "u": unknown()}, one="a u") == [SMALL[0]]


def test_more_than_three_together_are_not_weighed() -> None:
    checks = {name: asks(request) for name, request in zip("abcd", SMALL, strict=False)}

    assert best_set(checks, one="a b c") == SMALL[:3]
    assert best_set(checks, one="a b c d") == []


def test_nobody_can_lift_what_nobody_can_lift_whatever_is_granted() -> None:
    assert best_set({"a": asks(SMALL[0]), "h": hopeless()}, one="a h") == []


def test_nothing_is_asked_for_where_a_local_route_is_open() -> None:
    for here in ("p", "y"):
        _, requests = said({"a": asks(SMALL[0]), "p": passed(), "y": yours()}, one="a", two=here)
        assert requests == ()


def test_a_browser_route_that_is_open_is_no_reason_not_to_ask() -> None:
    _, requests = said({"a": asks(SMALL[0])}, one="a", elsewhere_x="")

    assert [request.id for request in requests] == [SMALL[0]]


OUTCOMES = st.one_of(
    st.builds(passed),
    st.builds(unknown, st.sampled_from(["", "Try it."])),
    st.builds(yours),
    st.builds(hopeless),
    st.just({"outcome": "problem", "fix": None}),
    st.just({"outcome": "not-applicable"}),
    st.builds(asks, st.sampled_from(list(BY_ID)), st.sampled_from(["index", "files"])),
)
WEIGHED = st.builds(
    lambda each, weight: each | {"weight": weight}, OUTCOMES, st.sampled_from(["blocker", "limit", "note"])
)
CHECKS = st.fixed_dictionaries(dict.fromkeys("abcdef", WEIGHED))
NEEDS = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True).map(" ".join)
NAMES = ["one", "two", "far", "three", "elsewhere_one", "elsewhere_two", "ask_it"]
SHUFFLES = st.permutations(NAMES)


@pytest.mark.slow
@settings(max_examples=400)
@given(CHECKS, st.lists(NEEDS, min_size=len(NAMES), max_size=len(NAMES)), SHUFFLES)
def test_any_outcomes_give_a_verdict_that_agrees_with_the_routes(
    checks: Checks, needs: list[str], names: list[str]
) -> None:
    made = judged(checks)
    routes = routes_of(made, **dict(zip(names, needs, strict=True)))
    requests = make_requests(routes, made)
    found = verdict(routes, made, requests)
    local = {route.id: route.state for route in routes if route.kind == "local"}
    opened = [name for name, state in local.items() if state.startswith("open")]
    unsure = [name for name, state in local.items() if state == "unsure"]

    assert found.says
    assert found.next
    assert found.route == next(iter(opened or unsure), "")
    assert found.state == (local[found.route] if found.route else "closed")
    if opened:
        assert (found.meanwhile, requests) == ("", ())
    elsewhere = [route.id for route in routes if route.kind == "elsewhere" and route.state.startswith("open")]
    assert found.meanwhile == ("" if opened else next(iter(elsewhere), ""))


@pytest.mark.slow
@settings(max_examples=300)
@given(CHECKS, st.lists(NEEDS, min_size=3, max_size=3))
def test_what_a_request_is_said_to_open_it_opens(checks: Checks, needs: list[str]) -> None:
    made = judged(checks)
    names = dict(zip(("one", "two", "three"), needs, strict=True))
    routes = routes_of(made, **names)
    requests = make_requests(routes, made)
    best = {request.id for request in smallest_set(requests, routes, made)}

    for granted in ({request.id} for request in requests):
        (request,) = [each for each in requests if each.id in granted]
        after = routes_of(judged(_granted(checks, {request.id: request.hosts})), **names)
        assert request.opens == tuple(
            new.id
            for old, new in zip(routes, after, strict=True)
            if old.state == "closed" and new.state.startswith("open")
        )
    if best:
        hosts = {request.id: request.hosts for request in requests if request.id in best}
        after = routes_of(judged(_granted(checks, hosts)), **names)
        assert any(old.state == "closed" != new.state for old, new in zip(routes, after, strict=True))
        assert all(
            not any(
                new.state.startswith("open") for new in routes_of(judged(_granted(checks, _but(hosts, one))), **names)
            )
            for one in best
        ), "a request too many"


def _granted(checks: Checks, granted: Mapping[str, Sequence[str]]) -> Checks:
    """The checks after these requests were granted, each for its servers only."""
    return {
        name: passed() | {"weight": each["weight"]} if _is_lifted(each.get("fix"), granted) else each
        for name, each in checks.items()
    }


def _is_lifted(fix: Fix | None, granted: Mapping[str, Sequence[str]]) -> bool:
    return fix is not None and fix.request in granted and set(fix.hosts) <= set(granted[fix.request])


def _but(granted: Mapping[str, Sequence[str]], one: str) -> dict[str, Sequence[str]]:
    return {name: hosts for name, hosts in granted.items() if name != one}


def test_the_order_of_the_requests_does_not_depend_on_that_of_the_checks() -> None:
    checks = {"a": asks(SMALL[0]), "b": asks(SMALL[1]), "c": asks(MEDIUM)}
    orders = {
        tuple(request.id for request in said({name: checks[name] for name in order}, one="a", two="b", three="c")[1])
        for order in permutations(checks)
    }

    assert len(orders) == 1
    costs = [COSTS.index(BY_ID[name].cost) for name in next(iter(orders))]
    assert costs == sorted(costs)


def one_of(queue: str) -> str:
    return next(request.id for request in REQUESTS if request.queue == queue)


def test_the_smallest_set_is_marked_to_be_sent_first() -> None:
    _, requests = said({"a": asks(SMALL[0]), "b": asks(SMALL[1])}, first="a", second="b")
    assert [(each.id, each.first) for each in requests] == [(SMALL[0], True), (SMALL[1], False)]

    _, requests = said({"a": asks(SMALL[0]), "b": asks(SMALL[1]), "c": asks(MEDIUM), "h": hopeless()}, x="a b", y="c h")
    assert [(each.id, each.first) for each in requests] == [(SMALL[0], True), (SMALL[1], True)]


def test_a_request_names_the_next_smallest_one_and_what_needs_no_change_here() -> None:
    checks = {"a": asks(SMALL[0]), "b": asks(MEDIUM), "p": passed(), "u": unknown()}
    made = judged(checks)
    routes = routes_of(made, first="a", second="b")
    elsewhere = [
        RouteRecord("browser-notebook", "", "elsewhere", "open"),
        RouteRecord("hosted", "", "elsewhere", "unsure"),
    ]
    small, medium = make_requests((*routes, *elsewhere), made)

    assert small.alternatives[0] == f'Grant another request, "{medium.title}". It opens: Title of second.'
    assert medium.alternatives[0] == f'Grant another request, "{small.title}". It opens: Title of first.'
    assert [each.split()[2] for each in small.alternatives[1:]] == ["in", "on"]
    assert small.alternatives[1].startswith("A notebook in the browser works now, ")

    closed = [
        RouteRecord("browser-notebook", "", "elsewhere", "closed"),
        RouteRecord("hosted", "", "elsewhere", "closed"),
    ]
    assert [each.alternatives for each in make_requests((routes[0], *closed), made)] == [()]


def test_a_packaging_team_sees_the_policies_against_an_installation_by_the_person() -> None:
    policy, other = Evidence("AppLocker", "enforced", "HKLM", "policy"), Evidence("seen", "x")
    checks = {"a": asks(one_of("packaging")), "h": hopeless() | {"because": (other, policy)}}
    _, (request,) = said(checks, first="a", second="h")

    assert request.evidence == (Evidence("a", "a says.", "check a"), policy)


def test_a_certificates_team_sees_the_name_of_the_authority_first() -> None:
    signer, stopped = Evidence("certificate of index", "x < Root"), Evidence("index by system", "stops")
    checks = {
        "a": asks(one_of("pki"), because=(stopped,)),
        "tls-inspected": asks(one_of("pki"), because=(signer,)) | {"weight": "note"},
    }
    _, (request,) = said(checks, first="a")

    assert request.evidence == (signer, stopped)


def test_what_each_server_is_wanted_for_comes_with_the_request() -> None:
    _, (request,) = said({"a": asks(one_of("network-proxy"), "index", "of-the-site")}, first="a")

    assert request.hosts == ("index", "of-the-site")
    assert [(use.endpoint, use.purpose) for use in request.servers] == [("index", "the list of packages")]
