from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import Chromium, Page
from browser.hostile import EXAMPLES, write_page
from browser.parts import find_axe, find_chromium
from net.parts import needed


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for all tests."""
    needed("Chromium", find_chromium(), "apt-get install chromium")
    needed("axe-core", find_axe(), "python tests/browser/parts.py")
    browser = Chromium(find_chromium(), tmp_path_factory.mktemp("chromium"))
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture
def tab(chromium: Chromium) -> Iterator[Callable[..., Page]]:
    """Opens a file in a tab of its own, with these settings of `Page`; all are closed after the test."""
    pages: list[Page] = []

    def opened(path: Path, **settings: Any) -> Page:
        pages.append(Page(chromium, **settings))
        pages[-1].open(path)
        return pages[-1]

    yield opened
    for each in pages:
        each.close()


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the page of an example is, written as a person has it written."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str) -> Path:
        place = folder / f"{name}.html"
        if not place.exists():
            write_page(EXAMPLES / f"{name}.json", place)
        return place

    return written
