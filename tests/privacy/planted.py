"""A laptop in which one person's names stand wherever names stand, in every spelling, and what is left of them."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
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
from pyready.probes.proxies import INTERNET
from pyready.recorded.host import RecordedSystem
from pyready.report.json import render

NAMES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("people_names.toml").read_text("utf-8"))
COLLEAGUE = "Zebulon Quixwood"
"""Somebody whose name no other name, and no word of ours, holds a part of."""


class Planted(NamedTuple):
    """Who is looked for: names of the person, and of the computer and organisation around."""

    first: str
    last: str
    style: str
    """How the account is made: `first.last`, `lastf`, `flast2`, `last` ..."""
    computer: str = "L0099731"
    domain: str = "QXTRUST"

    @property
    def account(self) -> str:
        first, last = self.first.casefold(), self.last.casefold()
        return {
            "first.last": f"{first}.{last}",
            "lastf": f"{last}{first[0]}",
            "flast2": f"{first[0]}{last}2",
            "last": last,
        }[self.style]


STYLES = ("first.last", "lastf", "flast2", "last")


def people() -> Iterator[Planted]:
    """Each first name and each surname at least once, in turn with every style of account."""
    number = 0
    for group in (each for each in NAMES.values() if "first" in each):
        first, last = group["first"].split(), group["last"].split()
        for at in range(max(len(first), len(last))):
            yield Planted(first[at % len(first)], last[at % len(last)], STYLES[number % len(STYLES)])
            number += 1


def laptop(who: Planted) -> Look:
    """What pyready sees on it, before anything is taken out."""
    account, home = who.account, f"C:\\Users\\{who.account}"
    dns = f"{who.domain.casefold()}.example"
    python = f"{home}\\AppData\\Local\\Programs\\Python\\Python313"
    theirs = COLLEAGUE.casefold().replace(" ", ".")
    places = [
        f"D:\\Data\\{who.last}\\Python313",
        f"C:\\Projects\\{who.last.title()}Docs\\bin",
        f"C:\\Projects\\{account}2\\bin",
        f"H:\\Team\\{who.first} {who.last}\\bin",
        f"H:\\Team\\{COLLEAGUE}\\bin",
        f"\\\\fs01.{dns}\\data\\analytics\\people\\{theirs}\\bin",
        f"\\\\fs01.{dns}\\data\\a\\b\\{account}\\bin",
    ]
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
        "COMPUTERNAME": who.computer,
        "USERDOMAIN": who.domain,
        "USERDNSDOMAIN": dns,
        "OneDrive": f"{home}\\OneDrive - Quillon Moor Trust",
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
    seen = Tried("stopped", "tls", "unknown-root", mail, issuers=("Quillon Moor Root CA",), proxy=f"proxy7.{dns}:8080")
    host = bare.windows(variables, {f"{home}\\a.txt": "", **installed_windows(python)}, keys, system=system, looks={})
    return look(host, network=network(Answer(seen, seen, seen, True)))


def shared(who: Planted) -> Record | None:
    """The report that may be sent; None where it was stopped."""
    try:
        return judged(laptop(who), private=False)
    except Leak:
        return None


_NOBODY = Planted("Xqzvk", "Wjxpq", "first.last", "Q7Z7Q7", "XJQVTRUST")


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


def left(who: Planted, record: Record, without: Record) -> list[str]:
    """Names that stand more often in the report than in that of somebody whose names are no words at all."""
    ours, theirs = "\n".join(values(record)), "\n".join(values(without))
    words = {who.first, who.last, who.account, who.computer, who.domain, *COLLEAGUE.split(), "Quillon", "proxy7"}
    plain = [re.escape(word.casefold()) for word in words if word]
    patterns = [word if len(word) > 4 else rf"(?<![^\W_]){word}(?![^\W\d_])" for word in plain]
    return [each for each in patterns if len(re.findall(each, ours)) > len(re.findall(each, theirs))]


def nobody() -> Record:
    """The report of somebody whose names are no words."""
    record = shared(_NOBODY)
    assert record is not None
    return record
