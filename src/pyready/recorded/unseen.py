"""What was not written down: every answer is `missing`, none is "not there" or "not set"."""

from collections.abc import Iterable, Mapping

from pyready.model.host import Drive, FileVersion, Look, Protection, Reading, Space
from pyready.recorded.host import RecordedVariables

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
"""Variables that are looked for by listing all names: what was not written down of them is listed as unseen."""


class CollectedVariables:
    """The variables that were written down, and those noted as not set; about any other nothing is known."""

    def __init__(self, held: Mapping[str, str], unset: Iterable[str]) -> None:
        self._held = RecordedVariables(held, any_case=True)
        self._noted = {name.upper() for name in (*held, *unset)}

    def get(self, name: str) -> Reading[str]:
        """One variable."""
        return self._held.get(name) if name.upper() in self._noted else Reading("missing", source=f"environment {name}")

    def names(self) -> tuple[str, ...]:
        """The names that are set or may be."""
        return (*self._held.names(), *(name for name in PROXIES if name.upper() not in self._noted))


class UnseenFiles:
    """Nothing is known about any path."""

    def data(self, path: str, limit: int) -> Reading[bytes]:
        del limit
        return Reading("missing", source=path)

    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]:
        del limit
        return Reading("missing", source=path)

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        return Reading("missing", source=path)

    def look(self, path: str) -> Reading[Look]:
        return Reading("missing", source=path)

    def writable(self, path: str) -> Reading[bool]:
        return Reading("missing", source=path)

    def space(self, path: str) -> Reading[Space]:
        return Reading("missing", source=path)

    def drive(self, path: str) -> Reading[Drive]:
        return Reading("missing", source=path)

    def protection(self, path: str) -> Reading[Protection]:
        return Reading("missing", source=path)

    def signer(self, path: str) -> Reading[str]:
        return Reading("missing", source=path)

    def version(self, path: str) -> Reading[FileVersion]:
        return Reading("missing", source=path)

    def authenticode_hash(self, path: str) -> Reading[str]:
        return Reading("missing", source=path)
