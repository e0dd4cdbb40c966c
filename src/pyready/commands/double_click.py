"""A double-click on pyready.exe: the answer in its window, and all of it as a page, safe to share, in the browser."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from pyready.commands.check import FAULT, USAGE, exit_code, hosts_of, look_now
from pyready.commands.machine import this_machine
from pyready.commands.output import Unwritable, fault, say, wants_colour, width_of, write
from pyready.commands.page_places import BY, NowhereToWrite, Place, places, put
from pyready.diagnosis.python_here import OWN_LINES, VARIABLE, for_window
from pyready.engine.app import Look, report
from pyready.engine.share import Leak, without_names
from pyready.model.activity import Ran, Wrote
from pyready.model.host import Host
from pyready.model.outcome import Step
from pyready.model.record import Record
from pyready.model.shell_lines import powershell_line, set_line
from pyready.probes.site import python_for
from pyready.report import RENDERERS, Options, get_ready
from pyready.report.launched import own_in
from pyready.report.layout import visible
from pyready.report.text.answer import answer, next_step, notices
from pyready.report.text.view import View

_PROXY = "HTTPS_PROXY"
# shown as the program that was started
BROWSER = Ran("the default browser, which Windows was asked to show the page with", BY)

# shown on a computer that others use too
_NO_PAGE = "\n  This is the whole report. Several people use this computer, so pyready saves no file on it.\n"
# shown when no folder could be written to; the reasons follow
_NO_FOLDER = "pyready could not save the page in any of your folders."
# shown with each line that stands in this window and not in the page
_KEPT_HERE = "For step {number} of the page"
_KEPT = "The page leaves a name out of this line. Copy it instead of the line of that step:"
# shown with the place of the page
_HEADING = "The whole report, as a page"
_WHAT = "The steps, the reasons and the requests to IT are in this page:"
_SHARE = "Names of people, computers and servers are left out, so you can share it."
# shown when the page opens, and when it does not
_OPENS = "It opens in your browser."
_OPENS_NOT = "It did not open. Drag the file into the window of your browser."


def run_double_click(started: float, hung: list[bool]) -> int:
    """Look at this computer and answer. `hung[0]` is set when a probe's thread is still running."""
    from pyready.commands.cli import parser

    get_ready("html")
    host = this_machine()
    look = look_now(parser().parse_args(["check"]), started, host)
    hung[0] = look.hung
    return tell(host, look)


def tell(host: Host, look: Look) -> int:
    """Write the page, say the answer, open the page; the exit code.

    Where there can be no page, or should be none, the window shows the whole report.
    """
    try:
        record = report(look, private=True)
    except Leak as error:
        say(str(error))
        return FAULT
    if View(record, _options(look)).is_shared:
        write(_whole(record, look) + _NO_PAGE, utf8=False)
        return exit_code(record, None)
    try:
        page = _page(host, look)
    except Exception as error:  # whatever is wrong with the page, the answer is there and is said
        write(_whole(record, look), utf8=False)
        say(str(error) if isinstance(error, (Leak, NowhereToWrite)) else fault(error))
        return USAGE if isinstance(error, NowhereToWrite) else FAULT
    _say_answer(record, look, page)
    _say_opened(opened=host.desktop.open_page(page.path).value is True)
    return exit_code(record, None)


class _Page(NamedTuple):
    """The page that was written: where, what there is to say of that place, and what it shows."""

    path: str
    remark: str
    shows: Record


def _whole(record: Record, look: Look) -> str:
    """The whole report, and how its own lines are run: nobody has typed anything in this window."""
    view = View(record, _options(look))
    how = view.sheet.prose(view.how_to_run) if view.how_to_run else []
    return RENDERERS["text"](record, _options(look)) + "".join(f"{line}\n" for line in how and ["", *how])


def _page(host: Host, look: Look) -> _Page:
    """Write it. Raises Leak, NowhereToWrite."""
    found, read = places(host, look.facts)
    did = msgspec.structs.replace(look.did, read=tuple(dict.fromkeys((*look.did.read, *read))), ran=(BROWSER,))
    look = msgspec.structs.replace(look, did=did)
    return _first(found, look)


def _first(found: Iterable[Place], look: Look) -> _Page:
    why, shown = [], []

    def text(path: str) -> str:
        shown.append(_shared(look, path))
        return RENDERERS["html"](shown[-1], _options(look, page=True))

    for place in found:
        try:
            return _Page(put(place, look.facts, text), place.remark, shown[-1])
        except Unwritable as error:
            why.append(str(error))
    raise NowhereToWrite(" ".join([_NO_FOLDER, *why]))


def _shared(look: Look, path: str) -> Record:
    """What the page shows that will lie at that path: it names itself."""
    did = msgspec.structs.replace(look.did, wrote=(*look.did.wrote, Wrote(path, BY)))
    return report(msgspec.structs.replace(look, did=did), private=False)


def _options(look: Look, *, page: bool = False) -> Options:
    import sys

    hosts, python = hosts_of(look.facts), python_for(look.facts).minor
    if page:
        return Options(hosts=hosts, python=python)
    return Options(width_of(sys.stdout), wants_colour(sys.stdout), hosts=hosts, python=python)


def _say_answer(record: Record, look: Look, page: _Page) -> None:
    view = View(record, _options(look))
    sheet = view.sheet
    place = [
        *sheet.heading(_HEADING),
        *sheet.prose(_WHAT),
        f"    {visible(page.path)}",
        *sheet.prose(_SHARE),
        *(sheet.prose(page.remark) if page.remark else []),
    ]
    sections = [notices(view), answer(view), next_step(view), *_kept_here(view, look, page.shows), place]
    write("\n\n".join("\n".join(section) for section in sections if section) + "\n", utf8=False)


def _kept_here(view: View, look: Look, shown: Record) -> list[list[str]]:
    """For each step of the page that leaves a line out: that line."""
    route = View(shown, Options()).recommended
    made = []
    for number, step in enumerate(route.steps if route else (), 1):
        line = _real_line(view, look, step) if own_in(shown).spelled(OWN_LINES, step.shell) == step.command else ""
        if line:
            heading, says = view.sheet.heading(_KEPT_HERE.format(number=number)), view.sheet.prose(_KEPT)
            made.append([*heading, *says, *view.sheet.verbatim(line, 6)])
    return made


def _real_line(view: View, look: Look, step: Step) -> str:
    """The line that a step of the page sends for; empty where it cannot be written."""
    if VARIABLE in step.expect:
        name, value = next(iter(for_window(look.facts, without_names(look.facts, look.did))), ("", ""))
        return (powershell_line if step.shell == "powershell" else set_line)(name, value) or ""
    mine = view.recommended.steps if view.recommended else ()
    return next((each.command for each in mine if each.shell == step.shell and _PROXY in each.command), "")


def _say_opened(*, opened: bool) -> None:
    write(f"  {_OPENS if opened else _OPENS_NOT}\n", utf8=False)
