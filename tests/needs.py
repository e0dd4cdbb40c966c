"""What a test needs of the computer that it runs on. Where that is missing it is skipped; in CI, on Linux, it fails."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

CAGE = "this account reads and writes everywhere (root with dac_override): run inside the cage of .ci/run"


def missing(why: str) -> NoReturn:
    """Skip on a person's machine; fail in CI on Linux, where everything has to be there."""
    if os.environ.get("CI") and sys.platform != "win32":
        pytest.fail(why)
    pytest.skip(why)


def needs(held: object, why: str) -> None:
    """Go on where it holds."""
    if not held:
        missing(why)


def needs_modes(path: Path, right: int = os.W_OK) -> None:
    """Go on where the mode of a file or folder, which denies this right to its owner, holds for this account."""
    needs(not os.access(path, right), CAGE)


def _under_wine() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll.dll", winmode=0x800), "wine_get_version")


UNDER_WINE = _under_wine()
once = pytest.mark.skipif(UNDER_WINE, reason="the same on every system: asked on Linux, and on a true Windows")
"""For tests that ask of many laptops what other tests ask of one, on every system."""

OF_ONE_MARK = ("browser", "native", "root", "windows")
"""Folders all of whose tests bear the mark of that name (those of `root` perhaps `quota`)."""
