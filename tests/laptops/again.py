"""Looks at a recorded laptop, or one of the cases, and again after something was changed on it."""

from functools import cache
from time import monotonic

from laptops import recorded
from laptops.case_laptops import CASES, CaseLaptop
from laptops.looking import TAKEN, given
from laptops.test_cases import record_of as record_of_case
from laptops.test_cases import seen as seen_case
from pyready.engine.collect import Limits, collect
from pyready.engine.whole_record import made
from pyready.model.facts import Taken
from pyready.model.host import Host
from pyready.model.record import Record
from pyready.policy.applocker.questions import Places
from pyready.probes import PROBES
from pyready.probes.storage import Storage, work_place


@cache
def record(name: str) -> Record:
    """What is said of it as it is."""
    return record_of_case(name) if name in CASES else recorded.record_of(name, private=True)


def host(name: str) -> Host:
    """A new copy of it."""
    return CaseLaptop(name).host() if name in CASES else recorded.laptop(name).host


def places(name: str) -> Places:
    """The folders of the laptop, as the probes see them: also where the steps put things."""
    look = seen_case(name) if name in CASES else recorded.seen(name)
    storage, get = look.facts[Storage], host(name).variables.get
    elsewhere = storage.tools.path if work_place(storage) != "home" else None
    return Places(
        home=get("USERPROFILE").value,
        local=get("LOCALAPPDATA").value,
        program_files=get("ProgramFiles").value,
        temp=get("TEMP").value,
        windows=get("SystemRoot").value,
        named=storage.tools.path if storage.named else None,
        work=elsewhere,
    )


def looked_again(name: str, changed: Host) -> Record:
    """What is said of the laptop once it is this host."""
    taken = CaseLaptop(name).taken if name in CASES else TAKEN
    facts = given(changed.platform, offline=name == "offline").with_entry(Taken, Taken(taken))
    look = collect(changed, PROBES, facts, Limits(monotonic(), 15.0, 15.0))
    return made(look.facts, look.journal.finished(), {}, 0.0, private=True)
