"""Proxies that Windows' own settings do not name: of browsers alone, by policy, and of security clients."""

from collections.abc import Iterator

import msgspec

from pyready.formats.browser_policy import NAMES, BrowserPolicy, delivered, policy
from pyready.knowledge import vendors
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, registry, system
from pyready.model.readings import text
from pyready.probes._proxy_readings import bare_address, without_sign_in

EDGE, CHROME = r"SOFTWARE\Policies\Microsoft\Edge", r"SOFTWARE\Policies\Google\Chrome"
INTUNE = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device"
_BROWSERS = (("Edge", EDGE), ("Chrome", CHROME))
_AREAS = (("Edge", "edge"), ("Chrome", "chrome"))
_AREA_END = "~proxyserver"
_AREAS_AT_MOST = 10


class Client(msgspec.Struct, frozen=True):
    """A security client that may have a proxy on this computer, told by its service."""

    vendor: Public
    """What the product is called."""
    state: Public
    """`running`, `stopped`, `other`, or the state of the reading: `not-set` where there is no such service."""


class OtherProxies(msgspec.Struct, frozen=True):
    """The first policy that says something, of each browser; every security client whose service is known by name."""

    browsers: tuple[BrowserPolicy, ...]
    """One for each browser with a policy."""
    clients: tuple[Client, ...]
    """One for each product."""

    @property
    def browsers_own(self) -> BrowserPolicy | None:
        """The first policy by which a browser goes another way than Windows."""
        return next((each for each in self.browsers if each.leads_elsewhere), None)


def collect(host: Host, facts: Facts) -> OtherProxies:
    """Read the policies of each browser, those of the machine first, then Intune's; ask for the services."""
    del facts
    found = [*_by_group_policy(host), *_by_intune(host)]
    first = {each.browser: each for each in reversed(found)}
    clients = ((each.name, name) for each in vendors.known().vendor for name in each.services)
    return OtherProxies(
        tuple(_without_secrets(first[name]) for name, _ in _BROWSERS if name in first),
        tuple(Client(vendor, _service(host, name)) for vendor, name in clients),
    )


def _by_group_policy(host: Host) -> Iterator[BrowserPolicy]:
    for root, by in (("HKLM", "machine"), ("HKCU", "user")):
        for browser, key in _BROWSERS:
            yield from _policies(browser, by, {name: _text(host, f"{root}\\{key}", name) for name in NAMES})


def _by_intune(host: Host) -> Iterator[BrowserPolicy]:
    areas = [name for name in host.registry.subkeys(INTUNE).value or () if name.casefold().endswith(_AREA_END)]
    for area in areas[:_AREAS_AT_MOST]:
        browser = next((name for name, word in _AREAS if word in area.casefold()), "")
        if browser:
            held = {name: _delivered(_text(host, f"{INTUNE}\\{area}", name)) for name in NAMES}
            yield from _policies(browser, "intune", held)


def _text(host: Host, key: str, name: str) -> Reading[str]:
    return text(host.registry.value(key, name))


def _delivered(reading: Reading[str]) -> Reading[str]:
    value = delivered(reading.value) if reading.state == "set" and reading.value is not None else reading.value
    return Reading("not-set" if value is None and reading.state == "set" else reading.state, value, reading.source)


def _policies(browser: str, by: str, held: dict[str, Reading[str]]) -> Iterator[BrowserPolicy]:
    """At most one: what is set, else why it is not known; nothing where nothing is set."""
    first = held["ProxySettings"]
    unread = [each for each in held.values() if each.state not in {"set", "not-set"}]
    if unread and (first in unread or not first.is_set):
        yield BrowserPolicy(browser, by, unread[0].state)
        return
    made = policy(browser, by, {name: each.value for name, each in held.items() if each.state == "set" and each.value})
    if made:
        yield made


def _without_secrets(found: BrowserPolicy) -> BrowserPolicy:
    server = without_sign_in(Reading("set", found.server))
    pac = bare_address(Reading("set", found.pac))
    state = found.state if server.is_set else "malformed"
    return msgspec.structs.replace(found, state=state, server=server.value or "", pac=pac.value or "")


def _service(host: Host, name: str) -> str:
    reading = host.system.service(name)
    return reading.value.state if reading.value else reading.state


_WHY = "a proxy that a policy sets for the browser alone"

PROBE = Probe(
    id="other-proxies",
    fact=OtherProxies,
    collect=collect,
    about="proxies of browsers and security clients",
    reads=(
        *(registry(f"{root}\\{key}", _WHY) for root in ("HKLM", "HKCU") for _, key in _BROWSERS),
        registry(INTUNE, "whether Intune delivered such a policy", each=False),
        registry(f"{INTUNE}\\*{_AREA_END}", _WHY, each=False),
        *(
            system(f"service {name}", "a security client that might have a proxy on this computer")
            for each in vendors.known().vendor
            for name in each.services
        ),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
