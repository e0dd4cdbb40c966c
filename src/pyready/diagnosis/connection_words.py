"""How a connection that stopped is told to a person."""

from pyready.model.attempts import Tried
from pyready.model.outcome import Evidence

# shown for each reason why a connection did not succeed; {server} is "this server" or names the server
_WHY = {
    "no-such-name": "this network does not know the name of {server} (DNS)",
    "name-timed-out": "the name lookup (DNS) gave no answer",
    "sinkhole": "protective DNS sends {server} to a block page",
    "refused": "the connection to {server} was refused",
    "unreachable": "this network has no connection to {server}",
    "reset": "the connection to {server} was cut off (reset)",
    "timed-out": "{server} gave no answer",
    "proxy-name": "this network does not know the name of the proxy (DNS)",
    "proxy-refused": "the proxy refused the connection",
    "proxy-unreachable": "this computer cannot reach the proxy",
    "proxy-timed-out": "the proxy gave no answer",
    "proxy-blocked": "the proxy blocks {server}",
    "proxy-nonsense": "the proxy gave an answer that is not valid",
    "proxy-cannot-reach": "the proxy could not reach {server}",
    "proxy-malformed": "the proxy setting is not the address of a proxy",
    "proxy-unsupported": "pyready cannot use this kind of proxy (SOCKS, or https to the proxy itself)",
    "sign-in": "the proxy asks for a sign-in (407)",
    "unknown-root": "the root certificate of {server} is not trusted",
    "strict-x509": "newer Pythons do not accept the certificates of {server} (strict X.509)",
    "expired": "the certificate of {server} has expired, or the clock of this computer is wrong",
    "not-yet-valid": "the certificate of {server} is not valid yet, or the clock of this computer is wrong",
    "wrong-name": "the certificate of {server} belongs to another name",
    "revoked": "the certificate of {server} was withdrawn (revoked)",
    "bundle-missing": "the certificate bundle that an environment variable names is missing",
    "not-permitted": "a firewall on this computer blocks {server}",
    "handshake": "no secure connection to {server} could be agreed (TLS handshake)",
    "block-page": "the web filter sent a block page instead",
    "portal": "this network asks you to sign in on its own page first",
    "redirected-away": "the answer led to an unrelated server",
    "nonsense": "{server} gave an answer that is not valid",
    "no-direct-way": "pyready could not reach another server without the proxy either",
    "status": "{server} answered with an error",
}
# shown for a reason without an answer, and for a server that was not tried
_NO_ANSWER = "{server} gave no answer in time"
_NOT_TRIED = "pyready did not try {server}"
_NOT_TRIED_BECAUSE = "pyready did not try {server}, because {why}"
# shown in the evidence, after "stops": where the connection ended
_LAYER = {
    "name": "at the name lookup (DNS)",
    "tcp": "when connecting (TCP)",
    "proxy": "at the proxy",
    "tls": "when the connection is made secure (TLS)",
    "http": "when the page is requested (HTTP)",
}
_UNTRIED, _UNTRIED_BECAUSE = "not tried", "not tried: {why}"
_STOPS, _SENT_ON = "stops {where}", "{value} (sent on to {servers})"
_NO_MORE = "nothing more is known"
_IN_TIME = "without an answer in time"
_THIS = "this server"
_TELLING = {"redirected-away", "sinkhole", "strict-x509", "handshake", "block-page", "proxy-blocked", "wrong-name"}
"""What the machine itself said of these is what a network engineer asks for first."""


def why(tried: Tried, server: str = _THIS) -> str:
    """Why it did not succeed, to follow `because` or a colon: `the proxy blocks this server`."""
    if tried.outcome == "no-answer" and not tried.layer:
        return _NO_ANSWER.format(server=server)
    if tried.outcome == "not-tried":
        known = _WHY[tried.reason].format(server=server) if tried.reason in _WHY else ""
        return (_NOT_TRIED_BECAUSE if known else _NOT_TRIED).format(server=server, why=known)
    return _reason(tried, server)


def stopped(tried: Tried) -> str:
    """Where and why, to follow `stops`: `at the proxy: the proxy asks for a sign-in (407)`."""
    if tried.outcome == "no-answer" and not tried.layer:
        return _IN_TIME
    if tried.outcome == "not-tried":
        known = _WHY.get(tried.reason, "").format(server=_THIS)
        return _UNTRIED_BECAUSE.format(why=known) if known else _UNTRIED
    return f"{_LAYER.get(tried.layer, tried.layer)}: {_reason(tried, _THIS)}"


def _reason(tried: Tried, server: str) -> str:
    says = _WHY[tried.reason].format(server=server) if tried.reason in _WHY else tried.reason.replace("-", " ")
    return f"{says} ({tried.status})" if tried.reason == "status" and tried.status else says


def evidence(endpoint: str, lens: str, tried: Tried) -> Evidence:
    """One connection as evidence; the endpoint is named by its id, the proxy by its address."""
    value = "reached" if tried.outcome == "reached" else _STOPS.format(where=stopped(tried))
    if tried.outcome == "reached" and tried.sent_on:
        value = _SENT_ON.format(value=value, servers=", ".join(tried.sent_on))
    if tried.outcome == "not-tried":
        value = stopped(tried)
    if tried.sign_in or tried.reason in _TELLING:
        value += f" ({', '.join(tried.sign_in) or tried.detail or tried.status or _NO_MORE})"
    return Evidence(f"{endpoint} by {lens}", value, f"through proxy {tried.proxy}" if tried.proxy else "direct")
