"""A network made of answers: what each server says to who comes directly and to who comes through the proxy."""

from collections.abc import Callable

import msgspec

from laptops.networks import DIRECT, NO_NAME, Answer
from pyready.model.attempts import ScriptAnswer, ScriptChoice, ScriptWanted, Tried, Vouched, Wanted

PROXY = "proxy.trust.example:8080"
ROOT = "0123456789ABCDEF0123456789ABCDEF01234567"
"""The authority that is no public one, as Windows names it in its lists; in which of them is for the laptop to say."""
Way = Callable[[str], Answer]


def always(answer: Answer, **by_id: Answer) -> Way:
    """The same answer from every server, but for those named (`_` for `-`)."""
    special = {name.replace("_", "-"): each for name, each in by_id.items()}
    return lambda endpoint: special.get(endpoint, answer)


class RecordedNet:
    """Stands for the connections of a host. `python` is the proxy that Python programs find, empty for none."""

    def __init__(
        self,
        direct: Way,
        proxied: Way | None = None,
        python: str = "",
        variables: str = "",
        script: ScriptAnswer | None = None,
    ) -> None:
        self._direct, self._proxied, self._script = direct, proxied or direct, script
        self._python, self._variables = python, variables

    def attempt(self, wanted: Wanted) -> Tried:
        given = self._way(wanted.proxy)(wanted.endpoint)
        tried = {"mozilla": given.mozilla, "system": given.system}.get(wanted.roots)
        if wanted.roots == "python":
            tried = Vouched(**msgspec.structs.asdict(given.own_list), anchor=ROOT if given.held_by else "")
        if tried is None:  # a handshake that reads who signed
            tried = Tried("stopped", "tls", "unknown-root", issuers=given.system.issuers)
        return _dated(tried, wanted.proxy)

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        tried = self._way(self._python)(wanted.endpoint).requests
        return _dated(tried, self._python)

    def environment_proxy(self, url: str) -> str:
        del url
        return self._variables

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        del wanted
        return self._script or ScriptAnswer("missing")

    def _way(self, proxy: str) -> Way:
        return self._proxied if proxy else self._direct


def _dated(tried: Tried, proxy: str) -> Tried:
    """As every web server does, one that was reached says what time it is."""
    date = "Sun, 22 Nov 2026 14:00:00 GMT" if tried.outcome == "reached" else ""
    return msgspec.structs.replace(tried, proxy=proxy, date=date)


OPEN = RecordedNet(always(DIRECT))
"""Every server answers, and nobody looks into the traffic."""
CUT_OFF = Answer(NO_NAME, Tried("not-tried"), NO_NAME, None)
"""Where only the proxy leads outside, no name outside is known."""


NAMED = ScriptAnswer("set", (ScriptChoice("http", PROXY), ScriptChoice("http", "spare.trust.example:8080")))
"""A script that names the proxy, and a second one to go to when the first is down."""


def behind_proxy(
    proxied: Answer, python: str = "", variables: str = "", script: ScriptAnswer | None = None, **by_id: Answer
) -> RecordedNet:
    """A network that only the proxy leads out of."""
    return RecordedNet(always(CUT_OFF), always(proxied, **by_id), python, variables, script)
