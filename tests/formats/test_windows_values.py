"""What Windows hands over as numbers and bytes, tested on any machine."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.formats.windows_values import (
    app_link_package,
    clean_value,
    decode,
    registry_source,
    state_of,
    state_of_error,
)
from pyready.model.host import RegistryValue
from pyready.model.safe_text import clean

STUB = "Microsoft.DesktopAppInstaller_8wekyb3d8bbwe"


def link(*texts: str, tag: int = 0x8000001B) -> bytes:
    body = struct.pack("<I", 3) + "".join(text + "\0" for text in texts).encode("utf-16-le")
    return struct.pack("<IHH", tag, len(body), 0) + body


def test_the_package_behind_an_app_link_is_its_first_text() -> None:
    assert app_link_package(link(STUB, STUB + "!PythonRedirector", r"C:\x\python.exe", "0")) == STUB


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(link(STUB)[:11], id="cut in the head"),
        pytest.param(link(STUB)[:40], id="cut in the text"),
        pytest.param(link(STUB, tag=0xA000000C), id="a symbolic link"),
        pytest.param(link(), id="no text"),
    ],
)
def test_what_is_no_app_link_has_no_package(data: bytes) -> None:
    assert app_link_package(data) == ""


def test_an_unsound_package_name_can_be_written_down() -> None:
    unsound = struct.pack("<IHHI", 0x8000001B, 8, 0, 3) + b"\x00\xd8\x00\x00"
    app_link_package(unsound).encode()


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader_of_app_links(data: bytes) -> None:
    app_link_package(struct.pack("<I", 0x8000001B) + data).encode()


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_becomes_text_that_can_be_written_down(data: bytes) -> None:
    decode(data)[0].encode()


@given(st.text())
def test_utf_16_with_a_mark_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode("utf-16")) == clean(text)


def test_cut_utf_16_is_malformed_and_does_not_crash() -> None:
    assert decode(b"\xff\xfea\x00b")[1] is False


@for_each(
    ("number", "state"),
    [(2, "not-set"), (5, "denied"), (1260, "denied"), (53, "missing"), (121, "timed-out"), (1017, "malformed")],
)
def test_a_windows_error_becomes_a_state(number: int, state: str) -> None:
    assert state_of(number) == state


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (FileNotFoundError(), "not-set"),
        (PermissionError(), "denied"),
        (OSError(22, "invalid"), "malformed"),
    ],
)
def test_an_error_without_a_windows_number_is_told_by_its_kind(error: OSError, state: str) -> None:
    assert state_of_error(error) == state


def test_a_windows_number_goes_before_the_kind_of_the_error() -> None:
    error = PermissionError()
    error.winerror = 53  # on Linux a plain attribute
    assert state_of_error(error) == "missing"


def test_a_place_in_the_registry_is_cited_as_regedit_shows_it() -> None:
    assert registry_source(r"HKLM\A", "B") == r"HKLM\A\B"
    assert registry_source(r"HKLM\A", "") == r"HKLM\A\(Default)"
    assert registry_source(r"HKLM\A") == r"HKLM\A"
    assert registry_source(r"HKLM\A", "B", "32") == r"HKLM\A\B (32-bit view)"
    assert registry_source("HKLM\\A\ud800", "B") == "HKLM\\A\\ud800\\B"


@for_each(
    ("value", "cleaned"),
    [
        (1, (1, True)),
        (b"\0", (b"\0", True)),
        ("a", ("a", True)),
        (("a", "\0"), (("a", "\\u0000"), False)),
        ((), ((), True)),
    ],
)
def test_only_text_is_made_safe(value: RegistryValue, cleaned: tuple[RegistryValue, bool]) -> None:
    assert clean_value(value) == cleaned
