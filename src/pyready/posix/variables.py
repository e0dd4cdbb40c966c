"""Environment variables on POSIX; bytes that are not text become visible escapes."""

import os

from pyready.model.host import Reading, text_reading


class PosixVariables:
    """The environment as it was when the program started."""

    def __init__(self) -> None:
        self._environment = dict(os.environ)  # noqa: TID251 - this is the host

    def get(self, name: str) -> Reading[str]:
        """One variable; names keep their case."""
        source = f"environment {name}"
        value = self._environment.get(name)
        return Reading("not-set", source=source) if value is None else text_reading(value, source)

    def names(self) -> tuple[str, ...]:
        """The names that are set."""
        return tuple(sorted(self._environment))
