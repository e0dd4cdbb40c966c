"""git's files with what they include, in git's own order. Outside a repository no condition holds.

An include without a condition counts always. What a condition brings in counts in some repositories, and which those
are is not known here: it carries `repository`. A condition that git does not know never holds.

Sources: git's `config.c` (handle_path_include, include_condition_is_true) and `path.c` (interpolate_path) at
1a3e64c6c4, git-scm.com/docs/git-config ("Includes"), read 2026-11-29; asked of git 2.39.5 in the tests.
"""

from typing import NamedTuple

import msgspec

from pyready.formats.git_config import BadGitConfig, Entry, numbered
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.paths import below, drive_top, for_platform, is_local, is_unc
from pyready.model.privacy_classes import Public
from pyready.model.safe_text import clean
from pyready.model.tool_settings import SettingsFile

LIMIT = 1_000_000
"""Bytes of one file, and of all that are included together: more would take seconds to read."""
DEEPEST = 10
"""Files in a chain of includes; git stops at one more (MAX_INCLUDE_DEPTH)."""
MOST_FILES = 32
"""Included files that are opened; one that is included twice counts twice, as git opens it twice."""
_SPARE_S = 0.5
"""Seconds kept back: with less left, no further include is followed."""
_CONDITIONS = ("gitdir:", "gitdir/i:", "worktree:", "worktree/i:", "onbranch:", "hasconfig:remote.*.url:")
_PREFIX = "%(prefix)/"
_PREFIXES = {"windows": "{ProgramFiles}\\Git\\mingw64", "linux": "/usr"}
"""What `%(prefix)` stands for in the git whose file of the computer is read; on macOS there are several."""

_FORM = "git cannot read it"
_NAMELESS = "the include on that line names no file"
_NOBODY = "it includes a file of a user whose folder is not known"
_DENIED = "it includes a file that your account cannot open"
_FOLDER = "it includes a folder"
_CHAIN = f"it includes itself, or more than {DEEPEST} files in a chain"
_SOMEWHERE = "pyready cannot tell which file is included there"
_MANY = "pyready did not follow all includes"


class Found(NamedTuple):
    """One setting as git meets it: where it stands, and when it counts."""

    entry: Entry
    path: str
    when: Public


class _At(NamedTuple):
    """The file that is being read, and how it was reached."""

    path: str
    scope: str
    when: Public = ""
    depth: int = 0


class _Stops(Exception):
    """git reads nothing more: neither this file nor those that include it."""


class Walk(msgspec.Struct):
    """Reads files one after another; a later setting outranks an earlier one. `home` is git's own folder, or empty."""

    host: Host
    home: str
    found: list[Found] = msgspec.field(default_factory=list)
    _files: dict[tuple[str, str, int | None], SettingsFile] = msgspec.field(default_factory=dict)
    _left: int = MOST_FILES
    _bytes: int = LIMIT

    @property
    def files(self) -> list[SettingsFile]:
        """Every file that was met, once for each `when`, and every include that could not be followed."""
        return list(self._files.values())

    def read(self, path: str) -> None:
        """One of the files that git reads by itself, with all that it includes."""
        reading = self.host.files.data(path, LIMIT)
        if reading.state == "not-set":
            return
        try:
            self._file(_At(path, self._scope(path, "computer")), reading)
        except _Stops:
            return

    def _scope(self, path: str, above: str) -> str:
        return "user" if self.home and below(path, self.home) is not None else above

    def _file(self, at: _At, reading: Reading[bytes]) -> None:
        self._note(at, reading.state, _FORM if reading.state == "malformed" else "")
        try:
            entries = numbered((reading.value or b"").decode("utf-8", "replace"))
        except BadGitConfig as error:
            raise self._stop(at, error.line, _FORM, "form") from None
        for line, entry in entries:
            self.found.append(Found(entry, at.path, at.when))
            if (entry.name, entry.below) == ("include.path", None):
                self._follow(at, line, entry.value)
            elif entry.name == "includeif.path" and (entry.below or "").startswith(_CONDITIONS):
                self._perhaps(at, line, entry.value)

    def _perhaps(self, at: _At, line: int, named: str | None) -> None:
        """An include with a condition: where git stops at it, it does so in some repositories only."""
        try:
            self._follow(at._replace(when="repository"), line, named)
        except _Stops:
            return

    def _follow(self, by: _At, line: int, named: str | None) -> None:
        path = self._resolved(by, line, named)
        if not path:
            return self._unfollowed(by, line, _SOMEWHERE)
        at = _At(clean(path)[0], self._scope(path, by.scope), by.when, by.depth + 1)
        if self._is_away(path, by.path):
            return self._note(at, "network")
        if self._left < 1 or self.host.clock.left() < _SPARE_S:
            return self._unfollowed(by, line, _MANY)
        self._left -= 1
        reading = self.host.files.data(path, self._bytes)
        self._bytes -= len(reading.value or b"")
        return self._opened(by, line, at, reading)

    def _is_away(self, path: str, by: str) -> bool:
        """On a server that may keep us waiting: none of git's files has just been read from there."""
        if self.host.platform != "windows" or drive_top(path).casefold() == drive_top(by).casefold():
            return False
        drive = self.host.files.drive(path).value
        return is_unc(path) or (drive is not None and drive.kind == "network")

    def _opened(self, by: _At, line: int, at: _At, reading: Reading[bytes]) -> None:
        if reading.state == "not-set":
            return
        look = self.host.files.look(at.path).value if reading.state == "malformed" else None
        if reading.state == "denied":
            raise self._stop(by, line, _DENIED)
        if look is not None and look.kind == "folder":
            raise self._stop(by, line, _FOLDER)
        if at.depth > DEEPEST:
            raise self._stop(by, line, _CHAIN)
        self._file(at, reading)

    def _resolved(self, by: _At, line: int, named: str | None) -> str:
        """The path of an included file; empty where it cannot be told."""
        if named is None:
            raise self._stop(by, line, _NAMELESS)
        windows = self.host.platform == "windows"
        if named.startswith(_PREFIX):
            return self._in_gits_folder(named.removeprefix(_PREFIX))
        if named.startswith("~"):
            named = self._in_a_home(by, line, named)
            if not named:
                return ""
        module = for_platform(self.host.platform)
        named = named.replace("/", "\\") if windows else named
        if windows and (named.startswith("\\") or module.splitdrive(named)[0]):
            return named if is_unc(named) or is_local(named, "windows") else ""
        return str(module.join(module.dirname(by.path), named))

    def _in_gits_folder(self, rest: str) -> str:
        """Such a file where it is there; where not, git may be in another folder."""
        top = fill(self.host, _PREFIXES.get(self.host.platform, ""))
        module = for_platform(self.host.platform)
        path = str(module.join(top, rest.replace("/", str(module.sep)))) if top else ""
        return path if path and self.host.files.look(path).state == "set" else ""

    def _in_a_home(self, by: _At, line: int, named: str) -> str:
        """`~` and `~NAME` filled in; empty for another user, whose files are not opened."""
        name, slash, rest = named[1:].partition("/")
        if not name and self.home:
            return self.home + slash + rest
        if not name or self.host.platform == "windows":
            raise self._stop(by, line, _NOBODY)
        who = self.host.system.who().value
        return who.home + slash + rest if who is not None and who.user == name and who.home else ""

    def _note(self, at: _At, state: str, reason: str = "") -> None:
        made = SettingsFile("git", at.path, state, reason, at.scope, when=at.when)
        self._files.setdefault((at.path, at.when, None), made)

    def _unfollowed(self, at: _At, line: int, reason: str) -> None:
        made = SettingsFile("git", at.path, "missing", reason, at.scope, line=line, when=at.when)
        self._files.setdefault((at.path, at.when, line), made)

    def _stop(self, at: _At, line: int, reason: str, fault: str = "include") -> _Stops:
        """To be raised: git stops at that line."""
        made = SettingsFile("git", at.path, "malformed", reason, at.scope, fault, line, at.when)
        self._files[at.path, at.when, None] = made
        return _Stops()
