"""What pyready says of each recorded laptop: the records for examples/, the reports that people read for tests/golden/.

Text and ticket of every laptop, the page of three: what a page adds is held by tests of its structure. Guides are cut
out of a page, for they have files of their own; the count of things read is masked, for it changes with every probe.

The laptops are those of `tests/laptops/recorded.py`; needs the tests' packages (`pip install -e '.[test]'`).
"""

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

TOP = Path(__file__).parents[1]
EXAMPLES = TOP / "examples"
GOLDEN = TOP / "tests" / "golden"
ENDINGS = {"text": "txt", "html": "html", "markdown": "md"}
PAGES = ("open-laptop", "pac-and-inspection", "stock-applocker")
"""The laptops whose page is kept."""
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from laptops.recorded import NAMES, seen  # noqa: E402
from pyready.engine.app import report  # noqa: E402 - after the path is set
from pyready.knowledge.endpoints import endpoints  # noqa: E402
from pyready.knowledge.site_file import parse  # noqa: E402
from pyready.report import RENDERERS, Options  # noqa: E402
from pyready.report.json import render  # noqa: E402


def wanted() -> dict[Path, str]:
    """Every file of every recorded laptop, by its place."""
    records = {EXAMPLES / f"{name}.json": text_of(name) for name in NAMES}
    return records | {place: text for name in NAMES for place, text in golden(name).items()}


def kept() -> list[Path]:
    """The files that stand there now."""
    return [*EXAMPLES.glob("*.json"), *GOLDEN.glob("*")]


def text_of(name: str) -> str:
    """The report of one laptop, to share: each check, route, fact and deed on a line of its own."""
    whole = msgspec.json.decode(render(report(seen(name), private=False)))
    return "{\n" + ",\n".join(f" {_json(key)}: {_spread(value, 2)}" for key, value in whole.items()) + "\n}\n"


def golden(name: str) -> dict[Path, str]:
    """Every report of one laptop that is read by people, by its place, with the servers of examples/site.toml."""
    profile = parse((EXAMPLES / "site.toml").read_bytes())
    hosts = {each.id: urlsplit(each.url).hostname or "" for each in endpoints(profile)}
    record = report(seen(name), private=False)
    return {
        GOLDEN / f"{name}.{ending}": _steady(RENDERERS[written](record, Options(hosts=hosts)))
        for written, ending in ENDINGS.items()
        if written != "html" or name in PAGES
    }


def _steady(text: str) -> str:
    return _COUNT.sub("Read N things", _GUIDE.sub(r"\g<1>\g<2>", text))


_COUNT = re.compile(r"\bRead \d+ things\b")
_GUIDE = re.compile(r'(<article class="inside" id="guide-[^>]*>).*?(</article>)', re.DOTALL)


def _spread(value: object, depth: int) -> str:
    """One line for each part of a list or of an object, down to two levels."""
    if depth == 0 or not value or not isinstance(value, dict | list):
        return _json(value)
    pad = " " * (4 - depth)
    deeper = depth - 1 if isinstance(value, dict) else 0
    parts = (
        [f"{_json(key)}: {_spread(part, deeper)}" for key, part in value.items()]
        if isinstance(value, dict)
        else [_json(part) for part in value]
    )
    first, last = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return first + "\n" + ",\n".join(f"{pad}{part}" for part in parts) + f"\n{pad[1:]}{last}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
