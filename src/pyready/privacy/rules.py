r"""Patterns made from the names that are known: words by themselves, and short or common names in their contexts."""

import re
from collections.abc import Iterable, Iterator

from pyready.model.proxy_address import is_loopback
from pyready.privacy.names import SAM_LENGTH, Identifiers, host_of
from pyready.privacy.patterns import LEFT, RIGHT, SLASHES, Rule, S
from pyready.privacy.well_known import SHORT_NAMES, WELL_KNOWN, is_telling

_BESIDE = r"(?<![\w\\/:.\x00-])"
r"""Left of `DOMAIN\name`: not in the middle of a path."""
_JOINED = r"[\W_]"
_CUT = r"\x01?"
"""An edge in the middle of a name: `McDonaldDocs` holds `mcdonald`."""
_DIGITS = r"(?:\x01?\d{1,4})?"
NO_NAME = r"(?!)"
"""A pattern that matches nothing."""


def rules(names: Identifiers) -> tuple[Rule, ...]:
    """All rules for these names. Where two find the same place, the first one counts."""
    return (*_users(names), *_computers(names), *_servers(names), *_domains(names), *_learned(names))


def any_of(names: Iterable[str], between: str = "") -> str:
    """A pattern for any of the names, the longest first; without names one that never matches."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(spelled(name, between) for name in ordered) or NO_NAME


def spelled(name: str, between: str = "") -> str:
    """A pattern for a name whose parts may be joined otherwise: `jane.smith` is also `Jane Smith`, `jane_smith`.

    In short names something must stand between the parts: `an.other` is not `another`. `between` stands between any two
    letters.
    """
    parts = re.findall(r"[^\W_]+", name)
    least = 0 if sum(map(len, parts)) >= 8 else 1
    tail = re.escape(name[name.rfind(parts[-1]) + len(parts[-1]) :])  # `zoã«`, as `Zoë` is misread, ends in a mark
    cut = r"[\w.-]{0,64}" if len(name) == SAM_LENGTH else ""  # an account name of this length was cut off
    return (
        f"{_JOINED}{{{least},4}}".join(between.join(map(re.escape, part)) for part in parts)
        + (f"(?:{tail})?" if tail else "")
        + cut
    )


def starts(names: Iterable[str]) -> tuple[str, ...]:
    """The first part of each name: a text without any of them holds none of the names."""
    return tuple({re.findall(r"[^\W_]+", name)[0]: None for name in names})


def inside_words(names: Identifiers) -> tuple[str, str, tuple[str, ...]]:
    """Patterns for the person's names in a view of `words`, with digits behind them, and what a text needs to hold any.

    Those that say little alone count where they are the whole name of a folder or file. In paths of the second kind,
    those where the system has nothing (`patterns.APART`), all count.
    """
    every = {*names.users, *names.parts}
    telling = {name for name in every if is_telling(name)}
    folders = {name for name in every if name not in WELL_KNOWN}
    alone = rf"(?<=[\\/])(?:{any_of(folders, _CUT)}){_DIGITS}(?=[\\/]|$)"
    usual = rf"(?P<name>{LEFT}(?:{any_of(telling, _CUT)}){_DIGITS}{RIGHT}|{alone})"
    apart = rf"(?P<name>{LEFT}(?:{any_of(every, _CUT)}){_DIGITS}{RIGHT})(?![\x01\d]*\.[^\W_]{{2,4}}$)"
    return usual, apart, starts(every)


def organisations(names: Identifiers) -> tuple[re.Pattern[str], ...]:
    """The names that OneDrive's folders give the organisation; an ordinary word counts directly in a profile folder."""
    telling, every = any_of(filter(is_telling, names.organisations)), any_of(names.organisations)
    below = rf"[\\/]users{S}[^\\/]{{1,64}}{S}(?P<name>{every})(?=[\\/]|$)"
    return re.compile(rf"{LEFT}(?P<name>{telling}){RIGHT}"), re.compile(below)


def apart(names: Identifiers) -> tuple[Rule, ...]:
    """Computers and domains that say nothing alone: in paths where the system has nothing they name a folder."""
    computers = [name for name in names.computers if not is_telling(name)]
    rules = [_rule(_folder(any_of(computers)), "computer", starts(computers))]
    for number, domain in enumerate(names.domains):
        if not is_telling(domain):
            rules.append(_rule(_folder(spelled(domain)), "domain", starts([domain]), domain if number else ""))
    return tuple(rules)


def _folder(name: str) -> str:
    return rf"(?<=[\\/])(?P<name>{name})(?=[\\/]|$)"


def _users(names: Identifiers) -> Iterator[Rule]:
    users, begin = any_of(names.users), starts(names.users)
    above = (*names.domains, *names.computers, "azuread")
    yield _rule(rf"{LEFT}(?:{any_of(filter(is_telling, names.users))}){RIGHT}", "user", begin)
    yield _rule(rf"{LEFT}(?:{any_of(above)}){S}(?P<name>{users}){RIGHT}", "user", starts(above))
    yield _rule(rf"{LEFT}(?P<name>{users})@(?=[^\W\d]|\x00)", "user", ("@",))  # not `python@3.12`, a package
    on_share = rf"[\\/]{{2,8}}[^\\/\s]{{1,80}}{S}[^\\/]{{1,80}}{S}"
    yield _rule(rf"{on_share}(?P<name>{users})(?=[\\/.]|$)", "user", SLASHES)
    yield _rule(rf"{LEFT}{shortened(names.folders)}", "user", ("~",))
    for home in names.homes:
        yield _rule(_home(home), "user", begin)
    for folder in names.beside:
        parts = [re.escape(part) for part in folder.split("/")]
        name = r"(?P<name>[^\\/\x00<>|:*?\"]{1,64})"
        yield _rule(rf"^{S.join(parts)}{name}", "user", (parts[-2],), None)._replace(by_shape=True)


def shortened(folders: Iterable[str]) -> str:
    r"""The 8.3 names of folders: `jane.smith` may be `JANESM~1`, `JANE~1.SMI` or, after four clashes, `JA3F0C~1`."""
    found: set[str] = set()
    for folder in folders:
        for part in (folder, folder.rpartition(".")[0]):
            found |= {re.sub(r"[ .]", "", part)[:6], re.sub(r"[^\w]", "", part)[:6]}
    found -= SHORT_NAMES | {""}
    if not found:
        return NO_NAME
    whole, two = "|".join(map(re.escape, sorted(found))), "|".join(sorted({re.escape(start[:2]) for start in found}))
    return rf"(?:{whole}|(?:{two})[0-9a-f]{{4}})~\d{{1,6}}(?:\.[^\W_]{{0,3}})?"


def _home(home: str) -> str:
    """The last two parts of the home folder, or its only part where a path begins; the last is replaced."""
    *above, last = [re.escape(part) for part in re.split(r"[\\/]+", home) if part]
    if above and not above[-1].endswith(":"):
        return rf"[\\/]{above[-1]}{S}(?P<name>{last}){RIGHT}"
    return rf"(?<![\w.)}}~\x00$%-])[\\/]{{1,8}}(?P<name>{last}){RIGHT}"


def _computers(names: Identifiers) -> Iterator[Rule]:
    computers, users, begin = any_of(names.computers), any_of(names.users), starts(names.computers)
    below = rf"(?=[\\/:\s]|$|\.(?:{any_of(names.domains)}|local){RIGHT})"
    yield _rule(rf"{LEFT}(?:{any_of(filter(is_telling, names.computers))}){RIGHT}", "computer", begin)
    yield _rule(rf"[\\/]{{2,8}}(?P<name>{computers}){below}", "computer", begin)
    yield _rule(rf"@(?P<name>{computers}){RIGHT}", "computer", ("@",))
    yield _rule(rf"{LEFT}(?P<name>{computers})\$", "computer", ("$",))
    yield _rule(rf"{_BESIDE}(?P<name>{computers})\\{{1,4}}(?=(?:{users}){RIGHT}|\x00)", "computer", begin)


def _domains(names: Identifiers) -> Iterator[Rule]:
    for number, domain in enumerate(names.domains):
        key, begin = domain if number else "", starts([domain])
        if is_telling(domain):
            host = rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,8}}{re.escape(domain)}{RIGHT}"
            yield _rule(host, "host", (f".{domain}",), None)
            yield _rule(rf"{LEFT}(?:{spelled(domain)}){RIGHT}", "domain", begin, key)
        name = rf"(?P<name>{spelled(domain)})"
        yield _rule(rf"{_BESIDE}{name}\\{{1,4}}(?=[\w\x00])", "domain", begin, key)
        yield _rule(rf"@{name}{RIGHT}", "domain", ("@",), key)
    anywhere, begin = any_of(names.domains), starts(names.domains)
    yield _rule(rf"(?<![\w.+-])(?P<name>[\w.+'-]{{1,64}})@(?:{anywhere}){RIGHT}", "user", ("@",), None)
    yield _rule(rf"{_BESIDE}(?:{anywhere})\\{{1,4}}(?P<name>[\w.$'-]{{1,64}})(?![\\/\w])", "user", begin, None)


def _servers(names: Identifiers) -> Iterator[Rule]:
    """Servers that stood in fields of their own: the address as it stood there, and the host alone."""
    for kind in ("proxy", "host"):
        hosts = {host for spelling in aliases(names, kind) if (host := host_of(spelling))}
        telling = {host for host in hosts if "." in host and is_telling(host)}
        for group in (telling, hosts - telling):
            spellings = [each for each in aliases(names, kind) if host_of(each) in group]
            name = rf"(?P<name>{_literally(spellings)})"
            if group is telling and group:
                yield _rule(rf"(?<![\w-]){name}(?![\w-])", kind, tuple(group), None)
            elif group:  # a server called `proxy`: only where a server is meant
                yield _rule(rf"[\\/]{{2,8}}{name}(?=[\\/:\s]|$)", kind, tuple(group), None)
                yield _rule(rf"@{name}{RIGHT}", kind, ("@",), None)
                ports = _literally(each for each in spellings if re.search(r":\d+$", each))
                yield _rule(rf"(?<![\w.-])(?P<name>{ports}){RIGHT}", kind, tuple(group), None)


def aliases(names: Identifiers, kind: str) -> dict[str, str]:
    """Every spelling of a learned server, and the address by which it is known: its own, or that of its host."""
    found: dict[str, str] = {}
    for address in names.proxies if kind == "proxy" else names.hosts:
        host = host_of(address)
        if host and not is_loopback(host):
            found |= {address: address} | {host: found.get(host, address)}
    return found


def _learned(names: Identifiers) -> Iterator[Rule]:
    for kind, found in (("user", names.others), ("computer", names.machines), ("issuer", names.issuers)):
        telling = list(filter(is_telling, found))
        if telling:
            yield _rule(rf"{LEFT}(?:{_literally(telling)}){RIGHT}", kind, tuple(telling), None)


def _literally(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or NO_NAME


def _rule(pattern: str, kind: str, needs: tuple[str, ...], key: str | None = "") -> Rule:
    return Rule(pattern, kind, needs, key)
