"""What the tables say, as the advice uses it."""

import datetime as dt
import importlib
from pathlib import Path

import msgspec
import pytest

from for_each import for_each
from pyready import knowledge
from pyready.knowledge import endpoints, licences, pythons, sizes, tools, vendors


@for_each(
    ("tool", "version", "name", "expected"),
    [
        ("python-manager", "26.3", "any-no-proxy-goes-direct", False),
        ("python-manager", "26.4b1", "any-no-proxy-goes-direct", True),
        ("python", "3.12", "strict-x509", False),
        ("python", "3.13", "strict-x509", True),
        ("python", "", "strict-x509", False),
    ],
)
def test_what_a_version_does(tool: str, version: str, name: str, expected: bool) -> None:
    assert tools.does(tool, version, name) is expected


@for_each(
    ("version", "python", "direct", "by_proxy", "by_https_proxy"),
    [
        ("24.1.2", (3, 12), False, False, False),
        ("24.2", (3, 12), True, False, False),
        ("25.1", (3, 12), True, False, False),
        ("25.2", (3, 12), True, True, False),
        ("26.1", (3, 12), True, True, False),
        ("26.2", (3, 12), True, True, True),
        ("26.2", (3, 9), False, False, False),
        ("26.2", None, False, False, False),
        ("", (3, 14), False, False, False),
    ],
)
def test_when_pip_trusts_what_the_system_trusts(
    version: str, python: tuple[int, int] | None, direct: bool, by_proxy: bool, by_https_proxy: bool
) -> None:
    row = tools.way("pip", version, "windows", python)

    assert [row.trusts_system(each) for each in ("", "http", "https")] == [direct, by_proxy, by_https_proxy]


@pytest.mark.parametrize(
    ("tool", "version", "platform", "untold", "direct", "by_proxy"),
    [
        ("conda", "4.9.2", "windows", False, True, False),
        ("conda", "26.3.2", "windows", False, True, False),
        ("conda", "26.7.0", "windows", False, True, True),
        ("conda", "", "linux", False, True, False),
        ("uv", "0.10.9", "windows", False, True, True),
        ("uv", "0.13.9", "linux", False, True, True),
        ("micromamba", "2.3", "windows", True, False, False),
        ("micromamba", "2.3", "linux", False, True, True),
        ("mamba", "1.5.8", "windows", False, True, True),
        ("pixi", "", "linux", False, True, True),
        ("python-manager", "26.3", "windows", True, False, False),
        ("git", "2.51", "windows", False, True, True),
        ("git", "2.51", "linux", True, False, False),
        ("requests", "2.32", "macos", False, True, True),
        ("vs-code", "1.107", "windows", True, False, False),
    ],
)
def test_whether_a_tool_trusts_the_system_untold_and_when_it_is_told(
    tool: str, version: str, platform: str, untold: bool, direct: bool, by_proxy: bool
) -> None:
    row = tools.way(tool, version, platform)

    assert row.trusts_system("http") is untold
    assert (row.heeds(behind_proxy=False), row.heeds(behind_proxy=True)) == (direct, by_proxy)


def test_what_tells_uv_depends_on_its_version() -> None:
    assert tools.way("uv", "0.10.9", "windows").told == "UV_NATIVE_TLS"
    assert tools.way("uv", "0.9.22", "windows").proxies == ("variables", "user")
    assert tools.way("uv", "0.9.23", "windows").proxies == ("setting", "variables", "user")
    assert tools.newest("uv", "windows").told == "UV_SYSTEM_CERTS"


def test_the_install_manager_goes_by_the_variables_from_one_version_on() -> None:
    assert tools.way("python-manager", "26.3", "windows").proxies == ("windows",)
    assert tools.way("python-manager", "26.4b1", "windows").proxies == ("variables", "windows")
    with pytest.raises(KeyError):
        tools.way("python-manager", "26.4", "linux")


def test_the_tools_that_the_advice_says_read_no_script_are_those_of_the_table() -> None:
    unable = set(tools.unable("windows", "pac"))

    assert {"pip", "uv", "conda", "git", "requests", "pixi", "mamba", "micromamba"} == unable
    assert {"pip", "uv", "conda"} <= set(tools.unable("windows", "negotiate"))
    assert "git" not in tools.unable("windows", "negotiate")


def test_for_every_version_of_a_tool_there_is_one_row_on_each_of_its_platforms() -> None:
    for row in tools.known().way:
        for platform in row.on or ("windows", "linux", "macos"):
            rows = tools.ways(row.tool, platform)
            assert rows[0].since == ""
            assert len({(each.since, each.python) for each in rows}) == len(rows)


def test_a_behaviour_that_no_table_holds_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        tools.behaviour("pip", "reads-minds")


def test_the_entries_are_unique_and_name_platforms_that_exist() -> None:
    rows = tools.known().behaviour
    assert len({(each.tool, each.id) for each in rows}) == len(rows)
    assert {platform for each in (*rows, *tools.known().way) for platform in each.on} <= {"windows", "linux", "macos"}


def test_what_an_installer_brings() -> None:
    assert tools.shipped("miniforge", "conda") == "26.7.2"
    assert tools.shipped("miniforge", "pip") == ""


def test_the_recommended_version_is_supported_and_stays_so_where_certificates_are_too_loose() -> None:
    usual, how = pythons.recommended_on(pythons.known().checked), pythons.known().strict_x509.why

    assert pythons.is_supported(pythons.numbers_of(usual.minor), dt.date(2029, 12, 31))
    assert (
        usual.minor == pythons.known().recommended
    )  # an older one would be no way out: its installers are not renewed
    assert pythons.known().why
    assert "truststore" in how
    assert "3.12" not in how


@pytest.mark.parametrize(
    ("issuers", "name"),
    [
        (("Zscaler Inc.",), "Zscaler"),
        (("a shop", "ZSCALER INC."), "Zscaler"),
        (("Palo Alto Networks Inc",), "Palo Alto Networks (Prisma Access, GlobalProtect)"),
        (("ca.trust.goskope.com",), "Netskope"),
        (("Forcepoint LLC",), "Forcepoint"),
        (("Cisco Umbrella Root",), "Cisco Umbrella"),
        (("Sophos Ltd",), "Sophos"),
        (("Fortinet",), "Fortinet"),
        (("Gateway CA - Cloudflare Managed G1 a1b2c3", "Cloudflare, Inc."), "Cloudflare Zero Trust (WARP)"),
        (("Cato Networks Root CA",), "Cato Networks"),
        (("McAfee Web Gateway",), "Skyhigh Security (McAfee Web Gateway)"),
        (("Blue Coat ProxySG",), "Broadcom (Blue Coat, Symantec)"),
        (("Cloudflare TLS Issuing ECC CA 1", "Cloudflare, Inc."), ""),
        (("Cisco",), ""),
        (("Sophosaurus Dig",), ""),
        (("Gateway CA", "mitmproxy"), ""),
        ((), ""),
    ],
)
def test_a_vendor_is_known_by_whole_words_of_an_issuer(issuers: tuple[str, ...], name: str) -> None:
    found = vendors.vendor_of(issuers)

    assert (found.name if found else "") == name


def test_the_words_are_written_in_small_letters() -> None:
    for each in vendors.known().vendor:
        assert each.words
        assert all(word == word.casefold() for word in each.words)


def test_only_anaconda_needs_a_licence() -> None:
    paid = {each.id: each.staff for each in licences.known().licence if each.staff}

    assert paid == {"anaconda": 200}
    assert {each.id for each in licences.known().licence} >= {"python", "conda-forge", "miniforge", "uv", "winpython"}
    with pytest.raises(KeyError):
        licences.licence("something")


def test_sizes_make_sense() -> None:
    rows = sizes.known().size
    assert len({each.id for each in rows}) == len(rows)
    assert not {each.id for each in rows} & {each.id for each in endpoints.known().endpoint}
    for each in rows:
        assert 0 <= each.least < each.needs < 20_000
        assert 0 < each.at_least <= each.needs
    assert {sizes.size_of(thing).id for thing in sizes.known().first} <= {each.id for each in rows}


def test_a_download_has_its_size_where_its_server_stands() -> None:
    found = sizes.size_of("miniforge-download")

    assert (found.needs, found.at_least) == (100, 100)
    assert "github.com" in found.what
    for nothing in ("winpython-download", "something"):
        with pytest.raises(KeyError):
            sizes.size_of(nothing)


def test_each_endpoint_says_once_how_large_its_files_are() -> None:
    assert [each.id for each in endpoints.known().endpoint if bool(each.size) == bool(each.download)] == []


def test_each_group_has_endpoints_and_a_name() -> None:
    with_endpoints = {each.group for each in endpoints.known().endpoint}
    for each in endpoints.known().group:
        assert each.id in with_endpoints
        assert each.called
    assert with_endpoints - {each.id for each in endpoints.known().group} == {"conda-forge", "anaconda"}


def test_a_packed_table_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "build"))
    tables = importlib.import_module("tables")
    for name in knowledge.TABLES:
        table = importlib.import_module(f"pyready.knowledge.{name}").known()
        file = Path(knowledge.__file__).with_name(f"{name}.toml")
        assert msgspec.json.decode(tables.packed(file), type=type(table)) == table, name
