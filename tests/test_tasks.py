"""Everyday work: what is renewed is told by paragraph, and each task is one that exists."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
sys.path += [str(TOP), str(TOP / "build")]

import renew  # noqa: E402 - after the path is set
import tasks  # noqa: E402


def test_a_changed_paragraph_is_told_by_the_lines_that_differ() -> None:
    old = "Title\n\nfirst\nsecond\nthird\n\nend"
    new = "Title\n\nfirst\nother\nthird\n\nend"
    assert renew.changed_paragraphs(old, new) == [("second", "other")]


def test_a_list_of_words_is_told_word_by_word() -> None:
    assert renew.changed_paragraphs("a\nc\nd", "a\nb\nc\nd\ne") == [("", "b"), ("", "e")]


@pytest.mark.parametrize(("old", "new", "pair"), [("a", "a\n\nb", ("", "b")), ("a\n\nb", "a", ("b", ""))])
def test_a_paragraph_that_came_or_went_is_told(old: str, new: str, pair: tuple[str, str]) -> None:
    assert renew.changed_paragraphs(old, new) == [pair]


def test_the_same_change_in_many_laptops_is_told_once_and_first() -> None:
    often, once = ("a", "b"), ("c", "d")
    found = renew.grouped({"one": [once, often], "two": [often], "three": []})
    assert list(found.items()) == [(often, ["one", "two"]), (once, ["one"])]


def test_the_count_of_what_was_read_changes_no_golden() -> None:
    texts = [path for path in renew.examples.kept() if path.suffix == ".html"]
    assert texts
    assert not [path.name for path in texts if "Read N things" not in path.read_text("utf-8")]


def test_what_quick_leaves_out_is_there() -> None:
    assert [name for name in tasks.SLOW if not (TOP / "tests" / name).exists()] == []


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--help"], 0), (["no-such-task"], 2)])
def test_without_a_task_the_tasks_are_listed(words: list[str], code: int) -> None:
    command = [sys.executable, str(TOP / "tasks.py"), *words]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=30)
    assert done.returncode == code
    assert [name for name in tasks.TASKS if f"- {name}: " not in done.stdout] == []
