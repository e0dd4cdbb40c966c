"""Made-up people and fact types: for the tests of privacy, whatever the probes are like."""

import datetime as dt

import msgspec

from pyready.model.activity import Contacted, Did, Read
from pyready.model.facts import Facts, Taken
from pyready.model.host import Reading
from pyready.model.privacy_classes import (
    ComputerName,
    DomainName,
    HostAddress,
    PathText,
    ProxyAddress,
    Public,
    ShareName,
    Text,
    UserName,
)


class Identity(msgspec.Struct, frozen=True):
    user: UserName
    computer: ComputerName
    domains: tuple[DomainName, ...] = ()
    upn: UserName = ""
    full_name: UserName = ""
    home: PathText = ""
    profile_folder: UserName = ""
    onedrive: tuple[PathText, ...] = ()
    is_system: bool = False
    profile_is_own: bool | None = None


class Place(msgspec.Struct, frozen=True):
    path: PathText
    has_space: bool = False
    kind: Public = "folder"


class Sample(msgspec.Struct, frozen=True):
    places: tuple[Place, ...] = ()
    note: Text = ""
    product: Public = ""
    proxy: Reading[ProxyAddress] = Reading("not-set")
    others: tuple[ProxyAddress, ...] = ()
    share: ShareName = ""
    servers: tuple[HostAddress, ...] = ()
    owners: tuple[UserName, ...] = ()
    machines: tuple[ComputerName, ...] = ()
    domains: tuple[DomainName, ...] = ()
    settings: dict[Public, Text] = {}
    number: int = 0


TYPES: dict[str, type] = {"taken": Taken, "identity": Identity, "sample": Sample}
WHEN = dt.datetime(2026, 11, 22, 14, tzinfo=dt.UTC)

JANE = Identity(
    user="jane.smith",
    computer="L12345",
    domains=("TRUST", "mytrust.nhs.uk"),
    upn="jane.smith@mytrust.nhs.uk",
    full_name="Smith, Jane (Some Trust)",
    home=r"C:\Users\jane.smith.TRUST",
    profile_folder="jane.smith.TRUST",
    onedrive=(r"C:\Users\jane.smith.TRUST\OneDrive - Some Trust",),
)
ROOT = Identity(user="root", computer="debian", full_name="root", home="/root", profile_folder="root")


def on_windows(user: str, folder: str = "", computer: str = "NHS-L0042") -> Identity:
    folder = folder or user
    return Identity(user, computer, ("ANYTRUST",), "", "", rf"C:\Users\{folder}", folder)


PEOPLE: dict[str, Identity] = {
    "jane": JANE,
    "root": ROOT,
    "it": on_windows("it"),
    "Lee": on_windows("Lee"),
    "Ann O'Neil": on_windows("Ann O'Neil"),
    "Zoë": on_windows("Zoë"),
    "long": on_windows("averyveryverylongusername.x", "averyveryverylonguse"),
    "python": on_windows("python", computer="WINDOWS"),
}


def facts_of(identity: Identity, sample: Sample) -> Facts:
    return Facts({Taken: Taken(WHEN), Identity: identity, Sample: sample}, TYPES)


def did_of(*paths: str, proxy: str = "") -> Did:
    return Did(
        read=tuple(Read("file", path, "set", "sample") for path in paths),
        contacted=(Contacted("index", "request", "reached", "sample", proxy),),
    )
