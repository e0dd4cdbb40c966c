"""Takes the pictures of the page that the README shows, from recorded laptops, into docs/.

Needs Chromium and the tests' packages; contacts nothing. They depend on the fonts that are here, so nothing compares
them with what is in docs/: take them anew when the page has changed to the eye.
"""

import argparse
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from browser.chromium import Chromium, Page  # noqa: E402 - after the path is set
from browser.hostile import EXAMPLES, write_page  # noqa: E402
from browser.parts import find_chromium  # noqa: E402

NAMES = ("open-laptop", "stock-applocker")
SIZE = (900, 1000)
LARGEST = 150_000


def picture(browser: Chromium, page: Path) -> bytes:
    """The top of a page as a person first sees it, as WebP."""
    tab = Page(browser, size=SIZE)
    tab.send("Emulation.setScrollbarsHidden", hidden=True)
    tab.open(page)
    taken = tab.picture(kind="webp", quality=90)
    tab.close()
    return taken


def main() -> int:
    """Write a picture for each name; return 1 when one is too large for a README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES, help=f"examples (default: {' '.join(NAMES)})")
    names = parser.parse_args().names
    if not find_chromium():
        parser.error("Chromium is not there: apt-get install chromium")
    large = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser = Chromium(find_chromium(), folder)
        try:
            for each in names:
                write_page(EXAMPLES / f"{each}.json", folder / f"{each}.html")
                taken = picture(browser, folder / f"{each}.html")
                large |= len(taken) > LARGEST
                (DOCS / f"page-{each}.webp").write_bytes(taken)
                print(f"docs/page-{each}.webp: {len(taken) / 1000:.0f} kB")
        finally:
            browser.close()
    return int(large)


if __name__ == "__main__":
    sys.exit(main())
