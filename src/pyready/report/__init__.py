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


def _markdown(record: Record, options: Options) -> str:
    from pyready.report.ticket.render import render

    return render(record, options)


RENDERERS: Mapping[str, Callable[[Record, Options], str]] = {
    "text": _text,
    "html": _html,
    "markdown": _markdown,
    "json": _json,
}
"""Every format by its name."""


def get_ready(written: str) -> None:
    """Begin what a format needs before its first report, beside the look at the machine; only the page needs any."""
    if written == "html":
        threading.Thread(target=_prepare_page, daemon=True, name="pyready-page").start()


def _prepare_page() -> None:
    with suppress(Exception):  # whatever it is, writing the page meets it again and tells of it
        from pyready.report.page.render import prepare

        prepare()
