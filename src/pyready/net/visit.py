"""One try with our own sockets, layer by layer, that keeps what a proxy or a server said."""

import http.client
import socket
from urllib.parse import SplitResult, quote, urlsplit

import msgspec

from pyready.model.attempts import Tried, Vouched
from pyready.model.proxy_address import ProxySetting
from pyready.net import proxy
from pyready.net.asking import Asking
from pyready.net.deadline import Deadline, after, bounded
from pyready.net.dial import dial
from pyready.net.judge import REDIRECTS, also, judge
from pyready.net.stop import Stop, detail_of, words
from pyready.net.tls import anchor, handshake, issuers, read_chain
from pyready.net.wire import READ_AT_MOST, USER_AGENT, Answer, receive, send

GRACE_S = 0.1
"""Seconds past its end after which a try that hangs in the system is left behind."""


def attempt(asking: Asking) -> Tried:
    """Try once, within the time the wish gives."""
    visit = Visit(asking, after(asking.seconds))
    try:
        stop = bounded(visit.run, asking.seconds + GRACE_S)
    except TimeoutError:
        stop = Stop(visit.layer, "timed-out")
    return visit.tried(stop)


class Visit(msgspec.Struct):
    """One try and what it has seen so far, so that something is known even when it is cut off."""

    asking: Asking
    deadline: Deadline
    layer: str = "name"
    proxy: str = ""
    detail: str = ""
    sent_on: tuple[str, ...] = ()
    status: int | None = None
    date: str = ""
    issuers: tuple[str, ...] = ()
    anchor: str = ""
    via: ProxySetting | None = None

    def run(self) -> Stop | None:
        """Go as far as it goes; None when the true answer came."""
        try:
            if self.asking.proxy:
                self.layer = "proxy"
                self.via = proxy.usable(self.asking.proxy)
                self.proxy = self.via.address
            self._follow()
        except Stop as stop:
            return stop
        except ValueError as error:  # an address that cannot be taken apart
            return Stop(self.layer, "nonsense", type(error).__name__)
        return None

    def tried(self, stop: Stop | None) -> Tried:
        """The finished record."""
        tried = Tried(
            outcome=stop.outcome if stop else "reached",
            layer=stop.layer if stop else "",
            reason=stop.reason if stop else "",
            detail=(stop.detail if stop else "") or self.detail,
            status=(stop.status if stop else None) or self.status,
            sign_in=stop.sign_in if stop else (),
            issuers=self.issuers,
            date=self.date,
            proxy=self.proxy,
            sent_on=self.sent_on,
        )
        if self.asking.roots != "python":
            return tried
        return Vouched(**msgspec.structs.asdict(tried), anchor=self.anchor)

    def _follow(self) -> None:
        url = self.asking.url
        for _ in range(REDIRECTS + 1):
            parts = urlsplit(url)
            with self._dialled(parts) as sock:
                answer = self._handshake_and_ask(sock, parts)
            onward = judge(answer, url, self.asking) if answer else ""
            if not onward:
                return
            url = onward
            self.detail = words(f"redirected to {urlsplit(url).hostname}")
            self.sent_on = also(self.sent_on, url, self.asking)
        raise Stop("http", "redirected-away", f"sent on more than {REDIRECTS} times", self.status)

    def _dialled(self, parts: SplitResult) -> socket.socket:
        host, port = parts.hostname or "", _port(parts)
        if self.via is None:
            self.layer = "tcp"
            return dial(host, port, self.deadline)
        self.layer = "proxy"
        sock = proxy.dial_proxy(self.via, self.deadline)
        if parts.scheme == "https":
            try:
                proxy.tunnel(sock, host, port, self.deadline)
            except Stop:
                sock.close()
                raise
        return sock

    def _handshake_and_ask(self, sock: socket.socket, parts: SplitResult) -> Answer | None:
        if parts.scheme != "https":
            return None if self.asking.only_handshake else self._ask(sock, parts)
        self.layer = "tls"
        host, roots = parts.hostname or "", self.asking.roots
        if roots == "none":
            self.issuers = read_chain(sock, host, self.deadline)
            return None
        with handshake(sock, host, roots, self.deadline) as secured:
            self.issuers = issuers(secured)
            self.anchor = anchor(secured) if roots == "python" else ""
            return None if self.asking.only_handshake else self._ask(secured, parts)

    def _ask(self, sock: socket.socket, parts: SplitResult) -> Answer:
        self.layer = "http"
        try:
            send(sock, f"GET {self._target(parts)} HTTP/1.1", _headers(parts), self.deadline)
            answer = receive(sock, self.deadline)
        except TimeoutError as error:
            raise Stop("http", "timed-out") from error
        except (http.client.RemoteDisconnected, OSError) as error:
            raise Stop("http", "reset", detail_of(error)) from error
        except (http.client.HTTPException, ValueError) as error:
            raise Stop("http", "nonsense", type(error).__name__) from error
        self.status, self.date = answer.status, words(answer.headers.get("Date") or "")
        if answer.status == 407 and self.via is not None and parts.scheme == "http":
            raise proxy.refusal(answer)
        return answer

    def _target(self, parts: SplitResult) -> str:
        whole = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        path = quote(whole, safe="/%:@!$&'()*+,;=~?")
        return f"http://{_where(parts)}{path}" if self.via and parts.scheme == "http" else path


def _where(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": _where(parts),
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Range": f"bytes=0-{READ_AT_MOST - 1}",
        "Connection": "close",
    }
