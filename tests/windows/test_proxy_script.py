"""A proxy script asked through WinHTTP: served on loopback, good and bad; and the whole conversation with a stand-in.

Wine runs scripts, but has no resolver and hands out only the first proxy of a list: what the resolver adds is shown
with a stand-in for winhttp.dll.
"""

import ctypes
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pyready.model.attempts import ScriptAnswer, ScriptChoice, ScriptWanted
from pyready.recorded.host import NoNet
from pyready.windows import proxy_script
from pyready.windows.native import Missing
from pyready.windows.scripted_net import ScriptedNet

pytestmark = pytest.mark.windows

PAC = b"""function FindProxyForURL(url, host) {
  if (shExpMatch(host, "*.inside.example")) return "DIRECT";
  if (host == "six.example") return "PROXY [2001:db8::7]:8080";
  return "PROXY first.example:8080; PROXY second.example:8081; DIRECT";
}"""
TYPE = "application/x-ns-proxy-autoconfig"
URL = "https://outside.example/"
NET = ScriptedNet(NoNet())


class Served(ThreadingHTTPServer):
    """Gives the same answer to everybody; `asked` are the headers that came."""

    daemon_threads = True

    def __init__(self, body: bytes, kind: str, status: int, hold: threading.Event | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.body, self.kind, self.status, self.hold = body, kind, status, hold
        self.asked: list[dict[str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Served

    def do_GET(self) -> None:
        self.server.asked.append({name.casefold(): value for name, value in self.headers.items()})
        if self.server.hold:
            self.server.hold.wait(30)
            return
        self.send_response(self.server.status)
        for scheme in ("Negotiate", "NTLM", 'Basic realm="x"') if self.server.status == 401 else ():
            self.send_header("WWW-Authenticate", scheme)
        self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(
    body: bytes = PAC, kind: str = TYPE, status: int = 200, hold: threading.Event | None = None
) -> Iterator[tuple[str, Served]]:
    with Served(body, kind, status, hold) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/proxy.pac", server
        finally:
            if hold:
                hold.set()
            server.shutdown()


def asked(script: str, url: str = URL, seconds: float = 5.0) -> tuple[ScriptAnswer, float]:
    began = time.monotonic()
    answer = NET.ask_script(ScriptWanted(url, script, detect=False, seconds=seconds))
    return answer, time.monotonic() - began


def test_a_script_names_another_way_for_each_server() -> None:
    with served() as (script, _):
        outside, _ = asked(script)
        assert outside.state == "set"
        assert outside.choices[0] == ScriptChoice("http", "first.example:8080")
        assert asked(script, "https://a.inside.example/")[0] == ScriptAnswer("set", (ScriptChoice("direct"),))


def test_nothing_is_asked_where_no_script_and_no_search_is_wanted() -> None:
    assert NET.ask_script(ScriptWanted(URL)) == ScriptAnswer("not-set")


def test_nobody_signs_in_at_the_server_of_a_script() -> None:
    with served(status=401, body=b"who are you?") as (script, server):
        answer, _ = asked(script)
        assert answer.choices == ()
        assert answer.state != "set"
        assert server.asked
        assert [each for each in server.asked if "authorization" in each] == []


BAD: dict[str, dict[str, Any]] = {
    "not JavaScript": {"body": b"<html><body>Sign in to the network</body></html>", "kind": "text/html"},
    "nothing": {"body": b""},
    "no such function": {"body": b"var x = 1;"},
    "raises": {"body": b"function FindProxyForURL(u, h) { throw 1; }"},
    "5 MB": {"body": PAC + b"//" + b"x" * 5_000_000},
    "not there": {"body": b"no", "status": 404},
    "bytes": {"body": bytes(range(256)) * 40},
    "answers nonsense": {"body": b'function FindProxyForURL(u, h) { return "FOO \\u0001 bar; PROXY; PROXY :::"; }'},
    "wrong type": {"kind": "text/html"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_script_ends_in_an_answer_or_a_reason_in_time(name: str) -> None:
    with served(**BAD[name]) as (script, _):
        answer, took = asked(script)

    assert took < 5.5
    assert (answer.state == "set") == (not answer.reason)
    assert answer.reason != "timed-out"
    assert all(each.kind == "direct" or each.address for each in answer.choices)


@pytest.mark.parametrize(
    "script", ["file:///C:/proxy.pac", "ftp://127.0.0.1/p", "http://127.0.0.1:1/p", "http://[", "x"]
)
def test_an_address_that_leads_to_no_script_gives_a_reason(script: str) -> None:
    answer, took = asked(script)

    assert answer.state not in {"set", "missing"}
    assert answer.reason
    assert took < 5.5


def test_a_script_that_never_comes_costs_the_time_that_was_given() -> None:
    with served(hold=threading.Event()) as (script, _):
        answer, took = asked(script, seconds=1.5)

    assert answer == ScriptAnswer("timed-out", reason="timed-out")
    assert took < 2.0


LOOPS = """
import sys, time
from pyready.model.attempts import ScriptWanted
from pyready.recorded.host import NoNet
from pyready.windows.scripted_net import ScriptedNet
began = time.monotonic()
answer = ScriptedNet(NoNet()).ask_script(ScriptWanted("https://a.example/", sys.argv[1], seconds=2.0))
print(answer.state, time.monotonic() - began < 2.6, flush=True)
"""


@pytest.mark.parametrize(
    ("body", "states"),
    [(b"while (true) {}", {b"timed-out"}), (b"return 7;", {b"set", b"malformed"})],
    ids=["loops for ever", "answers a number"],
)
def test_a_script_that_breaks_what_runs_it_holds_nobody_up_and_the_program_ends(
    body: bytes, states: set[bytes]
) -> None:
    """In a program of its own: after the number, nothing more could be asked of Wine's winhttp.dll in the same one."""
    with served(b"function FindProxyForURL(u, h) { " + body + b" }") as (script, _):
        command = [sys.executable, "-c", LOOPS, script]
        printed = subprocess.run(command, check=False, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)

    state, in_time = printed.stdout.split()
    assert state in states
    assert in_time == b"True"


class StandIn:
    """Answers for winhttp.dll as its documentation says it does, in a thread of its own."""

    def __init__(self, entries: tuple[tuple[int, int, str | None, int], ...] = (), **more: Any) -> None:
        self.entries, self.error = entries, more.get("error", 0)
        self.begin, self.wait, self.silent = more.get("begin", 997), more.get("wait", 0.0), more.get("silent", False)
        self.closed: list[int] = []
        self.freed = 0
        self.options: list[tuple[int, int, str | None, int]] = []
        self.told = threading.Event()

    def function(self, library: str, name: str, *_: Any) -> Callable[..., Any]:
        assert library == "winhttp"
        plain = re.sub("(?<=[a-z])(?=[A-Z])", "_", name.removeprefix("WinHttp")).lower()
        return getattr(self, plain)

    def open(self, *_: Any) -> int:
        return 11

    def set_status_callback(self, _: int, callback: Any, *__: Any) -> int:
        self.callback = callback
        return 0

    def create_proxy_resolver(self, session: int, made: Any) -> int:
        assert session == 11
        ctypes.cast(made, ctypes.POINTER(ctypes.c_void_p)).contents.value = 22
        return 0

    def get_proxy_for_url_ex(self, resolver: int, url: str, options: Any, number: int) -> int:
        assert (resolver, url) == (22, URL)
        given = ctypes.cast(options, ctypes.POINTER(proxy_script._Options)).contents
        self.options.append((given.flags, given.detect_by, given.url, given.sign_in))
        if not self.silent:
            threading.Thread(target=self._answer, args=(number,), daemon=True).start()
        return int(self.begin)

    def _answer(self, number: int) -> None:
        time.sleep(self.wait)
        self.callback(22, number, 0x4000, None, 0)  # a status that says nothing about the end
        if self.error:
            result = proxy_script._AsyncResult(6, self.error)
            self.callback(22, number, 0x00200000, ctypes.addressof(result), ctypes.sizeof(result))
        else:
            self.callback(22, number, 0x01000000, None, 0)
        self.told.set()

    def get_proxy_result(self, resolver: int, result: Any) -> int:
        assert resolver == 22
        self.held = (proxy_script._Entry * max(1, len(self.entries)))(
            *(proxy_script._Entry(proxied, 0, scheme, host, port) for proxied, scheme, host, port in self.entries)
        )
        found = ctypes.cast(result, ctypes.POINTER(proxy_script._Result)).contents
        found.count, found.entries = len(self.entries), self.held
        return 0

    def free_proxy_result(self, _: Any) -> None:
        self.freed += 1

    def close_handle(self, handle: int) -> int:
        self.closed.append(handle)
        return 1


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., StandIn]]:
    def use(*arguments: Any, **more: Any) -> StandIn:
        made = StandIn(*arguments, **more)
        monkeypatch.setattr(proxy_script, "function", made.function)
        return made

    proxy_script._session.cache_clear()
    yield use
    proxy_script._session.cache_clear()


WANTED = ScriptWanted(URL, "http://pac.example/p.pac", detect=False, seconds=2.0)


def test_the_whole_list_is_kept_in_its_order(stand_in: Callable[..., StandIn]) -> None:
    entries = ((1, 1, "a.example", 8080), (1, 4, "2001:db8::7", 1080), (1, 2, "c.example", 0), (0, 0, None, 0))
    made = stand_in(entries)

    kinds = [(each.kind, each.address) for each in NET.ask_script(WANTED).choices]
    assert kinds == [
        ("http", "a.example:8080"),
        ("socks", "[2001:db8::7]:1080"),
        ("https", "c.example:443"),
        ("direct", ""),
    ]
    assert (made.closed, made.freed) == ([22], 1)
    assert made.options == [(2, 0, "http://pac.example/p.pac", 0)]


@pytest.mark.parametrize(
    ("detect", "script", "options"),
    [(True, "", (1, 3, None, 0)), (True, "http://p.example/", (3, 3, "http://p.example/", 0))],
)
def test_only_what_is_wanted_is_asked_for_and_never_a_sign_in(
    stand_in: Callable[..., StandIn], detect: bool, script: str, options: tuple[Any, ...]
) -> None:
    made = stand_in(((0, 0, None, 0),))
    NET.ask_script(ScriptWanted(URL, script, detect, 2.0))

    assert made.options == [options]


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (12166, "malformed", "bad-script"),
        (12167, "malformed", "not-downloaded"),
        (12015, "denied", "sign-in"),
        (12178, "not-set", "not-found"),
        (12180, "not-set", "not-found"),
        (12006, "malformed", "bad-address"),
        (12017, "malformed", "refused"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
def test_an_error_becomes_a_reason(
    stand_in: Callable[..., StandIn], error: int, state: str, reason: str, at_once: bool
) -> None:
    made = stand_in(begin=error, silent=True) if at_once else stand_in(error=error)

    assert NET.ask_script(WANTED) == ScriptAnswer(state, reason=reason)
    assert (made.closed, made.freed) == ([22], 0)


def test_what_comes_after_the_end_is_nobodys_and_the_question_was_given_up(
    stand_in: Callable[..., StandIn],
) -> None:
    made = stand_in(((0, 0, None, 0),), wait=0.6)

    answer = NET.ask_script(ScriptWanted(URL, WANTED.script, seconds=0.2))
    assert answer == ScriptAnswer("timed-out", reason="timed-out")
    assert made.closed == [22]
    assert made.told.wait(5)
    assert proxy_script._waiting == {}


def test_without_any_of_it_the_answer_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any) -> Any:
        raise Missing("winhttp.dll")

    proxy_script._session.cache_clear()
    monkeypatch.setattr(proxy_script, "function", nowhere)
    assert NET.ask_script(WANTED) == ScriptAnswer("missing")
