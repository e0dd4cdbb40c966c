"""What Windows takes each connected network for, by its Network List Manager: only the kind, no name and no id.

learn.microsoft.com/windows/win32/api/netlistmgr/ne-netlistmgr-nlm_network_category (looked at on 2026-11-27). Ids and
the order of the methods: netlistmgr.h of the Windows SDK as microsoft/win32metadata holds it, and of mingw-w64.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.network_kinds needs Windows")

import ctypes
from collections.abc import Iterator
from ctypes import wintypes

from pyready.windows.com import apartment, held, made, method

_CLASS = "DCB00C01-570F-4A9B-8D69-199FDBA5723B"
_LIST_MANAGER = "DCB00000-570F-4A9B-8D69-199FDBA5723B"
_CONNECTED = 0x1
# Each interface begins with the seven methods of IDispatch.
_GET_NETWORKS = 7  # INetworkListManager
_NEXT = 8  # IEnumNetworks: get__NewEnum, Next
_GET_CATEGORY = 18  # INetwork: the twelfth of its own
_KINDS = {0: "public", 1: "private", 2: "domain"}
_MOST = 16
"""Nobody is on more networks at once; an answer without an end must not keep us."""

_Out = ctypes.POINTER(ctypes.c_void_p)


def network_kinds() -> tuple[str, ...]:
    """`domain`, `private` or `public` for each connected network, each once. Raises Missing, Refused."""
    with apartment(), made(_CLASS, _LIST_MANAGER) as manager:
        networks = ctypes.c_void_p()
        method(manager, _GET_NETWORKS, ctypes.c_int, _Out)(_CONNECTED, ctypes.byref(networks))
        with held(networks) as each:
            found = set(_categories(each))
    return tuple(name for name in ("domain", "private", "public") if name in found)


def _categories(networks: int) -> Iterator[str]:
    following = method(networks, _NEXT, wintypes.ULONG, _Out, ctypes.POINTER(wintypes.ULONG))
    for _ in range(_MOST):
        network, count = ctypes.c_void_p(), wintypes.ULONG()
        following(1, ctypes.byref(network), ctypes.byref(count))
        if not count.value:
            return
        with held(network) as handle:
            category = ctypes.c_int(-1)
            method(handle, _GET_CATEGORY, ctypes.POINTER(ctypes.c_int))(ctypes.byref(category))
        yield _KINDS.get(category.value, "")
