"""The recorded registry answers as the real one does (tests/windows/test_registry.py asks the real one)."""

import pytest

from for_each import for_each
from pyready.model.host import Reading, RegistryValue
from pyready.recorded.registry import RecordedRegistry

KEY = r"HKLM\SOFTWARE\Example"


def registry(**values: RegistryValue) -> RecordedRegistry:
    return RecordedRegistry({KEY: values})


def test_a_value_is_cited_by_key_and_name() -> None:
    assert registry(Name="x").value(KEY, "Name") == Reading("set", "x", KEY + r"\Name")


def test_the_default_value_is_cited_as_regedit_shows_it() -> None:
    assert RecordedRegistry({KEY: {"": "x"}}).value(KEY, "") == Reading("set", "x", KEY + r"\(Default)")


def test_names_are_found_whatever_their_case() -> None:
    found = registry(Name="x")

    assert found.value(KEY.upper(), "NAME").value == "x"
    assert found.value(KEY.lower(), "name").value == "x"
    assert found.subkeys("hklm\\software").value == ("Example",)


def test_what_is_not_there_is_not_set() -> None:
    found = registry(Name="x")

    assert found.value(KEY, "Other").state == "not-set"
    assert found.value(KEY + r"\Below", "Name").state == "not-set"
    assert found.subkeys(KEY + r"\Below").state == "not-set"


def test_a_key_without_subkeys_is_set_and_empty() -> None:
    assert registry(Name="x").subkeys(KEY) == Reading("set", (), KEY)


def test_subkeys_are_sorted_and_keep_their_case() -> None:
    found = RecordedRegistry({f"{KEY}\\{name}": {} for name in ("b", "C", "a")})

    assert found.subkeys(KEY).value == ("C", "a", "b")


def test_the_32_bit_view_of_the_machine_is_another_place() -> None:
    found = RecordedRegistry({KEY: {"Name": "64"}, r"HKLM\SOFTWARE\WOW6432Node\Example": {"Name": "32"}})

    assert found.value(KEY, "Name", "64").value == "64"
    assert found.value(KEY, "Name", "32").value == "32"
    assert found.value(KEY, "Name", "32").source == KEY + r"\Name (32-bit view)"
    assert found.subkeys(r"HKLM\SOFTWARE", "32") == Reading("set", ("Example",), r"HKLM\SOFTWARE (32-bit view)")


def test_what_only_the_64_bit_view_holds_is_not_set_in_the_other() -> None:
    assert registry(Name="x").value(KEY, "Name", "32").state == "not-set"


def test_the_user_has_one_view_only() -> None:
    found = RecordedRegistry({r"HKCU\Software\Example": {"Name": "x"}})

    assert found.value(r"HKCU\Software\Example", "Name", "32").value == "x"


def test_a_denied_key_denies_what_is_below_it_and_nothing_beside_it() -> None:
    keys: dict[str, dict[str, RegistryValue]] = {
        KEY: {"Name": "x"},
        KEY + "\\Below": {"Name": "x"},
        KEY + "2": {"Name": "x"},
    }
    found = RecordedRegistry(keys, denied=[KEY.upper()])

    assert found.value(KEY, "Name") == Reading("denied", source=KEY + r"\Name")
    assert found.value(KEY + "\\Below", "Name").state == "denied"
    assert found.subkeys(KEY).state == "denied"
    assert found.value(KEY + "2", "Name").value == "x"


def test_a_denied_key_is_still_listed_by_the_key_above() -> None:
    assert RecordedRegistry({}, denied=[KEY]).subkeys(r"HKLM\SOFTWARE").value == ("Example",)


def test_a_denied_key_of_one_view_does_not_deny_the_other() -> None:
    found = RecordedRegistry({r"HKLM\SOFTWARE\WOW6432Node\Example": {"Name": "32"}}, denied=[KEY])

    assert found.value(KEY, "Name").state == "denied"
    assert found.value(KEY, "Name", "32").value == "32"


@pytest.mark.parametrize(
    ("planted", "read"),
    [("a\ud800", "a\\ud800"), ("a\x00b", "a\\u0000b"), (("b", "a\ud800"), ("b", "a\\ud800"))],
    ids=repr,
)
def test_text_that_cannot_be_written_is_shown_and_malformed(planted: RegistryValue, read: RegistryValue) -> None:
    assert registry(Name=planted).value(KEY, "Name") == Reading("malformed", read, KEY + r"\Name")


def test_a_key_name_that_cannot_be_written_does_not_hide_the_others() -> None:
    found = RecordedRegistry({f"{KEY}\\good": {}, f"{KEY}\\bad\udfff": {}}).subkeys(KEY)

    assert (found.state, found.value) == ("malformed", ("bad\\udfff", "good"))


@for_each("planted", [0, 2**32, b"", b"\x00\xff", (), ("a",), ""], ids=repr)
def test_every_type_comes_back_as_it_is(planted: RegistryValue) -> None:
    assert registry(Name=planted).value(KEY, "Name") == Reading("set", planted, KEY + r"\Name")
