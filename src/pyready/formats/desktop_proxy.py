"""The proxy that a desktop is set to, outside Windows: browsers go by it, most command-line tools do not.

Sources, read 2026-11-27: the names of org.gnome.system.proxy as gsettings has them, KDE's kprotocolmanager.cpp,
Chromium's linux_proxy_config.md for which desktop counts, Apple's "Proxies Entity Keys". How macOS's file is laid out
around these keys Apple does not describe.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pyready.formats import dconf
from pyready.model.anchors import fill
from pyready.model.host import Host, Reading
from pyready.model.proxy_settings import InternetOptions

DCONF, DCONF_PROFILE, DCONF_SYSTEM = "{HOME}/.config/dconf/user", "/etc/dconf/profile/user", "/etc/dconf/db"
KDE = "{HOME}/.config/kioslaverc"
MACOS = "/Library/Preferences/SystemConfiguration/preferences.plist"
DESKTOP = "XDG_CURRENT_DESKTOP"
LIMIT = 4_000_000
_BELOW = "/system/proxy/"
_GNOME = {"gnome", "unity", "x-cinnamon", "cinnamon", "mate", "budgie", "pantheon"}
"""Desktops that keep the proxy where GNOME does, or are built on the same settings."""


class Held(NamedTuple):
    """What stands in one place, before secrets are taken out."""

    mode: str
    """`none`, `manual` or `auto`."""
    servers: str = ""
    """`https=host:port;http=host:port`."""
    bypass: str = ""
    script: str = ""


def desktop(host: Host) -> str:
    """`gnome`, `kde`, `macos`, or empty where no desktop is in use or it keeps no proxy of its own."""
    if host.platform == "macos":
        return "macos"
    if host.platform != "linux":
        return ""
    names = {name.casefold() for name in (host.variables.get(DESKTOP).value or "").split(":")}
    return "kde" if "kde" in names else "gnome" if names & _GNOME else ""


def read(host: Host, which: str) -> InternetOptions:
    """The settings of that desktop, in the shape of Windows' own; sign-ins may still stand in them."""
    reading, held = {"gnome": _gnome, "kde": _kde, "macos": _macos}[which](host)
    if held is None:
        flag: Reading[bool] = Reading(reading.state, source=reading.source)
        words: Reading[str] = Reading(reading.state, source=reading.source)
        return InternetOptions(flag, words, words, words, flag)
    manual, auto = held.mode == "manual", held.mode == "auto"
    return InternetOptions(
        enabled=Reading("set", manual and bool(held.servers), reading.source),
        server=_text(held.servers if manual else "", reading.source),
        bypass=_text(held.bypass, reading.source),
        pac=_text(held.script if auto else "", reading.source),
        auto_detect=Reading("set", auto and not held.script, reading.source),
    )


def _text(value: str, source: str) -> Reading[str]:
    return Reading("set", value, source) if value else Reading("not-set", source=source)


Found = tuple[Reading[Any], Held | None]


def _gnome(host: Host) -> Found:
    """The person's own settings, over those of the computer, which count where dconf's profile names them."""
    merged: dict[str, dconf.Value] = {}
    readings = [host.files.data(path, LIMIT) for path in reversed([fill(host, DCONF), *_system_files(host)]) if path]
    for reading in readings:
        if reading.state == "not-set":
            continue
        if reading.state != "set" or reading.value is None:
            return reading, None
        try:
            merged |= dconf.values(reading.value, _BELOW)
        except dconf.BadDatabase:
            return Reading("malformed", source=reading.source), None
    own = readings[-1] if readings else Reading("not-set", source=DCONF)
    held = {name.removeprefix(_BELOW): value for name, value in merged.items()}
    return Reading("set", source=own.source), _of_gnome(held)


def _system_files(host: Host) -> list[str]:
    lines = (host.files.text(DCONF_PROFILE).value or "").splitlines()
    names = [line.strip().removeprefix("system-db:") for line in lines if line.strip().startswith("system-db:")]
    return [f"{DCONF_SYSTEM}/{name}" for name in names if name.isidentifier()][:5]


def _of_gnome(held: Mapping[str, dconf.Value]) -> Held:
    servers = [(kind, held.get(f"{kind}/host"), held.get(f"{kind}/port")) for kind in ("https", "http", "socks")]
    named = [f"{kind}={name}:{port}" for kind, name, port in servers if isinstance(name, str) and name and port]
    ignored, script, mode = held.get("ignore-hosts"), held.get("autoconfig-url"), held.get("mode")
    return Held(
        mode if isinstance(mode, str) else "none",
        ";".join(named),
        ";".join(ignored) if isinstance(ignored, tuple) else "localhost;127.0.0.0/8;::1",
        script if isinstance(script, str) else "",
    )


def _kde(host: Host) -> Found:
    path = fill(host, KDE)
    reading = host.files.text(path, 100_000) if path else Reading[str]("not-set", source=KDE)
    if reading.state == "not-set":
        return Reading("set", source=reading.source), Held("none")
    if reading.state != "set":
        return reading, None
    import configparser  # late, as below: few computers have such a file

    from pyready.formats.ini_text import read_into

    parser = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",))
    try:
        read_into(parser, reading.value or "")
    except configparser.Error:
        return Reading("malformed", source=reading.source), None
    section = parser["Proxy Settings"] if parser.has_section("Proxy Settings") else {}
    if section.get("ReversedException", "").casefold() == "true":  # the list names what alone goes by the proxy
        return Reading("malformed", source=reading.source), None
    mode = {"1": "manual", "2": "auto", "3": "auto"}.get(section.get("ProxyType", "0").strip(), "none")
    script = section.get("Proxy Config Script", "") if section.get("ProxyType") == "2" else ""
    servers = [(kind, _kde_server(section.get(f"{kind}Proxy", ""))) for kind in ("https", "http", "socks")]
    bypass = ";".join(part.strip() for part in section.get("NoProxyFor", "").split(",") if part.strip())
    return reading, Held(mode, ";".join(f"{kind}={each}" for kind, each in servers if each), bypass, script)


def _kde_server(value: str) -> str:
    """`http://host port` as KDE writes it, or `http://host:port`."""
    server, _, port = value.strip().rpartition(" ")
    return f"{server}:{port}" if server and port.isdecimal() else value.strip()


def _macos(host: Host) -> Found:
    """What counts now is told by the system; whether a script does, by the first network service that has one."""
    told = host.system.internet_settings()
    if told.value is not None and told.value.server:
        return told, Held("manual", told.value.server, told.value.bypass)
    reading = host.files.data(MACOS, LIMIT)
    if reading.state != "set" or reading.value is None:
        return reading, None
    import plistlib

    try:
        settings = plistlib.loads(reading.value)
    except Exception:
        return Reading("malformed", source=reading.source), None
    script = next(_scripts(settings), "")
    return Reading("set", source=reading.source), Held("auto", script=script) if script else Held("none")


def _scripts(settings: Any) -> Iterator[str]:
    """The scripts of the network services, in the order in which macOS prefers them."""
    named = _inside(settings, "CurrentSet")
    current = _inside(settings, "Sets", named.rpartition("/")[2]) if isinstance(named, str) else None
    order = _inside(current, "Network", "Global", "IPv4", "ServiceOrder")
    for name in order if isinstance(order, list) else ():
        proxies = _inside(settings, "NetworkServices", name, "Proxies") if isinstance(name, str) else None
        script = _inside(proxies, "ProxyAutoConfigURLString")
        if _inside(proxies, "ProxyAutoConfigEnable") == 1 and isinstance(script, str) and script:
            yield script


def _inside(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
