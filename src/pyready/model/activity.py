"""What this program did: every thing read, contacted, run and written, recorded where it happens."""

import threading

import msgspec

from pyready.model.privacy_classes import HostAddress, PathText, ProxyAddress, Public


class Read(msgspec.Struct, frozen=True):
    """One thing looked at. `what` is `registry`, `variable`, `file`, `folder` (its names were listed) or `system`.

    `found` is its state, or `no-answer`: it was asked for, and the report was made without an answer. `where` of
    `system` is the question: `token`, `service NAME`, `space of PATH` ...
    """

    what: Public
    """The kind of thing."""
    where: PathText
    """The key and value, variable, path or question."""
    found: Public
    """What came of it."""
    by: Public
    """The id of the probe that asked."""


class Contacted(msgspec.Struct, frozen=True):
    """One connection. `how` is `request`, `handshake` or `unverified-handshake` (reads the chain, sends no request)."""

    endpoint: Public
    """The server, by its id."""
    how: Public
    """What was done."""
    outcome: Public
    """`reached`, `stopped` or `no-answer`."""
    by: Public
    """The id of the probe that asked."""
    proxy: ProxyAddress = ""
    """The proxy that was used, `host:port`; empty for none."""
    stack: Public = "pyready"
    """Whose code made it: `pyready`, or the library `requests`."""
    sent_on: tuple[HostAddress, ...] = ()
    """Other hosts that the server sent on to and that were asked."""


class Ran(msgspec.Struct, frozen=True):
    """One program started."""

    program: PathText
    """Its path."""
    by: Public
    """The id of what started it."""


class Wrote(msgspec.Struct, frozen=True):
    """One file written."""

    path: PathText
    """Its path."""
    by: Public
    """The id of what wrote it."""
    removed: bool = False
    """Taken away again by the program itself."""


class Did(msgspec.Struct, frozen=True):
    """The finished list. `by_windows` names what the operating system may have fetched on its own."""

    read: tuple[Read, ...] = ()
    """What was read or looked at."""
    contacted: tuple[Contacted, ...] = ()
    """Servers that were contacted."""
    ran: tuple[Ran, ...] = ()
    """Programs that were started."""
    wrote: tuple[Wrote, ...] = ()
    """Files that were written."""
    by_windows: tuple[Public, ...] = ()
    """What Windows may have fetched, in words."""


class Journal:
    """Where the seam writes as it goes; safe to use from the probes' threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[Read | Contacted | Ran | Wrote, None] = {}
        self._begun: dict[int, Read | Contacted] = {}
        """What each thread asks for now."""
        self._stopped: set[str] = set()
        self._by_system: dict[str, None] = {}

    def stop(self, probe: str) -> None:
        """It has ended or was given up, and asks for nothing more: what it has begun stays in the list."""
        with self._lock:
            self._stopped.add(probe)

    def begin(self, entry: Read | Contacted) -> bool:
        """Record what this thread asks for now, as it stands in the list if no answer of it is ever noted.

        False: its probe was stopped, so it must not be asked for.
        """
        thread = threading.get_ident()
        with self._lock:
            if entry.by in self._stopped:
                return False
            if left := self._begun.get(thread):
                self._entries[left] = None
            self._begun[thread] = entry
            return True

    def note(self, entry: Read | Contacted | Ran | Wrote) -> None:
        """Record one thing, in place of what this thread had begun; the same thing twice is one line."""
        with self._lock:
            self._begun.pop(threading.get_ident(), None)
            self._entries[entry] = None

    def note_system(self, text: str) -> None:
        """Record what the operating system may fetch on its own because of what was asked of it."""
        with self._lock:
            self._by_system[text] = None

    def finished(self) -> Did:
        """Everything so far, sorted so that the order of the probes does not matter."""
        with self._lock:
            entries = list(dict.fromkeys((*self._entries, *self._begun.values())))
            by_system = list(self._by_system)
        return Did(
            read=tuple(sorted((e for e in entries if isinstance(e, Read)), key=msgspec.structs.astuple)),
            contacted=tuple(sorted((e for e in entries if isinstance(e, Contacted)), key=msgspec.structs.astuple)),
            ran=tuple(sorted((e for e in entries if isinstance(e, Ran)), key=msgspec.structs.astuple)),
            wrote=tuple(sorted((e for e in entries if isinstance(e, Wrote)), key=msgspec.structs.astuple)),
            by_windows=tuple(sorted(by_system)),
        )
