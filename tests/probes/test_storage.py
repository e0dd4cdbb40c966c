"""The folders a Python would live in, from recorded machines."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import facts_of, look
from pyready.knowledge.site_profile import Folders, SiteProfile
from pyready.model.anchors import Anchored
from pyready.model.host import Drive, Host, Look, Reading, Space
from pyready.probes.site import Site
from pyready.probes.storage import PROBE, Folder, Storage, work_place
from pyready.recorded.host import RecordedSystem


def storage(host: Host) -> Storage:
    return facts_of(host, Storage, PROBE)


def home(path: str, variables: Mapping[str, str] | None = None, **more: Any) -> Folder:
    """The facts about a home folder that stands at that path."""
    files = {f"{path}\\a.txt": ""}
    return storage(bare.windows({"USERPROFILE": path, **(variables or {})}, files, **more)).home


def test_home_and_tools_of_a_laptop() -> None:
    found = storage(bare.windows())

    assert (found.home.path, found.tools.path) == (HOME, LOCAL)
    assert found.home.state == found.tools.state == "set"
    assert found.home.space == Reading("set", Space(50_000_000_000), HOME)
    assert found.home.drive.value == Drive("local", top="C:\\")
    assert found.home.writable.value is True
    assert found.home.length == len(HOME)
    marks = (found.home.unc, found.home.in_onedrive, found.home.has_space, found.home.has_apostrophe)
    assert (*marks, found.home.non_ascii, found.home.other_marks) == (False, False, False, False, False, "")


def test_on_linux_both_are_the_home_folder() -> None:
    found = storage(bare.linux({"LOCALAPPDATA": "C:\\wine"}))

    assert found.home == found.tools
    assert found.home.path == "/home/jsmith"


@for_each(
    ("path", "unc"),
    [
        ("\\\\fs01.trust.example\\home$\\jsmith", True),
        ("//fs01/home/jsmith", True),
        ("\\\\?\\UNC\\fs01\\home\\jsmith", True),
        ("\\\\?\\C:\\Users\\jsmith", False),
        ("H:\\", False),
    ],
)
def test_a_home_on_a_server_is_told_by_its_path(path: str, unc: bool) -> None:
    assert home(path).unc is unc


def test_a_home_on_a_mapped_drive_is_told_by_its_drive() -> None:
    found = home("H:\\jsmith", drives={"H:\\": Drive("network")})

    assert not found.unc
    assert found.drive.value == Drive("network", top="H:\\")


ONEDRIVE = "C:\\Users\\jane\\OneDrive - Some Trust"


@for_each("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
@for_each(
    ("path", "inside"),
    [
        (ONEDRIVE, True),
        (ONEDRIVE + "\\Documents", True),
        (ONEDRIVE.upper() + "\\x", True),
        (ONEDRIVE + " (old)", False),
        ("C:\\Users\\jane", False),
    ],
)
def test_a_home_in_onedrive(path: str, inside: bool, variable: str) -> None:
    assert home(path, {variable: ONEDRIVE}).in_onedrive is inside


@for_each(
    ("name", "space", "apostrophe", "non_ascii", "marks"),
    [
        ("Ann O'Neil", True, True, False, ""),
        ("Zoë", False, False, True, ""),
        ("Zoe\u0308", False, False, True, ""),
        ("a&b (c)!", True, False, False, "!&()"),
        ("100%", False, False, False, "%"),
        ("a;b,c=d^", False, False, False, ",;=^"),
        ("jane.smith", False, False, False, ""),
    ],
)
def test_what_is_in_the_name_is_a_field_of_its_own(
    name: str, space: bool, apostrophe: bool, non_ascii: bool, marks: str
) -> None:
    found = home(f"C:\\Users\\{name}")

    assert (found.has_space, found.has_apostrophe, found.non_ascii) == (space, apostrophe, non_ascii)
    assert found.other_marks == marks


def test_a_folder_that_may_not_be_looked_at_is_denied() -> None:
    found = storage(bare.windows(denied_files=[LOCAL]))

    assert (found.home.state, found.tools.state) == ("set", "denied")
    assert (found.tools.writable.state, found.tools.writable.value) == ("denied", None)


def test_a_folder_that_is_not_there_is_not_set_and_not_unwritable() -> None:
    found = storage(bare.windows({"USERPROFILE": "C:\\Users\\nobody"})).home

    assert found.state == "not-set"
    assert (found.writable.state, found.writable.value) == ("not-set", None)


def test_a_file_where_the_home_should_be_is_malformed() -> None:
    assert storage(bare.windows(looks={HOME: Look("file", HOME)})).home.state == "malformed"


def test_without_variables_the_account_database_names_the_home() -> None:
    assert storage(bare.linux({"HOME": ""})).home.path == "/home/jsmith"
    assert storage(bare.windows({"USERPROFILE": "", "LOCALAPPDATA": ""})).tools.path == HOME


def test_without_any_home_nothing_is_found() -> None:
    found = storage(bare.windows({"USERPROFILE": "", "LOCALAPPDATA": ""}, system=RecordedSystem())).home

    assert (found.path, found.state, found.length) == ("", "not-set", 0)


SHELL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@for_each(
    ("variables", "path", "state", "top", "unc"),
    [
        ({}, f"{HOME}\\AppData\\Roaming", "set", "C:\\", False),
        ({"APPDATA": HOME}, HOME, "set", "C:\\", False),
        ({"APPDATA": "\\\\fs01\\profiles$\\jane"}, "\\\\fs01\\profiles$\\jane", "not-set", "\\\\fs01\\profiles$", True),
        ({"APPDATA": ""}, "", "not-set", "", False),
    ],
)
def test_the_folder_that_can_travel_is_the_one_that_a_variable_names(
    variables: Any, path: str, state: str, top: str, unc: bool
) -> None:
    found = storage(bare.windows(variables)).roaming

    assert found
    assert (found.path, found.state, found.unc) == (path, state, unc)
    assert (found.drive.value.top if found.drive.value else "") == top


def test_only_windows_has_a_folder_that_can_travel() -> None:
    assert storage(bare.linux({"APPDATA": "C:\\wine"})).roaming is None


LONG = r"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem"


def test_documents_are_where_the_settings_of_the_user_say() -> None:
    documents = f"{ONEDRIVE}\\Documents"
    host = bare.windows({"OneDriveCommercial": ONEDRIVE}, {f"{documents}\\a.txt": ""}, {SHELL: {"Personal": documents}})
    found = storage(host).projects

    assert found
    assert (found.path, found.state, found.in_onedrive) == (documents, "set", True)


def test_without_a_setting_they_are_at_the_usual_place() -> None:
    found = storage(bare.windows())

    assert found.projects
    assert (found.projects.path, found.projects.state) == (HOME + "\\Documents", "set")


@pytest.mark.parametrize(
    ("more", "state"),
    [({"denied_keys": [SHELL]}, "denied"), ({"registry": {SHELL: {"Personal": 7}}}, "malformed")],
)
def test_where_documents_are_may_not_be_known(more: Any, state: str) -> None:
    found = storage(bare.windows(**more)).projects

    assert found
    assert (found.path, found.state, found.writable.state) == ("", state, state)


@for_each(
    ("values", "denied", "state", "value"),
    [
        ({"LongPathsEnabled": 1}, [], "set", True),
        ({"LongPathsEnabled": 0}, [], "set", False),
        ({}, [], "not-set", None),
        ({"LongPathsEnabled": "1"}, [], "malformed", None),
        ({"LongPathsEnabled": 1}, [LONG], "denied", None),
    ],
)
def test_long_paths(values: Any, denied: list[str], state: str, value: bool | None) -> None:
    found = storage(bare.windows(registry={LONG: values}, denied_keys=denied)).long_paths

    assert (found.state, found.value) == (state, value)


def test_the_temporary_folder_is_the_one_that_a_variable_names() -> None:
    assert storage(bare.windows({"TEMP": "C:\\Gone"})).temp.state == "not-set"  # type: ignore[union-attr]
    assert storage(bare.linux({"TMPDIR": "/var/tmp"})).temp.path == "/var/tmp"  # type: ignore[union-attr]
    assert storage(bare.linux()).temp.path == "/tmp"  # type: ignore[union-attr]


def test_a_report_from_before_these_folders_were_looked_at_still_loads() -> None:
    old = msgspec.to_builtins(storage(bare.windows()))
    kept = {name: old[name] for name in ("home", "tools")}
    for each in kept.values():
        del each["western"]
    found = msgspec.convert(kept, Storage)

    assert (found.projects, found.temp, found.long_paths.state, found.home.western) == (None, None, "missing", None)
    assert found.roaming is None


@for_each(("name", "western"), [("Zoë", True), ("Łukasz", False), ("李", False), ("jane", True)])
def test_letters_of_the_british_code_page(name: str, western: bool) -> None:
    assert home(f"C:\\Users\\{name}").western is western


# --- the folder that IT names ----------------------------------------------------------------------------------------


def with_profile(tools: str) -> Storage:
    site = Site(SiteProfile(folders=Folders(tools=tools)))
    return look(bare.windows(files={"D:\\Analysts\\a": ""}), (PROBE,), site=site).facts[Storage]


@for_each(
    ("tools", "anchor", "rest"),
    [
        ("D:\\Analysts", "", "D:\\Analysts"),
        ("D:\\Analysts\\", "", "D:\\Analysts"),
        ("C:\\ProgramData\\Analysts", "ProgramData", "Analysts"),
        (f"{HOME}\\apps", "USERPROFILE", "apps"),
    ],
)
def test_the_folder_of_the_site_profile_is_where_programs_go(tools: str, anchor: str, rest: str) -> None:
    found = with_profile(tools)

    assert found.named == Anchored(anchor, rest)
    assert found.tools.path == tools.rstrip("\\")
    assert work_place(found) == "named"


@for_each("tools", ["", "\\\\server\\share", "relative\\folder", "https://trust.example/x"])
def test_what_is_no_folder_of_this_computer_is_left_alone(tools: str) -> None:
    found = with_profile(tools)

    assert (found.named, found.tools.path) == (None, f"{HOME}\\AppData\\Local")
    assert work_place(found) == "home"
