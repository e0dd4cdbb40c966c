"""The network adapters that are up: kind, whether a device stands behind them, and how their driver names them.

No address, no name given by a person and no id is taken. GetAdaptersAddresses lists them
(learn.microsoft.com/windows/win32/api/iphlpapi/nf-iphlpapi-getadaptersaddresses, layout:
iptypes/ns-iptypes-ip_adapter_addresses_lh), GetIfEntry2 tells hardware from software
(netioapi/ns-netioapi-mib_if_row2). Looked at on 2026-11-27, layouts compared with the headers of mingw-w64.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.adapters needs Windows")

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from typing import Any

from pyready.model.host import Adapter
from pyready.model.safe_text import clean
from pyready.windows.native import Missing, Refused, function

_ANY_FAMILY = 0
_ONLY_ADAPTERS = 0x1 | 0x2 | 0x4 | 0x8 | 0x20  # no addresses, no name servers, no names given by people
_NO_DATA, _TOO_SMALL = 232, 111
_UP, _LOOPBACK = 1, 24
_FIRST_SIZE, _TRIES = 16_384, 4
_MOST = 256
_HARDWARE = 0x1


class _Entry(ctypes.Structure):
    """The part of IP_ADAPTER_ADDRESSES_LH that is looked at, up to TunnelType."""

    _fields_ = (
        ("length", wintypes.ULONG),
        ("index", wintypes.DWORD),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_void_p),
        ("addresses", ctypes.c_void_p * 4),
        ("suffix", ctypes.c_void_p),
        ("description", wintypes.LPWSTR),
        ("friendly", ctypes.c_void_p),
        ("physical", ctypes.c_ubyte * 8),
        ("physical_length", wintypes.ULONG),
        ("flags", wintypes.ULONG),
        ("mtu", wintypes.ULONG),
        ("kind", wintypes.ULONG),
        ("status", ctypes.c_int),
        ("index_6", wintypes.ULONG),
        ("zones", wintypes.ULONG * 16),
        ("prefix", ctypes.c_void_p),
        ("speed", ctypes.c_ulonglong * 2),
        ("wins", ctypes.c_void_p),
        ("gateway", ctypes.c_void_p),
        ("metric", wintypes.ULONG * 2),
        ("luid", ctypes.c_ulonglong),
        ("dhcp", ctypes.c_void_p * 2),  # SOCKET_ADDRESS: a pointer and a length
        ("compartment", ctypes.c_uint32),
        ("network", ctypes.c_ubyte * 16),
        ("connection", ctypes.c_int),
        ("tunnel", ctypes.c_int),
    )


class _Row(ctypes.Structure):
    """MIB_IF_ROW2."""

    _fields_ = (
        ("luid", ctypes.c_ulonglong),
        ("index", wintypes.ULONG),
        ("id", ctypes.c_ubyte * 16),
        ("alias", wintypes.WCHAR * 257),
        ("description", wintypes.WCHAR * 257),
        ("physical_length", wintypes.ULONG),
        ("physical", ctypes.c_ubyte * 64),
        ("mtu", wintypes.ULONG),
        ("kind", wintypes.ULONG),
        ("tunnel", ctypes.c_int),
        ("media", ctypes.c_int * 4),
        ("flags", ctypes.c_ubyte),
        ("rest", ctypes.c_ulonglong * 30),  # more than there is: Windows never writes behind its own end
    )


def adapters() -> tuple[Adapter, ...]:
    """Every adapter that is up, but loopback. Raises Missing, Refused."""
    return tuple(_adapter(entry) for entry in _entries() if entry.status == _UP and entry.kind != _LOOPBACK)


def _adapter(entry: Any) -> Adapter:
    tunnel = entry.tunnel if entry.length >= ctypes.sizeof(_Entry) else 0
    return Adapter(entry.kind, tunnel, _is_hardware(entry), clean(entry.description or "")[0])


def _entries() -> Iterator[Any]:
    """The list lives as long as the buffer does, which this holds."""
    types = (wintypes.ULONG, wintypes.ULONG, ctypes.c_void_p, ctypes.c_void_p, wintypes.LPDWORD)
    ask = function("iphlpapi", "GetAdaptersAddresses", wintypes.ULONG, *types)
    size = wintypes.DWORD(_FIRST_SIZE)
    for _ in range(_TRIES):
        buffer = ctypes.create_string_buffer(size.value)
        error = ask(_ANY_FAMILY, _ONLY_ADAPTERS, None, buffer, ctypes.byref(size))
        if error != _TOO_SMALL:
            break
    else:
        raise Refused(_TOO_SMALL)
    if error == _NO_DATA:
        return
    if error:
        raise Refused(error)
    at: int | None = ctypes.addressof(buffer)
    for _ in range(_MOST):
        if not at:
            return
        entry = _Entry.from_address(at)
        yield entry
        at = entry.next


def _is_hardware(entry: Any) -> bool | None:
    """None where Windows does not tell."""
    row = _Row(luid=entry.luid)
    try:
        ask = function("iphlpapi", "GetIfEntry2", wintypes.ULONG, ctypes.POINTER(_Row))
    except Missing:
        return None
    return None if ask(ctypes.byref(row)) else bool(row.flags & _HARDWARE)
