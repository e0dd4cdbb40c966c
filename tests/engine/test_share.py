"""Whole reports of people whose names are hard to take out: nothing is left, and nothing else changes."""

import json
import random
import re
import unicodedata
from functools import cache
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import installed_windows
from laptops.looking import look
from laptops.networks import DIRECT, HIDDEN_PROXY, SIGN_IN, WANTS_SIGN_IN, Answer, network
from needs import once
from pyready.engine import share
from pyready.engine.app import Look, report
from pyready.model.attempts import Tried
from pyready.model.facts import Absent, Asked
from pyready.model.host import Host, Reading, Token, Who
from pyready.model.record import Record
from pyready.probes import PROBES
from pyready.probes.identity import Identity
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import INTERNET
from pyready.probes.site import Site, from_bytes
from pyready.recorded.host import RecordedSystem
from pyready.report.json import render

pytestmark = [pytest.mark.unmeasured, once]

SHORT = ("root", "it", "Lee")
"""Well-known words and names under four letters: they count only where a name is meant."""
PEOPLE = (*SHORT, "Ann O'Neil", "Zoë")
COMPUTER, DOMAIN, DNS, TRUST = "QX-L0042", "QXTRUST", "qxtrust.example", "Queens Cross Trust"
PROXY = "proxy7.qxtrust.example"
SECRET = "hunter2-sesame"
ELSEWHERE = (COMPUTER, DOMAIN, DNS, TRUST, PROXY)

PROFILE = f"""
[organisation]
name = "{TRUST}"
[network]
proxy = "http://{PROXY}:8080"
no_proxy = ["*.{DNS}"]
[index]
url = "https://packages.{DNS}/simple/"
[[endpoint]]
id = "index"
url = "https://packages.{DNS}/simple/pip/"
""".encode()


def laptop(name: str) -> Host:
    """A Windows laptop in which the name stands wherever names stand."""
    home = f"C:\\Users\\{name}"
    local = f"{home}\\AppData\\Local"
    python = f"{local}\\Programs\\Python\\Python313"
    keys: dict[str, Any] = {
        f"HKCU\\{INTERNET}": {"ProxyEnable": 1, "ProxyServer": f"{PROXY}:8080", "ProxyOverride": f"*.{DNS};<local>"},
        r"HKCU\Software\Python\PythonCore\3.13": {"Version": "3.13.9"},
        r"HKCU\Software\Python\PythonCore\3.13\InstallPath": {"": python},
        r"HKCU\Software\Python\PythonCore\3.12\InstallPath": {"": f"\\\\fs01.{DNS}\\home$\\{name}\\Python312"},
    }
    variables = {
        "USERNAME": name,
        "USERPROFILE": home,
        "LOCALAPPDATA": local,
        "APPDATA": f"{home}\\AppData\\Roaming",
        "COMPUTERNAME": COMPUTER,
        "USERDOMAIN": DOMAIN,
        "USERDNSDOMAIN": DNS,
        "OneDrive": f"{home}\\OneDrive - {TRUST}",
        "OneDriveCommercial": f"{home}\\OneDrive - {TRUST}",
        "https_proxy": f"http://{DOMAIN}%5C{name.split(maxsplit=1)[0]}:{SECRET}@{PROXY}:8080",
        "no_proxy": f"localhost,.{DNS}",
        "PATH": f"{python};{home}\\bin;C:\\Windows\\System32",
    }
    upn = f"{name.replace(' ', '.').replace(chr(39), '')}@{DNS}"
    who = Who(name, COMPUTER, (DOMAIN,), upn, f"{name} Example", home)
    system = RecordedSystem(
        Reading("set", who),
        Reading("set", Token(elevated=False, administrator=False), "access token"),
        bare.windows_system().computer,
        Reading("set", f"{python}\\python.exe"),
    )
    files = {f"{home}\\a.txt": "", **installed_windows(python), f"{home}\\bin\\conda.exe": b"MZ"}
    return bare.windows(variables, files, keys, system=system, looks={})


def own(tried: Tried) -> Tried:
    return msgspec.structs.replace(tried, proxy=f"{PROXY}:8080")


NETS = {
    "direct": network(DIRECT),
    "hidden proxy": network(Answer(own(HIDDEN_PROXY.system), own(HIDDEN_PROXY.mozilla), HIDDEN_PROXY.requests)),
    "sign-in": network(Answer(own(SIGN_IN), WANTS_SIGN_IN.mozilla, own(SIGN_IN), None)),
    "inspected by the organisation": network(
        Answer(
            Tried("reached", status=200, issuers=(f"{TRUST} Issuing CA", f"CN={DOMAIN} Root"), proxy=f"{PROXY}:8080"),
            Tried("stopped", "tls", "unknown-root", f"no trust in {DOMAIN} Root", proxy=f"{PROXY}:8080"),
            Tried("stopped", "tls", "unknown-root", proxy=f"{PROXY}:8080"),
            True,
        )
    ),
}


@cache
def seen(name: str, net: str = "direct") -> Look:
    return look(laptop(name), site=from_bytes(PROFILE, f"C:\\Users\\{name}\\site.toml", name), network=NETS[net])


@cache
def judged(name: str, net: str, private: bool) -> Record:
    return report(seen(name, net), private=private)


CASES = [(name, net) for name in PEOPLE for net in NETS]


def spellings(text: str) -> set[str]:
    """The text as it can be read, also where JSON has it escaped."""
    plain = json.dumps(json.loads(text), ensure_ascii=False).replace("\\\\", "\\")
    return {unicodedata.normalize("NFC", each).casefold() for each in (text, plain, plain.replace("\\", "/"))}


def left(name: str, text: str) -> list[str]:
    """What of a name is left in a report."""
    name = re.escape(unicodedata.normalize("NFC", name).casefold())
    shapes = [rf"[\\/]{name}(?=[\\/.\"~]|$)", rf"{name}@", rf"\b(?:qxtrust|qx-l0042)\\+{name}\b"]
    if name not in {re.escape(each.casefold()) for each in SHORT}:
        shapes.append(name)
    return [match[0] for shape in shapes for each in spellings(text) for match in re.finditer(shape, each)]


def test_the_search_for_what_is_left_finds_it() -> None:
    assert left("it", '{"a":"C:\\\\Users\\\\IT\\\\x"}')
    assert left("it", '{"a":"IT@qxtrust.example"}')
    assert left("it", '{"a":"QXTRUST\\\\it"}')
    assert left("Zoë", '{"a":"Zoe\u0308"}')
    assert left("Zoë", '{"a":"zo\\u00eb"}')
    assert left("Ann O'Neil", '{"a":"for ann o\'neil"}')
    assert not left("it", '{"a":"ask IT about it, root"}')
    assert left("root", render(report(seen("root"), private=True)))


@pytest.mark.slow
@for_each(("name", "net"), CASES)
def test_nothing_of_a_name_is_left_in_a_report_to_share(name: str, net: str) -> None:
    text = render(judged(name, net, False))

    assert left(name, text) == []
    for other in ELSEWHERE:
        assert not any(other.casefold() in each for each in spellings(text)), other


@pytest.mark.slow
@for_each(("name", "net"), CASES)
def test_a_secret_is_in_no_report(name: str, net: str) -> None:
    for private in (True, False):
        assert SECRET not in render(judged(name, net, private))


def outcomes(record: Record) -> dict[str, Any]:
    return {
        "checks": [(each.id, each.outcome, each.sure, each.fix.who if each.fix else "") for each in record.checks],
        "routes": [(each.id, each.state, [need.outcome for need in each.needs]) for each in record.routes],
        "verdict": (record.verdict.state, record.verdict.route, record.verdict.meanwhile),
        "requests": [(each.id, each.opens, each.hosts) for each in record.requests],
        "steps": [(route.id, len(route.steps)) for route in record.routes],
    }


@pytest.mark.slow
@for_each(("name", "net"), CASES)
def test_taking_names_out_changes_no_outcome(name: str, net: str) -> None:
    assert outcomes(judged(name, net, False)) == outcomes(judged(name, net, True))


OF_THE_FOLDER = ("folder-name", "folder-suits-miniforge", "miniforge")


@for_each("net", NETS)
def test_a_name_decides_nothing(net: str) -> None:
    results = [outcomes(judged(name, net, True)) for name in PEOPLE]

    # what a folder is called is a note of its own, and Miniforge's installer stops at a space
    for result in results:
        for part in ("checks", "routes", "steps"):
            result[part] = [each for each in result[part] if each[0] not in OF_THE_FOLDER]
    assert all(result == results[0] for result in results)


@for_each("name", PEOPLE)
def test_a_private_report_keeps_the_name(name: str) -> None:
    assert f"C:\\\\Users\\\\{name}" in render(report(seen(name), private=True))


@pytest.mark.slow
@for_each("name", PEOPLE)
def test_a_name_where_only_our_own_words_should_be_is_left_out(name: str) -> None:
    look_ = seen(name)
    planted = f"C:\\Users\\{name}\\x"
    facts = look_.facts.with_entry(Asked, Asked("windows", route=planted))

    shared = report(msgspec.structs.replace(look_, facts=facts), private=False)
    assert shared.left_out == ("facts.asked.route",)
    assert left(name, render(shared)) == []
    assert outcomes(shared) == outcomes(report(look_, private=False))
    report(msgspec.structs.replace(look_, facts=facts), private=True)


@pytest.mark.slow
@for_each(
    "planted",
    [
        f"\\\\{COMPUTER}\\c$",
        COMPUTER,
        f"x.{DNS}",
        TRUST,
        f"{PROXY}:8080",
        "Zoe\u0308 Example",
        "ZOË EXAMPLE",
        "Zo%C3%AB%20Example",
        "zoë.example",
        "by Zoë@somewhere.example",
        "C:/users/zo\\u00eb/x",
    ],
)
def test_any_other_name_is_left_out_too(planted: str) -> None:
    facts = seen("Zoë").facts.with_entry(Asked, Asked("windows", route=planted))

    shared = report(msgspec.structs.replace(seen("Zoë"), facts=facts), private=False)
    assert shared.left_out == ("facts.asked.route",)
    assert planted not in render(shared)


def test_a_name_that_decides_stops_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answer changes without the value, nothing is written, and the name is not quoted."""
    planted = f"C:\\Users\\{COMPUTER}\\x"
    facts = seen("Zoë").facts.with_entry(Asked, Asked("windows", route=planted))
    monkeypatch.setattr(share, "_answer", lambda record: bytes(record.facts["asked"]))
    with pytest.raises(share.Leak) as caught:
        report(msgspec.structs.replace(seen("Zoë"), facts=facts), private=False)
    assert COMPUTER not in str(caught.value)


def with_detail(detail: str) -> Look:
    tried = Tried("stopped", "proxy", "proxy-blocked", detail)
    return msgspec.structs.replace(
        seen("Zoë"), facts=seen("Zoë").facts.with_entry(NetworkFacts, network(Answer(tried, tried, tried, None)))
    )


SECRETS = [
    f"see http://jane:{SECRET}@proxy.example:8080/",
    f"https://{SECRET}@packages.example/simple/",
    f"Proxy-Authorization: Basic {'c2VzYW1l' * 3}",
    f"password={SECRET}",
    "pypi-AgEIcHlwaS5vcmcCJDU3NGNiZWY2",
    "ghp_0123456789abcdefghijABCDEFGHIJ",
]


@for_each("text", SECRETS)
def test_a_secret_in_any_text_stops_even_a_private_report(text: str) -> None:
    with pytest.raises(share.Leak, match=r"facts\.network\.endpoints\[0\].*\(a secret\)") as caught:
        report(with_detail(text), private=True)
    assert SECRET not in str(caught.value)


@for_each("text", SECRETS)
def test_a_secret_in_any_text_is_not_in_a_report_to_share(text: str) -> None:
    try:
        shared = render(report(with_detail(text), private=False))
    except share.Leak as leak:
        shared = str(leak)
    assert SECRET not in shared
    assert "c2VzYW1l" not in shared
    assert "AgEIcHlwaS5vcmc" not in shared
    assert "0123456789abcdefghij" not in shared


@for_each("seed", range(4))
def test_the_order_of_the_probes_does_not_matter(seed: int) -> None:
    shuffled = list(PROBES)
    random.Random(seed).shuffle(shuffled)
    host = laptop("Ann O'Neil")
    first, second = look(host), look(host, tuple(shuffled))

    def whole(one: Look) -> dict[str, Any]:
        record = json.loads(render(report(msgspec.structs.replace(one, timings={}), private=False)))
        return dict(record)

    assert list(first.facts.items()) == list(second.facts.items())
    assert first.did == second.did
    assert whole(first) == whole(second)


def test_without_an_identity_no_free_text_is_shared() -> None:
    look_ = seen("Ann O'Neil", "hidden proxy")
    facts = look_.facts.with_entry(Identity, Absent("crashed", "the account could not be read"))
    text = render(report(msgspec.structs.replace(look_, facts=facts), private=False))

    assert left("Ann O'Neil", text) == []
    for other in ELSEWHERE:
        assert other.casefold() not in text.casefold()


def test_a_site_profile_that_was_refused_is_named_without_the_person() -> None:
    path = "C:\\Users\\Ann O'Neil\\Downloads\\site.toml"
    facts = seen("Ann O'Neil").facts.with_entry(Site, Site(refused=(f"{path}: ordinary users can change it",)))
    record = report(msgspec.structs.replace(seen("Ann O'Neil"), facts=facts), private=False)

    assert left("Ann O'Neil", render(record)) == []
    assert any("ordinary users can change it" in line for line in record.notices)
