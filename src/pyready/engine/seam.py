"""The seam between a probe and its Host: records every access and refuses what the probe did not declare."""

import time
from typing import Any

import msgspec
from msgspec.structs import replace

from pyready.model.activity import Contacted, Journal, Read
from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Wanted
from pyready.model.host import (
    Adapter,
    Drive,
    FileVersion,
    Groups,
    Host,
    InternetSettings,
    Look,
    Machine,
    NoDesktop,
    Protection,
    Reading,
    RegistryValue,
    Service,
    Session,
    Space,
    State,
    Token,
    View,
    Who,
)
from pyready.model.kept import Kept, NothingKept
from pyready.model.launcher import NoLauncher
from pyready.model.probe import Declared, Probe
from pyready.model.proxy_address import parse_proxy
from pyready.model.running import NoRunner
from pyready.model.safe_text import clean

# shown in the list of what Windows might have downloaded on its own
_CHAIN = "certificates, revocation lists and root updates, when it checks a certificate chain"
_PAC = "the proxy script (PAC) that the settings name, and names it asks for"
_WPAD = "a proxy script on this network (WPAD), which the settings tell it to find"
# shown as the fault of a probe
_UNDECLARED = "{probe} did not declare {what} {where}"


class Undeclared(Exception):
    """A probe reached for something that its declaration does not name. This is a fault in the probe."""


class Over(Exception):
    """A probe that was given up, or a thread that it left behind, asks for something: the list of deeds is closed."""


class Guard(msgspec.Struct, frozen=True):
    """Checks an access against a probe's declarations and writes it into the journal."""

    probe: str
    allowed: tuple[Declared, ...]
    journal: Journal
    _last: dict[str, Declared] = msgspec.field(default_factory=dict)
    """The declaration that covered the last access of a kind: thousands of values may stand side by side."""

    def check(self, what: str, where: str) -> None:
        """The access begins now. Raises Undeclared unless a declaration covers it, Over when it is too late for it."""
        found = self.declared(what, where)
        place = f"environment {where}" if what == "variable" else where
        if not self.journal.begin(Read(what, place if found.each else found.where, "no-answer", self.probe)):
            raise Over(self.probe)

    def declared(self, what: str, where: str) -> Declared:
        """The declaration that covers an access. Raises Undeclared."""
        found = self._last.get(what)
        if found is None or not found.covers(what, where):
            found = next((declared for declared in self.allowed if declared.covers(what, where)), None)
        if found is None:
            raise Undeclared(_UNDECLARED.format(probe=self.probe, what=what, where=where))
        self._last[what] = found
        return found

    def read(self, what: str, where: str, reading: Reading[Any]) -> None:
        """Record a finished reading, by its place or, where that is IT's own affair, by the declared pattern."""
        last = self._last.get(what)  # `check` has just found it
        near = (last, *self.allowed) if last else self.allowed
        place = next((d.where for d in near if not d.each and d.covers(what, where)), reading.source or where)
        self.journal.note(Read(what, clean(place)[0], reading.state, self.probe))

    def asked(self, question: str, reading: Reading[Any]) -> None:
        """Record an answered question by its name, not by its source: two may be answered from one."""
        self.journal.note(Read("system", clean(question)[0], reading.state, self.probe))


def watched(host: Host, probe: Probe[Any], journal: Journal, ends: float, kept: Kept | None = None) -> Host:
    """The host as this probe sees it: every part guarded, the clock ending at `ends` (monotonic seconds).

    `kept` is that of the look; what another look left is never seen.
    """
    guard = Guard(probe.id, probe.reads + probe.contacts + probe.runs + probe.writes, journal)
    return replace(
        host,
        variables=_Variables(host, guard),
        registry=_Registry(host, guard),
        files=_Files(host, guard),
        system=_System(host, guard),
        net=_Net(host, guard),
        clock=_Clock(ends),
        desktop=NoDesktop(),
        launcher=NoLauncher(),
        runner=NoRunner(),
        kept=kept or NothingKept(),
    )


class _Part(msgspec.Struct, frozen=True):
    host: Host
    guard: Guard


class _Variables(_Part, frozen=True):
    def get(self, name: str) -> Reading[str]:
        self.guard.check("variable", name)
        reading = self.host.variables.get(name)
        self.guard.read("variable", name, reading)
        return reading

    def names(self) -> tuple[str, ...]:
        """Only the names that the probe declared: what else is set is not its business."""
        allowed = [declared for declared in self.guard.allowed if declared.what == "variable"]
        return tuple(name for name in self.host.variables.names() if any(d.covers("variable", name) for d in allowed))


class _Registry(_Part, frozen=True):
    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:
        self.guard.check("registry", key)
        reading = self.host.registry.value(key, name, view)
        self.guard.read("registry", key, reading)
        return reading

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        self.guard.check("registry", key)
        reading = self.host.registry.subkeys(key, view)
        self.guard.read("registry", key, reading)
        return reading

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        self.guard.check("registry", key)
        reading = self.host.registry.names(key, view)
        self.guard.read("registry", key, reading)
        return reading


class _Files(_Part, frozen=True):
    def data(self, path: str, limit: int) -> Reading[bytes]:
        self.guard.check("file", path)
        reading = self.host.files.data(path, limit)
        self.guard.read("file", path, reading)
        return reading

    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]:
        self.guard.check("file", path)
        reading = self.host.files.text(path, limit)
        self.guard.read("file", path, reading)
        return reading

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        self.guard.check("folder", path)
        reading = self.host.files.folder(path)
        self.guard.read("folder", path, reading)
        return reading

    def look(self, path: str) -> Reading[Look]:
        self.guard.check("file", path)
        reading = self.host.files.look(path)
        self.guard.read("file", path, reading)
        return reading

    def writable(self, path: str) -> Reading[bool]:
        self.guard.check("file", path)
        reading = self.host.files.writable(path)
        self.guard.asked(f"rights to {reading.source or path}", reading)
        return reading

    def space(self, path: str) -> Reading[Space]:
        self.guard.check("file", path)
        reading = self.host.files.space(path)
        self.guard.asked(f"space of {reading.source or path}", reading)
        return reading

    def drive(self, path: str) -> Reading[Drive]:
        self.guard.check("file", path)
        reading = self.host.files.drive(path)
        self.guard.asked(f"drive of {reading.source or path}", reading)
        return reading

    def protection(self, path: str) -> Reading[Protection]:
        self.guard.check("file", path)
        reading = self.host.files.protection(path)
        self.guard.read("file", path, reading)
        return reading

    def signer(self, path: str) -> Reading[str]:
        self.guard.check("file", path)
        reading = self.host.files.signer(path)
        self.guard.asked(f"signer of {reading.source or path}", reading)
        return reading

    def version(self, path: str) -> Reading[FileVersion]:
        self.guard.check("file", path)
        reading = self.host.files.version(path)
        self.guard.asked(f"version of {reading.source or path}", reading)
        return reading

    def authenticode_hash(self, path: str) -> Reading[str]:
        self.guard.check("file", path)
        reading = self.host.files.authenticode_hash(path)
        self.guard.asked(f"hash of {reading.source or path}", reading)
        return reading


class _System(_Part, frozen=True):
    def _asked(self, what: str) -> None:
        self.guard.check("system", what)

    def who(self) -> Reading[Who]:
        self._asked("who")
        reading = self.host.system.who()
        self.guard.asked("who", reading)
        return reading

    def token(self) -> Reading[Token]:
        self._asked("token")
        reading = self.host.system.token()
        self.guard.asked("token", reading)
        return reading

    def machine(self) -> Reading[Machine]:
        self._asked("machine")
        reading = self.host.system.machine()
        self.guard.asked("machine", reading)
        return reading

    def interpreter(self) -> Reading[str]:
        self._asked("interpreter")
        reading = self.host.system.interpreter()
        self.guard.asked("interpreter", reading)
        return reading

    def groups(self) -> Reading[Groups]:
        self._asked("groups")
        reading = self.host.system.groups()
        self.guard.asked("groups", reading)
        return reading

    def session(self) -> Reading[Session]:
        self._asked("session")
        reading = self.host.system.session()
        self.guard.asked("session", reading)
        return reading

    def service(self, name: str) -> Reading[Service]:
        self._asked(f"service {name}")
        reading = self.host.system.service(name)
        self.guard.asked(f"service {name}", reading)
        return reading

    def code_integrity(self) -> Reading[int]:
        self._asked("code integrity")
        reading = self.host.system.code_integrity()
        self.guard.asked("code integrity", reading)
        return reading

    def internet_settings(self) -> Reading[InternetSettings]:
        self._asked("internet settings")
        reading = self.host.system.internet_settings()
        self.guard.read("system", "internet settings", reading)
        return reading

    def script_lockdown(self) -> Reading[int]:
        self._asked("script lockdown")
        reading = self.host.system.script_lockdown()
        self.guard.read("system", "script lockdown", reading)
        return reading

    def adapters(self) -> Reading[tuple[Adapter, ...]]:
        self._asked("network adapters")
        reading = self.host.system.adapters()
        self.guard.asked("network adapters", reading)
        return reading

    def network_kinds(self) -> Reading[tuple[str, ...]]:
        self._asked("kinds of network")
        reading = self.host.system.network_kinds()
        self.guard.asked("kinds of network", reading)
        return reading


_TOO_LATE = Tried("not-tried", reason="timed-out")
"""What a thread hears that its probe has left behind. Nobody waits for it, and it must not fail."""


class _Net(_Part, frozen=True):
    def attempt(self, wanted: Wanted) -> Tried:
        self.guard.declared("endpoint", wanted.endpoint)
        how = "handshake" if wanted.only_handshake else "request"
        how = "unverified-handshake" if wanted.roots == "none" else how
        if not self._begin(wanted, wanted.proxy, how, "pyready"):
            return _TOO_LATE
        if self.host.platform == "windows" and wanted.roots == "system":
            self.guard.journal.note_system(_CHAIN)
        tried = self.host.net.attempt(wanted)
        self._note(wanted, tried, how, "pyready")
        return tried

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        self.guard.declared("endpoint", wanted.endpoint)
        if not self._begin(wanted, self.host.net.environment_proxy(wanted.url), "request", "requests"):
            return _TOO_LATE
        tried = self.host.net.attempt_with_requests(wanted)
        self._note(wanted, tried, "request", "requests")
        return tried

    def environment_proxy(self, url: str) -> str:
        self.guard.check("variable", "https_proxy")
        found = self.host.net.environment_proxy(url)
        state: State = "set" if found else "not-set"
        self.guard.journal.note(Read("variable", "environment *_proxy", state, self.guard.probe))
        return found

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        self.guard.declared("system", "proxy script")
        if not self.guard.journal.begin(Read("system", "proxy script", "no-answer", self.guard.probe)):
            return ScriptAnswer("timed-out")
        if self.host.platform == "windows":
            if wanted.script:
                self.guard.journal.note_system(_PAC)
            if wanted.detect:
                self.guard.journal.note_system(_WPAD)
        answer = self.host.net.ask_script(wanted)
        self.guard.journal.note(Read("system", "proxy script", answer.state, self.guard.probe))
        return answer

    def _begin(self, wanted: Wanted, proxy: str, how: str, stack: str) -> bool:
        parsed = parse_proxy(proxy)
        by, address = self.guard.probe, parsed.address if parsed else ""
        return self.guard.journal.begin(Contacted(wanted.endpoint, how, "no-answer", by, address, stack))

    def _note(self, wanted: Wanted, tried: Tried, how: str, stack: str) -> None:
        by = self.guard.probe
        entry = Contacted(wanted.endpoint, how, tried.outcome, by, tried.proxy, stack, tried.sent_on)
        self.guard.journal.note(entry)


class _Clock(msgspec.Struct, frozen=True):
    ends: float

    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())
