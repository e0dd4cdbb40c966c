"""Turns what a setting says into facts: servers, proxies, paths, yes or no. One that makes no sense is malformed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from pyready.formats.server_address import address, is_public_index
from pyready.model.host import Host
from pyready.model.paths import is_local, is_unc
from pyready.model.proxy_address import parse_proxy
from pyready.model.tool_settings import Place, Setting

MOST = 20
"""Servers or paths of one setting that are kept."""

YES = {"y", "yes", "t", "true", "on", "1"}
NO = {"n", "no", "f", "false", "off", "0", ""}
_WORDS = {"truststore", "fast-deps", "inprocess-build-deps", "legacy-certs", "legacy-resolver"}
_WORDS |= {"openssl", "schannel", "secure-transport", "gnutls"}
_ASKED = {"index-url", "extra-index-url", "index", "default-index", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL"}
_ASKED |= {"install.source", "PYTHON_MANAGER_SOURCE_URL"}
"""Settings whose servers are asked whether they answer, or whose addresses are looked at."""
_NAMED = re.compile(r"[A-Za-z0-9_-]+=")  # uv: an index may have a name
_HOST = re.compile(r"[A-Za-z0-9_.:*\[\]-]{1,253}")

Reader = Callable[[Host, Setting, Sequence[str]], Setting]
"""Fills in a setting from the words that it was given."""


def given(host: Host, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of these variables the ones that are there, with what they say; the others are not asked for one by one."""
    there = {name.casefold() for name in host.variables.names()}
    for name in names:
        if name.casefold() in there and (value := host.variables.get(name).value):
            yield name, value


def flag(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Yes or no, as pip, uv and git write it."""
    del host
    word = " ".join(words).casefold()
    if word not in YES | NO:
        return _changed(setting, state="malformed")
    return _changed(setting, flag=word in YES)


def servers(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Addresses of package indexes; a folder counts as a place."""
    for word in words[:MOST]:
        setting = _server(host, setting, _NAMED.sub("", word, count=1) if "://" in word else word)
    return setting


def _server(host: Host, setting: Setting, word: str) -> Setting:
    found = None if re.search(r"\s", word) else address(word)  # a list where one address is wanted
    if found is None and "://" not in word and "@" not in word:
        return places(host, setting, [word])
    if found is None:
        return _changed(setting, state="malformed", with_sign_in=setting.with_sign_in or "@" in word)
    if not found.host:
        path = re.sub(r"^/(?=[A-Za-z]:)", "", found.path)
        return places(host, setting, [path.replace("/", "\\") if host.platform == "windows" else path])
    return _with_host(_changed(setting, with_sign_in=setting.with_sign_in or found.with_sign_in), found.host, found.url)


def names(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Bare servers, with or without a port."""
    del host
    for word in words[:MOST]:
        bare = word.rpartition("//")[2].rpartition("@")[2]
        fits = _HOST.fullmatch(bare)
        setting = _with_host(setting, bare.casefold()) if fits else _changed(setting, state="malformed")
    return setting


def _with_host(setting: Setting, host: str, url: str = "") -> Setting:
    if is_public_index(host):
        return _changed(setting, public_index=True)
    addresses = (*setting.addresses, *([url] if url and setting.name in _ASKED else []))
    return _changed(setting, hosts=tuple(dict.fromkeys((*setting.hosts, host))), addresses=addresses)


def proxy(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """The address of a proxy, without any sign-in; nothing at all means that none is wanted."""
    del host
    if not any(words):
        return setting
    parsed = parse_proxy(" ".join(words))
    if parsed is None:
        return _changed(setting, state="malformed", with_sign_in=any("@" in word for word in words))
    return _changed(setting, proxy=parsed.address, with_sign_in=parsed.with_sign_in)


def places(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Paths, each looked at unless it is on a server: that would be a connection."""
    found = (*setting.places, *(place(host, word) for word in words[:MOST] if word))
    return _changed(setting, places=found[:MOST])


def place(host: Host, path: str) -> Place:
    """One path and the state of a look at it; a home written as `~` is filled in."""
    path = home_filled(host, path)
    if is_unc(path):
        return Place(path, "network")
    if not is_local(path, host.platform):
        return Place(path, "missing")  # it depends on the folder that the tool is started in
    return Place(path, host.files.look(path).state)


def home_filled(host: Host, path: str) -> str:
    """The path with a leading `~` replaced by the home folder."""
    home = host.variables.get("USERPROFILE" if host.platform == "windows" else "HOME").value
    return home.rstrip("/\\") + path[1:] if home and re.match(r"~(?=[/\\]|$)", path) else path


def number(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """A number of seconds or tries: only whether it is one."""
    del host
    fits = re.fullmatch(r"\d+(\.\d*)?", " ".join(words))
    return setting if fits else _changed(setting, state="malformed")


def pip_proxy(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """As `proxy`, as pip reads it: of `name:port` it takes a name without a dot for the scheme, and stops.

    Seen with pip 23.2.1 and 26.3, 2026-11-29.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+-]*:(?!//)", " ".join(words)):
        return _changed(setting, state="malformed")
    return proxy(host, setting, words)


def downloads(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Whether uv downloads a Python: `automatic`, `manual` or `never`; a variable may also say yes or no."""
    del host
    word = " ".join(words).casefold()
    said = {"auto": "automatic", **dict.fromkeys(YES, "automatic"), **dict.fromkeys(NO, "never")}.get(word, word)
    fits = said in {"automatic", "manual", "never"}
    return _changed(setting, words=(said,)) if fits else _changed(setting, state="malformed")


def choices(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """Words of a known list."""
    del host
    return _changed(setting, words=tuple(word if word in _WORDS else "other" for word in words[:MOST]))


def _changed(setting: Setting, **changes: object) -> Setting:
    return msgspec.structs.replace(setting, **changes)
