"""Where a connection stops and why, and the plain reasons behind the system's errors."""

import errno
import re
import socket

from pyready.model.safe_text import clean

LONGEST = 200
"""Characters kept of anything that a server, a proxy or the system says."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PARTED = re.compile(r"[\s'\"]")
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


class Stop(Exception):
    """The connection ended at a layer, for a reason; `detail` is already fit to be shown."""

    def __init__(
        self, layer: str, reason: str, detail: str = "", status: int | None = None, sign_in: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{layer}: {reason}")
        self.layer, self.reason, self.detail = layer, reason, words(detail)
        self.status, self.sign_in = status, sign_in

    @property
    def outcome(self) -> str:
        """`no-answer` when time ran out, `not-tried` for what this program cannot do, else `stopped`."""
        if self.reason.endswith("timed-out"):
            return "no-answer"
        return "not-tried" if self.reason == "proxy-unsupported" else "stopped"


def words(text: object) -> str:
    """Foreign words made fit to be kept: control characters visible, no `user:password@`, not too long."""
    kept = clean(_without_sign_ins(str(text)))[0]
    plain = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", kept[: LONGEST + 1])
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."


def _without_sign_ins(text: str) -> str:
    """Without every `user:password@`, in one pass: a certificate may bear a name of a hundred thousand letters."""
    *before, last = text.split("@")
    kept = []
    for part in before:
        word = _PARTED.split(part)[-1]
        colon = word.find(":")
        start = len(part) - len(word) + word.rfind("/", 0, max(colon, 0)) + 1
        kept.append(part + "@" if colon < 0 else part[:start])
    return "".join([*kept, last])


def name_reason(error: socket.gaierror) -> str:
    """`name-timed-out` when the name servers did not answer, else `no-such-name`."""
    return "name-timed-out" if error.errno == socket.EAI_AGAIN else "no-such-name"


def tcp_reason(error: OSError) -> str:
    """Why the system could not open or keep a connection."""
    if isinstance(error, TimeoutError):
        return "timed-out"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, ConnectionError):
        return "reset"
    if isinstance(error, PermissionError):
        return "not-permitted"
    return "unreachable" if error.errno in _UNREACHABLE else "reset"


_AT_PROXY = {
    "no-such-name": "proxy-name",
    "name-timed-out": "proxy-name",
    "sinkhole": "proxy-name",
    "refused": "proxy-refused",
    "not-permitted": "proxy-refused",
    "unreachable": "proxy-unreachable",
    "timed-out": "proxy-timed-out",
}


def at_proxy(reason: str) -> str:
    """The reason as it is called when it was the proxy that could not be spoken to."""
    return _AT_PROXY.get(reason, "proxy-nonsense")


def detail_of(error: BaseException) -> str:
    """The system's own words for an error, without addresses of objects or whole URLs."""
    if isinstance(error, OSError) and error.strerror:
        return words(error.strerror)
    return words(error) or type(error).__name__
