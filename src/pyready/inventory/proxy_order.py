"""Whose proxy settings Windows itself goes by: pure, from what the probe has read."""

from typing import TYPE_CHECKING, NamedTuple

from pyready.model.host import Platform
from pyready.model.privacy_classes import Public
from pyready.model.proxy_settings import Connection, InternetOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyready.probes.proxies import Proxies

PER_MACHINE = (
    "networkproxy-csp at learn.microsoft.com/windows/client-management: ProxySettingsPerUser 0 is for everybody"
)
ACTIVE = "learn.microsoft.com/windows/win32/api/winhttp: WinHttpGetIEProxyConfigForCurrentUser: the active one"
BLOB = "blog of the IE support team, 2017-06-20: DefaultConnectionSettings holds the current settings of the LAN"
PLAIN = "where there is no DefaultConnectionSettings, the plain values are all there is"
POLICY = "no documentation was found that Windows reads a proxy below Policies: only where nothing else says anything"


class InForce(NamedTuple):
    """One place that may decide, with where the rule for it is from."""

    source: Public
    """`policy`, `user` or `machine` for plain values; `lan-user`, `lan-machine`; `active` as Windows itself says."""
    options: InternetOptions
    rule: str


def in_force(proxies: "Proxies", platform: Platform) -> tuple[InForce, ...]:
    """Every place that has a say, the one that decides first; none where Windows' settings are not looked at.

    Inside one place Windows goes in this order: automatic detection, script, fixed proxy, direct (networkproxy-csp).
    """
    if platform != "windows":
        return ()
    scope = "machine" if proxies.per_user.value == 0 else "user"
    found = list(_of_connections(proxies, scope))
    plain = proxies.machine if scope == "machine" else proxies.user
    policies = [InForce("policy", each, POLICY) for each in (proxies.machine_policy, proxies.user_policy)]
    alone = not found and not plain.says_something
    first = [each for each in policies if alone and each.options.says_something]
    found.append(InForce(scope, plain, PER_MACHINE if scope == "machine" else PLAIN))
    return (*first, *found, *(each for each in policies if each not in first))


def _of_connections(proxies: "Proxies", scope: str) -> "Iterator[InForce]":
    """What Windows says of the connection in use, then the LAN's own value; without the latter neither counts."""
    lan = next((each for each in proxies.connections if (each.scope, each.name) == (scope, "lan")), None)
    if lan is None or lan.state != "set":
        return
    if scope == "user" and proxies.active.enabled.state == "set":
        yield InForce("active", proxies.active, ACTIVE)
    yield InForce(f"lan-{scope}", lan.options, PER_MACHINE if scope == "machine" else BLOB)


def active_connection(proxies: "Proxies") -> Connection | None:
    """The connection in use, where its settings tell it from all others; None when that cannot be told."""
    if proxies.active.enabled.state != "set":
        return None
    same = [each for each in proxies.connections if each.scope == "user" and _same(each.options, proxies.active)]
    return same[0] if len(same) == 1 else None


def _same(one: InternetOptions, other: InternetOptions) -> bool:
    pairs = ((one.server, other.server), (one.bypass, other.bypass), (one.pac, other.pac))
    switches = one.enabled.value == other.enabled.value and one.auto_detect.value == other.auto_detect.value
    return switches and all((left.value or "") == (right.value or "") for left, right in pairs)
