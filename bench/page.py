"""Measures the page: how large it is for every example, and how long a finished record takes to become its text.

`python bench/page.py` with any Python that has pyready installed; prints JSON. `bench/run.py` starts it many times.
"""

import json
import sys
import time
from pathlib import Path

from pyready.engine.app import Look, report
from pyready.model.record import Record
from pyready.probes import TYPES
from pyready.report import RENDERERS, Options
from pyready.report.saved import load

EXAMPLES = Path(__file__).parents[1] / "examples"
USUAL = "open-laptop"


def record(name: str) -> Record:
    """The record of an example, judged and without names, as it is before any format is chosen."""
    saved = load(EXAMPLES / f"{name}.json", TYPES)
    return report(Look(saved.facts, saved.did, saved.timings, saved.duration_s), private=False)


def rendered(given: Record) -> tuple[float, int]:
    """Seconds from the record to the text of the page, and its bytes."""
    started = time.perf_counter()
    text = RENDERERS["html"](given, Options(replayed=True))
    return time.perf_counter() - started, len(text.encode())


def main() -> int:
    """Print seconds of the first page of a process, prepared (as `check` does during the look) or not, and sizes."""
    usual = record(USUAL)
    if "--prepared" in sys.argv[1:]:
        from pyready.report.page.render import prepare

        prepare()
    first, size = rendered(usual)
    figures: dict[str, object] = {"first": first, "size": size}
    if "--all" in sys.argv[1:]:
        sizes = {place.stem: rendered(record(place.stem))[1] for place in EXAMPLES.glob("*.json")}
        figures |= {"largest": max(sizes.values()), "largest_of": max(sizes, key=lambda name: sizes[name])}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
