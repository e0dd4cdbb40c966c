"""Who runs pyready, with which rights, on which machine: Linux and macOS."""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.system needs Linux or macOS")

import grp
import os
import platform
import pwd
import socket

from pyready.model.host import Adapter, Groups, InternetSettings, Machine, Reading, Service, Session, Token, Who
from pyready.model.safe_text import clean

ADMIN_GROUPS = {"sudo", "wheel", "admin"}
"""Groups whose members may become root on Debian, Red Hat and macOS."""


class PosixSystem:
    """Asks the account database and the kernel; starts nothing."""

    def who(self) -> Reading[Who]:
        """The account behind the running process."""
        computer = clean(socket.gethostname())[0]
        short, _, domain = computer.partition(".")
        try:
            entry = pwd.getpwuid(os.geteuid())
        except KeyError:
            return Reading("malformed", Who(str(os.geteuid()), short), "account database")
        full_name = clean(entry.pw_gecos.split(",")[0])[0]
        who = Who(entry.pw_name, short, (domain,) if domain else (), full_name=full_name, home=clean(entry.pw_dir)[0])
        return Reading("set", who, "account database")

    def token(self) -> Reading[Token]:
        """Root, or in a group whose members may become root. No password is asked for."""
        elevated = os.geteuid() == 0
        names = {_group_name(gid) for gid in {os.getegid(), *os.getgroups()}}
        return Reading("set", Token(elevated, elevated or bool(names & ADMIN_GROUPS)), "process and groups")

    def machine(self) -> Reading[Machine]:
        """The system's name and its processor."""
        release = _release()
        machine = Machine(
            name=release.get("PRETTY_NAME", platform.system()),
            architecture=platform.machine(),
        )
        return Reading("set", machine, "os-release and kernel")

    def interpreter(self) -> Reading[str]:
        """The Python that runs pyready, links resolved; `missing` in the frozen program."""
        if getattr(sys, "frozen", False):
            return Reading("missing", source="this program")
        base = getattr(sys, "_base_executable", "") or sys.executable
        return Reading("set", clean(os.path.realpath(base))[0], "this program")

    def groups(self) -> Reading[Groups]:
        """Windows only: SIDs."""
        return Reading("missing", source="access token")

    def session(self) -> Reading[Session]:
        """Windows only: kinds of profile."""
        return Reading("missing", source="session")

    def service(self, name: str) -> Reading[Service]:
        """Windows only."""
        return Reading("missing", source=f"service {name}")

    def code_integrity(self) -> Reading[int]:
        """Windows only."""
        return Reading("missing", source="code integrity")

    def internet_settings(self) -> Reading[InternetSettings]:
        """On macOS the fixed proxies in force now, as CPython asks for them; a script is not among them."""
        return network_settings()

    def script_lockdown(self) -> Reading[int]:
        """Windows only."""
        return Reading("missing", source="script lockdown")

    def adapters(self) -> Reading[tuple[Adapter, ...]]:
        """Windows only: Linux tells of them by files, and macOS is not asked yet."""
        return Reading("missing", source="network adapters")

    def network_kinds(self) -> Reading[tuple[str, ...]]:
        """Windows only."""
        return Reading("missing", source="kinds of network")


def network_settings() -> Reading[InternetSettings]:
    """CPython's own module for `urllib` (Modules/_scproxy.c); only macOS has it."""
    source = "internet settings"
    try:
        import _scproxy  # type: ignore[import-not-found]
    except ImportError:
        return Reading("missing", source=source)
    try:
        proxies, rules = _scproxy._get_proxies(), _scproxy._get_proxy_settings()  # noqa: SLF001 - it has no other
    except OSError:
        return Reading("malformed", source=source)
    server = ";".join(f"{kind}={address}" for kind, address in sorted((proxies or {}).items()))
    ignored = [str(each) for each in (rules or {}).get("exceptions", ()) if each]
    return Reading("set", InternetSettings(server=clean(server)[0], bypass=clean(";".join(ignored))[0]), source)


def _group_name(gid: int) -> str:
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def _release() -> dict[str, str]:
    if sys.platform == "darwin":  # pragma: no cover - macOS only
        return {"PRETTY_NAME": f"macOS {platform.mac_ver()[0]}"}
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
