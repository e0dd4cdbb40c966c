"""The files of this very computer, as its own host reads them."""

import sys

__all__ = ["MOST_NAMES", "RealFiles"]

if sys.platform == "win32":
    from pyready.windows.files import MOST_NAMES
    from pyready.windows.files import WindowsFiles as RealFiles
else:
    from pyready.posix.files import FOLDER_LIMIT as MOST_NAMES
    from pyready.posix.files import PosixFiles as RealFiles
