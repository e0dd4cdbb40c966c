"""How a connection that stopped is told, from tries as facts."""

import ast
from pathlib import Path

import msgspec

from for_each import for_each
from pyready.diagnosis.connection_words import evidence, stopped
from pyready.model.attempts import Tried
from pyready.net import stop, tls

SIGN_IN = Tried("stopped", "proxy", "sign-in", proxy="p.example:80")
STATUS = Tried("stopped", "http", "status", status=503)
SILENT = Tried("no-answer", reason="timed-out")


@for_each(
    ("tried", "words"),
    [
        (Tried("stopped", "name", "no-such-name"), "at the name lookup (DNS): this network does not know the name of this server (DNS)"),
        (Tried("stopped", "tcp", "refused"), "when connecting (TCP): the connection to this server was refused"),
        (SIGN_IN, "at the proxy: the proxy asks for a sign-in (407)"),
        (Tried("stopped", "tls", "wrong-name"), "when the connection is made secure (TLS): the certificate of this server belongs to another name"),
        (STATUS, "when the page is requested (HTTP): this server answered with an error (503)"),
        (msgspec.structs.replace(STATUS, status=None), "when the page is requested (HTTP): this server answered with an error"),
        (Tried("stopped", "http", "block-page", status=403), "when the page is requested (HTTP): the web filter sent a block page instead"),
        (Tried("stopped", "new-layer", "new-reason"), "new-layer: new reason"),
        (SILENT, "without an answer in time"),
        (Tried("no-answer", "tcp", "timed-out"), "when connecting (TCP): this server gave no answer"),
        (Tried("not-tried"), "not tried"),
        (Tried("not-tried", "proxy", "new-reason"), "not tried"),
        (
            Tried("not-tried", "tcp", "no-direct-way"),
            "not tried: pyready could not reach another server without the proxy either",
        ),
    ],
)  # fmt: skip
def test_where_and_why_it_stopped(tried: Tried, words: str) -> None:
    assert stopped(tried) == words


AT_PROXY = "stops at the proxy: the proxy asks for a sign-in (407)"
TELLING = [
    ("http", "redirected-away"),
    ("name", "sinkhole"),
    ("tls", "strict-x509"),
    ("tls", "handshake"),
    ("http", "block-page"),
    ("proxy", "proxy-blocked"),
    ("tls", "wrong-name"),
]


@for_each(
    ("tried", "value"),
    [
        (Tried("reached", status=200), "reached"),
        (Tried("reached", sent_on=("a.example", "b.example")), "reached (sent on to a.example, b.example)"),
        (SILENT, "stops without an answer in time"),
        (Tried("not-tried"), "not tried"),
        (Tried("not-tried", reason="status", status=500), "not tried: this server answered with an error"),
        (msgspec.structs.replace(STATUS, sent_on=("a.example",)), f"stops {stopped(STATUS)}"),
        (SIGN_IN, AT_PROXY),
        (msgspec.structs.replace(SIGN_IN, sign_in=("negotiate", "ntlm")), f"{AT_PROXY} (negotiate, ntlm)"),
        (msgspec.structs.replace(SIGN_IN, sign_in=("basic",), detail="x"), f"{AT_PROXY} (basic)"),
        (msgspec.structs.replace(STATUS, detail="x"), f"stops {stopped(STATUS)}"),
    ],
)
def test_one_connection_as_evidence(tried: Tried, value: str) -> None:
    assert evidence("index", "system", tried).value == value


@for_each(("layer", "reason"), TELLING)
def test_what_the_machine_itself_said_is_kept_where_an_engineer_asks_for_it(layer: str, reason: str) -> None:
    tried = Tried("stopped", layer, reason)
    plain = f"stops {stopped(tried)}"

    assert evidence("index", "system", tried).value == f"{plain} (nothing more is known)"
    assert evidence("index", "system", msgspec.structs.replace(tried, status=302)).value == f"{plain} (302)"
    told = msgspec.structs.replace(tried, status=302, detail="sent on")
    assert evidence("index", "system", told).value == f"{plain} (sent on)"


def test_evidence_names_the_server_the_lens_and_the_proxy() -> None:
    found = evidence("index", "requests", SIGN_IN)

    assert (found.what, found.source) == ("index by requests", "through proxy p.example:80")
    assert evidence("index", "requests", STATUS).source == "direct"


def _reasons() -> set[str]:
    """Every reason that the room `net` stops for, as its source has it."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(stop.__file__).parent.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    said = [each.args[1] for each in nodes if isinstance(each, ast.Call) and getattr(each.func, "id", "") == "Stop"]
    chosen = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name in {"refusal", *BY_NAME}]
    said += [part for function in chosen for node in ast.walk(function) for part in _answers(node)]
    of_certificates = {reason for _, reason in tls._BY_WORDS} | set(tls._BY_CODE.values()) | set(tls.DOUBTED)
    plain = {str(each.value) for each in said if isinstance(each, ast.Constant)}
    return plain | set(stop._AT_PROXY.values()) | of_certificates


BY_NAME = ("name_reason", "tcp_reason", "tls_reason", "at_proxy")


def _answers(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Return) and node.value is not None:
        return [node.value]
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else []


def test_every_reason_has_words_of_its_own() -> None:
    reasons = _reasons()
    said = {each: stopped(Tried("stopped", "tcp", each)).removeprefix("when connecting (TCP): ") for each in reasons}

    assert {"unreachable", "not-permitted", "proxy-cannot-reach", "portal", "revoked"} <= reasons
    assert [each for each, words in said.items() if words in {"", each.replace("-", " ")}] == []
    assert len(set(said.values())) == len(said)
