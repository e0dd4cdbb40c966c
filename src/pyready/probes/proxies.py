"""Where a proxy is set on this machine. Which of them a tool would find is for the checks to say."""

import re

import msgspec

from pyready.facts import Facts
from pyready.host import Host, Reading
from pyready.net.address import parse_proxy
from pyready.privacy import ProxyAddress, Public, Text
from pyready.probe import Probe, registry, variable
from pyready.readings import flag, number, text

INTERNET = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"


class ProxyVariable(msgspec.Struct, frozen=True):
    """One environment variable that names a proxy."""

    name: Public
    """As spelled on this machine."""
    state: Public
    """State of the reading; `malformed` also when the value is not the address of a proxy."""
    address: ProxyAddress = ""
    scheme: Public = ""
    with_sign_in: bool = False
    """A user name or password stands in it. They are not kept."""
    loopback: bool = False


class InternetOptions(msgspec.Struct, frozen=True):
    """Windows Internet Options as plain values, of the user or of the machine."""

    enabled: Reading[bool]
    server: Reading[ProxyAddress]
    bypass: Reading[Text]
    pac: Reading[ProxyAddress]
    auto_detect: Reading[bool]

    @property
    def has_static(self) -> bool:
        """A fixed proxy is set and switched on."""
        return self.enabled.value is True and bool(self.server.value)


class Proxies(msgspec.Struct, frozen=True):
    """Every place this version looks for a proxy."""

    variables: tuple[ProxyVariable, ...]
    """`http_proxy`, `https_proxy` and `all_proxy`, in any case."""
    no_proxy: Reading[Text]
    user: InternetOptions
    machine: InternetOptions
    per_user: Reading[int]
    """The policy `ProxySettingsPerUser`: 0 means that Windows uses the machine's settings for everybody."""

    @property
    def in_force(self) -> InternetOptions:
        """The Internet Options Windows itself goes by."""
        return self.machine if self.per_user.value == 0 else self.user


def collect(host: Host, facts: Facts) -> Proxies:
    """Read the variables in every spelling, then Internet Options of user and machine."""
    del facts
    names = [name for name in host.variables.names() if name.casefold() in _PROXY_NAMES]
    bypass = sorted((name for name in host.variables.names() if name.casefold() == "no_proxy"), reverse=True)
    return Proxies(
        variables=tuple(_variable(name, host.variables.get(name)) for name in names),
        no_proxy=host.variables.get(bypass[0]) if bypass else Reading("not-set", source="environment no_proxy"),
        user=_internet_options(host, f"HKCU\\{INTERNET}"),
        machine=_internet_options(host, f"HKLM\\{INTERNET}"),
        per_user=number(host.registry.value(POLICY, "ProxySettingsPerUser")),
    )


_PROXY_NAMES = ("http_proxy", "https_proxy", "all_proxy")


def _variable(name: str, reading: Reading[str]) -> ProxyVariable:
    if not reading.value:
        return ProxyVariable(name, "not-set" if reading.state == "set" else reading.state)
    parsed = parse_proxy(reading.value)
    if parsed is None or reading.state != "set":
        return ProxyVariable(name, "malformed", with_sign_in="@" in reading.value)
    return ProxyVariable(name, "set", parsed.address, parsed.scheme, parsed.with_sign_in, parsed.loopback)


def _internet_options(host: Host, key: str) -> InternetOptions:
    return InternetOptions(
        enabled=flag(host.registry.value(key, "ProxyEnable")),
        server=without_sign_in(text(host.registry.value(key, "ProxyServer"))),
        bypass=text(host.registry.value(key, "ProxyOverride")),
        pac=_bare_address(text(host.registry.value(key, "AutoConfigURL"))),
        auto_detect=flag(host.registry.value(key, "AutoDetect")),
    )


def without_sign_in(reading: Reading[str]) -> Reading[str]:
    """Drop `user:password@` from each server of a setting: secrets are never stored.

    A password may hold what stands between servers: where that cannot be told, the value is malformed and not kept.
    """
    if not reading.value or "@" not in reading.value:
        return reading
    parts = [_SERVER.fullmatch(part) for part in re.split(r"[;\s]+", reading.value.strip(";\t\n\r "))]
    servers = [_bare(part["address"]) for part in parts if part]
    named = len(parts) == 1 or all(part and part["kind"] for part in parts)
    if not named or len(servers) < len(parts) or not all(map(parse_proxy, servers)):
        return Reading("malformed", source=reading.source)
    kept = ((part["kind"] or "", server) for part, server in zip(parts, servers, strict=True) if part)
    return Reading(reading.state, ";".join(map("".join, kept)), reading.source)


_SERVER = re.compile(r"(?P<kind>(?:https?|ftp|socks)=)?(?P<address>.+)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)?(?:.*@)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def _bare(address: str) -> str:
    """An address up to its scheme and from the last `@` on: what stands between may be a password in full."""
    return _SCHEME.sub(r"\g<scheme>\g<rest>", address, count=1)


def _bare_address(reading: Reading[str]) -> Reading[str]:
    """The address of a script without a sign-in, and without what may be a token after it."""
    if not reading.value:
        return reading
    return Reading(reading.state, re.split("[?#]", _bare(reading.value))[0], reading.source)


PROBE = Probe(
    id="proxies",
    fact=Proxies,
    collect=collect,
    about="where a proxy is set",
    reads=(
        variable("http_proxy", "the proxy that command-line tools use"),
        variable("https_proxy", "the proxy that command-line tools use"),
        variable("all_proxy", "the proxy that command-line tools use"),
        variable("no_proxy", "addresses that go without a proxy"),
        registry(f"HKCU\\{INTERNET}", "the proxy that your browser and Windows use"),
        registry(f"HKLM\\{INTERNET}", "the same, set once for the whole computer"),
        registry(POLICY, "whether the settings of the computer outrank yours"),
    ),
)
