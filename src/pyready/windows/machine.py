"""The computer: which Windows, which processor."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.machine needs Windows")

import ctypes
import re
from ctypes import wintypes

from pyready.model.host import Machine, Registry
from pyready.windows.native import Missing, Refused, function, succeeded

_CURRENT_VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_FIRST_BUILD_OF_11 = 22000
_IMAGE_FILE_MACHINE = {0x8664: "x86_64", 0xAA64: "arm64", 0x014C: "x86"}
_PROCESSOR_ARCHITECTURE = {9: "x86_64", 12: "arm64", 0: "x86"}
_PRODUCT_TYPES = {1: "client", 2: "server", 3: "server"}  # 2 is a domain controller


class _OsVersionInfoEx(ctypes.Structure):
    _fields_ = (
        ("dwOSVersionInfoSize", wintypes.DWORD),
        ("dwMajorVersion", wintypes.DWORD),
        ("dwMinorVersion", wintypes.DWORD),
        ("dwBuildNumber", wintypes.DWORD),
        ("dwPlatformId", wintypes.DWORD),
        ("szCSDVersion", wintypes.WCHAR * 128),
        ("wServicePackMajor", wintypes.WORD),
        ("wServicePackMinor", wintypes.WORD),
        ("wSuiteMask", wintypes.WORD),
        ("wProductType", wintypes.BYTE),
        ("wReserved", wintypes.BYTE),
    )


class _SystemInfo(ctypes.Structure):
    _fields_ = (
        ("wProcessorArchitecture", wintypes.WORD),
        ("rest", ctypes.c_byte * 62),  # not used; SYSTEM_INFO is 48 bytes at most
    )


def machine(registry: Registry) -> Machine:
    """What Windows says about itself; a text it does not tell stays empty, a number None."""
    kernel = _version()
    build = kernel.dwBuildNumber
    return Machine(
        name=system_name(_text(registry, "ProductName"), build),
        build=build,
        edition=_text(registry, "EditionID"),
        architecture=_architecture(),
        product=_PRODUCT_TYPES.get(kernel.wProductType, ""),
    )


def system_name(product: str, build: int) -> str:
    """`Windows 11` from the product name, which on every Windows 11 still says 10."""
    found = re.match(r"(?:Microsoft )?(Windows (?:Server )?[\w.]+(?: R2)?)", product)
    name = found.group(1) if found else ""
    return "Windows 11" if name == "Windows 10" and build >= _FIRST_BUILD_OF_11 else name


def _text(registry: Registry, name: str) -> str:
    value = registry.value(_CURRENT_VERSION, name).value
    return value if isinstance(value, str) else ""


def _version() -> _OsVersionInfoEx:
    # RtlGetVersion tells the truth whatever the program's manifest says:
    # learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-rtlgetversion
    info = _OsVersionInfoEx(dwOSVersionInfoSize=ctypes.sizeof(_OsVersionInfoEx))
    function("ntdll", "RtlGetVersion", wintypes.LONG, ctypes.POINTER(_OsVersionInfoEx))(ctypes.byref(info))
    return info


def _architecture() -> str:
    """The processor itself, not what an emulated program is shown."""
    try:
        word = ctypes.POINTER(wintypes.USHORT)
        ask = function("kernel32", "IsWow64Process2", wintypes.BOOL, wintypes.HANDLE, word, word)
        own, native = wintypes.USHORT(), wintypes.USHORT()
        process = function("kernel32", "GetCurrentProcess", wintypes.HANDLE)()
        succeeded(ask(process, ctypes.byref(own), ctypes.byref(native)))
        return _IMAGE_FILE_MACHINE.get(native.value, hex(native.value))
    except (Missing, Refused):  # before Windows 10 version 1511
        info = _SystemInfo()
        function("kernel32", "GetNativeSystemInfo", None, ctypes.POINTER(_SystemInfo))(ctypes.byref(info))
        return _PROCESSOR_ARCHITECTURE.get(info.wProcessorArchitecture, "")
