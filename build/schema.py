"""The JSON Schema of the report, for docs/ and for the package."""

import json
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.probes import TYPES  # noqa: E402 - after the path is set
from pyready.report.json import schema  # noqa: E402

PLACES = (TOP / "docs" / "report.schema.json", TOP / "src" / "pyready" / "report" / "report.schema.json")


def text() -> str:
    """The schema as it is kept."""
    return json.dumps(schema(TYPES), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
