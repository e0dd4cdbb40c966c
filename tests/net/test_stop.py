"""The words for what the system says about a connection."""

import errno
import re

from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.net.stop import _without_sign_ins, tcp_reason, words


@for_each(
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


@for_each(
    ("text", "kept"),
    [
        ("http://me:pa55word@proxy.example:8080", "proxy.example:8080"),
        ("to http://proxy/me:pa55word@x and 'me:pa55word@y'", "to x and 'y'"),
        ("a:b@c:d@e", "e"),
        ("me@trust.example said: no", "me@trust.example said: no"),
        ("x" * 300, "x" * 197 + "..."),
        ("me:" + "p" * 300 + "@x", "x"),
    ],
)
def test_foreign_words_lose_their_sign_ins(text: str, kept: str) -> None:
    assert words(text) == kept


SIGN_IN = re.compile(r"[^\s/@'\"]*:[^\s@'\"]*@")
"""What a sign-in is; looking for it so takes minutes in a long text without one."""


@given(st.text("ab:/@ '\"\n", max_size=40))
def test_sign_ins_are_found_as_they_are_defined(text: str) -> None:
    assert _without_sign_ins(text) == SIGN_IN.sub("", text)
