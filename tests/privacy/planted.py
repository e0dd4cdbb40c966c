"""A laptop in which one person's names stand wherever names stand, in every spelling, and what is left of them."""

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from laptops import bare
from laptops.bare import installed_windows
from laptops.looking import look
from laptops.networks import Answer, network
from pyready.engine.app import Look
from pyready.engine.app import report as judged
from pyready.engine.share import Leak
from pyready.model.attempts import Tried
from pyready.model.host import Reading, Token, Who
from pyready.model.record import Record
from pyready.privacy import scan
from pyready.privacy.issuers import public_issuer
from pyready.probes.proxies import INTERNET
from pyready.recorded.host import RecordedSystem
from pyready.report.json import render

NAMES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("people_names.toml").read_text("utf-8"))
COLLEAGUE = "Zebulon Quixwood"
"""Somebody whose name no other name, and no word of ours, holds a part of."""
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "’": "'"})


class Planted(NamedTuple):
    """Who is looked for: names of the person, and of the computer and organisation around."""

    first: str
    last: str
    style: str
    """How the account is made: a key of STYLES."""
    computer: str = "L0099731"
    domain: str = "QXTRUST"
    organisation: str = "Quillon Moor Trust"

    @property
    def account(self) -> str:
        """As an IT team makes it: small letters of English, no apostrophe."""
        return STYLES[self.style].format(first=keyed(self.first), last=keyed(self.last), f=keyed(self.first)[0])

    @property
    def short(self) -> str:
        """How the 8.3 name of the profile folder begins."""
        return re.sub(r"[^\w]", "", self.account)[:6].upper()


STYLES = {
    "first.last": "{first}.{last}",
    "lastf": "{last}{f}",
    "flast2": "{f}{last}2",
    "last": "{last}",
    "f.last": "{f}.{last}",
    "firstlast": "{first}{last}",
}


def keyed(name: str) -> str:
    """A name as somebody types it who has an English keyboard and little time."""
    letters = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(char for char in letters if char.isalnum() or char == "-").casefold()


def people() -> Iterator[Planted]:
    """Each first name and each surname at least once, in turn with every style of account."""
    styles, number = tuple(STYLES), 0
    for group in (each for each in NAMES.values() if "first" in each):
        first, last = group["first"].split(), group["last"].split()
        for at in range(max(len(first), len(last))):
            yield Planted(first[at % len(first)], last[at % len(last)], styles[number % len(styles)])
            number += 1


def folders(who: Planted) -> list[str]:
    """Where folders are called after people: each holds the names in another spelling."""
    first, last, dns = who.first, who.last, f"{who.domain.casefold()}.example"
    joined = [re.sub(r"[^\w]", "", name) for name in (first, last)]
    theirs = COLLEAGUE.casefold().replace(" ", ".")
    return [
        f"D:\\Data\\{last}\\Python313",
        f"C:\\Projects\\{joined[1]}Docs\\bin",
        f"C:\\Projects\\{last.title()}Docs\\bin",
        f"C:\\Projects\\{who.account}2\\bin",
        f"D:\\Work\\{last.upper()}_venv\\bin",
        f"D:\\Work\\venv-{first.casefold()}\\bin",
        f"D:\\Archive\\{keyed(last)}\\bin",
        f"D:\\Archive\\{keyed(first)}\\bin",
        f"C:\\Dev\\{keyed(first)[0]}{keyed(last)}\\bin",
        f"C:\\Dev\\{''.join(joined)}\\bin",
        f"C:\\Dev\\{last}, {first}\\bin",
        f"H:\\Team\\{who.short}~1\\bin",
        f"H:\\Team\\{first}%20{last}\\bin",
        f"H:\\Team\\{first} {last}\\bin",
        f"H:\\Team\\{COLLEAGUE}\\bin",
        f"\\\\fs01.{dns}\\data\\analytics\\people\\{theirs}\\bin",
        f"\\\\fs01.{dns}\\data\\a\\b\\{who.account}\\bin",
        f"\\\\{who.computer}\\c$\\bin",
        f"C:\\Appl\\{who.computer}\\bin",
        f"C:\\Appl\\{who.domain}\\bin",
        f"C:\\Users\\{who.account}\\{who.organisation}\\Team\\bin",
    ]


def laptop(who: Planted) -> Look:
    """What pyready sees on it, before anything is taken out."""
    account, home = who.account, f"C:\\Users\\{who.account}"
    dns = f"{who.domain.casefold()}.example"
    python = f"{home}\\AppData\\Local\\Programs\\Python\\Python313"
    theirs = COLLEAGUE.casefold().replace(" ", ".")
    places = folders(who)
    keys: dict[str, Any] = {
        f"HKCU\\{INTERNET}": {
            "ProxyEnable": 1,
            "ProxyServer": f"proxy7.{dns}:8080",
            "ProxyOverride": f"*.{dns};{who.computer};<local>",
        },
        r"HKCU\Software\Python\PythonCore\3.13": {"Version": "3.13.9"},
        r"HKCU\Software\Python\PythonCore\3.13\InstallPath": {"": python},
        r"HKCU\Software\Python\PythonCore\3.12\InstallPath": {"": places[0]},
    }
    variables = {
        "USERNAME": account,
        "USERPROFILE": home,
        "LOCALAPPDATA": f"{home}\\AppData\\Local",
        "APPDATA": f"{home}\\AppData\\Roaming",
        "TEMP": f"C:\\Users\\{who.short}~1\\AppData\\Local\\Temp",
        "COMPUTERNAME": who.computer,
        "USERDOMAIN": who.domain,
        "USERDNSDOMAIN": dns,
        "OneDrive": f"{home}\\OneDrive - {who.organisation}",
        "no_proxy": f"localhost,.{dns}",
        "PATH": ";".join([python, *places, "C:\\Windows\\System32"]),
    }
    person = Who(account, who.computer, (who.domain,), f"{account}@{dns}", f"{who.last}, {who.first}", home)
    system = RecordedSystem(
        Reading("set", person),
        Reading("set", Token(elevated=False, administrator=False), "access token"),
        bare.windows_system().computer,
        Reading("set", f"{python}\\python.exe"),
    )
    mail = f"see {who.first}.{who.last}@shared.example or {theirs}@nhs.example"
    seen = Tried("stopped", "tls", "unknown-root", mail, issuers=(_root(who),), proxy=f"proxy7.{dns}:8080")
    host = bare.windows(variables, {f"{home}\\a.txt": "", **installed_windows(python)}, keys, system=system, looks={})
    return look(host, network=network(Answer(seen, seen, seen, True)))


def _root(who: Planted) -> str:
    return f"{who.organisation} Root CA"


def shared(who: Planted) -> Record | None:
    """The report that may be sent; None where it was stopped."""
    try:
        return judged(laptop(who), private=False)
    except Leak:
        return None


def values(record: Record) -> Iterator[str]:
    """Every text of the report's facts and deeds, and what evidence and commands hold of them."""
    whole = json.loads(render(record))
    yield from _texts([whole["facts"], whole["did"]])
    for check in whole["checks"]:
        yield from _texts([[each["value"], each["source"]] for each in check["because"]])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield unicodedata.normalize("NFC", value).casefold()
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _lines(record: Record) -> set[str]:
    """The values of a report, whatever stands in them in place of names."""
    return {re.sub(r"<[a-z-]+(?:-\d+)?>", "<>", value) for value in values(record)}


@cache
def _without_names() -> frozenset[str]:
    """The values of a report of somebody whose names are no words."""
    record = shared(Planted("Xqzvk", "Wjxpq", "first.last", "Q7Z7Q7", "XJQVTRUST"))
    assert record is not None
    return frozenset(_lines(record))


def words(who: Planted) -> set[str]:
    """What must not be left: each name as it is written, as it is typed, and the parts of a double name."""
    found = {who.first, who.last, who.account, who.computer, who.domain, who.organisation, *COLLEAGUE.split(), "proxy7"}
    found |= {"Quillon"} if "Quillon" in who.organisation else set()
    if public_issuer(_root(who)):  # called like a maker of web filters, whom the report names
        found.discard(who.organisation)
    for name in (who.first, who.last):
        found |= {keyed(name), *(part for part in re.split(r"[-']", name) if len(part) > 2)}
    return {unicodedata.normalize("NFC", word).casefold() for word in found if word}


def left(who: Planted, record: Record) -> list[str]:
    """Names that stand in a value of the report more often than in the same value where nobody is called so."""
    names = [*words(who), f"{who.short.casefold()}~"]
    short = (4, r"(?<![^\W_]){}(?![^\W\d_])")
    every = [re.escape(name) if len(name) > short[0] or name[-1] == "~" else short[1].format(name) for name in names]
    found, usual = _counted(_lines(record) - _without_names(), every), _counted(_without_names(), every)
    return [
        name
        for at, name in enumerate(names)
        if any(most[at] > usual[shape][at] for shape, most in found.items() if not _is_ours(shape, name))
    ]


def _is_ours(shape: str, name: str) -> bool:
    """In the name of a registry key our own words are meant, whatever was taken for an account behind them."""
    return shape.startswith(("hklm\\", "hkcu\\")) and any(name in word for word in _vocabulary())


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset((Path(scan.__file__).parent / "vocabulary.txt").read_text("utf-8").split())


def _counted(lines: Iterable[str], names: list[str]) -> dict[str, list[int]]:
    """How often each name stands in a value at most; values that differ by words with these names only are one."""
    patterns = [re.compile(name) for name in names]
    anything = re.compile(rf"\w*(?:{'|'.join(names)})\w*")
    counted: dict[str, list[int]] = defaultdict(lambda: [0] * len(names))
    for line in lines:
        held = counted[anything.sub("<>", line)]
        for at, pattern in enumerate(patterns):
            held[at] = max(held[at], len(pattern.findall(line)))
    return counted
