"""Pastes as people send them: wrapped, coloured, translated, quoted, cut. Each names its cause."""

import re
import textwrap
from pathlib import Path

import pytest

from explain.samples import PASTES, expected, ids
from for_each import for_each
from pyready.explain.explained import explained

pytestmark = pytest.mark.unmeasured


def test_there_are_sixty() -> None:
    assert len(PASTES) >= 60
    assert len({expected(path) for path in PASTES}) >= 50


@for_each("path", PASTES, ids=lambda path: path.stem)
def test_a_paste_names_its_cause(path: Path) -> None:
    assert ids(path.read_text("utf-8"))[:1] == [expected(path)]


@for_each("width", [23, 40, 57, 80, 132])
@for_each("path", PASTES, ids=lambda path: path.stem)
def test_it_does_so_wrapped_at_any_width(path: Path, width: int) -> None:
    lines = path.read_text("utf-8").splitlines()
    cut = "\n".join(line[start : start + width] for line in lines for start in range(0, len(line) or 1, width))
    assert ids(cut)[:1] == [expected(path)]
    at_words = "\n".join(part for line in lines for part in textwrap.wrap(line, width) or [""])
    assert ids(at_words)[:1] == [expected(path)]


@for_each("path", PASTES, ids=lambda path: path.stem)
def test_it_does_so_with_times_quoted_in_capitals_and_twice(path: Path) -> None:
    text = path.read_text("utf-8")
    stamped = "\n".join(f"[2026-11-30 09:15:0{number % 10},123] {line}" for number, line in enumerate(text.split("\n")))
    for noisy in (stamped, re.sub("(?m)^", "> ", text), f"{text}\n{text}", text.replace("\n", "\r\n")):
        assert ids(noisy)[:1] == [expected(path)]


@for_each("path", PASTES, ids=lambda path: path.stem)
def test_no_word_of_the_explanation_comes_from_the_paste(path: Path) -> None:
    text = path.read_text("utf-8").replace("asmith", "zzyzx").replace("index.example", "zzyzx.example")
    assert "zzyzx" not in repr(explained(text))


@for_each(
    ("text", "roles"),
    [
        (
            "407 Proxy Authentication Required\nNo matching distribution found for six\nA new release of pip is available",
            [("proxy-sign-in", "root"), ("pip-nothing-found", "follows"), ("notice-new-pip", "harmless")],
        ),
        (
            "DLL load failed while importing x: [WinError 4551]",
            [("windows-app-control", "root"), ("library-not-loaded", "follows")],
        ),
        ("No space left on device\nConnection refused", [("disk-full", "root"), ("connection-refused", "also")]),
        ("A new release of pip is available", [("notice-new-pip", "root")]),
    ],
)
def test_the_root_cause_comes_first_and_the_rest_is_folded(text: str, roles: list[tuple[str, str]]) -> None:
    assert [(each.id, each.role) for each in explained(text)] == roles


def test_the_line_is_that_of_the_text() -> None:
    assert [each.line for each in explained("one\ntwo\n\nNo space left\non device\n")] == [4]
