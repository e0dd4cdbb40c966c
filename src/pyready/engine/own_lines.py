"""Spells each line that runs pyready, in all that a record says, for the way in which this person starts it. Pure."""

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from pyready.model.outcome import Fix, Step
from pyready.model.own_lines import Own
from pyready.model.record import CheckRecord, Record, RequestRecord, RouteRecord

T = TypeVar("T")
Spell = Callable[[str], str]


def with_own_lines(record: Record, own: Own) -> Record:
    """The record as this person can run it. Facts, evidence and what was done stay as they are."""
    if own.is_command:
        return record
    shells = {route.id: _shell_of(route, own) for route in record.routes}
    usual = shells.get(record.verdict.route, own.usual)
    own = own._replace(usual=usual)
    return replace(
        record,
        verdict=_texts(record.verdict, own.spelled),
        routes=tuple(_route(each, own._replace(usual=shells[each.id])) for each in record.routes),
        checks=tuple(_check(each, own) for each in record.checks),
        requests=tuple(_request(each, own) for each in record.requests),
        notices=tuple(map(own.spelled, record.notices)),
    )


def _shell_of(route: RouteRecord, own: Own) -> str:
    return "powershell" if any(step.shell == "powershell" for step in route.steps) else own.usual


def _route(route: RouteRecord, own: Own) -> RouteRecord:
    return replace(_texts(route, own.spelled), steps=tuple(_step(each, own) for each in route.steps))


def _check(check: CheckRecord, own: Own) -> CheckRecord:
    fix = check.fix and _fix(check.fix, own)
    return replace(_texts(check, own.spelled), fix=fix)


def _fix(fix: Fix, own: Own) -> Fix:
    return replace(_texts(fix, own.spelled), commands=tuple(_step(each, own) for each in fix.commands))


def _step(step: Step, own: Own) -> Step:
    made = _texts(step, lambda text: own.spelled(text, step.shell))
    return replace(made, powershell=own.spelled(step.powershell, "powershell"))


def _request(request: RequestRecord, own: Own) -> RequestRecord:
    return _texts(request, own.spelled)


def _texts(struct: T, spell: Spell) -> T:
    """The same struct with its own texts spelled; what it holds beside texts stays."""
    return replace(struct, **{name: _text(getattr(struct, name), spell) for name in struct.__struct_fields__})  # type: ignore[attr-defined, type-var]


def _text(value: Any, spell: Spell) -> Any:
    if isinstance(value, str):
        return spell(value)
    if isinstance(value, tuple) and value and all(isinstance(each, str) for each in value):
        return tuple(map(spell, value))
    return value
