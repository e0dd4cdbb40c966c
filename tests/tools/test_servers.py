"""Which servers are looked at for the settings of pip and uv."""

import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME
from laptops.looking import facts_of
from pyready.knowledge.endpoints import endpoints as known
from pyready.knowledge.site_file import parse
from pyready.knowledge.site_profile import SiteProfile
from pyready.model.tool_settings import Settings
from pyready.probes.settings import PROBE
from pyready.tools.servers import MANAGER_INDEX, endpoints, proxy_of

PIP, UV = "C:\\ProgramData\\pip\\pip.ini", "C:\\ProgramData\\uv\\uv.toml"
OWN = "https://own.example/simple"


def settings(pip: str = "", uv: str = "") -> Settings:
    files = {path: text for path, text in ((PIP, pip), (UV, uv)) if text}
    return facts_of(bare.windows(files=files), Settings, PROBE)


def more(site: SiteProfile | None = None, **files: str) -> dict[str, str]:
    """The servers beside the known ones."""
    public = {each.id for each in known(site, "windows")}
    found = endpoints(site, "windows", settings(**files))
    return {each.id: each.url for each in found if each.id not in public}


def test_without_settings_there_is_none_beside_the_known_ones() -> None:
    assert more() == {}
    assert endpoints(None, "windows", None) == known(None, "windows")


def test_the_indexes_that_are_set_are_asked_for_one_small_page() -> None:
    both = '[[index]]\nurl = "https://more.example/s/"\n[[index]]\nurl = "https://own.example/simple"\ndefault = true\n'
    assert more(pip=f"[global]\nindex-url = {OWN}\n", uv=both) == {
        "pip-index": f"{OWN}/pip/",
        "uv-index": f"{OWN}/pip/",
        "uv-index-2": "https://more.example/s/pip/",
    }


@for_each(
    ("source", "asked"),
    [
        ("https://own.example/python/index.json", "https://own.example/python/index.json"),
        ("https://own.example/python/", "https://own.example/python/index.json"),
        ("https://jo:secret@own.example/python/", ""),
        ("C:\\\\python\\\\index.json", ""),
        ("https://www.python.org/ftp/python/index-windows-recent.json", ""),
    ],
)
def test_the_list_that_the_install_manager_is_set_to_use_is_asked(source: str, asked: str) -> None:
    file = {f"{HOME}\\AppData\\Roaming\\Python\\PyManager.json": f'{{"install": {{"source": "{source}"}}}}'}
    found = facts_of(bare.windows(files=file), Settings, PROBE)
    lists = [each.url for each in endpoints(None, "windows", found) if each.id == MANAGER_INDEX]

    assert lists == ([asked] if asked else [])
    assert MANAGER_INDEX not in {each.id for each in endpoints(None, "linux", found)}


@pytest.mark.parametrize("url", ["https://jo:secret@own.example/simple", "'https://own.example/simple'"])
def test_an_index_with_a_sign_in_or_without_an_address_is_not_asked(url: str) -> None:
    assert more(pip=f"[global]\nindex-url = {url}\n") == {}


@pytest.mark.parametrize(
    "profile",
    [
        f"[index]\nurl = '{OWN}'\n",
        f"[[endpoint]]\nid = 'index'\nurl = '{OWN}/pip/'\n",
        "only_these_endpoints = true\n[[endpoint]]\nid = 'index'\nurl = 'https://else.example/simple/pip/'\n",
    ],
)
def test_an_index_that_the_profile_names_too_is_asked_once(profile: str) -> None:
    assert more(parse(profile.encode()), pip=f"[global]\nindex-url = {OWN}\n") == {}


def test_the_index_of_a_profile_takes_the_place_of_the_public_one() -> None:
    found = {each.id: each for each in known(parse(f"[index]\nurl = '{OWN}/'\n".encode()), "windows")}

    assert (found["index"].url, found["index"].own, "index-files" in found) == (f"{OWN}/pip/", True, False)


@pytest.mark.parametrize("more", ["", "only_these_endpoints = true\n"])
def test_a_profile_that_names_another_server_for_the_index_has_that_one_asked(more: str) -> None:
    site = parse(f"{more}[index]\nurl = '{OWN}'\n[[endpoint]]\nid = 'index'\nurl = 'https://b.example/s/'\n".encode())
    found = {each.id: each.url for each in known(site, "windows")}

    assert found["index"] == "https://b.example/s/"
    assert ("index-files" in found) == (not more)


@for_each(
    ("tool", "group", "files", "proxy"),
    [
        ("pip", "package-index", {"pip": "[global]\nproxy = http://a:1\n"}, "a:1"),
        ("pip", "pip-index", {"pip": "[global]\nproxy = http://a:1\n"}, "a:1"),
        ("pip", "uv", {"pip": "[global]\nproxy = http://a:1\n"}, ""),
        ("pip", "package-index", {"pip": "[global]\nproxy = http://jo:secret@a:1\n"}, ""),
        ("uv", "package-index", {"pip": "[global]\nproxy = http://a:1\n"}, ""),
        ("uv", "uv", {"uv": 'https-proxy = "http://b:2"\n'}, "b:2"),
        ("pip", "package-index", {}, ""),
    ],
)
def test_a_tools_proxy_is_for_the_servers_of_that_tool(
    tool: str, group: str, files: dict[str, str], proxy: str
) -> None:
    assert proxy_of(tool, group, settings(**files)) == proxy
