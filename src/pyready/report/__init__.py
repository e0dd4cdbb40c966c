"""One record, many readers. Adding a renderer: a module here and a line below."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from pyready.model.record import Record
from pyready.report.text.view import TextOptions

Options = TextOptions
"""How a report is to be written."""


def _text(record: Record, options: Options) -> str:
    from pyready.report.text.render import render

    return render(record, options)


def _json(record: Record, options: Options) -> str:
    from pyready.report.json import render

    del options
    return render(record)


def _html(record: Record, options: Options) -> str:
    from pyready.report.page.render import render

    return render(record, options)


def _ticket(record: Record, options: Options) -> str:
    from pyready.report.ticket.render import render

    return render(record, options)


def _chat(record: Record, options: Options) -> str:
    from pyready.report.ticket.chat import render

    return render(record, options)


RENDERERS: Mapping[str, Callable[[Record, Options], str]] = {
    "text": _text,
    "html": _html,
    "ticket": _ticket,
    "markdown": _ticket,  # what it was called first
    "chat": _chat,
    "json": _json,
}
"""Every format by its name."""


def get_ready(written: str) -> None:
    """Begin to load what a format needs for its first report, beside the look at the machine."""
    threading.Thread(target=_prepare, args=(written,), daemon=True, name="pyready-report").start()


def _prepare(written: str) -> None:
    with suppress(Exception):  # whatever it is, writing the report meets it again and tells of it
        if written == "html":
            from pyready.report.page.render import prepare

            prepare()
        elif written == "text":
            from pyready.report.text import render

            del render
