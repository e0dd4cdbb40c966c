"""Who runs pyready and on which machine: read first, so that it can be taken out of everything else."""

import msgspec

from pyready.model.facts import Facts, NotCollected
from pyready.model.host import Host, Who
from pyready.model.paths import last_part, same_path
from pyready.model.privacy_classes import ComputerName, DomainName, PathText, UserName
from pyready.model.probe import Probe, file, system, variable

_VARIABLES = ("USERPROFILE", "HOME", "USERDOMAIN", "USERDNSDOMAIN")
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class Identity(msgspec.Struct, frozen=True):
    """Every name that would tell a stranger whose machine this is. Redaction starts from here."""

    user: UserName
    """The account's name."""
    computer: ComputerName
    """The computer's name."""
    domains: tuple[DomainName, ...] = ()
    """Its Windows and DNS domains."""
    upn: UserName = ""
    """The sign-in name, `name@domain`; empty for none."""
    full_name: UserName = ""
    """The person's name, as the account has it; empty for none."""
    home: PathText = ""
    """The home folder in use: from the environment, else from the account database."""
    profile_folder: UserName = ""
    """The last part of the profile path, which need not be the account name."""
    onedrive: tuple[PathText, ...] = ()
    """The folders of OneDrive."""
    is_system: bool = False
    """Run by the operating system itself, not by a person."""
    profile_is_own: bool | None = None
    """False when the environment names another profile than the account's own; None when not known."""


def collect(host: Host, facts: Facts) -> Identity:
    """Ask the account database first and the environment second."""
    del facts
    reading = host.system.who()
    who = reading.value
    if who is None:
        raise NotCollected("identity", "not-asked", f"the account could not be read ({reading.state})")
    home = _first(host, ("USERPROFILE",) if host.platform == "windows" else ("HOME",)) or who.home
    names = _environment_names(host, who)
    return Identity(
        user=who.user,
        computer=who.computer,
        domains=tuple(dict.fromkeys((*who.domains, *names))),
        upn=who.upn,
        full_name=who.full_name,
        home=home,
        profile_folder=last_part(home),
        onedrive=tuple(dict.fromkeys(value for name in _ONEDRIVE if (value := _first(host, (name,))))),
        is_system=who.is_system,
        profile_is_own=_is_own(host, home, who.home),
    )


def _is_own(host: Host, home: str, own: str) -> bool | None:
    """Are these two spellings (8.3 names, links) of one folder? None when the account names no folder."""
    if not own or same_path(home, own):
        return True if own else None
    looks = [host.files.look(path).value for path in (home, own)]
    return same_path(*(look.real if look else path for look, path in zip(looks, (home, own), strict=True)))


def _first(host: Host, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := host.variables.get(name).value)), "")


def _environment_names(host: Host, who: Who) -> list[str]:
    """Domains the environment names; a machine that is its own domain is no domain."""
    if host.platform != "windows":
        return []
    found = [_first(host, (name,)) for name in ("USERDOMAIN", "USERDNSDOMAIN")]
    return [name for name in found if name and name.casefold() != who.computer.casefold()]


PROBE = Probe(
    id="identity",
    fact=Identity,
    collect=collect,
    about="who runs this, so that names can be left out of reports",
    reads=(
        system("who", "the account and computer name, to replace them in reports that are shared"),
        file("{home folder}", "whether two spellings of the home folder are the same"),
        *(variable(name, "names that must not appear in shared reports") for name in (*_VARIABLES, *_ONEDRIVE)),
    ),
)
