"""Lists of addresses that go without a proxy: where the readers agree and where not, held to the real programs."""

import os
import re
import shutil
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
import requests as real_requests
from hypothesis import assume, given
from hypothesis import strategies as st

from children import ran
from for_each import for_each
from net.parts import needed
from pyready.net import bypass


class Proxy(NamedTuple):
    """A proxy on loopback that refuses everybody; `calls` counts who came."""

    address: str
    calls: list[bytes]


W, R, U, Q, C, V = "windows", "registry", "urllib", "requests", "curl", "uv"
NOBODY, ALL = "", f"{W} {R} {U} {Q} {C} {V}"

# the list | the URL | who goes without the proxy: windows, registry (Python's reading of the same list),
# urllib, requests (conda is the same), curl (git is the same), uv
TABLE: list[tuple[str, str, str]] = [
    ("a.example", "https://a.example/", ALL),
    ("A.Example", "https://a.example/", ALL),
    ("a.example", "https://b.example/", NOBODY),
    ("a.example", "https://www.a.example/", f"{U} {Q} {C} {V}"),
    (".a.example", "https://www.a.example/", f"{U} {Q} {C} {V}"),
    (".a.example", "https://a.example/", f"{U} {Q} {C} {V}"),
    ("*.a.example", "https://www.a.example/", f"{W} {R}"),
    ("*.a.example", "https://a.example/", NOBODY),
    ("*a.example", "https://nota.example/", f"{W} {R}"),
    ("a.example", "https://nota.example/", NOBODY),
    ("a.ex", "https://a.example/", R),
    ("a.*", "https://a.example/", f"{W} {R}"),
    ("*", "https://a.example/", ALL),
    ("*", "https://10.1.2.3/", f"{W} {R} {U} {Q} {C}"),
    ("*,b.example", "https://a.example/", V),
    ("<local>", "https://intranet/", f"{W} {R}"),
    ("<local>", "https://a.example/", NOBODY),
    ("", "https://localhost/", W),
    ("<-loopback>", "https://localhost/", NOBODY),
    ("", "http://127.0.0.1/", W),
    ("a.example:8443", "https://a.example:8443/", f"{W} {U} {Q}"),
    ("a.example:8443", "https://a.example/", NOBODY),
    ("a.example:443", "https://a.example/", W),
    ("http://a.example", "http://a.example/", W),
    ("http://a.example", "https://a.example/", NOBODY),
    ("b.example;a.example", "https://a.example/", f"{W} {R}"),
    ("b.example a.example", "https://a.example/", f"{W} {C}"),
    ("b.example,a.example", "https://a.example/", f"{U} {Q} {C} {V}"),
    ("b.example, a.example", "https://a.example/", f"{W} {U} {Q} {C} {V}"),
    ("10.*", "http://10.1.2.3/", f"{W} {R}"),
    ("10.1.2.3", "http://10.1.2.3/", ALL),
    ("10.0.0.0/8", "http://10.1.2.3/", f"{Q} {C} {V}"),
    ("10.0.0.0/8", "http://11.1.2.3/", NOBODY),
    ("::1", "http://[::1]/", f"{W} {R} {Q} {C} {V}"),
    ("[2001:db8::7]", "http://[2001:db8::7]/", f"{W} {R} {U}"),  # Python takes it for a set of characters
    ("b.example;", "https://a.example/", R),  # and the empty entry for one that fits everybody
    ("2001:db8::7", "http://[2001:db8::7]/", f"{W} {R} {Q} {C} {V}"),
    ("2001:db8::/32", "http://[2001:db8::7]/", f"{C} {V}"),
    ("a.example.", "https://a.example/", C),
]
READERS: dict[str, bypass.Rule] = {
    W: bypass.windows,
    R: bypass.python_registry,
    U: bypass.urllib,
    Q: bypass.requests,
    C: bypass.curl,
    V: bypass.uv,
}
IDS = [f"{entry or 'nothing'} for {url}" for entry, url, _ in TABLE]
rows = for_each(("entries", "url", "without"), TABLE, ids=IDS)


@rows
def test_each_reader_has_rules_of_its_own(entries: str, url: str, without: str) -> None:
    assert {name for name, rule in READERS.items() if rule(url, entries)} == set(without.split())


HOST = "a" * 60 + "." + "a" * 60 + ".example"
ENDLESS = [
    ("*a" * 40 + "x*y", False),
    ("*" * 10 + "x!", False),
    ("*" * 10 + "x", True),
    ("*?" * 60 + "!", False),
    ("*[ab]" * 40 + "*!", False),
    ("*" * 5000 + "!", False),
    ("*a" * 40 + "*x", True),
    ("(a+)+!", False),
    ("(a|a)*!", False),
    ("(a*)*b", False),
    ("a{1,60}" * 30 + "!", False),
    ("(" * 5000, False),
]


@for_each(("entry", "fits"), ENDLESS, ids=[entry[:20] for entry, _ in ENDLESS])
def test_no_entry_keeps_the_registry_s_reader_for_ever(entry: str, fits: bool) -> None:
    assert bypass.python_registry(f"https://{HOST}/", entry) == fits
    assert bypass.python_registry(f"https://{HOST}/", f"{entry};<local>") == fits


def of_cpython(host: str, entry: str) -> bool:
    """The lines of `proxy_bypass_registry` for one entry."""
    pattern = entry.replace(".", r"\.").replace("*", ".*").replace("?", ".")
    try:
        return re.match(pattern, host, re.IGNORECASE) is not None
    except re.error:
        return False


@pytest.mark.unmeasured
@given(st.text("ab.*?[]-^x1", max_size=8), st.from_regex(r"[abx1]{1,3}(\.[abx1]{1,3}){0,2}", fullmatch=True))
@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")  # of `of_cpython`: the reader's own is held below
def test_the_registry_s_reader_reads_as_python_itself_where_an_entry_may_be_an_address(entry: str, host: str) -> None:
    assume("^" not in re.sub(r"\[\^?\]?[^\]]*\]", "", entry))
    assert bypass.python_registry(f"https://{host}/", entry) == (bool(entry) and of_cpython(host, entry))


@for_each(("entry", "fits"), [("[[a]b", True), ("[[x]*", False), ("[a||b]*", True), ("*[[!--~~&&]", False)])
def test_a_pattern_that_python_warns_about_prints_no_warning(entry: str, fits: bool) -> None:
    assert bypass.python_registry("https://ab/", entry) == fits


@for_each("entry", ["[", "(a", "a)", "[b-a]", "*[", "a{99999999999999999999}"])
def test_where_python_would_raise_nobody_goes_without(entry: str) -> None:
    assert not bypass.python_registry("https://a.example/", f"{entry};a.example")
    assert bypass.python_registry("https://a.example/", f"a.example;{entry}")


def test_conda_reads_as_requests_does() -> None:
    assert bypass.conda is bypass.requests


def test_every_rule_names_its_source() -> None:
    marks = ("learn.microsoft.com", "CPython", "requests.utils", "curl.se", "docs.rs")
    assert [name for name, rule in READERS.items() if not any(mark in str(rule.__doc__) for mark in marks)] == []


@pytest.fixture
def cleared(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in list(os.environ):
        if name.casefold().endswith("_proxy"):
            monkeypatch.delenv(name)
    return monkeypatch


@rows
def test_urllib_itself_agrees(entries: str, url: str, without: str) -> None:
    where = urllib.request.Request(url).host
    found = urllib.request.proxy_bypass_environment(where, {"no": entries})  # type: ignore[attr-defined]

    assert bool(found) == (U in without.split())


@rows
def test_requests_itself_agrees(entries: str, url: str, without: str, cleared: pytest.MonkeyPatch) -> None:
    cleared.setenv("http_proxy", "http://p.example:1")
    cleared.setenv("https_proxy", "http://p.example:1")
    cleared.setenv("no_proxy", entries)

    found = real_requests.utils.should_bypass_proxies(url, None)
    assert bool(found) == (Q in without.split())


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    listener = socket.create_server(("127.0.0.1", 0))
    calls: list[bytes] = []

    def answer() -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            with sock:
                calls.append(sock.recv(4096).partition(b"\r\n")[0])
                sock.sendall(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    threading.Thread(target=answer, daemon=True).start()
    yield Proxy(f"http://127.0.0.1:{listener.getsockname()[1]}", calls)
    listener.close()


def asks_proxy(command: list[str], entries: str, proxy: Proxy) -> bool:
    """Whether a program went to the proxy. Without one it ends soon: no name here leads anywhere."""
    before = len(proxy.calls)
    variables = {"PATH": os.environ["PATH"], "http_proxy": proxy.address, "https_proxy": proxy.address}
    more = {"no_proxy": entries, "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/nonexistent"}
    ran(command, 30, env=variables | more)
    return len(proxy.calls) > before


def curl_version(program: str) -> tuple[int, ...]:
    first = subprocess.run(
        [program, "--version"], check=True, capture_output=True, encoding="utf-8", timeout=30
    ).stdout.split()
    return tuple(map(int, first[1].split(".")[:2]))


PROGRAMS: dict[str, Callable[[str], list[str]]] = {
    "curl": lambda url: ["curl", "-q", "-s", "--max-time", "3", "-o", os.devnull, url],
    "git": lambda url: ["git", "ls-remote", url],
}


@pytest.mark.slow
@for_each("program", PROGRAMS)
@rows
def test_curl_and_git_themselves_agree(program: str, entries: str, url: str, without: str, proxy: Proxy) -> None:
    curl = shutil.which("curl") or ""
    needed("curl 7.86 or newer", curl if curl and curl_version(curl) >= (7, 86) else "", "apt-get install curl")
    needed(program, shutil.which(program) or "", f"apt-get install {program}")
    # curl 7.88 does not go by networks of IPv6 addresses, although they are documented.
    heeded = C in without.split() and not ("::/" in entries and curl_version(curl) < (8, 0))

    assert asks_proxy(PROGRAMS[program](url), entries, proxy) == (not heeded)
