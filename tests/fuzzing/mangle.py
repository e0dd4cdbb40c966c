"""Makes hostile inputs out of real ones: bytes, texts and JSON, changed in a few places, alike for the same seed."""

import copy
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

MOST = 1_200_000
"""Bytes of an input: a little more than most readers take."""
TEXTS = (
    "", " ", "\n", "-", ".", "..", "/", "\\", "\\\\", "~", "*", "%", "%X%", "{0}", "${HOME}", "$(id)", "a'b", 'a"b',
    "newer-word", "NEWER WORD", "null", "true", "CON", "C:", "C:\\", "C:\\Users\\..", "\\\\server\\share", "//a/b",
    "\\\\?\\C:\\", "\\\\.\\pipe\\x", "\\\\?\\UNC\\a\\b", "/", "/dev/zero", "http://", "http://[::1", "https://a:99999/",
    "http://u:p@h:1", "file:///etc", "socks5h://x", "x" * 300, "Zoë", "\U0001f600", "\u202eabc", "ı", "ß", "İ", "٣",
    "²", "\ufeff", "<system>", "</", "&amp;", "[red]x[/]", "{{ x }}", "\x00", "\x1b[31m", "\x85", "\u2028", "-1",
    "1e999", "0x10", "9" * 40, "3.13", "3.13.9.9.9", "1-2", "S-1-5-21-1-2-3-1001", "2026-13-40", "a@b.example",
)  # fmt: skip
"""Words that have broken programs."""
LOOSE = "\ud800"
"""Half a character."""
UNITS = (
    b"[", b"{", b"(", b"<a>", b"<", b"a.", b" ", b"\t", b"\n", b"\r\n", b"*", b"?", b"\\", b'"', b"'", b"-", b"- ",
    b"a: ", b"a=1\n", b"9", b"1:", b"0x", b"f", b",", b";", b"&", b"@", b"/", b"%", b"[a]\n", b"[[a]]\n", b"a", b"\x00",
    b"\xff", b"\xc3\xa9", b"\xf0\x9f\x98\x80", b"://", b"..\\", b"*a", b"%a%", b"x.",
)  # fmt: skip
"""What is repeated without end."""

Change = Callable[[Random, bytes, Sequence[bytes]], bytes]


def mangled(random: Random, data: bytes, words: Sequence[bytes], others: Sequence[bytes] = ()) -> bytes:
    """The same with some bytes changed. `words` belong to the form, `others` are more samples of it."""
    changes = _GENTLE if random.random() < 0.75 else _CHANGES
    for _ in range(random.choice((1, 1, 1, 1, 2, 3, 6))):
        data = random.choice(changes)(random, data, words)
    if others and random.random() < 0.1:
        other = random.choice(others)
        data = data[: _at(random, data)] + other[_at(random, other) :]
    if random.random() < 0.01:
        data = _endless(random, data)
    if random.random() < 0.03:
        data = _recoded(random, data)
    return data[:MOST]


def _at(random: Random, data: bytes) -> int:
    return random.randint(0, len(data))


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = _at(random, data)
    return start, min(len(data), start + random.choice((1, 1, 2, 4, 16, 60)))


def _flipped(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = _at(random, data)
    return data[:at] + bytes(each ^ 1 << random.randrange(8) for each in data[at : at + 1]) + data[at + 1 :]


def _cut(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(random, data)
    return data[:start] + data[end:]


def _repeated(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 30)) + data[end:]


def _swapped(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    first, second, third = sorted(_at(random, data) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def _line_moved(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    line = lines.pop(random.randrange(len(lines))) if random.random() < 0.7 else random.choice(lines)
    lines.insert(random.randint(0, len(lines)), line)
    return b"".join(lines)


def _with_word(random: Random, data: bytes, words: Sequence[bytes]) -> bytes:
    at, end = _span(random, data)
    word = random.choice(words) if words and random.random() < 0.7 else _text(random).encode("utf-8", "surrogatepass")
    return data[:at] + word + data[random.choice((at, end)) :]


def _with_noise(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(random, data)
    return data[:start] + random.randbytes(random.choice((1, 1, 2, 8))) + data[end:]


def _ended(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: _at(random, data)]


_QUOTED = re.compile(rb'(?<=")[^"\r\n]{0,200}(?=")')
_BARE = re.compile(rb"(?<=[=:>])[^\"'\r\n<]{1,200}")


def _said(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Another value where one stands: in quotes, or behind a mark."""
    quoted = [match.span() for match in itertools.islice(_QUOTED.finditer(data), 200)]
    bare = [match.span() for match in itertools.islice(_BARE.finditer(data), 200)]
    found = quoted if quoted and (not bare or random.random() < 0.8) else bare
    if not found:
        return data
    start, end = random.choice(found)
    old, other = data[start:end], data[slice(*random.choice(found))]
    new = (
        *(old[: len(old) // 2], old * random.choice((2, 2, 2, 400)), other, old.swapcase()),
        *(_text(random).encode("utf-8", "surrogatepass") for _ in range(2)),
    )
    return data[:start] + random.choice(new) + data[end:]


_GENTLE: tuple[Change, ...] = (_said, _said, _said, _line_moved, _with_word)
"""After these most of the form still stands."""
_CHANGES: tuple[Change, ...] = (
    *(_flipped, _cut, _repeated, _swapped, _line_moved, _line_moved),
    *(_with_word, _with_word, _with_word, _with_noise, _ended),
)


def _text(random: Random) -> str:
    return random.choice(TEXTS) if random.random() < 0.95 else LOOSE


def endless(random: Random) -> bytes:
    """One thing, or two in turn, again and again: up to 100,000 times, most of the time far fewer."""
    unit = random.choice(UNITS) + (random.choice(UNITS) if random.random() < 0.3 else b"")
    return unit * int(10 ** random.uniform(1, 5))


def _endless(random: Random, data: bytes) -> bytes:
    at = _at(random, data)
    more = endless(random)[:400_000]
    return data[:at] + more + (random.choice((b"", b"x", b"\n")) + data[at:] if random.random() < 0.8 else b"")


def _recoded(random: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-32", "cp037"))
    return text.encode(encoding, "replace")


# --- JSON --------------------------------------------------------------------------------------------------------------

_DEEP = "@deep@"
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 7, 2**31, 2**53 + 1, 2**63, -(2**63), 10**18, 1.5, -0.0, 1e308, 10**400, "", [], {},
    [[]], [None], {"a": 1}, {"state": "set"}, {"state": "newer-word", "value": 1}, ["a", "a"],
)  # fmt: skip
STATES = ("set", "not-set", "denied", "missing", "timed-out", "malformed")
_BARE_TEXTS = tuple(each for each in TEXTS if each.isprintable())


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each place in a document: what holds it, and its key or number."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        held = waiting.pop()
        keys: Iterator[Any] = iter(held) if isinstance(held, dict) else iter(range(len(held)))
        for key in keys:
            found.append((held, key))
            if isinstance(held[key], dict | list):
                waiting.append(held[key])
    return found


def changed_json(random: Random, value: Any, times: int, *, gentle: bool) -> bytes:
    """The document as text with some places changed; `gentle` keeps its types, as a newer report would."""
    for _ in range(times):
        held, key = random.choice(places(value))
        (_gently if gentle else _roughly)(random, held, key)
    text = json.dumps(value)
    if _DEEP in text:
        deep = int(10 ** random.uniform(1, 4.7))
        text = text.replace(f'"{_DEEP}"', random.choice(("[" * deep + "]" * deep, '{"a":' * deep + "1" + "}" * deep)))
    return text.encode()


def newer_words(random: Random, value: Any, fields: int) -> bytes:
    """The document with a word that nobody knows in every place of some fields, as a newer version would write it."""
    held: dict[str, list[tuple[Any, Any]]] = {}
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        path, each = waiting.pop()
        for key in each if isinstance(each, dict) else range(len(each)):
            below = f"{path}.{key}" if isinstance(each, dict) else f"{path}[]"
            if isinstance(each[key], str):
                held.setdefault(below, []).append((each, key))
            elif isinstance(each[key], dict | list):
                waiting.append((below, each[key]))
    for path in random.sample(sorted(held), min(fields, len(held))):
        word = random.choice(("newer-word", "newer-word", random.choice(_BARE_TEXTS)))
        for each, key in held[path]:
            if random.random() < 0.9:
                each[key] = word
    return json.dumps(value).encode()


def _gently(random: Random, held: Any, key: Any) -> None:
    """Another word, another number, one item more or fewer, a key that nobody knows."""
    value = held[key]
    if isinstance(value, bool):
        held[key] = not value
    elif key == "state" and value in STATES:
        held[key] = random.choice((*STATES, *STATES, "newer-word"))
    elif isinstance(value, str):
        held[key] = random.choice((*_BARE_TEXTS, value * 2, value.upper(), value[::-1], value[:1]))
    elif isinstance(value, int):
        held[key] = random.choice((0, -1, 1, value + 1, -value, 2**31, 2**53, 10**18))
    elif isinstance(value, float):
        held[key] = random.choice((0.0, -1.0, 1e9, 1e308))
    elif isinstance(value, list):
        held[key] = random.choice(([], value[:1], value[::-1], value * 2, value * 40 if len(value) < 20 else value))
    elif isinstance(value, dict):
        _key_changed(random, value)


def _key_changed(random: Random, value: dict[str, Any]) -> None:
    if value and random.random() < 0.5:
        del value[random.choice(list(value))]
    else:
        value[random.choice(("newer", "x y", "\u202e", "a" * 200, "value"))] = random.choice((1, "x", None, {"a": []}))


def _roughly(random: Random, held: Any, key: Any) -> None:
    """Whatever, wherever."""
    choice = random.random()
    if choice < 0.2:
        del held[key]
    elif choice < 0.6:
        held[key] = copy.deepcopy(random.choice(ODD))
    elif choice < 0.8:
        held[key] = random.choice((*TEXTS, LOOSE, "x" * 60_000, "a@" * 20_000, "/" * 40_000, "\\\\a\\b " * 6000))
    elif choice < 0.85:
        held[key] = _DEEP
    elif choice < 0.9:
        held[key] = [held[key]] * random.choice((2, 300))
    else:
        _gently(random, held, key)
