"""How this person starts pyready: what lines that run it begin with follows from it (`model/own_lines.py`)."""

import msgspec

from pyready.model.anchors import Anchored
from pyready.model.privacy_classes import Public


class Launch(msgspec.Struct, frozen=True):
    """How pyready was started."""

    way: Public = ""
    """`command` (it is on PATH), `module` (`python -m pyready`), `program` (pyready.exe in a folder); empty: not known,
    as of a report that does not say: then as a command."""
    python: Anchored = Anchored("", "")
    """The Python of a module; empty where it is not known. A report without names replaces what they are in."""
