"""Words stand together at the head of a module, each below a comment that says when it is shown; code has none."""

import sys
from functools import cache
from pathlib import Path

import pytest

import voice
import words
from for_each import for_each
from words import ROOMS, Word, is_prose, of_module

sys.path.append(str(voice.TOP / "build"))

import words_page


def modules() -> dict[str, Path]:
    paths = (path for room in ROOMS for path in sorted((voice.SOURCE / room).rglob("*.py")))
    return {path.relative_to(voice.SOURCE).as_posix(): path for path in paths}


def wrong(text: str) -> list[Word]:
    """The words of a module that stand in code, or without saying when they are shown."""
    found = of_module(text)
    return [each for each in found if each.place not in {"head", "data"} or not _says_when(each)]


def _says_when(word: Word) -> bool:
    return word.place == "data" or word.shown.startswith("shown ")


@for_each("name", sorted(modules()))
def test_code_has_no_words_of_its_own(name: str) -> None:
    found = wrong(modules()[name].read_text("utf-8"))
    listed = [f"{name}:{each.line} ({each.name}, {each.place}): {each.text}" for each in found]
    assert not listed, "move it to the head of the module, below a comment: shown when ...\n" + "\n".join(listed)


@for_each(
    ("text", "prose"),
    [
        ("Two words", True),
        ("{one} and", False),
        ("{one} stops it", True),
        ("in Downloads", True),
        ("one", False),
        ("kebab-case-id", False),
        ("curl -fL -o {file}", False),
        ("pymanager install {tag}", False),
        ("mkdir ~/first", False),
        ("pyready config", False),
        ("may not|cannot not", False),
        ("%d %B %Y", False),
        ("tuple[int, str] of two", False),
    ],
)
def test_what_is_prose(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_words_in_code_are_found_and_data_is_not() -> None:
    text = (
        '"""Of the module."""\n# shown when it works\n# at last\nA, B = "It works.", "It works {how}."\n\n'
        'C = {"x": "no comment"}\n"""Of C."""\n\n\ndef f():\n    """Of the function."""\n'
        '    g(f"not {A} here", Evidence("of it", "as seen"), k="y")\n    # why so\n    return {"a b": A}\n\n\n'
        'D = "too late"\nCHECKS = (Check("an-id", "Does it work?"),)\n'
    )
    assert [(each.name, each.shown, each.text, each.place) for each in of_module(text)] == [
        ("A, B", "shown when it works at last", "It works.", "head"),
        ("A, B", "shown when it works at last", "It works {how}.", "head"),
        ("C", "shown when it works at last", "no comment", "head"),
        ("f", "", "not {A} here", "inside"),
        ("f", "", "of it", "data"),
        ("f", "", "as seen", "data"),
        ("D", "", "too late", "late"),
        ("CHECKS", "", "Does it work?", "data"),
    ]


def test_the_imports_head_nothing() -> None:
    text = (
        'from a import b\n\nA = "no comment"\n# shown when\nB = "says when"\n\n\nclass C:\n    d: str = "in a class"\n'
    )
    assert [(each.shown, each.place) for each in of_module(text)] == [
        ("", "head"),
        ("shown when", "head"),
        ("", "inside"),
    ]


def test_every_room_has_words() -> None:
    assert {name.partition("/")[0] for name, path in modules().items() if [*of_module(path.read_text("utf-8"))]} == set(
        words.ROOMS
    )


page = cache(words_page.page)


@pytest.mark.unmeasured
@for_each(
    "text",
    [
        "## checks\n\n### checks/",
        "*shown when it does not*\n\n- `_NO_LICENCE`: Anaconda needs a paid licence",
        "- `CHECKS`: Does your organisation have a licence for Anaconda?",
        "- `index`: the Python package index",
        "### machine-wide-python.md\n\n- ",
        "- What it needs:",
    ],
)
def test_the_page_has_what_code_tables_tickets_and_templates_say(text: str) -> None:
    assert text in page()
