"""The Host: the only way to reach the machine, and Reading, the shape of everything read from it.

`windows/` and `posix/` each build a Host; tests build a fake. Text is made safe here once: an unpaired surrogate,
a NUL or another control character becomes a visible escape and the reading is marked malformed.
"""

from typing import Generic, Literal, Protocol, TypeVar

import msgspec

from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Wanted
from pyready.model.kept import Kept, NothingKept
from pyready.model.launcher import Launcher, NoLauncher
from pyready.model.privacy_classes import ComputerName, DomainName, PathText, ProxyAddress, Public, Text, UserName
from pyready.model.running import NoRunner, Runner
from pyready.model.safe_text import clean

T = TypeVar("T")

Platform = Literal["windows", "linux", "macos"]
State = Literal["set", "not-set", "denied", "missing", "timed-out", "malformed"]
View = Literal["64", "32"]
RegistryValue = str | int | bytes | tuple[str, ...]


class Reading(msgspec.Struct, Generic[T], frozen=True):
    """One thing read from the machine: what was found, and where.

    `state` is `set` (then `value` holds it), `not-set`, `denied` (the machine said no), `missing` (the API, program
    or platform feature is not there), `timed-out` or `malformed` (`value` may hold what could be made of it).
    """

    state: State
    """Whether the value could be read."""
    value: T | None = None
    """What was read; None where nothing was."""
    source: PathText = ""
    """Where: a registry value, variable, path or function."""

    @property
    def is_set(self) -> bool:
        """True when there is a value that was read as it should be."""
        return self.state == "set"


def text_reading(text: str, source: str) -> Reading[str]:
    """A reading of text from the machine, made safe."""
    value, whole = clean(text)
    return Reading("set" if whole else "malformed", value, clean(source)[0])


class Look(msgspec.Struct, frozen=True):
    """What stands at a path. `kind` is `file`, `folder`, `app-link` (a Store app execution alias) or `other`."""

    kind: Public
    real: PathText
    """The path with links resolved; the path itself where that cannot be told."""
    size: int = 0
    package: Public = ""
    """For an `app-link`: the id of the package behind it, empty when not known."""


class Space(msgspec.Struct, frozen=True):
    """Bytes on the drive that holds a folder; `free` counts what this user may use."""

    free: int
    """Bytes."""
    quota: bool | None = None
    """A quota on this account, and not the drive, leaves so little; None means not known."""


class Drive(msgspec.Struct, frozen=True):
    """The drive under a path. `kind` is `local`, `network`, `removable` or `unknown`."""

    kind: Public
    """The kind of drive."""
    may_run: bool | None = None
    """False on a `noexec` mount; None means not known."""
    top: PathText = ""
    """Where it begins: `C:\\`, a share, a mount point; empty means not known."""


class Protection(msgspec.Struct, frozen=True):
    """Who may change a file: `protected` is True only when ordinary users cannot."""

    protected: bool
    owner: UserName = ""


class FileVersion(msgspec.Struct, frozen=True):
    """What the version resource of a program says, for probes to judge with; it is no fact.

    A text is empty where the resource has none, and None where its languages do not agree.
    """

    number: tuple[int, int, int, int] | None = None
    """The file version in the fixed part; None where there is none."""
    product: Text | None = None
    """`ProductName`."""
    name: Text | None = None
    """`OriginalFilename`."""


class Who(msgspec.Struct, frozen=True):
    """Who runs pyready and on which machine. Identifiers: they exist so that they can be taken out again."""

    user: UserName
    computer: ComputerName
    domains: tuple[DomainName, ...] = ()
    upn: UserName = ""
    full_name: UserName = ""
    home: PathText = ""
    """The profile folder that the account database names for this user."""
    is_system: bool = False


class Token(msgspec.Struct, frozen=True):
    """What the running process may do. In a yes/no field None means not known.

    On Windows the fields follow the access token; on POSIX only `elevated` (root) and `administrator` (in an
    administrators' group such as sudo, wheel or admin) are filled in.
    """

    elevated: bool | None = None
    """It runs with raised rights: as administrator, or as root."""
    administrator: bool | None = None
    """The Administrators group is in the token, enabled or deny-only: a filtered token counts."""
    elevation_type: Public = ""
    """Windows: `default`, `full` or `limited`; empty when not known."""


class Groups(msgspec.Struct, frozen=True):
    """Whose token it is: SIDs as text (`S-1-5-...`), for probes to judge with; they are no facts.

    A rule that allows counts for `enabled` groups only, a rule that denies for `deny_only` ones, too.
    """

    user: UserName
    enabled: tuple[UserName, ...] = ()
    deny_only: tuple[UserName, ...] = ()


class Service(msgspec.Struct, frozen=True):
    """A Windows service. `state` is `running`, `stopped` or `other` (on its way to either)."""

    state: Public
    """Whether it runs."""
    start: Public = ""
    """`boot`, `system`, `auto`, `manual` or `disabled`; empty when it may not be asked."""


class Session(msgspec.Struct, frozen=True):
    """Where the person sits, and what becomes of the profile at log-off. None means not known."""

    remote: bool | None = None
    """The screen is shown on another computer."""
    temporary: bool | None = None
    """The profile is thrown away at log-off."""
    roaming: bool | None = None
    """The profile is kept on a server."""
    mandatory: bool | None = None
    """The profile is the same for everybody, and changes to it are thrown away."""


class Machine(msgspec.Struct, frozen=True):
    """The computer itself, as far as advice depends on it."""

    name: Text
    """`Windows 11`, `Debian GNU/Linux 12` ...; empty when not known."""
    build: int | None = None
    """The build number of Windows; None on other systems."""
    edition: Public = ""
    """The edition of Windows: `Enterprise`; empty when not known."""
    architecture: Public = ""
    """`x86_64`, `arm64` or what the system calls it."""
    product: Public = ""
    """`client`, `server` or empty when not known."""


class InternetSettings(msgspec.Struct, frozen=True):
    """The proxy settings of the connection in use, as Windows itself tells them; empty for what is off.

    The texts are as set: a sign-in may stand in them, so they are no facts yet.
    """

    detect: bool = False
    script: ProxyAddress = ""
    server: ProxyAddress = ""
    bypass: Text = ""


class Adapter(msgspec.Struct, frozen=True):
    """A network adapter that is up, for probes to judge with; it is no fact. Loopback is none of them."""

    kind: int
    """Windows' number of its type: 6 Ethernet, 23 PPP, 71 Wi-Fi, 131 tunnel, 243 and 244 mobile, and others."""
    tunnel: int = 0
    """Windows' number of the kind of tunnel; 0 for none."""
    hardware: bool | None = None
    """A device stands behind it, and not software alone; None means not known."""
    description: Text = ""
    """As its driver names it."""


class Variables(Protocol):
    """Environment variables; names are case-insensitive on Windows."""

    def get(self, name: str) -> Reading[str]: ...
    def names(self) -> tuple[str, ...]: ...


class Registry(Protocol):
    """The Windows registry; keys are spelled as regedit shows them, with HKLM, HKCU or HKCR in front."""

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]: ...
    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]: ...
    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]: ...


class Files(Protocol):
    """The file system, looked at and never written to.

    `signer` is the publisher as AppLocker writes it, and empty only where certainly nobody signed the file. It is
    `malformed` where there may be a signature, and whose it is or whether it holds cannot be told.
    `authenticode_hash` is the SHA-256 that a hash rule holds, as 64 small hexadecimal digits.
    """

    def data(self, path: str, limit: int) -> Reading[bytes]: ...
    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]: ...
    def folder(self, path: str) -> Reading[tuple[str, ...]]: ...
    def look(self, path: str) -> Reading[Look]: ...
    def writable(self, path: str) -> Reading[bool]: ...
    def space(self, path: str) -> Reading[Space]: ...
    def drive(self, path: str) -> Reading[Drive]: ...
    def protection(self, path: str) -> Reading[Protection]: ...
    def signer(self, path: str) -> Reading[str]: ...
    def version(self, path: str) -> Reading[FileVersion]: ...
    def authenticode_hash(self, path: str) -> Reading[str]: ...


class System(Protocol):
    """The account, its rights and the machine."""

    def who(self) -> Reading[Who]: ...
    def token(self) -> Reading[Token]: ...
    def machine(self) -> Reading[Machine]: ...
    def interpreter(self) -> Reading[str]: ...
    def groups(self) -> Reading[Groups]: ...
    def session(self) -> Reading[Session]: ...
    def service(self, name: str) -> Reading[Service]: ...
    def code_integrity(self) -> Reading[int]: ...
    def internet_settings(self) -> Reading[InternetSettings]: ...
    def script_lockdown(self) -> Reading[int]: ...
    def adapters(self) -> Reading[tuple[Adapter, ...]]: ...
    def network_kinds(self) -> Reading[tuple[Public, ...]]: ...


class Clock(Protocol):
    """Time: only how long is left for the probe that asks."""

    def left(self) -> float: ...


class Net(Protocol):
    """Connections. Every call is one bounded try and never raises for what the network does."""

    def attempt(self, wanted: Wanted) -> Tried: ...
    def attempt_with_requests(self, wanted: Wanted) -> Tried: ...
    def environment_proxy(self, url: str) -> str: ...
    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer: ...


class Desktop(Protocol):
    """What a double-click needs besides looking. No probe is given it."""

    def downloads(self) -> Reading[str]: ...
    def open_page(self, path: str) -> Reading[bool]: ...


class NoDesktop:
    """Knows no folder and opens nothing."""

    def downloads(self) -> Reading[str]:
        """Not known here."""
        return Reading("missing", source="Downloads folder")

    def open_page(self, path: str) -> Reading[bool]:
        """Nothing is opened."""
        return Reading("missing", source=path)


class Host(msgspec.Struct, frozen=True):
    """The machine, through its parts."""

    platform: Platform
    variables: Variables
    registry: Registry
    files: Files
    system: System
    net: Net
    clock: Clock
    desktop: Desktop = msgspec.field(default_factory=NoDesktop)
    launcher: Launcher = msgspec.field(default_factory=NoLauncher)
    runner: Runner = msgspec.field(default_factory=NoRunner)
    kept: Kept = msgspec.field(default_factory=NothingKept)
