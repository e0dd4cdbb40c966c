"""The report as plain text: the answer first, then the steps, then why, then the rest."""

from pyready.model.record import Record
from pyready.report.activity_line import did_line
from pyready.report.connection import holds_for
from pyready.report.text.answer import answer, meanwhile, next_step, notices, recommended
from pyready.report.text.details import details
from pyready.report.text.requests import requests
from pyready.report.text.routes import one_route, routes
from pyready.report.text.view import TextOptions, View
from pyready.report.text.why import also, here, why

__all__ = ["TextOptions", "render"]

# shown last: what was done to this computer
_CHANGED, _WROTE, _NOTHING = "pyready started a program.", "pyready wrote a file.", "pyready changed nothing."
_BY_WINDOWS = "Windows might have downloaded on its own: {fetched}."
# shown last: who may read the report
_SHAREABLE = "Names are left out, so you can share this report."
_PRIVATE = "This text contains real names: keep it to yourself."
# shown last: when it was made, and for which network
_REPORT = "Report of {taken:%d %B %Y, %H:%M} UTC. {network}"
_CHECKED = "Checked {taken:%d %B %Y, %H:%M} UTC, in {seconds:.1f} s. pyready {version}, knowledge of {day}."
_EVIDENCE = "All evidence: pyready check --details"
_ABOUT = "About this report"
# shown before the answer once more, at the end of a long report
_IN_SHORT = "In short: "


def render(record: Record, options: TextOptions) -> str:
    """The whole report. A section with nothing to show is left out."""
    view = View(record, options)
    sections = [notices(view), answer(view), next_step(view), recommended(view), meanwhile(view), one_route(view)]
    sections.append(why(view))
    sections.append(also(view))
    if view.wanted is None:
        sections += [here(view), routes(view)]
    sections += [requests(view), *details(view), _about(view)]
    if sum(len(section) + 1 for section in sections if section) >= options.screen > 0:
        sections.append(_again(view))
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _about(view: View) -> list[str]:
    """What was done to this computer, when, and who may read this."""
    return _about_in_full(view) if view.options.details else _about_in_short(view)


def _about_in_short(view: View) -> list[str]:
    record, did = view.record, view.record.did
    done = _CHANGED if did.ran else _WROTE if did.wrote else _NOTHING
    texts = [
        _REPORT.format(taken=record.taken, network=holds_for(record)).strip(),
        f"{done} {_PRIVATE if record.private else _SHAREABLE}",
        view.spelled(_EVIDENCE),
    ]
    return [line for text in texts for line in view.sheet.prose(text, tone="dim")]


def _about_in_full(view: View) -> list[str]:
    record, did = view.record, view.record.did
    seconds, tool = record.duration_s, record.tool
    texts = [
        did_line(did),
        _BY_WINDOWS.format(fetched="; ".join(did.by_windows)) if did.by_windows else "",
        holds_for(record),
        _PRIVATE if record.private else _SHAREABLE,
        _CHECKED.format(taken=record.taken, seconds=seconds, version=tool.version, day=tool.knowledge),
    ]
    lines = [line for text in texts if text for line in view.sheet.prose(text, lead="- ")]
    return [*view.sheet.heading(_ABOUT), *lines]


def _again(view: View) -> list[str]:
    """The answer once more, for whoever sees the end of a long text first."""
    label, tone = view.label
    lines = view.sheet.prose(label, 0, lead=_IN_SHORT, tone=tone, lead_tone="bold")
    step = view.next_step
    lines += view.sheet.prose(step.says, 10) if step.says else []
    return lines + (view.sheet.verbatim(step.command, 10) if step.command else [])
