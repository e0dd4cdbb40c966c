"""What the tables say, as the advice uses it."""

import datetime as dt

import pytest

from pyready.knowledge import licences, pythons, sizes, tools, vendors


@pytest.mark.parametrize(
    ("tool", "version", "name", "expected"),
    [
        ("pip", "24.1.2", "system-trust", False),
        ("pip", "24.2", "system-trust", True),
        ("pip", "25.1", "system-trust-behind-proxy", False),
        ("pip", "25.2", "system-trust-behind-proxy", True),
        ("pip", "26.1", "system-trust-behind-https-proxy", False),
        ("pip", "26.2", "system-trust-behind-https-proxy", True),
        ("conda", "26.3.2", "truststore-behind-proxy", False),
        ("conda", "26.7.0", "truststore-behind-proxy", True),
        ("uv", "0.10.9", "system-certs-setting", False),
        ("uv", "0.13.9", "system-certs-setting", True),
        ("python-manager", "26.3", "any-no-proxy-goes-direct", False),
        ("python-manager", "26.4b1", "any-no-proxy-goes-direct", True),
        ("git", "2.51", "schannel-setting", True),
        ("python", "3.12", "strict-x509", False),
        ("python", "3.13", "strict-x509", True),
        ("pip", "", "system-trust", False),
        ("micromamba", "2.3", "system-trust", True),
    ],
)
def test_what_a_version_does(tool: str, version: str, name: str, expected: bool) -> None:
    assert tools.does(tool, version, name) is expected


def test_a_behaviour_that_no_table_holds_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        tools.behaviour("pip", "reads-minds")


def test_the_entries_are_unique_and_name_platforms_that_exist() -> None:
    rows = tools.known().behaviour
    assert len({(each.tool, each.id) for each in rows}) == len(rows)
    assert {platform for each in rows for platform in each.on} <= {"windows", "linux", "macos"}


def test_what_an_installer_brings() -> None:
    assert tools.shipped("miniforge", "conda") == "26.7.2"
    assert tools.shipped("miniforge", "pip") == ""


def test_the_recommended_version_is_supported_and_stays_so_where_certificates_are_too_loose() -> None:
    usual, why = pythons.recommended()
    strict, how = pythons.recommended(strict_fails=True)
    numbers = tuple(int(part) for part in strict.split("."))

    assert pythons.is_supported((numbers[0], numbers[1]), dt.date(2029, 12, 31))
    assert strict == usual  # an older one would be no way out: its installers are not renewed
    assert why
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
    assert len({each.route for each in rows}) == len(rows)
    for each in rows:
        assert 0 < each.least < each.needs < 20
