"""Bytes of any text, bounded: the beginning and the end of a longer one, and the text in them."""

import codecs
from collections.abc import Callable
from typing import NamedTuple

HEAD, TAIL = 256 * 1024, 768 * 1024
"""Bytes that are kept of the beginning and of the end; both are even, as UTF-16 wants it."""
MOST = 64 * 1024 * 1024
"""Bytes of a stream that are read at all."""
_CHUNK = 64 * 1024
_SAMPLE = 4096
_TEXT = bytes({7, 8, 9, 10, 12, 13, 27}) + bytes(range(32, 127)) + bytes(range(128, 256))


class Text(NamedTuple):
    """What was read, and whether a part was left out."""

    text: str
    cut: bool = False


class NoText(Exception):
    """The bytes are those of a program or picture."""


def read_all(read: Callable[[int], bytes]) -> Text:
    """The text that a stream gives until its end. Raises NoText."""
    head, tail, got = bytearray(), bytearray(), 0
    while got < MOST and (chunk := read(_CHUNK)):
        got += len(chunk)
        room = max(0, HEAD - len(head))
        head += chunk[:room]
        tail += chunk[room:]
        if len(tail) > 2 * TAIL:
            del tail[: (len(tail) - TAIL) // 2 * 2]
    cut = len(tail) > TAIL or len(head) + len(tail) < got or got >= MOST
    if len(tail) > TAIL:
        del tail[: (len(tail) - TAIL + 1) // 2 * 2]
    return Text(_decoded(bytes(head), bytes(tail), cut=cut), cut)


def _decoded(head: bytes, tail: bytes, *, cut: bool) -> str:
    """UTF-16 by its mark or its zeros, as PowerShell writes it; else UTF-8, with a mark where a byte does not fit."""
    encoding = _encoding(head)
    if encoding == "utf-8-sig" and len(head[:_SAMPLE].translate(None, _TEXT)) * 10 > len(head[:_SAMPLE]):
        raise NoText
    if not cut:
        return (head + tail).decode(encoding, "replace")
    return "\n".join(part.decode(encoding, "replace") for part in (head, tail))


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    zeros = head[:_SAMPLE:2].count(0), head[1:_SAMPLE:2].count(0)
    if max(zeros) * 5 > len(head[:_SAMPLE]) and min(zeros) * 10 < max(zeros):
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8-sig"
