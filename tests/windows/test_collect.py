"""collect.cmd, run by a real cmd and reg.exe: what it writes down is what pyready itself reads here."""

import ctypes
import os
import subprocess
import time
import winreg
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guard import allowing_keys
from laptops.looking import facts_of, given
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes import PROBES, proxies, rights
from pyready.probes.identity import Identity
from pyready.probes.machine import MachineFacts
from pyready.probes.proxies import Proxies
from pyready.probes.rights import Rights
from pyready.recorded import collected
from pyready.recorded.collected_registry import keys
from pyready.recorded.host import NoNet
from pyready.windows.host import windows_host
from pyready.windows.registry import WindowsRegistry

pytestmark = pytest.mark.windows

SCRIPT = Path(__file__).parents[2] / "release" / "collect.cmd"
VENDOR = r"Software\Python\pyready-tests"
ROOT = r"HKCU\Software\Python"


@pytest.fixture
def pythons(protect_opened: Any) -> Iterator[None]:
    """A vendor of Pythons for this user, with an odd value, and a key of its that may not be read."""
    with allowing_keys(VENDOR):
        yield from vendor(protect_opened)


def vendor(protect_opened: Any) -> Iterator[None]:
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, VENDOR + r"\3.13\InstallPath") as opened:
        winreg.SetValueEx(opened, "", 0, winreg.REG_EXPAND_SZ, r"%ProgramFiles%\Zoë")
        winreg.SetValueEx(opened, "ExecutablePath", 0, winreg.REG_SZ, "C:\\half\ud800\\python.exe")
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, VENDOR + "-denied", 0, winreg.KEY_ALL_ACCESS) as closed:
        winreg.CreateKeyEx(closed, "3.13").Close()
        protect_opened(closed, "D:(D;;KA;;;WD)")
        try:
            yield
        finally:
            protect_opened(closed, "D:(A;;KA;;;WD)")
            winreg.DeleteKey(closed, "3.13")
    for below in (r"\3.13\InstallPath", r"\3.13", "", "-denied"):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, VENDOR + below)


@pytest.fixture
def settings() -> Iterator[None]:
    """A proxy in the test bed's own Internet Options; on a real Windows the settings stay as they are."""
    planted = {"ProxyServer": "proxy.trust.example:8080", "ProxyOverride": "*.Zoë;<local>", "AutoConfigURL": ""}
    if not hasattr(ctypes.WinDLL("ntdll.dll", winmode=0x800), "wine_get_version"):
        planted = {}
    key = winreg.CreateKeyEx if planted else winreg.OpenKeyEx
    with (
        allowing_keys(*[proxies.INTERNET] if planted else []),
        key(winreg.HKEY_CURRENT_USER, proxies.INTERNET, 0, winreg.KEY_ALL_ACCESS) as opened,
    ):
        for name, value in planted.items():
            winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)
        yield
        for name in planted:
            winreg.DeleteValue(opened, name)


def run(script: Path, home: Path, **more: str) -> str:
    """Run the script as a double-click does; what it says, which it writes as the second cmd does: in UTF-16."""
    names = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    variables = names | {"USERPROFILE": str(home), "SESSIONNAME": "not to be written down"} | more
    program = Path(os.environ["SYSTEMROOT"], "System32", "cmd.exe")
    command = f'"{program}" /d /s /c ""{script}""'
    done = subprocess.run(
        command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done
    return done.stdout.replace(b"\x00", b"").decode("ascii", "replace")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "Zoë O'Neil & son"
    (made / "Downloads").mkdir(parents=True)
    return made


@pytest.fixture
def folder(home: Path, pythons: None, settings: None) -> Path:
    proxied = {
        "HTTPS_PROXY": "http://jane:s3c&ret@proxy.trust.example:8080",
        "http_proxy": "http://proxy.trust.example:8080",
        "NO_PROXY": "<local>;a&b|c^d %PATH% \u0416",
    }
    assert "Done." in run(SCRIPT, home, **proxied)
    return home / "Downloads" / "pyready-collect"


def facts_in(folder: Path) -> Facts:
    host, known = collected.prepared(folder, PROBES, given("windows", offline=False))
    return collect(host, PROBES, known, Limits(time.monotonic())).facts


def test_the_settings_are_those_that_pyready_reads_itself(folder: Path) -> None:
    host, seen = windows_host(NoNet()), facts_in(folder)
    own = facts_of(host, Proxies, proxies.PROBE)

    assert (seen[Proxies].user, seen[Proxies].machine) == (own.user, own.machine)
    assert seen[Proxies].per_user == own.per_user
    assert seen[Rights].uac == facts_of(host, Rights, rights.PROBE).uac
    machine, real = seen[MachineFacts].machine.value, host.system.machine().value
    assert machine is not None
    assert real is not None
    assert (machine.build, machine.architecture) == (real.build, real.architecture)


def test_names_come_from_the_environment_in_any_letters(folder: Path, home: Path) -> None:
    identity = facts_in(folder)[Identity]
    assert identity.profile_folder == home.name
    assert identity.computer.casefold() == os.environ["COMPUTERNAME"].casefold()


def test_no_sign_in_and_no_other_variable_is_written_down(folder: Path) -> None:
    text = (folder / "variables.txt").read_bytes().decode("utf-16-le")

    assert not any(word in text for word in ("s3c", "jane", "not to be written down"))
    found = {each.name.casefold(): each for each in facts_in(folder)[Proxies].variables}
    assert found["https_proxy"].with_sign_in
    assert found["http_proxy"].address == "proxy.trust.example:8080"
    assert facts_in(folder)[Proxies].no_proxy.value == "<local>;a&b|c^d %PATH% \u0416"


def written(folder: Path, name: str) -> list[str]:
    return (folder / name).read_bytes().decode("utf-16-le").splitlines()


def test_a_variable_that_is_not_set_is_noted_as_that(folder: Path) -> None:
    lines = written(folder, "variables.txt")
    assert "all_proxy" in lines
    assert f"ProgramFiles(x86)={os.environ['ProgramFiles(x86)']}" in lines  # noqa: SIM112 - its own spelling


@pytest.mark.parametrize(
    "value",
    [
        'he said "hi" & echo boo | more > out.txt < in.txt',
        "100% %OS% ^carets^ (brackets) 1>2 && exit /b",
        "2",
        "x" * 2_000,
        "\u0416 O'Neil",
    ],
)
def test_no_value_of_a_variable_is_taken_for_a_command(home: Path, value: str) -> None:
    assert "Done." in run(SCRIPT, home, OneDrive=value)
    assert f"OneDrive={value}" in written(home / "Downloads" / "pyready-collect", "variables.txt")


@pytest.mark.parametrize("value", ["http://jane:s3cret@", "@", "jane:s3cret@proxy", "http://a^b&c|d:s3cret@proxy"])
def test_every_sign_in_is_left_out_whatever_stands_around_it(home: Path, value: str) -> None:
    run(SCRIPT, home, HTTPS_PROXY=value)
    assert "https_proxy=@" in written(home / "Downloads" / "pyready-collect", "variables.txt")


def test_what_reg_could_not_do_stands_in_the_answers(folder: Path) -> None:
    answers = dict(line.rpartition("=")[::2] for line in written(folder, "answers.txt"))
    assert answers[r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"] == "0"
    assert answers[r"HKLM\SOFTWARE\WOW6432Node\Python"] == "1"
    assert answers[r"export HKLM\SOFTWARE\WOW6432Node\Python"] != "0"
    assert (folder / "export.txt").exists()


def registry_of(host: Host, key: str) -> Any:
    return host.registry.subkeys(key), host.registry.value(key, ""), host.registry.value(key, "ExecutablePath")


def test_the_registered_pythons_are_written_down_as_they_are(folder: Path) -> None:
    seen, real = collected.host(folder, keys(PROBES)), windows_host(NoNet())
    vendor = f"HKCU\\{VENDOR}"

    for key in (ROOT, vendor, vendor + r"\3.13", vendor + r"\3.12"):
        assert registry_of(seen, key) == registry_of(real, key)
    inside = vendor + r"\3.13\InstallPath"
    assert seen.registry.value(inside, "ExecutablePath") == real.registry.value(inside, "ExecutablePath")
    assert seen.registry.value(inside, "") == real.registry.value(inside, "")


def test_a_key_that_may_not_be_read_is_not_taken_for_an_empty_one(folder: Path) -> None:
    closed = f"HKCU\\{VENDOR}-denied"
    assert WindowsRegistry().subkeys(closed).state == "denied"
    seen = collected.host(folder, keys(PROBES)).registry
    assert "pyready-tests-denied" in (seen.subkeys(ROOT).value or ())
    assert seen.subkeys(closed).state == "missing"
    assert seen.subkeys(closed + r"\3.13").state == "missing"


def test_a_second_run_makes_a_second_folder_and_leaves_the_first_as_it_is(home: Path) -> None:
    run(SCRIPT, home)
    first = {path: path.read_bytes() for path in (home / "Downloads" / "pyready-collect").iterdir()}
    run(SCRIPT, home)
    assert len(list((home / "Downloads").iterdir())) == 2
    assert {path: path.read_bytes() for path in first} == first


@pytest.mark.parametrize("name", ["with space & (more)", "Zoë's wow!", "\u0416"])
def test_without_downloads_the_folder_is_made_beside_the_script(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    script = place / "collect.cmd"
    script.write_bytes(SCRIPT.read_bytes())
    assert "Done." in run(script, tmp_path / "no such home")
    assert {each.name for each in place.iterdir()} == {"collect.cmd", "pyready-collect"}
    assert {"answers.txt", "variables.txt", "version.txt"} <= {
        each.name for each in (place / "pyready-collect").iterdir()
    }
