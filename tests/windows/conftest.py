"""Fixtures for the tests that call Windows, real or Wine's."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from guard import allowing_keys

collect_ignore_glob = [] if sys.platform == "win32" else ["test_*.py"]
"""Elsewhere they cannot even be imported; `build/windows.py test` runs them under Wine."""

if sys.platform == "win32":
    import ctypes
    import os
    import winreg
    from ctypes import wintypes

    ADVAPI32 = ctypes.WinDLL("advapi32.dll", use_last_error=True, winmode=0x800)
    ADVAPI32.RegOverridePredefKey.argtypes = (wintypes.HKEY, wintypes.HKEY)
    ADVAPI32.RegDeleteTreeW.argtypes = (wintypes.HKEY, wintypes.LPCWSTR)
    ADVAPI32.RegSetKeySecurity.argtypes = (wintypes.HKEY, wintypes.DWORD, ctypes.c_void_p)
    ADVAPI32.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
        wintypes.LPCWSTR,
        wintypes.DWORD,
        ctypes.POINTER(ctypes.c_void_p),
        wintypes.LPDWORD,
    )
    DACL_SECURITY_INFORMATION = 4
    ROOTS = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}

    def descriptor_of(sddl: str) -> bytes:
        """A security descriptor as Windows makes it from its text form; not freed, a test process ends soon."""
        pointer, size = ctypes.c_void_p(), wintypes.DWORD()
        convert = ADVAPI32.ConvertStringSecurityDescriptorToSecurityDescriptorW
        assert convert(sddl, 1, ctypes.byref(pointer), ctypes.byref(size)), ctypes.get_last_error()
        assert pointer.value is not None
        return ctypes.string_at(pointer.value, size.value)

    @pytest.fixture(name="descriptor_of")
    def _descriptor_of() -> Callable[[str], bytes]:
        return descriptor_of

    def protect_opened(opened: winreg.HKEYType, sddl: str) -> None:
        """Set the access list of an opened key."""
        assert ADVAPI32.RegSetKeySecurity(opened.handle, DACL_SECURITY_INFORMATION, descriptor_of(sddl)) == 0

    @pytest.fixture(name="protect_opened")
    def _protect_opened() -> Callable[[winreg.HKEYType, str], None]:
        return protect_opened

    class Scratch:
        """Plants keys and values below the redirected HKLM and HKCU.

        `place` is where they stand below the HKCU that other programs see.
        """

        def __init__(self, place: str) -> None:
            self.place = place

        def set(self, key: str, name: str, kind: int, value: object) -> None:
            root, _, path = key.partition("\\")
            with winreg.CreateKeyEx(ROOTS[root], path) as opened:
                winreg.SetValueEx(opened, name, 0, kind, value)

        def key(self, key: str) -> None:
            root, _, path = key.partition("\\")
            winreg.CreateKeyEx(ROOTS[root], path).Close()

        def protect_opened(self, opened: winreg.HKEYType, sddl: str) -> None:
            protect_opened(opened, sddl)

        @contextmanager
        def denied(self, keys: Iterable[str]) -> Iterator[None]:
            """Inside, nobody may read these keys and what is below them."""
            opened = [each for key in keys for each in _all_below(key)]
            try:
                for each in opened:
                    self.protect_opened(each, "D:(D;;KA;;;WD)")
                yield
            finally:
                for each in opened:
                    self.protect_opened(each, "D:(A;;KA;;;WD)")
                    each.Close()

    def _all_below(key: str) -> Iterator[winreg.HKEYType]:
        """The key and every key below it, opened."""
        root, _, path = key.partition("\\")
        opened = winreg.OpenKeyEx(ROOTS[root], path, 0, winreg.KEY_ALL_ACCESS)
        for index in range(winreg.QueryInfoKey(opened)[0]):
            yield from _all_below(f"{key}\\{winreg.EnumKey(opened, index)}")
        yield opened

    @pytest.fixture
    def scratch() -> Iterator[Scratch]:
        """HKLM and HKCU of this process alone, redirected into an empty key that is deleted afterwards."""
        with allowing_keys(""):
            yield from _redirected(rf"Software\pyready-tests\{os.getpid()}")

    def _redirected(place: str) -> Iterator[Scratch]:
        parent = winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, place, 0, winreg.KEY_ALL_ACCESS)
        keys = {root: winreg.CreateKeyEx(parent, root, 0, winreg.KEY_ALL_ACCESS) for root in ROOTS}
        try:
            for name, root in ROOTS.items():
                assert ADVAPI32.RegOverridePredefKey(root, keys[name].handle) == 0
            yield Scratch(place)
        finally:
            undone = [ADVAPI32.RegOverridePredefKey(root, None) for root in ROOTS.values()]
            for key in keys.values():
                key.Close()
            deleted = ADVAPI32.RegDeleteTreeW(parent.handle, None)
            parent.Close()
            assert undone == [0, 0]
            assert deleted == 0
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, place)
