"""What several tools share when packages cannot be fetched: whose it is to mend, and with which line."""

from typing import NamedTuple

from pyready.checks._reach import Reach, ask_for_hosts, script_decides, silent
from pyready.facts import Asked, Facts
from pyready.outcome import Fix, Outcome, Shell, Step, problem
from pyready.probes.network import EndpointFacts
from pyready.settings.plan import export_line, set_line


class Wants(NamedTuple):
    """What a tool must be told where the computer gets there and the tool does not."""

    proxy: str = ""
    """`host:port`; empty where it needs none, or has found it."""
    trust: bool = False
    """To trust what this computer trusts, instead of its own list of authorities."""


def inspected(found: Reach) -> bool:
    """Is the list of authorities that Mozilla keeps, as most tools have it, not enough here?"""
    tries = [each.mozilla for each in (*found.failed, *found.silent)]
    return any(tried.layer == "tls" and tried.outcome == "stopped" for tried in tries)


def closed(facts: Facts, endpoints: tuple[EndpointFacts, ...], computer: Reach) -> Outcome:
    """The answer where the computer itself does not get there either: who can change that, or what is not known."""
    first = computer.first
    if first is None:
        return silent("Whether packages can be fetched", computer)
    if hidden := script_decides(facts, computer):
        return hidden
    if first.reason in {"unknown-root", "strict-x509"}:
        ids = tuple(each.id for each in computer.failed)
        fix = Fix("it", "Ask IT to trust the authority.", request="inspection-root", hosts=ids, guide="tls-inspection")
        return problem("Packages cannot be fetched: the certificate is not trusted here.", fix, *computer.because)
    says = f"Packages cannot be fetched: {computer.first_words()}."
    return problem(says, ask_for_hosts(tuple(each for each in endpoints if each in computer.failed)), *computer.because)


PROXY_SAYS = "Tell pip the proxy, in the window you work in. It holds for this network and for this window only."


def proxy_step(facts: Facts, proxy: str) -> tuple[Step, ...]:
    """The line that tells a window the proxy; where a report leaves its address out, what prints the line."""
    line = set_line if facts[Asked].platform == "windows" else export_line
    command = line("HTTPS_PROXY", f"http://{proxy}")
    shell: Shell = "cmd" if line is set_line else "sh"
    says = "Tell the window you work in which proxy to use, and stay in that window to the end."
    if command is not None:
        return (Step(says, command, shell),)
    says += " This report leaves the proxy's address out. Go to the folder of pyready and have it print the line."
    return (Step(says, "pyready config env", shell, "A line with HTTPS_PROXY in it: type that line too."),)


def window_line(facts: Facts, says: str, name: str, value: str) -> Step:
    """One step that sets a variable for a window; words alone where the value cannot be written safely."""
    windows = facts[Asked].platform == "windows"
    command = (set_line if windows else export_line)(name, value)
    return Step(says) if command is None else Step(says, command, "cmd" if windows else "sh")
