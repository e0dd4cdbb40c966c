"""The little of COM that is needed: an apartment for one call, an object, its methods by their place in the table.

Every pointer that COM hands out is released, and CoInitializeEx is balanced on the thread that called it
(learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-coinitializeex).
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.com needs Windows")

import ctypes
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import Any

from pyready.windows.native import Missing, Refused, function

_HRESULT = ctypes.c_long
"""Not `ctypes.HRESULT`, which raises an OSError with the text of Windows in it."""
_MULTITHREADED = 0x0
_ANY_SERVER = 0x1 | 0x4
"""In the process or in a service. COM finds either by the registry, also the person's own part of it, and not by the
rule that libraries come from System32: who asks for a class looks first whether it is redefined there."""
_CHANGED_MODE = 0x80010106
_MISSING = {0x80040154, 0x80004002, 0x80040111, 0x80004001}
"""No such class, no such interface (two ways), not implemented."""
_FACILITY_WIN32 = 0x80070000
_RELEASE = 2
"""IUnknown: QueryInterface, AddRef, Release."""


class Guid(ctypes.Structure):
    """A GUID as Windows lays it out."""

    _fields_ = (("data", ctypes.c_byte * 16),)

    @classmethod
    def of(cls, text: str) -> "Guid":
        """From its text form."""
        first, second, third, *rest = text.split("-")
        numbers = (int(part, 16) for part in (first, second, third))
        return cls.from_buffer_copy(struct.pack("<IHH8s", *numbers, bytes.fromhex("".join(rest))))


def done(answer: int) -> int:
    """The answer of a call that went well. Raises Missing, Refused (with the error number of Windows inside it)."""
    code = answer & 0xFFFFFFFF
    if code < 0x80000000:
        return code
    if code in _MISSING:
        raise Missing(f"COM {code:#010x}")
    raise Refused(code & 0xFFFF if code & 0xFFFF0000 == _FACILITY_WIN32 else code)


@contextmanager
def apartment() -> Iterator[None]:
    """Inside, this thread may use COM. A thread that already does so in another way keeps its way."""
    start = function("ole32", "CoInitializeEx", _HRESULT, ctypes.c_void_p, wintypes.DWORD)
    end = function("ole32", "CoUninitialize", None)
    answer = start(None, _MULTITHREADED)
    if answer & 0xFFFFFFFF == _CHANGED_MODE:
        yield
        return
    done(answer)
    try:
        yield
    finally:
        end()


@contextmanager
def made(class_id: str, interface_id: str) -> Iterator[int]:
    """An object of a class, by the interface that is wanted. Raises Missing, Refused."""
    pointer = ctypes.POINTER(Guid)
    types = (pointer, ctypes.c_void_p, wintypes.DWORD, pointer, ctypes.POINTER(ctypes.c_void_p))
    create, found = function("ole32", "CoCreateInstance", _HRESULT, *types), ctypes.c_void_p()
    wanted = Guid.of(class_id), Guid.of(interface_id)
    done(create(ctypes.byref(wanted[0]), None, _ANY_SERVER, ctypes.byref(wanted[1]), ctypes.byref(found)))
    with held(found) as handle:
        yield handle


@contextmanager
def held(pointer: ctypes.c_void_p) -> Iterator[int]:
    """An object that was handed out, released at the end."""
    if not pointer.value:
        raise Missing("COM: no object")
    try:
        yield pointer.value
    finally:
        release = ctypes.WINFUNCTYPE(wintypes.ULONG, ctypes.c_void_p)(_address(pointer.value, _RELEASE))
        release(pointer.value)


def method(handle: int, place: int, *arguments: Any) -> Callable[..., int]:
    """The method at a place in the object's table, called without naming the object."""
    call = ctypes.WINFUNCTYPE(_HRESULT, ctypes.c_void_p, *arguments)(_address(handle, place))
    return lambda *values: done(call(handle, *values))


def _address(handle: int, place: int) -> int:
    table = ctypes.c_void_p.from_address(handle).value
    address = ctypes.c_void_p.from_address((table or 0) + place * ctypes.sizeof(ctypes.c_void_p)).value
    if not address:
        raise Missing("COM: no method")
    return address
