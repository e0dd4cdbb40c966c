"""The files of this very computer, as its own host reads them."""

import sys

import pytest

__all__ = ["MOST_NAMES", "RealFiles", "few_names"]

if sys.platform == "win32":
    from pyready.windows.files import MOST_NAMES
    from pyready.windows.files import WindowsFiles as RealFiles
else:
    from pyready.posix.files import FOLDER_LIMIT as MOST_NAMES
    from pyready.posix.files import PosixFiles as RealFiles


def few_names(monkeypatch: pytest.MonkeyPatch, names: int) -> None:
    """Let no more names of a folder be listed: to make as many files as may be takes a minute."""
    limit = "MOST_NAMES" if sys.platform == "win32" else "FOLDER_LIMIT"
    monkeypatch.setattr(sys.modules[RealFiles.__module__], limit, names)
