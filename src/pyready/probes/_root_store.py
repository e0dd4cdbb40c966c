r"""Whose list on Windows holds an authority: the computer's, or only that of the person.

Windows shows the person one list, which joins their own with those of the computer. Each lies in the registry, with a
key for each certificate, named by its SHA-1. Sources, read 2026-11-27: Microsoft, System Store Locations; the names of
the keys in wincrypt.h and in Firefox's nsNSSComponent.cpp, which reads the same lists.
"""

from pyready.model.host import Host
from pyready.model.privacy_classes import Public
from pyready.model.probe import Declared, registry

_OF_COMPUTER = (
    r"HKLM\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates",
    r"HKLM\SOFTWARE\Microsoft\SystemCertificates\AuthRoot\Certificates",
    r"HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates",
    r"HKLM\SOFTWARE\Microsoft\EnterpriseCertificates\Root\Certificates",
)
_OF_PERSON = (
    r"HKCU\Software\Microsoft\SystemCertificates\Root\Certificates",
    r"HKCU\Software\Policies\Microsoft\SystemCertificates\Root\Certificates",
)
READS: tuple[Declared, ...] = tuple(
    registry(key, "whether the computer, or only you, trusts what signs traffic here; the rest of the list is not kept")
    for key in (*_OF_COMPUTER, *_OF_PERSON)
)


class RootLists:
    """The lists, each read once and only when somebody asks."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._read: dict[str, set[str] | None] = {}

    def holder(self, anchor: str) -> Public:
        """`computer`, `person` or, where a list that matters could not be read, empty. `anchor`: SHA-1, upper case."""
        if self._host.platform != "windows" or not anchor:
            return ""
        of_computer = [self._names(key) for key in _OF_COMPUTER]
        if any(names and anchor in names for names in of_computer):
            return "computer"
        if None in of_computer or not any(anchor in (self._names(key) or ()) for key in _OF_PERSON):
            return ""
        return "person"

    def _names(self, key: str) -> set[str] | None:
        """The names in a list; None when it could not be read."""
        if key not in self._read:
            found = self._host.registry.subkeys(key)
            readable = found.state in {"set", "not-set"}
            self._read[key] = {name.upper() for name in found.value or ()} if readable else None
        return self._read[key]
