"""The proxy settings of the connection in use, as Windows tells them to every program of the user.

learn.microsoft.com/windows/win32/api/winhttp/nf-winhttp-winhttpgetieproxyconfigforcurrentuser
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.internet_settings needs Windows")

import ctypes
from ctypes import wintypes

from pyready.model.host import InternetSettings
from pyready.model.safe_text import clean
from pyready.windows.native import Refused, function, succeeded

_ERROR_FILE_NOT_FOUND = 2


class _Config(ctypes.Structure):
    """WINHTTP_CURRENT_USER_IE_PROXY_CONFIG. The texts are ours to free, so they are held as plain addresses."""

    _fields_ = (
        ("detect", wintypes.BOOL),
        ("script", ctypes.c_void_p),
        ("server", ctypes.c_void_p),
        ("bypass", ctypes.c_void_p),
    )


def internet_settings() -> InternetSettings:
    """What is switched on. Raises Missing, Refused."""
    config = _Config()
    ask = function("winhttp", "WinHttpGetIEProxyConfigForCurrentUser", wintypes.BOOL, ctypes.POINTER(_Config))
    try:
        succeeded(ask(ctypes.byref(config)))
    except Refused as refused:
        if refused.number != _ERROR_FILE_NOT_FOUND:  # documented: there are no settings
            raise
        return InternetSettings()
    return InternetSettings(bool(config.detect), _taken(config.script), _taken(config.server), _taken(config.bypass))


def _taken(text: int | None) -> str:
    """The text at an address, which is freed."""
    if not text:
        return ""
    value = clean(ctypes.wstring_at(text))[0]
    function("kernel32", "GlobalFree", wintypes.HGLOBAL, wintypes.HGLOBAL)(text)
    return value
