"""What misleads the Python Install Manager on its way out, though it goes by the proxy and the trust of Windows."""

from pyready.checks.network import by_system
from pyready.diagnosis.reach import group, system
from pyready.knowledge import tools
from pyready.knowledge.endpoints import group_of
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, set_variable
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.probes.proxies import Proxies

_WHY = "Take NO_PROXY out of this window: the install manager would go past the proxy."
_FIX = Fix(
    "you",
    "Take NO_PROXY out of the window in which you type pymanager; other windows keep it.",
    (on_windows(_WHY, set_variable("NO_PROXY", "")),),
    guide="proxy",
)


def reached_by_manager(facts: Facts) -> Outcome:
    """By the system's way, unless it is led past it."""
    led = led_past_the_proxy(facts)
    return led if led.outcome in {"problem", "not-applicable"} else by_system(group_of("python-org"))(facts)


def led_past_the_proxy(facts: Facts) -> Outcome:
    """From one version on it goes direct to every server when NO_PROXY holds anything at all."""
    if facts[Asked].platform != "windows":
        return not_applicable("The Python Install Manager is a program for Windows.")
    reading = facts[Proxies].no_proxy
    set_here = Evidence("NO_PROXY", "set" if reading.value else reading.state, reading.source)
    if not reading.value:
        return passed("NO_PROXY is not set, so nothing leads the Python Install Manager past a proxy.", set_here)
    servers = group(facts, "python-org")
    through = [each for each in servers if system(each).proxy]
    if not through and not all(system(each).outcome == "reached" for each in servers):
        says = "NO_PROXY is set, and whether python.org needs a proxy here is not known."
        return unknown(says, set_here, settles="See that this computer is on the network, then run pyready again.")
    if not through:
        return passed("NO_PROXY is set, and python.org needs no proxy here.", set_here)
    known = tools.behaviour("python-manager", "any-no-proxy-goes-direct")
    because = (
        set_here,
        Evidence("python.org is reached", f"through proxy {system(through[0]).proxy}", "system"),
        Evidence(f"the install manager from {known.since} on", known.says, known.source, "inferred"),
    )
    says = "NO_PROXY is set here: a Python Install Manager goes past the proxy then, and finds no way to python.org."
    return problem(says, _FIX, *because, sure="likely")


CHECKS = (
    Check(
        "python-org-by-python-manager",
        "Can the Python Install Manager download Python?",
        "blocker",
        reached_by_manager,
        "proxy",
    ),
)
