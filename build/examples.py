"""Writes what pyready says of each recorded laptop, in every format, or checks that all are current.

The records go to examples/, the reports as people read them to tests/golden/. Guides stand in a page in full; there
they are cut out, for they have files of their own.

The laptops are those of `tests/laptops/recorded.py`; needs the tests' packages (`pip install -e '.[test]'`).
"""

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

TOP = Path(__file__).parents[1]
EXAMPLES = TOP / "examples"
GOLDEN = TOP / "tests" / "golden"
ENDINGS = {"text": "txt", "html": "html", "markdown": "md"}
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from laptops.recorded import NAMES, seen  # noqa: E402
from pyready.engine.app import report  # noqa: E402 - after the path is set
from pyready.knowledge.endpoints import endpoints  # noqa: E402
from pyready.knowledge.site_file import parse  # noqa: E402
from pyready.report import RENDERERS, Options  # noqa: E402
from pyready.report.json import render  # noqa: E402


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
        GOLDEN / f"{name}.{ending}": _GUIDE.sub(r"\g<1>\g<2>", RENDERERS[written](record, Options(hosts=hosts)))
        for written, ending in ENDINGS.items()
        if written in RENDERERS
    }


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


def main() -> int:
    """Return 0 when every example is, or has been made, current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not current")
    check = parser.parse_args().check
    wanted = {EXAMPLES / f"{name}.json": text_of(name) for name in NAMES}
    for name in NAMES:
        wanted |= golden(name)
    stale = [place for place, text in wanted.items() if not place.exists() or place.read_text("utf-8") != text]
    gone = [place for place in (*EXAMPLES.glob("*.json"), *GOLDEN.glob("*")) if place not in wanted]
    for place in stale:
        if not check:
            place.write_text(wanted[place], "utf-8")
        print(f"{'not current: run build/examples.py' if check else 'written'}: {place.relative_to(TOP)}")
    for place in gone:
        print(f"no recorded laptop has this name, delete it: {place.relative_to(TOP)}")
    return 1 if gone or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
