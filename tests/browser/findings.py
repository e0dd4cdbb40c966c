"""Questions to a page that the browser shows. Each gives a list of faults, empty when there is none, or plain facts."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from browser.chromium import Page
from browser.parts import find_axe

UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"

_SIDEWAYS = """(() => {
  const wide = document.documentElement.clientWidth, found = []
  const name = e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '') + ' ' + e.textContent.trim().slice(0, 40)
  const shown = e => e.clientWidth > 1 && e.checkVisibility()
  if (document.documentElement.scrollWidth > wide)
    found.push(`the page is ${document.documentElement.scrollWidth} wide in ${wide}`)
  for (const each of document.body.querySelectorAll('*')) {
    if (shown(each) && each.getBoundingClientRect().right > wide + 1) found.push('sticks out: ' + name(each))
    if (shown(each) && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX != 'visible')
      found.push('scrolls or is cut: ' + name(each))
  }
  return found.slice(0, 10)
})()"""

_AXE = """axe.run(document, {
  preload: false, selectors: false, resultTypes: ['violations', 'incomplete'], rules: {'target-size': {enabled: true}},
}).then(result => [
  ...result.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html).join(' | ')),
  ...result.incomplete.filter(rule => rule.id == 'color-contrast').map(rule => 'not known: ' + rule.id + ': '
    + rule.nodes.slice(0, 3).map(node => node.html + ' ' + node.any.map(each => each.message)).join(' | ')),
])"""

_STRUCTURE = """(() => {
  const all = (query, read) => [...document.querySelectorAll(query)].map(read)
  return {
    lang: document.documentElement.lang,
    title: document.title,
    policy: all('head > meta[http-equiv="Content-Security-Policy"]', e => e.content),
    before_policy: all('head > *', e => e.outerHTML.slice(0, 80)),
    landmarks: all('main, body > header, body > footer, nav', e => e.tagName.toLowerCase()),
    headings: all('h1, h2, h3, h4, h5, h6', e => Number(e.tagName[1])),
    cells: all('th', e => e.scope),
    tables: all('table', e => e.querySelectorAll('th').length),
    ids: all('[id]', e => e.id),
    hrefs: all('[href]', e => e.getAttribute('href')),
    tags: all('*', e => e.tagName.toLowerCase()),
    attributes: all('*', e => [...e.attributes].map(a => e.tagName.toLowerCase() + ' ' + a.name)).flat(),
    folded: all('details', e => e.open),
    text: document.body.textContent,
    size: parseFloat(getComputedStyle(document.body).fontSize),
  }
})()"""


@dataclass(frozen=True)
class Structure:
    """What a page is made of; a list is in the order of the document."""

    lang: str
    title: str
    policy: list[str]
    before_policy: list[str]
    landmarks: list[str]
    headings: list[int]
    cells: list[str]
    tables: list[int]
    ids: list[str]
    hrefs: list[str]
    tags: list[str]
    attributes: list[str]
    folded: list[bool]
    text: str
    size: float


def sideways(page: Page) -> list[str]:
    """What is wider than the window, or cut off, or to be scrolled sideways inside its own box."""
    return list(page.ask(_SIDEWAYS))


def inaccessible(page: Page) -> list[str]:
    """What axe-core finds with all its rules, and where it could not say whether the contrast is enough."""
    if not page.ask("'axe' in window"):
        page.ask(f"{_axe()}; 0")
    return list(page.ask(_AXE))


@cache
def _axe() -> str:
    return Path(find_axe()).read_text("utf-8")


def structure(page: Page) -> Structure:
    return Structure(**page.ask(_STRUCTURE))


def misplaced(found: Structure) -> list[str]:
    """What is wrong with language, title, landmarks, headings, tables and ids."""
    steps = zip([0, *found.headings], found.headings, strict=False)
    checks = {
        f"lang is {found.lang!r}": found.lang == "en-GB",
        "no title": bool(found.title.strip()),
        f"landmarks: {found.landmarks}": found.landmarks.count("main") == 1 and found.landmarks.count("header") == 1,
        f"headings: {found.headings}": found.headings.count(1) == 1 and all(b - a <= 1 for a, b in steps),
        f"th without scope: {found.cells}": all(each in {"col", "row", "colgroup", "rowgroup"} for each in found.cells),
        f"a table without th: {found.tables}": all(found.tables),
        "an id twice": len(set(found.ids)) == len(found.ids),
    }
    return [fault for fault, fine in checks.items() if not fine]


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def quoted(text: str) -> str:
    """A text as JavaScript writes it."""
    return json.dumps(text)


def element(page: Page, query: str, read: str) -> Any:
    """What `read` says about the first element `e` of a query."""
    return page.ask(f"(e => {read})(document.querySelector({quoted(query)}))")
