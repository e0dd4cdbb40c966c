"""The report as one page: it loads nothing, runs nothing, and needs nothing but itself.

Every value passes `safe_text` and Jinja2's escaping on its way into the page. The page's own policy forbids scripts,
images, forms and every connection; the one style sheet is allowed by its hash.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from pyready.model.outcome import Fix, Step
from pyready.model.record import CheckRecord, Record, RequestRecord, RouteRecord
from pyready.probes import PROBES
from pyready.report import deciding, words
from pyready.report.activity_groups import Entry, grouped
from pyready.report.activity_line import did_line
from pyready.report.connection import holds_for
from pyready.report.launched import own_in
from pyready.report.layout import cut, visible
from pyready.report.missing import missing
from pyready.report.page import guides as page_guides
from pyready.report.taken_out import left_in, taken_out
from pyready.report.text.answer import is_to_verify, notices_of
from pyready.report.text.requests import fields_of, server
from pyready.report.text.view import OPEN, TextOptions, View
from pyready.report.text.why import guide_of
from pyready.report.ticket.request import team, ticket

_LONGEST = 12_000
_FOLDER = Path(__file__).parent / "templates"
_ADDRESS = "https://"
_FEWEST_LINES = 2
_NAMED_GUIDE = re.compile(r"pyready(?:\.exe)? guide ([a-z]+(?:-[a-z]+)*)")
# shown above the groups of checks: what they mean for the reader
_BLOCKS, _NOT_KNOWN, _FINE, _IDLE = "Blocks an option", "Not known", "Fine", "Does not arise on this computer"
# shown where a server was asked for another name
_HOST_FOR = "{host} for {place}"
_LINK = Markup('<a href="#guide-{id}">{text}</a>')


def render(record: Record, options: TextOptions) -> str:
    """The whole page, UTF-8. What a value holds cannot become markup, script, style or an address to go to."""
    view = View(record, options)
    checks = _check_groups(view)
    guides = page_guides.guides(_guides_named(view, checks), options.hosts, options.python, own_in(record))
    style = Markup((_FOLDER / "style.css").read_text("utf-8"))  # noqa: S704 - our own file, into its own element
    context = {
        "view": view,
        "notices": notices_of(view),
        "shows_steps": _shows_steps(view),
        "against": deciding.against(view),
        "noticed": deciding.noticed(view),
        "absent": [route for route in record.routes if route.state == "not-here"],
        "check_groups": checks,
        "holds_for": holds_for(record),
        "missing": missing(record).unseen,
        "did_line": did_line(record.did),
        "taken_out": [text for text in (*taken_out(record), left_in(record)) if text],
        "did_groups": grouped(record.did, PROBES),
        "did_entry": lambda entry: _did_entry(view, entry),
        "guides": guides,
        "printed": {route.guide for route in view.in_full},
        "lines_of": _lines_of,
        "needs_of": lambda route: _needs_of(view, route),
        "ticket": lambda request: "\n\n".join(ticket(view, request)),
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
        words=words,
        OPEN=OPEN,
        is_to_verify=is_to_verify,
        place=_place,
        section_of=_section_of,
        reasons=_reasons,
        with_one_evidence=_with_one_evidence,
        fields_of=_fields_of,
        is_address=_is_address,
        team=team,
    )
    environment.filters["linked"] = _linked
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
    """Checks by what they mean for the reader, and whether these lead to a guide."""
    checks = [check for check in view.record.checks if check.id not in view.idle]
    blocks = [c for c in checks if c.outcome == "problem" and c.weight == "blocker"]
    return [
        group
        for group in (
            (_BLOCKS, blocks, True),
            (_NOT_KNOWN, [c for c in checks if c.outcome == "unknown"], True),
            (words.NOTICED, [c for c in checks if c.outcome == "problem" and c not in blocks], True),
            (_FINE, [c for c in checks if c.outcome == "passed"], False),
            (_IDLE, [c for c in checks if c.outcome == "not-applicable"], False),
        )
        if group[1]
    ]


def _guides_named(view: View, groups: Sequence[tuple[str, list[CheckRecord], bool]]) -> list[str]:
    """The guides that the page points at: of its routes, of every check that is not fine, and of its sentences."""
    shown = [check for _, checks, grave in groups if grave for check in checks]
    named = [route.guide for route in (*view.in_full, *view.listed)] + [guide_of(check) for check in shown]
    steps = [step for route in view.listed for step in route.steps]
    texts = [text for step in steps for text in (step.says, step.expect)]
    texts += [text for check in shown for text in (check.says, check.settles, check.fix.says if check.fix else "")]
    named += [match[1] for text in texts for match in _NAMED_GUIDE.finditer(text)]
    return list(dict.fromkeys(filter(None, named)))


@jinja2.pass_context
def _linked(context: jinja2.runtime.Context, text: str) -> Markup:
    """A sentence in which the name of each guide that is on the page leads to it."""
    parts, end = list[str](), 0
    for match in _NAMED_GUIDE.finditer(text):
        if match[1] in context["guides"]:
            parts += [escape(safe_text(text[end : match.start()])), _LINK.format(id=match[1], text=match[0])]
            end = match.end()
    return Markup("").join([*parts, escape(safe_text(text[end:]))])


def _section_of(check: CheckRecord) -> tuple[str, str]:
    """The guide that says more about a check, and the section of it that answers it; empty for none."""
    guide, _, section = (check.guide or guide_of(check)).partition("#")
    return guide, section


def _with_one_evidence(checks: Iterable[CheckRecord]) -> list[list[CheckRecord]]:
    """Checks with one evidence and one remedy side by side, so that these stand once."""
    groups: dict[object, list[CheckRecord]] = {}
    for check in checks:
        shared = (check.because, check.fix, check.settles)
        key = (check.sure, check.weight, check.guide, shared) if any(shared) else check.id
        groups.setdefault(key, []).append(check)
    return list(groups.values())


def _reasons(checks: Iterable[CheckRecord]) -> list[list[list[CheckRecord]]]:
    """Checks with one remedy side by side, so that it stands once; inside, those that say the same."""
    groups: dict[object, list[CheckRecord]] = {}
    for check in checks:
        remedy = (check.fix, check.settles)
        groups.setdefault((check.outcome, remedy if any(remedy) else check.says, _section_of(check)), []).append(check)
    return [deciding.alike(group) for group in groups.values()]


def _needs_of(view: View, route: RouteRecord) -> tuple[list[CheckRecord], int]:
    """What a route needs and does not have for certain, and how many needs are fine."""
    needed = view.needed(route)
    left = [check for check in needed if check.outcome in {"problem", "unknown"}]
    return left, len(needed) - len(left)


def _lines_of(items: Sequence[Step]) -> str:
    """The lines of all steps for one window, in order; empty where there is one line only, or another window."""
    lines = [step for step in items if step.command and step.shell in words.FIRST_TIME]
    if len(lines) < _FEWEST_LINES or len({step.shell for step in lines}) > 1:
        return ""
    return "\n".join(step.command for step in lines)


def _is_covered(view: View, fix: Fix) -> bool:
    return set(fix.hosts) <= set(view.requests[fix.request][1].hosts)


def _did_entry(view: View, entry: Entry) -> str:
    if entry.kind != "server":
        return entry.label
    host = view.host(entry.place)
    return host if host == entry.place else _HOST_FOR.format(host=host, place=entry.place)


def _place(items: Sequence[Step], step: Step) -> str:
    """Where to copy it to; each kind of window is explained once in each list."""
    if step.shell not in words.FIRST_TIME:
        return ""
    first = next(each for each in items if each.shell == step.shell and each.command)
    return words.opening(items, step.shell) if step is first else words.SAME_WINDOW


def _fields_of(request: RequestRecord) -> list[tuple[str, str]]:
    return [(term, text) for term, text in fields_of(request).items() if text]


def _is_address(text: str) -> bool:
    """A whole web address that a page may lead to: nothing else becomes a link."""
    return text.startswith(_ADDRESS) and text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\`")
