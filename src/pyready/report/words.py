"""The words that every written report uses for states, outcomes, people and places."""

from pyready.model.record import CheckRecord
from pyready.report.layout import Tone

STATES: dict[str, tuple[str, Tone]] = {
    "open": ("open", "good"),
    "open-with-fixes": ("open, after a change you can make yourself", "good"),
    "unsure": ("not sure", "warn"),
    "closed": ("closed", "bad"),
    "not-here": ("not for this kind of computer", "dim"),
}
"""The state of a route, and its tone."""

OUTCOMES: dict[str, tuple[str, Tone]] = {
    "passed": ("fine", "good"),
    "problem": ("in the way", "bad"),
    "unknown": ("not known", "warn"),
    "not-applicable": ("does not arise", "dim"),
}

PLACES = {
    "cmd": "In Command Prompt, type:",
    "powershell": "In Windows PowerShell, type:",
    "sh": "In a terminal, type:",
    "browser": "In the browser, open:",
    "none": "Enter:",
}
FIRST_TIME = {
    "cmd": "In Command Prompt (press the Windows key, type cmd, press Enter), type:",
    "powershell": "In Windows PowerShell (press the Windows key, type powershell, press Enter), type:",
}
"""Not everybody has met it before."""

REPLAYED = "The look was taken earlier, perhaps on another computer. The answer and the commands are for that one."

WHO = {
    "you": "You can change this: ",
    "it": "IT can change this: ",
    "nobody": "Nobody can change this here: ",
    "nothing": "Nothing to do: ",
}

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


def outcome_word(check: CheckRecord) -> tuple[str, Tone]:
    """An outcome in words: a problem that blocks nothing is a limit."""
    if check.outcome == "problem" and check.weight != "blocker":
        return ("a limit" if check.weight == "limit" else "worth knowing", "warn")
    return OUTCOMES[check.outcome]
