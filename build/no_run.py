"""Builds the no-run page, dist/pyready-no-run.html: questions for people whose computer does not let pyready start.

Every path of answers is judged by the engine when the page is built; the page only looks the result up.
`--check` names what is wrong with no-run/questions.toml, and builds nothing.
"""

import argparse
import base64
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "build")]

import jinja2  # noqa: E402 - after the path is set
import product  # noqa: E402
from markupsafe import Markup  # noqa: E402
from no_run_computer import Looks  # noqa: E402
from no_run_questions import BadQuestions, Questions, known  # noqa: E402
from no_run_results import meanwhile  # noqa: E402
from no_run_tree import TooMany, Tree, grown, packed, record_of  # noqa: E402

from pyready import __version__  # noqa: E402
from pyready.knowledge import date_of_knowledge  # noqa: E402
from pyready.report import words  # noqa: E402
from pyready.report.page import render as report  # noqa: E402

PLACE = TOP / "dist" / product.NO_RUN
FOLDER = TOP / "no-run"
MOST_BYTES = 2_000_000

WORDS = {
    # shown beside each question
    "dontKnow": "I do not know",
    "how": "How do I find out?",
    "number": "Question {number} of {most} at most",
    "back": "Back to the question before",
    # shown with the result
    "next": words.NEXT,
    "reasons": {"warn": "What is not known", "bad": words.WHY},
    "requests": words.REQUESTS,
    "send": "Copy the text into a ticket to IT, and fill in the blanks (____).",
    "sendLater": "Send this only if the next step does not help: copy it into a ticket, and fill in the blanks.",
    "fill": "The evidence is what you answered. Change it if it is not right.",
    "yours": "Your answers",
    "change": "Change",
    "again": "Start again",
    # shown as evidence in a request
    "evidence": "Evidence",
    "answered": "These are the person's answers on pyready's page for blocked computers. pyready read nothing there.",
}


class SaysYes(Exception):
    """A path ends with a Yes, which answers of a person cannot give: network, folders and settings are not seen."""


class TooLarge(Exception):
    """The page would be larger than it may be."""


def page(questions: Questions, tree: Tree) -> str:
    """The whole page. Raises TooLarge, SaysYes."""
    if yes := [each.says for each in tree.results if each.tone == "good"]:
        raise SaysYes(f"{len(yes)} results say Yes, such as: {yes[0]}")
    style = _of_report("style.css") + (FOLDER / "style.css").read_text("utf-8")
    script = (FOLDER / "page.js").read_text("utf-8")
    route = meanwhile(record_of(Looks(questions), questions, [None] * len(questions.question)))
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            style=Markup(style),
            script=Markup(script),
            data=Markup(_json({**packed(tree), "words": WORDS})),
            style_hash=_hash(style),
            script_hash=_hash(script),
            meanwhile=route,
            address=next(step.command for step in route.steps if step.shell == "browser"),
            assumes=questions.assumes,
            version=__version__,
            knowledge=f"{date_of_knowledge():%d %B %Y}",
            words=words,
        )
    )
    if len(text.encode()) > MOST_BYTES:
        raise TooLarge(f"the page has {len(text.encode()):,} bytes, and at most {MOST_BYTES:,} are allowed")
    return text + "\n"


def _of_report(name: str) -> str:
    return Path(report.__file__).with_name("templates").joinpath(name).read_text("utf-8")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=report.safe_text,
    )


def _json(value: Any) -> str:
    """JSON that ends no element of a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def built(out: Path = PLACE) -> str:
    """Write the page; returns what to print. Raises BadQuestions, TooMany, TooLarge, SaysYes."""
    began, questions = time.process_time(), known()
    tree = grown(questions)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(questions, tree), "utf-8", newline="\n")
    return (
        f"{out}: {tree.leaves:,} ends of {tree.judged:,} computers, {len(tree.results):,} results, "
        f"{out.stat().st_size:,} bytes, {time.process_time() - began:.0f} s"
    )


def main() -> int:
    """Return 0 when the page was written, or the questions are sound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="look at the questions only")
    parser.add_argument("-o", "--output", type=Path, default=PLACE, help="where to write the page")
    asked = parser.parse_args()
    try:
        print(f"{len(known().question)} questions are sound" if asked.check else built(asked.output))
    except (BadQuestions, TooMany, TooLarge, SaysYes) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
