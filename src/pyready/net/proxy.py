"""The way through a proxy: which one the environment names, and the CONNECT that asks it for a tunnel."""

import http.client
import re
import socket
import urllib.request
from urllib.parse import urlsplit

from pyready.model.proxy_address import ProxySetting, parse_proxy
from pyready.net.choose import plain
from pyready.net.deadline import Deadline
from pyready.net.dial import dial
from pyready.net.stop import Stop, at_proxy, detail_of, tcp_reason
from pyready.net.wire import USER_AGENT, Answer, receive, send


def environment_proxy(url: str) -> str:
    """The proxy that the environment's variables name for this URL, `no_proxy` honoured; empty for none.

    By the rules of `urllib`, with `all_proxy` where nothing narrower is set, as requests, curl and git have it.
    """
    parts = urlsplit(url)
    proxies = urllib.request.getproxies_environment()
    setting = proxies.get(parts.scheme) or proxies.get("all") or ""
    where = parts.netloc.rpartition("@")[2]
    if not setting or urllib.request.proxy_bypass_environment(where, proxies):  # type: ignore[attr-defined]
        return ""
    return plain(setting)


def usable(setting: str) -> ProxySetting:
    """The proxy to speak to, or Stop when the setting cannot be used here."""
    parsed = parse_proxy(setting)
    if parsed is None:
        raise Stop("proxy", "proxy-malformed", "the proxy setting is not an address such as http://proxy.example:8080")
    if parsed.scheme != "http":
        raise Stop("proxy", "proxy-unsupported", f"pyready cannot use a proxy by {parsed.scheme}")
    return parsed


def dial_proxy(proxy: ProxySetting, deadline: Deadline) -> socket.socket:
    """A connection to the proxy itself."""
    parts = urlsplit(f"//{proxy.address}")
    try:
        return dial(parts.hostname or "", parts.port or 80, deadline)
    except Stop as stop:
        raise Stop("proxy", at_proxy(stop.reason), stop.detail) from stop


def tunnel(sock: socket.socket, host: str, port: int, deadline: Deadline) -> None:
    """Ask for a tunnel to host and port. No sign-in is offered, whatever the proxy asks for."""
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        send(sock, f"CONNECT {target} HTTP/1.1", {"Host": target, "User-Agent": USER_AGENT}, deadline)
        answer = receive(sock, deadline, body=False)
    except TimeoutError as error:
        raise Stop("proxy", "proxy-timed-out") from error
    except (http.client.HTTPException, ValueError) as error:
        raise Stop("proxy", "proxy-nonsense", type(error).__name__) from error
    except OSError as error:
        raise Stop("proxy", at_proxy(tcp_reason(error)), detail_of(error)) from error
    if not 200 <= answer.status < 300:
        raise refusal(answer)


def refusal(answer: Answer) -> Stop:
    """What a proxy means that does not open the tunnel."""
    if answer.status == 407:
        return Stop("proxy", "sign-in", "", 407, schemes(answer.headers.get_all("Proxy-Authenticate") or ()))
    # 5xx: the proxy tried and could not reach the server, which is another matter than not wanting to
    reason = "proxy-cannot-reach" if answer.status >= 500 else "proxy-blocked"
    return Stop("proxy", reason, f"the proxy answered {answer.status}", answer.status)


def schemes(challenges: "list[str] | tuple[()]") -> tuple[str, ...]:
    """The sign-in schemes of `Proxy-Authenticate` headers, in lower case: `Negotiate, Basic realm="x"` gives two."""
    found: dict[str, None] = {}
    for challenge in challenges:
        for part in re.sub(r'"[^"]*"', "", str(challenge)).split(","):
            first = part.split()[:1]
            if first and re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,30}", first[0]):
                found[first[0].lower()] = None
    return tuple(found)
