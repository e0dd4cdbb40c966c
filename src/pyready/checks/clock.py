"""Is the clock right? A wrong one makes every certificate look expired, and sign-ins fail."""

import datetime as dt

from pyready.diagnosis.whole_network import AT_MOST, off_by
from pyready.model.facts import Facts, Taken
from pyready.model.network_facts import NetworkFacts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown

# shown where no answer of a server had a date
_NOT_CHECKED = "pyready could not check the clock, because no server gave the time."
_COMPARE = "Compare the clock of this computer with the clock of a phone."
_NOT_VALID = "not valid at this time"
# shown where one had: right within five minutes, or wrong
_RIGHT = "The clock of this computer is right."
_WRONG = "The clock of this computer is {off} {way}."
_CORRECT = "Correct the clock. A wrong clock makes certificates look expired and sign-ins fail."
_ASKS = "Is the clock of this computer right?"

_BY_CLOCK = {"expired", "not-yet-valid"}


def clock(facts: Facts) -> Outcome:
    """Compare with the dates in the answers of servers. The nearest counts: a page out of a store has an old date."""
    taken, endpoints = facts[Taken].at, facts[NetworkFacts].endpoints
    seen = [(each.id, tried.date) for each in endpoints for tried in (each.system, each.requests) if tried.date]
    offs = [(off, name, date) for name, date in seen if (off := off_by(taken, date)) is not None]
    if not offs:
        doubted = [each.id for each in endpoints if each.system.reason in _BY_CLOCK]
        because = tuple(Evidence(f"certificate of {name}", _NOT_VALID, "as served") for name in doubted)
        return unknown(_NOT_CHECKED, *because, settles=_COMPARE)
    off, name, date = min(offs, key=lambda each: abs(each[0]))
    because = (
        Evidence(f"time of {name}", date, "Date header"),
        Evidence("clock of this computer", f"{taken:%Y-%m-%d %H:%M} UTC"),
    )
    if abs(off) <= AT_MOST:
        return passed(_RIGHT, *because)
    says = _WRONG.format(off=_words(abs(off)), way="fast" if off > dt.timedelta() else "slow")
    return problem(says, Fix("it", _CORRECT, guide="tls-inspection"), *because)


def _words(off: dt.timedelta) -> str:
    minutes = round(off.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


CHECKS = (Check("clock", _ASKS, "limit", clock, "tls-inspection"),)
