r"""Patterns made from the names that are known: words by themselves, and short or common names in their contexts."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyready.net.address import is_loopback
from pyready.report.names import SAM_LENGTH, Identifiers, host_of
from pyready.report.patterns import LEFT, RIGHT, S
from pyready.report.wellknown import SHORT_NAMES, is_telling

_BESIDE = r"(?<![\w\\/:.\x00-])"
r"""Left of `DOMAIN\name`: not in the middle of a path."""
_JOINED = r"(?:[^\w\x00]|_)"
NO_NAME = r"(?!)"
"""A pattern that matches nothing."""


class Rule(NamedTuple):
    """A pattern (the group `name`, else the whole match, is replaced), and what it finds.

    `key` tells names of a kind apart; empty for the person, the computer and the first domain; None: the match itself.
    """

    pattern: re.Pattern[str]
    kind: str
    key: str | None = ""


def rules(names: Identifiers) -> tuple[Rule, ...]:
    """All rules for these names. Where two find the same place, the first one counts."""
    return (*_users(names), *_computers(names), *_servers(names), *_domains(names), *_learned(names))


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; without names one that never matches."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(map(spelled, ordered)) or NO_NAME


def spelled(name: str) -> str:
    """A pattern for a name whose parts may be joined otherwise: `jane.smith` is also `Jane Smith`, `jane_smith`.

    In short names something must stand between the parts: `an.other` is not `another`.
    """
    parts = re.findall(r"[^\W_]+", name)
    least = 0 if sum(map(len, parts)) >= 8 else 1
    cut = r"[\w.-]{0,64}" if len(name) == SAM_LENGTH else ""  # an account name of this length was cut off
    return f"{_JOINED}{{{least},4}}".join(map(re.escape, parts)) + cut


def _users(names: Identifiers) -> Iterator[Rule]:
    users = any_of(names.users)
    owners = any_of((*names.domains, *names.computers, "azuread"))
    yield _rule(rf"{LEFT}(?:{any_of(filter(is_telling, names.users))}){RIGHT}", "user")
    yield _rule(rf"{LEFT}(?:{owners}){S}(?P<name>{users}){RIGHT}", "user")
    yield _rule(rf"{LEFT}(?P<name>{users})@(?=[^\W\d]|\x00)", "user")  # not `python@3.12`, a package
    yield _rule(rf"[\\/]{{2,8}}[^\\/\s]{{1,80}}{S}[^\\/]{{1,80}}{S}(?P<name>{users})(?=[\\/.]|$)", "user")
    yield _rule(_shortened(names.folders), "user")
    for home in names.homes:
        yield _rule(_home(home), "user")


def _shortened(folders: Iterable[str]) -> str:
    r"""The 8.3 names of folders: `jane.smith` may be `JANESM~1`, `JANE~1.SMI` or, after four clashes, `JA3F0C~1`."""
    starts: set[str] = set()
    for folder in folders:
        for part in (folder, folder.rpartition(".")[0]):
            starts |= {re.sub(r"[ .]", "", part)[:6], re.sub(r"[^\w]", "", part)[:6]}
    starts -= SHORT_NAMES | {""}
    if not starts:
        return NO_NAME
    whole, two = "|".join(map(re.escape, sorted(starts))), "|".join(sorted({re.escape(start[:2]) for start in starts}))
    return rf"{LEFT}(?:{whole}|(?:{two})[0-9a-f]{{4}})~\d{{1,6}}(?:\.[^\W_]{{0,3}})?"


def _home(home: str) -> str:
    """The last two parts of the home folder, or its only part where a path begins; the last is replaced."""
    *above, last = [re.escape(part) for part in re.split(r"[\\/]+", home) if part]
    if above and not above[-1].endswith(":"):
        return rf"[\\/]{above[-1]}{S}(?P<name>{last}){RIGHT}"
    return rf"(?<![\w.)}}~\x00$%-])[\\/]{{1,8}}(?P<name>{last}){RIGHT}"


def _computers(names: Identifiers) -> Iterator[Rule]:
    computers, users = any_of(names.computers), any_of(names.users)
    domains = any_of(names.domains)
    yield _rule(rf"{LEFT}(?:{any_of(filter(is_telling, names.computers))}){RIGHT}", "computer")
    yield _rule(rf"[\\/]{{2,8}}(?P<name>{computers})(?=[\\/:]|$|\.(?:{domains}|local){RIGHT})", "computer")
    yield _rule(rf"@(?P<name>{computers}){RIGHT}", "computer")
    yield _rule(rf"{LEFT}(?P<name>{computers})\$", "computer")
    yield _rule(rf"{_BESIDE}(?P<name>{computers})\\{{1,4}}(?=(?:{users}){RIGHT}|\x00)", "computer")


def _domains(names: Identifiers) -> Iterator[Rule]:
    yield _rule(rf"{LEFT}(?:{any_of(filter(is_telling, names.organisations))}){RIGHT}", "domain")
    for number, domain in enumerate(names.domains):
        key = domain if number else ""
        if is_telling(domain):
            ending = re.escape(domain)
            yield Rule(re.compile(rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,8}}{ending}{RIGHT}"), "host", None)
            yield _rule(rf"{LEFT}(?:{spelled(domain)}){RIGHT}", "domain", key)
        name = rf"(?P<name>{spelled(domain)})"
        yield _rule(rf"{_BESIDE}{name}\\{{1,4}}(?=[\w\x00])", "domain", key)
        yield _rule(rf"@{name}{RIGHT}", "domain", key)
    anywhere = any_of(names.domains)
    yield Rule(re.compile(rf"(?<![\w.+-])(?P<name>[\w.+'-]{{1,64}})@(?:{anywhere}){RIGHT}"), "user", None)
    yield Rule(re.compile(rf"{_BESIDE}(?:{anywhere})\\{{1,4}}(?P<name>[\w.$'-]{{1,64}})(?![\\/\w])"), "user", None)


def _servers(names: Identifiers) -> Iterator[Rule]:
    """Servers that stood in fields of their own: the address as it stood there, and the host alone."""
    for kind, addresses in (("proxy", names.proxies), ("host", names.hosts)):
        for address in sorted(addresses, key=lambda each: (-len(each), each)):
            host = host_of(address)
            if not host or is_loopback(host):
                continue
            whole = rf"(?:{re.escape(address)}(?![\w-])|{re.escape(host)}(?![\w-]))"
            if "." in host and is_telling(host):
                yield _rule(rf"(?<![\w-]){whole}", kind, address)
            else:  # a server called `proxy`: only where a server is meant
                yield _rule(rf"[\\/]{{2,8}}(?P<name>{re.escape(host)})(?=[\\/:]|$)", kind, address)
                yield _rule(rf"@(?P<name>{re.escape(host)}){RIGHT}", kind, address)
                yield _rule(rf"(?<![\w.-])(?P<name>{re.escape(host)}:\d{{2,5}}){RIGHT}", kind, address)


def _learned(names: Identifiers) -> Iterator[Rule]:
    for kind, found in (("user", names.others), ("computer", names.machines)):
        telling = sorted(filter(is_telling, found), key=lambda name: (-len(name), name))
        if telling:
            yield Rule(re.compile(rf"{LEFT}(?:{'|'.join(map(re.escape, telling))}){RIGHT}"), kind, None)


def _rule(pattern: str, kind: str, key: str = "") -> Rule:
    return Rule(re.compile(pattern), kind, key)
