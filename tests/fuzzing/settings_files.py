"""Files of settings: pip's, uv's, conda's, git's, the install manager's, those of desktops and of editors.

Each is read by its probe, through the seam that guards probes; then `pyready config` would add its lines to it. One in
a hundred goes on through all checks and into a report.
"""

import contextlib
import plistlib
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import changed_json, endless, mangled
from laptops import bare
from laptops.looking import given, look
from pyready.engine.app import report
from pyready.engine.safe_facts import safe
from pyready.engine.seam import watched
from pyready.engine.share import Leak
from pyready.model.activity import Journal
from pyready.model.host import Host
from pyready.model.probe import Probe
from pyready.model.safe_text import UNSAFE
from pyready.probes import PROBES, conda, editors, other_proxies, proxies, scripting, settings
from pyready.settings import git_file, ini_file, toml_file, yaml_file
from pyready.settings.edits import Refused, Wanted, decoded

CASES = Path(__file__).parents[1] / "laptops" / "cases" / "settings"
HOME, LINUX = "C:\\Users\\jane.smith", "/home/jsmith"
PROXY = "http://proxy.trust.example:8080"
LIMIT_OF_EDITORS = 200_000
"""Bytes: `pyready config` takes no larger file of conda or uv, and this bench none of the others."""

Edited = Callable[..., str]
OFFLINE = tuple(each for each in PROBES if not each.network)


def seen(host: Host, probe: Probe[Any], *, whole: bool) -> Any:
    """What a probe finds, as it goes into a report and back; `whole`: all of pyready goes on with it."""
    facts = given(host.platform)
    found = safe(probe.collect(watched(host, probe, Journal(), time.monotonic() + 5), facts), probe.fact)
    written = msgspec.json.encode(found)
    assert msgspec.json.decode(written, type=probe.fact) == found, "what was read is not what a report says of it"
    odd = [text for text in strings(msgspec.json.decode(written)) if UNSAFE.search(text)]
    assert not odd, f"a control character was kept: {odd[0][:80]!r}"
    if whole:
        with contextlib.suppress(Leak):
            report(look(host, OFFLINE), private=False)
    return found


def strings(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def edits(edited: Edited, data: bytes, wanted: Sequence[Wanted]) -> bool:
    """Add lines to a file, and again: the second time nothing changes."""
    if len(data) > LIMIT_OF_EDITORS:
        return False
    try:
        made = edited(decoded(data), wanted)
    except Refused:
        return False
    assert edited(made, wanted) == made, "the second time is another"
    return True


def samples(tool: str, *more: str) -> list[bytes]:
    """The files of the case laptops, some of which the tool refuses, and as many that are sound."""
    found = [path.read_bytes() for path in sorted((CASES / tool).iterdir())]
    sound = [each.encode() for each in more]
    return found + sound * (2 * len(found) // len(sound))


def _is_whole(random: Random) -> bytes:
    return b"yes" if random.random() < 0.01 else b""


def _of_samples(found: Sequence[bytes], words: Sequence[bytes]) -> Callable[[Random], Parts]:
    return lambda random: {
        "file": mangled(random, random.choice(found), words, found),
        "windows": random.choice((b"yes", b"")),
        "whole": _is_whole(random),
    }


def _with_file(parts: Parts, on_windows: str, elsewhere: str) -> Host:
    if parts["windows"]:
        return bare.windows(files={on_windows: parts["file"]})
    return bare.linux(files={elsewhere: parts["file"]})


def _readable(found: settings.Settings, tool: str) -> bool:
    return any(each.tool == tool and each.state == "set" for each in found.files)


# --- pip ---------------------------------------------------------------------------------------------------------------

PIP = samples("pip", "[global]\nindex-url = https://index.example/simple/\nproxy: http://p:1\n[install]\nuser = yes\n")
_OF_PIP = (
    b"[global]", b"[install]", b"[DEFAULT]", b"[list]", b"index-url = ", b"extra-index-url =\n  ", b"proxy=", b"cert=",
    b"trusted-host = a b", b"find-links = ", b"use-feature = truststore", b"--index_url: ", b"timeout=1e5", b"=", b":",
    b"\n  ", b"; x", b"# x", b"%(x)s", b"https://u:p@h/", b"file:///C:/x", b"no-index = maybe", b"\\\\server\\x", b"]",
    b"target = ~/x", b"\na" + b" " * 40_000 + b"b\n", b"[global]\n[global]\n", b"retries = ", b"no-proxy-env = 1",
)  # fmt: skip
_WANTED_PIP = (Wanted("global", "proxy", PROXY), Wanted("global", "cert", "/etc/ssl/certs/ca-certificates.crt"))


def _pip(parts: Parts) -> bool:
    host = _with_file(parts, f"{HOME}\\pip\\pip.ini", f"{LINUX}/.config/pip/pip.conf")
    read = _readable(seen(host, settings.PROBE, whole=bool(parts["whole"])), "pip")
    edits(ini_file.edited, parts["file"], _WANTED_PIP)
    return read


# --- uv ----------------------------------------------------------------------------------------------------------------

UV = samples(
    "uv",
    'index-url = "https://index.example/"\noffline = false\n[[index]]\nurl = "https://a.example"\n',
    'python-downloads = "manual"\nsystem-certs = true\nhttps-proxy = "http://proxy.example:8080"\ncache-dir = "C:\\\\x"\n',
    'extra-index-url = ["https://a.example", "https://u:p@b.example/simple"]\n[pip]\nno-index = true\n',
)
_OF_UV = (
    b"[[index]]\n", b"[tool.uv]\n", b'url = "https://x.example/"', b"default = true", b"offline = ", b"index-url = ",
    b'"""', b"'''", b"2026-13-01", b"07:32:00", b"0xffff", b"0x" + b"f" * 6000, b"9" * 6000, b"inf", b"nan", b"1e400",
    b"[a.b.c]\n", b"a.b.c = 1\n", b"{a = 1}", b"[1, [2]]", b"\\uD800", b"\\U0010FFFF", b"true", b"cache-dir = ",
    b'python-downloads = "never"', b"find-links = [1]", b"allow-insecure-host = [", b'"\\u0000"', b"a" + b".a" * 2000,
    b"offline = 0x" + b"e" * 5000 + b"\n", b"[index-url" + b".a" * 2000 + b"]\n", b'https-proxy = "http://p:x"\n',
)  # fmt: skip


def _uv(parts: Parts) -> bool:
    host = _with_file(parts, f"{HOME}\\AppData\\Roaming\\uv\\uv.toml", f"{LINUX}/.config/uv/uv.toml")
    read = _readable(seen(host, settings.PROBE, whole=bool(parts["whole"])), "uv")
    edits(toml_file.edited, parts["file"], (Wanted("", "system-certs", "true"),))
    return read


# --- conda and micromamba ----------------------------------------------------------------------------------------------

CONDA = samples(
    "conda",
    "channels:\n  - conda-forge\n  - https://c.example/t/ab-1/x\nssl_verify: <system>\nproxy_servers:\n  http: http://p:1\n",
    "default_channels: [defaults]\noffline: false\nchannel_alias: https://c.example\ncustom_channels: {conda-forge: x}\n",
)
_OF_CONDA = (
    b"channels:\n", b"  - ", b"- a\n", b"ssl_verify: ", b'"\\uD800"', b'"\\0"', b'"\\e[31m"', b"&a ", b"*a", b"!!python/object:os.system ", b"!!binary ",
    b"!!set {a}", b"<<: ", b"|", b">", b"? ", b"{", b"}", b"[", b"]", b"%YAML 9.9\n---\n", b"...\n", b"---\n", b"~",
    b"2026-13-40", b"2026-02-30T25:61:61Z", b"0x" + b"f" * 6000, b"1" + b":59" * 900, b"9" * 6000, b".inf", b".nan",
    b"0o17", b"0b1", b"1_000", b"offline: 0x" + b"f" * 5000 + b"\n", b"yes", b"proxy_servers: []", b"\t", b"'", b'"\\x',
    b"= ", b"allowlist_channels: ", b"mirrored_channels: ", b"ssl_no_revoke: 1" + b":01" * 4000, b"\\ud800", b"\x85",
)  # fmt: skip
_WANTED_CONDA = (
    Wanted("proxy_servers", "http", PROXY),
    Wanted("proxy_servers", "https", PROXY),
    Wanted("", "ssl_verify", "truststore"),
)


def _conda(parts: Parts) -> bool:
    name = ".mambarc" if len(parts["file"]) % 3 == 0 else ".condarc"
    host = _with_file(parts, f"{HOME}\\{name}", f"{LINUX}/{name}")
    found = seen(host, conda.PROBE, whole=bool(parts["whole"]))
    edits(yaml_file.edited, parts["file"], _WANTED_CONDA)
    return any(each.state == "set" for each in (*found.condarcs, *found.mambarcs))


# --- git ---------------------------------------------------------------------------------------------------------------

GIT = samples(
    "git",
    "[http]\n\tproxy = http://u:p@proxy.example:8080\n\tsslVerify = false\n[include]\n\tpath = a\n",
    '[includeIf "gitdir:~/"]\npath = b\n[http "https://x.example"]\nsslCAInfo = ~/ca.pem ; x\n',
)
_OF_GIT = (
    b"[include]\npath = ", b"path = a\n", b"path = b\n", b"path = ../c\n", b"path = ~/a\n", b"path = ~root/a\n", b"path\n",
    b"path = %(prefix)/x\n", b"path = /dev/zero\n", b"path = //server/a\n", b"path = \\\\\\\\server\\\\a\n", b"path = .\n",
    b'[includeIf "gitdir:~/"]\npath = ', b'[includeIf "onbranch:x"]\npath = a\n', b"[http]\n", b'[http "x"]\n', b"\\\n",
    b"sslVerify = 0k\n", b"sslVerify\n", b"proxy =", b'"', b"\\q", b"\\b", b"#", b";", b"[http.x]", b"sslBackend = x\n",
    b"[include]\npath = .gitconfig\n", b"=", b"]", b"\r",
)  # fmt: skip


def _git_files(random: Random) -> Parts:
    found = {name: mangled(random, random.choice(GIT), _OF_GIT, GIT) for name in ("file", "a", "b", "c")}
    if random.random() < 0.01:
        found["a"] = found["b"] = b"[include]\npath = a\npath = b\n" * random.choice((3, 3000))
    return found | {"windows": random.choice((b"yes", b"")), "whole": _is_whole(random)}


def _git(parts: Parts) -> bool:
    top, mark = (HOME, "\\") if parts["windows"] else (LINUX, "/")
    files: dict[str, str | bytes] = {f"{top}{mark}.gitconfig": parts["file"]}
    files |= {f"{top}{mark}{name}": parts[name] for name in ("a", "b", "c")}
    host = bare.windows(files=files) if parts["windows"] else bare.linux(files=files)
    read = _readable(seen(host, settings.PROBE, whole=bool(parts["whole"])), "git")
    edits(git_file.edited, parts["file"], (Wanted("http", "proxy", PROXY), Wanted("http", "sslBackend", "schannel")))
    return read


# --- desktops: dconf, KDE, macOS ---------------------------------------------------------------------------------------

_ITEM = struct.Struct("<IIIHcxII")


def database(values: Mapping[str, bytes]) -> bytes:
    """A database as dconf lays it out, with every name whole."""
    first, texts = 24 + 8 + 4, b""
    end = first + _ITEM.size * len(values)
    items = b""
    for name, value in values.items():
        key, at = name.encode(), end + len(texts)
        start = (at + len(key) + 7) // 8 * 8
        items += _ITEM.pack(0, 0xFFFFFFFF, at, len(key), b"v", start, start + len(value))
        texts += key.ljust(start - at, b"\0") + value
    head = b"GVariant" + bytes(8) + struct.pack("<IIIII", 24, end, 0, 1, 0)
    return head + items + texts


def bomb(random: Random) -> bytes:
    """A database whose every item is as long as the file lets it be."""
    count = random.choice((100, 5000, 40_000))
    long = random.choice((0xFFFF, 200))
    body = b"/system/proxy/".ljust(0xFFFF, b"a") + b"x\0\0s"
    first = 24 + 8 + 4
    end = first + _ITEM.size * count
    parent = random.choice((0xFFFFFFFF, 0, count - 1))
    item = _ITEM.pack(0, parent, end, long, random.choice((b"v", b"v", b"H")), end, end + len(body))
    return b"GVariant" + bytes(8) + struct.pack("<IIIII", 24, end, 0, 1, 0) + item * count + body


DATABASES = [
    database({"/system/proxy/mode": b"manual\0\0s", "/system/proxy/https/host": b"proxy.example\0\0s",
              "/system/proxy/https/port": b"\x90\x1f\0\0\0i", "/system/proxy/ignore-hosts": b"a\0b\0\2\4\0as",
              "/org/gnome/x": b"\1\0b"}),
    database({"/system/proxy/mode": b"auto\0\0s", "/system/proxy/autoconfig-url": b"http://pac.example/x\0\0s"}),
]  # fmt: skip
_KDE = [
    b"[Proxy Settings]\nProxyType=1\nhttpsProxy=http://proxy.example 8080\nNoProxyFor=a,b\nReversedException=false\n",
    b"[Proxy Settings]\nProxyType=2\nProxy Config Script=http://pac.example/x\n",
]
_PLISTS = [
    plistlib.dumps({"CurrentSet": "/Sets/A", "Sets": {"A": {"Network": {"Global": {"IPv4": {"ServiceOrder": ["S"]}}}}},
                    "NetworkServices": {"S": {"Proxies": {"ProxyAutoConfigEnable": 1,
                                                         "ProxyAutoConfigURLString": "http://pac.example/x"}}}}, fmt=form)
    for form in (plistlib.FMT_XML, plistlib.FMT_BINARY)
]  # fmt: skip
_OF_DESKTOPS = (
    b"/system/proxy/", b"\0s", b"\0as", b"\0i", b"\xff\xff\xff\xff", b"GVariant", b"v", b"[Proxy Settings]\n",
    b"ProxyType=", b"ReversedException=true", b"httpProxy=", b"=", b"\na" + b" " * 40_000 + b"b\n", b"%(x)s", b"<dict>",
    b"</dict>", b"<key>CurrentSet</key>", b"<array>" * 2000, b"<array>" * 2000 + b"</array>" * 2000, b"<date>x</date>",
    b"<integer>0x</integer>", b"<integer>" + b"9" * 5000 + b"</integer>", b"<!ENTITY a 'b'>", b"&a;", b"<data>!</data>",
    b"<key>CurrentSet</key>" + b"<array>" * 900 + b"</array>" * 900, b"bplist00", b"<real>x</real>", b"<string>",
)  # fmt: skip


def _desktop_files(random: Random) -> Parts:
    which = random.choice(("gnome", "gnome", "kde", "macos"))
    held = {"gnome": DATABASES, "kde": _KDE, "macos": _PLISTS}[which]
    data = mangled(random, random.choice(held), _OF_DESKTOPS, held)
    if which == "gnome" and random.random() < 0.01:
        data = bomb(random)
    return {"file": data, "which": which.encode(), "whole": _is_whole(random)}


def _desktop(parts: Parts) -> bool:
    which = parts["which"].decode()
    path = {
        "gnome": f"{LINUX}/.config/dconf/user",
        "kde": f"{LINUX}/.config/kioslaverc",
        "macos": "/Library/Preferences/SystemConfiguration/preferences.plist",
    }[which]
    host = bare.linux(
        {"XDG_CURRENT_DESKTOP": which.upper()}, {path: parts["file"]}, "macos" if which == "macos" else "linux"
    )
    found = seen(host, proxies.PROBE, whole=bool(parts["whole"]))
    return bool(found.desktop.enabled.state == "set")


# --- JSON: the install manager, editors, policies of browsers ----------------------------------------------------------

_JSON: tuple[Any, ...] = (
    {"install": {"source": "https://index.example/windows.json"}, "install_dir": "%LOCALAPPDATA%\\Python",
     "default_platform": "-64"},
    {"version": "1.99.1", "name": "Code"},
    {"ProxyMode": "fixed_servers", "ProxyServer": "proxy.example:8080", "ProxyPacUrl": "http://pac.example/x"},
    {"microsoft": True, "ms-python.python": "stable", "*": False, "ms-toolsai.jupyter": ["1.0.0"]},
    {"install_prefix": f"{HOME}\\.local\\bin", "version": "0.11.3"},
)  # fmt: skip
_OF_JSON = (
    b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b"1e999", b"9" * 5000, b"\\ud800", b'"%X%"', b'"-64"', b"NaN",
    b'"install": 1', b"\\u0000", b'"version": ' + b"[" * 950 + b"]" * 950 + b",", b'{"version": ' + b"[" * 400, b"-",
)  # fmt: skip


def _json_file(random: Random) -> Parts:
    value = msgspec.json.decode(msgspec.json.encode(random.choice(_JSON)))
    if random.random() < 0.4:
        data = changed_json(random, value, random.choice((1, 2)), gentle=random.random() < 0.5)
    else:
        data = mangled(random, msgspec.json.encode(value), _OF_JSON)
    return {"file": endless(random) if random.random() < 0.003 else data, "whole": _is_whole(random)}


_MANAGER = f"{HOME}\\AppData\\Roaming\\Python\\PyManager.json"
_CODE = "C:\\Program Files\\Microsoft VS Code"
_EDGE, _VS_CODE = r"HKLM\SOFTWARE\Policies\Microsoft\Edge", r"HKLM\SOFTWARE\Policies\Microsoft\VSCode"
_BY_INTUNE = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device\chromeIntuneV1~Policy~googlechrome~ProxyServer"


def _json(parts: Parts) -> bool:
    data, text = parts["file"], parts["file"].decode("utf-8", "surrogateescape")
    files = {_MANAGER: data, f"{_CODE}\\Code.exe": b"MZ", f"{_CODE}\\resources\\app\\package.json": data}
    files[f"{HOME}\\AppData\\Local\\uv\\uv-receipt.json"] = data
    delivered = f'<enabled/><data id="ProxySettings" value="{text}"/>'
    keys = {
        _EDGE: {"ProxySettings": text},
        _VS_CODE: {"AllowedExtensions": text},
        _BY_INTUNE: {"ProxySettings": delivered},
    }
    host = bare.windows(files=files, registry=keys)
    found = seen(host, settings.PROBE, whole=bool(parts["whole"]))
    for probe in (editors.PROBE, other_proxies.PROBE, scripting.PROBE):
        seen(host, probe, whole=False)
    return _readable(found, "python-manager")


KINDS = (
    Kind("pip", 110, _of_samples(PIP, _OF_PIP), _pip),
    Kind("uv", 80, _of_samples(UV, _OF_UV), _uv),
    Kind("conda", 75, _of_samples(CONDA, _OF_CONDA), _conda),
    Kind("git", 75, _git_files, _git),
    Kind("desktops", 70, _desktop_files, _desktop),
    Kind("json", 52, _json_file, _json),
)
