"""Which addresses go without a proxy, by the rules of each program that reads such a list. They differ.

Pure: no name is looked up, and nothing of the environment is read. Each rule names its source, read 2026-11-22.
"""

import ipaddress
import re
import warnings
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import urlsplit

from pyready.model.proxy_address import is_loopback

Rule = Callable[[str, str], bool]
"""The URL that is asked for and the list as it is set: True when that goes without a proxy."""


class Target(NamedTuple):
    """The parts of a URL that the rules look at, in lower case; an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int | None
    """As written; the usual one of the scheme counts only for Windows."""


def target(url: str) -> Target:
    """Take a URL apart."""
    parts = urlsplit(url)
    return Target(parts.scheme, (parts.hostname or "").casefold(), parts.port)


def windows(url: str, entries: str) -> bool:
    """Windows' `ProxyOverride`: entries `[scheme://]host[:port]` with `*`, parted by `;` or blanks, and `<local>`.

    learn.microsoft.com/windows/win32/wininet/enabling-internet-functionality (bypass list) and
    ns-winhttp-winhttp_proxy_info; that the machine itself is left out unless `<-loopback>` stands there is from
    the documentation of Internet Explorer 9 and its successors.
    """
    scheme, host, port = target(url)
    where = f"{host}:{port or (443 if scheme == 'https' else 80)}"
    listed = [entry.casefold() for entry in re.split(r"[;\s]+", entries.strip()) if entry]
    if is_loopback(host) and "<-loopback>" not in listed:
        return True
    if "<local>" in listed and "." not in host and ":" not in host:
        return True
    for entry in listed:
        wanted, mark, rest = entry.partition("://")
        if (not mark or wanted == scheme) and matches(rest if mark else entry, host, where):
            return True
    return False


def matches(pattern: str, host: str, where: str) -> bool:
    """Does `*.example` or `*.example:8080` fit the host, alone or with its port? `[` stands for itself."""
    plain = pattern.replace("[", "[[]")
    bare = pattern[1:-1] if re.fullmatch(r"\[[0-9a-f:.]+\]", pattern) else ""
    return fnmatchcase(host, plain) or fnmatchcase(where, plain) or (bool(bare) and bare == host)


def python_registry(url: str, entries: str) -> bool:
    """Python's own reading of `ProxyOverride`: `urllib.request.proxy_bypass_registry` of CPython 3.11, and requests.

    An entry has to fit the beginning of the host only, so an empty one (after a last `;`) fits everybody; blanks and
    ports are part of it, and the machine itself is not left out. Names and addresses of the host, which that one looks
    up as well, are not looked at here. It takes each entry for a regular expression, which may run for ever; what can
    stand in no address (groups, `+`, `|` and the like) is not run here and fits nobody.
    """
    host = target(url).host
    for entry in entries.split(";") if entries else ():
        if entry == "<local>" and "." not in host:
            return True
        try:
            if _fits(entry, host):
                return True
        except (re.error, OverflowError, RecursionError):
            return False  # Python itself would raise here
    return False


def _fits(entry: str, host: str) -> bool:
    """Raises what Python raises for an entry that is no pattern; of one that it only warns about nobody is told."""
    with warnings.catch_warnings(action="ignore", category=FutureWarning):
        re.compile(_as_python_has_it(entry))
        return not _NO_ADDRESS.search(_SET.sub("", entry)) and bool(re.match(_in_one_go(entry), host, re.IGNORECASE))


_SET = re.compile(r"\[\^?\]?[^\]\\]*\]")
_PART = re.compile(rf"{_SET.pattern}|\*+|[^*\[]+|\[")
_NO_ADDRESS = re.compile(r"[(){}+|^$\\]")


def _as_python_has_it(entry: str) -> str:
    return entry.replace(".", r"\.").replace("*", ".*").replace("?", ".")


def _in_one_go(entry: str) -> str:
    """The pattern without ways back: what follows a `*` is looked for once, at the first place where it fits."""
    runs = [""]
    for part in _PART.findall(entry):
        if part[0] == "*":
            runs.append("")
        else:
            runs[-1] += _as_python_has_it(part)
    return runs[0] + "".join(f"(?>.*?{each})" for each in runs[1:])


def urllib(url: str, entries: str) -> bool:
    """`no_proxy` as `urllib.request.proxy_bypass_environment` of CPython reads it: suffixes with or without a port.

    No networks; `*` only when it stands alone; an IPv6 address is known by its brackets.
    """
    _, host, port = target(url)
    shown = f"[{host}]" if ":" in host else host
    return _suffixes(shown, f"{shown}:{port}" if port else shown, entries)


def requests(url: str, entries: str) -> bool:
    """`no_proxy` as `requests.utils.should_bypass_proxies` reads it: as urllib, and IPv4 networks."""
    _, host, port = target(url)
    packed = entries.replace(" ", "")
    if _version(host) == 4:
        if any(entry == host or _in_network(host, entry, versions=(4,)) for entry in packed.split(",") if entry):
            return True
    elif packed != "*" and _suffixes(host, f"{host}:{port}" if port else host, packed):
        return True
    return _suffixes(re.sub(r":[0-9]*\Z", "", host), host, entries)


def curl(url: str, entries: str) -> bool:
    """`no_proxy` as curl reads it from 7.86 on, and git by it: curl.se/libcurl/c/CURLOPT_NOPROXY.html.

    Parted by commas and blanks, suffixes at a dot, networks of both kinds; no ports; `*` only when it stands alone.
    """
    host = target(url).host.removesuffix(".")
    if entries.strip() == "*":
        return entries == "*"
    for entry in re.split(r"[,\s]+", entries.casefold()):
        if _version(host):
            if entry == host or _in_network(host, entry):
                return True
            continue
        suffix = entry.removeprefix(".").removesuffix(".")
        if suffix and (host == suffix or host.endswith("." + suffix)):
            return True
    return False


def uv(url: str, entries: str) -> bool:
    """`no_proxy` as uv reads it, by reqwest: docs.rs/reqwest, struct NoProxy.

    Parted by commas, suffixes at a dot, networks of both kinds; no ports; `*` for every name, but for no address.
    """
    host = target(url).host
    listed = [entry.strip() for entry in entries.split(",") if entry.strip()]
    if _version(host):
        return any(_same(host, entry) or _in_network(host, entry) for entry in listed)
    return any(entry == "*" or f".{host}".endswith("." + entry.casefold().removeprefix(".")) for entry in listed)


conda = requests
"""conda asks through requests, and hands `proxy_servers` of its settings over without a list of its own."""


def _suffixes(host: str, where: str, entries: str) -> bool:
    if entries == "*":
        return True
    names = (name.strip().lstrip(".").casefold() for name in entries.split(",") if name.strip())
    return any(each == name or each.endswith(f".{name}") for name in names for each in (host, where))


def _version(host: str) -> int:
    """4 or 6 for an address, 0 for a name."""
    try:
        return ipaddress.ip_address(host).version
    except ValueError:
        return 0


def _same(host: str, entry: str) -> bool:
    return bool(_version(entry)) and ipaddress.ip_address(host) == ipaddress.ip_address(entry)


def _in_network(host: str, entry: str, versions: tuple[int, ...] = (4, 6)) -> bool:
    if "/" not in entry:
        return False
    try:
        network = ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
    return network.version in versions and network.prefixlen > 0 and ipaddress.ip_address(host) in network
