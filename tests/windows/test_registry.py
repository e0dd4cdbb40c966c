r"""The registry reader against a real registry, redirected into a scratch key."""

import winreg
from typing import Any

import pytest

from pyready.windows.registry import WindowsRegistry

pytestmark = pytest.mark.windows

KEY = r"HKLM\SOFTWARE\Example"
REGISTRY = WindowsRegistry()


@pytest.mark.parametrize(
    ("kind", "planted", "read"),
    [
        pytest.param(winreg.REG_SZ, "text", "text", id="text"),
        pytest.param(winreg.REG_SZ, "", "", id="empty text"),
        pytest.param(winreg.REG_SZ, "Zoë \U0001f40d", "Zoë \U0001f40d", id="text beyond the first plane"),
        pytest.param(winreg.REG_EXPAND_SZ, r"%SystemDrive%\x", r"C:\x", id="text that expands"),
        pytest.param(winreg.REG_EXPAND_SZ, "%no such%", "%no such%", id="unknown variable"),
        pytest.param(winreg.REG_DWORD, 1, 1, id="number"),
        pytest.param(winreg.REG_DWORD, 0xFFFFFFFF, 0xFFFFFFFF, id="largest number"),
        pytest.param(winreg.REG_QWORD, 2**40, 2**40, id="long number"),
        pytest.param(winreg.REG_BINARY, b"\x00\xff", b"\x00\xff", id="bytes"),
        pytest.param(winreg.REG_BINARY, b"", b"", id="no bytes"),
        pytest.param(winreg.REG_NONE, b"\x01", b"\x01", id="no type"),
        pytest.param(winreg.REG_MULTI_SZ, ["a", "b"], ("a", "b"), id="several texts"),
        pytest.param(winreg.REG_MULTI_SZ, [], (), id="no texts"),
    ],
)
def test_a_value_is_read_with_the_type_it_has(scratch: Any, kind: Any, planted: object, read: object) -> None:
    scratch.set(KEY, "Name", kind, planted)
    found = REGISTRY.value(KEY, "Name")
    assert (found.state, found.value, found.source) == ("set", read, r"HKLM\SOFTWARE\Example\Name")


def test_the_default_value_is_cited_as_regedit_shows_it(scratch: Any) -> None:
    scratch.set(KEY, "", winreg.REG_SZ, "x")
    found = REGISTRY.value(KEY, "")
    assert (found.value, found.source) == ("x", KEY + r"\(Default)")


def test_a_key_or_value_that_is_not_there_is_not_set(scratch: Any) -> None:
    scratch.key(KEY)
    assert REGISTRY.value(KEY, "Name").state == "not-set"
    assert REGISTRY.value(KEY + r"\Below", "Name").state == "not-set"
    assert REGISTRY.subkeys(KEY + r"\Below").state == "not-set"
    assert REGISTRY.value(r"HKCR\pyready-no-such-class", "").state == "not-set"


def test_names_are_found_whatever_their_case(scratch: Any) -> None:
    scratch.set(KEY, "Name", winreg.REG_SZ, "x")
    assert REGISTRY.value(KEY.replace("SOFTWARE", "software"), "NAME").value == "x"


def test_the_user_and_the_machine_are_told_apart(scratch: Any) -> None:
    scratch.set(KEY, "Name", winreg.REG_SZ, "machine")
    scratch.set(KEY.replace("HKLM", "HKCU"), "Name", winreg.REG_SZ, "user")
    assert REGISTRY.value(KEY, "Name").value == "machine"
    assert REGISTRY.value(KEY.replace("HKLM", "HKCU"), "Name").value == "user"


def test_a_denied_key_is_denied_and_not_absent(scratch: Any) -> None:
    scratch.set(KEY, "Name", winreg.REG_SZ, "x")
    with winreg.OpenKeyEx(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Example", 0, winreg.KEY_ALL_ACCESS) as opened:
        scratch.protect_opened(opened, "D:(D;;KA;;;WD)")
        try:
            assert REGISTRY.value(KEY, "Name").state == "denied"
            assert REGISTRY.subkeys(KEY).state == "denied"
        finally:
            scratch.protect_opened(opened, "D:(A;;KA;;;WD)")
    assert REGISTRY.value(KEY, "Name").state == "set"


@pytest.mark.parametrize(
    ("kind", "planted"),
    [(winreg.REG_SZ, "a\ud800"), (winreg.REG_EXPAND_SZ, "a\ud800"), (winreg.REG_MULTI_SZ, ["b", "a\ud800"])],
)
def test_an_unpaired_surrogate_is_shown_and_the_reading_malformed(scratch: Any, kind: Any, planted: object) -> None:
    scratch.set(KEY, "Name", kind, planted)
    found = REGISTRY.value(KEY, "Name")
    assert found.state == "malformed"
    assert found.value in ("a\\ud800", ("b", "a\\ud800"))


def test_a_key_name_with_an_unpaired_surrogate_does_not_hide_the_others(scratch: Any) -> None:
    for name in ("good", "bad\udfff"):
        scratch.key(f"{KEY}\\{name}")
    found = REGISTRY.subkeys(KEY)
    assert (found.state, found.value) == ("malformed", ("bad\\udfff", "good"))


def test_a_name_with_a_nul_is_malformed_and_cut_nowhere(scratch: Any) -> None:
    scratch.set(KEY, "Name", winreg.REG_SZ, "x")
    assert REGISTRY.value(KEY, "Name\0more").state == "malformed"
    assert REGISTRY.subkeys(KEY + "\0more").state == "malformed"


def test_ten_thousand_subkeys_are_all_listed(scratch: Any) -> None:
    with winreg.CreateKeyEx(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Example") as opened:
        for number in range(10_000):
            winreg.CreateKeyEx(opened, f"k{number:05}").Close()
    found = REGISTRY.subkeys(KEY)
    assert found.state == "set"
    assert found.value == tuple(f"k{number:05}" for number in range(10_000))


def test_a_key_without_subkeys_is_set_and_empty(scratch: Any) -> None:
    scratch.key(KEY)
    found = REGISTRY.subkeys(KEY)
    assert (found.state, found.value, found.source) == ("set", (), KEY)


def test_the_32_bit_view_is_named_in_the_source(scratch: Any) -> None:
    scratch.set(KEY, "Name", winreg.REG_SZ, "x")
    assert REGISTRY.value(KEY, "Name", "32").source.endswith("(32-bit view)")


def test_a_root_that_the_host_does_not_offer_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        REGISTRY.value(r"HKEY_USERS\x", "y")
