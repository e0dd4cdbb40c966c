"""`Net` on this machine's own network. What it takes (ssl, certifi, truststore, requests) is imported at first use."""

import os

from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Wanted
from pyready.net.asking import asking


class Transport:
    """Bounded tries; none raises for what the network does."""

    def __init__(self) -> None:
        # urllib3 would write the keys of its connections into the file that this names, and pyready writes nothing
        os.environ.pop("SSLKEYLOGFILE", None)  # noqa: TID251 - of this process alone, before any thread is started

    def attempt(self, wanted: Wanted) -> Tried:
        """Try once with our own sockets: the transport for diagnosis."""
        from pyready.net.visit import attempt

        return attempt(asking(wanted))

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        """Try once as a program that uses requests would."""
        from pyready.net.with_requests import attempt

        return attempt(asking(wanted))

    def environment_proxy(self, url: str) -> str:
        """The proxy that the environment's variables name for this URL; empty for none."""
        from pyready.net.proxy import environment_proxy

        return environment_proxy(url)

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        """Only Windows runs such a script for others: `pyready.windows.scripted_net` adds it there."""
        del wanted
        return ScriptAnswer("missing")
