"""Pasted texts for `pyready explain`: messages with what terminals, mails and screenshots make of them."""

import json
from io import BytesIO
from random import Random

from explain.samples import PASTES
from fuzzing.kind import Kind, Parts
from fuzzing.mangle import mangled
from pyready.explain.explanation import explanation
from pyready.explain.reading import NoText, read_all
from pyready.report.explanation import as_json, as_text
from pyready.report.layout import Sheet

POOL = [path.read_bytes() for path in PASTES]
_OF_PASTES = (
    b"\x1b[31m", b"\x1b]0;" + b"t" * 3000, b"\x1b[" + b"0;" * 2000, b"\r", b"\x00", b"\xe2\x80\xae", b"\xff\xfe", b"\xed\xa0\x80",
    b"error ", b"[WinError ", b"(os error 1260)", b"0x" + b"8" * 500, b"-" + b"9" * 300, b"exit code ", b"> " * 800, b"(" * 3000,
    b"C:\\" + b"a" * 4000 + b">", b">>> ", b"$ " * 900, b"token=" + b"s" * 900, b"a." * 3000, b"\xef\xb7\xba" * 400, b" " * 5000, b"x" * 50_000,
)  # fmt: skip


def _paste(random: Random) -> Parts:
    return {"said.txt": mangled(random, random.choice(POOL), _OF_PASTES, POOL)}


def _explain(parts: Parts) -> bool:
    try:
        text = read_all(BytesIO(parts["said.txt"]).read)
    except NoText:
        return False
    found = explanation(text.text, None, cut=text.cut)
    shown = as_text(found, Sheet(80))
    assert all(char.isprintable() or char == "\n" for char in shown), "a text that steers a terminal"
    assert json.loads(as_json(found))["known"] == bool(found.messages)
    return bool(found.messages)


KINDS = (Kind("pastes", 20, _paste, _explain),)
