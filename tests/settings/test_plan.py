"""Lines that set a variable for one window."""

import shlex

from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.model.shell_lines import export_line, set_line


@for_each(
    ("value", "line"),
    [
        ("http://proxy.example:8080", 'set "HTTPS_PROXY=http://proxy.example:8080"'),
        ("1", 'set "HTTPS_PROXY=1"'),
        ("C:\\Program Files\\x", 'set "HTTPS_PROXY=C:\\Program Files\\x"'),
        ("[::1]:3128", 'set "HTTPS_PROXY=[::1]:3128"'),
        ("100%", None),
        ('a"b', None),
        ("a&b", None),
        ("a|b", None),
        ("a^b", None),
        ("a!b", None),
    ],
)
def test_for_cmd(value: str, line: str | None) -> None:
    assert set_line("HTTPS_PROXY", value) == line


@for_each(
    ("value", "line"),
    [
        ("http://proxy.example:8080", "export X=http://proxy.example:8080"),
        ("/etc/ssl/my certs.pem", "export X='/etc/ssl/my certs.pem'"),
        ("a'b", "export X='a'\"'\"'b'"),
        ("$(x)`y`", "export X='$(x)`y`'"),
        ("~/x", "export X='~/x'"),
    ],
)
def test_for_a_posix_shell(value: str, line: str) -> None:
    assert export_line("X", value) == line


@for_each(
    "value",
    ["", "<proxy-1>", "http://<proxy-1>", "a>b", "a\nb", "a\rb", "a\x00", "a\x1b[0m", "a\u202eb", "\ud800"],
    ids=ascii,
)
def test_what_was_left_out_or_could_end_the_line_is_never_written(value: str) -> None:
    assert set_line("X", value) is None
    assert export_line("X", value) is None


@given(st.text(max_size=30))
def test_a_line_holds_the_very_value_or_is_not_written(value: str) -> None:
    posix, cmd = export_line("X", value), set_line("X", value)

    assert posix is None or shlex.split(posix) == ["export", f"X={value}"]
    assert cmd is None or (cmd == f'set "X={value}"' and cmd.count('"') == 2 and not set(cmd) & set("%&|<>^!\r\n"))
