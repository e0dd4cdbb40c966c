"""Asks the user's proxy script (PAC) through WinHTTP, as any program of the user's may.

WinHttpGetProxyForUrlEx works in the background, can be given up and tells the whole list
(learn.microsoft.com/windows/win32/api/winhttp/nf-winhttp-winhttpgetproxyforurlex). Where there is no resolver,
WinHttpGetProxyForUrl is asked instead, which may block: the caller waits no longer than it wants to.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.proxy_script needs Windows")

import ctypes
import threading
from ctypes import wintypes
from functools import cache

from pyready.formats.winhttp import Entry, choices, choices_of_text
from pyready.model.attempts import ScriptChoice, ScriptWanted
from pyready.windows.native import Missing, Refused, function, succeeded

_NO_PROXY, _ASYNC = 1, 0x10000000
_AUTO_DETECT, _CONFIG_URL = 0x1, 0x2
_DETECT_BY_DHCP_AND_DNS = 0x3
_DONE, _REQUEST_ERROR = 0x01000000, 0x00200000
_IO_PENDING, _AUTO_PROXY_SERVICE_ERROR = 997, 12178
_MOST_ENTRIES = 64

Handle = ctypes.c_void_p
_Told = ctypes.WINFUNCTYPE(None, Handle, ctypes.c_size_t, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD)


class _Options(ctypes.Structure):
    """WINHTTP_AUTOPROXY_OPTIONS. The last one stays 0: nobody is signed in at the server of a script."""

    _fields_ = (
        ("flags", wintypes.DWORD),
        ("detect_by", wintypes.DWORD),
        ("url", wintypes.LPCWSTR),
        ("reserved", ctypes.c_void_p),
        ("reserved_too", wintypes.DWORD),
        ("sign_in", wintypes.BOOL),
    )


class _Entry(ctypes.Structure):
    """WINHTTP_PROXY_RESULT_ENTRY."""

    _fields_ = (
        ("proxied", wintypes.BOOL),
        ("bypass", wintypes.BOOL),
        ("scheme", ctypes.c_int),
        ("host", wintypes.LPWSTR),
        ("port", wintypes.WORD),
    )


class _Result(ctypes.Structure):
    """WINHTTP_PROXY_RESULT."""

    _fields_ = (("count", wintypes.DWORD), ("entries", ctypes.POINTER(_Entry)))


class _AsyncResult(ctypes.Structure):
    """WINHTTP_ASYNC_RESULT."""

    _fields_ = (("function", ctypes.c_size_t), ("error", wintypes.DWORD))


class _Info(ctypes.Structure):
    """WINHTTP_PROXY_INFO; the texts are ours to free."""

    _fields_ = (("access", wintypes.DWORD), ("proxy", ctypes.c_void_p), ("bypass", ctypes.c_void_p))


class _Waiting:
    """A question under way: `error` is 0 when the answer is there."""

    def __init__(self) -> None:
        self.done, self.error = threading.Event(), 0


_waiting: dict[int, _Waiting] = {}
_numbers = iter(range(1, sys.maxsize))


def _told(handle: int, number: int, status: int, information: int, length: int) -> None:
    """Called by WinHTTP in a thread of its own, perhaps long after everybody stopped waiting."""
    del handle
    question = _waiting.get(number)
    if question is None or status not in {_DONE, _REQUEST_ERROR}:
        return
    if status == _REQUEST_ERROR:
        whole = information and length >= ctypes.sizeof(_AsyncResult)
        question.error = _AsyncResult.from_address(information).error if whole else _AUTO_PROXY_SERVICE_ERROR
    question.done.set()


_CALLBACK = _Told(_told)
"""Never freed: WinHTTP may call it until the program ends."""


def ask(wanted: ScriptWanted) -> tuple[ScriptChoice, ...]:
    """The script's list for one server. Raises Missing, Refused, TimeoutError."""
    options = _Options(
        flags=(_AUTO_DETECT if wanted.detect else 0) | (_CONFIG_URL if wanted.script else 0),
        detect_by=_DETECT_BY_DHCP_AND_DNS if wanted.detect else 0,
        url=wanted.script or None,
    )
    try:
        resolver = _resolver()
    except (Missing, Refused):
        return _ask_blocking(wanted.url, options)
    try:
        return _ask_resolver(resolver, wanted, options)
    finally:
        _close(resolver)


@cache
def _session(flags: int) -> int:
    """One for the whole run, so that a script is fetched once."""
    types = (wintypes.LPCWSTR, wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD)
    handle: int | None = function("winhttp", "WinHttpOpen", Handle, *types)("pyready", _NO_PROXY, None, None, flags)
    if not handle:
        raise Refused(ctypes.get_last_error())
    if flags & _ASYNC:
        types_of_callback = (Handle, _Told, wintypes.DWORD, ctypes.c_size_t)
        listen = function("winhttp", "WinHttpSetStatusCallback", ctypes.c_void_p, *types_of_callback)
        listen(handle, _CALLBACK, _DONE | _REQUEST_ERROR, 0)
    return handle


def _resolver() -> int:
    made = Handle()
    create = function("winhttp", "WinHttpCreateProxyResolver", wintypes.DWORD, Handle, ctypes.POINTER(Handle))
    error = create(_session(_ASYNC), ctypes.byref(made))
    if error or not made.value:
        raise Refused(error)
    return made.value


def _ask_resolver(resolver: int, wanted: ScriptWanted, options: _Options) -> tuple[ScriptChoice, ...]:
    number, question = next(_numbers), _Waiting()
    _waiting[number] = question
    types = (Handle, wintypes.LPCWSTR, ctypes.POINTER(_Options), ctypes.c_size_t)
    begin = function("winhttp", "WinHttpGetProxyForUrlEx", wintypes.DWORD, *types)
    try:
        error = begin(resolver, wanted.url, ctypes.byref(options), number)
        if error not in {0, _IO_PENDING}:
            raise Refused(error)
        if not question.done.wait(wanted.seconds):
            raise TimeoutError
        if question.error:
            raise Refused(question.error)
    finally:
        del _waiting[number]
    return _result(resolver)


def _result(resolver: int) -> tuple[ScriptChoice, ...]:
    result = _Result()
    get = function("winhttp", "WinHttpGetProxyResult", wintypes.DWORD, Handle, ctypes.POINTER(_Result))
    error = get(resolver, ctypes.byref(result))
    if error:
        raise Refused(error)
    try:
        held = (result.entries[index] for index in range(min(result.count, _MOST_ENTRIES)))
        return choices([Entry(bool(each.proxied), each.scheme, each.host or "", each.port) for each in held])
    finally:
        function("winhttp", "WinHttpFreeProxyResult", None, ctypes.POINTER(_Result))(ctypes.byref(result))


def _ask_blocking(url: str, options: _Options) -> tuple[ScriptChoice, ...]:
    """Where there is no resolver, as in Wine: the first proxy of the list at least."""
    info = _Info()
    types = (Handle, wintypes.LPCWSTR, ctypes.POINTER(_Options), ctypes.POINTER(_Info))
    get = function("winhttp", "WinHttpGetProxyForUrl", wintypes.BOOL, *types)
    succeeded(get(_session(0), url, ctypes.byref(options), ctypes.byref(info)))
    try:
        return choices_of_text(ctypes.wstring_at(info.proxy) if info.proxy else "")
    finally:
        free = function("kernel32", "GlobalFree", wintypes.HGLOBAL, wintypes.HGLOBAL)
        for text in (info.proxy, info.bypass):
            if text:
                free(text)


def _close(handle: int) -> None:
    """Give a question up, or its answer back."""
    function("winhttp", "WinHttpCloseHandle", wintypes.BOOL, Handle)(handle)
