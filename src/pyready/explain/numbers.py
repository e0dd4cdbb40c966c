"""The numbers of Windows in a text, made one: an error of Windows comes in six forms. Only beside a word that says so.

Source of the forms: learn.microsoft.com, "Structure of COM Error Codes" (0x8007hhhh holds an error of Windows) and
"NTSTATUS Values", looked at on 2026-11-29.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyready.explain.paste import Paste

_STRONG = r"winerror|oserror|win32exception|win32error|systemerror|systemfehler|windowserror|lasterror"
_WEAK = (
    r"errorcode|errornumber|error|fehlercode|fehler|erreur|errore|erro|fout|gwall|b\u0142\u0105d|c\u00f3digo|codice|code|hresult|"
    r"\u9519\u8bef|\u932f\u8aa4|\u4ee3\u7801|\uc624\ub958|\u30a8\u30e9\u30fc|\u30b3\u30fc\u30c9"
)
_EXIT = r"exitcode|exitstatus|exitcodeof|returncode|exitedwith|exitedwithcode|endedwith|returned|errorlevel"
_BETWEEN = r"[:=#(\[{,\uff1a\u2013-]{0,3}"
_HEX = r"0x[0-9a-foli]{1,8}|8[0-9a-f]{7}"
_BESIDE = re.compile(rf"(?P<word>{_EXIT}|{_STRONG}|errno|{_WEAK}){_BETWEEN}(?P<number>{_HEX}|-?\d[\doli]{{0,9}})")
_ALONE = re.compile(r"(?P<number>0x[8c][0-9a-foli]{7}|-\d{9,10})")
_MISREAD = str.maketrans("oli", "011")
"""Letters that are read from a picture where a number has digits."""
_LEAST = 100
"""A smaller number beside a word that is not only Windows's own (`error 5`) may count anything."""
_SHARED = frozenset({1, 2, 13, 17, 28, 30, 98, 104, 110, 111, 113})
"""Programs made with Rust call errors of Linux `os error`, too. What these are on Windows explains nothing."""


class Number(NamedTuple):
    """One number: which list it is from, and where it stands in the letters."""

    name: str
    """`win 1260`, `errno 28`, `exit 9009`, or `0xc0000135` for one that is not of these lists."""
    place: int
    end: int


def name_of(text: str) -> str:
    """The one name of a number as a row writes it: `1260`, `0x800704ec`, `errno 28`, `exit 9009`."""
    if text.startswith(("errno ", "exit ")):
        return text
    return _named(int(text, 0), "win")


def _named(value: int, kind: str) -> str:
    whole = value & 0xFFFFFFFF
    if whole >> 16 == 0x8007:
        return f"win {whole & 0xFFFF}"
    return f"0x{whole:08x}" if whole >= 0x80000000 else f"{kind} {whole}"


def numbers_in(paste: Paste) -> Iterator[Number]:
    """Every number beside a word that says what it is, and those that can be nothing else."""
    for found in _BESIDE.finditer(paste.letters):
        start, end = found.span("number")
        digits = paste.letters[start : (end := _within(paste, start, end))]
        if digits not in {"0x", "-"} and _ends(paste, end) and _begins(paste, found.start()):
            for name in _names(found["word"], digits):
                yield Number(name, found.start(), end)
    for found in _ALONE.finditer(paste.letters):
        start, end = found.span("number")
        if _within(paste, start, end) == end and _ends(paste, end) and _begins(paste, start):
            yield Number(_named(_value(found["number"]), "win"), start, end)


def _names(word: str, digits: str) -> Iterator[str]:
    value = _value(digits)
    if word == "errno":
        yield f"errno {value}"
    elif re.fullmatch(_EXIT, word):
        yield _named(value, "exit")
        yield _named(value, "win")
    elif value >= _LEAST or value < 0 or digits.startswith("0x") or re.fullmatch(_STRONG, word):
        yield _named(value, "win")
        if word == "oserror" and value in _SHARED:
            yield f"errno {value}"


def _value(digits: str) -> int:
    if digits.startswith("0x"):
        return int(digits[2:].translate(_MISREAD), 16)
    return int(digits, 16) if re.fullmatch(r"8[0-9a-f]{7}", digits) else int(digits.translate(_MISREAD))


def _within(paste: Paste, start: int, end: int) -> int:
    """Where the number ends: at a blank or line end in it, unless the window may have broken it there."""
    return next((at for at in range(start + 1, end) if paste.gaps.get(at, "break") != "break"), end)


def _ends(paste: Paste, end: int) -> bool:
    return end in paste.gaps or end == len(paste.letters) or not paste.letters[end].isalnum()


def _begins(paste: Paste, start: int) -> bool:
    return start == 0 or start in paste.gaps or not paste.letters[start - 1].isalnum()
