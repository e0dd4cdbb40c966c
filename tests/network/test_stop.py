"""The words for what the system says about a connection."""

import errno

import pytest

from pyready.net.stop import tcp_reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), "timed-out"),
        (ConnectionRefusedError(), "refused"),
        (ConnectionResetError(), "reset"),
        (BrokenPipeError(), "reset"),
        (OSError(errno.EPERM, "no"), "not-permitted"),
        (OSError(errno.EACCES, "no"), "not-permitted"),
        (OSError(errno.ENETUNREACH, "no"), "unreachable"),
        (OSError(errno.EHOSTUNREACH, "no"), "unreachable"),
        (OSError(errno.EIO, "no"), "reset"),
    ],
)
def test_what_the_system_says_has_a_reason(error: OSError, reason: str) -> None:
    assert tcp_reason(error) == reason
