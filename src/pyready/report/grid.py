"""The grid of questions and routes that stands behind the answer."""

from pyready.model.record import CheckRecord
from pyready.report.text.view import View
from pyready.report.words import CELLS


def rows_of(view: View) -> dict[str, dict[str, str]]:
    """Each question with its cell (a key of CELLS) by the letter of a route.

    Questions asked alike for several routes share a row, which then holds the graver answer.
    """
    rows: dict[str, dict[str, str]] = {}
    needed = {letter: {check.id for check in view.needed(route)} for letter, route in view.listed.items()}
    for check in view.record.checks:
        for letter in (letter for letter, ids in needed.items() if check.id in ids):
            row = rows.setdefault(check.asks, {})
            row[letter] = min(_cell(check), row.get(letter, "-"), key=list(CELLS).index)
    return rows


def _cell(check: CheckRecord) -> str:
    limit = "lt" if check.outcome == "problem" and check.weight != "blocker" else "no"
    return {"passed": "ok", "problem": limit, "unknown": "?"}.get(check.outcome, "-")
