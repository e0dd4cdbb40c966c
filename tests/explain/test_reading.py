"""Reading: bounded, whatever comes, and only text."""

from collections.abc import Callable
from io import BytesIO

import pytest

from for_each import for_each
from pyready.explain.reading import HEAD, MOST, TAIL, NoText, read_all


def endless(chunk: bytes) -> Callable[[int], bytes]:
    return lambda size: (chunk * (size // len(chunk) + 1))[:size]


@for_each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_each_encoding_of_windows(encoding: str) -> None:
    assert read_all(BytesIO("Zoë said: error 5\n".encode(encoding)).read).text.lstrip("\ufeff") == "Zoë said: error 5\n"


def test_a_letter_that_does_not_fit_costs_only_itself() -> None:
    assert read_all(BytesIO(b"Zo\xeb said: error 5").read).text == "Zo\ufffd said: error 5"


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    whole = b"first\n" + b"x" * (HEAD + TAIL) + b"\nlast"
    found = read_all(BytesIO(whole).read)
    assert found.cut
    assert found.text.startswith("first\n")
    assert found.text.endswith("\nlast")
    assert len(found.text) <= HEAD + TAIL + 1


def test_a_text_that_just_fits_is_whole() -> None:
    whole = b"x" * (HEAD + TAIL)
    assert read_all(BytesIO(whole).read) == (whole.decode(), False)


def test_a_stream_without_an_end_is_left() -> None:
    assert read_all(endless(b"words and words\n")).cut
    assert MOST > HEAD + TAIL


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01" + bytes(range(16)) * 100, b"PK\x03\x04" + bytes(500)])
def test_a_program_is_no_text(data: bytes) -> None:
    with pytest.raises(NoText):
        read_all(BytesIO(data).read)
