"""Reads what a program writes, up to a limit, in threads that end with it."""

import threading
from typing import IO

MOST_BYTES = 200_000
"""Bytes that are kept of each stream; the rest is read, so that the program can go on, and thrown away."""
_AT_ONCE = 65_536


class Reader:
    """One stream of a program."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._first, self._last = bytearray(), bytearray()
        self._thread = threading.Thread(target=self._read, daemon=True, name="pyready-output")
        self._thread.start()

    def _read(self) -> None:
        half = MOST_BYTES // 2
        while part := self._part():
            room = half - len(self._first)
            self._first += part[:room] if room > 0 else b""
            self._last += part[max(room, 0) :]
            del self._last[: max(0, len(self._last) - half)]

    def _part(self) -> bytes:
        try:
            return self._stream.read1(_AT_ONCE)  # type: ignore[attr-defined, no-any-return]  # a BufferedReader
        except (OSError, ValueError):  # closed meanwhile
            return b""

    def text(self, seconds: float) -> str:
        """What was written, its middle left out where it is too much; waits until the stream ends, or not longer.

        Our end is closed then; where something else still holds the other end open, the thread reads on: to close a
        stream that is read would wait for that, for ever.
        """
        self._thread.join(seconds)
        if not self._thread.is_alive():
            self._stream.close()
        return bytes(self._first + self._last).decode("utf-8", "backslashreplace")
