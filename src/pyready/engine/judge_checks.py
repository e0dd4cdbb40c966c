"""From facts to outcomes: each check is asked. Pure."""

from collections.abc import Sequence

from pyready.engine import faults
from pyready.guides.sections import section_for
from pyready.model.facts import Facts, NotApplicable, NotCollected, Taken
from pyready.model.judged import Judged
from pyready.model.outcome import FOR_PERSON, Check, Evidence, Outcome, not_applicable, unknown
from pyready.model.record import CheckRecord
from pyready.probes.identity import Identity

# shown when a question is about another kind of computer
_NO_QUESTION = "This question does not arise on this kind of computer."
# shown when facts are missing, by why: the answer, and what would help
_MISSING = {
    "offline": (
        "pyready cannot tell, because it contacted no server: you chose --offline.",
        "Connect to your network and run pyready without --offline.",
    ),
    "switched-off": (
        "pyready cannot tell, because it contacted no server: your organisation's policy switches that off.",
        "Ask IT whether pyready can contact servers on this computer.",
    ),
    "policy-unread": (
        "pyready cannot tell, because it contacted no server: it could not read your organisation's policy for that.",
        "Ask IT whether your account can read the policy of pyready.",
    ),
    "timed-out": ("pyready cannot tell, because this part of it did not finish in time.", "Run pyready again."),
    "crashed": (faults.SAYS, faults.SETTLES),
    "not-asked": ("pyready cannot tell, because it did not check this.", "Run pyready again."),
    "newer-word": (
        "pyready cannot tell, because this part of the report has a word that this version does not know.",
        "Use the version of pyready that wrote the report, or a newer one.",
    ),
    "unseen": (
        "pyready cannot tell, because collect.cmd does not read this.",
        "Ask IT, or run pyready itself on that computer.",
    ),
    "not-told": (
        "pyready cannot tell, because the answers do not say this.",
        "Ask IT whether you can run pyready on that computer.",
    ),
}


def judge_checks(facts: Facts, checks: Sequence[Check]) -> dict[str, Judged]:
    """Ask every check; facts that are not there make it `unknown` or, on another platform, `not-applicable`.

    When the system itself runs pyready, what is about a person is `not-applicable`.
    """
    identity = facts.get(Identity)
    nobody = identity is not None and identity.is_system
    answers = {check: FOR_PERSON if nobody and check.personal else _aged(_ask(check, facts), facts) for check in checks}
    return {check.id: Judged(_record(check, answer), answer.reason) for check, answer in answers.items()}


def _ask(check: Check, facts: Facts) -> Outcome:
    try:
        return check.judge(facts)
    except NotApplicable:
        return not_applicable(_NO_QUESTION)
    except NotCollected as missing:
        told = missing.reason.split("\n") if missing.kind == "not-told" else []
        says, settles = told if len(told) == 2 else _MISSING.get(missing.kind, _MISSING["not-asked"])
        evidence = Evidence(missing.fact, f"{missing.kind}: {missing.reason}", "pyready")
        return unknown(says, evidence, settles=settles)
    except Exception as error:  # a fault in a check costs its own line only
        if faults.strict:
            raise
        return unknown(faults.SAYS, Evidence("fault", faults.place(error), "pyready"), settles=faults.SETTLES)


def _aged(outcome: Outcome, facts: Facts) -> Outcome:
    """The answer as it stood when the look was taken."""
    taken = facts.get(Taken)
    return outcome.on(taken.at.date()) if taken else outcome


def _record(check: Check, outcome: Outcome) -> CheckRecord:
    return CheckRecord(
        id=check.id,
        asks=check.asks,
        outcome=outcome.outcome,
        weight=check.weight,
        says=outcome.says,
        sure=outcome.sure,
        because=outcome.because,
        fix=outcome.fix,
        settles=outcome.settles,
        guide=section_for((outcome.fix.guide if outcome.fix else "") or check.guide, check.id, outcome.outcome),
    )
