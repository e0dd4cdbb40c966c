"""A double-click on pyready.exe: the answer in its window, and all of it as a page, safe to share, in the browser."""

from collections.abc import Iterable

import msgspec

from pyready.commands.check import FAULT, USAGE, exit_code, hosts_of, look_now, this_machine
from pyready.commands.output import Unwritable, fault, say, wants_colour, width_of, write
from pyready.commands.page_places import BY, NowhereToWrite, Place, places, put
from pyready.engine.app import Look, report
from pyready.engine.share import Leak
from pyready.model.activity import Ran, Wrote
from pyready.model.host import Host
from pyready.model.record import Record
from pyready.probes.site import python_for
from pyready.report import RENDERERS, Options, get_ready
from pyready.report.layout import visible
from pyready.report.text.answer import answer, next_step, notices
from pyready.report.text.view import View

# shown as the program that was started
BROWSER = Ran("the default browser, which Windows was asked to show the page with", BY)

# shown on a computer that others use too
_NO_PAGE = "\n  This is the whole report. Several people use this computer, so pyready saves no file on it.\n"
# shown when no folder could be written to; the reasons follow
_NO_FOLDER = "pyready could not save the page in any of your folders."
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
        write(RENDERERS["text"](record, _options(look)) + _NO_PAGE, utf8=False)
        return exit_code(record, None)
    try:
        path, remark = _page(host, look)
    except Exception as error:  # whatever is wrong with the page, the answer is there and is said
        write(RENDERERS["text"](record, _options(look)), utf8=False)
        say(str(error) if isinstance(error, (Leak, NowhereToWrite)) else fault(error))
        return USAGE if isinstance(error, NowhereToWrite) else FAULT
    _say_answer(record, look, path, remark)
    _say_opened(opened=host.desktop.open_page(path).value is True)
    return exit_code(record, None)


def _page(host: Host, look: Look) -> tuple[str, str]:
    """Where the page was written, and what there is to say of that place. Raises Leak, NowhereToWrite."""
    found, read = places(host, look.facts)
    did = msgspec.structs.replace(look.did, read=tuple(dict.fromkeys((*look.did.read, *read))), ran=(BROWSER,))
    look = msgspec.structs.replace(look, did=did)
    return _first(found, look)


def _first(found: Iterable[Place], look: Look) -> tuple[str, str]:
    why = []
    for place in found:
        try:
            return put(place, look.facts, lambda path: _text(look, path)), place.remark
        except Unwritable as error:
            why.append(str(error))
    raise NowhereToWrite(" ".join([_NO_FOLDER, *why]))


def _text(look: Look, path: str) -> str:
    """The page that will lie at that path: it names itself."""
    did = msgspec.structs.replace(look.did, wrote=(*look.did.wrote, Wrote(path, BY)))
    return RENDERERS["html"](report(msgspec.structs.replace(look, did=did), private=False), _options(look, page=True))


def _options(look: Look, *, page: bool = False) -> Options:
    import sys

    hosts, python = hosts_of(look.facts), python_for(look.facts).minor
    if page:
        return Options(hosts=hosts, python=python)
    return Options(width_of(sys.stdout), wants_colour(sys.stdout), hosts=hosts, python=python)


def _say_answer(record: Record, look: Look, path: str, remark: str) -> None:
    view = View(record, _options(look))
    sheet = view.sheet
    page = [
        *sheet.heading(_HEADING),
        *sheet.prose(_WHAT),
        f"    {visible(path)}",
        *sheet.prose(_SHARE),
        *(sheet.prose(remark) if remark else []),
    ]
    sections = [notices(view), answer(view), next_step(view), page]
    write("\n\n".join("\n".join(section) for section in sections if section) + "\n", utf8=False)


def _say_opened(*, opened: bool) -> None:
    write(f"  {_OPENS if opened else _OPENS_NOT}\n", utf8=False)
