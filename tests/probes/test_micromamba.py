"""What micromamba reads beside conda's files, from recorded machines; and what counts of it.

A table of mamba 2.8.1, `libmamba/src/api/configuration.cpp`, read 2026-11-29; not yet seen running.
"""

import sys
from pathlib import Path

import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import facts_of
from pyready.model.host import Host
from pyready.probes.conda import PROBE, CondaFacts
from pyready.recorded.host import recorded_host
from pyready.tools.conda import Conda, Micromamba
from real_files import RealFiles

RC = f"{HOME}\\.mambarc"
LINUX_RC = "/home/jsmith/.mambarc"


def found(host: Host) -> CondaFacts:
    return facts_of(host, CondaFacts, PROBE)


def told(text: str | bytes, **variables: str) -> Micromamba:
    return Micromamba(found(bare.windows(variables, {RC: text})))


def test_without_files_and_variables_nothing_counts() -> None:
    assert found(bare.windows()).mambarcs == found(bare.linux()).mambarcs == ()


def test_its_files_on_windows_come_in_its_own_order() -> None:
    """compute_default_rc_sources: of the computer, of the root prefix, conda's of the person, its own."""
    files = {
        "C:\\ProgramData\\conda\\.condarc": "channels: [a]\n",
        "C:\\ProgramData\\conda\\.mambarc": "channels: [b]\n",
        f"{LOCAL}\\micromamba\\.mambarc": "channels: [c]\n",
        f"{HOME}\\AppData\\Roaming\\conda\\.condarc": "channels: [d]\n",
        f"{HOME}\\.condarc": "channels: [e]\n",
        f"{HOME}\\AppData\\Roaming\\mamba\\mambarc": "channels: [f]\n",
        f"{HOME}\\.mamba\\mambarc.d\\x.yml": "channels: [g]\n",
        RC: "channels: [h]\n",
        "C:\\named.yaml": "channels: [i]\n",
    }
    settings = Micromamba(found(bare.windows({"MAMBARC": "C:\\named.yaml"}, files)))

    assert [each.name for each in settings.channels] == list("abcdefghi")
    assert [each.scope for each in settings.files] == [
        *("computer", "computer", "installation", "roaming", "user", "user", "user", "user", "named")
    ]


def test_its_files_on_linux_come_in_its_own_order() -> None:
    files = {
        "/etc/conda/.condarc": "channels: [a]\n",
        "/var/lib/conda/.mambarc": "channels: [b]\n",
        "/home/jsmith/.condarc": "channels: [c]\n",
        "/home/jsmith/.config/mamba/.mambarc": "channels: [d]\n",
        LINUX_RC: "channels: [e]\n",
    }

    assert [each.name for each in Micromamba(found(bare.linux({}, files))).channels] == list("abcde")


def test_conda_reads_none_of_its_files() -> None:
    facts = found(bare.windows({"MAMBA_OFFLINE": "true"}, {RC: "offline: true\nchannel_alias: https://own.example\n"}))

    assert (Conda(facts).offline, Conda(facts).moved_by) == (None, None)


@for_each(
    ("text", "variables", "offline"),
    [
        ("offline: true\n", {}, True),
        ("offline: true\n", {"MAMBA_OFFLINE": "false"}, False),
        ("offline: false\n", {"MAMBA_OFFLINE": "true"}, True),
        ("", {"CONDA_OFFLINE": "true"}, False),  # it reads none of conda's variables but CONDA_CHANNELS
        ("", {"MAMBA_OFFLINE": ""}, False),
    ],
)
def test_a_variable_outranks_a_file(text: str, variables: dict[str, str], offline: bool) -> None:
    assert bool(told(text, **variables).offline) is offline


@for_each("value", ["1", "0", "maybe", "[", "true false"])
def test_a_variable_without_yes_or_no_ends_every_command(value: str) -> None:
    """ConfigurableImpl::compute throws on; yaml-cpp takes neither 1 nor 0 for yes or no."""
    stops = told("", MAMBA_OFFLINE=value).stops_at

    assert stops is not None
    assert (stops.path, stops.scope) == ("environment MAMBA_OFFLINE", "variable")


@for_each(
    ("text", "moved"),
    [
        ("", False),
        ("channel_alias: https://own.example/conda\n", True),
        ("channel_alias: https://conda.anaconda.org/\n", False),
        ("channel_alias: https://jo:hunter2@own.example/conda\n", True),
        ("custom_channels: {conda-forge: 'https://own.example'}\n", True),
        ("custom_channels: {other: 'https://own.example'}\n", False),
        ("custom_multichannels: {conda-forge: [a]}\n", True),
        ("mirrored_channels: {conda-forge: ['https://own.example']}\n", True),
        ("custom_channels: [conda-forge]\n", False),
        ("channel_alias: [x]\n", False),
    ],
)
def test_where_the_name_conda_forge_leads(text: str, moved: bool) -> None:
    settings = told(text)

    assert bool(settings.moved_by) is moved
    assert settings.fetches == ("conda-channels" if moved else "conda-forge")
    assert "hunter2" not in repr(settings.files)


def test_the_last_address_counts_and_conda_knows_no_mirrors() -> None:
    conda = {f"{HOME}\\.condarc": "mirrored_channels: {conda-forge: ['https://own.example']}\n"}
    mirrored = found(bare.windows(files=conda))
    home = told("channel_alias: https://own.example\n", MAMBA_CHANNEL_ALIAS="https://conda.anaconda.org")

    assert (Conda(mirrored).moved_by, bool(Micromamba(mirrored).moved_by)) == (None, True)
    assert home.moved_by is None


@for_each(
    ("written", "distrusts"),
    [
        ("truststore", True),
        ("'<system>'", False),
        ("true", False),
        ("false", False),
        ("C:\\gone.pem", True),
        (RC, False),
        ("$CERTS", False),  # only micromamba knows what it stands for
        ("\\\\fs01\\certs\\list.pem", False),  # a share is not looked at
    ],
)
def test_a_list_that_is_no_file_ends_every_download(written: str, distrusts: bool) -> None:
    assert bool(told(f"ssl_verify: {written}\n").distrusts_by) is distrusts
    assert told(f"ssl_verify: {written}\n", MAMBA_SSL_VERIFY="true").distrusts_by is None


def test_whether_it_asks_about_revocation() -> None:
    assert told("").asks_revocation
    assert not told("ssl_no_revoke: true\n").asks_revocation
    assert told("ssl_no_revoke: true\n", MAMBA_SSL_NO_REVOKE="false").asks_revocation


@for_each(
    "text",
    [
        "offline:\n\t- true\n",
        "offline: true\noffline: false\n",
        b"offline: \xff\n",
        "\ufeffoffline: false\n".encode("utf-16"),
        b"# " + b"x" * 5_000_000,
        "offline: [\n",
        "- offline\n",
        "offline: !!bool true\n",
    ],
)
def test_of_a_file_that_is_odd_it_is_not_known_what_counts(text: str | bytes) -> None:
    """load_rc_file passes over what yaml-cpp cannot read; which of these that is was not seen."""
    settings = told(text)

    assert settings.unread is not None
    assert (settings.stops_at, settings.offline) == (None, None)


def test_a_mark_before_the_text_changes_nothing() -> None:
    settings = told("offline: true\n".encode("utf-8-sig"))

    assert settings.offline is not None
    assert settings.unread is None


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
def test_a_folder_in_place_of_the_file_is_not_taken_for_no_file(tmp_path: Path) -> None:
    """micromamba reads the files in it."""
    (tmp_path / ".mambarc").mkdir()
    settings = Micromamba(found(recorded_host("linux", {"HOME": str(tmp_path)}, RealFiles())))

    assert settings.unread is not None


def test_a_file_of_another_name_in_a_variable_is_passed_over() -> None:
    """is_config_file wants one of the usual names; conda reads every name."""
    facts = found(bare.windows({"CONDARC": "C:\\mine.txt"}, {"C:\\mine.txt": "offline: true\n"}))

    assert Conda(facts).offline is not None
    assert Micromamba(facts).offline is None
