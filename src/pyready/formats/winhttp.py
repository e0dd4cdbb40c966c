"""What WinHTTP hands over about proxies, read without calling Windows, so that it is tested anywhere."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pyready.model.attempts import ScriptChoice
from pyready.model.host import State
from pyready.model.proxy_address import parse_proxy

MOST_CHOICES = 16

REFUSALS = {
    12002: "timed-out",
    12005: "bad-address",
    12006: "bad-address",
    12015: "sign-in",
    12166: "bad-script",
    12167: "not-downloaded",
    12176: "bad-script",
    12177: "bad-script",
    12178: "not-found",
    12180: "not-found",
}
"""Why WinHTTP gave no proxy, by error number: learn.microsoft.com/windows/win32/winhttp/error-messages."""

_STATES: dict[str, State] = {"timed-out": "timed-out", "sign-in": "denied", "not-found": "not-set"}
_SCHEMES = {1: "http", 2: "https", 4: "socks"}
"""INTERNET_SCHEME_HTTP, _HTTPS and _SOCKS."""


class Entry(NamedTuple):
    """WINHTTP_PROXY_RESULT_ENTRY; `scheme` is that of the way to the proxy."""

    proxied: bool
    scheme: int
    host: str
    port: int


def state_of_refusal(number: int) -> State:
    """State of an answer that did not come."""
    return _STATES.get(REFUSALS.get(number, ""), "malformed")


def choices(entries: Iterable[Entry]) -> tuple[ScriptChoice, ...]:
    """The whole list in its order; an entry that is no address is left out."""
    found = (_choice(each) for each in list(entries)[:MOST_CHOICES])
    return tuple(each for each in found if each is not None)


def _choice(entry: Entry) -> ScriptChoice | None:
    if not entry.proxied:
        return ScriptChoice("direct")
    host = f"[{entry.host}]" if ":" in entry.host and not entry.host.startswith("[") else entry.host
    return _addressed(_SCHEMES.get(entry.scheme, "http"), f"{host}:{entry.port}" if entry.port else host)


def choices_of_text(named: str) -> tuple[ScriptChoice, ...]:
    """The same from `a:8080;b:8080`, as WinHttpGetProxyForUrl has it: no word on kinds, empty for direct."""
    parts = [part for part in re.split(r"[;\s]+", named) if part][:MOST_CHOICES]
    if not parts:
        return (ScriptChoice("direct"),)
    found = (_addressed(*_kind(part)) for part in parts)
    return tuple(each for each in found if each is not None)


def _kind(part: str) -> tuple[str, str]:
    scheme, mark, rest = part.partition("=")
    if not mark:
        return "http", part
    return ("socks" if scheme.casefold() == "socks" else "http"), rest


def _addressed(kind: str, where: str) -> ScriptChoice | None:
    """Without a sign-in: nobody is to keep one."""
    scheme = {"https": "https://", "socks": "socks4://"}.get(kind, "")
    parsed = parse_proxy(where if "://" in where else f"{scheme}{where}")
    return ScriptChoice(kind, parsed.address) if parsed else None
