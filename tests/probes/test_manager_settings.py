"""The settings of the Python Install Manager, from recorded machines; and what counts of them.

A table of python/pymanager 26.4b1, `src/manage/config.py`, read 2026-11-29; not yet seen running.
"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import facts_of
from pyready.formats.manager_files import PASSED_OVER, POLICY, TOOL
from pyready.model.host import Host
from pyready.model.tool_settings import SettingsFile
from pyready.probes.settings import PROBE, Settings
from pyready.tools.python_manager import Manager

RC = f"{HOME}\\AppData\\Roaming\\Python\\PyManager.json"
MORE = "C:\\more.json"
OWN, OTHER = "https://own.example/python/index.json", "https://other.example/index.json"
PUBLIC = "https://www.python.org/ftp/python/index-windows.json"


def found(host: Host) -> Settings:
    return facts_of(host, Settings, PROBE)


def told(text: str | bytes | dict[str, Any], **variables: str) -> Manager:
    data = json.dumps(text) if isinstance(text, dict) else text
    return Manager(found(bare.windows(variables, {RC: data})))


def policy(values: dict[str, Any], text: dict[str, Any] | None = None, **more: str) -> Manager:
    files: dict[str, str | bytes] = {RC: json.dumps(text or {}), **more}
    return Manager(found(bare.windows(files=files, registry={POLICY: values})))


def source(manager: Manager) -> tuple[str, ...]:
    return manager.source.addresses if manager.source else ()


def test_without_settings_nothing_counts() -> None:
    for host in (bare.windows(), bare.linux()):
        manager = Manager(found(host))
        assert (manager.source, manager.elsewhere, manager.stops_at, manager.unread) == (None, None, None, None)


def test_elsewhere_than_on_windows_there_is_none() -> None:
    settings = found(bare.linux({"PYTHON_MANAGER_SOURCE_URL": OWN}))

    assert not settings.of(TOOL)


@for_each(
    ("text", "variables", "expected"),
    [
        ({}, {"PYTHON_MANAGER_SOURCE_URL": OWN}, OWN),
        ({"install": {"source": OTHER}}, {"PYTHON_MANAGER_SOURCE_URL": OWN}, OTHER),  # a variable counts least
        ({"install": {"source": PUBLIC}}, {"PYTHON_MANAGER_SOURCE_URL": OWN}, ""),
        ({"install": {"source": ""}}, {"PYTHON_MANAGER_SOURCE_URL": OWN}, OWN),
        ({"source": OWN}, {}, ""),
        ({}, {"PYTHON_MANAGER_SOURCE_URL": PUBLIC}, ""),
        ({}, {"PYTHON_MANAGER_SOURCE_URL": "https://jo:hunter2@own.example/"}, ""),
    ],
)
def test_the_list_of_pythons_that_counts(text: dict[str, Any], variables: dict[str, str], expected: str) -> None:
    manager = told(text, **variables)

    assert source(manager) == ((expected,) if expected else ())
    assert "hunter2" not in repr(manager.source)


def test_a_policy_outranks_every_file_and_names_more_of_them() -> None:
    base = {"C:\\base.json": json.dumps({"install": {"source": OWN}, "install_dir": "D:\\Python"})}
    user = {"install": {"source": OTHER}}

    assert source(policy({"install.source": OWN}, user)) == (OWN,)
    assert source(policy({"base_config": "C:\\base.json"}, {}, **base)) == (OWN,)
    assert source(policy({"base_config": "C:\\base.json"}, user, **base)) == (OTHER,)
    moved = policy({"base_config": "C:\\base.json"}, user, **base).elsewhere
    assert moved is not None
    assert moved.scope == "computer"


def test_one_more_file_outranks_the_one_of_the_person() -> None:
    files: dict[str, str | bytes] = {
        RC: json.dumps({"install": {"source": OWN}}),
        MORE: json.dumps({"install": {"source": OTHER}}),
    }
    manager = Manager(found(bare.windows({"PYTHON_MANAGER_CONFIG": MORE}, files)))

    assert source(manager) == (OTHER,)


@for_each(
    ("text", "variables", "moved"),
    [
        ({"install_dir": f"{LOCAL}\\Python"}, {}, False),
        ({"install_dir": "%LocalAppData%\\Python"}, {}, False),
        ({"install_dir": "%LOCALAPPDATA%\\Programs\\Python"}, {}, True),
        ({"install_dir": "D:\\Python"}, {}, True),
        ({"install_dir": "\\\\fs01\\python"}, {}, True),
        ({"install_dir": "%OTHER%\\Python"}, {}, True),  # pyready does not know where that is
        ({"install_dir": None}, {}, False),
        ({"install_dir": 7}, {}, True),
        ({"default_platform": "-64"}, {}, False),
        ({"default_platform": "-32"}, {}, True),
        ({}, {"PYTHON_MANAGER_DEFAULT_PLATFORM": "-arm64"}, True),
        ({"default_platform": "-64"}, {"PYTHON_MANAGER_DEFAULT_PLATFORM": "-arm64"}, False),
        ({"automatic_install": False, "default_tag": "3.12"}, {}, False),
    ],
)
def test_where_its_python_goes(text: dict[str, Any], variables: dict[str, str], moved: bool) -> None:
    assert bool(told(text, **variables).elsewhere) is moved


@for_each(
    "text",
    [
        "",
        "{",
        "{'install': 1}",
        '{"install": {"source": "' + OWN + '",}}',
        '{"install_dir": "D:\\Python"}',  # one backslash: P is no letter after one
        b'{"install": "\xff"}',
        json.dumps({"install": {"source": OWN}}).encode("utf-16"),
        "{} {}",
    ],
)
def test_a_file_that_is_not_json_is_passed_over(text: str | bytes) -> None:
    """load_one_config warns and goes on at every ValueError, UnicodeDecodeError among them."""
    manager = told(text, PYTHON_MANAGER_SOURCE_URL=OTHER)

    assert (manager.stops_at, manager.unread, source(manager)) == (None, None, (OTHER,))
    assert SettingsFile(TOOL, RC, "malformed", PASSED_OVER, "user") in manager._files


@for_each("text", ["[]", "null", "7", '"x"', "[" * 100_000, '{"install": []}', '{"first_run": 1}'])
def test_at_json_of_another_form_every_command_ends(text: str) -> None:
    """A list has no `_config_files`; resolve_config raises InvalidConfigurationError."""
    stops = told(text).stops_at

    assert stops is not None
    assert (stops.path, stops.scope) == (RC, "user")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"install": {"source": OWN}}).encode("utf-8-sig"),
        '{\t"install":\t{"source": "' + OTHER + '", "source": "' + OWN + '"}}',  # the last of two counts
        '{"install": {"source": "' + OTHER + '"}, "install": {"source": "' + OWN + '"}}',
    ],
)
def test_a_mark_tabs_and_a_key_twice_change_nothing(text: str | bytes) -> None:
    assert source(told(text)) == (OWN,)


def test_what_pyready_cannot_read_is_not_taken_for_nothing() -> None:
    large = told(b'{"#": "' + b"x" * 5_000_000 + b'"}')
    denied = Manager(found(bare.windows(denied_files=[RC])))
    share = policy({"base_config": "\\\\fs01\\it\\base.json"})
    hidden = Manager(found(bare.windows(denied_keys=[POLICY])))

    assert [bool(each.unread) for each in (large, denied, share, hidden)] == [True] * 4


def test_the_file_of_an_appdata_folder_on_a_share_is_read() -> None:
    home = "\\\\fs01\\home$\\jane"
    files: dict[str, str | bytes] = {f"{home}\\Python\\PyManager.json": json.dumps({"install": {"source": OWN}})}

    assert source(Manager(found(bare.windows({"APPDATA": home}, files)))) == (OWN,)
    assert Manager(found(bare.windows({"APPDATA": home}))).unread is None


def test_a_value_of_another_kind_in_the_policy_is_not_taken_for_nothing() -> None:
    assert policy({"install.source": 7}).source is not None


@pytest.mark.unmeasured
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda each: st.lists(each) | st.dictionaries(st.sampled_from(["install", "source", "install_dir", "x"]), each),
        max_leaves=8,
    )
)
def test_every_json_is_read_and_one_that_is_an_object_says_something_or_nothing(value: Any) -> None:
    manager = told(json.dumps(value))

    assert manager.unread is None
    assert bool(manager.stops_at) or isinstance(value, dict)
