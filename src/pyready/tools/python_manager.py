"""What the Python Install Manager is set to do: whether it starts, where its Pythons come from and where they go.

Sources as in `formats/manager_files.py`. Of what it can be told, `automatic_install` and `default_tag` change nothing
here: the steps name the version and install it by a command.
"""

from pyready.formats.manager_files import PASSED_OVER, TOOL, VARIABLES
from pyready.model.tool_settings import Setting, Settings, SettingsFile

_SOURCE = tuple(name for name, key in VARIABLES.items() if key == "install.source")
_PLATFORM = tuple(name for name, key in VARIABLES.items() if key == "default_platform")


class Manager:
    """What counts for it. `Settings()` stands for a computer on which nothing is set."""

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings or Settings()
        self._files = tuple(each for each in self._settings.files if each.tool == TOOL)

    @property
    def stops_at(self) -> SettingsFile | None:
        """The first file at which every command ends."""
        return next((each for each in self._files if each.fault), None)

    @property
    def unread(self) -> SettingsFile | None:
        """The first file that pyready could not read, and the install manager perhaps can."""
        odd = [each for each in self._files if each.state != "set" and not each.fault]
        return next((each for each in odd if each.reason != PASSED_OVER), None)

    @property
    def source(self) -> Setting | None:
        """The list of Pythons that it goes by; None where that is python.org's."""
        found = self._last(*_SOURCE, "install.source")
        return None if found is None or "python-org" in found.words else found

    @property
    def elsewhere(self) -> Setting | None:
        """The setting by which its Python is not where it usually is."""
        folder, kind = self._last("install_dir"), self._last(*_PLATFORM, "default_platform")
        if folder and "usual" not in folder.words:
            return folder
        return kind if kind and "64-bit" not in kind.words else None

    def _last(self, *names: str) -> Setting | None:
        found = self._settings.of(TOOL, *names)
        return found[-1] if found else None
