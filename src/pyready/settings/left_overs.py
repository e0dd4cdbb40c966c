"""What a run that was killed left beside a file that it was writing: a later run takes it away."""

import contextlib
import re
import time
from pathlib import Path

_OURS = re.compile(r"\.pyready-[0-9a-z_]{8,16}\.tmp")
_OLD_S = 10.0
"""Seconds after which nobody writes it any more: another pyready may be at work in the same folder."""


def remove_left_overs(folder: Path) -> None:
    """Remove our own old temporary files from a folder; what cannot be listed or removed stays."""
    with contextlib.suppress(OSError):
        for each in folder.iterdir():
            if _OURS.fullmatch(each.name):
                with contextlib.suppress(OSError):
                    found = each.lstat()
                    if time.time() - found.st_mtime > _OLD_S:
                        each.unlink()
