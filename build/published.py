"""Compares dates of the knowledge with published ones: `published.py FOLDER`. Prints an issue in Markdown, or nothing.

FOLDER holds `pythons.json`, the release cycle of peps.python.org/api/release-cycle.json, and `windows.json`, the
cycles of endoflife.date/api/windows.json; the workflow `knowledge.yml` fetches them. What is in them is data: it is
printed only where it has the form of a version, a number or a date.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.knowledge import raw  # noqa: E402 - after the path is set

PYTHONS, WINDOWS = "https://peps.python.org/api/release-cycle.json", "https://endoflife.date/api/windows.json"
_MINOR = re.compile(r"3\.\d{1,2}")
_CYCLE = re.compile(r"1[01]-\d\dh[12](?:-(e|w|e-lts|iot-lts))?")
_BUILD = re.compile(r"10\.0\.(\d{5,6})")
_KINDS = {
    "": ("home-pro", "enterprise"),
    "w": ("home-pro",),
    "e": ("enterprise",),
    "e-lts": ("ltsc",),
    "iot-lts": ("iot-ltsc",),
}
"""Our kinds for the end of the name of a cycle, such as `11-24h2-e-lts`."""
_IN_USE = {"bugfix", "security"}


class Unusable(ValueError):
    """What was fetched does not have the published shape. The message names the file."""


class Change(NamedTuple):
    """A row that differs from what is published."""

    table: str
    row: str
    says: str
    source: str


def pythons(published: Any, table: Mapping[str, Any]) -> Iterator[Change]:
    """The rows of `pythons.toml` whose month differs, and versions that have no row."""
    ours = {row["minor"]: row["ends"] for row in table["version"]}
    whole = published if isinstance(published, dict) else {}
    known = {minor: each for minor, each in whole.items() if _MINOR.fullmatch(minor) and isinstance(each, dict)}
    if not known:
        raise Unusable("pythons.json")
    for minor, each in known.items():
        ends = _month(each.get("end_of_life"))
        if minor in ours and ends and ends != (ours[minor].year, ours[minor].month):
            yield Change("pythons.toml", minor, f"ends {ours[minor]}; published: {_written(ends)}", PYTHONS)
        elif minor not in ours and each.get("status") in _IN_USE:
            yield Change("pythons.toml", minor, f"has no row; published end: {_written(ends)}", PYTHONS)


def windows(published: Any, table: Mapping[str, Any]) -> Iterator[Change]:
    """The rows of `windows.toml` whose day differs, by build and kind, and releases in their time without a row."""
    cycles = published if isinstance(published, list) else []
    told = {(build, kind): ends for each in cycles for build, kind, ends in _cycle(each)}
    if not told:
        raise Unusable("windows.json")
    ours = {(row["build"], row["kind"]): row for row in table["release"]}
    for key, ends in told.items():
        row = ours.get(key)
        name = f"build {key[0]}, {key[1]}"
        if row and row["ends"] != ends:
            yield Change("windows.toml", f"{row['name']} ({name})", f"ends {row['ends']}; published: {ends}", WINDOWS)
        elif not row and ends > table["date"]:
            yield Change("windows.toml", name, f"has no row; published end: {ends}", WINDOWS)


def _cycle(each: Any) -> Iterator[tuple[int, str, dt.date]]:
    """Build, kind and last day of one cycle; nothing for what is not known here."""
    if not isinstance(each, dict):
        return
    found, build = _CYCLE.fullmatch(str(each.get("cycle", ""))), _BUILD.fullmatch(str(each.get("latest", "")))
    ends = _day(each.get("eol"))
    if found and build and ends:
        yield from ((int(build[1]), kind, ends) for kind in _KINDS[found[1] or ""])


def _month(text: Any) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)(-\d\d)?", text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _written(month: tuple[int, int] | None) -> str:
    return f"{month[0]}-{month[1]:02}" if month else "not told"


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def issue(changes: Sequence[Change]) -> str:
    """The text of the issue; empty where nothing differs."""
    if not changes:
        return ""
    lines = ["These rows of the dated knowledge differ from what is published.", ""]
    lines += [f"- `{each.table}`, {each.row}: {each.says} ({each.source})" for each in sorted(changes)]
    lines += ["", "Check each on its maker's own page before you change it: `docs/knowledge.md` says how."]
    return "\n".join(lines) + "\n"


def compared(folder: Path) -> list[Change]:
    """All that differs. Raises Unusable."""
    found = []
    for name, compare in (("pythons", pythons), ("windows", windows)):
        try:
            published = json.loads((folder / f"{name}.json").read_text("utf-8"))
        except ValueError as error:
            raise Unusable(f"{name}.json") from error
        found += compare(published, raw(name))
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the issue."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(issue(compared(Path(arguments[0]))), end="")
    except (Unusable, OSError) as error:
        print(f"This cannot be compared: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
