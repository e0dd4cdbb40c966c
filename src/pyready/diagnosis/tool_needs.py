"""What several tools share when packages cannot be fetched: whose it is to mend, and with which line."""

from typing import NamedTuple

from pyready.diagnosis.reach import Reach, ask_for_hosts, ask_for_trust, silent
from pyready.diagnosis.whole_network import open_question
from pyready.knowledge import tools
from pyready.model.facts import Asked, Facts
from pyready.model.lines import Line, on_windows, typed
from pyready.model.outcome import Outcome, Step, problem, unknown
from pyready.model.shell_lines import export_line, powershell_line, set_line
from pyready.probes.network import EndpointFacts
from pyready.probes.proxies import Proxies


class Wants(NamedTuple):
    """What a tool must be told where the computer gets there and the tool does not."""

    proxy: str = ""
    """`host:port`; empty where it needs none, or has found it."""
    trust: bool = False
    """To trust what this computer trusts, instead of its own list of authorities."""


def inspected(found: Reach) -> bool:
    """Is the list of authorities that Mozilla keeps, as most tools have it, not enough here?"""
    return signed_here((*found.failed, *found.silent))


def signed_here(endpoints: tuple[EndpointFacts, ...]) -> bool:
    """Whether an authority that Mozilla's list does not have signs for one of these servers."""
    return any(each.mozilla.layer == "tls" and each.mozilla.outcome == "stopped" for each in endpoints)


def closed(facts: Facts, endpoints: tuple[EndpointFacts, ...], computer: Reach, tool: str) -> Outcome:
    """The answer where the computer itself does not get there either: who can change that, or what is not known."""
    first = computer.first
    if first is None:
        return silent("Whether packages can be fetched", computer)
    if hidden := open_question(facts, computer):
        return hidden
    if first.reason in {"unknown-root", "strict-x509"}:
        says = "Packages cannot be fetched: the certificate is not trusted here."
        return problem(says, ask_for_trust(computer.failed), *computer.because)
    says = f"Packages cannot be fetched: {computer.first_words()}."
    if first.reason == "sign-in" and (held := _holds_sign_in(facts)):
        return unknown(_SIGN_IN.format(name=held), *computer.because, settles=_SIGN_IN_SETTLES.format(tool=tool))
    if first.reason == "sign-in":
        says = f"Packages cannot be fetched: {sign_in(facts, computer, tool)}"
    elif computer.failed[0].id == "index-files" and _reaches(endpoints, computer, "index"):
        says = f"The list of packages opens, but the packages come from another server: {computer.first_words()}."
    return problem(says, ask_for_hosts(tuple(each for each in endpoints if each in computer.failed)), *computer.because)


_SIGN_IN = (
    "The proxy wants a sign-in, and the variable {name} has one in it. pyready signs in nowhere, so it cannot tell "
    "whether the proxy accepts it."
)
_SIGN_IN_SETTLES = (
    "Do the steps: {tool} says whether the sign-in works. Every program that you start can read that password."
)


def _holds_sign_in(facts: Facts) -> str:
    """The first proxy variable that has a name and a password in it."""
    proxies = facts.get(Proxies)
    return next((each.name for each in proxies.variables if each.with_sign_in), "") if proxies else ""


def _reaches(endpoints: tuple[EndpointFacts, ...], found: Reach, name: str) -> bool:
    return any(each.id == name and found.lens(each).outcome == "reached" for each in endpoints)


_NAMES = {"negotiate": "Negotiate", "ntlm": "NTLM", "kerberos": "Kerberos", "basic": "Basic", "digest": "Digest"}
_AS_WINDOWS = ("negotiate", "ntlm", "kerberos")


def sign_in(facts: Facts, computer: Reach, tool: str) -> str:
    """What the proxy wants, by the schemes that it names, and why the tool does not give it."""
    schemes = dict.fromkeys(each for server in computer.failed for each in computer.lens(server).sign_in)
    named = f" ({', '.join(_NAMES.get(each, each) for each in schemes)})" if schemes else ""
    if any(each in _AS_WINDOWS for each in schemes):
        cannot = tool in tools.unable(facts[Asked].platform, "negotiate")
        can = f"{tool} cannot" if cannot else f"pyready does not give, so whether {tool} can is not known"
        return f"the proxy wants a sign-in{named}, which browsers give by themselves and {can}."
    if schemes and set(schemes) <= {"basic", "digest"}:
        says = f"the proxy wants a sign-in with a user name and a password{named}. {tool} would need them in a setting,"
        return f"{says} where every program of yours can read them: do not put them there."
    return f"the proxy wants a sign-in{named}, and {tool} gives none."


def proxy_says(tool: str) -> str:
    """What is to be done about a proxy that a tool does not know."""
    return f"Tell {tool} the proxy, in the window you work in. It holds for this network and for this window only."


PROXY_SAYS = proxy_says("pip")


def proxy_step(facts: Facts, proxy: str) -> tuple[Step, ...]:
    """The line that tells a window the proxy; where a report leaves its address out, what prints the line."""
    says = "Tell the window you work in which proxy to use, and stay in that window to the end."
    step = window_line(facts, says, "HTTPS_PROXY", f"http://{proxy}")
    if step.command:
        return (step,)
    says += " This report leaves the proxy's address out. Go to the folder of pyready and have it print the line."
    line, expect = "pyready config env", "A line with HTTPS_PROXY in it: type that line too."
    return (on_windows(says, typed(line), expect) if _windows(facts) else Step(says, line, "sh", expect),)


def window_line(facts: Facts, says: str, name: str, value: str) -> Step:
    """One step that sets a variable for a window; words alone where the value cannot be written safely."""
    if not _windows(facts):
        command = export_line(name, value)
        return Step(says) if command is None else Step(says, command, "sh")
    line = set_line(name, value)
    return Step(says) if line is None else on_windows(says, Line(line, powershell_line(name, value) or ""))


def _windows(facts: Facts) -> bool:
    return facts[Asked].platform == "windows"
