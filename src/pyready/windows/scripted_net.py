"""The connections of a Windows host: those of the net it was given, and the proxy script asked through WinHTTP."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.scripted_net needs Windows")

import threading

import msgspec

from pyready.formats.winhttp import REFUSALS, state_of_refusal
from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Wanted
from pyready.model.host import Net
from pyready.windows import proxy_script
from pyready.windows.native import Missing, Refused

_GRACE_S = 0.1
"""Seconds past its end after which a question that hangs in Windows is left behind."""


class ScriptedNet(msgspec.Struct, frozen=True):
    """A net that can ask a proxy script."""

    net: Net

    def attempt(self, wanted: Wanted) -> Tried:
        """As the net it was given."""
        return self.net.attempt(wanted)

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        """As the net it was given."""
        return self.net.attempt_with_requests(wanted)

    def environment_proxy(self, url: str) -> str:
        """As the net it was given."""
        return self.net.environment_proxy(url)

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        """One question, within its time, whatever the script or its server does."""
        if not (wanted.script or wanted.detect):
            return ScriptAnswer("not-set")
        box: list[ScriptAnswer] = []
        thread = threading.Thread(target=lambda: box.append(_answer(wanted)), daemon=True, name="pyready-script")
        thread.start()
        thread.join(max(0.0, wanted.seconds) + _GRACE_S)
        return box[0] if box else ScriptAnswer("timed-out", reason="timed-out")


def _answer(wanted: ScriptWanted) -> ScriptAnswer:
    try:
        return ScriptAnswer("set", proxy_script.ask(wanted))
    except Missing:
        return ScriptAnswer("missing")
    except TimeoutError:
        return ScriptAnswer("timed-out", reason="timed-out")
    except OSError:  # ctypes makes this of a fault inside the DLL: Wine's has one for a script that answers a number
        return ScriptAnswer("malformed", reason="bad-script")
    except Refused as refused:
        return ScriptAnswer(state_of_refusal(refused.number), reason=REFUSALS.get(refused.number, "refused"))
