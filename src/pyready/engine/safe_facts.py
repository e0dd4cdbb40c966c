r"""Makes the text of a probe's facts safe to write, once and for all probes.

The host hands over safe text (`model/host.py`), but a file may hold more than its bytes say: JSON, YAML, TOML and git
spell a control character or half a character by an escape (`\u001b`), which only their readers see.
"""

import re
from typing import TypeVar

import msgspec

from pyready.model.safe_text import clean

T = TypeVar("T")

_ODD = re.compile(
    rb"(?<!\\)(?:\\\\)*\\(?:u00|[bf])|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xed[\xa0-\xbf]"
)
"""What `safe_text.UNSAFE` finds, as it stands in JSON: to look there is quicker than to go through every field."""


def safe(entry: T, fact: type[T]) -> T:
    """The same facts, with what no text may hold as a visible escape."""
    try:
        if not _ODD.search(msgspec.json.encode(entry)):
            return entry
    except UnicodeEncodeError:  # half a character
        pass
    from pyready.privacy.typed_strings import replaced

    made: T = replaced(entry, fact, lambda _, text, __: clean(text)[0])
    return made
