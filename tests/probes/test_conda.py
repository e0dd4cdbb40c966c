"""Condas, their settings and environments, from recorded machines and real folders."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scanner import ScannerError

from for_each import for_each
from laptops import bare
from laptops.bare import HOME
from laptops.looking import facts_of
from needs import needs_modes
from pyready.model.host import Host
from pyready.probes.conda import PROBE, CondaFacts
from pyready.recorded.host import recorded_host
from real_files import MOST_NAMES, RealFiles

ROOT = "/home/jsmith/miniconda3"
META = {f"{ROOT}/conda-meta/conda-24.1.2-py311_0.json": "", f"{ROOT}/conda-meta/python-3.11.7-h2_0.json": "{"}
RC = "/home/jsmith/.condarc"


def conda(host: Host) -> CondaFacts:
    return facts_of(host, CondaFacts, PROBE)


def told(text: str | bytes, **more: str) -> CondaFacts:
    return conda(bare.linux(more, {**META, RC: text}))


def test_a_machine_without_conda_has_none() -> None:
    assert conda(bare.windows()) == conda(bare.linux()) == CondaFacts()


def test_a_conda_is_told_by_names_alone() -> None:
    found = conda(bare.linux(files=META)).installations[0]

    assert (found.root, found.product, found.conda) == (ROOT, "miniconda", "24.1.2")


def test_a_folder_of_that_name_without_a_conda_is_none() -> None:
    assert conda(bare.linux(files={f"{ROOT}/notes.txt": ""})).installations == ()


def test_a_root_that_may_not_be_listed_is_said_to_be_denied() -> None:
    assert [each.state for each in conda(bare.linux(denied_files=[ROOT])).unread] == ["denied"]


@for_each(
    ("written", "kind", "name"),
    [
        ("conda-forge", "conda-forge", ""),
        ("defaults", "anaconda", "defaults"),
        ("https://repo.anaconda.com/pkgs/main", "anaconda", "pkgs/main"),
        ("https://conda.anaconda.org/conda-forge/", "conda-forge", ""),
        ("https://conda.anaconda.org/anaconda", "anaconda", "anaconda"),
        ("bioconda", "named", "bioconda"),
        ("https://own.example/conda", "server", ""),
        ("/srv/channel", "folder", ""),
        ("file:///srv/channel", "folder", ""),
        ("https://[broken", "malformed", ""),
    ],
)
def test_kinds_of_channels(written: str, kind: str, name: str) -> None:
    channel = told(f"channels: ['{written}']\n").condarcs[0].channels[0]

    assert (channel.kind, channel.name) == (kind, name)


@for_each(
    ("servers", "http", "https"),
    [
        ("{http: 'http://p.example:80'}", "p.example:80", ""),
        ("{https: 'http://p.example:80'}", "", "p.example:80"),
        ("{all: 'http://p.example:80'}", "p.example:80", "p.example:80"),
        ("{all: 'http://a.example:1', https: 'http://p.example:80'}", "a.example:1", "p.example:80"),
        ("{ftp: 'http://p.example:80'}", "", ""),
        ("{https: 80}", "", ""),
        ("{https: 'no proxy'}", "", ""),
        ("http://p.example:80", "", ""),
        ("['http://p.example:80']", "", ""),
    ],
)
def test_a_proxy_is_for_the_kind_of_address_that_it_is_named_for(servers: str, http: str, https: str) -> None:
    found = told(f"proxy_servers: {servers}\n").condarcs[0]

    assert (found.proxy_http, found.proxy_https) == (http, https)


@for_each(
    "text",
    [
        "channels: ['https://jo:hunter2@own.example/c']\n",
        "channels: ['https://own.example/t/hunter2/c']\n",
        "channels: ['https://jo:hunter2@[broken/c']\n",
        "channel_alias: https://jo:hunter2@own.example/\n",
        "proxy_servers: {http: 'http://jo:hunter2@own.example:80'}\n",
        "default_channels: ['https://jo:hunter2@own.example/c']\n",
    ],
)
def test_a_sign_in_is_never_kept(text: str) -> None:
    found = told(text)

    assert "hunter2" not in repr(found)


@pytest.mark.unmeasured
@for_each(
    ("text", "reason"),
    [
        ("a: &a [x]\nchannels: *a\n", "anchors"),
        ("a: &a {b: 1}\nc: {<<: *a}\n", "anchors"),
        ("channels: !!python/name:os.system x\n", "tags"),
        ("channels: !mine [x]\n", "tags"),
        ("channels: " + "[" * 20_000, "not YAML"),
        ("channels: [a\n", "not YAML"),
        ("? [a]\n: b\n", "not YAML"),
        ("- a\n", "not a list of settings"),
        ("channels: \x01\n", "not YAML"),
        (b"channels: [\xff]\n", "not UTF-8"),
        (b"# " + b"x" * 10_000_000, "too large"),
    ],
)
def test_hostile_settings_are_one_line_and_the_rest_is_read(text: str | bytes, reason: str) -> None:
    found = told(text, CONDA_CHANNELS="conda-forge, bioconda")

    assert (found.condarcs[0].state, found.condarcs[0].channels) == ("malformed", ())
    assert reason in found.condarcs[0].reason
    assert [channel.kind for channel in found.condarcs[1].channels] == ["conda-forge", "named"]
    assert len(found.installations) == 1


@for_each("text", ["", "# nothing\n", "channels:\n", "channels: {a: b}\n", "7: x\nchannels: [3, null]\n"])
def test_settings_that_say_nothing_are_sound(text: str) -> None:
    assert [(each.state, each.channels) for each in told(text).condarcs] == [("set", ())]


def test_settings_come_in_condas_order() -> None:
    files = {
        "/etc/conda/.condarc": "channels: [a]\n",
        "/etc/conda/condarc.d/x.yml": "channels: [b]\n",
        "/home/jsmith/.config/conda/condarc": "channels: [c]\n",
        "/home/jsmith/.conda/.condarc": "channels: [d]\n",
        RC: "channels: [e]\n",
        "/named.yml": "channels: [f]\n",
    }
    found = conda(bare.linux({"CONDARC": "/named.yml"}, files))

    assert [each.channels[0].name for each in found.condarcs] == ["a", "b", "c", "d", "e", "f"]
    assert [each.scope for each in found.condarcs] == ["computer", "computer", "user", "user", "user", "named"]


def test_a_line_of_condas_list_that_is_no_folder_of_a_conda_is_left_alone() -> None:
    lines = f"{ROOT}\n{ROOT}/envs/a\n/gone\nC:\\Users\\x\n\n//server/share\n\xff\n"
    found = conda(bare.linux(files={**META, "/home/jsmith/.conda/environments.txt": lines.encode("latin-1")}))

    assert ([each.root for each in found.installations], found.unread) == ([ROOT], ())


def test_a_list_without_end_is_cut() -> None:
    lines = "".join(f"/gone/{number}\n" for number in range(3000)) + "/opt/far\n"
    far = {"/opt/far/conda-meta/conda-24.1.2-py311_0.json": ""}
    found = conda(bare.linux(files={**far, "/home/jsmith/.conda/environments.txt": lines}))

    assert (found.installations, found.complete) == ((), True)


def test_a_conda_inside_an_environment_is_no_installation() -> None:
    files = {f"{ROOT}/envs/a/conda-meta/conda-24.1.2-py311_0.json": ""}
    files |= {"/home/jsmith/.conda/environments.txt": f"{ROOT}/envs/a\n"}

    assert [each.root for each in conda(bare.linux(files={**META, **files})).installations] == [ROOT]


def test_a_network_root_in_a_variable_is_not_looked_at() -> None:
    found = conda(bare.windows({"CONDA_EXE": "\\\\fs01\\conda\\Scripts\\conda.exe"}))

    assert found.installations == ()


def test_the_paths_for_commands_hold_no_name() -> None:
    found = conda(bare.windows(files={f"{HOME}\\.condarc": "channels: [defaults]\n"}))

    assert (found.condarcs[0].command.anchor, found.condarcs[0].command.rest) == ("USERPROFILE", ".condarc")


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="paths and links of POSIX")


def real(tmp_path: Path, **variables: str) -> Host:
    return recorded_host("linux", {"HOME": str(tmp_path), **variables}, RealFiles())


@POSIX
def test_links_that_lead_back_are_not_followed_without_end(tmp_path: Path) -> None:
    root = tmp_path / "miniconda3"
    (root / "conda-meta").mkdir(parents=True)
    (root / "conda-meta" / "conda-24.1.2-py311_0.json").write_text("", encoding="utf-8")
    (root / "envs").symlink_to(root)
    (root / "conda-meta" / "again").symlink_to(root)
    found = conda(real(tmp_path))

    assert [each.conda for each in found.installations] == ["24.1.2"]


@POSIX
def test_a_conda_whose_folders_may_not_be_read(tmp_path: Path) -> None:
    root = tmp_path / "miniconda3"
    (root / "conda-meta").mkdir(parents=True)
    (root / "_conda.exe").write_text("", encoding="utf-8")
    (root / ".condarc").write_text("channels: [defaults]\n", encoding="utf-8")
    (root / ".condarc").chmod(0)
    (root / "conda-meta").chmod(0)
    try:
        needs_modes(root / "conda-meta", os.R_OK)
        found = conda(real(tmp_path)).installations[0]
    finally:
        (root / "conda-meta").chmod(0o700)

    assert (found.conda, [each.state for each in found.condarcs]) == ("", ["denied"])


@pytest.mark.unmeasured
def test_fifty_thousand_names_beside_a_conda_hide_nothing() -> None:
    files: dict[str, str | bytes] = {f"{ROOT}/conda-meta/package-{number}-0_0.json": "" for number in range(MOST_NAMES)}
    found = conda(bare.linux(files={**files, **META}))

    assert found.installations[0].conda == "24.1.2"


# --- what conda itself makes of a file -------------------------------------------------------------------------------


def conda_stops(text: str) -> bool:
    """What conda 26.7.1 does: `make_raw_parameters_from_file` and `_load_search_path`, which read by ruamel.yaml."""
    try:
        YAML(typ="rt").load(text)
    except (ScannerError, ReaderError):  # passed over with a warning
        return False
    except YAMLError:
        return True
    return False


ODD = {
    "a tab": "channels:\n\t- conda-forge\n",
    "a setting twice": "channels: [a]\nchannels: [b]\n",
    "a setting twice in a map": "proxy_servers:\n  http: a\n  http: b\n",
    "a bracket that is never closed": "channels: [a\n",
    "a control character": "channels: \x01\n",
    "a quote that is never closed": "channels: 'a\n",
    "two documents": "a: b\n---\nc: d\n",
    "sound": "channels:\n  - conda-forge\n",
}


@for_each("text", ODD.values(), ids=ODD)
def test_an_odd_file_is_malformed_and_said_to_stop_conda_where_that_is_known(text: str) -> None:
    (file,) = told(text).condarcs

    assert file.state == ("set" if text == ODD["sound"] else "malformed")
    assert file.fault == ("stops" if "twice" in file.reason else "")


@pytest.mark.unmeasured
@settings(max_examples=150)
@given(st.lists(st.sampled_from(["channels:", "  - a", "- b", "\t- c", "x: [a", "x: 'b", "x: c", "  x: d", "", "# e"])))
def test_no_file_that_conda_stops_at_is_called_sound_and_none_is_said_to_stop_it_that_does_not(
    lines: list[str],
) -> None:
    text = "\n".join(lines)
    (file,) = told(text).condarcs

    assert file.state == "malformed" or not conda_stops(text)
    assert conda_stops(text) or file.fault != "stops"


def test_what_limits_the_channels_is_read_and_no_server_is_kept() -> None:
    text = "allowlist_channels: [https://conda.trust.example/main]\noverride_channels_enabled: false\noffline: yes\n"
    file = told(text).condarcs[0]

    assert [each.kind for each in file.allowed] == ["server"]
    assert (file.override_channels, file.offline, file.denied) == (False, True, ())
    assert "trust.example" not in repr(file)


@for_each(
    ("written", "kept"),
    [
        ("defaults", "defaults"),
        ("pkgs/main", "pkgs/main"),
        ("https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/main"),
        ("https://conda.anaconda.org/conda-forge", "https://conda.anaconda.org/conda-forge"),
        ("https://own.example/conda", ""),
        ("https://jo:hunter2@repo.anaconda.com/pkgs/main", ""),
        ("https://repo.anaconda.com/x & calc", ""),
        ("/srv/channel", ""),
    ],
)
def test_a_channel_is_kept_as_it_is_written_where_it_is_public_and_plain(written: str, kept: str) -> None:
    assert told(f"channels: ['{written}']\n").condarcs[0].channels[0].written == kept
