"""The endpoints: complete, sourced, and without the public index's names in any file."""

import sys
from pathlib import Path

import pytest

from pyready.knowledge import index_hosts
from pyready.knowledge.endpoints import endpoints, known
from pyready.knowledge.site_file import parse
from pyready.routes import ROUTES
from routes.needed import needed

WITH_ANACONDA = parse(b"[conda]\nanaconda_licence = true")


def test_each_built_in_endpoint_is_whole() -> None:
    found = known().endpoint
    assert len({each.id for each in found}) == len(found)
    assert {each.id for each in known().group} <= {each.group for each in found}
    for each in found:
        assert each.title
        assert each.tools
        assert each.source.startswith("https://")
        assert each.checked is not None
        assert not each.own


def test_a_server_is_looked_at_where_a_route_needs_it_and_nowhere_else() -> None:
    platforms = ("windows", "linux", "macos")
    for group in {each.group for each in known().endpoint}:
        needing = [route for route in ROUTES if f"{group}-by-system" in needed(route.id)]
        wanted = {platform for route in needing for platform in route.platforms} or set(platforms)
        for platform in platforms:
            asked = group in {each.group for each in endpoints(WITH_ANACONDA, platform)}
            assert asked == (platform in wanted), (group, platform)


def test_placeholders_are_filled_from_pip() -> None:
    names = index_hosts.index_hosts()
    by_id = {each.id: each for each in endpoints()}
    assert by_id["index"].url == f"{names.index}/simple/pip/"
    assert by_id["index-files"].hosts == (names.files,)
    assert all(each.url.startswith("https://") and "{" not in each.url for each in by_id.values())


def test_the_names_stand_in_no_file() -> None:
    names = index_hosts.index_hosts()
    hosts = (names.index.removeprefix("https://"), names.files)
    files = [path for path in Path(index_hosts.__file__).parents[1].rglob("*") if path.suffix in {".py", ".toml"}]
    assert len(files) > 10
    for path in files:
        assert not any(host in path.read_text(encoding="utf-8") for host in hosts), path


def test_without_pip_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    index_hosts.index_hosts.cache_clear()
    monkeypatch.setitem(sys.modules, "pip._internal.models.index", None)
    with pytest.raises(index_hosts.NoIndexHosts, match="pip that came with pyready is missing"):
        endpoints()
    profile = parse(b'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "https://p.example/simple/pip/"')
    assert endpoints(profile)[0].own  # an organisation with its own index can do without


def test_a_profile_replaces_and_adds() -> None:
    profile = parse(b"""
        [[endpoint]]
        id = "index"
        url = "https://packages.example/simple/pip/"
        redirects = ["blobs.example"]
        [[endpoint]]
        id = "our-conda"
        url = "https://packages.example/conda/"
        for = ["conda"]
    """)
    found = {each.id: each for each in endpoints(profile)}
    assert found.keys() == {each.id for each in known().endpoint if not each.licence} | {"our-conda"}
    index, added = found["index"], found["our-conda"]
    assert (index.own, index.group, index.title) == (True, "package-index", "the Python package index")
    assert index.hosts == ("packages.example", "blobs.example")
    assert index.tools == ("pip", "uv", "conda-pip")
    assert (index.expect, index.holds) == ("html", "")
    assert (added.own, added.group, added.title, added.tools) == (True, "site", "our-conda", ("conda",))
    assert (added.expect, found["python-org"].own) == ("any", False)


def test_only_these_endpoints() -> None:
    profile = parse(b'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "https://p.example/"')
    assert [each.id for each in endpoints(profile)] == ["index"]
    assert endpoints(parse(b"only_these_endpoints = true")) == ()


def test_the_servers_of_a_licence_are_looked_at_only_where_it_is_held() -> None:
    held = parse(b"[conda]\nanaconda_licence = true")
    assert {each.id for each in endpoints(held)} - {each.id for each in endpoints()} == {"anaconda-packages"}
    assert "anaconda-packages" not in {each.id for each in endpoints(parse(b""))}


def test_a_server_of_the_profile_is_not_doubted() -> None:
    profile = parse(b'[[endpoint]]\nid = "colab"\nurl = "https://notebooks.example/"')
    (own,) = [each for each in endpoints(profile) if each.id == "colab"]
    (public,) = [each for each in endpoints() if each.id == "colab"]
    assert (own.unsure, public.unsure) == (False, True)
