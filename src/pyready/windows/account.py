"""Who runs pyready: names that this computer knows itself.

Nothing here asks a domain controller: user principal name and full name are left empty, because GetUserNameEx looks
them up over the network and can hang for minutes away from it.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.account needs Windows")

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from typing import Any

from pyready.formats.access_list import SYSTEM
from pyready.model.host import Variables, Who
from pyready.model.safe_text import clean
from pyready.windows.native import Missing, Refused, function, succeeded
from pyready.windows.token import opened, user_sid

# COMPUTER_NAME_FORMAT
_NET_BIOS, _DNS_HOSTNAME, _DNS_DOMAIN, _DNS_FULLY_QUALIFIED = 0, 1, 2, 3

_EVERYWHERE = {"azuread", "microsoftaccount", "workgroup", "nt authority", "builtin"}
"""What Windows calls a domain on every computer of that kind: no secret, and words that advice needs."""

_LONGEST = 1024
"""Characters; above every limit these calls document (user 256, DNS name 255), and far above any profile path."""


def who(variables: Variables) -> Who:
    """The account, the computer and their domains. Raises Missing when there is no name: it could not be taken out."""
    # learn.microsoft.com/windows/win32/api/winbase/nf-winbase-getusernamew
    user = _told("advapi32", "GetUserNameW", ()) or variables.get("USERNAME").value
    computer = _computer(_NET_BIOS) or variables.get("COMPUTERNAME").value
    if not user or not computer:
        raise Missing("a name for the user or the computer")
    return Who(
        user=user,
        computer=computer,
        domains=tuple(_domains(variables, computer)),
        home=_home(),
        is_system=user_sid() == SYSTEM,
    )


def _domains(variables: Variables, computer: str) -> Iterator[str]:
    """Every name that gives the organisation away, once; a local account's "domain" is the computer."""
    named = [variables.get(name).value or "" for name in ("USERDOMAIN", "USERDNSDOMAIN", "USERDOMAIN_ROAMINGPROFILE")]
    # The DNS host name may be longer than the 15 characters of the NetBIOS name; it gives away as much.
    asked = [_computer(kind) for kind in (_DNS_DOMAIN, _DNS_HOSTNAME, _DNS_FULLY_QUALIFIED)]
    seen = {computer.casefold(), ""} | _EVERYWHERE
    for name in named + asked:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def _computer(kind: int) -> str:
    # learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getcomputernameexw
    return _told("kernel32", "GetComputerNameExW", (ctypes.c_int,), kind)


def _home() -> str:
    # learn.microsoft.com/windows/win32/api/userenv/nf-userenv-getuserprofiledirectoryw
    with opened() as token:
        return _told("userenv", "GetUserProfileDirectoryW", (wintypes.HANDLE,), token)


def _told(library: str, name: str, types: tuple[Any, ...], *before: int) -> str:
    """What a function answers that ends in a buffer for text and its length; empty when it does not answer."""
    text, length = ctypes.create_unicode_buffer(_LONGEST), wintypes.DWORD(_LONGEST)
    try:
        ask = function(library, name, wintypes.BOOL, *types, wintypes.LPWSTR, wintypes.LPDWORD)
        succeeded(ask(*before, text, ctypes.byref(length)))
    except (Missing, Refused):
        return ""
    return clean(text.value)[0]
