"""Access lists written out by hand, tested on any machine; Windows' own are in tests/windows/test_protection.py."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.formats.access_list import (
    ADMINISTRATORS,
    CHANGES_FILE,
    REPLACES_CHILD,
    SYSTEM,
    TRUSTED_INSTALLER,
    parse,
    sid_text,
)

USERS = "S-1-5-32-545"
OWNER_RIGHTS = "S-1-3-4"
FULL, READ, MODIFY, ADD_FILE, DELETE_CHILD = 0x1F01FF, 0x1200A9, 0x1301BF, 0x2, 0x40


def sid(text: str) -> bytes:
    revision, authority, *rest = map(int, text.split("-")[1:])
    return bytes([revision, len(rest)]) + authority.to_bytes(6, "big") + struct.pack(f"<{len(rest)}I", *rest)


def entry(who: str, mask: int, kind: int = 0, flags: int = 0, before: bytes = b"") -> bytes:
    body = struct.pack("<I", mask) + before + sid(who)
    return struct.pack("<BBH", kind, flags, 4 + len(body)) + body


def descriptor(owner: str, *entries: bytes, listed: bool = True) -> bytes:
    acl = struct.pack("<BBHHH", 2, 0, 8 + sum(map(len, entries)), len(entries), 0) + b"".join(entries)
    control = 0x8004 if listed else 0x8000
    own = sid(owner)
    return struct.pack("<BBHIIII", 1, 0, control, 20, 0, 0, 20 + len(own) if listed else 0) + own + acl


@for_each("text", [SYSTEM, ADMINISTRATORS, TRUSTED_INSTALLER, USERS, "S-1-5-21-1-2-4294967295-500"])
def test_a_sid_is_read_as_windows_writes_it(text: str) -> None:
    assert sid_text(sid(text)) == text


@pytest.mark.parametrize(
    ("owner", "entries", "rights", "others"),
    [
        pytest.param(SYSTEM, [entry(ADMINISTRATORS, FULL), entry(USERS, READ)], CHANGES_FILE, False, id="read only"),
        pytest.param(TRUSTED_INSTALLER, [], CHANGES_FILE, False, id="nobody is granted anything"),
        pytest.param(SYSTEM, [entry(USERS, MODIFY)], CHANGES_FILE, True, id="users modify"),
        pytest.param(USERS, [entry(ADMINISTRATORS, FULL)], CHANGES_FILE, True, id="owned by users"),
        pytest.param(SYSTEM, [entry(USERS, FULL, flags=0x0B)], CHANGES_FILE, False, id="only for what is made below"),
        pytest.param(SYSTEM, [entry(OWNER_RIGHTS, FULL)], CHANGES_FILE, False, id="the owner, who is trusted"),
        pytest.param(SYSTEM, [entry(USERS, FULL, kind=1)], CHANGES_FILE, False, id="a denial grants nothing"),
        pytest.param(SYSTEM, [entry(USERS, FULL, kind=9)], CHANGES_FILE, True, id="a condition is taken as met"),
        pytest.param(SYSTEM, [entry(USERS, FULL, 5, 0, bytes(4))], CHANGES_FILE, True, id="object, no type"),
        pytest.param(
            SYSTEM, [entry(USERS, FULL, 5, 0, b"\3" + bytes(35))], CHANGES_FILE, True, id="object, both types"
        ),
        pytest.param(SYSTEM, [entry(USERS, ADD_FILE)], REPLACES_CHILD, False, id="adding is not replacing"),
        pytest.param(SYSTEM, [entry(USERS, DELETE_CHILD)], REPLACES_CHILD, True, id="delete child"),
    ],
)
def test_who_else_may_change_it(owner: str, entries: list[bytes], rights: int, others: bool) -> None:
    found = parse(descriptor(owner, *entries))
    assert found is not None
    assert found.lets_others(rights) is others


def test_without_a_list_everybody_may() -> None:
    found = parse(descriptor(SYSTEM, listed=False))
    assert found is not None
    assert found.lets_others(CHANGES_FILE)


@for_each("length", [0, 10, 19, 25, 33, 45])
def test_a_cut_descriptor_is_none_and_never_protected(length: int) -> None:
    assert parse(descriptor(SYSTEM, entry(USERS, READ))[:length]) is None


def test_an_entry_of_an_unknown_kind_makes_the_whole_unreadable() -> None:
    assert parse(descriptor(SYSTEM, entry(USERS, FULL, kind=77))) is None


@given(st.binary(max_size=120))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    parse(b"\x01\x00\x04\x80" + data)
