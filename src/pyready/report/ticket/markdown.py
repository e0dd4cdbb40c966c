r"""Text as Markdown that also reads well where nobody renders it: no escapes, values from the machine in code spans.

Backslash escapes would be safe too, but in a ticket field, which shows them raw, `C:\\Users` is a wrong path.
"""

import re

from pyready.report.layout import cut, visible

LONGEST_VALUE = 300
_LONGEST_TEXT = 2000
_ACTIVE = re.compile(r"[\\`*<>\[\]&~|^$#@_]|://|^www\.|(?:^|\w)\.[A-Za-z]{2}")
"""What some reader of Markdown takes for markup or an address; a run of underscores is a blank."""
_BLANK = re.compile(r"_{4,}")
_BLOCK = re.compile(r"[-+=_]+|\d{1,9}[.)]|:?-+:?")
"""Words that would make a list, a rule, a heading or a table of the paragraph they begin."""
_TOKEN = re.compile(r'"[^"]* [^"]*"[.,;:)]*(?=\s|$)|\S+')
"""A word, or several between quotation marks."""
_OPTION = re.compile(r"(?:^| )(?:--?|/)\w")
"""What tells a command between quotation marks from a title."""
_WORD = re.compile(r"([(\"']*)(.*?)([.,;:!?)\"']*)", re.DOTALL)


def code(value: str, limit: int = LONGEST_VALUE) -> str:
    """A value in a code span whose fence is longer than any run of backticks in it; always one line."""
    text = visible(cut(value, limit))
    if not text:
        return "(empty)"
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    ends = text[0] + text[-1]
    room = " " if "`" in ends or (ends == "  " and text.strip()) else ""
    return f"{fence}{room}{text}{room}{fence}"


def prose(text: str) -> str:
    """A sentence on one line; a word or a quoted command that Markdown could take for markup becomes a code span."""
    line = visible(" ".join(cut(text, _LONGEST_TEXT).split()))
    first, *rest = _TOKEN.findall(line) or [""]
    return " ".join([code(first) if _BLOCK.fullmatch(first) else _token(first), *map(_token, rest)])


def _token(token: str) -> str:
    _, quote, rest = token.rpartition('"')
    inner = token[1:].removesuffix(quote + rest)
    if " " not in token:
        return _word(token)
    if _OPTION.search(inner):
        return f'"{code(inner, _LONGEST_TEXT)}"{rest}'
    return " ".join(map(_word, token.split(" ")))


def _word(word: str) -> str:
    """The word, in a code span without the punctuation around it where it holds what may be markup."""
    match = _WORD.fullmatch(word)
    before, core, after = match.groups() if match else ("", word, "")
    if _BLANK.fullmatch(word) or not _ACTIVE.search(core):
        return word
    return before + code(core, _LONGEST_TEXT) + after


def items(texts: list[str]) -> str:
    """A list of lines that are Markdown already."""
    return "\n".join(f"- {text}" for text in texts)
