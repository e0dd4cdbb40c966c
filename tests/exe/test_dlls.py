"""DLLs of the same names as those of Windows, planted where the program lies: none is loaded.

What to plant is read from the program itself: every import of every part of it, and every DLL its own code asks for.
Windows binds some names to System32 whatever is planted ("known DLLs"); Wine does not, so these are left out.
"""

import re
import shutil
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

import bootloader  # isort: skip
import sign  # isort: skip
from testbed import OBJDUMP  # isort: skip

from exe.running import Exe, windows_path
from net import servers
from pyready import windows

pytestmark = pytest.mark.exe

KNOWN = {
    "advapi32.dll", "gdi32.dll", "kernel32.dll", "msvcrt.dll", "ntdll.dll", "ole32.dll", "oleaut32.dll", "rpcrt4.dll",
    "user32.dll", "ws2_32.dll",
}  # fmt: skip
"""Of HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\KnownDLLs in Windows 10 and 11."""
LATER = {
    "crypt32.dll", "cryptbase.dll", "cryptnet.dll", "cryptsp.dll", "dnsapi.dll", "mswsock.dll", "ncrypt.dll",
    "ncryptsslp.dll", "netapi32.dll", "netutils.dll", "profapi.dll", "rasadhlp.dll", "rsaenh.dll", "schannel.dll",
    "secur32.dll", "sspicli.dll", "userenv.dll", "winhttp.dll", "winnsi.dll", "wldp.dll", "wintrust.dll",
}  # fmt: skip
"""What Windows itself is known to load later, for the account, for names, for certificates."""
MARKER = r"""
#include <windows.h>
BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
    wchar_t path[1024];
    GetModuleFileNameW(self, path, 1000);
    wcscat(path, L".loaded");
    CloseHandle(CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
    return TRUE;
}
"""
CAREFREE = r"""
#include <windows.h>
int main(void) { return LoadLibraryA("wldp.dll") ? 0 : 1; }
"""


def imports(program: Path) -> set[str]:
    """The DLLs that this file of the program names."""
    told = subprocess.run([OBJDUMP, "-p", str(program)], capture_output=True, encoding="utf-8", check=True).stdout
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", told)}


def imported(top: Path) -> set[str]:
    """What all parts import from Windows and Windows does not bind. Sets of API names ("api-ms-...") are no files."""
    parts = sign.programs(top)
    names = set[str]().union(*(imports(part) for part in parts)) - {part.name.lower() for part in parts} - KNOWN
    return {name for name in names if not name.startswith("api-ms-")}


def asked_for() -> set[str]:
    """What our own code asks for by name."""
    texts = [path.read_text("utf-8") for path in Path(windows.__path__[0]).glob("*.py")]
    names = {name for text in texts for name in re.findall(r'(?:function|_told)\(\s*"(\w+)"', text)}
    return {f"{name}.dll" for name in names} - KNOWN


@pytest.fixture
def planted(exe: Exe, copy: Path, compiled: Callable[..., Path]) -> Path:
    """A copy of the program with a trap for every name, beside it and in its folder of parts."""
    trap = compiled("planted.dll", MARKER, "-shared")
    own = {part.name.lower() for part in sign.programs(copy.parent)}
    for name in imported(exe.path.parent) | asked_for() | LATER:
        for folder in (copy.parent, copy.parent / "_internal"):
            shutil.copy(trap, folder / name)
    for name in {each for each in own if each.endswith(".dll")}:
        shutil.copy(trap, copy.with_name(name))  # the program's own parts, in the wrong place
    return copy


def loaded(program: Path) -> list[str]:
    return sorted(str(path.relative_to(program.parent)) for path in program.parent.rglob("*.loaded"))


def test_all_that_the_parts_import_is_loaded_from_system32_first(exe: Exe) -> None:
    """Wine shows no harm without it, because its own DLLs have loaded these before; Windows' have not."""
    first = re.search(r"pyready_of_windows\[\] = \{(.+?)\}", bootloader.ADDITION.read_text("utf-8"), re.DOTALL)

    assert first is not None
    assert set(re.findall(r'L"([\w.-]+)"', first[1])) == imported(exe.path.parent)


def test_what_our_own_code_asks_for_is_planted() -> None:
    assert "userenv.dll" in asked_for()


def test_the_trap_works(exe: Exe, copy: Path, compiled: Callable[..., Path]) -> None:
    """A program that does not take care falls into it."""
    shutil.copy(compiled("planted.dll", MARKER, "-shared"), copy.with_name("wldp.dll"))
    shutil.copy(compiled("carefree.exe", CAREFREE), copy.with_name("carefree.exe"))

    assert exe(path=copy.with_name("carefree.exe")).returncode == 0
    assert loaded(copy) == ["wldp.dll.loaded"]


def test_a_planted_dll_is_not_loaded_by_an_offline_look(exe: Exe, planted: Path) -> None:
    result = exe("check", "--offline", "--format", "json", "--exit-zero", path=planted)

    assert result.returncode == 0, result.stderr
    assert loaded(planted) == []


@pytest.mark.usefixtures("sealed")
def test_a_planted_dll_is_not_loaded_by_a_look_at_the_network(exe: Exe, planted: Path, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    site = tmp_path / "site.toml"
    with servers.index(context) as port:
        address = f"https://localhost:{port}/simple/pip/"
        site.write_text(f'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "{address}"\n', "utf-8")
        result = exe("check", "--site", windows_path(site), "--exit-zero", "--details", path=planted)

    assert result.returncode == 0, result.stderr
    assert b"contacted 1 server" in b" ".join(result.stdout.split())
    assert loaded(planted) == []
