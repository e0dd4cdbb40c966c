"""The recorded laptops: whole machines and their networks, built by code, each looked at by every probe.

`tasks.py renew` writes each as a report to share into `examples/`; `test_recorded.py` is the table that says
what the right answer is. No person, trust or server here exists.
"""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from laptops import bare
from laptops.bare import HOME, LOCAL, installed_windows, linux
from laptops.looking import TAKEN, given
from laptops.networks import BY_LOCAL_PROXY, CLOSED, DIRECT, INSPECTED, LOCAL_PROXY, TUNNEL, WANTS_SIGN_IN
from laptops.recorded_network import NAMED, OPEN, PROXY, ROOT, RecordedNet, always, behind_proxy
from policy.applocker.policies import (
    ADMINISTRATORS,
    ALL_SIGNED,
    DEFAULT,
    EVERYONE,
    PSF,
    WARD,
    path,
    publisher,
    rules,
    text,
)
from pyready.engine.app import Look, report
from pyready.engine.collect import Limits, collect
from pyready.model.attempts import ScriptAnswer, ScriptChoice
from pyready.model.facts import Taken
from pyready.model.host import (
    Adapter,
    Drive,
    Groups,
    Host,
    InternetSettings,
    Machine,
    Reading,
    Service,
    Session,
    Token,
    Who,
)
from pyready.model.probe import Probe
from pyready.model.record import Record
from pyready.probes import PROBES
from pyready.probes.installers import MSI, PACKAGES, STORE
from pyready.probes.management import SHARED, SHELL
from pyready.probes.other_proxies import EDGE
from pyready.probes.proxies import INTERNET, POLICY, USER_CONNECTIONS
from pyready.probes.storage import SHELL_FOLDERS

PYTHON_FOR_ALL = "C:\\Program Files\\Python313"
INSTALLED_BY_IT = {
    r"HKLM\Software\Python\PythonCore\3.13": {"Version": "3.13.9", "SysVersion": "3.13"},
    r"HKLM\Software\Python\PythonCore\3.13\InstallPath": {"": PYTHON_FOR_ALL + "\\"},
}
TRUSTED = r"HKLM\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates"
UAC = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
PORTAL = f"{LOCAL}\\Packages\\Microsoft.CompanyPortal_8wekyb3d8bbwe\\x"
SITE_FILE = "C:\\ProgramData\\pyready\\site.toml"
OWN_SERVERS = b"""
[organisation]
name = "Example Trust"
[catalogue]
name = "Company Portal"
offers_python = "3.14"
[network]
proxy = "http://proxy.trust.example:8080"
[index]
url = "https://index.example/simple/"
[[endpoint]]
id = "index"
url = "https://index.example/simple/pip/"
for = ["pip", "uv"]
[[endpoint]]
id = "index-files"
url = "https://files.example/six.whl"
for = ["pip", "uv"]
"""
_RUNNING = {"AppIDSvc": Service("running", "auto")}
_FILES: dict[str, str | bytes] = {
    f"{HOME}\\Downloads\\a.txt": "",
    f"{LOCAL}\\Temp\\a.tmp": "",
    f"{HOME}\\AppData\\Roaming\\a.txt": "",
    f"{LOCAL}\\Packages\\Microsoft.WindowsStore_8wekyb3d8bbwe\\x": "",
    f"{LOCAL}\\Microsoft\\WindowsApps\\winget.exe": b"",
}
_REGISTRY: dict[str, dict[str, Any]] = {
    UAC: {"EnableLUA": 1, "ConsentPromptBehaviorUser": 3},
    f"HKCU\\{INTERNET}": {"ProxyEnable": 0},
}

Registry = Mapping[str, Mapping[str, Any]]


class Laptop(NamedTuple):
    """A machine with its network. `name` is that of its file in `examples/`."""

    name: str
    host: Host
    offline: bool = False


def managed(registry: Registry | None = None, net: Any = OPEN, **more: Any) -> Host:
    """A Windows 11 laptop of a standard user, managed by Intune, on which every policy can be read."""
    files = _FILES | dict(more.pop("files", {}))
    if more.pop("with_python", False):
        files |= installed_windows(PYTHON_FOR_ALL)
        registry = INSTALLED_BY_IT | dict(registry or {})
    variables = {"TEMP": f"{LOCAL}\\Temp"} | more.pop("variables", {})
    system = more.pop("system", None) or bare.all_readable(**more.pop("changes", {}))
    keys = _REGISTRY | dict(registry or {})
    return bare.windows(variables, files, keys, system=system, net=net, **more)


def of_kind(name: str, build: int, edition: str = "Enterprise", product: str = "client") -> Machine:
    """Another Windows on the same hardware."""
    return Machine(name, build, edition, "x86_64", product)


def session(**changes: bool) -> Reading[Session]:
    """A session at the desk, with a profile that stays, but for these."""
    usual = {"remote": False, "temporary": False, "roaming": False, "mandatory": False}
    return Reading("set", Session(**(usual | changes)), "session")


def open_laptop() -> Host:
    """Nothing is locked; Company Portal is there, and what it offers cannot be seen."""
    return managed(files={PORTAL: ""})


def static_proxy() -> Host:
    """IT set one proxy for the whole computer; pip looks in the person's own settings only."""
    of_machine = {"ProxyEnable": 1, "ProxyServer": PROXY}
    keys = {f"HKLM\\{INTERNET}": of_machine, POLICY: {"ProxySettingsPerUser": 0}}
    return managed(keys, behind_proxy(DIRECT), with_python=True)


def pac_and_inspection() -> Host:
    """Only a script leads out; the network inspects what goes through."""
    keys = {f"HKCU\\{INTERNET}": {"AutoConfigURL": "http://pac.trust.example/trust.pac"}}
    return managed(keys, behind_proxy(INSPECTED, script=NAMED), with_python=True)


def inspected_by_tunnel() -> Host:
    """No proxy: a security client inspects on the way, with an old authority. No Store, packages from elsewhere may."""
    keys = {STORE: {"RemoveWindowsStore": 1}, f"{TRUSTED}\\{ROOT}": {}}
    services = {"AppIDSvc": Service("stopped", "manual"), "ZSAService": Service("running", "auto")}
    return managed(keys, RecordedNet(always(TUNNEL)), changes={"services": services}, files={PORTAL: ""})


def proxy_of_security_client() -> Host:
    """The script names a proxy on this computer itself. A fresh laptop: few public roots were needed yet."""
    keys = {f"HKCU\\{INTERNET}": {"AutoConfigURL": "http://127.0.0.1:9000/localproxy.pac"}}
    services = {"AppIDSvc": Service("stopped", "manual"), "ZSAService": Service("running", "auto")}
    net = behind_proxy(BY_LOCAL_PROXY, script=ScriptAnswer("set", (ScriptChoice("http", LOCAL_PROXY),)))
    return managed(keys, net, changes={"services": services}, with_python=True)


def pac_and_variable() -> Host:
    """The same, in a window in which HTTPS_PROXY was set to the proxy that the script names."""
    keys = {f"HKCU\\{INTERNET}": {"AutoConfigURL": "http://pac.trust.example/trust.pac"}}
    net = behind_proxy(INSPECTED, PROXY, PROXY, NAMED)
    return managed(keys, net, with_python=True, variables={"HTTPS_PROXY": f"http://{PROXY}"})


def browser_proxy_only() -> Host:
    """A policy tells Edge of the proxy, and nobody else; nothing gets out directly."""
    told = {"ProxySettings": '{"ProxyMode": "fixed_servers", "ProxyServer": "proxy.trust.example:8080"}'}
    return managed({f"HKLM\\{EDGE}": told}, behind_proxy(DIRECT), with_python=True)


def script_of_vpn() -> Host:
    """On Windows' own VPN, which has a script of its own; the network at home has no proxy."""
    home, vpn = connection(0x1), connection(0x5, "http://pac.trust.example/vpn.pac")
    keys = {USER_CONNECTIONS: {"DefaultConnectionSettings": home, "Example Trust VPN": vpn}}
    active = Reading("set", InternetSettings(script="http://pac.trust.example/vpn.pac"), "internet settings")
    place = connected(("domain", "private"), Adapter(71, hardware=True), Adapter(23, hardware=False))
    net = behind_proxy(DIRECT, script=NAMED)
    return managed(keys, net, with_python=True, changes={"internet": active} | place)


def vpn_laptop_at_home() -> Host:
    """The same laptop at home, off the VPN: the connection in use has no script and no proxy."""
    home, vpn = connection(0x1), connection(0x5, "http://pac.trust.example/vpn.pac")
    keys = {USER_CONNECTIONS: {"DefaultConnectionSettings": home, "Example Trust VPN": vpn}}
    active = Reading("set", InternetSettings(), "internet settings")
    place = connected(("private",), Adapter(71, hardware=True))
    return managed(keys, OPEN, with_python=True, changes={"internet": active} | place)


def connected(kinds: tuple[str, ...], *adapters: Adapter) -> dict[str, Reading[Any]]:
    """What Windows says of the connection, other than usual."""
    return {
        "kinds": Reading("set", kinds, "kinds of network"),
        "adapters": Reading("set", adapters, "network adapters"),
    }


def connection(flags: int, script: str = "") -> bytes:
    """The settings of a connection as Windows holds them, without a fixed proxy."""
    numbers = (0x46, 1, flags, 0, 0, len(script))
    return b"".join(each.to_bytes(4, "little") for each in numbers) + script.encode("ascii")


def sign_in_proxy() -> Host:
    """The proxy wants a sign-in for every connection. The browser gives one, Python cannot."""
    keys = {f"HKCU\\{INTERNET}": {"ProxyEnable": 1, "ProxyServer": PROXY}}
    return managed(keys, behind_proxy(WANTS_SIGN_IN, PROXY), with_python=True)


def file_host_closed() -> Host:
    """The index can be read, its files cannot be fetched."""
    return managed(net=RecordedNet(always(DIRECT, index_files=CLOSED)), with_python=True)


def own_mirror() -> Host:
    """A mirror inside in place of the public index, and a catalogue that offers Python: the site profile says so."""
    files = {SITE_FILE: OWN_SERVERS, PORTAL: "", "C:\\ProgramData\\pip\\pip.ini": _PIP}
    keys = {f"HKCU\\{INTERNET}": {"ProxyEnable": 1, "ProxyServer": PROXY}}
    net = behind_proxy(CLOSED, PROXY, index=DIRECT, index_files=DIRECT)
    return managed(keys, net, files=files, protected=[SITE_FILE])


_PIP = "[global]\nindex-url = https://index.example/simple/\n"


def stock_applocker() -> Host:
    """AppLocker with the rules that Windows suggests, for every kind of file but libraries, and the service runs."""
    kinds = ("Exe", "Script", "Msi")
    stock = {key: value for kind in kinds for key, value in rules(kind, *DEFAULT).items()}
    return managed(stock | rules("Appx", ALL_SIGNED))


def app_control_enforced() -> Host:
    """App Control judges programs and libraries; IT delivered Python, without packages."""
    enforced = {"code_integrity": Reading("set", 5, "code integrity")}
    return managed(changes=enforced, with_python=True)


def app_control_no_python() -> Host:
    """The same without a Python, with a catalogue."""
    return managed(changes={"code_integrity": Reading("set", 5, "code integrity")}, files={PORTAL: ""})


def app_control_watches() -> Host:
    """App Control is switched on to watch only."""
    return managed(changes={"code_integrity": Reading("set", 0xD, "code integrity")})


def store_and_msix_blocked() -> Host:
    """No Store, and no packaged app from elsewhere for a standard user."""
    return managed({STORE: {"RemoveWindowsStore": 1}, PACKAGES: {"BlockNonAdminUserInstall": 1}})


def windows_installer_blocked() -> Host:
    """Windows Installer refuses, packaged apps come from the Store only, no prompt ever appears; IT has its own way."""
    keys = {
        MSI: {"DisableMSI": 1},
        PACKAGES: {"BlockNonAdminUserInstall": 1},
        UAC: {"EnableLUA": 1, "ConsentPromptBehaviorUser": 0},
    }
    return managed(keys, files={"C:\\Program Files\\Microsoft EPM Agent\\x": ""})


def virtual_desktop() -> Host:
    """Citrix on a server, made anew each day; the profile is copied at sign-in and its local copy deleted."""
    keys = {
        r"HKLM\SOFTWARE\Citrix\VirtualDesktopAgent": {},
        r"HKLM\SOFTWARE\Policies\Microsoft\Windows\System": {"DeleteRoamingCache": 1},
    }
    server = of_kind("Windows Server 2022", 20348, "Datacenter", "server")
    changes = {"machine": server, "session": session(remote=True, roaming=True)}
    return managed(keys, changes=changes, variables={"SESSIONNAME": "ICA-TCP#7"})


def odd_home() -> Host:
    """An apostrophe and spaces in the profile folder, Documents in OneDrive, the roaming part on the network."""
    home, drive = "C:\\Users\\Ann O'Neil Smith", "C:\\Users\\Ann O'Neil Smith\\OneDrive - Example Trust"
    local, share = f"{home}\\AppData\\Local", "\\\\fs01.trust.example\\home$\\Ann O'Neil Smith"
    variables = {
        "USERNAME": "Ann O'Neil Smith",
        "USERPROFILE": home,
        "LOCALAPPDATA": local,
        "APPDATA": f"{share}\\AppData\\Roaming",
        "TEMP": f"{local}\\Temp",
        "HOMEDRIVE": "H:",
        "HOMESHARE": share,
        "OneDrive": drive,
        "OneDriveCommercial": drive,
        "PATH": f"C:\\Windows\\System32;C:\\Windows;{local}\\Microsoft\\WindowsApps",
    }
    files: dict[str, str | bytes] = {
        f"{drive}\\Documents\\a.txt": "",
        f"{share}\\AppData\\Roaming\\a.txt": "",
        f"{local}\\Packages\\Microsoft.WindowsStore_8wekyb3d8bbwe\\x": "",
        f"{local}\\Temp\\a.tmp": "",
        f"{home}\\Downloads\\a.txt": "",
    }
    who = Who("Ann O'Neil Smith", "TRUST-L0042", ("XYZTRUST",), full_name="Ann O'Neil Smith", home=home)
    return managed(
        {SHELL_FOLDERS: {"Personal": f"{drive}\\Documents"}},
        variables=variables,
        files=files,
        changes={"who": who},
        drives={"\\\\fs01.trust.example\\home$": Drive("network"), "C:\\": Drive("local")},
    )


def old_anaconda() -> Host:
    """Anaconda of 2020 with its paid channels, for everybody; its Python is no longer supported."""
    root = "C:\\ProgramData\\Anaconda3"
    packages = ("anaconda-2020.11-py38_0", "conda-4.9.2-py38haa95532_0", "python-3.8.5-h5fd99cc_1")
    files: dict[str, str | bytes] = {f"{root}\\conda-meta\\{each}.json": "" for each in packages}
    files |= {f"{root}\\conda-meta\\history": "", f"{root}\\_conda.exe": b"MZ", f"{root}\\Uninstall-Anaconda3.exe": b""}
    key = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Anaconda3 2020.11 (Python 3.8.5 64-bit)"
    core = r"HKLM\Software\Python\ContinuumAnalytics\Anaconda38-64"
    keys = {
        key: {"DisplayVersion": "2020.11", "UninstallString": f'"{root}\\Uninstall-Anaconda3.exe"'},
        core: {"Version": "Anaconda3 2020.11", "SysVersion": "3.8"},
        f"{core}\\InstallPath": {"": root},
    }
    return managed(keys, files=installed_windows(root, pip="20.2.4", minor="38") | files)


def store_stub_only() -> Host:
    """Windows 10: typing python opens the Store, and there is no Python."""
    return managed(changes={"machine": of_kind("Windows 10", 19045)})


def everything_blocked() -> Host:
    """AppLocker for programs and none for packaged apps, no Store, no installer, and a proxy that lets nothing by."""
    keys = {
        f"HKCU\\{INTERNET}": {"ProxyEnable": 1, "ProxyServer": PROXY},
        MSI: {"DisableMSI": 2},
        STORE: {"RemoveWindowsStore": 1},
        PACKAGES: {"BlockNonAdminUserInstall": 1},
    }
    return managed(keys | rules("Exe", *DEFAULT), behind_proxy(CLOSED, PROXY))


def everything_denied() -> Host:
    """Nothing may be read: no policy, no folder of programs, no service, no access token; the network is open."""
    unread: Reading[Any] = Reading("denied", source="Windows")
    asked = ("groups", "session", "code_integrity", "adapters", "kinds")
    system = bare.windows_system(token=Token(), **dict.fromkeys(asked, unread))
    return managed(
        system=system,
        denied_keys=["HKLM\\SOFTWARE", "HKCU\\SOFTWARE"],
        denied_files=["C:\\Program Files", "C:\\Program Files (x86)", "C:\\ProgramData", "C:\\Windows", LOCAL],
        looks={},
    )


def offline() -> Host:
    """An ordinary laptop with a Python, and pyready was told to contact nobody."""
    return managed(with_python=True)


def linux_server() -> Host:
    """Debian's Python without its parts for environments, and nobody who could add them."""
    return linux(files={"/tmp/x": ""}, net=OPEN, parts=("EXTERNALLY-MANAGED",))


def managed_installer_stubs() -> Host:
    """What Intune's managed installer leaves: AppLocker only watches, with one rule that denies nothing real."""
    stub = text("Deny", publisher("O=EXAMPLE", "BENIGN", "BENIGN"))
    return managed(rules("Exe", stub, mode=0) | rules("Dll", stub, mode=0))


def mode_missing() -> Host:
    """AppLocker has rules for programs without a mode, and none for packaged apps."""
    return managed(rules("Exe", *DEFAULT, mode=None))


def service_stopped() -> Host:
    """AppLocker's rules stand there, and the service that enforces them is not running."""
    stopped = {"services": {"AppIDSvc": Service("stopped", "manual")}}
    return managed(rules("Exe", *DEFAULT) | rules("Appx", ALL_SIGNED), changes=stopped)


def filtered_administrator() -> Host:
    """An administrator who is not elevated; a rule denies a group of theirs the signed Python wherever it is."""
    elsewhere = text("Allow", path("%OSDRIVE%\\*"), EVERYONE, path("%OSDRIVE%\\Users\\*"), 1)
    all_for_administrators = text("Allow", path("*"), ADMINISTRATORS, number=2)
    denied = text("Deny", publisher(PSF), WARD, number=3)
    groups = Groups("S-1-5-21-1-2-3-1001", (EVERYONE, "S-1-5-11", WARD), (ADMINISTRATORS,))
    token = Token(elevated=False, administrator=True, elevation_type="limited")
    changes = {"groups": Reading("set", groups, "access token"), "token": token}
    keys = rules("Exe", elsewhere, all_for_administrators, denied) | rules("Appx", ALL_SIGNED)
    return managed(keys, changes=changes, with_python=True)


def default_deny_agent() -> Host:
    """No policy of Windows; another maker's program lets run only what IT approved. R's own conda is here."""
    agent = {"services": {"AppIDSvc": Service("stopped", "manual"), "Parity": Service("running", "auto")}}
    root = f"{LOCAL}\\r-miniconda"
    packages = ("conda-24.1.2-py311haa95532_0", "python-3.11.7-he1021f5_0")
    files: dict[str, str | bytes] = {f"{root}\\conda-meta\\{each}.json": "" for each in packages}
    return managed(changes=agent, files=files | {f"{root}\\conda-meta\\history": "", f"{root}\\_conda.exe": b"MZ"})


def ward_cart() -> Host:
    """A computer on wheels: one sign-in for the ward, a card reader, a launcher in place of the desktop, LTSC."""
    keys = {f"{SHARED}\\NodeValues": {"01": 1}, SHELL: {"Shell": "C:\\Ward\\launcher.exe"}}
    ltsc = of_kind("Windows 10", 19044, "EnterpriseS")
    files = {"C:\\Program Files (x86)\\Imprivata\\OneSign Agent\\x": ""}
    return managed(keys, changes={"machine": ltsc}, files=files)


_BUILDERS: tuple[Callable[[], Host], ...] = (
    open_laptop,
    static_proxy,
    pac_and_inspection,
    pac_and_variable,
    inspected_by_tunnel,
    proxy_of_security_client,
    browser_proxy_only,
    script_of_vpn,
    vpn_laptop_at_home,
    sign_in_proxy,
    file_host_closed,
    own_mirror,
    stock_applocker,
    app_control_enforced,
    app_control_no_python,
    app_control_watches,
    store_and_msix_blocked,
    windows_installer_blocked,
    virtual_desktop,
    odd_home,
    old_anaconda,
    store_stub_only,
    everything_blocked,
    everything_denied,
    offline,
    linux_server,
    managed_installer_stubs,
    mode_missing,
    service_stopped,
    filtered_administrator,
    default_deny_agent,
    ward_cart,
)
NAMES = tuple(each.__name__.replace("_", "-") for each in _BUILDERS)


def laptop(name: str) -> Laptop:
    """The recorded laptop of that name."""
    built = dict(zip(NAMES, _BUILDERS, strict=True))[name]
    return Laptop(name, built(), offline=name == "offline")


def look(
    name: str,
    probes: tuple[Probe[Any], ...] = PROBES,
    *,
    change: Callable[[Host], Host] = lambda host: host,
    at: dt.datetime = TAKEN,
) -> Look:
    """One look at it by these probes; how long anything took is left out, so that equal looks are equal."""
    each = laptop(name)
    facts = given(each.host.platform, offline=each.offline).with_entry(Taken, Taken(at))
    result = collect(change(each.host), probes, facts, Limits(time.monotonic(), 15.0, 15.0))
    return Look(result.facts, result.journal.finished(), {})


seen = cache(look)
"""The same, looked at once."""


@cache
def record_of(name: str, *, private: bool) -> Record:
    """Its report, made once."""
    return report(seen(name), private=private)
