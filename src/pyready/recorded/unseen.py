"""Files of which nothing was written down: every answer is `missing`, none is "not there"."""

from pyready.host import Drive, Look, Protection, Reading, Space


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
