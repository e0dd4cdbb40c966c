"""Whole reports: saved ones that were changed, folders of collect.cmd, and looks at laptops that answer oddly.

Each goes through the command itself, or through every probe, check, route and renderer.
"""

import contextlib
import io
import json
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import TEXTS, changed_json, mangled, newer_words
from laptops import bare
from laptops.looking import look
from laptops.recorded import NAMES, laptop
from pyready.commands import cli
from pyready.engine.app import report
from pyready.engine.share import Leak
from pyready.model.host import Adapter, Drive, FileVersion, Host, Look, Protection, Reading, Service, Session, Space
from pyready.report import RENDERERS, Options

EXAMPLES = Path(__file__).parents[2] / "examples"
_READ_BACK = ("format", "tool", "taken", "private", "aim", "facts", "did", "timings", "duration_s")
"""The parts of a report that are read again: the others make a file large and change nothing."""
_TOKENS = (
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b"1e999", b"-", b"\\ud800", b"\\u0000", b"9" * 400,
    b'"state":"newer-word"', b'"value":', b'"facts":{}', b'"kind":"newer-word"', b"pyready-report/2", b"NaN",
)  # fmt: skip
FORMATS = ("json", "json", "json", "text", "text", "markdown", "html")


@cache
def examples() -> tuple[str, ...]:
    """The recorded laptops, as text."""
    found = []
    for path in sorted(EXAMPLES.glob("*.json")):
        whole = json.loads(path.read_text("utf-8"))
        kept = {key: whole[key] for key in _READ_BACK if key in whole}
        kept["did"] = {key: value[:20] for key, value in kept["did"].items()}
        found.append(json.dumps(kept))
    return tuple(found)


def ran(arguments: list[str], encoding: str = "utf-8") -> tuple[int, str]:
    """The exit code of pyready, and its messages; its report is thrown away. Raises AssertionError for a fault."""
    out, errors = io.TextIOWrapper(io.BytesIO(), encoding), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = cli.run(arguments, time.monotonic())
    said = errors.getvalue()
    assert "fault in pyready" not in said, said
    assert code in {0, 1, 2} or (code == 3 and "pyready wrote no report" in said), (code, said)
    assert "Traceback" not in said, said
    return code, said


# --- saved reports -----------------------------------------------------------------------------------------------------


def _report(random: Random) -> Parts:
    text = random.choice(examples())
    how = random.random()
    if how < 0.35:
        data = newer_words(random, json.loads(text)["facts"], random.choice((1, 1, 3, 10)))
        data = json.dumps({**json.loads(text), "facts": json.loads(data)}).encode()
    elif how < 0.6:
        data = changed_json(random, json.loads(text), random.choice((1, 2, 5, 20)), gentle=True)
    elif how < 0.85:
        data = changed_json(random, json.loads(text), random.choice((1, 1, 2)), gentle=False)
    else:
        data = mangled(random, text.encode(), _TOKENS)
    if random.random() < 0.005:  # as large as a file may be
        data = (
            b'{"format": "pyready-report/1", "x": ['
            + random.choice((b"[],", b'"a",', b"{},", b"1,", b'"x')) * 6_000_000
        )
    wanted = [random.choice(FORMATS), random.choice(("utf-8", "cp437", "ascii")), random.choice(("", "--details"))]
    if random.random() < 0.1:
        wanted.append("config")
    return {"report.json": data, "how": " ".join(wanted).encode()}


def _read_report(parts: Parts) -> bool:
    form, encoding, *more = parts["how"].decode().split()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        path.write_bytes(parts["report.json"])
        if "config" in more:
            return ran(["config", "--facts", str(path)], encoding)[0] != 2
        return ran(["check", "--facts", str(path), "--format", form, *more], encoding)[0] != 2


# --- folders of collect.cmd --------------------------------------------------------------------------------------------

_INTERNET = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_PYTHON = r"HKCU\Software\Python"
_FOLDER: Mapping[str, str] = {
    "variables.txt": "USERNAME=Zoë.Smith\nUSERPROFILE=C:\\Users\\Zoë.Smith\nUSERDOMAIN=XYZTRUST\n"
    "COMPUTERNAME=TRUST-L0042\nPROCESSOR_ARCHITECTURE=AMD64\nProgramFiles=C:\\Program Files\nhttp_proxy\n"
    "LOCALAPPDATA=C:\\Users\\Zoë.Smith\\AppData\\Local\nhttps_proxy=@\nno_proxy=*.trust.example\n",
    "version.txt": "\nMicrosoft Windows [Version 10.0.26100.4061]\n",
    "answers.txt": f"{_INTERNET}=0\n{_PYTHON}=0\nexport {_PYTHON}=0\n",
    _INTERNET.replace("\\", "_") + ".txt": "\nHKEY_CURRENT_USER" + _INTERNET[4:] + "\n"
    "    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    proxy.trust.example:8080\n"
    "    AutoConfigURL    REG_EXPAND_SZ    file://%USERPROFILE%/proxy.pac\n    Blob    REG_BINARY    00FF\n",
    _PYTHON.replace("\\", "_") + ".txt": "\nHKEY_CURRENT_USER\\Software\\Python\\PythonCore\n",
    _PYTHON.replace("\\", "_") + ".reg": "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\Python"
    '\\PythonCore\\3.13]\n"Version"="3.13.1"\n\n[HKEY_CURRENT_USER\\Software\\Python\\PythonCore\\3.13\\InstallPath]\n'
    '@="C:\\\\Python313"\n',
}
_OF_FOLDERS = (
    b"=0\n", b"=1\n", b"REG_SZ", b"REG_DWORD", b"REG_MULTI_SZ", b"REG_QWORD", b"REG_BINARY", b"    ", b"0x1", b"\\0",
    b"HKEY_CURRENT_USER\\", b"export ", b"ERROR: Access is denied.", b"10.0.9999999.1", b"USERNAME=", b"\r\n", b"=",
    b'"ExecutablePath"="', b"hex(7):", b"hex(2):00,d8,00,00", b"dword:",
)  # fmt: skip


def _folder(random: Random) -> Parts:
    encoding = random.choice(("utf-16-le", "utf-8", "cp850"))
    found = {name: text.replace("\n", "\r\n").encode(encoding) for name, text in _FOLDER.items()}
    for name in random.sample(list(found), random.choice((1, 1, 2, 4))):
        found[name] = mangled(random, found[name], _OF_FOLDERS)
    if random.random() < 0.1:
        del found[random.choice(list(found))]
    return found


def _read_folder(parts: Parts) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in parts.items():
            (Path(folder) / name).write_bytes(data)
        return ran(["check", "--facts", folder, "--format", "json"])[0] != 2


# --- looks at laptops that answer oddly --------------------------------------------------------------------------------


class Odd:
    """A part of a host of which some questions are answered oddly, the same ones for the same `salt`.

    Each answer has the type that the host promises; what it says may be anything.
    """

    def __init__(self, part: Any, salt: str, often: float) -> None:
        self._part, self._salt, self._often = part, salt, often

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)

        def ask(*given: Any, **more: Any) -> Any:
            random = Random(f"{self._salt}:{name}:{given}")
            found = method(*given, **more)
            if random.random() > self._often or name == "who" or not isinstance(found, Reading):
                return found
            return _oddly(random, name, found)

        return ask


def _oddly(random: Random, name: str, found: Reading[Any]) -> Reading[Any]:
    if random.random() < 0.4:
        return Reading(random.choice(("denied", "missing", "timed-out", "malformed", "not-set")), source=found.source)
    make = _ANSWERS.get(name)
    return Reading("set", make(random), found.source) if make else found


def _text(random: Random) -> str:
    """As a host hands it over: without what no text may hold."""
    return random.choice(_SOUND)


_SOUND = tuple(each for each in TEXTS if "\x00" not in each and "\x1b" not in each and "\x85" not in each)


def _number(random: Random) -> int:
    return random.choice((0, 1, 2, 4, 5, 7, 255, 65535, 2**31, 2**32 - 1, 2**64 - 1))


def _texts(random: Random) -> tuple[str, ...]:
    return tuple(_text(random) for _ in range(random.choice((0, 1, 2, 40))))


def _value(random: Random) -> Any:
    return random.choice((_text, _text, _number, _texts, lambda each: each.randbytes(each.randrange(40))))(random)


def _yes(random: Random) -> bool:
    return random.random() < 0.5


_ANSWERS: Mapping[str, Any] = {
    "value": _value,
    "subkeys": _texts,
    "names": _texts,
    "folder": _texts,
    "text": _text,
    "data": lambda random: mangled(random, random.choice((b"MZ", b"{}", b"[global]\nproxy=a\n")), ()),
    "get": _text,
    "look": lambda random: Look(random.choice(("file", "folder", "app-link", "other", "newer")), _text(random)),
    "writable": _yes,
    "space": lambda random: Space(_number(random), random.choice((None, True))),
    "drive": lambda random: Drive(random.choice(("local", "network", "removable", "unknown", "newer"))),
    "protection": lambda random: Protection(_yes(random), _text(random)),
    "signer": _text,
    "version": lambda random: FileVersion((3, 13, _number(random), 0), _text(random), _text(random)),
    "authenticode_hash": _text,
    "interpreter": _text,
    "session": lambda random: Session(remote=_yes(random), temporary=_yes(random), roaming=None, mandatory=None),
    "service": lambda random: Service(random.choice(("running", "stopped", "newer")), _text(random)),
    "code_integrity": _number,
    "script_lockdown": _number,
    "adapters": lambda random: tuple(
        Adapter(_number(random), hardware=_yes(random)) for _ in range(_number(random) % 9)
    ),
    "network_kinds": _texts,
}


def _machine(random: Random) -> Parts:
    names = (*NAMES, "bare-windows", "bare-linux", "bare-macos")
    wanted = f"{random.choice(names)} {random.random()} {random.choice((0.001, 0.01, 0.1, 0.5, 1.0))}"
    return {"laptop": wanted.encode()}


def _host(name: str) -> Host:
    plain = {
        "bare-windows": bare.windows,
        "bare-linux": bare.linux,
        "bare-macos": lambda: bare.linux(platform="macos"),
    }
    return plain[name]() if name in plain else laptop(name).host


def _look_at(parts: Parts) -> bool:
    name, salt, often = parts["laptop"].decode().split()
    host = _host(name)
    odd = {part: Odd(getattr(host, part), salt, float(often)) for part in ("registry", "files", "system")}
    seen = look(msgspec.structs.replace(host, **odd))
    with contextlib.suppress(Leak):
        record = report(seen, private=False)
        RENDERERS[Random(salt).choice(FORMATS)](record, Options())
    return True


KINDS = (
    Kind("reports", 20, _report, _read_report),
    Kind("collected", 10, _folder, _read_folder),
    Kind("laptops", 8, _machine, _look_at),
)
