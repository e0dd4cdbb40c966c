"""Environment variables of this process."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.variables needs Windows")

import os

from pyready.model.host import Reading, text_reading
from pyready.model.safe_text import clean


class WindowsVariables:
    """Names are compared without case, as Windows does; `os.environ` holds them in capitals."""

    def get(self, name: str) -> Reading[str]:
        """One variable."""
        value = os.environ.get(name)
        source = f"environment {name}"
        return Reading("not-set", source=source) if value is None else text_reading(value, source)

    def names(self) -> tuple[str, ...]:
        """All names there are."""
        return tuple(sorted(clean(name)[0] for name in os.environ))
