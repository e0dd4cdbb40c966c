r"""An authority that is put into the person's own list through CryptoAPI: found where it stands, and vouched by.

Under Wine only: a real Windows asks the person in a window of its own before it takes such a certificate in.
"""

import hashlib
import ssl
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
import trustme

from guard import allowing_keys
from net.servers import index
from pyready.model.attempts import Vouched
from pyready.net import tls
from pyready.net.asking import Asking
from pyready.net.transport import Transport
from pyready.probes._root_store import RootLists
from pyready.recorded.host import NoNet
from pyready.windows.host import windows_host

pytestmark = pytest.mark.windows

if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    CRYPT32 = ctypes.WinDLL("crypt32.dll", use_last_error=True, winmode=0x800)
    CRYPT32.CertOpenStore.restype = ctypes.c_void_p
    CRYPT32.CertOpenStore.argtypes = (
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        wintypes.LPCWSTR,
    )
    CRYPT32.CertAddEncodedCertificateToStore.argtypes = (
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_char_p,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
    )
    CRYPT32.CertCloseStore.argtypes = (ctypes.c_void_p, wintypes.DWORD)
    UNDER_WINE = hasattr(ctypes.WinDLL("ntdll.dll", winmode=0x800), "wine_get_version")

PROVIDER, ENCODING, ALWAYS = 10, 1, 4
"""CERT_STORE_PROV_SYSTEM_W, X509_ASN_ENCODING, CERT_STORE_ADD_ALWAYS: wincrypt.h."""
PERSON, COMPUTER = 0x00010000, 0x00020000
"""CERT_SYSTEM_STORE_CURRENT_USER and CERT_SYSTEM_STORE_LOCAL_MACHINE."""


def put(whole: bytes, place: int) -> None:
    store = CRYPT32.CertOpenStore(PROVIDER, 0, None, place, "Root")
    assert store, ctypes.get_last_error()
    added = CRYPT32.CertAddEncodedCertificateToStore(store, ENCODING, whole, len(whole), ALWAYS, None)
    assert CRYPT32.CertCloseStore(store, 0)
    assert added, ctypes.get_last_error()


@pytest.fixture(scope="module")
def made() -> tuple[trustme.CA, ssl.SSLContext]:
    authority, context = trustme.CA(organization_name="Example Trust"), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return authority, context


@pytest.fixture
def whole(made: tuple[trustme.CA, ssl.SSLContext]) -> Iterator[bytes]:
    """An authority that nobody knows yet, and which goes out of both lists again.

    Not in a registry of this process alone: there CryptoAPI does not find what it hashes with.
    """
    if not UNDER_WINE:
        pytest.skip("a real Windows would ask the person")
    certificate = ssl.PEM_cert_to_DER_cert(made[0].cert_pem.bytes().decode("ascii"))
    tls._python.cache_clear()
    yield certificate
    tls._python.cache_clear()
    name = hashlib.sha1(certificate, usedforsecurity=False).hexdigest().upper()
    key = rf"Software\Microsoft\SystemCertificates\Root\Certificates\{name}"
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        with suppress(FileNotFoundError), allowing_keys(key):
            winreg.DeleteKey(root, key)


def tried(context: ssl.SSLContext) -> Vouched:
    with index(context) as port:
        wanted = Asking("index", f"https://localhost:{port}/", roots="python", only_handshake=True, seconds=10.0)
        found = Transport().attempt(wanted)
    assert isinstance(found, Vouched)
    return found


@pytest.mark.parametrize(
    ("places", "holder"), [((PERSON,), "person"), ((COMPUTER,), "computer"), ((PERSON, COMPUTER), "computer")]
)
def test_the_list_that_holds_it_is_told(
    made: tuple[trustme.CA, ssl.SSLContext], whole: bytes, places: tuple[int, ...], holder: str
) -> None:
    for place in places:
        put(whole, place)
    found = tried(made[1])

    assert (found.outcome, found.reason) == ("reached", "")
    assert RootLists(windows_host(NoNet())).holder(found.anchor) == holder


@pytest.mark.usefixtures("whole")
def test_an_authority_in_no_list_is_refused(made: tuple[trustme.CA, ssl.SSLContext]) -> None:
    found = tried(made[1])

    assert (found.layer, found.reason, found.anchor) == ("tls", "unknown-root", "")
