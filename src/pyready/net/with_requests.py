"""What a program meets that uses requests, with its own variables, bypass rules and roots. Imported late.

pyready signs in nowhere: no netrc is opened, and a name and password in the address of a proxy are left out.
"""

import http.client
import re
import socket
import ssl
import traceback
from collections.abc import Iterator
from typing import Any

import msgspec
import requests
import urllib3

from pyready.model.attempts import Tried
from pyready.model.proxy_address import parse_proxy
from pyready.net.asking import Asking
from pyready.net.deadline import Deadline, after, bounded
from pyready.net.judge import REDIRECTS, also, judge
from pyready.net.proxy import refusal
from pyready.net.stop import Stop, at_proxy, detail_of, name_reason, tcp_reason, words
from pyready.net.tls import issuers, tls_detail, tls_reason
from pyready.net.wire import READ_AT_MOST, USER_AGENT, Answer

_GRACE_S = 0.1
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_MISSING_BUNDLE = re.compile(r"CA certificate bundle|certificate file|client certificate|invalid path", re.IGNORECASE)


def attempt(asking: Asking) -> Tried:
    """Try once. Redirects are followed by us, so that no host is contacted that is not listed."""
    visit = _Visit(asking, after(asking.seconds))
    try:
        stop = bounded(visit.run, asking.seconds + _GRACE_S)
    except TimeoutError:
        stop = Stop("", "timed-out")
    return visit.tried(stop)


class _Visit(msgspec.Struct):
    asking: Asking
    deadline: Deadline
    chosen: str = ""
    """The proxy setting that requests goes by, as set: never kept."""
    status: int | None = None
    date: str = ""
    issuers: tuple[str, ...] = ()
    sent_on: tuple[str, ...] = ()

    def run(self) -> Stop | None:
        try:
            with _Session() as session:
                session.auth = _no_sign_in  # without one of its own a session looks into netrc
                self._follow(session)
        except Stop as stop:
            return stop
        except Exception as error:  # requests and urllib3 let through more kinds than they document
            return self._why(error)
        return None

    def tried(self, stop: Stop | None) -> Tried:
        parsed = parse_proxy(self.chosen) if self.chosen else None
        return Tried(
            outcome=stop.outcome if stop else "reached",
            layer=stop.layer if stop else "",
            reason=stop.reason if stop else "",
            detail=stop.detail if stop else "",
            status=(stop.status if stop else None) or self.status,
            sign_in=stop.sign_in if stop else (),
            issuers=self.issuers,
            date=self.date,
            proxy=parsed.address if parsed else "",
            sent_on=self.sent_on,
        )

    def _follow(self, session: requests.Session) -> None:
        url = self.asking.url
        for _ in range(REDIRECTS + 1):
            self.chosen = _chosen_proxy(session, url)
            answer = self._get(session, url)
            url = judge(answer, url, self.asking)
            if not url:
                return
            self.sent_on = also(self.sent_on, url, self.asking)
        raise Stop("http", "redirected-away", f"sent on more than {REDIRECTS} times", self.status)

    def _get(self, session: requests.Session, url: str) -> Answer:
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Range": f"bytes=0-{READ_AT_MOST - 1}"}
        left, proxies = self.deadline.left(), _without_sign_in(self.chosen)
        asked = session.get(
            url, headers=headers, stream=True, allow_redirects=False, timeout=(left, left), proxies=proxies
        )
        with asked as response:
            self.status, self.date = response.status_code, words(response.headers.get("Date") or "")
            self.issuers = _issuers(response)
            answer = Answer(response.status_code, body=next(response.iter_content(READ_AT_MOST), b""))
            for name in ("Location", "Content-Type", "Proxy-Authenticate"):
                if name in response.headers:
                    answer.headers[name] = response.headers[name]
        if answer.status == 407 and self.chosen and url.startswith("http:"):
            raise refusal(answer)
        return answer

    def _why(self, error: Exception) -> Stop:
        if self.chosen and parse_proxy(self.chosen) is None:
            return Stop("proxy", "proxy-malformed", "the proxy setting is not an address")
        if isinstance(error, requests.exceptions.InvalidSchema) and "socks" in self.chosen.casefold():
            return Stop("proxy", "proxy-unsupported", "requests cannot speak to a SOCKS proxy without another package")
        return explain(error, with_proxy=bool(self.chosen))


class _Session(requests.Session):
    """Gets nothing ready for where an answer leads: for that requests reads netrc and the whole of the answer."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - as requests calls it
        return None


def _no_sign_in(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _without_sign_in(proxy: str) -> dict[str, str]:
    """The proxy in place of the one that requests would choose, where that one bears a name or a password."""
    scheme, mark, rest = proxy.rpartition("://")
    sign_in, at, host = rest.rpartition("@")
    del sign_in
    return dict.fromkeys(("http", "https"), f"{scheme}{mark}{host}") if at else {}


def _issuers(response: requests.Response) -> tuple[str, ...]:
    """Who signed, if the socket can be found: it hangs on the connection, or on the answer when that is the last."""
    for path in ("_connection.sock", "_fp.fp.raw._sock"):
        found: Any = response.raw
        for name in path.split("."):
            found = getattr(found, name, None)
        if isinstance(found, ssl.SSLSocket):
            return issuers(found)
    return ()


def _chosen_proxy(session: requests.Session, url: str) -> str:
    settings = session.merge_environment_settings(url, {}, stream=True, verify=None, cert=None)
    return requests.utils.select_proxy(url, settings["proxies"]) or ""


def explain(error: Exception, *, with_proxy: bool) -> Stop:
    """Layer and reason of what requests raised: it wraps the true cause several times."""
    causes = list(_causes(error))
    certificate = next((each for each in causes if isinstance(each, ssl.SSLError)), None)
    if certificate is not None:
        return Stop("tls", tls_reason(certificate), tls_detail(certificate))
    for each in causes:
        refused = _TUNNEL.search(str(each))
        if refused:
            return refusal(Answer(int(refused.group(1))))
    if type(error) is OSError and _MISSING_BUNDLE.search(str(error)):
        return Stop("tls", "bundle-missing", "the certificate bundle that a setting names is missing")
    stop = _lower_layers(causes)
    at_the_proxy = with_proxy and (
        stop.layer in {"name", "tcp", "proxy"}
        or any(isinstance(each, urllib3.exceptions.ProxyError) for each in causes)
    )
    return Stop("proxy", at_proxy(stop.reason), stop.detail) if at_the_proxy else stop


def _lower_layers(causes: list[BaseException]) -> Stop:
    for each in causes:
        if isinstance(each, socket.gaierror):
            return Stop("name", name_reason(each), detail_of(each))
    layer = _place(causes)
    for each in causes:
        if isinstance(each, TimeoutError | requests.exceptions.Timeout):
            return Stop(layer, "timed-out")
    for each in causes:
        if isinstance(each, http.client.RemoteDisconnected) or (
            isinstance(each, OSError) and not isinstance(each, requests.RequestException)
        ):
            return Stop(layer, tcp_reason(each), detail_of(each))
    return Stop(layer, "nonsense", type(causes[-1]).__name__)


def _place(causes: list[BaseException]) -> str:
    """The layer at work when it went wrong, from the names of the functions that were running."""
    names = {frame.name for each in causes for frame in traceback.extract_tb(each.__traceback__)}
    for name, layer in (("_tunnel", "proxy"), ("do_handshake", "tls"), ("create_connection", "tcp")):
        if name in names:
            return layer
    return "http"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it, each once."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        behind = (
            getattr(each, "reason", None),
            getattr(each, "original_error", None),
            each.__cause__,
            each.__context__,
        )
        waiting += [cause for cause in (*behind, *each.args) if isinstance(cause, BaseException)]
