r"""Paths of both kinds of system, as text."""

import ntpath
import posixpath

from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.model.paths import below, comparable, flavour, for_platform, is_unc, last_part, same_path


@for_each("path", ["C:\\x", "c:/x", "C:", "\\\\server\\share", "\\\\?\\C:\\x", "//?/C:/x", "a\\b", "\\x"])
def test_windows_paths_are_told_by_themselves(path: str) -> None:
    assert flavour(path) is ntpath


@for_each("path", ["/x", "/", "", "x", "~/x", "/a\\b", "a/b\\c", "cc:/x", "//server/share"])
def test_posix_paths_are_told_by_themselves(path: str) -> None:
    assert flavour(path) is posixpath


def test_a_platform_names_its_kind() -> None:
    assert for_platform("windows") is ntpath
    assert for_platform("linux") is for_platform("macos") is posixpath


@for_each(
    ("path", "last"),
    [
        ("C:\\Users\\jane", "jane"),
        ("C:\\Users\\jane\\", "jane"),
        ("C:/Users/jane/", "jane"),
        ("\\\\fs01\\home$\\jane", "jane"),
        ("/home/jane", "jane"),
        ("/home/jane//", "jane"),
        ("/home/a\\b", "a\\b"),
        ("jane", "jane"),
        ("/", ""),
        ("", ""),
    ],
)
def test_the_last_part(path: str, last: str) -> None:
    assert last_part(path) == last


@for_each(
    ("one", "other", "same"),
    [
        ("C:\\Users\\Jane", "c:/users/JANE/", True),
        ("C:\\Users\\jane", "C:\\Users\\x\\..\\jane", True),
        ("\\\\FS01\\Home\\x", "//fs01/home/X", False),  # by itself, the second could be a POSIX path
        ("\\\\FS01\\Home\\x", "\\\\fs01\\home\\x\\", True),
        ("/home/jane", "/home/jane/", True),
        ("/home/jane", "/home/Jane", False),
        ("/home/jane", "/home//jane", True),
        ("C:\\a", "C:\\ab", False),
        ("", "", True),
        ("", ".", False),
    ],
)
def test_the_same_path_spelled_otherwise(one: str, other: str, same: bool) -> None:
    assert same_path(one, other) is same
    assert same_path(other, one) is same


@for_each(
    ("path", "folder", "rest"),
    [
        ("C:\\Users\\jane\\x\\y", "C:\\Users\\jane", "x\\y"),
        ("c:\\users\\JANE\\X", "C:\\Users\\jane\\", "X"),
        ("C:/Users/jane/x", "C:\\Users\\jane", "x"),
        ("C:\\Users\\jane2\\x", "C:\\Users\\jane", None),
        ("C:\\Users\\jane", "C:\\Users\\jane", None),
        ("C:\\x", "C:\\", "x"),
        ("C:\\x", "C:", "x"),
        ("D:\\x", "C:\\", None),
        ("\\\\fs01\\home\\jane\\x", "\\\\fs01\\home\\jane", "x"),
        ("C:\\Users\\jane\\..\\john\\x", "C:\\Users\\jane", None),
        ("/home/jane/x", "/home/jane", "x"),
        ("/home/jane/x/", "/home/jane/", "x"),
        ("/home/Jane/x", "/home/jane", None),
        ("/home/jane2", "/home/jane", None),
        ("/x/y", "/", "x/y"),
        ("/", "/", None),
        ("/x", "", None),
        ("", "/x", None),
    ],
)
def test_the_rest_of_a_path_under_a_folder(path: str, folder: str, rest: str | None) -> None:
    assert below(path, folder) == rest


@for_each(
    ("path", "unc"),
    [
        ("\\\\server\\share", True),
        ("//server/share", True),
        ("\\\\?\\UNC\\server\\share", True),
        ("\\\\?\\unc\\server\\share", True),
        ("\\\\.\\UNC\\server\\share", True),
        ("\\\\?\\C:\\x", False),
        ("\\\\.\\C:\\x", False),
        ("\\\\?\\UNCLE\\x", False),
        ("C:\\x", False),
        ("\\x", False),
        ("/x", False),
        ("", False),
    ],
)
def test_network_paths(path: str, unc: bool) -> None:
    assert is_unc(path) is unc


PARTS = st.lists(
    st.text("aZé '.~-", min_size=1, max_size=6).filter(lambda part: part.strip(".")), min_size=1, max_size=4
)


@given(st.sampled_from(["C:\\", "\\\\fs01\\home\\", "/", "/home/"]), PARTS, PARTS)
def test_a_path_put_together_comes_apart_again(top: str, above: list[str], rest: list[str]) -> None:
    separator = "/" if top.startswith("/") else "\\"
    folder = top + separator.join(above)

    assert below(f"{folder}{separator}{separator.join(rest)}", folder) == separator.join(rest)


@given(st.text("aB/\\:.?~ ", max_size=12), st.text("aB/\\:.?~ ", max_size=12))
def test_any_two_texts_are_compared_without_a_fault(one: str, other: str) -> None:
    for top in ("/", "C:\\", "\\\\fs01\\home\\"):
        assert comparable(comparable(top + one)) == comparable(top + one)
    assert below(one, other) is None or below(one, other) != ""
    is_unc(one)
    last_part(one)
