"""The words that every written report uses for states, outcomes, people and places."""

from collections.abc import Sequence

from pyready.model.outcome import Step
from pyready.model.own_lines import runs_program
from pyready.model.record import CheckRecord
from pyready.report.layout import Tone

# shown as the state of an option, and its tone
STATES: dict[str, tuple[str, Tone]] = {
    "open": ("works", "good"),
    "open-with-fixes": ("works after a change", "good"),
    "unsure": ("not sure", "warn"),
    "closed": ("blocked", "bad"),
    "not-here": ("not for this computer", "dim"),
}

# shown as the answer of a check, and its tone; of a problem that blocks nothing
OUTCOMES: dict[str, tuple[str, Tone]] = {
    "passed": ("fine", "good"),
    "problem": ("blocks it", "bad"),
    "unknown": ("not known", "warn"),
    "not-applicable": ("does not arise", "dim"),
}
_LIMIT, _NOTE = "a limit", "worth knowing"

# shown before a line to copy, where nothing is open yet
FIRST_TIME = {
    "cmd": "Open Command Prompt: press the Windows key, type cmd, press Enter. Copy this line into it and press Enter:",
    "powershell": "Open Windows PowerShell: press the Windows key, type powershell, press Enter. Copy this line into "
    "it and press Enter:",
    "sh": "Open a terminal. Copy this line into it and press Enter:",
}
"""What is opened or entered elsewhere says so in its own sentence."""
# shown instead where pyready.exe is run in that window too: it is found in its own folder only
IN_ITS_FOLDER = {
    "cmd": "Open the folder that holds pyready.exe, click the address bar, type cmd, press Enter. Copy this line and "
    "press Enter:",
    "powershell": "Open the folder that holds pyready.exe, click the address bar, type powershell, press Enter. Copy "
    "this line and press Enter:",
}
# shown where a page has such lines, and in a window of its own
HOW_TO_RUN = (
    "Lines that start with pyready.exe: open the folder that holds pyready.exe, click the address bar, type cmd, press "
    "Enter. Copy the line and press Enter."
)
# shown before the lines after that, and after each: what one should see
SAME_WINDOW = "Copy this line into the same window and press Enter:"
SEE = "You should see: "
NOTHING_APPEARS = "Nothing appears: it worked."
"""How a result begins where there is nothing to see."""

# shown as headings
NEXT, STEPS, MEANWHILE, WHY, NOTICED = "Next step", "Steps", "While you wait", "Why", "Good to know"
AFTER_THAT = "Steps after that"
# shown after the last step
_VERIFY = "When you have done this: pyready verify{aim}"
WHY_NOT_THE_OTHERS = "Why not another option"
"""Over the reasons where an option works without a change."""
REQUEST = "Request {number}: {title}"
OPTIONS, REQUESTS, DONE = "Other options", "Requests to IT", "What pyready did"

# shown first in a saved report
REPLAYED = "This is a saved report. Follow the steps on the computer that it was made on."

# shown before what to do about a problem, by who can do it; before what would settle a question
WHO = {
    "you": "You can fix this: ",
    "it": "IT can fix this: ",
    "nobody": "Use another option: ",
    "nothing": "Nothing to do: ",
}
SETTLES = "To find out: "

# shown as what an answer rests on
BASES = {
    "policy": "read from policy",
    "observed": "seen",
    "trial": "tried",
    "inferred": "concluded from other facts",
}

# shown for facts that are missing: why
KINDS = {
    "timed-out": "no answer in time",
    "crashed": "a fault in pyready",
    "offline": "not checked, because of --offline",
    "switched-off": "not checked: your organisation's policy switches it off",
    "policy-unread": "not checked: your organisation's policy could not be read",
    "newer-word": "not used",
    "not-asked": "not checked",
    "unseen": "not known",
    "not-told": "not answered",
}

# shown as the team that a request goes to
QUEUES = {
    "packaging": "software packaging",
    "app-control": "application control",
    "network-proxy": "network and proxy",
    "pki": "certificates",
    "vdi-image": "virtual desktops",
    "service-desk": "service desk",
}
# shown before an answer that does not say itself how certain it is
_NOT_KNOWN, _CANNOT_TELL = "Not known: {says}", "cannot tell"
_LIKELY, _PROBABLY = "{says} That is likely.", "probably"


def said(check: CheckRecord) -> str:
    """What a check found, with its certainty inside the sentence, or else in front of it."""
    if check.outcome == "unknown" and _CANNOT_TELL not in check.says:
        return _NOT_KNOWN.format(says=check.says)
    if check.outcome == "problem" and check.sure == "likely" and _PROBABLY not in check.says.casefold():
        return _LIKELY.format(says=check.says)
    return check.says


def opening(items: Sequence[Step], shell: str) -> str:
    """How to open the window of these steps; empty where there is none to open.

    All their lines go into one window, so where one of them runs pyready.exe, it is opened in that folder at once.
    """
    runs = any(runs_program(text) for each in items for text in (each.command, each.says, each.expect))
    return IN_ITS_FOLDER.get(shell, "") if runs else FIRST_TIME.get(shell, "")


def expected(expect: str) -> str:
    """What one sees once a step has worked."""
    return expect if not expect or expect.startswith(NOTHING_APPEARS) else SEE + expect


def outcome_word(check: CheckRecord) -> tuple[str, Tone]:
    """An outcome in words: a problem that blocks nothing is a limit."""
    if check.outcome == "problem" and check.weight != "blocker":
        return (_LIMIT if check.weight == "limit" else _NOTE, "warn")
    return OUTCOMES[check.outcome]


def verify(aim: str) -> str:
    """What to do after the last step."""
    return _VERIFY.format(aim="" if aim == "notebooks" else f" --for {aim}")
