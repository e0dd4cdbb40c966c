"""The Pythons that are found, from recorded machines."""

import sys
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from formats.program_files import program
from laptops import bare
from laptops.bare import HOME, LOCAL, installed, installed_windows
from laptops.looking import facts_of, given, look
from pyready.diagnosis.usable_pythons import best
from pyready.model.conda import CondaFacts, Installation
from pyready.model.facts import Absent
from pyready.model.host import Host, Look, Reading
from pyready.model.pythons import Command, Found, Pythons
from pyready.probes.conda import PROBE as CONDA
from pyready.probes.pythons import PROBE
from pyready.recorded.host import recorded_host
from real_files import RealFiles, few_names

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="paths and links of POSIX")


def pythons(host: Host) -> Pythons:
    return facts_of(host, Pythons, PROBE)


def only(found: Pythons) -> Found:
    assert len(found.found) == 1, found.found
    return found.found[0]


def command(found: Pythons, name: str) -> Command:
    return next(each for each in found.commands if each.name == name)


def test_the_store_placeholder_is_not_a_python() -> None:
    found = pythons(bare.windows())

    assert found.found == ()
    assert command(found, "python").kind == "store-stub"


def test_a_store_python_behind_its_alias_is_a_python() -> None:
    package = "PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0"
    looks = {bare.STUB: Look("app-link", bare.STUB, 0, package)}
    found = pythons(bare.windows(looks=looks))

    assert only(found).kind == "store"
    assert command(found, "python").kind == "python"


def test_a_registered_python_is_found_with_version_venv_and_pip() -> None:
    prefix = f"{LOCAL}\\Programs\\Python\\Python313"
    key = r"HKCU\Software\Python\PythonCore\3.13"
    registry = {
        key: {"Version": "3.13.9", "SysVersion": "3.13"},
        key + r"\InstallPath": {"": prefix + "\\", "ExecutablePath": prefix + "\\python.exe"},
    }
    found = only(pythons(bare.windows(files=installed_windows(prefix), registry=registry)))

    assert (found.version, found.minor, found.kind, found.place) == ("3.13.9", (3, 13), "python-org", "user")
    assert (found.has_venv, found.has_ensurepip, found.pip) == (True, True, "26.2")
    assert found.seen_by == ("registry", "folder")
    assert (found.command.anchor, found.command.rest) == ("LOCALAPPDATA", r"Programs\Python\Python313\python.exe")


@for_each(
    ("key", "values", "kind", "version"),
    [
        (
            "HKCU\\Software\\Python\\PythonCore\\3.14",
            {"Version": "3.14.10", "ManagedByPyManager": 1},
            "python-manager",
            "3.14.10",
        ),
        ("HKCU\\Software\\Python\\Astral\\CPython3.14.10", {"Version": "3.14.10"}, "uv", "3.14.10"),
        ("HKLM\\SOFTWARE\\Python\\PythonCore\\3.13", {"SysVersion": "3.13"}, "python-org", "3.13"),
        ("HKLM\\SOFTWARE\\WOW6432Node\\Python\\PythonCore\\3.12-32", {"Version": "3.12.16"}, "python-org", "3.12.16"),
    ],
)
def test_vendors_are_told_apart(key: str, values: dict[str, str | int], kind: str, version: str) -> None:
    prefix = "C:\\Program Files\\Some\\Folder" if key.startswith("HKLM") else "D:\\somewhere"
    files = installed_windows(prefix, minor=version.split(".")[1].join(("3", "")))
    host = bare.windows(files=files, registry={key: values, key + "\\InstallPath": {"": prefix}})
    found = only(pythons(host))

    assert (found.kind, found.version) == (kind, version)


@for_each("name", ["QGIS", "Homebrew", "Cellar"])
@for_each("place", ["C:\\Users\\{}\\Python", "D:\\{}\\Python"])
def test_a_person_called_like_a_maker_of_pythons_makes_none(name: str, place: str) -> None:
    folder = place.format(name)
    key = r"HKCU\Software\Python\PythonCore\3.13\InstallPath"
    host = bare.windows(
        {"USERPROFILE": f"C:\\Users\\{name}"},
        files=installed_windows(folder, minor="313"),
        registry={key: {"": folder}},
    )

    assert only(pythons(host)).kind == ("bundled" if folder == "D:\\QGIS\\Python" else "unknown")


def test_an_entry_without_its_program_is_listed_as_gone() -> None:
    key = r"HKCU\Software\Python\PythonCore\3.9\InstallPath"
    found = only(pythons(bare.windows(registry={key: {"": "C:\\Old\\Python39"}})))

    assert found.exists is False


@pytest.mark.parametrize("value", [7, b"\x01", ("C:\\a", "C:\\b")])
def test_an_entry_of_the_wrong_type_is_malformed_and_does_no_harm(value: object) -> None:
    key = r"HKCU\Software\Python\PythonCore\3.9\InstallPath"
    found = pythons(bare.windows(registry={key: {"": value}}))  # type: ignore[dict-item]

    assert found.found == ()
    assert [each.state for each in found.registry if "InstallPath" in each.source] == ["malformed"]


def test_a_denied_key_is_said_to_be_denied() -> None:
    found = pythons(bare.windows(denied_keys=[r"HKLM\SOFTWARE\Python"]))

    assert "denied" in {each.state for each in found.registry}


def test_a_bundled_python_is_named_after_its_product() -> None:
    prefix = r"C:\Program Files\ArcGIS\Pro\bin\Python\envs\arcgispro-py3"
    path = bare.WINDOWS_ENVIRONMENT["PATH"] + f";{prefix}"
    found = only(pythons(bare.windows({"PATH": path}, installed_windows(prefix, minor="311"))))

    assert (found.kind, found.product) == ("bundled", "ArcGIS")


def test_a_folder_that_may_not_be_listed_is_reported() -> None:
    found = pythons(bare.windows(denied_files=[f"{LOCAL}\\Programs\\Python"]))

    assert found.unreadable == (f"{LOCAL}\\Programs\\Python",)


def test_debian_python_has_its_version_and_is_of_the_system() -> None:
    header = {"/usr/include/python3.13/patchlevel.h": '#define PY_VERSION      \t "3.13.5"\n'}
    found = only(pythons(bare.linux(files=header)))

    assert (found.version, found.kind) == ("3.13.5", "system")
    assert found.runs_pyready


def test_debian_without_the_venv_package_lacks_ensurepip() -> None:
    files = {"/opt/python3/bin/python3": b"\x7fELF", **installed("/opt/python3", "3.12", ("venv",))}
    found = [each for each in pythons(bare.linux(files=files)).found if each.path.startswith("/opt")]

    assert {each.has_ensurepip for each in found} == {False}


def test_pyenv_and_uv_are_found_and_a_shim_is_only_a_switch() -> None:
    pyenv = "/home/jsmith/.pyenv/versions/3.12.3"
    uv = "/home/jsmith/.local/share/uv/python/cpython-3.14.10-linux-x86_64-gnu"
    files = {
        **installed(pyenv, "3.12"),
        f"{pyenv}/bin/python": b"\x7fELF",
        **installed(uv, "3.14"),
        f"{uv}/bin/python3": b"\x7fELF",
        "/home/jsmith/.pyenv/shims/python": "#!/bin/sh\n",
    }
    found = pythons(bare.linux({"PATH": "/home/jsmith/.pyenv/shims:/usr/bin"}, files))

    kinds = {each.kind: each.version for each in found.found}
    assert kinds == {"pyenv": "3.12.3", "uv": "3.14.10", "system": "3.13"}
    assert command(found, "python").kind == "switch"


def test_a_virtual_environment_on_path_is_told_from_its_base() -> None:
    venv = "/home/jsmith/work/.venv"
    files = {f"{venv}/bin/python": b"\x7fELF", f"{venv}/pyvenv.cfg": "home = /usr/bin\n"}
    looks = {f"{venv}/bin/python": Look("file", "/usr/bin/python3.13", 9)}
    found = pythons(bare.linux({"PATH": f"{venv}/bin:/usr/bin"}, files, looks=looks))

    assert {each.kind for each in found.found} == {"virtual-environment", "system"}
    assert command(found, "python").kind == "virtual-environment"


def test_a_path_of_two_thousand_entries_is_counted() -> None:
    entries = [f"/gone/{number}" for number in range(1990)] + [
        "relative",
        "./x",
        "/usr/bin",
        "/usr/bin",
        "",
        "/usr/bin/",
    ]
    found = pythons(bare.linux({"PATH": ":".join(entries)}))

    assert (found.path.entries, found.path.dead, found.path.relative, found.path.duplicate) == (1995, 1990, 2, 2)
    assert len(found.found) == 1


def test_bytes_that_are_not_text_in_path_are_shown_and_the_rest_is_read() -> None:
    found = pythons(bare.linux({"PATH": "/bad\udcff:/usr/bin"}))

    assert found.path.state == "malformed"
    assert len(found.found) == 1


def test_pyreadys_own_frozen_program_is_no_python_of_the_machine() -> None:
    system = bare.windows_system(python=Reading("missing", HOME + "\\Downloads\\pyready\\pyready.exe"))

    assert pythons(bare.windows(system=system)).found == ()


@pytest.mark.unmeasured
def test_a_python_among_fifty_thousand_programs_is_found() -> None:
    crowd: dict[str, str | bytes] = {f"/opt/crowd/bin/tool{number}": "" for number in range(50_000)}
    files = {**crowd, **installed("/opt/crowd", "3.12"), "/opt/crowd/bin/python3": b"\x7fELF"}
    found = pythons(bare.linux({"PATH": "/opt/crowd/bin:/usr/bin"}, files))

    assert {each.version for each in found.found if each.path.startswith("/opt/crowd")} == {"3.12"}
    assert found.complete


@POSIX
def test_a_folder_with_more_names_than_are_listed_is_said_to_be_seen_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_names(monkeypatch, 50)
    folder = tmp_path / "bin"
    folder.mkdir()
    seen = []
    for number in range(51):
        (folder / f"tool{number}").touch()
        found = pythons(recorded_host("linux", {"HOME": str(tmp_path), "PATH": str(folder)}, RealFiles()))
        seen.append(str(folder) not in found.unreadable)

    assert seen == [True] * 50 + [False]


@POSIX
def test_links_that_lead_back_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python3").symlink_to(folder / "python3")
    (folder / "python3.12").symlink_to(tmp_path / "again" / "python3.12")
    (tmp_path / "again").symlink_to(folder)
    (tmp_path / ".pyenv").mkdir()
    (tmp_path / ".pyenv" / "versions").symlink_to(tmp_path / ".pyenv")
    found = pythons(recorded_host("linux", {"HOME": str(tmp_path), "PATH": str(folder)}, RealFiles()))

    assert [each.path for each in found.found if each.path.startswith(str(tmp_path))] == []
    assert found.complete


# --- the build -------------------------------------------------------------------------------------------------------


def registered(tag: str, folder: str, view: str = "", **values: str) -> dict[str, dict[str, str]]:
    key = f"HKLM\\SOFTWARE\\{view}Python\\PythonCore\\{tag}"
    return {key: {"Version": "3.13.1", **values}, f"{key}\\InstallPath": {"": folder}}


@for_each(
    ("folder", "registry", "expected"),
    [
        ("C:\\Py", registered("3.13-32", "C:\\Py", SysArchitecture="32bit"), "x86"),
        ("C:\\Py", registered("3.13", "C:\\Py", SysArchitecture="64bit"), "x86_64"),
        ("C:\\Py", registered("3.13-arm64", "C:\\Py", SysArchitecture="64bit"), "arm64"),
        ("C:\\Py", registered("3.13-32", "C:\\Py"), "x86"),
        ("C:\\Py", registered("3.13", "C:\\Py", "WOW6432Node\\"), "x86"),
        ("C:\\Py", registered("3.13", "C:\\Py"), ""),
        (f"{LOCAL}\\Programs\\Python\\Python313-32", {}, "x86"),
        (f"{LOCAL}\\Programs\\Python\\Python313-arm64", {}, "arm64"),
        (f"{LOCAL}\\Programs\\Python\\Python313", {}, ""),
        (f"{LOCAL}\\Python\\pythoncore-3.13-64", {}, "x86_64"),
        (f"{LOCAL}\\Python\\pythoncore-3.13-32", {}, "x86"),
        (f"{LOCAL}\\uv\\python\\cpython-3.13.1-windows-x86-none", {}, "x86"),
        (f"{LOCAL}\\uv\\python\\cpython-3.13.1-windows-x86_64-none", {}, "x86_64"),
        (f"{LOCAL}\\uv\\python\\cpython-3.13.1-windows-aarch64-none", {}, "arm64"),
    ],
)
def test_the_width_is_told_by_registry_and_folder(folder: str, registry: dict[str, Any], expected: str) -> None:
    found = only(pythons(bare.windows(files=installed_windows(folder), registry=registry)))

    assert found.architecture == expected


def test_the_program_itself_outranks_what_others_say_of_its_width() -> None:
    folder = f"{LOCAL}\\Programs\\Python\\Python313"
    narrow = {f"{folder}\\python.exe": program(wide=False)}

    assert only(pythons(bare.windows(files=installed_windows(folder) | narrow))).architecture == "x86"


@for_each(
    ("change", "expected"),
    [
        ({}, (False, False)),
        ({"python314._pth": "."}, (False, True)),
        ({"python314t.dll": b"MZ"}, (False, False)),
        ({"python314.dll": None, "python314t.dll": b"MZ"}, (True, False)),
    ],
)
def test_free_threaded_and_embeddable_builds_are_told_by_their_files(
    change: dict[str, str | bytes | None], expected: tuple[bool, bool]
) -> None:
    folder = f"{LOCAL}\\Programs\\Python\\Python314"
    files: dict[str, Any] = installed_windows(folder, minor="314") | {
        f"{folder}\\{name}": c for name, c in change.items()
    }
    found = only(pythons(bare.windows(files={path: content for path, content in files.items() if content is not None})))

    assert (found.free_threaded, found.embeddable) == expected


def test_a_free_threaded_program_beside_the_usual_one_is_told_by_its_name() -> None:
    folder = "C:\\Program Files\\Python314"
    files = installed_windows(folder, minor="314") | {f"{folder}\\python3.14t.exe": b"MZ"}
    key = "HKLM\\SOFTWARE\\Python\\PythonCore\\3.14t"
    registry = {key: {"Version": "3.14.1"}, f"{key}\\InstallPath": {"ExecutablePath": f"{folder}\\python3.14t.exe"}}
    found = pythons(bare.windows(files=files, registry=registry)).found

    assert {each.path.rpartition("\\")[2]: each.free_threaded for each in found} == {
        "python3.14t.exe": True,
        "python.exe": False,
    }


def test_jupyterlab_that_came_with_it_is_seen() -> None:
    folder = f"{LOCAL}\\Programs\\Python\\Python313"
    files = installed_windows(folder) | {f"{folder}\\Lib\\site-packages\\jupyterlab-4.5.0.dist-info\\METADATA": ""}

    assert only(pythons(bare.windows(files=files))).jupyterlab == "4.5.0"
    assert only(pythons(bare.windows(files=installed_windows(folder)))).jupyterlab == ""


# --- usual places ----------------------------------------------------------------------------------------------------


@for_each(
    "folder",
    [
        f"{HOME}\\WPy64-31390\\python",
        f"{HOME}\\Downloads\\WPy64-3890\\python-3.8.9.amd64",
        f"{HOME}\\Desktop\\WPy64-31390\\python",
        f"{LOCAL}\\Programs\\WinPython\\WPy64-31390\\python",
        f"{LOCAL}\\Programs\\WinPython",
        f"{LOCAL}\\Programs\\python-3.13",
        f"{LOCAL}\\uv\\python\\cpython-3.13.1-windows-x86_64-none",
        f"{HOME}\\first-python\\.conda",
    ],
)
def test_a_python_that_registers_nothing_is_found_where_it_usually_is(folder: str) -> None:
    assert only(pythons(bare.windows(files=installed_windows(folder)))).seen_by == ("folder",)


def test_the_python_of_a_conda_is_found_where_the_conda_is() -> None:
    folder = "C:\\ProgramData\\miniconda3"
    files = installed_windows(folder) | {f"{folder}\\conda-meta\\conda-25.11.0-py313_0.json": "{}"}
    host = bare.windows(files=files)
    found = only(look(host, (CONDA, PROBE)).facts[Pythons])

    assert (found.seen_by, found.kind, found.product) == (("conda",), "conda", "miniconda")
    assert facts_of(host, CondaFacts, CONDA).installations == (Installation(folder, "miniconda", "25.11.0"),)


def test_the_python_of_a_conda_on_posix_is_found_too() -> None:
    top = "/opt/miniforge3"
    files = {f"{top}/conda-meta/conda-25.11.0-py313_0.json": "{}", f"{top}/bin/python3": b"\x7fELF"}
    host = bare.linux(files=installed(top, "3.13") | files)
    found = look(host, (CONDA, PROBE)).facts[Pythons].found

    assert [each.path for each in found if each.kind == "conda"] == ["/opt/miniforge3/bin/python3"]


# --- the install manager ---------------------------------------------------------------------------------------------

APPS = f"{LOCAL}\\Microsoft\\WindowsApps"
MANAGER = "PythonSoftwareFoundation.PythonManager_qbz5n2kfra8p0"
ALIASES = {f"{APPS}\\{name}": Look("app-link", f"{APPS}\\{name}", 0, MANAGER) for name in ("py.exe", "pymanager.exe")}


@for_each(
    ("looks", "files", "expected"),
    [
        ({}, {}, ("nothing", "nothing")),
        (ALIASES, {}, ("install-manager", "install-manager")),
        (ALIASES, {"C:\\Windows\\py.exe": b"MZ"}, ("launcher", "install-manager")),
        ({}, {"C:\\Windows\\py.exe": b"MZ"}, ("launcher", "nothing")),
    ],
    ids=["neither", "the manager", "an older py in front of it", "an older py alone"],
)
def test_the_install_manager_is_told_from_the_older_py(looks: Any, files: Any, expected: tuple[str, str]) -> None:
    found = pythons(
        bare.windows(
            looks={bare.STUB: Look("app-link", bare.STUB, 0, "Microsoft.DesktopAppInstaller_8")} | looks, files=files
        )
    )

    assert (command(found, "py").kind, command(found, "pymanager").kind) == expected


@pytest.mark.parametrize(("kind", "complete"), [("timed-out", False), ("crashed", False), ("not-asked", True)])
def test_where_condas_could_not_be_looked_for_the_list_is_not_complete(kind: Any, complete: bool) -> None:
    facts = given("windows").with_entry(CondaFacts, Absent(kind, "no answer"))

    assert PROBE.collect(bare.windows(), facts).complete is complete


# --- environments of conda -------------------------------------------------------------------------------------------

LIST = f"{HOME}\\.conda\\environments.txt"
WORK = f"{HOME}\\envs\\work"
CONDA_META = f"{WORK}\\conda-meta\\python-3.13.9-h_0.json"


def environment(*lines: str, **more: Any) -> Pythons:
    files = {**installed_windows(WORK), CONDA_META: "", LIST: "\n".join(lines)}
    return pythons(bare.windows(files=files, **more))


def test_the_python_of_an_environment_that_conda_lists_is_found() -> None:
    found = only(environment("C:\\gone", WORK, WORK, "no path", ""))

    assert (found.path, found.kind, found.version) == (f"{WORK}\\python.exe", "conda", "3.13.9")
    assert found.seen_by == ("environment",)


def test_environments_in_the_folders_of_a_conda_are_found_without_the_list() -> None:
    root = f"{HOME}\\miniforge3"
    files = {**installed_windows(f"{root}\\envs\\a"), **installed_windows(f"{HOME}\\.conda\\envs\\b")}
    files |= {f"{root}\\conda-meta\\conda-26.7.2-0_0.json": "", f"{root}\\envs\\a\\conda-meta\\history": ""}
    found = look(bare.windows(files=files)).facts[Pythons].found

    assert [each.path for each in found] == [f"{root}\\envs\\a\\python.exe", f"{HOME}\\.conda\\envs\\b\\python.exe"]


def test_an_environment_on_a_server_is_not_looked_at_and_not_taken_for_none() -> None:
    found = environment("\\\\fs01\\envs\\work")

    assert (found.found, found.unreadable) == ((), ("\\\\fs01\\envs\\work",))


def test_a_list_that_cannot_be_read_is_not_taken_for_none() -> None:
    assert environment(denied_files=[LIST]).unreadable == (LIST,)
    assert pythons(bare.windows(files={LIST: b"x" * 5_000_000})).unreadable == (LIST,)


def test_a_list_without_end_is_cut_and_odd_lines_are_left_alone() -> None:
    lines = [f"C:\\gone\\{number}" for number in range(5000)]

    assert environment(*lines).found == ()
    assert environment("\ufeff" + WORK, "\t" + WORK, "C:\\a\x00b", "\udcff").found[0].path == f"{WORK}\\python.exe"


def test_any_other_python_is_preferred_to_one_of_an_environment() -> None:
    other = f"{LOCAL}\\Programs\\Python\\Python313"
    lab = f"{WORK}\\Lib\\site-packages\\jupyterlab-4.5.0.dist-info\\METADATA"
    files = {**installed_windows(WORK), **installed_windows(other), CONDA_META: "", LIST: WORK, lab: ""}
    alone = {path: data for path, data in files.items() if not path.startswith(other)}
    both, one = (look(bare.windows(files=each)).facts for each in (files, alone))

    assert len(both[Pythons].found) == 2
    assert [found.path for found in (best(both), best(one)) if found] == [f"{other}\\python.exe", f"{WORK}\\python.exe"]
