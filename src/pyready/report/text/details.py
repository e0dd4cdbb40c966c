"""The long part, for those who ask for it: every check with its evidence, what is missing, what was done."""

from pyready.model.outcome import Evidence
from pyready.model.record import CheckRecord
from pyready.report.layout import on_one_line, spaced
from pyready.report.missing import missing
from pyready.report.taken_out import left_in, taken_out
from pyready.report.text.activity import did
from pyready.report.text.answer import steps
from pyready.report.text.view import View
from pyready.report.text.why import remedy
from pyready.report.words import BASES, outcome_word

# shown as headings
_CHECKS, _MISSING = "Every check, with its evidence", "What pyready could not check"
_REPLACED = "Names that were replaced, so that you can share this report"
_TIMINGS = "How long each part took"
# shown after an answer that is not certain
_LIKELY = ", likely but not certain"
# shown below evidence: where it is from, and what it is
_FROM = "from {source}, {basis}"
# shown for facts that another kind of computer has
_ABSENT = "Not for this kind of computer: {names}."

_LONGEST_VALUE = 400


def details(view: View) -> list[list[str]]:
    """The sections, in order."""
    if not view.options.details:
        return []
    return [_checks(view), _missing(view), did(view), _taken_out(view), _timings(view)]


def _checks(view: View) -> list[str]:
    blocks = [_check(view, check) for check in view.record.checks]
    return spaced([view.sheet.heading(_CHECKS), *blocks]) if blocks else []


def _check(view: View, check: CheckRecord) -> list[str]:
    word, tone = outcome_word(check)
    sure = _LIKELY if check.sure == "likely" else ""
    commands = steps(view, check.fix.commands, 6) if check.fix is not None and check.fix.commands else []
    head = [
        *view.sheet.prose(f"{check.asks}  ({check.id})", tone="bold"),
        *view.sheet.state(f"{word}{sure}", tone, check.says, 4),
        *remedy(view, check, 4),
        *[line for item in check.because for line in _evidence(view, item)],
    ]
    return spaced([head, commands])


def _evidence(view: View, item: Evidence) -> list[str]:
    value = on_one_line(item.value, _LONGEST_VALUE)
    source = on_one_line(item.source, _LONGEST_VALUE)
    where = _FROM.format(source=source, basis=BASES[item.basis]) if source else BASES[item.basis]
    return [
        *view.sheet.prose(f"{on_one_line(item.what, _LONGEST_VALUE)}: {value}", 6),
        *view.sheet.prose(where, 8, tone="dim"),
    ]


def _missing(view: View) -> list[str]:
    found = missing(view.record)
    lines = [line for name, why in found.unseen for line in view.sheet.field(name, why)]
    if found.absent:
        lines += view.sheet.prose(_ABSENT.format(names=", ".join(found.absent)))
    return spaced([view.sheet.heading(_MISSING), lines]) if lines else []


def _taken_out(view: View) -> list[str]:
    says = [text for text in (*taken_out(view.record), left_in(view.record)) if text]
    lines = [line for text in says for line in view.sheet.prose(text, lead="- ")]
    return [*view.sheet.heading(_REPLACED), *lines] if lines else []


def _timings(view: View) -> list[str]:
    slowest = sorted(view.record.timings.items(), key=lambda item: -item[1])
    lines = [line for name, seconds in slowest for line in view.sheet.prose(name, lead=f"{seconds:8.3f} s  ")]
    return spaced([view.sheet.heading(_TIMINGS), lines]) if lines else []
