"""One record, many readers. Adding a renderer: a module here and a line below."""

from collections.abc import Callable, Mapping

from pyready.report.record import Record
from pyready.report.text_view import TextOptions

Options = TextOptions
"""How a report is to be written."""


def _text(record: Record, options: Options) -> str:
    from pyready.report.text import render

    return render(record, options)


def _json(record: Record, options: Options) -> str:
    from pyready.report.json import render

    del options
    return render(record)


def _html(record: Record, options: Options) -> str:
    from pyready.report.html import render

    return render(record, options)


def _markdown(record: Record, options: Options) -> str:
    from pyready.report.markdown import render

    return render(record, options)


RENDERERS: Mapping[str, Callable[[Record, Options], str]] = {
    "text": _text,
    "html": _html,
    "markdown": _markdown,
    "json": _json,
}
"""Every format by its name."""
