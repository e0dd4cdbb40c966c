"""The network interfaces that are up on Linux, by files below `/sys/class/net`; their names are not kept.

docs.kernel.org/ABI/testing/sysfs-class-net and sysfs-class-net-tun name the files; the numbers stand in the kernel's
include/uapi/linux/if.h, if_arp.h and if_tun.h (looked at on 2026-11-27).
"""

import re

import msgspec

from pyready.model.host import Files, Reading
from pyready.model.privacy_classes import Public

TOP = "/sys/class/net"
FILES = ("flags", "operstate", "type", "uevent", "tun_flags")
MOST = 64
"""A server of containers has hundreds of interfaces: more than these say nothing about the place."""
_IFF_UP = 0x1
_UP = {"up", "unknown"}  # tunnels and PPP know no better
_LOOPBACK, _PPP = "772", "512"
_IFF_TUN = 0x1
_MEDIA = {"wlan": "wireless", "wwan": "mobile", "": "wired"}


class Interface(msgspec.Struct, frozen=True):
    """One that is up. `vpn` is what makes it a VPN: `wireguard`, `ppp`, `tun` or empty."""

    vpn: Public = ""
    media: Public = ""
    """`wired`, `wireless` or `mobile`; empty for software and where it is not told."""


def interfaces(files: Files) -> Reading[tuple[Interface, ...]]:
    """Every one that is up, but loopback."""
    names = files.folder(TOP)
    if names.value is None or not names.is_set:
        return Reading("missing" if names.state == "not-set" else names.state, source=TOP)
    if len(names.value) > MOST:
        return Reading("malformed", source=TOP)
    found = (_interface(files, f"{TOP}/{name}") for name in names.value)
    return Reading("set", tuple(each for each in found if each), TOP)


def _interface(files: Files, folder: str) -> Interface | None:
    flags, kind = _number(_text(files, folder, "flags")), _text(files, folder, "type")
    if not flags & _IFF_UP or _text(files, folder, "operstate") not in _UP or kind in {"", _LOOPBACK}:
        return None
    device = _device_type(_text(files, folder, "uevent"))
    if kind == _PPP:
        return Interface("ppp")
    if device == "wireguard":
        return Interface("wireguard")
    if _number(_text(files, folder, "tun_flags")) & _IFF_TUN:
        return Interface("tun")
    is_device = files.look(f"{folder}/device").is_set
    return Interface(media=_MEDIA.get(device, "") if is_device else "")


def _text(files: Files, folder: str, name: str) -> str:
    return (files.text(f"{folder}/{name}", 4096).value or "").strip()


def _number(text: str) -> int:
    return int(text, 16) if re.fullmatch(r"0x[0-9a-fA-F]{1,8}", text) else 0


def _device_type(uevent: str) -> str:
    found = re.search(r"^DEVTYPE=(\w+)$", uevent, re.MULTILINE)
    return found[1] if found else ""
