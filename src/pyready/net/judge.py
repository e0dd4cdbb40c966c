"""Whether an HTTP answer is the server's own, and where it points."""

from urllib.parse import urljoin, urlsplit

from pyready.net.asking import Asking
from pyready.net.stop import Stop, words
from pyready.net.wire import Answer

REDIRECTS = 3
"""Redirects that are followed."""
_REDIRECT = (301, 302, 303, 307, 308)
_FORBIDDEN = (403, 451)
_USUAL = {"http": 80, "https": 443}
_PORTAL = 511
"""RFC 6585, 6: the network itself wants a sign-in first; never from the server that was asked."""


def judge(answer: Answer, url: str, asking: Asking) -> str:
    """Where to go on, empty when this is the true answer; Stop with layer `http` when it is not."""
    location = str(answer.headers.get("Location") or "")
    if answer.status in _REDIRECT and location:
        return _onward(url, location, asking, answer.status)
    if answer.status == _PORTAL:
        raise Stop("http", "portal", "the network asks for a sign-in first", answer.status)
    if answer.status in _FORBIDDEN and _is_page(answer):
        raise Stop("http", "block-page", f"a web page instead of an answer, status {answer.status}", answer.status)
    if not 200 <= answer.status < 300 and asking.expect != "any":
        raise Stop("http", "status", f"the server answered {answer.status}", answer.status)
    if 200 <= answer.status < 300 and _is_foreign(answer, asking):
        raise Stop("http", "block-page", f"a web page instead of {_name(asking.expect)}", answer.status)
    return ""


def also(hosts: tuple[str, ...], url: str, asking: Asking) -> tuple[str, ...]:
    """The hosts so far and that of the URL, unless it is the first one's own or known."""
    host = words(urlsplit(url).hostname)
    return hosts if host in (*hosts, urlsplit(asking.url).hostname) else (*hosts, host)


def _name(expect: str) -> str:
    return {"json": "data", "binary": "a file"}.get(expect, "the page asked for")


def _onward(url: str, location: str, asking: Asking, status: int) -> str:
    own = urlsplit(asking.url)
    try:
        target = urljoin(url, location)
        there = urlsplit(target)
        host, port = there.hostname, there.port or _USUAL.get(there.scheme)
    except ValueError as error:
        raise Stop("http", "redirected-away", "sent on to something that is not an address", status) from error
    here = own.port or _USUAL.get(own.scheme)
    names = {each.lower() for each in asking.redirects}
    listed = f"{host}:{port}" in names or (host in names and port == _USUAL.get(there.scheme))
    if there.scheme != own.scheme or not (listed or (host, port) == (own.hostname, here)):
        raise Stop("http", "redirected-away", f"sent on to {host or 'nowhere'}", status)
    return target


def _is_foreign(answer: Answer, asking: Asking) -> bool:
    if asking.expect in {"json", "binary"}:
        return _is_page(answer)
    return asking.holds.encode() not in answer.body


def _is_page(answer: Answer) -> bool:
    start = answer.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start:
        return start.startswith((b"<!doctype html", b"<head", b"<!--")) or b"<html" in start
    return answer.headers.get_content_type() == "text/html"
