"""How the computer is connected: on Windows by its adapters and its own word for the network, on Linux by files."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, look
from pyready.formats.linux_interfaces import MOST, TOP
from pyready.model.host import Adapter, Reading
from pyready.probes.connection import PROBE, REPLACED, ConnectionFacts

CABLE, WIFI, MOBILE = Adapter(6, hardware=True), Adapter(71, hardware=True), Adapter(243, hardware=True)
SWITCH = Adapter(6, hardware=False, description="Hyper-V Virtual Ethernet Adapter")
ANYCONNECT = "Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter for Windows x64"
WIREGUARD = Adapter(53, hardware=False, description="WireGuard Tunnel")


def windows(*adapters: Adapter, kinds: tuple[str, ...] = ()) -> ConnectionFacts:
    return of(Reading("set", adapters, "network adapters"), Reading("set", kinds, "kinds of network"))


def of(adapters: Reading[Any], kinds: Reading[Any]) -> ConnectionFacts:
    system = bare.windows_system(adapters=adapters, kinds=kinds)
    return facts_of(bare.windows(system=system), ConnectionFacts, PROBE)


# in words | adapters that are up | vpn | by | certain | media
WINDOWS: list[tuple[str, tuple[Adapter, ...], bool | None, str, bool, tuple[str, ...]]] = [
    ("none", (), False, "", False, ()),
    ("a cable", (CABLE,), False, "", False, ("wired",)),
    ("Wi-Fi and a cable", (WIFI, CABLE), False, "", False, ("wired", "wireless")),
    ("a mobile modem", (MOBILE,), False, "", False, ("mobile",)),
    ("the other kind of modem", (Adapter(244, hardware=True),), False, "", False, ("mobile",)),
    ("Windows' own VPN", (WIFI, Adapter(23, hardware=False, description="Example Trust VPN")), True, "ppp", True, ("wireless",)),
    ("Windows' own word comes first", (WIREGUARD, Adapter(23)), True, "ppp", True, ()),
    ("WireGuard", (WIFI, WIREGUARD), True, "wireguard", False, ("wireless",)),
    ("AnyConnect", (CABLE, Adapter(6, hardware=False, description=ANYCONNECT)), True, "cisco", False, ("wired",)),
    ("one that says it is hardware", (Adapter(6, hardware=True, description="PANGP Virtual Ethernet Adapter Secure"),), True, "globalprotect", False, ()),
    ("Cloudflare's", (Adapter(53, description="Cloudflare WARP Interface Tunnel"),), True, "cloudflare", False, ()),
    ("Sophos's", (Adapter(53, description="Sophos TAP Adapter"),), True, "sophos", False, ()),
    ("Citrix's", (Adapter(6, description="Citrix Virtual Adapter"),), True, "citrix", False, ()),
    ("SonicWall's", (Adapter(6, description="SonicWall NetExtender Adapter #2"),), True, "sonicwall", False, ()),
    ("software that nobody knows", (CABLE, SWITCH), None, "", False, ("wired",)),
    ("software alone", (SWITCH,), None, "", False, ()),
    ("not told whether it is hardware", (Adapter(6),), None, "", False, ()),
    ("a tunnel of another kind", (CABLE, Adapter(131, 15, hardware=False)), None, "", False, ("wired",)),
    ("Teredo leads nowhere else", (CABLE, Adapter(131, 14, hardware=False)), False, "", False, ("wired",)),
]  # fmt: skip


@for_each("row", WINDOWS, ids=[row[0] for row in WINDOWS])
def test_a_vpn_is_told_by_its_adapter_or_not_known(row: Any) -> None:
    _, adapters, vpn, by, certain, media = row
    found = windows(*adapters)

    assert (found.vpn, found.vpn_by, found.vpn_certain, found.media) == (vpn, by, certain, media)


def test_teredo_is_not_counted_and_nothing_of_an_adapter_but_our_own_word_is_kept() -> None:
    found = windows(CABLE, Adapter(131, 14), Adapter(6, description=f"{ANYCONNECT} of the Example Trust"))

    assert found.adapters == Reading("set", 2, "network adapters")
    assert "Example" not in repr(found)


def test_the_kinds_of_network_are_kept_as_windows_tells_them() -> None:
    assert windows(kinds=("domain", "public")).kinds == Reading("set", ("domain", "public"), "kinds of network")


@pytest.mark.parametrize("state", ["denied", "missing", "malformed"])
def test_what_could_not_be_asked_is_not_known_and_never_without_a_vpn(state: Any) -> None:
    unread: Reading[Any] = Reading(state, source="x")
    found = of(unread, unread)

    assert (found.adapters.state, found.adapters.value, found.vpn, found.kinds.state) == (state, None, None, state)
    assert of(unread, Reading("set", ("domain",))).kinds.value == ("domain",)


def test_what_stands_in_the_place_of_windows_own_list_is_not_asked() -> None:
    system = bare.windows_system(kinds=Reading("set", ("domain",), "kinds of network"))
    seen = look(bare.windows(registry={REPLACED: {}}, system=system), (PROBE,))

    assert seen.facts[ConnectionFacts].kinds == Reading("malformed", source=REPLACED)
    assert "kinds of network" not in {each.where for each in seen.did.read}
    unread = bare.windows(system=system, denied_keys=[REPLACED])
    assert facts_of(unread, ConnectionFacts, PROBE).kinds.state == "denied"


def interface(
    name: str, flags: str = "0x1003", state: str = "up", kind: str = "1", uevent: str = "", **more: str
) -> dict[str, str]:
    """The files of an interface; `tun_flags`, `device` in `more`."""
    files = {
        "flags": flags,
        "operstate": state,
        "type": kind,
        "uevent": f"{uevent}\nINTERFACE={name}\nIFINDEX=1",
    } | more
    return {f"{TOP}/{name}/{file}": f"{text}\n" for file, text in files.items()}


LO = interface("lo", "0x9", "unknown", "772")
ETH = interface("enp3s0", device="")
WLAN = interface("wlp2s0", uevent="DEVTYPE=wlan", device="")

# in words | interfaces | how many are up | vpn | by | certain | media
LINUX: list[tuple[str, dict[str, str], int, bool | None, str, bool, tuple[str, ...]]] = [
    ("loopback alone", {}, 0, None, "", False, ()),
    ("a cable", ETH, 1, None, "", False, ("wired",)),
    ("a cable that is not plugged in", interface("enp3s0", state="down", device=""), 0, None, "", False, ()),
    ("switched off", interface("enp3s0", flags="0x1002", device=""), 0, None, "", False, ()),
    ("Wi-Fi", WLAN, 1, None, "", False, ("wireless",)),
    ("a modem", interface("wwan0", uevent="DEVTYPE=wwan", device=""), 1, None, "", False, ("mobile",)),
    ("WireGuard", ETH | interface("wg-trust", "0xd1", "unknown", "65534", "DEVTYPE=wireguard"), 2, True, "wireguard", True, ("wired",)),
    ("PPP", ETH | interface("ppp0", "0x10d1", "unknown", "512"), 2, True, "ppp", True, ("wired",)),
    ("a tunnel of a program", WLAN | interface("tun0", "0x10d1", "unknown", "65534", tun_flags="0x1001"), 2, True, "tun", False, ("wireless",)),
    ("a tap of a virtual machine", ETH | interface("tap0", state="up", tun_flags="0x1002"), 2, None, "", False, ("wired",)),
    ("a bridge of containers", ETH | interface("docker0", uevent="DEVTYPE=bridge"), 2, None, "", False, ("wired",)),
    ("flags that make no sense", interface("x", flags="1003"), 0, None, "", False, ()),
]  # fmt: skip


@for_each("row", LINUX, ids=[row[0] for row in LINUX])
def test_linux_tells_by_its_files(row: Any) -> None:
    _, files, count, vpn, by, certain, media = row
    found = facts_of(bare.linux(files=LO | files), ConnectionFacts, PROBE)

    assert (found.adapters.value, found.vpn, found.vpn_by, found.vpn_certain, found.media) == (
        count,
        vpn,
        by,
        certain,
        media,
    )
    assert found.kinds.state == "missing"


def test_the_report_names_no_interface() -> None:
    seen = look(bare.linux(files=LO | interface("wg-trust", uevent="DEVTYPE=wireguard")), (PROBE,))

    assert "wg-trust" not in repr(seen.did)
    assert f"{TOP}/{{interface}}/uevent" in {each.where for each in seen.did.read}


def test_without_the_folder_and_with_too_many_interfaces_nothing_is_known() -> None:
    many = {path: text for n in range(MOST + 1) for path, text in interface(f"veth{n}").items()}

    assert facts_of(bare.linux(), ConnectionFacts, PROBE).adapters == Reading("missing", source=TOP)
    assert facts_of(bare.linux(files=many), ConnectionFacts, PROBE).adapters.state == "malformed"
    denied = bare.linux(files=LO, denied_files=[TOP])
    assert facts_of(denied, ConnectionFacts, PROBE).adapters.state == "denied"


def test_on_macos_it_is_not_known() -> None:
    found = facts_of(bare.linux(platform="macos"), ConnectionFacts, PROBE)

    assert (found.adapters.state, found.vpn, found.kinds.state) == ("missing", None, "missing")
