"""TOML from anybody: read as the standard library does, or refused; nothing that fails in whatever walks through it."""

import datetime as dt
import tomllib

import pytest

from for_each import for_each
from pyready.model.toml_text import DEEPEST, BadToml, parsed

DEEP_INLINE = "a = " + "{b.b.b.b.b = " * 40 + "1" + "}" * 40


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        pytest.param("[" + "a." * 2000 + "a]\nb = 1\n", True, id="a table of many names"),
        pytest.param("a" + ' . "a"' * 2000 + " = 1\n", True, id="a key of many names in quotes"),
        pytest.param("x" * 50_000 + ".a" * 60 + " = 1\n", True, id="a long name first"),
        pytest.param('a = "' + "x." * 60 + '"', True, id="the same in a text, which nobody writes either"),
        pytest.param(DEEP_INLINE, True, id="tables in tables"),
        pytest.param("a = " + "[" * 5000, True, id="lists without end"),
        pytest.param("a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), True, id="lists in lists"),
        pytest.param("a = 0x" + "f" * 6000, False, id="more digits than Python writes out"),
        pytest.param("a = " + "9" * 6000, False, id="more digits than Python reads"),
        pytest.param("a = [{b = 9223372036854775808}]", False, id="more than 64 bits"),
        pytest.param("a = -9223372036854775809", False, id="less than 64 bits"),
        pytest.param("a = ", False, id="no value"),
        pytest.param("a = 2026-13-01", False, id="no day"),
        pytest.param("a = 1\na = 2", False, id="twice"),
    ],
)
def test_what_is_refused(text: str, deep: bool) -> None:
    with pytest.raises(BadToml) as refused:
        parsed(text)
    assert refused.value.deep == deep


@for_each(
    "text",
    [
        "",
        "a = [1, -9223372036854775808, 9223372036854775807, true, 1.5, inf]\n",
        "[" + "a." * 40 + "a]\nb = 2026-11-29\n",
        "# " + "." * 500 + "\na.b.c = {d = [[1]]}\n",
    ],
)
def test_what_people_write_is_read_as_ever(text: str) -> None:
    assert parsed(text) == tomllib.loads(text)


def test_the_place_is_told_and_numbers_may_stay_as_written() -> None:
    with pytest.raises(BadToml, match=r"\(at line 3, column 1\)"):
        parsed("a = 1\n\n" + "a." * 80 + "a = 1\n")
    assert parsed("a = 1.50\nb = 2026-11-29\n", str) == {"a": "1.50", "b": dt.date(2026, 11, 29)}
