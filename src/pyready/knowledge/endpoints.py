"""The endpoints: which small object is asked of which server, for which tools. Data in `endpoints.toml`."""

import datetime as dt
from typing import ClassVar, Literal
from urllib.parse import urlsplit

import msgspec

from pyready.knowledge.index_hosts import NoIndexHosts, index_hosts
from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.site_profile import SiteEndpoint, SiteProfile
from pyready.model.host import Platform

Expect = Literal["html", "json", "binary", "any"]


class Endpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One server and the small object that is asked of it."""

    id: str
    url: str
    group: str = "site"
    """The need it belongs to: a route needs all the endpoints of a group."""
    title: str = ""
    tools: tuple[str, ...] = msgspec.field(default=(), name="for")
    redirects: tuple[str, ...] = ()
    """Other hosts that may take over; one without a port on the scheme's own port."""
    redirects_unsure: tuple[str, ...] = ()
    """The same, not seen to be needed lately."""
    expect: Expect = "any"
    holds: str = ""
    """A word of the true page that a block page does not hold; empty to look at the kind of page only."""
    purpose: str = ""
    """What it is wanted for; `{0}` stands for the first of `redirects_unsure`."""
    often: Literal["", "install", "once", "use"] = ""
    files: str = ""
    """Of which kinds the files are that come from it."""
    size: str = ""
    """And how large they are at most, in words; empty where `download` says it."""
    download: int = 0
    """Megabytes of the one file that a browser brings from it; 0 where it brings none, or its size is not known."""
    source: str = ""
    checked: dt.date | None = None
    until: dt.date | None = None
    """The last day on which it holds, where that is known."""
    unsure: bool = False
    """Not read in the maker's own text or code that this is the host; where it leads to is not known either."""
    platforms: tuple[Platform, ...] = ()
    """The systems whose routes need it, where not all do: nowhere else is it contacted."""
    licence: str = ""
    """Looked at only where the site profile says that the organisation holds this licence."""
    own: bool = False
    """From the site profile: a server of the organisation's choice, not a public one."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host it may lead to, its own first."""
        return (urlsplit(self.url).hostname or "", *self.redirects, *self.redirects_unsure)


class Group(Row, frozen=True, forbid_unknown_fields=True):
    """Endpoints that a route needs together; the checks that ask for them are made from this."""

    table: ClassVar[str] = "endpoints"
    id: str
    title: str = ""
    """What it is called inside a sentence; empty: as its first endpoint."""
    weight: Literal["blocker", "limit", "note"] = "blocker"
    guide: str = "proxy"
    by_requests: bool = False
    """Python programs fetch from it as well."""
    second_best: bool = False
    """Another route does the same: a request to IT does not grow by these."""
    browser: bool = False
    """Opened in the browser, which signs in to a proxy by itself."""
    uninspected: bool = False
    """Its maker does not support connections that somebody on the way inspects."""

    @property
    def called(self) -> str:
        """Its name inside a sentence."""
        return self.title or next(each.title for each in known().endpoint if each.group == self.id)


class Known(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole; `date` is the day it was last gone through."""

    group: tuple[Group, ...]
    endpoint: tuple[Endpoint, ...]


known = reader("endpoints", Known)
"""The built-in endpoints, addresses with their placeholders."""


def group_of(name: str) -> Group:
    """The group of this id. Raises StopIteration where there is none."""
    return next(each for each in known().group if each.id == name)


def endpoints(site: SiteProfile | None = None, platform: Platform | None = None) -> tuple[Endpoint, ...]:
    """Every endpoint to look at, ready to use: the site profile's in place of the built-in ones of the same id.

    With a platform, only those that its routes need. Raises NoIndexHosts when the public index is needed and pip does
    not name it.
    """
    built_in = {each.id: each for each in known().endpoint}
    own = {each.id: _own(each, built_in.get(each.id)) for each in _named(site)}
    only_own = site is not None and site.only_these_endpoints
    held = {"", *(("anaconda",) if site is not None and site.conda.anaconda_licence else ())}
    if asks_own_index(site):
        built_in.pop("index-files")  # an index of one's own names its own files
    wanted = own if only_own else {name: each for name, each in (built_in | own).items() if each.licence in held}
    here = (each for each in wanted.values() if not platform or not each.platforms or platform in each.platforms)
    return tuple(map(_filled, here))


def hosts(site: SiteProfile | None = None) -> dict[str, str]:
    """The host of each endpoint that is used here, by id; none when pip does not name the public index."""
    try:
        return {each.id: each.hosts[0] for each in endpoints(site)}
    except NoIndexHosts:
        return {}


def asks_own_index(site: SiteProfile | None) -> bool:
    """Whether the index that the profile names is the one that is looked at, in place of the public one."""
    if site is None or not site.index.url or site.only_these_endpoints:
        return False
    server = urlsplit(site.index.url).netloc
    return all(urlsplit(each.url).netloc == server for each in site.endpoint if each.id == "index")


def _named(site: SiteProfile | None) -> tuple[SiteEndpoint, ...]:
    """The servers of the profile; its index takes the place of the public one, unless it names that server itself."""
    if site is None:
        return ()
    if not asks_own_index(site) or any(each.id == "index" for each in site.endpoint):
        return site.endpoint
    url = f"{site.index.url.rstrip('/')}/pip/"
    return (SiteEndpoint("index", url, title="your organisation's package index"), *site.endpoint)


def _own(given: SiteEndpoint, built_in: Endpoint | None) -> Endpoint:
    base = built_in or Endpoint(given.id, given.url)
    expect: Expect = msgspec.convert(given.expect or (base.expect if built_in else "any"), Expect)
    return msgspec.structs.replace(
        base,
        url=given.url,
        title=given.title or base.title or given.id,
        group=given.group or base.group,
        tools=given.tools or base.tools,
        redirects=given.redirects,
        redirects_unsure=(),
        expect=expect,
        holds="",  # the word belongs to the public page; a mirror's page has its own
        unsure=False,
        licence="",
        own=True,
    )


def _filled(each: Endpoint) -> Endpoint:
    if "{" not in each.url or each.own:
        return each
    names = index_hosts()
    url = each.url.replace("{index}", names.index).replace("{files}", names.files)
    return msgspec.structs.replace(each, url=url)
