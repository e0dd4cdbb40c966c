"""How a connection that stopped is told to a person."""

from pyready.model.attempts import Tried
from pyready.model.outcome import Evidence

_SAYS = {
    "no-such-name": "its name is not known on this network",
    "name-timed-out": "nobody answered",
    "sinkhole": "its name leads to a block page (protective DNS)",
    "refused": "the connection was refused",
    "unreachable": "there is no way to it from this network",
    "reset": "the connection was cut off",
    "timed-out": "there was no answer",
    "proxy-name": "the name of the proxy is not known on this network",
    "proxy-refused": "the proxy refused the connection",
    "proxy-unreachable": "the proxy cannot be reached",
    "proxy-timed-out": "the proxy did not answer",
    "proxy-blocked": "the proxy does not allow it",
    "proxy-nonsense": "the proxy gave an answer that makes no sense",
    "proxy-cannot-reach": "the proxy could not reach it",
    "proxy-malformed": "the proxy setting is not the address of a proxy",
    "proxy-unsupported": "pyready does not speak to a proxy of this kind (SOCKS, or https to the proxy itself)",
    "sign-in": "the proxy wants a sign-in",
    "unknown-root": "its certificate is signed by an authority that is not trusted here",
    "strict-x509": "its certificate chain is not accepted by newer Pythons (strict X.509)",
    "expired": "its certificate has expired, or the clock of this computer is wrong",
    "not-yet-valid": "its certificate is not valid yet, or the clock of this computer is wrong",
    "wrong-name": "its certificate belongs to another name",
    "revoked": "its certificate was withdrawn",
    "bundle-missing": "the file of trusted authorities that a variable names is not there",
    "not-permitted": "a firewall on this computer does not permit it",
    "handshake": "no secure connection could be agreed",
    "block-page": "a page of the web filter came instead",
    "portal": "the network wants a sign-in on a page of its own first",
    "redirected-away": "it was sent on to a server that does not belong to it",
    "nonsense": "the answer made no sense",
    "no-direct-way": "another server was not reached without the proxy either",
    "status": "the server answered with an error",
}
_TELLING = {"redirected-away", "sinkhole", "strict-x509", "handshake", "block-page", "proxy-blocked", "wrong-name"}
"""What the machine itself said of these is what a network engineer asks for first."""
_LAYER = {
    "name": "when its name is looked up",
    "tcp": "when connecting",
    "proxy": "at the proxy",
    "tls": "when the connection is made secure",
    "http": "when the page is asked for",
}


def stopped(tried: Tried) -> str:
    """Where and why, to follow `stops`: `at the proxy: the proxy wants a sign-in`."""
    if tried.outcome == "no-answer" and not tried.layer:
        return "without an answer in the time given"
    if tried.outcome == "not-tried":
        return f"not tried: {_SAYS[tried.reason]}" if tried.reason in _SAYS else "not tried"
    says = _SAYS.get(tried.reason, tried.reason.replace("-", " "))
    if tried.reason == "status" and tried.status:
        says = f"{says} ({tried.status})"
    return f"{_LAYER.get(tried.layer, tried.layer)}: {says}"


def evidence(endpoint: str, lens: str, tried: Tried) -> Evidence:
    """One connection as evidence; the endpoint is named by its id, the proxy by its address."""
    value = "reached" if tried.outcome == "reached" else f"stops {stopped(tried)}"
    if tried.outcome == "reached" and tried.sent_on:
        value += f" (sent on to {', '.join(tried.sent_on)})"
    if tried.outcome == "not-tried":
        value = stopped(tried)
    if tried.sign_in or tried.reason in _TELLING:
        value += f" ({', '.join(tried.sign_in) or tried.detail or tried.status or 'no more is known'})"
    return Evidence(f"{endpoint} by {lens}", value, f"through proxy {tried.proxy}" if tried.proxy else "direct")
