import re
import string
from typing import Any, get_args
from urllib.parse import quote, unquote

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from for_each import for_each
from privacy.people import JANE, PEOPLE, WHEN, Identity, Place, Sample, did_of, facts_of
from pyready.engine.share import without
from pyready.model.activity import Did
from pyready.model.facts import Kind
from pyready.model.outcome import Evidence, Fix, Step
from pyready.model.record import CheckRecord, FoundRecord, Record, RequestRecord, RouteRecord, Tool, Verdict
from pyready.privacy.redact import identifiers, redact
from pyready.privacy.scan import _KINDS, NOBODY, Leak, known, leaks, secrets, values
from pyready.privacy.walk import texts
from pyready.privacy.well_known import is_telling


def found(identity: Identity, text: str) -> set[str]:
    return {leak.what for leak in leaks([("x", text)], known(texts(facts_of(identity, Sample()), Did())))}


DISGUISES = [
    str,
    str.upper,
    lambda text: text.replace("\\", "/"),
    lambda text: text.replace("\\", "\\\\"),
    lambda text: quote(text, safe=""),
    lambda text: quote(quote(text, safe=""), safe=""),
    lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    lambda text: "".join(f"&#{ord(char)};" for char in text),
]
FORMS = [
    "{user}@anything.example",
    "ANYTRUST\\{user}",
    "C:\\Users\\{user}",
    "see C:\\Users\\{user}\\AppData for more",
    "/home/{user}/x",
    "\\\\fs01\\profiles$\\{user}\\x",
]


@for_each("disguise", DISGUISES)
@for_each("form", FORMS)
@for_each("name", [name for name in PEOPLE if name not in {"jane", "root", "long"}])
def test_every_disguise_of_every_person_is_found(name: str, form: str, disguise: Any) -> None:
    text = disguise(form.format(user=PEOPLE[name].user))
    assert "an account or profile folder" in found(PEOPLE[name], text)


@for_each(
    ("text", "what"),
    [
        ("L12345", "a computer's name"),
        (r"\\l12345\c$", "a network share"),
        (r"TRUST\anybody", "the organisation's name"),
        ("mytrust.nhs.uk", "the organisation's name"),
        ("x.mytrust.nhs.uk", "a server of the organisation"),
        (r"OneDrive - Some Trust", "the organisation's name"),
        ("some trust", "the organisation's name"),
        ("JANESM~1", "an account or profile folder"),
        ("S-1-5-21-1-2-3-4", "an account's id"),
        ("http://a:b@c/", "a secret"),
        ("https://token@c/", "a secret"),
        ("Basic " + "QWxhZGRpbjpvcGVu" * 2, "a secret"),
        ("x" * 60_000, "a text too long to check"),
    ],
)
def test_what_is_found_is_named_by_kind(text: str, what: str) -> None:
    assert what in found(JANE, text)


@for_each("name", PEOPLE)
@for_each(
    "text",
    [
        "windows", "root certificate", "not-set", "unknown-root", "python", "Python 3.13", "visual-studio-code",
        "HKLM\\SOFTWARE\\Python\\PythonCore\\3.13", "C:\\Program Files\\Python313\\python.exe", "/usr/local/bin/python3",
        "https://index.example/simple/pip/", "git@git.example", "user", "system", "%LOCALAPPDATA%\\Programs", "it is",
        "<user>", "C:\\Users\\<user>\\x", "<domain>\\<user-2>", "http://<secret>@<proxy-1>/", "<share-1>\\<user>",
        "py -3.13 -m venv .venv", "Windows 11 Enterprise 10.0.22631.4460", "2026-11-22", "Debian GNU/Linux 12",
        "/opt/homebrew/opt/python@3.13/bin", "onedrive-redirected",
    ],
)  # fmt: skip
def test_our_own_words_and_tokens_are_no_leaks(text: str, name: str) -> None:
    assert found(PEOPLE[name], text) == set()


def test_a_public_string_with_a_name_is_a_leak_by_its_field() -> None:
    facts, did = facts_of(JANE, Sample(product="made by jane.smith")), did_of("/x")
    shared = redact(facts, did, identifiers(JANE))
    assert leaks(values(texts(*shared)), known(texts(facts, did))) == (
        Leak("facts.sample.product", "an account or profile folder"),
    )


@for_each("kind", get_args(Kind))
def test_a_server_called_like_a_kind_of_absence_stops_no_report(kind: str) -> None:
    facts = facts_of(JANE, Sample(others=(f"http://{kind}:8080",)))
    assert leaks([("checks[0].because[0].value", f"{kind}: no answer")], known(texts(facts, Did()))) == ()


def test_a_leak_never_quotes_what_it_found() -> None:
    sample = Sample(settings={"jane.smith": "x", "b": r"L12345 and \\fs01\x"})
    assert leaks(values(texts(facts_of(JANE, sample), Did())), known(texts(facts_of(JANE, sample), Did())))
    for leak in leaks(values(texts(facts_of(JANE, sample), Did())), known(texts(facts_of(JANE, sample), Did()))):
        assert not {"jane", "L12345", "fs01"} & set(" ".join(leak).replace(".", " ").split())


def test_learned_servers_are_looked_for_too() -> None:
    facts = facts_of(JANE, Sample(others=("proxy.example:8080",), product="http://proxy.example:8080"))
    names = known(texts(facts, Did()))
    shared = redact(facts, Did(), identifiers(JANE))
    assert leaks(values(texts(*shared)), names) == (Leak("facts.sample.product", "a proxy"),)


@for_each(
    ("text", "privacy", "words", "phrases", "owners"),
    [
        ("jane.smith2", "user", {"jane", "smith2", "smith", "janesm"}, {}, set()),
        (r"QZ\zed", "user", {"zed", "qzzed"}, {}, set()),
        ("123456", "user", {"123456"}, {}, set()),
        ("12345", "user", set(), {}, set()),
        ("ab", "user", set(), {}, set()),
        ("Zoë-ÖST", "user", {"zoe", "ost", "zoeost"}, {}, set()),
        ("python", "user", set(), {}, set()),
        ("<user>", "user", set(), {}, set()),
        (" QZ-L0042 ", "computer", {"l0042", "qzl004"}, {}, {"qz-l0042"}),
        ("WINDOWS", "computer", set(), {}, {"windows"}),
        ("<computer>", "computer", set(), {}, set()),
        ("zq.example", "domain", {"zqexam"}, {}, {"zq.example"}),
        ("jane.smith", "public", set(), {}, set()),
        ("jane.smith", "text", set(), {}, set()),
        ("zproxy.qz.example:8080", "proxy", set(), {"zproxy.qz.example": "proxy"}, set()),
        ("http://zproxy/", "proxy", set(), {"zproxy": "proxy"}, set()),
        ("127.0.0.1:8080", "proxy", set(), {}, set()),
        ("10.1.2.3", "host", set(), {}, set()),
        ("https://zq9.qz.example/simple/", "host", set(), {"zq9.qz.example": "host"}, set()),
        (r"\\zfs01\data", "share", set(), {"zfs01": "share"}, set()),
        ("QZ Root CA", "issuer", set(), {"qz root ca": "issuer"}, set()),
        ("DigiCert Inc", "issuer", set(), {}, set()),
        ("Python", "issuer", set(), {}, set()),
        ("", "issuer", set(), {}, set()),
        ("https://zq-9.q-z.example/", "host", set(), {"zq-9.q-z.example": "host"}, set()),
        ("zq", "host", set(), {}, set()),
        ("zq9", "host", set(), {"zq9": "host"}, set()),
        (r"C:\x\OneDrive - Quillon Moor\y", "path", set(), {"quillon moor": "domain"}, set()),
        (r"C:\x\OneDrive - Python\y", "path", set(), {}, set()),
        (r"C:\x\OneDrive - Personal\y", "path", set(), {}, set()),
        ("/x/CloudStorage/OneDrive-Quillon/y", "path", set(), {"quillon": "domain"}, set()),
        (r"C:\Users\jane.smith", "path", set(), {}, set()),
    ],
)
def test_what_is_looked_for(
    text: str, privacy: str, words: set[str], phrases: dict[str, str], owners: set[str]
) -> None:
    assert known([("x", text, privacy)]) == (dict.fromkeys(words, privacy), phrases, owners)


@for_each(
    ("text", "seen"),
    [
        *((text, True) for text in ("smith", "a smith.", "smith_x", "x_smith", "SMITH", "mysmith", "smithy", "smith2", "zed-x", "zed")),
        *((text, False) for text in ("smi", "zedy", "azed", "blacksmithy", "smit h")),
    ],
)  # fmt: skip
def test_a_word_is_seen_alone_and_from_four_letters_on_at_the_end_of_another(text: str, seen: bool) -> None:
    names = known([("x", "smith", "user"), ("x", "zed", "user")])
    assert bool(leaks([("x", text)], names)) == seen


@for_each(
    ("text", "what"),
    [
        (r"QZ9\anybody", {"user", "domain"}),
        (r"by QZ9\\x y", {"user", "domain"}),
        ("QZ9/anybody", {"user"}),
        (r"a\QZ9\anybody", set()),
        (r"QZ9\a\b", {"domain"}),
        (r"QZ9\public", {"domain"}),
        ("QZ9", set()),
        (r"\\zfs01\x", {"share"}),
        ("at zproxy.qz.example now", {"proxy"}),
        ("at azproxy.qz.example", set()),
        ("zproxy.qz.example-x", set()),
    ],
)
def test_owners_and_servers_are_seen_in_their_places(text: str, what: set[str]) -> None:
    names = known([("x", "windows9", "public"), ("x", "QZ9", "domain"), ("x", "zproxy.qz.example", "proxy")])._replace(
        words={}
    )
    assert {leak.what for leak in leaks([("x", text)], names)} == {_KINDS[each] for each in what}


def record(value: str) -> Record:
    evidence = (Evidence("what", value, value),)
    step = (Step(f"our prose {value}", value, "cmd"),)
    return Record(
        format="pyready-report/1",
        tool=Tool("0.1.0", "2026-11-22"),
        taken=WHEN,
        duration_s=1.0,
        private=False,
        verdict=Verdict("open", "uv", "", value, value),
        routes=(RouteRecord("uv", "uv", "local", "open", steps=step),),
        checks=(
            CheckRecord("c", "?", "passed", "note", value, because=evidence, fix=Fix("you", value, step)),
            CheckRecord("d", "?", "passed", "note", value),
        ),
        found=(FoundRecord(value, value, why_not=value),),
        requests=(RequestRecord("r", "q", "small", value, value, value, evidence=evidence),),
        facts={},
    )


@for_each(
    ("text", "seen"),
    [
        (r"PROGRAMS\Python\Python313\python.exe", False),
        (r"PROGRAMS\jane\x", True),
        (r"PROGRAMS\python", True),
        (r"by PROGRAMS\jane", True),
        (r"C:\PROGRAMS\jane", False),
        (r"PROGRAMS\<user>", True),
    ],
)
def test_a_domain_called_like_a_folder_is_one_before_an_account(text: str, seen: bool) -> None:
    assert bool(leaks([("x", text)], known([("x", "Programs", "domain")]))) == seen


@pytest.mark.parametrize("name", ["HKLM", "HKCU", "hkcr"])
def test_a_computer_called_like_a_root_of_the_registry_stops_no_report(name: str) -> None:
    names = known([("x", name, "computer"), ("y", name, "domain")])
    assert leaks([("source", f"{name}\\SOFTWARE\\Python")], names) == ()


def test_of_the_record_only_what_was_handed_in_is_scanned() -> None:
    facts, did = redact(facts_of(JANE, Sample()), Did(), identifiers(JANE))
    assert {
        leak.field
        for leak in leaks(
            values(texts(facts, did), record("jane.smith")), known(texts(facts_of(JANE, Sample()), Did()))
        )
    } == {
        "checks[0].because[0].value",
        "checks[0].because[0].source",
        "checks[0].fix.commands[0].command",
        "routes[0].steps[0].command",
        "found[0].where",
        "requests[0].evidence[0].value",
        "requests[0].evidence[0].source",
    }


def test_secrets_are_found_without_any_identity() -> None:
    texts = [
        ("a", "http://u:p@h/"),
        ("b", "jane.smith"),
        ("c", "ghp_" + "a" * 36),
        ("d", "/t/tk-" + "1" * 30 + "/main"),
    ]
    assert [leak.field for leak in secrets(texts)] == ["a", "c", "d"]


def test_a_text_too_long_to_look_through_stops_no_private_report() -> None:
    assert secrets([("a", "x" * 60_000)]) == ()


def test_nobody_known_still_finds_what_shows_by_its_shape() -> None:
    assert leaks([("x", r"C:\Users\bob\x"), ("y", "plain")], NOBODY) == (Leak("x", "an account or profile folder"),)


NAME = (
    st.text(alphabet=string.ascii_letters + string.digits + ".-_' éßñØ", min_size=1, max_size=26)
    .map(str.strip)
    .filter(lambda name: any(char.isalnum() for char in name) and not name.endswith("."))
)
DOMAIN = st.from_regex(r"[A-Za-z]{2,12}(\.[a-z]{2,8}){0,2}", fullmatch=True)


@st.composite
def identities(draw: st.DrawFn) -> Identity:
    user, domain = draw(NAME), draw(DOMAIN)
    folder = draw(st.sampled_from([user, user[:20].strip() or user, f"{user}.{domain}", f"{user}.000"]))
    home = draw(
        st.sampled_from(
            [rf"C:\Users\{folder}", f"/home/{folder}", f"/Users/{folder}", rf"D:\P\{folder}", rf"\\fs\h$\{folder}"]
        )
    )
    organisation = draw(NAME)
    return Identity(
        user=user,
        computer=draw(st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,13}[A-Za-z0-9]", fullmatch=True)),
        domains=(domain,),
        upn=draw(st.sampled_from(["", f"{user}@{domain}"])),
        full_name=draw(st.sampled_from(["", user, draw(NAME)])),
        home=home,
        profile_folder=folder,
        onedrive=draw(st.sampled_from([(), (rf"{home}\OneDrive - {organisation}",)])),
    )


@st.composite
def embedded(draw: st.DrawFn, person: Identity) -> str:
    parts = (
        person.user,
        person.computer,
        person.home,
        person.domains[0],
        person.upn,
        person.full_name,
        *person.onedrive,
    )
    around = st.sampled_from(
        [
            "",
            " ",
            "\\",
            "/",
            "\\\\",
            ":",
            "@",
            "=",
            "'",
            "(",
            ".",
            "-",
            "_",
            "%20",
            "C:\\Users\\",
            "x",
            "<user>",
            "~1",
            "//",
        ]
    )
    pieces = [draw(around) + draw(st.sampled_from(parts)) + draw(around) for _ in range(draw(st.integers(1, 3)))]
    return str(draw(st.sampled_from(DISGUISES))("".join(pieces)))


def plainly_holds(text: str, person: Identity) -> bool:
    """A second opinion without the patterns under test: the whole account name as a word, percent signs decoded."""
    word = rf"(?<![^\W_]){re.escape(person.user)}(?![^\W_])"
    return is_telling(person.user.casefold()) and re.search(word, unquote(text), re.IGNORECASE) is not None


@pytest.mark.slow
@settings(max_examples=400)
@given(st.data())
def test_after_redaction_nothing_is_left(data: st.DataObject) -> None:
    person = data.draw(identities())
    drawn = data.draw(st.lists(embedded(person), min_size=1, max_size=4))
    sample = Sample(
        note=drawn[0],
        places=tuple(map(Place, drawn)),
        others=tuple(data.draw(st.lists(st.sampled_from(["p.example:1", "proxy:8080", *drawn]), max_size=2))),
        owners=(person.user, drawn[-1]),
        servers=(drawn[0],),
    )
    facts, did = facts_of(person, sample), did_of(*drawn)
    shared = redact(facts, did, identifiers(person))
    names = known(texts(facts, did))
    less = without(*shared, {leak.field for leak in leaks(values(texts(*shared)), names)})
    assert leaks(values(texts(*less)), names) == ()
    assert not [pair for pair in values(texts(*less)) if plainly_holds(pair[1], person)]
    again = redact(*shared, identifiers(shared[0][Identity]))
    assert msgspec.to_builtins(again[0][Sample]) == msgspec.to_builtins(shared[0][Sample])


@pytest.mark.unmeasured
@settings(max_examples=300)
@given(st.text(max_size=200), st.sampled_from(sorted(PEOPLE)))
def test_any_text_at_all_can_be_redacted(text: str, name: str) -> None:
    shared = redact(facts_of(PEOPLE[name], Sample(note=text, places=(Place(text),))), Did(), identifiers(PEOPLE[name]))
    names = known(texts(facts_of(PEOPLE[name], Sample()), Did()))
    less = without(*shared, {leak.field for leak in leaks(values(texts(*shared)), names)})
    assert leaks(values(texts(*less)), names) == ()
