"""Who may change a file, judged from its security descriptor; pure, so that it is tested anywhere.

Layouts: MS-DTYP 2.4.2 (SID), 2.4.4 (ACE), 2.4.5 (ACL), 2.4.6 (SECURITY_DESCRIPTOR, self-relative).
"""

import struct

import msgspec

ADMINISTRATORS = "S-1-5-32-544"
SYSTEM = "S-1-5-18"
TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"

TRUSTED = {ADMINISTRATORS: "Administrators", SYSTEM: "SYSTEM", TRUSTED_INSTALLER: "TrustedInstaller"}
"""The accounts that may change a protected file; nobody of them is an ordinary user."""

_OWNER_RIGHTS = "S-1-3-4"  # stands for the owner, who is judged separately

_DELETE, _WRITE_DAC, _WRITE_OWNER = 0x10000, 0x40000, 0x80000
_GENERIC_ALL, _GENERIC_WRITE = 0x10000000, 0x40000000
_TAKES_OVER = _DELETE | _WRITE_DAC | _WRITE_OWNER | _GENERIC_ALL
_FILE_WRITE_DATA, _FILE_APPEND_DATA, _FILE_WRITE_EA, _FILE_DELETE_CHILD = 0x2, 0x4, 0x10, 0x40

CHANGES_FILE = _TAKES_OVER | _GENERIC_WRITE | _FILE_WRITE_DATA | _FILE_APPEND_DATA | _FILE_WRITE_EA
"""Rights that let somebody change or replace the file."""

REPLACES_CHILD = _TAKES_OVER | _FILE_DELETE_CHILD
"""Rights on a folder that let somebody rename it or what is in it, and so put another file in the place."""

_INHERIT_ONLY_ACE = 0x08
_ALLOWING = {0, 4, 5, 9, 11}
"""ACE types that grant: plain, compound, object, callback and callback object. Conditions are taken as met."""
_DENYING = {1, 6, 10, 12}
_WITH_OBJECT = {5, 11}
_SE_DACL_PRESENT = 0x4


class Entry(msgspec.Struct, frozen=True):
    """One grant: who gets which rights on the object itself."""

    sid: str
    mask: int


class Descriptor(msgspec.Struct, frozen=True):
    """Owner and grants. `grants` is None when there is no list, which means that everybody may do everything."""

    owner: str
    grants: tuple[Entry, ...] | None

    def lets_others(self, rights: int) -> bool:
        """True when somebody who is not trusted owns it or is granted one of the rights.

        Denials are not taken into account: one that covers every user is rare, and the answer errs on the safe side.
        """
        if self.owner not in TRUSTED or self.grants is None:
            return True
        return any(e.mask & rights and e.sid not in TRUSTED and e.sid != _OWNER_RIGHTS for e in self.grants)


def sid_text(data: bytes, at: int = 0) -> str:
    """A SID as `S-1-5-18`. Raises struct.error when the bytes end too early."""
    revision, count = struct.unpack_from("<BB", data, at)
    authority = int.from_bytes(struct.unpack_from("<6s", data, at + 2)[0], "big")
    return "-".join(map(str, ("S", revision, authority, *struct.unpack_from(f"<{count}I", data, at + 8))))


def parse(data: bytes) -> Descriptor | None:
    """A self-relative security descriptor, or None when it is not one."""
    try:
        _, _, control, owner, _, _, dacl = struct.unpack_from("<BBHIIII", data)
        if not owner:
            return None
        has_list = control & _SE_DACL_PRESENT and dacl
        return Descriptor(sid_text(data, owner), _grants(data, dacl) if has_list else None)
    except (struct.error, ValueError):
        return None


def _grants(data: bytes, at: int) -> tuple[Entry, ...]:
    _, _, _, count = struct.unpack_from("<BBHH", data, at)
    at += 8
    found = []
    for _ in range(count):
        kind, flags, size = struct.unpack_from("<BBH", data, at)
        if kind not in _ALLOWING | _DENYING:
            raise ValueError(kind)  # an entry not known to us may grant anything
        if kind in _ALLOWING and not flags & _INHERIT_ONLY_ACE:
            found.append(_entry(data, at, kind))
        at += max(size, 4)
    return tuple(found)


def _entry(data: bytes, at: int, kind: int) -> Entry:
    (mask,) = struct.unpack_from("<I", data, at + 4)
    sid = at + 8
    if kind in _WITH_OBJECT:
        (present,) = struct.unpack_from("<I", data, sid)
        sid += 4 + 16 * (present & 1) + 16 * (present >> 1 & 1)
    return Entry(sid_text(data, sid), mask)
