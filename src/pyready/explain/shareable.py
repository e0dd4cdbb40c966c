"""A line of a pasted text as it may be shared: known names, secrets, places and what could be a name are left out."""

import re

from pyready.model.activity import Did
from pyready.model.facts import Facts
from pyready.privacy.redact import Redactor, identifiers, learned, texts
from pyready.privacy.scan import is_our_word, known, leaks
from pyready.probes.identity import Identity

_LEFT_OUT, _PATH, _HOST = "<left-out>", "<path>", "<host>"
_MOST = 200
"""Characters that are shown."""
_TOKEN = re.compile(r"<[a-z-]+(?:-\d+)?>")
_PIECE = re.compile(r"\S+")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_NUMBER = re.compile(r"(?i)0x[0-9a-f]+|[\d.,:]+")
_KIND = re.compile(r"(?:\w+\.)*\w*(?:Error|Exception|Warning)")


def shareable(line: str, names: Facts) -> str:
    """The line without what might be a name; empty where something private would be left. `names` hold an Identity."""
    found = [*texts(names, Did()), ("text", line, "text")]
    redactor = Redactor(learned(identifiers(names.get(Identity)), found))
    safe = redactor.change("text", line, "text")
    if safe == "<text>":
        return ""
    safe = _PIECE.sub(lambda piece: _piece(piece[0], first=piece.start() == 0), safe)
    if leaks([("text", safe)], known(found)):
        return ""
    return safe if len(safe) <= _MOST else f"{safe[:_MOST]} ..."


def _piece(piece: str, *, first: bool) -> str:
    """One piece between blanks."""
    if "://" in piece:
        return _HOST
    if "/" in piece or "\\" in piece:
        return _PATH
    name, is_setting, value = piece.partition("=")
    if is_setting and value:
        return f"{name}={value if _is_plain(value) else _LEFT_OUT}"
    core = _CORE.search(_TOKEN.sub("", piece))
    return piece.replace(core[0], _LEFT_OUT) if core and _might_be_name(core[0], first=first) else piece


def _is_plain(value: str) -> bool:
    """The value of a setting that says nothing of anybody: a number, a word of ours, or left out already."""
    return bool(_TOKEN.fullmatch(value) or _NUMBER.fullmatch(value)) or is_our_word(value.casefold())


def _might_be_name(word: str, *, first: bool) -> bool:
    """A word that is none of ours, begins like a name or holds digits, as accounts and computers do."""
    if is_our_word(word.casefold()) or _NUMBER.fullmatch(word) or _KIND.fullmatch(word):
        return False
    return any(map(str.isdigit, word)) or (not first and word[:1].isupper() and "_" not in word)
