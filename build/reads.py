"""Writes docs/what-it-reads.md from the probes' own declarations, or checks that it is current."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.knowledge.endpoints import Endpoint, known  # noqa: E402 - after the path is set
from pyready.probe import Declared  # noqa: E402
from pyready.probes import PROBES  # noqa: E402

PLACE = TOP / "docs" / "what-it-reads.md"
HEAD = """# What pyready reads, contacts, runs and writes

This page is generated from the declarations of the probes (`build/reads.py`).
The seam between a probe and the computer refuses whatever is not declared, so nothing else can be read.
What was read on one computer stands in its report, under `did`.

`{NAME}` stands for a folder or name that differs from computer to computer, `*` for any text.
"""


def _why(each: Endpoint) -> str:
    """What it is for; some are contacted only where the organisation says that it holds a licence."""
    return each.title + (f" (only with a licence for {each.licence} in the site profile)" if each.licence else "")


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for probe in PROBES:
        systems = ", ".join(probe.platforms)
        parts.append(f"## {probe.id}\n\nFinds out {probe.about}. On: {systems}.\n")
        parts.append(_table(probe.reads + probe.contacts + probe.runs + probe.writes))
    parts.append(
        "## Servers\n\nWith `--offline` none is contacted. `{index}` and `{files}` are the public package index"
    )
    parts[-1] += " and its file host, whose names pyready takes from pip.\n"
    parts.append(_rows(("id", "address", "why"), ((e.id, f"`{e.url}`", _why(e)) for e in known().endpoint)))
    parts.append("## Runs and writes\n\nNo probe starts a program or writes a file. `-o FILE` writes that file.\n")
    return "\n".join(parts)


def _table(declared: Iterable[Declared]) -> str:
    return _rows(("what", "where", "why"), ((each.what, f"`{each.where}`", each.why) for each in declared))


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> int:
    """Return 0 when the page is, or has been made, current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is not current")
    check = parser.parse_args().check
    text = page()
    if PLACE.exists() and PLACE.read_text("utf-8") == text:
        return 0
    if check:
        print("not current: run build/reads.py")
        return 1
    PLACE.write_text(text, "utf-8")
    print(f"written: {PLACE.relative_to(TOP)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
