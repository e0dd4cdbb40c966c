"""What several tools share when packages cannot be fetched: whose it is to mend, and with which line."""

from typing import NamedTuple

from pyready.diagnosis.python_here import OWN_LINES
from pyready.diagnosis.reach import Reach, ask_for_hosts, ask_for_trust, silent
from pyready.diagnosis.whole_network import open_question
from pyready.knowledge import tools
from pyready.model.facts import Asked, Facts
from pyready.model.lines import Line, on_windows, typed
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import Outcome, Step, problem, unknown
from pyready.model.shell_lines import export_line, powershell_line, set_line
from pyready.probes.proxies import Proxies

# shown where packages cannot be downloaded, because the computer itself does not reach the servers
_NO_ANSWER = "packages can be downloaded"
_NOT_TRUSTED = "Packages cannot be downloaded: this computer does not trust the root certificate of these servers."
_STOPPED = "Packages cannot be downloaded: {why}."
_FILES_STOPPED = "Packages are listed, but cannot be downloaded: {why}."
# shown where the proxy asks for a sign-in, and an environment variable holds one
_SIGN_IN = (
    "pyready cannot tell whether the proxy accepts the sign-in in the environment variable {name}, because pyready "
    "does not sign in."
)
_SIGN_IN_SETTLES = (
    "Follow the steps: {tool} shows whether the sign-in works. Every program that you start can read that password."
)
# shown where the proxy asks for a sign-in, after "Packages cannot be downloaded:" or at the start of a sentence
_AS_BROWSERS = "the proxy asks for a sign-in ({schemes}). Browsers sign in by themselves; {tool} cannot."
_AS_BROWSERS_UNSURE = (
    "the proxy asks for a sign-in ({schemes}). Browsers sign in by themselves; pyready does not, so it cannot tell "
    "whether {tool} can."
)
_BY_NAME = (
    "the proxy asks for a sign-in with a user name and a password ({schemes}). {tool} would need them in a setting "
    "that every program of yours can read: do not put them there."
)
_OTHER_SIGN_IN = "the proxy asks for a sign-in ({schemes}), which {tool} does not give."
# shown where a tool does not know the proxy: what to do, and its step
_PROXY_SAYS = (
    "Set the proxy for {tool} in the window you use. It lasts until you close the window, and holds for this network "
    "only."
)
_PROXY_STEP = "Set the proxy for this window: copy this line first. Keep the window open."
_PROXY_LEFT_OUT = (
    "Set the proxy for this window. This report leaves the proxy's address out: pyready prints the line that you need. "
    "Keep the window open."
)
_PROXY_LINE = "a line with HTTPS_PROXY in it. Copy that line into the same window and press Enter."
WORKED = "Nothing appears: it worked."


class Wants(NamedTuple):
    """What a tool must be told where the computer gets there and the tool does not."""

    proxy: str = ""
    """`host:port`; empty where it needs none, or has found it."""
    trust: bool = False
    """To trust what this computer trusts, instead of its own certificate bundle."""


def inspected(found: Reach) -> bool:
    """Is Mozilla's certificate bundle, as most tools have it, not enough on this network?"""
    return signed_here((*found.failed, *found.silent))


def signed_here(endpoints: tuple[EndpointFacts, ...]) -> bool:
    """Whether a root certificate that Mozilla's bundle does not hold signs for one of these servers."""
    return any(each.mozilla.layer == "tls" and each.mozilla.outcome == "stopped" for each in endpoints)


def closed(facts: Facts, endpoints: tuple[EndpointFacts, ...], computer: Reach, tool: str) -> Outcome:
    """The answer where the computer itself does not get there either: who can change that, or what is not known."""
    first = computer.first
    if first is None:
        return silent(_NO_ANSWER, computer)
    if hidden := open_question(facts, computer):
        return hidden
    if first.reason in {"unknown-root", "strict-x509"}:
        return problem(_NOT_TRUSTED, ask_for_trust(computer.failed), *computer.because)
    says = _STOPPED.format(why=computer.first_words())
    if first.reason == "sign-in" and (held := _holds_sign_in(facts)):
        return unknown(_SIGN_IN.format(name=held), *computer.because, settles=_SIGN_IN_SETTLES.format(tool=tool))
    if first.reason == "sign-in":
        says = _STOPPED.format(why=sign_in(facts, computer, tool).rstrip("."))
    elif computer.failed[0].id == "index-files" and _reaches(endpoints, computer, "index"):
        says = _FILES_STOPPED.format(why=computer.first_words())
    return problem(says, ask_for_hosts(tuple(each for each in endpoints if each in computer.failed)), *computer.because)


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
    named = ", ".join(("407", *(_NAMES.get(each, each) for each in schemes)))
    if any(each in _AS_WINDOWS for each in schemes):
        cannot = tool in tools.unable(facts[Asked].platform, "negotiate")
        return (_AS_BROWSERS if cannot else _AS_BROWSERS_UNSURE).format(schemes=named, tool=tool)
    if schemes and set(schemes) <= {"basic", "digest"}:
        return _BY_NAME.format(schemes=named, tool=tool)
    return _OTHER_SIGN_IN.format(schemes=named, tool=tool)


def proxy_says(tool: str) -> str:
    """What is to be done about a proxy that a tool does not know."""
    return _PROXY_SAYS.format(tool=tool)


PROXY_SAYS = proxy_says("pip")


def proxy_step(facts: Facts, proxy: str) -> tuple[Step, ...]:
    """The line that sets the proxy for a window; where a report leaves its address out, what prints the line."""
    step = window_line(facts, _PROXY_STEP, "HTTPS_PROXY", f"http://{proxy}")
    if step.command:
        return (step,)
    says, line = _PROXY_LEFT_OUT, OWN_LINES
    return (on_windows(says, typed(line), _PROXY_LINE) if _windows(facts) else Step(says, line, "sh", _PROXY_LINE),)


def window_line(facts: Facts, says: str, name: str, value: str) -> Step:
    """One step that sets a variable for a window; words alone where the value cannot be written safely."""
    if not _windows(facts):
        command = export_line(name, value)
        return Step(says) if command is None else Step(says, command, "sh", WORKED)
    line = set_line(name, value)
    return Step(says) if line is None else on_windows(says, Line(line, powershell_line(name, value) or ""), WORKED)


def _windows(facts: Facts) -> bool:
    return facts[Asked].platform == "windows"
