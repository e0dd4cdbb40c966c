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
  preload: false, selectors: false, elementRef: true, resultTypes: ['violations', 'incomplete'],
  rules: {'target-size': {enabled: true}},
}).then(result => (window.unsure = result.incomplete.flatMap(rule => rule.nodes.map(node => node.element)), [
  ...result.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html).join(' | ')),
  ...result.incomplete.filter(rule => rule.id == 'color-contrast').map(rule => 'not known: ' + rule.id + ': '
    + rule.nodes.slice(0, 3).map(node => node.html + ' ' + node.any.map(each => each.message)).join(' | ')),
]))"""

_COLOURS_OF = """(which => axe.configure({rules: [
  {id: 'color-contrast', selector: '*' + which}, {id: 'link-in-text-block', selector: 'a[href]' + which},
]}))"""
"""The rules that ask which colours are above which, for some elements alone: they take two thirds of the time."""

_LOOKS = """(known => {
  const looks = new Map(), hash = text => {
    let a = 0xdeadbeef, b = 0x41c6ce57
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761); b = Math.imul(b ^ text.charCodeAt(i), 1597334677)
    }
    return 4294967296 * (2097151 & b) + (a >>> 0)
  }
  const look = e => {
    if (e == document.documentElement) return 0
    if (!looks.has(e)) {
      const s = getComputedStyle(e)
      looks.set(e, hash([look(e.parentElement), e.tagName, e.className, s.color, s.backgroundColor, s.backgroundImage,
        s.opacity, s.fontSize, s.fontWeight, s.textShadow, s.filter, s.mixBlendMode, s.position,
        s.textDecorationLine, s.borderBottom].join()))
    }
    return looks.get(e)
  }
  const holds = e => e.matches('a, input, select, textarea') || [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())
  const texts = [...document.body.querySelectorAll('*')].filter(e => holds(e) && e.checkVisibility())
  const passed = new Set(known)
  window.fresh = new Map(texts.filter(e => !passed.has(look(e))).map(e => [e, look(e)]))
  window.fresh.forEach((_, e) => e.setAttribute('data-fresh', ''))
})"""
"""Marks the texts and links that are seen and whose looks are not known: tag, class and all that colours them, of
themselves and of all that they are in."""
_PASSED = "[...new Set([...fresh].filter(([e, look]) => !unsure.includes(e)).map(([e, look]) => look))]"

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


def inaccessible(page: Page, passed: set[float] | None = None, *, unsure: bool = True) -> list[str]:
    """What axe-core finds with all its rules, and, unless told not to, where it does not know the contrast.

    `passed` are the looks of texts that were found good on other pages: their colours are not measured again.
    """
    if not page.ask("'axe' in window"):
        page.ask(f"{_axe()}; 0")
    if passed is not None:
        page.ask(f"{_LOOKS}({sorted(passed)})")
    page.ask(f"{_COLOURS_OF}('{'' if passed is None else '[data-fresh]'}')")
    found = [each for each in page.ask(_AXE) if unsure or not each.startswith("not known")]
    if passed is not None and not found:
        passed.update(page.ask(_PASSED))
    return found


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
