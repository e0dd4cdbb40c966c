"""What uv is set to do: whether it starts, and the setting of each kind that counts.

Variables outrank the file of the user, which outranks that of the computer; lists of indexes add up. With UV_NO_CONFIG
uv reads no file. Sources: docs.astral.sh/uv/concepts/configuration-files and .../reference/settings, and uv 0.13.9
itself, run on 2026-11-29.
"""

from pyready.model.tool_settings import Setting, Settings, SettingsFile

_DEFAULT = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "default-index", "index-url")
_MORE = ("UV_INDEX", "index")


class Uv:
    """What counts for uv. `Settings()` stands for a computer on which nothing is set."""

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings or Settings()

    @property
    def _files_count(self) -> bool:
        return not any(each.flag for each in self._settings.of("uv", "UV_NO_CONFIG"))

    def _of(self, *names: str) -> list[Setting]:
        found = self._settings.of("uv", *names)
        return [each for each in found if self._files_count or each.scope == "variable"]

    @property
    def stops_at(self) -> SettingsFile | None:
        """The first file that uv cannot read: every command of uv then ends with an error."""
        files = self._settings.files if self._files_count else ()
        return next((each for each in files if each.tool == "uv" and each.fault), None)

    @property
    def refuses(self) -> Setting | None:
        """The first variable whose value ends every command."""
        found = self._of("UV_OFFLINE", "UV_NO_CONFIG", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS")
        return next((each for each in found if each.state == "malformed"), None)

    @property
    def offline(self) -> Setting | None:
        """The setting that keeps uv from downloading anything."""
        return self._on("UV_OFFLINE", "offline")

    @property
    def no_index(self) -> Setting | None:
        """The setting that keeps uv from every index."""
        return self._on("no-index")

    @property
    def folders(self) -> Setting | None:
        """Where uv looks for packages beside, or instead of, an index."""
        found = self._of("UV_FIND_LINKS", "find-links")
        return found[0] if found else None

    @property
    def no_downloads(self) -> Setting | None:
        """The setting that keeps uv from downloading a Python, also when it is asked to."""
        found = self._of("UV_PYTHON_DOWNLOADS", "python-downloads")
        return found[0] if found and "never" in found[0].words else None

    @property
    def default_index(self) -> Setting | None:
        """The index in place of the public one; None where uv uses the public one."""
        found = self._of(*_DEFAULT)
        return None if not found or (found[0].public_index and found[0].state == "set") else found[0]

    @property
    def indexes(self) -> tuple[Setting, ...]:
        """Every index of one's own: uv ends with an error where one of them does not answer."""
        default = self.default_index
        more = [each for each in self._of(*_MORE) if each.hosts or each.state == "malformed"]
        return (*([default] if default else []), *more)

    @property
    def proxy(self) -> Setting | None:
        """The proxy of a file, which outranks the variables."""
        found = self._of("https-proxy")
        return found[0] if found else None

    def _on(self, *names: str) -> Setting | None:
        found = [each for each in self._of(*names) if each.flag is not None]
        return found[0] if found and found[0].flag else None
