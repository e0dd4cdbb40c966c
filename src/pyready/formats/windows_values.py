r"""What Windows hands over as numbers and bytes, read without calling Windows, so that it is tested anywhere."""

import codecs
import struct

from pyready.model.host import RegistryValue, State, View
from pyready.model.safe_text import clean

IO_REPARSE_TAG_APPEXECLINK = 0x8000001B

# What the machine means by an error, by Windows error number. Not listed: `malformed`. Numbers from Microsoft's
# "System Error Codes", learn.microsoft.com/windows/win32/debug/system-error-codes.
_NOT_SET = {2, 3, 1018, 1060}
"""File or path not found, key marked for deletion, no such service."""
_DENIED = {5, 19, 32, 33, 225, 226, 740, 786, 1260, 1314, 4551}
"""Access, write protection, sharing and locks, virus scanner, elevation, policy, privilege, code integrity."""
_MISSING = {1, 15, 20, 21, 50, 51, 53, 55, 59, 64, 65, 67, 120, 127, 362, 1222, 1231, 1232, 1463}
"""The drive, share, network, cloud file or function is not there: nothing is known about what was asked for."""
_TIMED_OUT = {121, 258, 1460}


def state_of(error: int | None) -> State:
    """What a Windows error number says about a reading."""
    if error in _NOT_SET:
        return "not-set"
    if error in _DENIED:
        return "denied"
    if error in _MISSING:
        return "missing"
    return "timed-out" if error in _TIMED_OUT else "malformed"


def state_of_error(error: OSError) -> State:
    """The same for an exception; the C runtime keeps no Windows number, only the kind."""
    number: int | None = getattr(error, "winerror", None)
    if number is not None:
        return state_of(number)
    if isinstance(error, FileNotFoundError):
        return "not-set"
    return "denied" if isinstance(error, PermissionError) else "malformed"


def registry_source(key: str, name: str | None = None, view: View = "64") -> str:
    r"""How a place in the registry is cited: `HKLM\Key\Name`, with a remark for the 32-bit view."""
    place = key if name is None else f"{key}\\{name or '(Default)'}"
    return clean(place if view == "64" else f"{place} (32-bit view)")[0]


def clean_value(value: RegistryValue) -> tuple[RegistryValue, bool]:
    """The value with its text made safe, and whether it already was."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        pairs = [clean(text) for text in value]
        return tuple(text for text, _ in pairs), all(whole for _, whole in pairs)
    return value, True


def decode(data: bytes) -> tuple[str, bool]:
    """Text of a file, and whether it was sound: UTF-8, or UTF-16 with a byte-order mark as PowerShell writes it."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        return clean(data.decode(encoding))
    except UnicodeDecodeError:
        return clean(data.decode(encoding, "replace" if encoding == "utf-16" else "backslashreplace"))[0], False


def app_link_package(data: bytes) -> str:
    """The package id in the reparse data of a Store app's execution alias, empty when it cannot be told.

    Layout: REPARSE_DATA_BUFFER (tag, length, reserved; learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/
    ns-ntifs-_reparse_data_buffer), then a version number and NUL-separated UTF-16 texts: package id, entry point,
    program, kind. Microsoft documents only the tag (MS-FSCC 2.1.2.1).
    """
    if len(data) < 12:
        return ""
    tag, length = struct.unpack_from("<IH", data)
    if tag != IO_REPARSE_TAG_APPEXECLINK:
        return ""
    texts = data[12 : 8 + length]
    package, ended, _ = texts[: len(texts) // 2 * 2].decode("utf-16-le", "replace").partition("\x00")
    return clean(package)[0] if ended else ""
