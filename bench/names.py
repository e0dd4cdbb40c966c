"""Plants names of people, computers and domains, and counts what is left of them in the report that may be shared.

Every name stands in every place and spelling of `tests/privacy/planted.py`; a part of it runs in CI. Prints the table
of docs/privacy.md, which `--write` puts there. The whole takes about ten minutes of one processor; `--words` makes it
shorter.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "tests"), str(TOP / "build")]

from privacy import planted  # noqa: E402 - after the path is set
from privacy.planted import NAMES, Planted  # noqa: E402

PAGE = TOP / "docs" / "privacy.md"
BEGIN, END = "<!-- figures: python bench/names.py --write -->\n", "<!-- end of figures -->\n"
SEED = 20261129
_HEAD = "| planted | names | reports asked for | stopped | something left | a value left out |\n|" + " --- |" * 6 + "\n"
_ROW = "| {kind} | {names:,} | {asked:,} | {without} | {left} | {out} |\n"


def vocabulary() -> list[str]:
    """The English words that stand in our own code, knowledge and guides."""
    words = (TOP / "src/pyready/privacy/vocabulary.txt").read_text("utf-8").split()
    return [word for word in words if word.isalpha() and len(word) > 2]


def turned(names: list[str], places: int) -> Iterator[tuple[str, ...]]:
    """Each name once in each place, with other names in the other places."""
    step = len(names) // places
    for at in range(len(names)):
        yield tuple(names[(at + place * step) % len(names)] for place in range(places))


def cases(words: int) -> Iterator[tuple[str, int, list[Planted]]]:
    """The kinds of planted names with their number; `words`: how many of our own words are names too, 0 for all."""
    people = list(planted.people())
    names = {name.casefold() for who in people for name in who[:2]}
    yield "people: common British, Irish, South Asian, African and Polish names", len(names), people
    places = list(dict.fromkeys(" ".join(NAMES["places"].values()).split()))
    nobody = Planted("Ivo", "Quillfeather", "first.last")
    around = [nobody._replace(computer=computer, domain=domain) for computer, domain in turned(places, 2)]
    yield "computers and domains: each name as both", len(places), around
    ours = vocabulary()
    some = random.Random(SEED).sample(ours, words) if words else ours
    every = [
        Planted("Ivo", name.title(), "last", computer.upper(), domain.upper(), organisation.title())
        for name, computer, domain, organisation in turned(some, 4)
    ]
    yield "words of the report: each as surname and account, computer, domain, organisation", len(some), every


def outcome(who: Planted) -> tuple[bool, list[str], bool]:
    """Whether there was no report, what is left, and whether a value was left out."""
    record = planted.shared(who)
    return (True, [], False) if record is None else (False, planted.left(who, record), bool(record.left_out))


def main() -> int:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=0, help="how many words of the report are planted (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many processes share the work")
    parser.add_argument("--show", action="store_true", help="name each report that is stopped or holds something")
    parser.add_argument("--write", action="store_true", help="put the table into docs/privacy.md")
    asked = parser.parse_args()
    table = _HEAD
    with ProcessPoolExecutor(asked.jobs) as pool:
        for kind, names, people in cases(asked.words):
            found = list(pool.map(outcome, people, chunksize=8))
            for who, (without, left, _) in zip(people, found, strict=True):
                if asked.show and (without or left):
                    print(who.account, *who, "stopped" if without else left, sep=" | ", file=sys.stderr)
            without, left, out = (sum(map(bool, column)) for column in zip(*found, strict=True))
            line = _ROW.format(kind=kind, names=names, asked=len(people), without=without, left=left, out=out)
            table += line
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
