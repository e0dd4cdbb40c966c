"""HTTP on a socket under one deadline: sends a head, has `http.client` parse what comes back, reads little."""

import http.client
import io
import socket
from email.message import Message
from typing import TYPE_CHECKING

import msgspec

from pyready import __version__
from pyready.model.project import PROJECT
from pyready.net.deadline import Deadline

if TYPE_CHECKING:  # a name for any writable buffer; in the standard library from 3.12
    from typing_extensions import Buffer

USER_AGENT = f"pyready/{__version__} (+{PROJECT})"
READ_AT_MOST = 8192
"""Bytes of a body that are looked at."""
_HEAD_AT_MOST = 65536


class Answer(msgspec.Struct, frozen=True):
    """The start of an HTTP answer."""

    status: int
    headers: Message = msgspec.field(default_factory=Message)
    body: bytes = b""


class Wire(io.RawIOBase):
    """A socket as `http.client` wants it: every read ends at the deadline, and endless heads end too."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._sock, self._deadline = sock, deadline
        self._budget = _HEAD_AT_MOST + READ_AT_MOST

    def readable(self) -> bool:
        """Always: this is the reading side."""
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        """Read what is there."""
        if self._budget <= 0:
            raise http.client.HTTPException("the answer's head does not end")
        self._sock.settimeout(self._deadline.left())
        count = self._sock.recv_into(memoryview(buffer))
        self._budget -= count
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        """What `http.client.HTTPResponse` asks a socket for."""
        del mode
        return io.BufferedReader(self, 4096)


def send(sock: socket.socket, first_line: str, headers: dict[str, str], deadline: Deadline) -> None:
    """Send a request without a body."""
    lines = [first_line, *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    sock.settimeout(deadline.left())
    sock.sendall("\r\n".join(lines).encode("ascii", "backslashreplace"))


def receive(sock: socket.socket, deadline: Deadline, *, body: bool = True) -> Answer:
    """The answer's head and, if asked for, the first bytes of its body."""
    wire = Wire(sock, deadline)
    response = http.client.HTTPResponse(wire)  # type: ignore[arg-type]  # it calls makefile and nothing else
    response.begin()
    data = b""
    while body and len(data) < READ_AT_MOST:
        part = response.read1(READ_AT_MOST - len(data))
        if not part:
            break
        data += part
    return Answer(response.status, response.headers, data)
