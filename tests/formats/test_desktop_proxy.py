"""The proxy of a desktop, outside Windows: real databases of dconf, KDE's file, macOS's file, and damaged ones."""

import contextlib
import plistlib
import random
import shutil
import struct
import subprocess
import sys
import tracemalloc
import types
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, look
from laptops.networks import DIRECT, NO_NAME, Answer
from laptops.recorded_network import RecordedNet, always
from net.parts import needed
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.formats import dconf
from pyready.model.host import Host, InternetSettings, Reading
from pyready.model.record import CheckRecord
from pyready.probes._chosen import chosen_proxy
from pyready.probes.proxies import PROBE, Proxies

HOME = "/home/jsmith"
USER, KDE = f"{HOME}/.config/dconf/user", f"{HOME}/.config/kioslaverc"
PLIST = "/Library/Preferences/SystemConfiguration/preferences.plist"
PROXY = "proxy.trust.example:8080"
MANUAL = """[system/proxy]
mode='manual'
ignore-hosts=['localhost', '*.trust.example']
autoconfig-url='http://pac.trust.example/old.pac'
[system/proxy/https]
host='proxy.trust.example'
port=8080
[org/gnome/desktop/interface]
clock-show-seconds=true
font-name='Sans 11'
"""
AUTO = "[system/proxy]\nmode='auto'\nautoconfig-url='http://pac.trust.example/trust.pac?token=s3cret'\n"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A database as dconf itself writes it."""
    needed("dconf", shutil.which("dconf") or "", "install dconf-cli")

    def compiled(text: str) -> bytes:
        top = tmp_path_factory.mktemp("dconf")
        (top / "db.d").mkdir()
        (top / "db.d" / "00").write_text(text, "utf-8")
        subprocess.run(["dconf", "compile", top / "db", top / "db.d"], check=True, capture_output=True)
        return Path(top / "db").read_bytes()

    return compiled


def linux(files: dict[str, Any], desktop: str = "ubuntu:GNOME", **more: Any) -> Host:
    variables = {"XDG_CURRENT_DESKTOP": desktop} | more.pop("variables", {})
    return bare.linux(variables, files, **more)


def proxies(host: Host) -> Proxies:
    return facts_of(host, Proxies, PROBE)


def test_a_fixed_proxy_of_gnome(compiled: Any) -> None:
    found = proxies(linux({USER: compiled(MANUAL)}))

    assert (found.desktop_kind, found.desktop.has_static, found.desktop.server.value) == (
        "gnome", True, f"https={PROXY}",
    )  # fmt: skip
    assert (found.desktop.bypass.value, found.desktop.pac.state) == ("localhost;*.trust.example", "not-set")
    assert not found.desktop.asks_a_script


def test_a_script_of_gnome_without_its_token(compiled: Any) -> None:
    found = proxies(linux({USER: compiled(AUTO)})).desktop

    assert (found.has_static, found.asks_a_script, found.pac.value) == (
        False,
        True,
        "http://pac.trust.example/trust.pac",
    )


def test_the_settings_of_the_computer_stand_behind_those_of_the_person(compiled: Any) -> None:
    profile = {"/etc/dconf/profile/user": "user-db:user\nsystem-db:trust\nsystem-db:../etc\n"}
    of_all = {"/etc/dconf/db/trust": compiled(MANUAL)} | profile

    assert proxies(linux(of_all)).desktop.server.value == f"https={PROXY}"
    own = of_all | {USER: compiled("[system/proxy]\nmode='none'\n")}
    assert not proxies(linux(own)).desktop.says_something
    unnamed = {"/etc/dconf/db/trust": compiled(MANUAL)}
    assert not proxies(linux(unnamed)).desktop.says_something


def test_an_automatic_search_of_gnome(compiled: Any) -> None:
    assert proxies(linux({USER: compiled("[system/proxy]\nmode='auto'\n")})).desktop.auto_detect.value is True


@pytest.mark.parametrize("desktop", ["", "XFCE", "KDE"])
def test_of_another_desktop_or_none_these_settings_are_not_looked_at(compiled: Any, desktop: str) -> None:
    assert not proxies(linux({USER: compiled(MANUAL)}, desktop)).desktop.says_something


def test_a_file_that_may_not_be_read_or_is_damaged_says_nothing_about_the_proxy(compiled: Any) -> None:
    whole = compiled(MANUAL)
    for files, more in (({USER: whole}, {"denied_files": [USER]}), ({USER: whole[:100]}, {}), ({USER: b"[x]\n"}, {})):
        found = proxies(linux(files, **more)).desktop
        assert found.enabled.state in {"denied", "malformed"}
        assert not found.says_something


def test_no_damage_leads_anywhere_else(compiled: Any) -> None:
    whole, dice = bytearray(compiled(MANUAL)), random.Random(5)
    for _ in range(3000):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            dconf.values(bytes(damaged[: dice.randint(20, len(damaged))]), "/system/proxy/")
        except dconf.BadDatabase:
            continue


def overlapping(count: int, parent: int, size: int, length: int) -> bytes:
    """A database of items that all name the same bytes: small, and read as it says it would be 100 times as large."""
    table = 36  # the head, and a table of names without marks
    end = table + 24 * count
    held = b"/system/proxy/".ljust(length, b"a") + b"\0\0s"
    item = struct.pack("<IIIHcxII", 0, parent, end, size, b"v", end, end + len(held))
    return b"GVariant" + bytes(8) + struct.pack("<IIIII", 24, end, 0, 1, 0) + item * count + held


@for_each(
    ("count", "parent", "size"), [(3000, 0xFFFFFFFF, 0xFFFF), (3000, 0xFFFFFFFF, 100), (3000, 0, 14), (3000, 2999, 60)]
)
def test_items_that_lie_upon_each_other_cost_no_more_than_the_file(count: int, parent: int, size: int) -> None:
    data = overlapping(count, parent, size, 60_000)
    tracemalloc.start()
    try:
        with contextlib.suppress(dconf.BadDatabase):
            assert not dconf.values(data, "/system/proxy/")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * len(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_database_or_not(data: bytes) -> None:
    for each in (data, b"GVariant" + data):
        try:
            dconf.values(each, "/")
        except dconf.BadDatabase:
            continue


@for_each(
    ("text", "server", "bypass", "script"),
    [
        ("[Proxy Settings]\nProxyType=1\nhttpsProxy=http://proxy.trust.example 8080\nNoProxyFor=localhost, .trust.example\n", f"https=http://{PROXY}", "localhost;.trust.example", ""),
        ("[Proxy Settings]\nProxyType=1\nhttpsProxy=http://proxy.trust.example:8080\n", f"https=http://{PROXY}", "", ""),
        ("[Proxy Settings]\nProxyType=1\nhttpsProxy=http://jane:s3cret@proxy.trust.example 8080\n", f"https=http://{PROXY}", "", ""),
        ("[Proxy Settings]\nProxyType=0\nhttpsProxy=http://proxy.trust.example 8080\n", "", "", ""),
        ("[Proxy Settings]\nProxyType=2\nProxy Config Script=http://pac.trust.example/x.pac\n", "", "", "http://pac.trust.example/x.pac"),
        ("[$Version]\nupdate_info=x\n", "", "", ""),
    ],
)  # fmt: skip
def test_kde(text: str, server: str, bypass: str, script: str) -> None:
    found = proxies(linux({KDE: text}, "KDE")).desktop

    assert [each.value or "" for each in (found.server, found.bypass, found.pac)] == [server, bypass, script]
    assert "s3cret" not in repr(found)


def test_kde_with_a_turned_round_list_or_a_damaged_file_is_not_known() -> None:
    turned = "[Proxy Settings]\nProxyType=1\nhttpsProxy=http://p 8080\nReversedException=true\n"
    for text in (turned, "ProxyType=1\n"):
        assert proxies(linux({KDE: text}, "KDE")).desktop.enabled.state == "malformed"


def preferences(**proxies: Any) -> bytes:
    services = {"A": {"Proxies": {}}, "B": {"Proxies": proxies}}
    order = {"Network": {"Global": {"IPv4": {"ServiceOrder": ["A", "B"]}}}}
    return plistlib.dumps({"CurrentSet": "/Sets/S", "Sets": {"S": order}, "NetworkServices": services})


def macos(files: dict[str, Any], told: InternetSettings | None = None) -> Host:
    internet: Reading[Any] = Reading("set", told or InternetSettings(), "internet settings")
    return bare.linux(files=files, platform="macos", internet=internet)


def test_macos() -> None:
    script = {"ProxyAutoConfigEnable": 1, "ProxyAutoConfigURLString": "http://pac.trust.example/x.pac"}
    fixed = proxies(macos({}, InternetSettings(server=f"https=http://{PROXY}", bypass="*.local")))
    by_script, off = (
        proxies(macos({PLIST: preferences(**script)})),
        preferences(**(script | {"ProxyAutoConfigEnable": 0})),
    )

    assert (fixed.desktop_kind, fixed.desktop.has_static) == ("macos", True)
    assert by_script.desktop.pac.value == "http://pac.trust.example/x.pac"
    assert not proxies(macos({PLIST: off})).desktop.says_something
    for damaged in (b"bplist00xxx", b"<plist><dict>", plistlib.dumps([1]), plistlib.dumps({"CurrentSet": 3})):
        assert not proxies(macos({PLIST: damaged})).desktop.says_something


@pytest.mark.skipif(sys.platform == "win32", reason="the POSIX host")
def test_what_cpython_asks_macos_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyready.posix.system import network_settings

    assert network_settings().state == ("set" if sys.platform == "darwin" else "missing")
    asked = types.ModuleType("_scproxy")
    asked._get_proxies = lambda: {"https": "http://proxy.trust.example:8080", "http": "http://p.example:1"}  # type: ignore[attr-defined]
    asked._get_proxy_settings = lambda: {"exclude_simple": False, "exceptions": ("*.local", None, "169.254/16")}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "_scproxy", asked)

    told = network_settings().value
    assert told == InternetSettings(server=f"http=http://p.example:1;https=http://{PROXY}", bypass="*.local;169.254/16")


# --- what is made of it ----------------------------------------------------------------------------------------------


def judged(host: Host, check: str) -> CheckRecord:
    return judge_checks(look(host, offline=False).facts, [each for each in CHECKS if each.id == check])[check].check


def test_browser_works_and_pip_does_not(compiled: Any) -> None:
    """Only the proxy leads out; the desktop names it, and pip does not look there."""
    through = Answer(DIRECT.system, DIRECT.mozilla, NO_NAME, environment=NO_NAME)
    net = RecordedNet(always(Answer(NO_NAME, NO_NAME, NO_NAME, None)), always(through))
    host = linux({USER: compiled(MANUAL)}, net=net)

    found, pip = judged(host, "proxy-found-by-pip"), judged(host, "packages-by-pip")
    assert (found.outcome, "settings of your desktop" in found.says) == ("problem", True)
    assert (pip.outcome, pip.says) == ("problem", "pip does not know the proxy that this computer uses.")
    assert pip.fix is not None
    assert pip.fix.commands[0].command == f"export HTTPS_PROXY=http://{PROXY}"


def test_variables_outrank_the_desktop_and_its_exceptions_count(compiled: Any) -> None:
    files = {USER: compiled(MANUAL)}

    def chosen(url: str, **variables: str) -> str:
        host = linux(files, variables=variables, net=RecordedNet(always(DIRECT)))
        return chosen_proxy(host, look(host).facts, url)

    assert chosen("https://index.example/") == PROXY
    assert chosen("https://index.trust.example/") == ""
    assert chosen("https://index.example/", NO_PROXY="index.example", HTTPS_PROXY="http://other.example:1") == ""


def test_a_script_that_nobody_ran_leaves_open_what_did_not_get_out(compiled: Any) -> None:
    closed = Answer(NO_NAME, NO_NAME, NO_NAME, None)
    record = judged(linux({USER: compiled(AUTO)}, net=RecordedNet(always(closed))), "packages-by-pip")

    assert (record.outcome, "automatic proxy setting (PAC file)" in record.says) == ("unknown", True), record.says
