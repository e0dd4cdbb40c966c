"""Asks one check about a recorded Windows laptop: registry and files in, the judged answer out."""

from typing import Any

from msgspec.structs import replace

from laptops import bare
from laptops.looking import look
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.model.host import Machine, Reading, Service, Session
from pyready.model.record import CheckRecord
from pyready.probes import PROBES
from pyready.recorded.host import RecordedSystem

LOCAL_PROBES = tuple(probe for probe in PROBES if not probe.network)
HERE = Session(remote=False, temporary=False, roaming=False, mandatory=False)
STORE = f"{bare.LOCAL}\\Packages\\Microsoft.WindowsStore_8wekyb3d8bbwe\\x"
WINGET = f"{bare.LOCAL}\\Microsoft\\WindowsApps\\winget.exe"


def computer(
    session: Session | None = HERE, services: dict[str, Service] | None = None, **machine: Any
) -> RecordedSystem:
    """A standard user's Windows; without a session, what becomes of the profile could not be asked."""
    base = {"build": 26100, "edition": "Enterprise", "product": "client"}
    kind = Machine("Windows", architecture="x86_64", **(base | machine))
    place: Reading[Session] = Reading("set", session, "session") if session else Reading("missing", source="session")
    system = bare.windows_system(machine=kind)
    return replace(system, place=place, services={} if services is None else services)


def ask(check: str, system: RecordedSystem | None = None, /, **host: Any) -> CheckRecord:
    """The answer to a check; `site` is a site profile, `taken` the time of the look, the rest is for `bare.windows`."""
    given = {name: host.pop(name) for name in ("site", "taken") if name in host}
    probes = tuple(probe for probe in LOCAL_PROBES if not ("site" in given and probe.id == "site"))
    seen = look(bare.windows(system=system or computer(), **host), probes, **given)
    return judge_checks(seen.facts, [each for each in CHECKS if each.id == check])[check].check


def answer(record: CheckRecord) -> tuple[str, str]:
    """The outcome and who could change it."""
    return record.outcome, record.fix.who if record.fix else ""


def evidence(record: CheckRecord) -> dict[str, str]:
    """What the answer is based on, by name."""
    return {each.what: each.value for each in record.because}
