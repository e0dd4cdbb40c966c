"""What changed since a day, as a text to send: `news.py 2026-11-01`. From CHANGELOG.md and the dates of the guides."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "src"), str(TOP / "build")]

from pyready.guides.library import Guide, list_guides  # noqa: E402 - after the path is set
from website.places import ADDRESS, in_words  # noqa: E402

# shown in the text
_TITLE = "What is new in pyready since {since}"
_CHANGES, _GUIDES = "Changes", "New and changed guides"
_NOTHING = "Nothing changed."
_MORE = "Everything: {address}"
# shown when the day is not one
_USAGE = "Give one day, such as: python tasks.py news 2026-11-01"

_BLAMED = re.compile(r"^\S+ .*?(\d{4}-\d\d-\d\d)\s+(\d+)\) ?(.*)$")
_SENTENCE = re.compile(r"^.*?\.(?=\s|$)")


def dated(text: str) -> dict[int, dt.date]:
    """The day of each line of CHANGELOG.md by what `git blame` says; a line that is not committed is of today."""
    found = (_BLAMED.match(line) for line in text.splitlines())
    return {int(each[2]): dt.date.fromisoformat(each[1]) for each in found if each}


def changes(text: str, days: dict[int, dt.date], since: dt.date) -> Iterator[str]:
    """The first sentence of each entry that was written on that day or later."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("- ") and days.get(number, since) >= since:
            first = _SENTENCE.match(line[2:])
            yield (first[0] if first else line[2:]).rstrip(".") + "."


def text_of(items: Sequence[str], guides: Sequence[Guide], since: dt.date) -> str:
    """The whole text."""
    lines = [f"- {each.title} {ADDRESS}/guides/{each.id}.html" for each in guides if each.reviewed >= since]
    parts = [_TITLE.format(since=in_words(since))]
    parts += [f"{_GUIDES}\n" + "\n".join(lines)] if lines else []
    parts += [f"{_CHANGES}\n" + "\n".join(f"- {each}" for each in items)] if items else []
    parts += [] if lines or items else [_NOTHING]
    return "\n\n".join([*parts, _MORE.format(address=ADDRESS)]) + "\n"


def _blame() -> str:
    command = ["git", "-C", str(TOP), "blame", "--date=short", "CHANGELOG.md"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return done.stdout if done.returncode == 0 else ""


def main(arguments: Sequence[str]) -> int:
    """Print it."""
    try:
        (day,) = arguments
        since = dt.date.fromisoformat(day)
    except ValueError:
        print(_USAGE, file=sys.stderr)
        return 2
    whole = (TOP / "CHANGELOG.md").read_text("utf-8")
    print(text_of(list(changes(whole, dated(_blame()), since)), list_guides(), since), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
