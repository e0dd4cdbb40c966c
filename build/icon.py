"""Draws the icon of pyready.exe, a white tick on a blue rounded square, and writes it as .ico bytes."""

import math
import struct
import sys
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 256)
BLUE, WHITE = (0, 94, 184), (255, 255, 255)
CORNER = 0.18
TICK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
"""Corners of the tick in a square of side 1, from the top left."""
STROKE = 0.065
SAMPLES = 4
"""Points looked at in each direction of a pixel, which smooths the edges."""


def _from_square(x: float, y: float) -> float:
    """How far a point is outside the square; less than 0 inside."""
    dx, dy = max(abs(x - 0.5) - 0.5 + CORNER, 0.0), max(abs(y - 0.5) - 0.5 + CORNER, 0.0)
    return math.hypot(dx, dy) - CORNER


def _from_tick(x: float, y: float) -> float:
    """How far a point is outside the tick; less than 0 on it."""
    return min(_distance(x, y, *start, *end) for start, end in pairwise(TICK)) - STROKE


def _distance(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    dx, dy = bx - ax, by - ay
    along = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


def _share(column: int, row: int, size: int, outside: Callable[[float, float], float]) -> float:
    """How much of a pixel a shape covers. Only where its edge is near are the points of the pixel looked at."""
    middle = outside((column + 0.5) / size, (row + 0.5) / size)
    if abs(middle) > 1 / size:  # more than half the diagonal of a pixel
        return float(middle < 0)
    steps = [(step + 0.5) / SAMPLES for step in range(SAMPLES)]
    return sum(outside((column + x) / size, (row + y) / size) <= 0 for y in steps for x in steps) / SAMPLES**2


def _pixel(column: int, row: int, size: int) -> bytes:
    share = _share(column, row, size, _from_tick)
    colour = (round(blue + (white - blue) * share) for blue, white in zip(BLUE, WHITE, strict=True))
    return bytes((*colour, round(255 * _share(column, row, size, _from_square))))


def rows(size: int) -> list[bytes]:
    """The picture, row by row from the top, red green blue alpha."""
    return [b"".join(_pixel(column, row, size) for column in range(size)) for row in range(size)]


def png(size: int) -> bytes:
    """The picture as PNG."""
    data = zlib.compress(b"".join(b"\0" + row for row in rows(size)), 9)
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bitmap(size: int) -> bytes:
    """The picture as Windows keeps it: from the bottom, blue first, and an empty mask after it."""
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    pixels = bytearray(b"".join(reversed(rows(size))))
    pixels[0::4], pixels[2::4] = pixels[2::4], pixels[0::4]
    return header + bytes(pixels) + bytes(size * ((size + 31) // 32 * 4))


def ico() -> bytes:
    """The whole icon file."""
    # Only the largest as PNG: some older dialogues of Windows show nothing for a small one.
    pictures = [png(size) if size == 256 else bitmap(size) for size in SIZES]
    offset, entries = 6 + 16 * len(SIZES), b""
    for size, picture in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(ico())
