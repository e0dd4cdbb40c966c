"""Where a proxy is set on this machine. Which of them a tool would find is for the checks to say."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from pyready.formats import desktop_proxy
from pyready.model.facts import Facts
from pyready.model.host import Host, Platform, Reading
from pyready.model.privacy_classes import Public, ServerList
from pyready.model.probe import Probe, file, registry, system, variable
from pyready.model.proxy_address import parse_proxy
from pyready.model.proxy_settings import UNREAD, Connection, InternetOptions, ProxyVariable
from pyready.model.readings import number
from pyready.probes._proxy_readings import (
    active_options,
    bare_address,
    connections,
    internet_options,
    without_sign_in,
)

__all__ = ["InternetOptions", "ProxyVariable", "without_sign_in"]

INTERNET = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
USER_POLICY = r"HKCU\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
USER_CONNECTIONS, MACHINE_CONNECTIONS = f"HKCU\\{INTERNET}\\Connections", f"HKLM\\{INTERNET}\\Connections"


_BY_PER_MACHINE = (
    "networkproxy-csp at learn.microsoft.com/windows/client-management: ProxySettingsPerUser 0 is for everybody"
)
_BY_ACTIVE = "learn.microsoft.com/windows/win32/api/winhttp: WinHttpGetIEProxyConfigForCurrentUser: the active one"
_BY_BLOB = "blog of the IE support team, 2017-06-20: DefaultConnectionSettings holds the current settings of the LAN"
_BY_PLAIN = "where there is no DefaultConnectionSettings, the plain values are all there is"
_BY_POLICY = (
    "no documentation was found that Windows reads a proxy below Policies: only where nothing else says anything"
)


class InForce(NamedTuple):
    """One place that may decide, with where the rule for it is from."""

    source: Public
    """`policy`, `user` or `machine` for plain values; `lan-user`, `lan-machine`; `active` as Windows itself says."""
    options: InternetOptions
    rule: str


class Proxies(msgspec.Struct, frozen=True):
    """Every place this version looks for a proxy."""

    variables: tuple[ProxyVariable, ...]
    """`http_proxy`, `https_proxy` and `all_proxy`, in any case."""
    no_proxy: Reading[ServerList]
    """The variable: servers that are reached without a proxy."""
    user: InternetOptions
    """Windows: the person's own settings."""
    machine: InternetOptions
    """Windows: the settings of the computer."""
    per_user: Reading[int]
    """The policy `ProxySettingsPerUser`: 0 means that Windows uses the machine's settings for everybody."""
    user_policy: InternetOptions = UNREAD
    """Windows: what policy sets for the person."""
    machine_policy: InternetOptions = UNREAD
    """Windows: what policy sets for the computer."""
    connections: tuple[Connection, ...] = ()
    """The LAN's settings of user and machine, then the user's VPN and dial-up connections."""
    active: InternetOptions = UNREAD
    """What Windows itself says of the connection in use."""
    desktop: InternetOptions = UNREAD
    """Linux and macOS: what the desktop in use is set to, which browsers go by."""
    desktop_kind: Public = ""
    """`gnome`, `kde` or `macos`; empty where no such desktop is in use, as on a server."""

    @property
    def order(self) -> tuple[InForce, ...]:
        """Who has a say for Windows itself, the first one decides."""
        return in_force(self, "windows")

    @property
    def in_force(self) -> InternetOptions:
        """The Internet Options Windows itself goes by; those of the desktop on another system."""
        return self.desktop if self.desktop_kind else self.order[0].options


def in_force(proxies: Proxies, platform: Platform) -> tuple[InForce, ...]:
    """Every place that has a say, the one that decides first; none where Windows' settings are not looked at.

    Inside one place Windows goes in this order: automatic detection, script, fixed proxy, direct (networkproxy-csp).
    """
    if platform != "windows":
        return ()
    scope = "machine" if proxies.per_user.value == 0 else "user"
    found = list(_of_connections(proxies, scope))
    plain = proxies.machine if scope == "machine" else proxies.user
    policies = [InForce("policy", each, _BY_POLICY) for each in (proxies.machine_policy, proxies.user_policy)]
    alone = not found and not plain.says_something
    first = [each for each in policies if alone and each.options.says_something]
    found.append(InForce(scope, plain, _BY_PER_MACHINE if scope == "machine" else _BY_PLAIN))
    return (*first, *found, *(each for each in policies if each not in first))


def _of_connections(proxies: Proxies, scope: str) -> Iterator[InForce]:
    """What Windows says of the connection in use, then the LAN's own value; without the latter neither counts."""
    lan = next((each for each in proxies.connections if (each.scope, each.name) == (scope, "lan")), None)
    if lan is None or lan.state != "set":
        return
    if scope == "user" and proxies.active.enabled.state == "set":
        yield InForce("active", proxies.active, _BY_ACTIVE)
    yield InForce(f"lan-{scope}", lan.options, _BY_PER_MACHINE if scope == "machine" else _BY_BLOB)


def active_connection(proxies: Proxies) -> Connection | None:
    """The connection in use, where its settings tell it from all others; None when that cannot be told."""
    if proxies.active.enabled.state != "set":
        return None
    same = [each for each in proxies.connections if each.scope == "user" and _same(each.options, proxies.active)]
    return same[0] if len(same) == 1 else None


def _same(one: InternetOptions, other: InternetOptions) -> bool:
    pairs = ((one.server, other.server), (one.bypass, other.bypass), (one.pac, other.pac))
    switches = one.enabled.value == other.enabled.value and one.auto_detect.value == other.auto_detect.value
    return switches and all((left.value or "") == (right.value or "") for left, right in pairs)


def collect(host: Host, facts: Facts) -> Proxies:
    """Read the variables in every spelling, then each place of Windows."""
    del facts
    names = [name for name in host.variables.names() if name.casefold() in _PROXY_NAMES]
    bypass = sorted((name for name in host.variables.names() if name.casefold() == "no_proxy"), reverse=True)
    kind = desktop_proxy.desktop(host)
    return Proxies(
        variables=tuple(_variable(name, host.variables.get(name)) for name in names),
        no_proxy=host.variables.get(bypass[0]) if bypass else Reading("not-set", source="environment no_proxy"),
        user=internet_options(host, f"HKCU\\{INTERNET}"),
        machine=internet_options(host, f"HKLM\\{INTERNET}"),
        per_user=number(host.registry.value(POLICY, "ProxySettingsPerUser")),
        user_policy=internet_options(host, USER_POLICY),
        machine_policy=internet_options(host, POLICY),
        connections=(
            *connections(host, "user", USER_CONNECTIONS),
            *connections(host, "machine", MACHINE_CONNECTIONS),
        ),
        active=active_options(host.system.internet_settings()),
        desktop=_without_secrets(desktop_proxy.read(host, kind)) if kind else UNREAD,
        desktop_kind=kind,
    )


def _without_secrets(options: InternetOptions) -> InternetOptions:
    server, pac = without_sign_in(options.server), bare_address(options.pac)
    return msgspec.structs.replace(options, server=server, pac=pac)


_PROXY_NAMES = ("http_proxy", "https_proxy", "all_proxy")


def _variable(name: str, reading: Reading[str]) -> ProxyVariable:
    if not reading.value:
        return ProxyVariable(name, "not-set" if reading.state == "set" else reading.state)
    parsed = parse_proxy(reading.value)
    if parsed is None or reading.state != "set":
        return ProxyVariable(name, "malformed", with_sign_in="@" in reading.value)
    return ProxyVariable(name, "set", parsed.address, parsed.with_sign_in)


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
        registry(POLICY, "whether the settings of the computer override yours"),
        registry(USER_POLICY, "a proxy that a policy sets for you"),
        registry(USER_CONNECTIONS, "the proxy of each connection of yours: network, VPN", each=False),
        registry(MACHINE_CONNECTIONS, "the same for the whole computer", each=False),
        system("internet settings", "which proxy settings Windows, or macOS, goes by at this moment"),
        variable(desktop_proxy.DESKTOP, "which desktop's settings hold a proxy"),
        variable("HOME", "where the settings of your desktop are"),
        file(desktop_proxy.DCONF, "the proxy that a desktop of GNOME's kind is set to; no other setting is kept"),
        file(desktop_proxy.DCONF_PROFILE, "whether settings of the whole computer apply where you have none"),
        file(f"{desktop_proxy.DCONF_SYSTEM}/*", "the same, set for the whole computer"),
        file(desktop_proxy.KDE, "the proxy that KDE is set to"),
        file(desktop_proxy.MACOS, "whether a script names the proxy on macOS"),
    ),
)
