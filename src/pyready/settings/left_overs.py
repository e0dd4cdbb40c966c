"""What a run that was killed left beside a file that it was writing: a later run takes it away."""

import contextlib
import os
import re
import time
from pathlib import Path

OF_SETTINGS = "settings-"
"""In the name of what `pyready config` writes; a report has nothing in its place."""
OLD_S = 10.0
"""Seconds after which nobody writes it any more: another pyready may be at work in the same folder."""
_OURS = re.compile(rf"\.pyready-({OF_SETTINGS})?[0-9a-f]{{16}}\.tmp")


def beside(file: Path, kind: str = "") -> Path:
    """A name for the temporary file that will take the place of `file`."""
    # One try: `tempfile` would go on for thousands in a folder that Windows denies.
    return file.with_name(f".pyready-{kind}{os.urandom(8).hex()}.tmp")


def remove_left_overs(folder: Path, kind: str = "", old_s: float = OLD_S) -> None:
    """Remove our own temporary files that are older than `old_s` seconds from a folder: all, or those of one kind.

    What cannot be listed or removed stays.
    """
    with contextlib.suppress(OSError):
        for each in folder.iterdir():
            found = _OURS.fullmatch(each.name)
            if found and kind in {"", found[1]}:
                with contextlib.suppress(OSError):
                    if time.time() - each.lstat().st_mtime > old_s or old_s <= 0:
                        each.unlink()
