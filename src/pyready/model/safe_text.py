"""Text from outside, made safe to write anywhere."""

import re

UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (a tab and line ends are none here), marks that turn text round, halves of characters."""


def clean(text: str) -> tuple[str, bool]:
    r"""Return text that is safe to write, and whether it already was: `'a\x00'` becomes `'a\\u0000'`, False."""
    # Printable text holds none of them, and that is quickly seen.
    if text.isprintable() or UNSAFE.search(text) is None:
        return text, True
    return UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text), False
