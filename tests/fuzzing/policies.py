"""Policies and what Windows hands over: regedit's text, AppLocker's and App Control's XML, rules of paths, bytes.

Rules go through the probe that judges programs; one in a hundred goes on through all checks and into a report.
"""

import contextlib
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import TEXTS, endless, mangled
from fuzzing.settings_files import seen
from laptops import bare
from policy.applocker.policies import (
    DEFAULT,
    FILTERED,
    FOLDERS,
    INSTALLED,
    JANE,
    OWN,
    SIGNED,
    hash_of,
    path,
    publisher,
    text,
)
from pyready.formats import access_list, program_file, proxy_blob, windows_values, winhttp
from pyready.formats.text_file import Unreadable
from pyready.model.host import Machine, Reading, RegistryValue
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.markup import Malformed
from pyready.policy.applocker.rule_text import collections, rule
from pyready.policy.applocker.rules import NAMES, Collection, Policy
from pyready.probes import app_control, proxies
from pyready.probes._control_readings import MDM, SAFER, SRP
from pyready.probes._proxy_readings import bare_address, without_sign_in
from pyready.recorded import folder as recorded_folder
from pyready.recorded.query import queried

TESTS = Path(__file__).parents[1]
CASES = TESTS / "laptops" / "cases" / "policies"


# --- regedit's text ----------------------------------------------------------------------------------------------------

EXPORTS = [path.read_bytes() for path in sorted((TESTS / "laptops" / "folders").glob("*/registry.reg"))]
_OF_EXPORTS = (
    b"[HKEY_LOCAL_MACHINE\\", b"[HKEY_CURRENT_USER\\SOFTWARE\\x]\n", b"[HKEY_USERS\\x]", b"]", b"@=", b'"a"="b"\n', b'"a"=',
    b"dword:", b"dword:ffffffff", b"dword:1ffffffff", b"hex:", b"hex(7):61,00,00,00", b"hex(2):00,d8", b"hex(b):", b"hex(4):",
    b"hex(1):61", b"hex(ffffffff):00", b"\\\n  ", b"\\", b'"', b";x\n", b"REGEDIT4\n", b"Windows Registry Editor Version 5.00\n",
    b"-", b"=-\n", b"00,", b"zz,", b"\x85", b"\x1c", b"\xe2\x80\xa8", b"[-HKEY_LOCAL_MACHINE\\x]\n",
)  # fmt: skip


def _export(random: Random) -> Parts:
    return {"registry.reg": mangled(random, random.choice(EXPORTS), _OF_EXPORTS, EXPORTS)}


def _read_export(parts: Parts) -> bool:
    data = parts["registry.reg"]
    queried(data.decode("utf-8", "replace"), r"HKLM\SOFTWARE\Policies", answered=True)
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "registry.reg").write_bytes(data)
        try:
            held = recorded_folder.read(Path(place))
        except Unreadable as error:
            assert str(error).isprintable(), "a message that steers a terminal"
            return False
    host = bare.windows(registry=held.keys)
    if len(data) % 4 == 0:
        seen(host, proxies.PROBE, whole=len(data) % 400 == 0)
    return True


# --- AppLocker, and App Control ----------------------------------------------------------------------------------------

POLICIES = [path.read_bytes() for path in sorted(CASES.glob("*.xml"))]
_SINGLE = [
    each.encode()
    for each in (
        *DEFAULT,
        text("Deny", path("%OSDRIVE%\\Users\\*\\*.exe"), exceptions=path("%OSDRIVE%\\Users\\a*b*c\\?.exe")),
        text("Allow", publisher(low="3.12.0.0", high="65535.0.0.0")),
        text("Deny", hash_of("1" * 64, "python.exe")),
    )
]
APP_CONTROL = b"""<?xml version="1.0" encoding="utf-8"?>
<SiPolicy xmlns="urn:schemas-microsoft-com:sipolicy" PolicyType="Base Policy"><VersionEx>10.0.0.0</VersionEx>
<Rules><Rule><Option>Enabled:UMCI</Option></Rule><Rule><Option>Enabled:Audit Mode</Option></Rule></Rules>
<FileRules><Deny ID="ID_DENY_1" FriendlyName="x" FileName="python.exe" MinimumFileVersion="65535.65535.65535.65535"/>
<Allow ID="ID_ALLOW_1" Hash="00FF" FilePath="%OSDRIVE%\\x\\*"/></FileRules><Signers/></SiPolicy>"""
_OF_POLICIES = (
    b'<FilePathCondition Path="', b"*", b"?", b"%", b"%OSDRIVE%", b"%REMOVABLE%\\*", b"PROGRA~1", b'Action="Maybe"', b'Type="Exe"',
    b'EnforcementMode="Newer"', b'UserOrGroupSid="', b"S-1-5-32-545", b'LowSection="', b"65536.0.0.0", b"*.*.*.*", b"0x",
    b"<Exceptions>", b"</Exceptions>", b"<Conditions>", b"</Conditions>", b"<RuleCollectionExtensions/>", b"<!DOCTYPE a [",
    b'<!ENTITY a "b">', b"&a;", b"&#0;", b"&#xD800;", b"&lt;", b"<![CDATA[", b"]]>", b"<!--", b"<?x?>", b'xmlns="x"', b"<x:a/>",
    b'<?xml version="1.0" encoding="cp037"?>', b"/>", b"<", b">", b"'", b'"', b'Data="', b'SourceFileName="', b"\xef\xbf\xbf",
    b"<a>" * 30, b'<FileHash Type="SHA256" ', b"*a" * 2000, b"\\" * 3000, b"?*" * 500,
)  # fmt: skip


def _policy(random: Random) -> Parts:
    found: dict[str, bytes] = {"windows": random.choice((b"11", b"10"))}
    found["rule"] = mangled(random, random.choice(_SINGLE), _OF_POLICIES, _SINGLE)
    file = APP_CONTROL if random.random() < 0.1 else random.choice(POLICIES)
    found["file"] = mangled(random, file, _OF_POLICIES, POLICIES)
    if random.random() < 0.02:
        found["rule"] = endless(random)
    return found


def _read_policy(parts: Parts) -> bool:
    asked, held = False, []
    with contextlib.suppress(Malformed, UnicodeDecodeError):
        held.append(Collection("enforced", (rule(parts["rule"].decode("utf-8-sig")),)))
        asked = True
    with contextlib.suppress(Malformed, UnicodeDecodeError):
        held += collections(parts["file"].decode("utf-8-sig")).values()
        asked = True
    for each in held:
        for person in (JANE, FILTERED):
            for name in NAMES:
                Judge(person, FOLDERS).decide(
                    [Policy("group-policy", {name: each})], name, [OWN, INSTALLED, SIGNED], "running"
                )
    if len(parts["file"]) % 25 == 0:
        _asked_of_probe(parts)
    return asked


def _asked_of_probe(parts: Parts) -> None:
    """The same, as the registry and the files of device management hold it."""
    said = parts["rule"].decode("utf-8", "surrogateescape")
    keys: dict[str, dict[str, RegistryValue]] = {
        f"{SRP}\\Exe": {"EnforcementMode": 1},
        f"{SRP}\\Exe\\{{00000000-0000-0000-0000-000000000001}}": {"Value": said},
    }
    files: dict[str, str | bytes] = {f"C:\\Windows\\{MDM}\\x\\Exe\\Policy": parts["file"]}
    system = bare.all_readable(
        machine=Machine(f"Windows {parts['windows'].decode()}", 22631, "Enterprise", "x86_64", "client")
    )
    host = bare.windows(registry=keys, files=files, system=system)
    seen(host, app_control.PROBE, whole=len(parts["file"]) % 100 == 0)


# --- Software Restriction Policies -------------------------------------------------------------------------------------

_PATHS = (
    "C:\\Users\\*\\AppData",
    "*.exe",
    "%USERPROFILE%\\*",
    "C:\\Program Files",
    "*\\x?.exe",
    "%TEMP%",
    "C:\\PROGRA~1",
    "\\\\s\\x",
)
_OF_PATHS = (
    b"*",
    b"?",
    b"%",
    b"%APPDATA%",
    b"\\",
    b"\\\\",
    b"/",
    b":",
    b"[",
    b"]",
    b"!",
    b"~1",
    b"*\\",
    b"?*" * 40,
    b"*a" * 900,
)


def _paths(random: Random) -> Parts:
    found = {
        f"path {number}": mangled(random, random.choice(_PATHS).encode(), _OF_PATHS)
        for number in range(random.choice((1, 3, 9)))
    }
    words = (random.choice(("0", "262144", "131072", "65536", "4096", "7")), random.choice(("0", "1", "2", "9")))
    return found | {"level": words[0].encode(), "enforcement": words[1].encode()}


def _read_paths(parts: Parts) -> bool:
    key, level = f"HKLM\\{SAFER}", int(parts["level"])
    keys: dict[str, dict[str, Any]] = {
        key: {
            "DefaultLevel": 262144 - level,
            "TransparentEnabled": int(parts["enforcement"]),
            "ExecutableTypes": ("EXE", "MSI"),
        }
    }
    for name, data in parts.items():
        if name.startswith("path"):
            keys[f"{key}\\{level}\\Paths\\{{{name}}}"] = {"ItemData": data.decode("utf-8", "surrogateescape")}
    host = bare.windows(
        registry=keys, system=bare.all_readable(machine=Machine("Windows 10", 19045, "Enterprise", "x86_64", "client"))
    )
    found = seen(host, app_control.PROBE, whole=len(parts["path 0"]) % 100 == 1)
    return any(each.by == "software-restriction" for each in found.answers)


# --- bytes that Windows hands over -------------------------------------------------------------------------------------


def _blob() -> bytes:
    texts = (b"http=proxy.example:8080;https=u:p@h:1", b"<local>;*.example", b"http://pac.example/x.pac?token=s")
    return (
        struct.pack("<III", 0x46, 7, 0xF) + b"".join(struct.pack("<I", len(each)) + each for each in texts) + bytes(32)
    )


def _descriptor() -> bytes:
    sid = bytes((1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0))
    entry = struct.pack("<BBHI", 0, 0, 8 + len(sid), 0x1F01FF) + sid
    return (
        struct.pack("<BBHIIII", 1, 0, 0x8004, 20, 0, 0, 36)
        + sid
        + struct.pack("<BBHHH", 2, 0, 8 + len(entry), 1, 0)
        + entry
    )


def _program() -> bytes:
    """A program with room for a signature, as linkers lay it out; what follows is a PKCS#7 that says nothing."""
    optional = (
        struct.pack("<H", 0x20B)
        + bytes(106)
        + struct.pack("<I", 16)
        + bytes(32)
        + struct.pack("<II", 0x400, 64)
        + bytes(88)
    )
    head = b"MZ" + bytes(58) + struct.pack("<I", 0x80) + bytes(64)
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 0, 0, 0, 0, len(optional), 2)
    return head + coff + optional + b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0"


BYTES: Mapping[str, bytes] = {
    "proxies": _blob(),
    "access": _descriptor(),
    "program": _program(),
    "alias": struct.pack("<IHHI", windows_values.IO_REPARSE_TAG_APPEXECLINK, 60, 0, 3)
    + "Package_x\0App\0C:\\x.exe\0".encode("utf-16-le"),
    "text": "Zoë,\r\n\U0001f600".encode("utf-16"),
}
_OF_BYTES = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\0\0\0\x80",
    b"PE\0\0",
    b"MZ",
    b"\x0b\x02",
    b"\x0b\x01",
    b"\1\0\0\0",
    b"\xff\xfe",
    b"\0\xd8",
)


def _bytes(random: Random) -> Parts:
    name = random.choice(list(BYTES))
    return {name: mangled(random, BYTES[name], _OF_BYTES)}


def _read_bytes(parts: Parts) -> bool:
    ((name, data),) = parts.items()
    if name == "proxies":
        key = proxies.USER_CONNECTIONS
        host = bare.windows(registry={key: {"DefaultConnectionSettings": data, "VPN": data}})
        seen(host, proxies.PROBE, whole=False)
        return proxy_blob.parse(data) is not None
    if name == "access":
        found = access_list.parse(data)
        return found is not None and found.lets_others(access_list.CHANGES_FILE) in {True, False}
    if name == "program":
        return program_file.architecture(data) != "" or program_file.holds_signature(data) is not None
    return windows_values.app_link_package(data) != "" if name == "alias" else windows_values.decode(data)[1]


# --- answers of proxy scripts ------------------------------------------------------------------------------------------

_ANSWERS = (
    "proxy.example:8080;spare.example:8080", "", "http=a:1;https=b:2", "socks=c:1080", "PROXY a:1; DIRECT", "[::1]:8080", "DIRECT",
    'function FindProxyForURL(url, host) { if (shExpMatch(host, "*.example")) return "DIRECT"; return "PROXY p:8080"; }',
)  # fmt: skip
_OF_ANSWERS = (
    b";",
    b" ",
    b"=",
    b"://",
    b"@",
    b":",
    b"[",
    b"]",
    b"%",
    b"#",
    b"?",
    b":99999",
    b"socks5h=",
    b"https://",
    b"\xff",
    b"u:p@",
)


def _script(random: Random) -> Parts:
    return {
        "answer": mangled(random, random.choice(_ANSWERS).encode(), _OF_ANSWERS),
        "number": str(random.randrange(-2, 70000)).encode(),
    }


def _read_script(parts: Parts) -> bool:
    said, number = parts["answer"].decode("utf-8", "surrogateescape"), int(parts["number"])
    entries = [winhttp.Entry(bool(number % 3), number % 7, part, number) for part in said.split(";")]
    found = (*winhttp.choices_of_text(said), *winhttp.choices(entries))
    assert all("@" not in each.address for each in found), "a sign-in was kept"
    assert len(found) <= 2 * winhttp.MOST_CHOICES, "more than anybody tries"
    winhttp.state_of_refusal(12000 + number)
    for reading in (without_sign_in(Reading("set", said)), bare_address(Reading("set", said))):
        assert "u:p@" not in (reading.value or "") or "u:p@" in TEXTS, "a password was kept"
    return bool(found)


KINDS = (
    Kind("regedit", 100, _export, _read_export),
    Kind("applocker", 80, _policy, _read_policy),
    Kind("restriction", 15, _paths, _read_paths),
    Kind("bytes", 60, _bytes, _read_bytes),
    Kind("pac", 60, _script, _read_script),
)
