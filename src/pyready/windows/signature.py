"""Who signed a program: the publisher as AppLocker writes it, where Windows says that the signature holds.

AppLocker checks its certificates against the trusted roots of the computer ("Windows Internals", 6th edition, part 1,
"AppLocker"), so trust is asked for here, too. Nothing is fetched: neither revocation lists nor missing certificates.
learn.microsoft.com/windows/win32/api/wintrust/ns-wintrust-wintrust_data, read 2026-11-29.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.signature needs Windows")

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from pyready.formats.program_file import HEAD, holds_signature
from pyready.model.host import Reading
from pyready.model.safe_text import clean
from pyready.windows.catalogues import listed
from pyready.windows.native import INVALID_HANDLE, Missing, Refused, function

_UI_NONE, _REVOKE_NONE, _CHOICE_FILE, _VERIFY, _CLOSE = 2, 0, 1, 1, 2
_NO_NETWORK = 0x10 | 0x1000  # WTD_REVOCATION_CHECK_NONE, WTD_CACHE_ONLY_URL_RETRIEVAL
_CERT_NAME_ATTR_TYPE = 3
_PARTS = {"O": b"2.5.4.10", "L": b"2.5.4.7", "S": b"2.5.4.8", "C": b"2.5.4.6"}


class _Guid(ctypes.Structure):
    _fields_ = (
        ("Data1", wintypes.DWORD),
        ("Data2", wintypes.WORD),
        ("Data3", wintypes.WORD),
        ("Data4", ctypes.c_ubyte * 8),
    )


_VERIFY_V2 = _Guid(0x00AAC56B, 0xCD44, 0x11D0, (0x8C, 0xC2, 0x00, 0xC0, 0x4F, 0xC2, 0x95, 0xEE))
"""WINTRUST_ACTION_GENERIC_VERIFY_V2."""


class _File(ctypes.Structure):
    """WINTRUST_FILE_INFO."""

    _fields_ = (
        ("cbStruct", wintypes.DWORD),
        ("pcwszFilePath", wintypes.LPCWSTR),
        ("hFile", wintypes.HANDLE),
        ("pgKnownSubject", wintypes.LPVOID),
    )


class _Data(ctypes.Structure):
    """WINTRUST_DATA."""

    _fields_ = (
        ("cbStruct", wintypes.DWORD),
        ("pPolicyCallbackData", wintypes.LPVOID),
        ("pSIPClientData", wintypes.LPVOID),
        ("dwUIChoice", wintypes.DWORD),
        ("fdwRevocationChecks", wintypes.DWORD),
        ("dwUnionChoice", wintypes.DWORD),
        ("pFile", ctypes.POINTER(_File)),
        ("dwStateAction", wintypes.DWORD),
        ("hWVTStateData", wintypes.HANDLE),
        ("pwszURLReference", wintypes.LPWSTR),
        ("dwProvFlags", wintypes.DWORD),
        ("dwUIContext", wintypes.DWORD),
        ("pSignatureSettings", wintypes.LPVOID),
    )


class _Certificate(ctypes.Structure):
    """The beginning of CRYPT_PROVIDER_CERT."""

    _fields_ = (("cbStruct", wintypes.DWORD), ("pCert", wintypes.LPVOID))


def signer(path: str) -> Reading[str]:
    """The publisher; empty where no signature is attached and no catalogue lists the file. Raises OSError, Missing.

    `malformed`: it is no program, a catalogue may list it, the signature does not hold or leads to no trusted root, or
    its certificate names no organisation.
    """
    with open(path, "rb") as file:
        attached = holds_signature(file.read(HEAD))
    unclear = Reading[str]("malformed", source=path)
    if attached is None:
        return unclear
    if not attached:
        return unclear if _may_be_listed(path) else Reading("set", "", path)
    with _verified(path) as state:
        publisher = _publisher(state) if state else ""
    text, whole = clean(publisher)
    return Reading("set", text, path) if publisher and whole else unclear


def _may_be_listed(path: str) -> bool:
    try:
        return listed(path)
    except Refused:
        return True


@contextmanager
def _verified(path: str) -> Iterator[int | None]:
    """What Windows found out about a signature that holds; None where it does not."""
    verify = function(
        "wintrust",
        "WinVerifyTrust",
        wintypes.LONG,
        wintypes.HWND,
        ctypes.POINTER(_Guid),
        ctypes.POINTER(_Data),
    )
    file = _File(ctypes.sizeof(_File), path)
    data = _Data(ctypes.sizeof(_Data), dwUIChoice=_UI_NONE, fdwRevocationChecks=_REVOKE_NONE)
    data.dwUnionChoice, data.pFile = _CHOICE_FILE, ctypes.pointer(file)
    data.dwStateAction, data.dwProvFlags = _VERIFY, _NO_NETWORK
    asked = (INVALID_HANDLE, ctypes.byref(_VERIFY_V2), ctypes.byref(data))
    result = verify(*asked)
    try:
        yield data.hWVTStateData if result == 0 else None
    finally:
        data.dwStateAction = _CLOSE
        verify(*asked)


def _publisher(state: int) -> str:
    """The parts of the signer's name that AppLocker takes; empty where there is no organisation."""
    pointer = wintypes.LPVOID
    found = function("wintrust", "WTHelperProvDataFromStateData", pointer, wintypes.HANDLE)(state)
    of_chain = (pointer, pointer, wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    who = found and function("wintrust", "WTHelperGetProvSignerFromChain", *of_chain)(found, 0, False, 0)
    get = function("wintrust", "WTHelperGetProvCertFromChain", ctypes.POINTER(_Certificate), pointer, wintypes.DWORD)
    held = get(who, 0) if who else None
    if not held:
        raise Missing("WTHelperGetProvCertFromChain")
    parts = {name: _part(held.contents.pCert, number) for name, number in _PARTS.items()}
    return ", ".join(f"{name}={text.upper()}" for name, text in parts.items() if text) if parts["O"] else ""


def _part(certificate: int, number: bytes) -> str:
    """One part of the name that a certificate is for; empty where it has none."""
    ask = function(
        "crypt32",
        "CertGetNameStringW",
        wintypes.DWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_char_p,
        wintypes.LPWSTR,
        wintypes.DWORD,
    )
    length = ask(certificate, _CERT_NAME_ATTR_TYPE, 0, number, None, 0)
    text = ctypes.create_unicode_buffer(length)
    ask(certificate, _CERT_NAME_ATTR_TYPE, 0, number, text, length)
    return text.value
