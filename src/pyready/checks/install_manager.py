"""What misleads the Python Install Manager on its way out, though it goes by the proxy and the trust of Windows."""

from pyready.checks._tool_settings import ask_it, evidence, file_fix, place, then, written, yours
from pyready.checks.network import by_system
from pyready.diagnosis.reach import group, reach, system
from pyready.diagnosis.tool_needs import WORKED
from pyready.diagnosis.whole_network import open_question
from pyready.knowledge import tools
from pyready.knowledge.endpoints import group_of
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, set_variable
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.tool_settings import Setting, Settings
from pyready.probes.proxies import Proxies
from pyready.tools.python_manager import Manager
from pyready.tools.servers import MANAGER_INDEX

# shown where NO_PROXY leads the install manager past the proxy, or does not
_PAST = "NO_PROXY is set, so the Python Install Manager probably ignores the proxy and cannot reach python.org."
_REMOVE = "Remove NO_PROXY in the window where you run pymanager. Other windows keep it."
_REMOVE_STEP = "Remove NO_PROXY in this window, so that the install manager uses the proxy. Keep the window open."
_NO_LINE = "NO_PROXY is not set, so nothing makes the Python Install Manager ignore a proxy."
_NO_NEED = "NO_PROXY is set, and python.org needs no proxy on this network."
_NOT_KNOWN = (
    "pyready cannot tell whether NO_PROXY stops the Python Install Manager, because it could not tell whether "
    "python.org needs a proxy."
)
_CONNECT = "Connect to your network or VPN, and run pyready again."
_NOT_WINDOWS = "The Python Install Manager is a program for Windows."
# shown where a settings file stops it, or was not read
_STOPS = "The Python Install Manager probably stops at its settings file {place}: {reason}."
_UNREAD = (
    "pyready cannot tell whether the Python Install Manager can download Python, because it could not read its "
    "settings in {place}."
)
# shown where its settings name another list of Pythons
_NOT_ASKED = (
    "pyready cannot tell whether the Python Install Manager can download Python, because it uses another list of "
    "Pythons ({written}). pyready did not ask that list."
)
_REACHED = (
    "This computer can probably reach the list of Pythons that the Python Install Manager is set to use ({place})."
)
_FALLS_BACK = (
    "pyready cannot tell whether the Python Install Manager can download Python, because its own list of Pythons "
    "({written}) gave no answer. It then tries python.org."
)
_FAILS = (
    "The Python Install Manager probably cannot use the list of Pythons that it is set to use ({written}): {words}."
)
_SETTLES = "Follow the steps: pymanager shows whether it finds the version."
# shown where its Python goes to another folder
_MOVED = (
    "pyready cannot tell whether Windows allows the Python of the Python Install Manager, because it goes into another "
    "folder ({written}), and rules depend on folders."
)
_ASK = "Ask IT whether you can run Python from that folder."
_ASKS = "Can the Python Install Manager download Python?"

_FIX = Fix(
    "you",
    _REMOVE,
    (on_windows(_REMOVE_STEP, set_variable("NO_PROXY", ""), WORKED),),
    guide="proxy",
)


def reached_by_manager(facts: Facts) -> Outcome:
    """By the system's way, unless it is led past it; from where its settings say, where these let it start."""
    led = led_past_the_proxy(facts)
    if led.outcome == "not-applicable":
        return led
    manager = Manager(facts.get(Settings))
    goes = _by_own_list(facts, manager.source) if manager.source else by_system(group_of("python-org"))(facts)
    if led.outcome == "problem":
        goes = then(led, goes)
    if file := manager.stops_at:
        says, because = (
            _STOPS.format(place=place(file), reason=file.reason),
            Evidence("settings", file.reason, file.path),
        )
        fix = ask_it(file, "python-manager") if file.scope == "computer" else file_fix(file, "python-manager")
        return then(problem(says, fix, because, sure="likely"), goes)
    if (file := manager.unread) and goes.outcome == "passed":
        because = Evidence("settings", file.reason or file.state, file.path)
        return unknown(_UNREAD.format(place=place(file)), because, settles=_SETTLES)
    return goes


def _by_own_list(facts: Facts, source: Setting) -> Outcome:
    servers = group(facts, MANAGER_INDEX) or tuple(each for each in group(facts, "python-org") if each.own)
    if not servers:  # a folder, one with a sign-in, or left out by the site profile
        return unknown(_NOT_ASKED.format(written=written(source)), evidence(source), settles=_SETTLES)
    found = reach(servers, system, "system")
    because = (evidence(source), *found.because)
    if found.reached:
        return passed(_REACHED.format(place=place(source)), *because, sure="likely")
    if hidden := open_question(facts, found):
        return hidden
    if not found.failed or reach(group(facts, "python-org"), system, "system").reached:
        return unknown(_FALLS_BACK.format(written=written(source)), *because, settles=_SETTLES)
    says = _FAILS.format(written=written(source), words=found.first_words())
    by_it = source.scope == "computer"
    fix = ask_it(source, "python-manager") if by_it else yours(facts, source, "python-manager")
    return problem(says, fix, *because, sure="likely")


def moved_python(facts: Facts) -> Outcome | None:
    """Where its Python goes to another folder than the one that app control was asked about; None where it does not."""
    setting = Manager(facts.get(Settings)).elsewhere
    if setting is None:
        return None
    return unknown(_MOVED.format(written=written(setting)), evidence(setting), settles=_ASK)


def led_past_the_proxy(facts: Facts) -> Outcome:
    """From one version on it goes direct to every server when NO_PROXY holds anything at all."""
    if facts[Asked].platform != "windows":
        return not_applicable(_NOT_WINDOWS)
    reading = facts[Proxies].no_proxy
    set_here = Evidence("NO_PROXY", "set" if reading.value else reading.state, reading.source)
    if not reading.value:
        return passed(_NO_LINE, set_here)
    servers = group(facts, MANAGER_INDEX) or group(facts, "python-org")
    through = [each for each in servers if system(each).proxy]
    if not through and not all(system(each).outcome == "reached" for each in servers):
        return unknown(_NOT_KNOWN, set_here, settles=_CONNECT)
    if not through:
        return passed(_NO_NEED, set_here)
    known = tools.behaviour("python-manager", "any-no-proxy-goes-direct")
    because = (
        set_here,
        Evidence("python.org is reached", f"through proxy {system(through[0]).proxy}", "system"),
        Evidence(f"the install manager from {known.since} on", known.says, known.source, "inferred"),
    )
    return problem(_PAST, _FIX, *because, sure="likely")


CHECKS = (
    Check(
        "python-org-by-python-manager",
        _ASKS,
        "blocker",
        reached_by_manager,
        "proxy",
    ),
)
