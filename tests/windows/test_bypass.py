"""Python's own reading of `ProxyOverride`, by the Python of Windows: what our rule says of it holds."""

import socket
import urllib.request
import winreg
from typing import Any
from urllib.parse import urlsplit

import pytest

from net.test_bypass import IDS, TABLE, R
from pyready.probes.proxies import INTERNET

pytestmark = pytest.mark.windows


@pytest.mark.parametrize(("entries", "url", "without"), TABLE, ids=IDS)
def test_python_itself_agrees(
    entries: str, url: str, without: str, scratch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(name: str) -> str:
        raise OSError(name)

    monkeypatch.setattr(socket, "gethostbyname", nowhere)
    monkeypatch.setattr(socket, "getfqdn", nowhere)
    scratch.set(f"HKCU\\{INTERNET}", "ProxyEnable", winreg.REG_DWORD, 1)
    scratch.set(f"HKCU\\{INTERNET}", "ProxyOverride", winreg.REG_SZ, entries)

    host = urlsplit(url).hostname or ""
    given = f"{host}:443" if ":" in host else host  # what follows the last colon of an IPv6 address is no port
    assert bool(urllib.request.proxy_bypass_registry(given)) == (R in without.split())  # type: ignore[attr-defined]
