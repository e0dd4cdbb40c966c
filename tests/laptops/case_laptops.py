"""The laptops of `cases/laptops.toml` as hosts: each was once judged wrongly, and stands for a kind of fault.

The head of that file says what every laptop starts from; here that is done.
"""

import datetime as dt
import time
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from laptops import bare
from laptops.looking import given
from laptops.networks import DIRECT, INSPECTED, OFF_THE_MAP, WANTS_SIGN_IN, Answer
from laptops.recorded import ROOT, UAC
from laptops.recorded_network import CUT_OFF, NAMED, PROXY
from pyready.engine.app import Look
from pyready.engine.collect import Limits, collect
from pyready.model.attempts import ScriptAnswer, ScriptWanted, Tried, Vouched, Wanted
from pyready.model.facts import Taken
from pyready.model.host import Drive, Host, Machine, Reading, RegistryValue, Service, Space, Who
from pyready.model.host import Look as Seen
from pyready.probes import PROBES
from pyready.probes._control_readings import SRP
from pyready.probes.proxies import INTERNET
from pyready.recorded.files import RecordedFiles
from pyready.recorded.host import recorded_host
from pyready.recorded.registry import RecordedRegistry

PLACE = Path(__file__).parent / "cases"
CASES: Mapping[str, Mapping[str, Any]] = tomllib.loads((PLACE / "laptops.toml").read_text("utf-8"))
MACHINES = {
    "": Machine("Windows 11", 26200, "Enterprise", "x86_64", "client"),
    "win10": Machine("Windows 10", 19045, "Enterprise", "x86_64", "client"),
    "home": Machine("Windows 11", 26200, "Core", "x86_64", "client"),
    "pro": Machine("Windows 11", 26200, "Professional", "x86_64", "client"),
}
EXPIRED = Tried("stopped", "tls", "expired", issuers=("DigiCert Inc",))
GATEWAY_EXPIRED = msgspec.structs.replace(EXPIRED, issuers=("Gateway CA",))
NO_TRY = Tried("not-tried")


def _alike(tried: Tried) -> Answer:
    """The same stop for everybody."""
    return Answer(tried, NO_TRY, tried, None)


SAYS: Mapping[str, Answer] = {
    "direct": DIRECT,
    "inspected": INSPECTED,
    "off": OFF_THE_MAP,
    "signin": WANTS_SIGN_IN,
    "page": _alike(Tried("stopped", "http", "block-page", "a web page instead of an answer, status 403", 403)),
    "refused": _alike(Tried("stopped", "tcp", "refused")),
    "401": _alike(Tried("stopped", "http", "status", "status 401", 401)),
    "expired": Answer(EXPIRED, EXPIRED, EXPIRED, None),
    "not-yet": _alike(Tried("stopped", "tls", "not-yet-valid", issuers=("DigiCert Inc",))),
    "gateway-expired": Answer(GATEWAY_EXPIRED, GATEWAY_EXPIRED, GATEWAY_EXPIRED, None),
}
_PROXY_REFUSES = _alike(Tried("stopped", "proxy", "proxy-refused"))
_NO_SUCH_PROXY = _alike(Tried("stopped", "proxy", "proxy-name"))


class CaseNet:
    """What the servers of one laptop say, to who comes directly and to who comes through a proxy."""

    def __init__(self, told: Mapping[str, Any], taken: dt.datetime) -> None:
        self._told, self._taken = told, taken

    def attempt(self, wanted: Wanted) -> Tried:
        answer = self._answer(wanted, wanted.proxy)
        tried = {"mozilla": answer.mozilla, "system": answer.system}.get(wanted.roots)
        if wanted.roots == "python":
            tried = Vouched(**msgspec.structs.asdict(answer.own_list), anchor=ROOT if answer is INSPECTED else "")
        if tried is None:
            tried = Tried("stopped", "tls", "unknown-root", issuers=answer.system.issuers)
        return self._dated(tried, wanted.proxy)

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        proxy = PROXY if self._told.get("python") else ""
        return self._dated(self._answer(wanted, proxy).requests, proxy)

    def environment_proxy(self, url: str) -> str:
        del url
        return ""

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        del wanted
        return NAMED if self._told.get("script") else ScriptAnswer("missing")

    def _answer(self, wanted: Wanted, proxy: str) -> Answer:
        by_name = self._told.get("host", {}).get(urlsplit(wanted.url).hostname or "")
        says = SAYS[by_name or self._told.get("id", {}).get(wanted.endpoint) or self._told.get("default", "direct")]
        if self._told.get("proxy"):
            return says if proxy == PROXY else _NO_SUCH_PROXY if proxy else CUT_OFF
        return _PROXY_REFUSES if proxy and "through_any_proxy" in self._told else says

    def _dated(self, tried: Tried, proxy: str) -> Tried:
        date = f"{self._taken:%a, %d %b %Y %H:%M:%S} GMT" if tried.outcome == "reached" else ""
        return msgspec.structs.replace(tried, proxy=proxy, date=date)


class CaseLaptop:
    """One laptop of the file."""

    def __init__(self, name: str) -> None:
        self.told = CASES[name]
        self.user = self.told.get("user", "jane.smith")
        self.home = f"C:\\Users\\{self.user}"
        self.taken = self.told.get("taken", dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC))

    def look(self) -> Look:
        """One look at it by every probe."""
        facts = given("windows", offline=False).with_entry(Taken, Taken(self.taken))
        result = collect(self.host(), PROBES, facts, Limits(time.monotonic(), 15.0, 15.0))
        return Look(result.facts, result.journal.finished(), {})

    def host(self) -> Host:
        """The machine with its network."""
        local = f"{self.home}\\AppData\\Local"
        variables = bare.WINDOWS_ENVIRONMENT | {
            "USERNAME": self.user,
            "USERPROFILE": self.home,
            "LOCALAPPDATA": local,
            "APPDATA": f"{self.home}\\AppData\\Roaming",
            "TEMP": f"{local}\\Temp",
            "PATH": f"C:\\Windows\\System32;C:\\Windows;{local}\\Microsoft\\WindowsApps",
        }
        variables |= {name: self._spelt(value) for name, value in self.told.get("var", {}).items()}
        drives = {self._spelt(top): Drive(kind) for top, kind in self.told.get("drives", {}).items()}
        files = RecordedFiles(
            self._files(local),
            self._links(local),
            drives=drives,
            space=Space(self.told.get("free", 50_000_000_000)),
            protected=[*map(self._spelt, self.told.get("protected", ())), "C:\\ProgramData\\pyready"],
        )
        net = CaseNet(self.told.get("net", {}), self.taken)
        return recorded_host("windows", variables, files, RecordedRegistry(self.registry()), self._system(), net)

    def _spelt(self, text: str) -> str:
        places = {"{HOME}": self.home, "{LOCAL}": f"{self.home}\\AppData\\Local"}
        places |= {"{ROAM}": f"{self.home}\\AppData\\Roaming", "{PF}": "C:\\Program Files", "{PD}": "C:\\ProgramData"}
        for name, place in places.items():
            text = text.replace(name, place)
        return text

    def _system(self) -> Any:
        services = {"AppIDSvc": "running"} | self.told.get("services", {})
        return bare.all_readable(
            who=Who(self.user, "TRUST-L0042", ("XYZTRUST",), full_name="Jane Smith", home=self.home),
            machine=MACHINES[self.told.get("machine", "")],
            services={name: Service(state, "auto") for name, state in services.items()},
            code_integrity=Reading("set", self.told.get("ci", 1), "code integrity"),
            python=Reading("missing", f"{self.home}\\Downloads\\pyready\\pyready.exe"),
        )

    def _links(self, local: str) -> dict[str, Seen]:
        apps = f"{local}\\Microsoft\\WindowsApps"
        stub = {"python.exe": "Microsoft.DesktopAppInstaller_8wekyb3d8bbwe"}
        manager = dict.fromkeys(
            ("py.exe", "pymanager.exe", "pyw.exe"), "PythonSoftwareFoundation.PythonManager_qbz5n2kfra8p0"
        )
        names = stub | (manager if self.told.get("manager") else {})
        return {f"{apps}\\{name}": Seen("app-link", f"{apps}\\{name}", 0, family) for name, family in names.items()}

    def _files(self, local: str) -> dict[str, str | bytes]:
        made: dict[str, str | bytes] = {
            f"{self.home}\\Documents\\a.txt": "",
            f"{self.home}\\Downloads\\a.txt": "",
            f"{self.home}\\AppData\\Roaming\\a.txt": "",
            f"{local}\\Temp\\a.tmp": "",
            f"{local}\\Packages\\Microsoft.WindowsStore_8wekyb3d8bbwe\\x": "",
            f"{local}\\Microsoft\\WindowsApps\\winget.exe": b"",
            "C:\\Windows\\System32\\cmd.exe": b"MZ",
        }
        if self.told.get("catalogue"):
            made[f"{local}\\Packages\\Microsoft.CompanyPortal_8wekyb3d8bbwe\\x"] = ""
        if "profile" in self.told:
            made["C:\\ProgramData\\pyready\\site.toml"] = self.told["profile"]
        for folder, minor, pip in self._trees():
            made |= bare.installed_windows(self._spelt(folder), pip, minor)
        for folder, minor, pip, names in self.told.get("conda", ()):
            made |= _conda(self._spelt(folder), minor, pip, names)
        return made | {self._spelt(path): _content(text) for path, text in self.told.get("files", {}).items()}

    def _trees(self) -> list[list[str]]:
        whose = self.told.get("python")
        folder = {"all": "{PF}\\Python313", "me": "{LOCAL}\\Programs\\Python\\Python313"}.get(whose, "")
        return [*([[folder, "313", "26.2"]] if whose else []), *self.told.get("tree", ())]

    def registry(self) -> dict[str, dict[str, RegistryValue]]:
        """What the registry holds, by key."""
        keys: dict[str, dict[str, RegistryValue]] = {
            UAC: {"EnableLUA": 1, "ConsentPromptBehaviorUser": 3},
            f"HKCU\\{INTERNET}": {"ProxyEnable": 0},
        }
        registered = list(self.told.get("pep514", ()))
        if self.told.get("python"):
            hive = "HKLM" if self.told["python"] == "all" else "HKCU"
            registered.append([hive, "PythonCore", "3.13", self._trees()[0][0], "3.13.9", "64bit", "python.exe"])
        for entry in registered:
            keys |= self._registered(entry)
        for key, values in self.told.get("reg", {}).items():
            held = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
            keys[key] = keys.get(key, {}) | held
        return keys | (policy(self.told["policy"]) if "policy" in self.told else {})

    def _registered(self, entry: list[str]) -> dict[str, dict[str, RegistryValue]]:
        hive, company, tag, folder, version, width, program = entry
        top, place = f"{hive}\\Software\\Python\\{company}\\{tag}", self._spelt(folder)
        minor = ".".join(version.split(".")[:2])
        return {
            top: {"Version": version, "SysVersion": minor, "SysArchitecture": width},
            f"{top}\\InstallPath": {"": f"{place}\\", "ExecutablePath": f"{place}\\{program}"},
        }


def _content(text: str) -> str | bytes:
    return (PLACE / "settings" / text[1:]).read_bytes() if text.startswith("@") else text


def _conda(folder: str, minor: str, pip: str, names: list[str]) -> dict[str, str | bytes]:
    parts = {f"{folder}\\conda-meta\\{name}.json": "{}" for name in names}
    programs = {f"{folder}\\_conda.exe": "MZ", f"{folder}\\Scripts\\conda.exe": "MZ"}
    return {**bare.installed_windows(folder, pip, minor), f"{folder}\\conda-meta\\history": "", **parts, **programs}


def policy(name: str) -> dict[str, dict[str, RegistryValue]]:
    """The rules of one file as group policy writes them: each as a value below its collection."""
    keys: dict[str, dict[str, RegistryValue]] = {}
    for collection in ET.parse(PLACE / "policies" / f"{name}.xml").getroot():
        top = f"{SRP}\\{collection.attrib['Type'].capitalize()}"
        keys[top] = {"EnforcementMode": 1 if collection.attrib["EnforcementMode"] == "Enabled" else 0}
        for rule in collection:
            keys[f"{top}\\{{{rule.attrib['Id']}}}"] = {"Value": ET.tostring(rule, "unicode").strip()}
    return keys
