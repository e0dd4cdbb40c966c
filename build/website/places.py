"""Where the site's texts come from, and where it is published."""

import datetime as dt
import os
import posixpath
import re
from pathlib import Path

from pyready.model.project import PROJECT

TOP = Path(__file__).resolve().parents[2]
WORK = TOP / "build" / ".cache" / "site"
SOURCE, BUILT = WORK / "source", WORK / "html"
ADDRESS = os.environ.get("PYREADY_SITE", "https://pyready.github.io/pyready").rstrip("/")
"""Where the site is published, for the feed, the map and the page of lost links."""
SHOWN, EDITED = f"{PROJECT}/blob/main", f"{PROJECT}/edit/main"
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
"""At the top of the repository; beside them everything in docs/."""

_LINK = re.compile(r"(```.*?```|`[^`\n]*`)|\]\(([^)\s]+)\)", re.DOTALL)
_PAGES = (".md",)
_PICTURES = (".webp", ".png", ".svg")


def in_words(day: dt.date) -> str:
    """A day as people write it: `1 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def kept_links(text: str, place: str, pages: set[str]) -> str:
    """The text of a page at `place`, in which a link to a file that is no page leads to the repository."""

    def led(match: re.Match[str]) -> str:
        target = match[2] or ""
        name, mark, heading = target.partition("#")
        if match[1] or not name or "://" in name or name.endswith(_PICTURES):
            return match[0]
        path = posixpath.normpath(f"{Path(place).parent.as_posix()}/{name}")
        return match[0] if path in pages else f"]({SHOWN}/{path}{mark}{heading})"

    return _LINK.sub(led, text)
