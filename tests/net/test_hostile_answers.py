"""Whatever a server or a proxy says, the transport ends with a plain record."""

import contextlib
import http.client
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from for_each import for_each
from net.servers import response, saying, serving
from net.test_attempt import told
from pyready.model.attempts import Wanted
from pyready.model.proxy_address import parse_proxy
from pyready.net.asking import Asking
from pyready.net.choose import plain
from pyready.net.deadline import after
from pyready.net.judge import judge
from pyready.net.proxy import refusal
from pyready.net.stop import LONGEST, Stop, words
from pyready.net.transport import Transport
from pyready.net.wire import READ_AT_MOST, receive

ANSWERS = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=300).map(lambda data: b"HTTP/1.1 200 OK\r\n" + data),
    st.binary(max_size=300).map(lambda data: b"HTTP/1.1 302 Found\r\nLocation: " + data + b"\r\n\r\n"),
    st.binary(max_size=300).map(lambda data: b"HTTP/1.1 407 No\r\nProxy-Authenticate: " + data + b"\r\n\r\n"),
    st.binary(max_size=300).map(lambda data: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + data),
    st.binary(max_size=300).map(lambda data: b"HTTP/1.1 200 OK\r\nContent-Length: " + data + b"\r\n\r\nx"),
)


@pytest.mark.unmeasured
@settings(max_examples=300)
@given(ANSWERS)
def test_any_answer_is_parsed_or_refused(data: bytes) -> None:
    here, there = socket.socketpair()
    with here, there:
        there.sendall(data)
        there.shutdown(socket.SHUT_WR)
        with contextlib.suppress(http.client.HTTPException, OSError, ValueError):  # what the transport expects
            answer = receive(here, after(5))
            assert len(answer.body) <= READ_AT_MOST
            for scheme in refusal(answer).sign_in:
                assert scheme.isascii()
                assert scheme.islower()
            with contextlib.suppress(Stop):
                onward = judge(answer, "https://index.example/a", Asking("x", "https://index.example/a"))
                assert not onward or onward.startswith("https://index.example")


@for_each(
    "location", ["https://[broken/", "https://localhost:99999/", "//", "javascript:alert(1)", "http://localhost/"]
)
def test_redirects_to_nowhere(location: str) -> None:
    with serving(saying(response("302 Found", b"", f"Location: {location}"))) as port:
        tried = Transport().attempt(Wanted("x", f"http://127.0.0.1:{port}/a"))
    assert told(tried) == ("stopped", "http", "redirected-away")
    assert tried.status == 302


@pytest.mark.parametrize("url", ["https://[broken/", "https://localhost:99999/"])
def test_an_address_that_cannot_be_taken_apart_is_no_crash(url: str) -> None:
    assert Transport().attempt(Wanted("x", url)).outcome == "stopped"
    assert Transport().attempt_with_requests(Wanted("x", url)).outcome == "stopped"


def test_plain_http_on_this_computer_goes_without_tls_also_through_a_proxy() -> None:
    with serving(saying(response("200 OK", b"{}"))) as port:
        assert Transport().attempt(Wanted("x", f"http://127.0.0.1:{port}/a?b=c d")).status == 200
        tried = Transport().attempt(Wanted("x", "http://index.example/", f"127.0.0.1:{port}"))
        assert (tried.status, tried.issuers) == (200, ())
    with serving(saying(response("407 No", b"", "Proxy-Authenticate: Negotiate"))) as port:
        tried = Transport().attempt(Wanted("x", "http://index.example/", f"127.0.0.1:{port}"))
        assert (tried.reason, tried.sign_in) == ("sign-in", ("negotiate",))


@given(st.text(max_size=400))
def test_words_are_short_printable_and_encodable(text: str) -> None:
    shown = words(text)
    assert len(shown) <= LONGEST
    assert not any(character < " " for character in shown)
    shown.encode()


@given(st.text(max_size=60))
def test_a_proxy_setting_never_hands_on_its_sign_in(text: str) -> None:
    for setting in (f"http://me:pa55word@{text}", f"{text}//me:pa55word@proxy"):
        assert "pa55word" not in plain(setting)
    assert parse_proxy(plain("http://me:pa55word@proxy.example:8080")) is not None
