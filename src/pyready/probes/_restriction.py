"""What Software Restriction Policies say here, and whether Windows obeys them."""

from collections.abc import Callable

from msgspec.structs import replace

from pyready.model.host import Host, Machine
from pyready.policy.applocker.evaluate import Ruling
from pyready.policy.applocker.questions import Places, Question
from pyready.policy.applocker.subject import Person
from pyready.policy.restriction.evaluate import Judge
from pyready.probes._restriction_policy import policies, values

_UNCLEAR_FROM = 22621
"""Windows 11 22H2. Sources disagree whether it and later ones obey Software Restriction Policies.

malwaretips.com/threads/windows-11-22h2-no-longer-supports-software-restriction-policies-srp.118472: it supports them no
longer. github.com/AndyFul/Hard_Configurator, a tool that sets them: a fresh installation has them switched off, and the
tool's newer releases use them there. Microsoft's page names no version that ignores them:
learn.microsoft.com/windows-server/identity/software-restriction-policies/troubleshoot-software-restriction-policies.
Checked 2026-11-29.
"""


def obeyed(machine: Machine | None) -> bool | None:
    """Whether this Windows obeys them: True, or None where that is not known."""
    if machine is None or machine.build is None:
        return None
    return True if machine.build < _UNCLEAR_FROM else None


def restricted(
    host: Host, person: Person, places: tuple[Places, Places], *, obeys: bool | None, beside_applocker: bool
) -> Callable[[Question], Ruling | None]:
    """Makes the judge of questions; its answer is None where nothing restricts.

    `places` are the folders with links resolved and as they are set: which of both Windows compares is not documented.
    """
    held = policies(host)
    if not held:
        return lambda _: None
    judge = Judge(held, person, values(host))

    def ask(question: Question) -> Ruling | None:
        files = [file for each in places for file in question.subjects(each)]
        found = judge.decide(question, files)
        if found.outcome != "blocked":
            return found if found.outcome == "not-known" else None
        return _doubted(found, obeys=obeys, beside_applocker=beside_applocker)

    return ask


def _doubted(found: Ruling, *, obeys: bool | None, beside_applocker: bool) -> Ruling:
    """What would stop it, unless it is not obeyed here.

    Learn, "Use AppLocker and Software Restriction Policies in the same domain": beside AppLocker they are ignored.
    "Troubleshoot Software Restriction Policies" says so of both in one group policy only, which cannot be seen here.
    """
    why = "restriction-beside-applocker" if beside_applocker else "restriction-obeyed-unclear" if obeys is None else ""
    return replace(found, outcome="not-known", mode="not-known", rule="", why=frozenset({why})) if why else found
