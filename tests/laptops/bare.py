"""Named machines, as the text their hosts are made of. Tests start from one and change what they are about."""

from collections.abc import Mapping
from typing import Any

from pyready.model.host import (
    Adapter,
    Drive,
    Groups,
    Host,
    Look,
    Machine,
    Platform,
    Reading,
    RegistryValue,
    Service,
    Session,
    Space,
    Token,
    Who,
)
from pyready.recorded.files import RecordedFiles
from pyready.recorded.host import RecordedSystem, recorded_host
from pyready.recorded.registry import RecordedRegistry

HOME = "C:\\Users\\jane.smith"
LOCAL = HOME + "\\AppData\\Local"
STUB = LOCAL + "\\Microsoft\\WindowsApps\\python.exe"
WINDOWS_ENVIRONMENT = {
    "USERNAME": "jane.smith",
    "USERPROFILE": HOME,
    "LOCALAPPDATA": LOCAL,
    "APPDATA": HOME + "\\AppData\\Roaming",
    "TEMP": LOCAL + "\\Temp",
    "ProgramFiles": "C:\\Program Files",
    "ProgramFiles(x86)": "C:\\Program Files (x86)",
    "ProgramData": "C:\\ProgramData",
    "SystemRoot": "C:\\Windows",
    "SystemDrive": "C:",
    "COMPUTERNAME": "TRUST-L0042",
    "USERDOMAIN": "XYZTRUST",
    "USERDNSDOMAIN": "xyz.trust.example",
    "PATH": f"C:\\Windows\\System32;C:\\Windows;{LOCAL}\\Microsoft\\WindowsApps",
}
POSIX_ENVIRONMENT = {"HOME": "/home/jsmith", "PATH": "/usr/local/bin:/usr/bin:/bin"}


def windows(
    variables: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] | None = None,
    registry: Mapping[str, Mapping[str, RegistryValue]] | None = None,
    **more: Any,
) -> Host:
    """A managed Windows 11 laptop of a standard user, with the Store's placeholder and no Python."""
    tree: dict[str, str | bytes] = {
        f"{HOME}\\Documents\\a.txt": "",
        f"{LOCAL}\\Temp\\a.tmp": "",
        f"{HOME}\\AppData\\Roaming\\a.txt": "",
        "C:\\Windows\\System32\\cmd.exe": b"MZ",
    }
    looks = {STUB: Look("app-link", STUB, 0, "Microsoft.DesktopAppInstaller_8wekyb3d8bbwe")}
    return recorded_host(
        "windows",
        WINDOWS_ENVIRONMENT | dict(variables or {}),
        RecordedFiles(
            tree | dict(files or {}),
            more.get("looks", looks),
            more.get("denied_files", ()),
            more.get("drives"),
            Space(50_000_000_000),
            more.get("protected", ()),
        ).with_programs(more.get("programs", {})),
        RecordedRegistry(registry or {}, more.get("denied_keys", ())),
        more.get("system") or windows_system(),
        more.get("net"),
    )


def windows_system(**changes: Any) -> RecordedSystem:
    """A standard user of a trust's domain."""
    who = Who("jane.smith", "TRUST-L0042", ("XYZTRUST",), full_name="Jane Smith", home=HOME)
    token = Token(elevated=False, administrator=False, elevation_type="default")
    machine = Machine("Windows 11", 26100, "Enterprise", "x86_64", "client")
    return RecordedSystem(
        Reading("set", changes.get("who", who)),
        Reading("set", changes.get("token", token), "access token"),
        Reading("set", changes.get("machine", machine)),
        changes.get("python", Reading("missing", "C:\\Users\\jane.smith\\Downloads\\pyready\\pyready.exe")),
        membership=changes.get("groups", Reading("missing")),
        services=changes.get("services"),
        integrity=changes.get("code_integrity", Reading("missing")),
        lockdown=changes.get("script_lockdown", Reading("missing", source="script lockdown")),
        place=changes.get("session", Reading("missing")),
        internet=changes.get("internet", Reading("missing")),
        adapters_up=changes.get("adapters", Reading("missing", source="network adapters")),
        kinds=changes.get("kinds", Reading("missing", source="kinds of network")),
    )


def all_readable(**changes: Any) -> RecordedSystem:
    """The same, on a laptop that lets everything be read and on which App Control judges no program."""
    groups = Groups("S-1-5-21-1-2-3-1001", ("S-1-1-0", "S-1-5-11"), ("S-1-5-32-544",))
    read = {
        "groups": Reading("set", groups, "access token"),
        "services": {"AppIDSvc": Service("running", "auto")},
        "code_integrity": Reading("set", 1, "code integrity"),
        "script_lockdown": Reading("set", 0, "script lockdown"),
        "adapters": Reading("set", (Adapter(71, hardware=True),), "network adapters"),
        "kinds": Reading("set", ("domain",), "kinds of network"),
        "session": Reading("set", Session(remote=False, temporary=False, roaming=False, mandatory=False), "session"),
    }
    return windows_system(**(read | changes))


def linux(
    variables: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] | None = None,
    platform: Platform = "linux",
    **more: Any,
) -> Host:
    """A Linux computer of an ordinary user with Debian's Python."""
    parts = more.get("parts", ("venv", "ensurepip", "EXTERNALLY-MANAGED"))
    tree = {"/home/jsmith/notes.txt": "", "/tmp/a": "", **installed("/usr", "3.13", parts)}
    who = Who("jsmith", "box", (), full_name="Jane Smith", home="/home/jsmith")
    return recorded_host(
        platform,
        POSIX_ENVIRONMENT | dict(variables or {}),
        RecordedFiles(
            tree | dict(files or {}),
            more.get("looks"),
            more.get("denied_files", ()),
            more.get("drives", {"/": Drive("local", may_run=True)}),
            Space(50_000_000_000),
            more.get("protected", ()),
        ),
        None,
        RecordedSystem(
            Reading("set", who),
            Reading("set", Token(elevated=False, administrator=False), "process and groups"),
            Reading("set", Machine("Debian GNU/Linux 12", architecture="x86_64")),
            more.get("python", Reading("set", "/usr/bin/python3.13")),
            internet=more.get("internet", Reading("missing", source="internet settings")),
        ),
        more.get("net"),
    )


def installed(prefix: str, minor: str, modules: tuple[str, ...] = ("venv", "ensurepip")) -> dict[str, str | bytes]:
    """The files that tell a Python on POSIX: the program and names in its standard library."""
    library = f"{prefix}/lib/python{minor}"
    names = {name: f"{library}/{name}" if name.isupper() else f"{library}/{name}/__init__.py" for name in modules}
    return {f"{prefix}/bin/python{minor}": b"\x7fELF", f"{library}/os.py": "", **dict.fromkeys(names.values(), "")}


def installed_windows(prefix: str, pip: str = "26.2", minor: str = "313") -> dict[str, str | bytes]:
    """The files that tell a Python on Windows."""
    return {
        f"{prefix}\\python.exe": b"MZ",
        f"{prefix}\\python{minor}.dll": b"MZ",
        f"{prefix}\\Lib\\os.py": "",
        f"{prefix}\\Lib\\venv\\__init__.py": "",
        f"{prefix}\\Lib\\ensurepip\\__init__.py": "",
        f"{prefix}\\Lib\\site-packages\\pip-{pip}.dist-info\\METADATA": "",
    }
