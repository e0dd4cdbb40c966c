"""Builds a host from recorded parts; nothing of the machine it runs on is looked at."""

from collections.abc import Mapping

import msgspec

from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Wanted
from pyready.model.host import (
    Adapter,
    Files,
    Groups,
    Host,
    InternetSettings,
    Machine,
    Net,
    Platform,
    Reading,
    Registry,
    Service,
    Session,
    Token,
    Who,
    text_reading,
)
from pyready.recorded.files import RecordedFiles
from pyready.recorded.registry import RecordedRegistry


class RecordedVariables:
    """Environment variables from a mapping; without case on Windows."""

    def __init__(self, variables: Mapping[str, str], *, any_case: bool) -> None:
        self._any_case = any_case
        self._names = tuple(variables)
        self._held = {self._plain(name): value for name, value in variables.items()}

    def _plain(self, name: str) -> str:
        return name.upper() if self._any_case else name

    def get(self, name: str) -> Reading[str]:
        value = self._held.get(self._plain(name))
        source = f"environment {name}"
        return Reading("not-set", source=source) if value is None else text_reading(value, source)

    def names(self) -> tuple[str, ...]:
        return self._names


class RecordedSystem(msgspec.Struct, frozen=True):
    """The account, its rights and the machine, as recorded."""

    account: Reading[Who] = msgspec.field(default_factory=lambda: Reading("missing"))
    rights: Reading[Token] = msgspec.field(default_factory=lambda: Reading("missing"))
    computer: Reading[Machine] = msgspec.field(default_factory=lambda: Reading("missing"))
    python: Reading[str] = msgspec.field(default_factory=lambda: Reading("missing"))
    membership: Reading[Groups] = msgspec.field(default_factory=lambda: Reading("missing"))
    place: Reading[Session] = msgspec.field(default_factory=lambda: Reading("missing"))
    services: Mapping[str, Service] | None = None
    """By name. None: services were not recorded; a mapping: one that is not in it does not exist."""
    integrity: Reading[int] = msgspec.field(default_factory=lambda: Reading("missing"))
    internet: Reading[InternetSettings] = msgspec.field(default_factory=lambda: Reading("missing"))
    lockdown: Reading[int] = msgspec.field(default_factory=lambda: Reading("missing"))
    adapters_up: Reading[tuple[Adapter, ...]] = msgspec.field(default_factory=lambda: Reading("missing"))
    kinds: Reading[tuple[str, ...]] = msgspec.field(default_factory=lambda: Reading("missing"))

    def who(self) -> Reading[Who]:
        return self.account

    def token(self) -> Reading[Token]:
        return self.rights

    def machine(self) -> Reading[Machine]:
        return self.computer

    def interpreter(self) -> Reading[str]:
        return self.python

    def groups(self) -> Reading[Groups]:
        return self.membership

    def session(self) -> Reading[Session]:
        return self.place

    def service(self, name: str) -> Reading[Service]:
        source = f"service {name}"
        if self.services is None:
            return Reading("missing", source=source)
        held = {each.casefold(): service for each, service in self.services.items()}
        found = held.get(name.casefold())
        return Reading("set", found, source) if found else Reading("not-set", source=source)

    def code_integrity(self) -> Reading[int]:
        return self.integrity

    def internet_settings(self) -> Reading[InternetSettings]:
        return self.internet

    def script_lockdown(self) -> Reading[int]:
        return self.lockdown

    def adapters(self) -> Reading[tuple[Adapter, ...]]:
        return self.adapters_up

    def network_kinds(self) -> Reading[tuple[str, ...]]:
        return self.kinds


class NoNet:
    """No network was recorded: nothing is tried."""

    def attempt(self, wanted: Wanted) -> Tried:
        del wanted
        return Tried("not-tried", reason="recorded")

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        return self.attempt(wanted)

    def environment_proxy(self, url: str) -> str:
        del url
        return ""

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        del wanted
        return ScriptAnswer("missing")


class _Endless:
    def left(self) -> float:
        return float("inf")


def recorded_host(
    platform: Platform,
    variables: Mapping[str, str],
    files: Files | None = None,
    registry: Registry | None = None,
    system: RecordedSystem | None = None,
    net: Net | None = None,
) -> Host:
    """A machine made of text."""
    return Host(
        platform=platform,
        variables=RecordedVariables(variables, any_case=platform == "windows"),
        registry=registry or RecordedRegistry({}),
        files=files or RecordedFiles({}),
        system=system or RecordedSystem(),
        net=net or NoNet(),
        clock=_Endless(),
    )
