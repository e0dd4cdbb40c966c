"""The report as one page: it loads nothing, runs nothing, and needs nothing but itself.

Every value passes `safe_text` and Jinja2's escaping on its way into the page. The page's own policy forbids scripts,
images, forms and every connection; the one style sheet is allowed by its hash.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pyready.model.outcome import Fix, Step
from pyready.model.record import CheckRecord, Record, RequestRecord
from pyready.probes import PROBES
from pyready.report import deciding, words
from pyready.report.activity_groups import Entry, grouped
from pyready.report.activity_line import did_line
from pyready.report.connection import holds_for
from pyready.report.layout import cut, visible
from pyready.report.missing import missing
from pyready.report.page import guides as page_guides
from pyready.report.taken_out import left_in, taken_out
from pyready.report.text.answer import notices_of
from pyready.report.text.requests import fields_of, server
from pyready.report.text.view import OPEN, TextOptions, View
from pyready.report.text.why import guide_of

_LONGEST = 12_000
_FOLDER = Path(__file__).parent / "templates"
_ADDRESS = "https://"


def render(record: Record, options: TextOptions) -> str:
    """The whole page, UTF-8. What a value holds cannot become markup, script, style or an address to go to."""
    view = View(record, options)
    checks = _check_groups(view)
    style = Markup((_FOLDER / "style.css").read_text("utf-8"))  # noqa: S704 - our own file, into its own element
    context = {
        "view": view,
        "notices": notices_of(view),
        "shows_steps": _shows_steps(view),
        "against": deciding.alike(deciding.against(view)),
        "noticed": deciding.alike(deciding.noticed(view)),
        "absent": [route for route in record.routes if route.state == "not-here"],
        "check_groups": checks,
        "holds_for": holds_for(record),
        "missing": missing(record).unseen,
        "did_line": did_line(record.did),
        "taken_out": [text for text in (*taken_out(record), left_in(record)) if text],
        "did_groups": grouped(record.did, PROBES),
        "did_entry": lambda entry: _did_entry(view, entry),
        "guides": page_guides.guides(_guides_named(view, checks), options.hosts, options.python),
        "taken": f"{record.taken:%d %B %Y, %H:%M}",
        "style": style,
        "style_hash": _hash(style),
        "server": lambda request, endpoint: server(view, request, endpoint),
        "is_covered": lambda fix: _is_covered(view, fix),
    }
    return _environment().get_template("page.html.j2").render(context) + "\n"


def prepare() -> None:
    """What takes longer than the page itself: the imports above, and the templates."""
    environment = _environment()
    for name in environment.list_templates(extensions=("j2",)):
        environment.get_template(name)
    page_guides.markdown()


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=safe_text,
    )
    environment.globals.update(
        words=words, OPEN=OPEN, place=_place, guide_of=guide_of, fields_of=_fields_of, is_address=_is_address
    )
    return environment


def safe_text(value: Any) -> Any:
    """What a template prints: control, direction and half characters become visible, and nothing is endless."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "\n".join(map(visible, cut(value, _LONGEST).split("\n")))


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _shows_steps(view: View) -> bool:
    route = view.recommended
    return view.wanted is not None or (route is not None and bool(route.steps) and route in view.in_full)


def _check_groups(view: View) -> list[tuple[str, list[CheckRecord], bool]]:
    """Checks by what they mean for the reader, and whether a printed page shows them unfolded."""
    checks = [check for check in view.record.checks if check.id not in view.idle]
    blocks = [c for c in checks if c.outcome == "problem" and c.weight == "blocker"]
    return [
        group
        for group in (
            ("Blocks an option", blocks, True),
            ("Not known", [c for c in checks if c.outcome == "unknown"], True),
            (words.NOTICED, [c for c in checks if c.outcome == "problem" and c not in blocks], True),
            ("Fine", [c for c in checks if c.outcome == "passed"], False),
            ("Does not arise on this computer", [c for c in checks if c.outcome == "not-applicable"], False),
        )
        if group[1]
    ]


def _guides_named(view: View, groups: Sequence[tuple[str, list[CheckRecord], bool]]) -> list[str]:
    """The guides that the page points at: of its routes, and of every check that is not fine."""
    named = [route.guide for route in (*view.in_full, *view.listed)]
    named += [guide_of(check) for _, checks, grave in groups if grave for check in checks]
    return list(dict.fromkeys(filter(None, named)))


def _is_covered(view: View, fix: Fix) -> bool:
    return set(fix.hosts) <= set(view.requests[fix.request][1].hosts)


def _did_entry(view: View, entry: Entry) -> str:
    if entry.kind != "server":
        return entry.label
    host = view.host(entry.place)
    return host if host == entry.place else f"{host} for {entry.place}"


def _place(items: Sequence[Step], step: Step) -> str:
    """Where to copy it to; each kind of window is explained once in each list."""
    if step.shell not in words.FIRST_TIME:
        return ""
    first = next(each for each in items if each.shell == step.shell and each.command)
    return words.FIRST_TIME[step.shell] if step is first else words.SAME_WINDOW


def _fields_of(request: RequestRecord) -> list[tuple[str, str]]:
    return [(term, text) for term, text in fields_of(request).items() if text]


def _is_address(text: str) -> bool:
    """A whole web address that a page may lead to: nothing else becomes a link."""
    return text.startswith(_ADDRESS) and text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\`")
