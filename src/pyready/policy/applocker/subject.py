"""What is asked about: a file that need not exist yet, the folders of the computer, and the person."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

from pyready.policy.applocker.rules import Version

Signer = Literal["assumed", "told", "not-known"]
"""How `publisher` is known: that of all such files, or told by Windows. `not-known`: it says nothing."""


class File(msgspec.Struct, frozen=True):
    """A file as the rules see it. An empty `publisher` is a file without a signature.

    `path` is None where its final place is not known; `product`, `binary` and `version` are None where they are not
    known. One that is `here` may be the file that a rule knows by its hash; one that a route would put there never is.
    One that is `packaged` stands for its package.
    """

    path: str | None
    publisher: str = ""
    product: str | None = None
    binary: str | None = None
    here: bool = False
    signer: Signer = "assumed"
    version: Version | None = None
    sha256: str = ""
    """As a hash rule holds it, in small hexadecimal digits; empty where it is not known."""
    packaged: bool = False


class Folders(msgspec.Struct, frozen=True, dict=True):
    """What AppLocker's variables stand for; a folder that is not known is left out."""

    system_drive: str = ""
    windows: str = ""
    program_files: tuple[str, ...] = ()

    @cached_property
    def variables(self) -> Mapping[str, tuple[str, ...]]:
        """Each variable, in capitals, with the folders it stands for."""
        system32 = (f"{self.windows}\\System32", f"{self.windows}\\SysWOW64") if self.windows else ()
        return {
            "OSDRIVE": (self.system_drive,) if self.system_drive else (),
            "WINDIR": (self.windows,) if self.windows else (),
            "SYSTEM32": system32,
            "PROGRAMFILES": self.program_files,
        }


class Person(msgspec.Struct, frozen=True):
    """The SIDs of the token. `known` is False where they could not be read."""

    user: str = ""
    enabled: frozenset[str] = msgspec.field(default_factory=frozenset)
    deny_only: frozenset[str] = msgspec.field(default_factory=frozenset)
    known: bool = True
