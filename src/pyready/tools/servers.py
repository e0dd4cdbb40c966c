"""The servers to look at: the known ones, and the indexes that pip and uv are set to use."""

from collections.abc import Sequence

from pyready.knowledge.endpoints import Endpoint
from pyready.knowledge.endpoints import endpoints as known
from pyready.knowledge.site_profile import SiteProfile
from pyready.model.host import Platform
from pyready.model.tool_settings import Setting, Settings
from pyready.tools.pip import Pip
from pyready.tools.uv import Uv

PIP_INDEX, UV_INDEX = "pip-index", "uv-index"
"""The groups of the indexes that the two are set to use; the ids of the first in each."""
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
    return (*servers, *(each for each in made if each.url not in pages))


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
