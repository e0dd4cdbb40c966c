"""docs/what-it-reads.md, made of the probes' own declarations."""

import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.report.what_it_reads import Row, Section, sections  # noqa: E402 - after the path is set

PLACE = TOP / "docs" / "what-it-reads.md"
GENERATED = (
    "This page is generated from the declarations of the probes (`tasks.py renew`); `pyready reads` prints the same."
)


def page() -> str:
    """The whole page."""
    first, *rest = sections()
    parts = [f"# {first.title}\n", GENERATED, *(text + "\n" for text in first.says)]
    return "\n".join([*parts, *map(_section, rest)])


def _section(section: Section) -> str:
    items = "".join(f"- {text}\n" for text in section.items)
    blocks = [f"## {section.title}\n", *(f"{text}\n" for text in section.says), items, _table(section)]
    return "\n".join(block for block in blocks if block)


def _table(section: Section) -> str:
    lines = [section.head, ("---",) * 3, *map(_cells, section.rows)] if section.rows else []
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _cells(row: Row) -> tuple[str, str, str]:
    return row.what, f"`{row.where}`", row.why
