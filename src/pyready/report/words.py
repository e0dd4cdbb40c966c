"""The words that every written report uses for states, outcomes, people and places."""

from pyready.model.record import CheckRecord
from pyready.report.layout import Tone

STATES: dict[str, tuple[str, Tone]] = {
    "open": ("works", "good"),
    "open-with-fixes": ("works after a change", "good"),
    "unsure": ("not sure", "warn"),
    "closed": ("blocked", "bad"),
    "not-here": ("not for this computer", "dim"),
}
"""The state of an option, and its tone."""

OUTCOMES: dict[str, tuple[str, Tone]] = {
    "passed": ("fine", "good"),
    "problem": ("blocks it", "bad"),
    "unknown": ("not known", "warn"),
    "not-applicable": ("does not arise", "dim"),
}

FIRST_TIME = {
    "cmd": "Open Command Prompt: press the Windows key, type cmd, press Enter. Copy this line into it and press Enter:",
    "powershell": "Open Windows PowerShell: press the Windows key, type powershell, press Enter. Copy this line into "
    "it and press Enter:",
    "sh": "Open a terminal. Copy this line into it and press Enter:",
}
"""Not everybody has met it before. What is opened or entered elsewhere says so in its own sentence."""
SAME_WINDOW = "Copy this line into the same window and press Enter:"
SEE = "You should see: "
NOTHING_APPEARS = "Nothing appears"
"""How a result begins that is none to see."""

NEXT, STEPS, MEANWHILE, WHY, NOTICED = "Next step", "Steps", "While you wait", "Why", "Good to know"
AFTER_THAT = "Steps after that"
WHY_NOT_THE_OTHERS = "Why not another option"
"""Over the reasons where an option works without a change."""
REQUEST = "Request {number}: {title}"
OPTIONS, REQUESTS, DONE = "Other options", "Requests to IT", "What pyready did"

REPLAYED = "This is a saved report. Follow the steps on the computer that it was made on."

WHO = {
    "you": "You can fix this: ",
    "it": "IT can fix this: ",
    "nobody": "Use another option: ",
    "nothing": "Nothing to do: ",
}
SETTLES = "To find out: "

BASES = {
    "policy": "read from policy",
    "observed": "seen",
    "trial": "tried",
    "inferred": "concluded from other facts",
}

KINDS = {
    "timed-out": "no answer in time",
    "crashed": "a fault in pyready",
    "offline": "not looked at, because of --offline",
    "switched-off": "not looked at: your organisation's policy switches it off",
    "policy-unread": "not looked at: your organisation's policy could not be read",
    "newer-word": "not used",
    "not-asked": "not looked at",
    "unseen": "not known",
}

QUEUES = {
    "packaging": "software packaging",
    "app-control": "application control",
    "network-proxy": "network and proxy",
    "pki": "certificates",
    "vdi-image": "virtual desktops",
    "service-desk": "service desk",
}
"""The team that a request goes to."""


def said(check: CheckRecord) -> str:
    """What a check found, with its certainty inside the sentence, or else in front of it."""
    if check.outcome == "unknown" and "cannot tell" not in check.says:
        return f"Not known: {check.says}"
    if check.outcome == "problem" and check.sure == "likely" and "probably" not in check.says.casefold():
        return f"Probably: {check.says}"
    return check.says


def expected(expect: str) -> str:
    """What one sees once a step has worked."""
    return expect if not expect or expect.startswith(NOTHING_APPEARS) else SEE + expect


def outcome_word(check: CheckRecord) -> tuple[str, Tone]:
    """An outcome in words: a problem that blocks nothing is a limit."""
    if check.outcome == "problem" and check.weight != "blocker":
        return ("a limit" if check.weight == "limit" else "worth knowing", "warn")
    return OUTCOMES[check.outcome]
