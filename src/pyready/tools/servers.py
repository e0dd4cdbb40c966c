"""The servers to look at: the known ones, and those that pip, uv and the install manager are set to use."""

from collections.abc import Sequence

from pyready.knowledge.endpoints import Endpoint
from pyready.knowledge.endpoints import endpoints as known
from pyready.knowledge.site_profile import SiteProfile
from pyready.model.host import Platform
from pyready.model.tool_settings import Setting, Settings
from pyready.tools.pip import Pip
from pyready.tools.python_manager import Manager
from pyready.tools.uv import Uv

PIP_INDEX, UV_INDEX, MANAGER_INDEX = "pip-index", "uv-index", "python-manager-index"
"""The groups of the indexes that the three are set to use; the ids of the first in each."""
MOST = 3
"""Indexes of one tool that are asked."""


def endpoints(site: SiteProfile | None, platform: Platform, settings: Settings | None) -> tuple[Endpoint, ...]:
    """Every endpoint to look at. Raises NoIndexHosts as the known ones do.

    An index with a sign-in is not asked. Nor is any where the profile limits pyready to its own servers, nor one that
    the profile names too: that one is asked already.
    """
    servers = known(site, platform)
    if site is not None and site.only_these_endpoints:
        return servers
    pip, uv = Pip(settings), Uv(settings)
    pages = {each.url for each in servers}
    made = (*_made("pip", PIP_INDEX, [pip.index] if pip.index else []), *_made("uv", UV_INDEX, uv.indexes))
    lists = _lists(settings) if platform == "windows" else []
    return (*servers, *(each for each in (*made, *lists) if each.url not in pages))


def _lists(settings: Settings | None) -> list[Endpoint]:
    """The list of Pythons in place of python.org's. IndexDownloader in pymanager 26.4b1 names the file so."""
    source = Manager(settings).source
    urls = [url.rstrip("/") for url in (source.addresses if source else ())]
    return [
        Endpoint(
            id=MANAGER_INDEX,
            url=url if url.casefold().endswith(".json") else f"{url}/index.json",
            group=MANAGER_INDEX,
            title="the list of Pythons that the install manager is set to use",
            tools=("python-manager",),
            expect="json",
            own=True,
        )
        for url in urls[:1]
    ]


def _made(tool: str, group: str, settings: Sequence[Setting]) -> list[Endpoint]:
    pages = list(dict.fromkeys(f"{url.rstrip('/')}/pip/" for each in settings for url in each.addresses))[:MOST]
    return [
        Endpoint(
            id=f"{group}-{number}" if number > 1 else group,
            url=page,
            group=group,
            title=f"the package index that {tool} is set to use",
            tools=(tool,),
            expect="html",
            own=True,
        )
        for number, page in enumerate(pages, 1)
    ]


def proxy_of(tool: str, group: str, settings: Settings | None) -> str:
    """The proxy, `host:port`, that a tool's own setting names for a group of servers; empty for none.

    One with a sign-in is not used: pyready signs in nowhere.
    """
    asked = {"pip": ("package-index", PIP_INDEX), "uv": ("package-index", "uv", UV_INDEX)}[tool]
    found = Pip(settings).value("proxy") if tool == "pip" else Uv(settings).proxy
    return found.proxy if found and group in asked and not found.with_sign_in else ""
