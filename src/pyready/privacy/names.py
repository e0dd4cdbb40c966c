"""The names a report must not hold: who runs it, on which machine, in which organisation, and what was learned."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from pyready.model.proxy_address import is_loopback
from pyready.privacy.well_known import SYSTEM_FOLDERS

SAM_LENGTH = 20
"""Characters of an account name that old Windows interfaces give; the rest is cut off."""

_CODE_PAGES = ("cp1252", "cp850", "cp437")
"""Encodings in which UTF-8 is most often misread on British machines: `ZoÃ«` is still Zoë."""

_WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take apart, as people write them who have an English keyboard."""


class Person(Protocol):
    """What is needed of the fact `Identity`."""

    @property
    def user(self) -> str: ...
    @property
    def computer(self) -> str: ...
    @property
    def domains(self) -> tuple[str, ...]: ...
    @property
    def upn(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def home(self) -> str: ...
    @property
    def profile_folder(self) -> str: ...
    @property
    def onedrive(self) -> tuple[str, ...]: ...


class Identifiers(msgspec.Struct, frozen=True):
    """Names by what they name, each in every form it takes. The fields from `others` on are learned from the facts."""

    known: bool = False
    """False when nobody could be identified: then no free text is safe."""
    users: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    """Of `users`, those that name the profile folder or could: they have 8.3 forms."""
    computers: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Words of the person's names, and initials with them: `smith`, `jsmith`, `smithj`."""
    beside: tuple[str, ...] = ()
    """Folders on shares and other drives, small letters and `/` between, in which the person has a folder."""
    others: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    complete: bool = False
    """The facts have been learned from."""
    reserved: tuple[str, ...] = ()
    """Tokens that the facts hold already: they come from a report that was shared."""


def identifiers(person: Person | None) -> Identifiers:
    """Every form of the names in an identity. Without one, `known` is False."""
    if person is None:
        return Identifiers()
    owner, _, account = person.user.rpartition("\\")
    local, _, upn_domain = person.upn.rpartition("@")
    account = account.rstrip("$")  # the machine's own account, as which the system itself runs
    folders = _real((account, _home_name(person.profile_folder), _home_name(person.home), local))
    names = _real((*folders, person.upn, *_full_names(person.full_name)))
    computers = _real((person.computer, person.computer.partition(".")[0]))
    domains = _real((*person.domains, upn_domain, owner))
    return Identifiers(
        known=True,
        users=tuple(_forms(names)),
        folders=folders,
        computers=tuple(name for name in computers if not is_loopback(name)),
        domains=tuple(name for name in domains if name not in computers and not is_loopback(name)),
        organisations=_real(_organisation(path) for path in person.onedrive),
        homes=_real(person.home for _ in range(bool(_home_name(person.home)))),
        parts=_parts(_without_bracket(person.full_name), account, local),
    )


def plain(text: str) -> str:
    """A name as names are compared: composed, without case."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def is_name(text: str) -> bool:
    """True when there is a letter or a digit to look for."""
    return any(char.isalnum() for char in text)


def host_of(address: str) -> str:
    """The host in `host`, `host:port`, a URL or a bypass pattern such as `*.example`; empty when there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.lstrip("*.").rstrip(".")


def address_key(text: str) -> str:
    """An address by which two spellings of the same server are one: no scheme, sign-in or closing slash."""
    address = plain(text).partition("://")
    return (address[2] or address[0]).rpartition("@")[2].replace("\\", "/").strip("/")


def _real(names: Iterable[str]) -> tuple[str, ...]:
    """Names compared alike, once each, without what is empty or has been replaced already."""
    found = dict.fromkeys(plain(name) for name in names if not name.strip().startswith("<"))
    return tuple(filter(is_name, found))


def _home_name(home: str) -> str:
    """The last part of a home folder; empty where it names nobody: a drive, or a folder of the system."""
    name = re.split(r"[\\/]", home.rstrip("\\/"))[-1]
    return "" if name.endswith(":") or not _real((name,)) or plain(name) in SYSTEM_FOLDERS else name


def _full_names(full: str) -> list[str]:
    """`Smith, Jane (Some Trust)` as it stands, without the bracket, and as `Jane Smith`."""
    bare = _without_bracket(full)
    last, comma, first = bare.partition(",")
    names = [full, bare, f"{first.strip()} {last.strip()}" if comma else ""]
    words = bare.replace(",", " ").split()
    return [*names, " ".join(reversed(words)) if len(words) == 2 else ""]  # longer names are not turned round


def _without_bracket(full: str) -> str:
    return re.sub(r"\s*[(\[].*", "", full)


def _parts(full: str, *accounts: str) -> tuple[str, ...]:
    """The words of a name and of accounts without their digits; each word of the name with initials of the others."""
    words = _words(full)
    initials = [
        "".join(parts)
        for last in words
        for first in words
        if first != last and len(last) > 1
        for parts in ((first[0], last), (last, first[0]))
    ]
    if len(words) > 2:  # both first names: `jasmith`, `smithja`
        for last, *first in ((words[0], *words[1:3]), (words[-1], *words[:2])):
            both = "".join(name[0] for name in first)
            initials += [both + last, last + both]
    more = [part for account in accounts for part in re.findall(r"[^\W\d_]+", plain(account))]
    return tuple(_forms(name for name in _real((*words, *initials, *more)) if len(name) > 1))


def _words(full: str) -> list[str]:
    """`Ann Page-O'Neil` in words: each double name in its parts and as one, as accounts have it."""
    found = [re.findall(r"[^\W\d_]+", part) for part in plain(full).replace(",", " ").split()]
    return list(dict.fromkeys(word for parts in found for word in (*parts, "".join(parts)) if word))


def _forms(names: Iterable[str]) -> list[str]:
    """Each name, and what truncation, missing accents and misread UTF-8 make of it."""
    found: dict[str, None] = {}
    for name in names:
        cut = name if "@" in name else name[:SAM_LENGTH].rstrip()  # of an address the account alone is cut
        found |= dict.fromkeys((name, cut, _without_accents(name)))
        if not name.isascii():
            found |= dict.fromkeys(plain(form) for form in _misread(name))
    return [form for form in found if is_name(form)]


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.translate(_WHOLE_LETTERS))
    return "".join(char for char in letters if not unicodedata.combining(char))


def _misread(name: str) -> list[str]:
    """What a wrong code page makes of UTF-8; both cases, since the bytes of a capital letter differ."""
    spellings = (name, name.title(), name.upper())
    return [each.encode().decode(page, "replace") for each in spellings for page in _CODE_PAGES]


def _organisation(path: str) -> str:
    last = re.split(r"[\\/]", path.rstrip("\\/"))[-1]
    name = re.match(r"OneDrive(?: - |-)(.+)", last, re.IGNORECASE)
    return name[1] if name and name[1].casefold() != "personal" else ""
