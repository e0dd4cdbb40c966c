"""Files of sections: long runs of blanks cost no time, and mean what they meant."""

import configparser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.formats.ini_text import read_into, shortened

RUN = " " * 60


def sections(text: str, *, plain: bool) -> dict[str, dict[str, list[str]]] | None:
    """What is said, each value as the words in it; None where it is refused."""
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text) if plain else read_into(parser, text)
    except configparser.Error:
        return None
    return {
        name: {" ".join(key.split()): value.split() for key, value in parser.items(name)} for name in parser.sections()
    }


LINES = st.sampled_from(
    (
        "[a]", f"[a]{RUN}", f"{RUN}[b]", f"x{RUN}= 1", f"x{RUN}y = 1", f"x ={RUN}1{RUN}2", f"{RUN}z", f"x{RUN}; y", f"y:\t{RUN}2\r",
        f"x{RUN}y", f"#{RUN}a", "", RUN, "  z = 3", f"{RUN}x = 4", "x", f"x{RUN}\r",
    )
)  # fmt: skip


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_a_file_says_what_it_said(text: str) -> None:
    assert sections(text, plain=False) == sections(text, plain=True)
    assert shortened(text).count("\n") == text.count("\n")


@for_each("blank", [" ", "\t", " \t", "\u00a0", "\x0b"])
def test_a_line_of_blanks_does_not_take_time_by_their_square(blank: str) -> None:
    with pytest.raises(configparser.ParsingError):
        read_into(configparser.RawConfigParser(), f"[a]\nb{blank * 500_000}c\n")
