"""One server is asked without the proxy before any other is: where a proxy is known, nothing else need be direct."""

import threading
from collections.abc import Iterable

from pyready.knowledge.endpoints import Endpoint
from pyready.model.attempts import Tried
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes.proxies import Proxies

NOT_WITHOUT_PROXY = Tried("not-tried", reason="no-direct-way")
"""What is said of the others when the scout did not get through."""


class Scout:
    """Tells the others whether there is a way without the proxy."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._back, self._way = threading.Event(), False

    def back(self, tried: Tried) -> None:
        """Somebody answered, or a proxy was found after all: then the others go, too."""
        self._way = tried.outcome == "reached" or bool(tried.proxy) or tried.layer in {"proxy", "tls", "http"}
        self._back.set()

    def found_a_way(self, seconds: float) -> bool:
        """Wait for the scout at most so long."""
        return self._back.wait(max(0.0, seconds)) and self._way


def scout(host: Host, facts: Facts, ways: Iterable[tuple[Endpoint, str, str]]) -> tuple[Scout | None, set[str]]:
    """The scout, and the ids of all that wait for it: those to which only Python programs would go without a proxy.

    `ways` has for each server the system's proxy and that of the variables, empty for none. Where requests finds a
    proxy, in the variables or in the user's own settings, nobody has to wait.
    """
    proxies = facts.get(Proxies)
    if host.platform == "windows" and proxies is not None and proxies.user.has_static:
        return None, set()
    waiting = [each for each, system, variables in ways if system and not variables]
    first = next((each for each in waiting if not each.own), waiting[0] if waiting else None)
    return (Scout(first.id), {each.id for each in waiting}) if first else (None, set())
