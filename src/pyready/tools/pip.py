"""What pip is set to do for `pip install`: whether it starts, and the setting of each kind that counts.

pip reads `[global]` of all its files, then `[install]` of all, then the variables; the last value counts.
Sources: pip.pypa.io/en/stable/topics/configuration, and pip 23.2.1 and 26.3 themselves, run on 2026-11-29.
"""

from pyready.model.tool_settings import Setting, Settings, SettingsFile

FLAGS = ("no-index", "user", "require-virtualenv")
"""pip stops at a value that is neither yes nor no, also where another value would count."""
_NUMBERS = ("timeout", "retries")


class Pip:
    """What counts for pip. `Settings()` stands for a computer on which nothing is set."""

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings or Settings()

    @property
    def stops_at(self) -> SettingsFile | None:
        """The first file that pip cannot read: every command of pip then ends with an error."""
        return next((each for each in self._settings.files if each.tool == "pip" and each.fault), None)

    @property
    def refuses(self) -> Setting | None:
        """The first value that ends `pip install` before anything is downloaded."""
        found = self._settings.of("pip", *FLAGS, *_NUMBERS)
        return next((each for each in found if each.state == "malformed"), None)

    def value(self, name: str) -> Setting | None:
        """The setting of this name that counts."""
        found = self._settings.of("pip", name)
        return found[-1] if found else None

    def outranked(self, name: str) -> Setting | None:
        """The last setting of this name that does not count, where it is in another file than the one that does."""
        found = [each for each in self._settings.of("pip", name) if each.scope != "variable"]
        return next((each for each in reversed(found[:-1]) if each.source != found[-1].source), None)

    def on(self, name: str) -> Setting | None:
        """The setting that counts, where it says yes."""
        found = self.value(name)
        return found if found and found.flag else None

    @property
    def index(self) -> Setting | None:
        """The index in place of the public one; None where pip uses the public one."""
        found = self.value("index-url")
        return None if found is None or (found.public_index and found.state == "set") else found

    @property
    def elsewhere(self) -> Setting | None:
        """The folder that packages are installed to, instead of the environment."""
        return self.value("target") or self.value("prefix")

    def alone(self, setting: Setting | SettingsFile) -> bool:
        """Whether nothing else that `pip install` needs is set in files: pip can do without all of them."""
        source = setting.path if isinstance(setting, SettingsFile) else setting.source
        found = self._settings.of("pip", "index-url", "proxy", "cert", "find-links", "extra-index-url")
        return all(each.source == source or each.scope == "variable" for each in found)
