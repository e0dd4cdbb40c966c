"""Plants names of people, computers and domains, and counts what is left of them in the report that may be shared.

Every name stands in every place and spelling of `tests/privacy/planted.py`; a part of it runs in CI. Prints the table
of docs/privacy.md, which `--write` puts there.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "tests"), str(TOP / "build")]

from privacy import planted  # noqa: E402 - after the path is set
from privacy.planted import NAMES, Planted  # noqa: E402

PAGE = TOP / "docs" / "privacy.md"
BEGIN, END = "<!-- figures: python bench/names.py --write -->\n", "<!-- end of figures -->\n"
SEED = 20261129
_HEAD = "| planted | reports asked for | stopped | something left | a value left out |\n|" + " --- |" * 5 + "\n"
_ROW = "| {kind} | {asked} | {without} | {left} | {out} |\n"


def cases(words: int) -> Iterator[tuple[str, list[Planted]]]:
    """The kinds of planted names; `words`: how many of our own words are names too."""
    nobody = Planted("Ivo", "Quillfeather", "first.last")
    vocabulary = (TOP / "src/pyready/privacy/vocabulary.txt").read_text("utf-8").split()
    some = random.Random(SEED).sample([word for word in vocabulary if word.isalpha() and len(word) > 2], words)
    yield "people: common British, Irish, South Asian, African and Polish names", list(planted.people())
    places = NAMES["places"]
    yield "names of computers", [nobody._replace(computer=name) for name in places["computers"].split()]
    yield "names of domains", [nobody._replace(domain=name) for name in places["domains"].split()]
    yield "words of the report as surname and account", [Planted("Ivo", word.title(), "last") for word in some]
    yield "words of the report as computer", [nobody._replace(computer=word.upper()) for word in some]
    yield "words of the report as domain", [nobody._replace(domain=word.upper()) for word in some]


def row(kind: str, asked: Iterable[Planted]) -> str:
    """One line of the table."""
    nobody = planted.nobody()
    numbers = {"asked": 0, "without": 0, "left": 0, "out": 0}
    for who in asked:
        record = planted.shared(who)
        numbers["asked"] += 1
        numbers["without"] += record is None
        numbers["left"] += bool(record and planted.left(who, record, nobody))
        numbers["out"] += bool(record and record.left_out)
    return _ROW.format(kind=kind, **numbers)


def main() -> int:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200, help="how many words of the report are planted (default 200)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/privacy.md")
    asked = parser.parse_args()
    table = _HEAD
    for kind, people in cases(asked.words):
        table += (line := row(kind, people))
        print(line, end="", flush=True)
    if asked.write:
        text = PAGE.read_text("utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}{table}{END}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
