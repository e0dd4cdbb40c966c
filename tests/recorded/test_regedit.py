"""Registry exports as regedit writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.recorded.regedit import HEADERS, BadRegistryText, Keys, parse

HEADER = "Windows Registry Editor Version 5.00"

# As exported from a Windows machine: CRLF line ends, continuation lines of two spaces, an empty line at the end.
EXPORT = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Python]

; a comment of whoever keeps this file
[HKEY_LOCAL_MACHINE\SOFTWARE\Python\PythonCore\3.13\InstallPath]
@="C:\\Program Files\\Python313\\"
"ExecutablePath"="C:\\Program Files\\Python313\\python.exe"
"Quoted \"name\""="a \"quoted\" word; no comment"
"Number"=dword:0000000a
"Largest"=dword:ffffffff
"Bytes"=hex:01,ff,00
"NoBytes"=hex:
"Expands"=hex(2):25,00,53,00,79,00,73,00,74,00,65,00,6d,00,52,00,6f,00,6f,00,74,\
  00,25,00,5c,00,78,00,00,00
"Several"=hex(7):61,00,00,00,62,00,63,00,00,00,00,00
"None"=hex(7):00,00
"Long"=hex(b):00,00,00,00,00,01,00,00
"Untyped"=hex(0):01

[HKEY_CURRENT_USER\Software\Zoë]
"ëö"="\\\\server\\share"
""".replace("\n", "\r\n")

INSTALL = r"HKLM\SOFTWARE\Python\PythonCore\3.13\InstallPath"


@for_each("mark", ["", "\ufeff"], ids=["no mark", "byte-order mark"])
@for_each("line_end", ["\r\n", "\n"], ids=["CRLF", "LF"])
def test_an_export_is_read_whole(mark: str, line_end: str) -> None:
    keys = parse(mark + EXPORT.replace("\r\n", line_end))

    assert keys == {
        r"HKLM\SOFTWARE\Python": {},
        INSTALL: {
            "": "C:\\Program Files\\Python313\\",
            "ExecutablePath": "C:\\Program Files\\Python313\\python.exe",
            'Quoted "name"': 'a "quoted" word; no comment',
            "Number": 10,
            "Largest": 0xFFFFFFFF,
            "Bytes": b"\x01\xff\x00",
            "NoBytes": b"",
            "Expands": "%SystemRoot%\\x",
            "Several": ("a", "bc"),
            "None": (),
            "Long": 2**40,
            "Untyped": b"\x01",
        },
        r"HKCU\Software\Zoë": {"ëö": "\\\\server\\share"},
    }


def test_a_file_with_a_mark_reads_as_from_disk() -> None:
    text = EXPORT.encode("utf-8-sig").decode("utf-8")

    assert text.startswith("\ufeff")
    assert parse(text) == parse(EXPORT)


def one(line: str) -> Keys:
    return parse(f"{HEADER}\n[HKEY_CURRENT_USER\\k]\n{line}\n")


def value(data: str) -> object:
    return one(f'"v"={data}')["HKCU\\k"]["v"]


@pytest.mark.parametrize("header", HEADERS)
def test_both_headers_are_known(header: str) -> None:
    assert parse(f'{header}\n\n[HKEY_CLASSES_ROOT\\.py]\n@="Python.File"\n') == {"HKCR\\.py": {"": "Python.File"}}


@for_each(
    ("data", "expected"),
    [
        ('""', ""),
        (r'"a\\"', "a\\"),
        (r'"\"\\\""', '"\\"'),
        ('"=;[x]@"', "=;[x]@"),
        ("dword:0", 0),
        ("hex(4):0a,00,00,00", 10),
        ("hex(1):61,00,00,00", "a"),
        ("hex:01,\\\n  02,\\\n  03", b"\x01\x02\x03"),
        ("hex(2):00,00", ""),
        ("hex(2):3d,d8,0d,dc,00,00", "\U0001f40d"),
        ("hex(2):00,d8,00,00", "\ud800"),
    ],
)
def test_each_kind_of_data(data: str, expected: object) -> None:
    assert value(data) == expected


@for_each("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_line_ends_end_a_line(mark: str) -> None:
    assert value(f'"a{mark}b"') == f"a{mark}b"


@for_each("name", ["a[1]", "[a]", "a]", "a]b", "{0-0}"])
def test_brackets_belong_to_a_keys_name(name: str) -> None:
    assert list(parse(f"{HEADER}\n[HKEY_CURRENT_USER\\{name}]\n")) == [f"HKCU\\{name}"]


def test_the_same_key_twice_is_one() -> None:
    keys = parse(f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"="1"\n[HKEY_CURRENT_USER\\k]\n"b"="2"\n')

    assert keys == {"HKCU\\k": {"a": "1", "b": "2"}}


@for_each(
    ("text", "line"),
    [
        ("", 1),
        ("[HKEY_CURRENT_USER\\k]", 1),
        ("Windows Registry Editor Version 6.00\n", 1),
        (f'{HEADER}\n"a"="b"', 2),
        (f"{HEADER}\n\n[HKEY_USERS\\S-1-5-18]", 3),
        (f"{HEADER}\n[HKEY_CURRENT_USER\\k", 2),
        (f"{HEADER}\n[-HKEY_CURRENT_USER\\k]", 2),
        (f"{HEADER}\n[HKEY_CURRENT_USER\\k]\nnonsense", 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"="b', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=-', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=dword:xyz', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=dword:', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=dword:-1', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=dword:100000000', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex:100', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex:-1', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex:0g', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex(2):61', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex(x):61', 3),
        (f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"a"=hex:00,\\\n  0g\n', 3),
        (f'{HEADER}\n; x\n\n[HKEY_CURRENT_USER\\k]\n"ok"="x"\n"a"=qword:1', 6),
    ],
)
def test_what_regedit_would_not_write_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadRegistryText, match=rf"^line {line}: "):
        parse(text)


PIECES = st.sampled_from(
    (
        *("\n", "\r\n", "[HKEY_CURRENT_USER\\a]", "[", "]", '"a"=', '"', "\\", "@=", "dword:", "hex:", "hex(2):"),
        *("hex(7):", "00,", "0", "ff", ",", ";", " ", "-", "_", "x", "é", "\ud800", "\x00", "\u2028", "٣", "("),
    )
)


@given(st.lists(PIECES, max_size=25).map("".join), st.booleans())
def test_any_text_is_read_or_refused(rest: str, headed: bool) -> None:
    try:
        keys = parse(f"{HEADER}\n[HKEY_CURRENT_USER\\k]\n{rest}" if headed else rest)
    except BadRegistryText as error:
        assert re.match(r"line \d+: ", str(error))
    else:
        assert all(key.startswith(("HKLM", "HKCU", "HKCR")) for key in keys)
        assert all(0 <= each < 2**64 for values in keys.values() for each in values.values() if isinstance(each, int))


@given(st.text(st.characters(exclude_characters="\r\n")), st.text(st.characters(exclude_characters="\r\n"), min_size=1))
def test_any_text_value_comes_back_as_it_was(text: str, name: str) -> None:
    def quoted(plain: str) -> str:
        return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'

    assert one(f"{quoted(name)}={quoted(text)}") == {"HKCU\\k": {name: text}}
