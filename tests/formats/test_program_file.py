"""Whether a signature is attached to a program, from the head of the file."""

import struct

import pytest

from for_each import for_each
from formats.program_files import program
from pyready.formats.program_file import architecture, holds_signature


@pytest.mark.parametrize("wide", [True, False])
def test_an_attached_signature_shows_in_the_head(wide: bool) -> None:
    assert holds_signature(program(b"x" * 9, b"signature", wide=wide)) is True
    assert holds_signature(program(b"x" * 9, wide=wide)) is False
    assert holds_signature(program(directories=4, wide=wide)) is False


@pytest.mark.parametrize("part", [(7, 0), (0, 7)])
def test_half_an_entry_is_not_no_signature(part: tuple[int, int]) -> None:
    data = bytearray(program())
    struct.pack_into("<II", data, 0x80 + 24 + 112 + 32, *part)
    assert holds_signature(bytes(data)) is True


@for_each(
    "head",
    [
        b"",
        b"MZ",
        b"MZ" + bytes(58) + b"\xff\xff\xff\xff",
        b"ZM" + program()[2:],
        program()[:200],
        program().replace(b"PE\0\0", b"NE\0\0"),
        program().replace(b"\x0b\x02", b"\x07\x01"),
        b"\x7fELF" + bytes(500),
    ],
    ids=range(8),
)
def test_what_is_no_whole_head_tells_nothing(head: bytes) -> None:
    assert holds_signature(head) is None


@for_each(("number", "name"), [(0x14C, "x86"), (0x8664, "x86_64"), (0xAA64, "arm64"), (0x1C4, "")])
def test_the_head_says_for_which_processors_a_program_is_made(number: int, name: str) -> None:
    data = bytearray(program())
    struct.pack_into("<H", data, 0x80 + 4, number)

    assert architecture(bytes(data)) == name


@for_each("head", [b"", b"MZ", program()[:130], b"\x7fELF" + bytes(500)], ids=range(4))
def test_what_is_no_head_names_no_processor(head: bytes) -> None:
    assert architecture(head) == ""
