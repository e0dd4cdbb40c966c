"""Writes the JSON Schema of the report to docs/ and into the package, or checks that both are current."""

import argparse
import json
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.probes import TYPES  # noqa: E402 - after the path is set
from pyready.report.json import schema  # noqa: E402

PLACES = (TOP / "docs" / "report.schema.json", TOP / "src" / "pyready" / "report" / "report.schema.json")


def main() -> int:
    """Return 0 when both files are, or have been made, current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not current")
    check = parser.parse_args().check
    text = json.dumps(schema(TYPES), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    stale = [place for place in PLACES if not place.exists() or place.read_text("utf-8") != text]
    for place in stale:
        if not check:
            place.write_text(text, "utf-8")
        print(f"{'not current: run build/schema.py' if check else 'written'}: {place.relative_to(TOP)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
