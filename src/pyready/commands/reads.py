"""`pyready reads`: everything it can read, contact, run and write, as text. Nothing is looked at for it."""

import sys

from pyready.commands.launched import here
from pyready.commands.output import wants_colour, width_of, write
from pyready.knowledge.index_hosts import IndexHosts, NoIndexHosts, index_hosts
from pyready.model.own_lines import Own
from pyready.report.layout import Sheet, spaced
from pyready.report.what_it_reads import Row, Section, sections


def run_reads() -> int:
    """Print to standard output."""
    sheet, own = Sheet(width_of(sys.stdout), wants_colour(sys.stdout)), here(sys.stdout)
    blocks = [spaced(_section(sheet, section, own)) for section in sections(_hosts())]
    write("\n\n".join("\n".join(block) for block in blocks) + "\n", utf8=False)
    return 0


def _hosts() -> IndexHosts | None:
    try:
        return index_hosts()
    except NoIndexHosts:
        return None


def _section(sheet: Sheet, section: Section, own: Own) -> list[list[str]]:
    return [
        sheet.heading(section.title),
        *(sheet.prose(_plain(own.spelled(text))) for text in section.says),
        [line for text in section.items for line in sheet.prose(_plain(own.spelled(text)), lead="- ")],
        *_rows(sheet, section.rows),
    ]


def _rows(sheet: Sheet, rows: tuple[Row, ...]) -> list[list[str]]:
    """Under each reason what is touched for it."""
    by_reason: dict[str, list[Row]] = {}
    for row in rows:
        by_reason.setdefault(_plain(row.why), []).append(row)
    return [
        [*sheet.prose(f"{why}:"), *(line for row in mine for line in sheet.prose(row.where, 4, f"{row.what} "))]
        for why, mine in by_reason.items()
    ]


def _plain(text: str) -> str:
    return text.replace("`", "")
