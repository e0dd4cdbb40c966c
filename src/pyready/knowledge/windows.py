"""Releases of Windows: until when each is supported, and what an edition means: data in `windows.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.site_knowledge import NOTHING, SAYS, SiteKnowledge, SiteWindows
from pyready.model.host import Machine


class Release(Row, frozen=True, forbid_unknown_fields=True):
    """One release for one kind of edition; `extended`: until when updates can be bought after the end."""

    table: ClassVar[str] = "windows"
    build: int
    kind: str
    name: str
    ends: dt.date
    sure: bool
    extended: dt.date | None = None


class Windows(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    first_build_for_python_manager: int
    source_of_first_build: str
    release: tuple[Release, ...]


known = reader("windows", Windows)
"""The table, read once."""


def kind_of(machine: Machine) -> str:
    """`home-pro`, `enterprise`, `ltsc`, `iot-ltsc`, `server`, or empty when the edition is not known.

    `EnterpriseS` is the long-term edition, also as `EnterpriseSN`; `ServerRdsh` is Enterprise for several people.
    """
    edition = machine.edition.casefold()
    if edition == "serverrdsh":
        return "enterprise"
    if machine.product == "server" or edition.startswith("server"):
        return "server"
    for start, kind in (("iotenterprises", "iot-ltsc"), ("enterprises", "ltsc")):
        if edition.startswith(start):
            return kind
    if edition.startswith(("enterprise", "education", "iotenterprise")):
        return "enterprise"
    return "home-pro" if edition.startswith(("core", "professional")) else ""


def is_long_term(machine: Machine) -> bool:
    """True for LTSC, which comes without Store and App Installer."""
    return kind_of(machine) in {"ltsc", "iot-ltsc"}


def _release(own: SiteWindows) -> Release:
    return Release(own.build, own.kind, own.name, own.ends, sure=True, source=SAYS, checked=own.checked)


def release_of(machine: Machine, more: SiteKnowledge = NOTHING) -> Release | None:
    """The row for this build and edition, else the organisation's; None when there is none."""
    kind = kind_of(machine)
    own = (_release(each) for each in more.windows)
    return next((each for each in (*known().release, *own) if (each.build, each.kind) == (machine.build, kind)), None)
