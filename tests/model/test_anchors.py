"""Paths in commands, quoted for the shell that gets them."""

import shlex

from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from pyready.model.anchors import Anchored, anchored, for_cmd, for_sh


@for_each(
    ("path", "expected"),
    [
        (f"{LOCAL}\\Programs\\x.exe", Anchored("LOCALAPPDATA", "Programs\\x.exe")),
        (f"{LOCAL.upper()}\\x.exe", Anchored("LOCALAPPDATA", "x.exe")),
        (f"{HOME}\\AppData\\Roaming\\x", Anchored("APPDATA", "x")),
        (f"{HOME}\\x.exe", Anchored("USERPROFILE", "x.exe")),
        (f"{HOME}.old\\x.exe", Anchored("", f"{HOME}.old\\x.exe")),
        ("C:\\Program Files\\Python\\x", Anchored("ProgramFiles", "Python\\x")),
        ("C:\\Program Files (x86)\\Python\\x", Anchored("ProgramFiles(x86)", "Python\\x")),
        ("C:\\ProgramData\\x", Anchored("ProgramData", "x")),
        ("C:\\Windows\\py.exe", Anchored("SystemRoot", "py.exe")),
        ("D:\\Python\\x", Anchored("", "D:\\Python\\x")),
        (HOME, Anchored("", HOME)),
    ],
)
def test_the_closest_folder_above_anchors_a_windows_path(path: str, expected: Anchored) -> None:
    assert anchored(bare.windows(), path) == expected


def test_only_home_anchors_a_posix_path() -> None:
    host = bare.linux({"LOCALAPPDATA": "/opt"})

    assert anchored(host, "/home/jsmith/bin/x") == Anchored("HOME", "bin/x")
    assert anchored(host, "/opt/x") == Anchored("", "/opt/x")
    assert anchored(host, "/home/jsmith2/x") == Anchored("", "/home/jsmith2/x")


def test_a_variable_that_is_empty_anchors_nothing() -> None:
    assert anchored(bare.linux({"HOME": ""}), "/x") == Anchored("", "/x")


CMD = [
    ("ProgramFiles", "Python 3\\python.exe", '"%ProgramFiles%\\Python 3\\python.exe"'),
    ("ProgramFiles(x86)", "x.exe", '"%ProgramFiles(x86)%\\x.exe"'),
    ("", "D:\\a&b (c)^!\\x.exe", '"D:\\a&b (c)^!\\x.exe"'),
    ("", "D:\\Ann O'Neil\\x.exe", '"D:\\Ann O\'Neil\\x.exe"'),
    ("", "D:\\Zoë\\x.exe", '"D:\\Zoë\\x.exe"'),
    ("", "D:\\100%\\x.exe", None),
    ("LOCALAPPDATA", "%TEMP%\\x.exe", None),
    ("", 'D:\\a"b\\x.exe', None),
]


@for_each(("anchor", "rest", "expected"), CMD)
def test_for_cmd(anchor: str, rest: str, expected: str | None) -> None:
    assert for_cmd(Anchored(anchor, rest)) == expected


SH = [
    ("HOME", "bin/python3", "~/bin/python3"),
    ("HOME", "my bin/python3", "~/'my bin/python3'"),
    ("", "/opt/a&b;c/x", "'/opt/a&b;c/x'"),
    ("", "/opt/Ann O'Neil/x", "'/opt/Ann O'\"'\"'Neil/x'"),
    ("", "/opt/$HOME/`x`/x", "'/opt/$HOME/`x`/x'"),
    ("", "/opt/~/x", "'/opt/~/x'"),
    ("HOME", "~/x", "~/'~/x'"),
    ("", '/opt/a"b', "'/opt/a\"b'"),
]


@for_each(("anchor", "rest", "expected"), SH)
def test_for_sh(anchor: str, rest: str, expected: str) -> None:
    assert for_sh(Anchored(anchor, rest)) == expected


@for_each(
    "rest",
    ["", "a\nb", "a\rb", "a\x00b", "a\x1bb", "a\u202eb", "a\u2066b", "a\u200bb", "a\ud800b", "<user>", "a<b", "a>b"],
    ids=ascii,
)
@for_each("anchor", ["", "HOME", "LOCALAPPDATA"])
@for_each("write", [for_cmd, for_sh])
def test_what_could_end_or_hide_a_command_or_was_left_out_is_never_written(
    write: object, anchor: str, rest: str
) -> None:
    assert write(Anchored(anchor, rest)) is None  # type: ignore[operator]


ANY = st.text(max_size=30)


@given(st.sampled_from(["", "HOME"]), ANY)
def test_a_posix_shell_reads_back_the_very_path(anchor: str, rest: str) -> None:
    command = for_sh(Anchored(anchor, rest))

    if command is not None:
        assert shlex.split(command) == [f"~/{rest}" if anchor else rest]
        assert "~" not in command.removeprefix("~/") or "'" in command
        assert "\n" not in command


@given(st.sampled_from(["", "LOCALAPPDATA", "ProgramFiles(x86)"]), ANY)
def test_cmd_gets_one_quoted_word_and_no_variable_but_the_anchor(anchor: str, rest: str) -> None:
    command = for_cmd(Anchored(anchor, rest))

    if command is not None:
        assert command.count('"') == 2
        assert command[0] == command[-1] == '"'
        assert command.count("%") == (2 if anchor else 0)
        assert not set(command) & set("\r\n<>")
