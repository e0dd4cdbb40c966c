"""What is known about the settings of pip, uv, git, the install manager and Python itself.

Sign-ins are never kept, only that one is set.
"""

import msgspec

from pyready.model.privacy_classes import HostAddress, PathText, ProxyAddress, Public


class Place(msgspec.Struct, frozen=True):
    """A file or folder that a setting names, and the state of a look at it."""

    path: PathText
    """The path."""
    state: Public
    """State of the reading (`set`: it is there); `network` for a path on a server, which is not looked at."""


class SettingsFile(msgspec.Struct, frozen=True):
    """A file of settings that is there, or of which that could not be told."""

    tool: Public
    """`pip`, `uv`, `git` or `python-manager`."""
    path: PathText
    """The path."""
    state: Public
    """State of the reading; `network` for an included file on a server, which is not opened."""
    reason: Public = ""
    """What is wrong with one that is malformed, or why what a line of it includes is not known (`missing`)."""
    scope: Public = ""
    """Whose it is: `computer`, `user`, `environment`, or `named` by a variable."""
    fault: Public = ""
    """Why the tool itself stops at it: `mark`, `encoding`, `no-section`, `section-twice`, `option-twice`, `form`,
    `tool-header`, `unknown-key`, `value`, `include`; empty where it does not stop, or that is not known."""
    line: int | None = None
    """The line that it stops at, or whose include could not be followed, from 1."""
    when: Public = ""
    """`repository`: git reads it, or stops at it, in some repositories only; which ones is not known."""


class Setting(msgspec.Struct, frozen=True):
    """One setting, from a file or a variable. Which of the fields hold its value depends on what it is."""

    tool: Public
    """`pip`, `uv`, `git`, `python-manager`, `python` or `certificates` (variables that several tools obey)."""
    name: Public
    """As the tool's own documentation spells it: `index-url`, `UV_SYSTEM_CERTS`, `http.sslverify`."""
    source: PathText
    """The file or the variable it stands in."""
    state: Public = "set"
    """`malformed` when nothing could be made of it."""
    scope: Public = ""
    """As of the file that it is from; `variable` for one from the environment."""
    line: int | None = None
    """Its line in the file, from 1, where that is known."""
    flag: bool | None = None
    """Of a setting that is yes or no: its value."""
    hosts: tuple[HostAddress, ...] = ()
    """Servers that it names, without those of the public package index."""
    addresses: tuple[HostAddress, ...] = ()
    """Of an index of pip, uv or the install manager: the addresses of these servers; none of one with a sign-in."""
    public_index: bool = False
    """It names a server of the public package index."""
    proxy: ProxyAddress = ""
    """Of a setting that names a proxy: the proxy, `host:port`."""
    places: tuple[Place, ...] = ()
    """Of a setting that names files or folders: those."""
    words: tuple[Public, ...] = ()
    """Choices that are known by name; any other is `other`."""
    with_sign_in: bool = False
    """A user name, password or token stands in it. They are not kept."""
    kept: tuple[Public, ...] = ()
    """Python's variables on Windows: where they are set for good: `user`, `computer`."""
    when: Public = ""
    """git: as of the file that it is from."""


class Settings(msgspec.Struct, frozen=True):
    """Every file of settings that was met, and every setting that matters, each tool's in its own order.

    pip, git and the install manager: a later one outranks an earlier one. uv: the other way round, and
    variables outrank files.
    """

    files: tuple[SettingsFile, ...] = ()
    """The files, each once."""
    found: tuple[Setting, ...] = ()
    """The settings, in the order of their tool."""
    netrc: Place | None = None
    """The netrc file by which pip and uv sign in: only whether it is there. None: there is none, or not known."""

    def of(self, tool: str, *names: str) -> tuple[Setting, ...]:
        """The settings of a tool, of these names or all of them."""
        return tuple(each for each in self.found if each.tool == tool and (not names or each.name in names))
