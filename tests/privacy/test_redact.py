import itertools

import msgspec
import pytest

from for_each import for_each
from privacy.people import JANE, PEOPLE, ROOT, TYPES, WHEN, Identity, Place, Sample, did_of, facts_of
from pyready.model.activity import Did
from pyready.model.facts import Absent, Facts, Inapplicable, Taken
from pyready.model.host import Reading
from pyready.privacy import finder
from pyready.privacy.disguise import TOKEN
from pyready.privacy.redact import LONGEST, Redactor, identifiers, learned, redact, texts


def shared(identity: Identity, sample: Sample, did: Did | None = None) -> Sample:
    return redact(facts_of(identity, sample), did or Did(), identifiers(identity))[0][Sample]


def path(identity: Identity, text: str) -> str:
    return shared(identity, Sample(places=(Place(text),))).places[0].path


def note(identity: Identity, text: str) -> str:
    return shared(identity, Sample(note=text)).note


@for_each(
    ("text", "expected"),
    [
        (r"C:\Users\jane.smith.TRUST\x", r"C:\Users\<user>\x"),
        (r"C:\Users\jane.smith\x", r"C:\Users\<user>\x"),
        (r"C:\Users\jane.smith.TRUST.000", r"C:\Users\<user>"),
        (r"c:/users/JANE.SMITH.trust/x", r"c:/users/<user>/x"),
        (r"C:\\Users\\jane.smith.TRUST\\x", r"C:\\Users\\<user>\\x"),
        (r"C:\/Users\/jane.smith.TRUST", r"C:\/Users\/<user>"),
        ("C%3A%5CUsers%5Cjane.smith.TRUST%5Cx", "C%3A%5CUsers%5C<user>%5Cx"),
        ("file:///C:/Users/jane%2Esmith/x", "file:///C:/Users/<user>/x"),
        (r"C:\Users\jane\u002esmith\x", r"C:\Users\<user>\x"),
        (r"C:\Users\JANESM~1.TRU\x", r"C:\Users\<user>\x"),
        (r"D:\JANESM~2\x", r"D:\<user>\x"),
        (r"D:\JANE~1.SMI\x", r"D:\<user>\x"),
        (r"D:\JA3F0C~1.TRU\x", r"D:\<user>\x"),
        (r"C:\Documents and Settings\jane.smith\x", r"C:\Documents and Settings\<user>\x"),
        (r"\\?\C:\Users\jane.smith\x", r"\\?\C:\Users\<user>\x"),
        ("/mnt/c/Users/jane.smith/x", "/mnt/c/Users/<user>/x"),
        ("/home/jane.smith/x", "/home/<user>/x"),
        ("/Users/jane.smith", "/Users/<user>"),
        ("/data/home/jane.smith", "/data/home/<user>"),
        (r"C:\Users\Public\x", r"C:\Users\Public\x"),
        (r"C:\Users\Default User\x", r"C:\Users\Default User\x"),
        ("/Users/Shared/x", "/Users/Shared/x"),
        ("/home/linuxbrew/.linuxbrew/bin", "/home/linuxbrew/.linuxbrew/bin"),
        (r"C:\Users\%USERNAME%\x", r"C:\Users\%USERNAME%\x"),
        ("/home/*/x", "/home/*/x"),
        (r"C:\PROGRA~1\Python", r"C:\PROGRA~1\Python"),
        (r"%LOCALAPPDATA%\Programs\Python", r"%LOCALAPPDATA%\Programs\Python"),
        (r"C:\Users\jane.smith.TRUST\OneDrive - Some Trust\Documents", r"C:\Users\<user>\OneDrive - <domain>\Documents"),
        (r"C:\Users\jane.smith.TRUST\Some Trust\Team", r"C:\Users\<user>\<domain>\Team"),
        (r"C:\Users\jane.smith.TRUST\OneDrive - Personal", r"C:\Users\<user>\OneDrive - Personal"),
        ("/Users/jane.smith/Library/CloudStorage/OneDrive-OtherTrust/x", "/Users/<user>/Library/CloudStorage/OneDrive-<domain>/x"),
        (r"\\fs01\home$\jane.smith\x", r"<share-1>\<user>\x"),
        (r"\\fs01\Shared Data\x", r"<share-1>\x"),
        ("//fs01/share/x", "<share-1>/x"),
        (r"\\?\UNC\fs01\share\x", r"<share-1>\x"),
        ("file://fs01/share/x", "file:<share-1>/x"),
        (r"\\fs01", "<share-1>"),
        (r"\\wsl$\Ubuntu\x", r"\\wsl$\Ubuntu\x"),
        (r"HKLM\SOFTWARE\ProfileList\S-1-5-21-11-22-33-1001", r"HKLM\SOFTWARE\ProfileList\<sid>"),
        (r"HKU\S-1-5-18\Software", r"HKU\S-1-5-18\Software"),
        ("https://mytrust-my.sharepoint.com/personal/jane_smith_mytrust_nhs_uk", "https://<domain>-my.sharepoint.com/personal/<user>"),
        ("http://wpad.mytrust.nhs.uk/wpad.dat", "http://<host-1>/wpad.dat"),
        ("http://jane:hunter2@proxy.example:8080", "http://<secret>@proxy.example:8080"),
        ("//jane:a/b@c@proxy.example", "//<secret>@<host-1>"),
        ("https://index.example:8080/@scope/x", "https://index.example:8080/@scope/x"),
        (r"C:\Appl\python.exe", r"C:\Appl\python.exe"),
    ],
)  # fmt: skip
def test_paths_of_an_nhs_laptop(text: str, expected: str) -> None:
    assert path(JANE, text) == expected


@for_each(
    ("text", "expected"),
    [
        (r"signed in as TRUST\jane.smith", r"signed in as <domain>\<user>"),
        (r"owned by TRUST\bob.jones", r"owned by <domain>\<user-2>"),
        ("mail bob.jones@mytrust.nhs.uk", "mail <user-2>@<domain-2>"),
        ("JANE.SMITH@MYTRUST.NHS.UK", "<user>"),
        ("Jane Smith, Smith Jane, jane_smith, janesmith", "<user>, <user>, <user>, <user>"),
        ("on l12345 and L12345.mytrust.nhs.uk", "on <computer> and <host-1>"),
        ("issued by Some Trust", "issued by <domain>"),
        ("the truststore trusts", "the truststore trusts"),
        ("C:\\Users\\bob jones\\x is missing", "C:\\Users\\<user-2>\\x is missing"),
        ("C:\\Users\\bob is missing", "C:\\Users\\<user-2> is missing"),
        ("see \\\\fs01\\share for more", "see <share-1> for more"),
        ("password=hunter2; next", "password=<secret>; next"),
    ],
)
def test_sentences_of_an_nhs_laptop(text: str, expected: str) -> None:
    assert note(JANE, text) == expected


@for_each(
    ("text", "expected"),
    [
        ("/root/.cache/pip", "/<user>/.cache/pip"),
        ("file:///root/x", "file:///<user>/x"),
        ("PATH=/root/bin:/usr/bin", "PATH=/<user>/bin:/usr/bin"),
        ("the root certificate of Debian GNU/Linux", "the root certificate of Debian GNU/Linux"),
        ("root@debian", "<user>@<computer>"),
        ("//debian/x", "<share-1>"),
        ("/home/root/x", "/home/<user>/x"),
        ("/home/bob/x", "/home/<user-2>/x"),
        ("/usr/share/root.pem", "/usr/share/root.pem"),
        (r"HKLM\SOFTWARE\SystemCertificates\Root\x", r"HKLM\SOFTWARE\SystemCertificates\Root\x"),
    ],
)
def test_root_counts_only_where_a_name_is_meant(text: str, expected: str) -> None:
    assert path(ROOT, text) == expected


@pytest.mark.parametrize("name", ["it", "Lee", "Zoë"])
def test_short_names_count_only_in_context(name: str) -> None:
    person = PEOPLE[name]
    assert note(person, f"it was {name} in the lee of it") == f"it was {name} in the lee of it"
    assert path(person, rf"C:\Users\{name}\x") == r"C:\Users\<user>\x"
    assert note(person, rf"ANYTRUST\{name}") == r"<domain>\<user>"
    assert note(person, rf"NHS-L0042\{name}") == r"<computer>\<user>"
    assert note(person, f"{name}@anything.example") == "<user>@<host-1>"
    assert path(person, rf"\\fs01\Profiles\{name}.V6\x") == r"<share-1>\<user>\x"


@for_each(
    "text",
    ["Zoe\u0308", "ZOE\u0308", "Zo%C3%AB", "Zo%25C3%25AB", r"Zo\u00eb", "Zo&#235;", "Zo\u200bë", "Zoe", "ZoÃ«", "Zo├½"],
)
def test_accents_in_every_spelling(text: str) -> None:
    assert path(PEOPLE["Zoë"], rf"C:\Users\{text}\x") == r"C:\Users\<user>\x"


@for_each(
    "text",
    [
        "Ann O'Neil",
        "ANN O’NEIL",
        "Ann O''Neil",
        r"Ann O'\''Neil",
        "Ann%20O%27Neil",
        r"Ann O\u0027Neil",
        "Ann O&#39;Neil",
    ],
)
def test_apostrophes_in_every_quoting(text: str) -> None:
    assert note(PEOPLE["Ann O'Neil"], f"for {text}.") == "for <user>."


def test_names_cut_off_after_twenty_characters() -> None:
    for text in ("averyveryverylonguse", "AVERYVERYVERYLONGUSERNAME.X", r"averyveryverylongusername"):
        assert note(PEOPLE["long"], f"by {text} here") == "by <user> here"


def test_values_of_names_are_replaced_whole() -> None:
    sample = Sample(
        proxy=Reading("set", "http://proxy.example:8080", r"HKCU\Software"),
        others=("PROXY.example:8080", "http://pac.example/p.pac", ""),
        share=r"\\fs01\data",
        servers=("index.example", "*.other.example"),
        owners=("jane.smith", r"TRUST\jane.smith", "JANE.SMITH@mytrust.nhs.uk", "bob", r"BUILTIN\Administrators"),
        machines=("l12345", "L12345.mytrust.nhs.uk", "SRV9"),
        domains=("trust", "MYTRUST.nhs.uk", "third.example"),
    )
    result = shared(JANE, sample)
    assert result.proxy == Reading("set", "<proxy-2>", r"HKCU\Software")
    assert result.others == ("<proxy-2>", "<proxy-1>", "")
    assert result.share == "<share-1>"
    assert result.servers == ("<host-2>", "<host-1>")
    assert result.owners == ("<user>", "<user>", "<user>", "<user-3>", "<user-2>")
    assert result.machines == ("<computer>", "<computer>", "<computer-2>")
    assert result.domains == ("<domain>", "<domain-2>", "<domain-3>")


def test_what_stood_in_a_field_of_its_own_is_replaced_in_sentences_too() -> None:
    sample = Sample(
        others=("proxy.example:8080", "squid:3128", "127.0.0.1:8080"),
        servers=("https://packages.example/simple/",),
        owners=("bob.jones",),
        note="proxy.example refused, http://squid:3128 too, squid is a program; 127.0.0.1 is us; "
        "https://packages.example/simple/ belongs to bob.jones",
    )
    assert shared(JANE, sample).note == (
        "<proxy-2> refused, http://<proxy-3> too, squid is a program; 127.0.0.1 is us; https://<host-1>/ belongs to <user-2>"
    )


def test_identity_itself_is_replaced() -> None:
    facts, _ = redact(facts_of(JANE, Sample()), Did(), identifiers(JANE))
    assert facts[Identity] == Identity(
        user="<user>",
        computer="<computer>",
        domains=("<domain>", "<domain-2>"),
        upn="<user>",
        full_name="<user>",
        home=r"C:\Users\<user>",
        profile_folder="<user>",
        onedrive=(r"C:\Users\<user>\OneDrive - <domain>",),
    )


def test_public_text_and_everything_but_text_stay() -> None:
    sample = Sample(product="jane.smith", number=3, places=(Place("x", has_space=True),), settings={"a": "jane.smith"})
    result = shared(JANE, sample)
    assert (result.product, result.number, result.places, result.settings) == (
        "jane.smith",
        3,
        (Place("x", has_space=True),),
        {"a": "<user>"},
    )


def test_what_was_done_is_redacted_with_the_same_tokens() -> None:
    facts = facts_of(JANE, Sample(others=("b.example:1", "a.example:1")))
    _, did = redact(facts, did_of(r"C:\Users\jane.smith.TRUST\pip.ini", proxy="b.example:1"), identifiers(JANE))
    assert did.read[0].where == r"C:\Users\<user>\pip.ini"
    assert did.contacted[0].proxy == "<proxy-2>"


@pytest.mark.unmeasured
def test_tokens_do_not_depend_on_the_order_of_facts() -> None:
    notes = (r"C:\Users\bob\x", r"\\b\b\x", r"C:\Users\abe\x", r"\\a\a\x", "x.mytrust.nhs.uk")
    seen = set()
    for order in itertools.permutations(notes):
        result = shared(JANE, Sample(places=tuple(map(Place, order))))
        seen.add(tuple(sorted(zip(order, (place.path for place in result.places), strict=True))))
    assert len(seen) == 1
    assert dict(seen.pop())[r"C:\Users\abe\x"] == r"C:\Users\<user-2>\x"


def test_redacting_twice_changes_nothing_more() -> None:
    sample = Sample(
        places=(Place(r"C:\Users\bob\x"), Place(r"\\fs01\a\jane.smith"), Place("/home/user/x")),
        others=("p.example:1",),
        owners=("jane.smith", "bob"),
        note=r"TRUST\jane.smith on L12345, x.mytrust.nhs.uk, http://u:p@h/",
    )
    once = redact(facts_of(JANE, sample), did_of(r"C:\Users\bob", proxy="p.example:1"), identifiers(JANE))
    twice = redact(*once, identifiers(once[0][Identity]))
    assert twice[0][Sample] == once[0][Sample]
    assert twice[0][Identity] == once[0][Identity]
    assert twice[1] == once[1]


def test_new_tokens_keep_clear_of_those_that_are_there() -> None:
    result = shared(
        JANE,
        Sample(others=("<proxy-1>", "secret.example:1"), places=(Place(r"C:\Users\<user-2>\x"), Place("/home/bob"))),
    )
    assert result.others == ("<proxy-1>", "<proxy-2>")
    assert [place.path for place in result.places] == [r"C:\Users\<user-2>\x", "/home/<user-3>"]


def test_without_an_identity_no_free_text_is_kept() -> None:
    sample = Sample(note="jane", places=(Place("/x"),), product="kept", owners=("jane",), share=r"\\a\b")
    facts = Facts({Identity: Absent("crashed", "no"), Sample: sample}, TYPES)
    result = redact(facts, did_of("/y"), identifiers(None))
    assert result[0][Sample] == Sample(
        note="<text>", places=(Place("<path>"),), product="kept", owners=("<user-2>",), share="<share-1>"
    )
    assert result[0].entry(Identity) == Absent("crashed", "no")
    assert result[1].read[0].where == "<path>"


def test_entries_that_are_not_there_stay_as_they_are() -> None:
    facts = Facts({Taken: Taken(WHEN), Identity: JANE, Sample: Inapplicable()}, TYPES)
    assert redact(facts, Did(), identifiers(JANE))[0].entry(Sample) == Inapplicable()


def test_a_text_too_long_to_look_through_is_left_out() -> None:
    assert note(JANE, "x" * (LONGEST + 1)) == "<text>"


def test_system_accounts_and_odd_homes_do_not_spoil_every_path() -> None:
    for home in ("/", "/usr/sbin", "/nonexistent", "C:\\", "/var/www"):
        person = Identity("daemon", "localhost", home=home, profile_folder=home.rpartition("/")[2])
        assert path(person, "/usr/sbin/x") == "/usr/sbin/x"
        assert note(person, "http://localhost:8080 and the daemon") == "http://localhost:8080 and the daemon"


def test_a_home_elsewhere_is_known_wherever_it_is() -> None:
    person = Identity("it", "PC1", home=r"D:\Profiles\it", profile_folder="it")
    assert path(person, r"D:\Profiles\it\x") == r"D:\Profiles\<user>\x"
    assert path(person, "/d/profiles/IT") == "/d/profiles/<user>"


def test_texts_names_every_string_by_its_path() -> None:
    facts = facts_of(JANE, Sample(places=(Place("/x"),))).with_entry(Identity, Absent("offline", "why"))
    found = {place: text for place, text, _ in texts(facts, did_of("/y"))}
    assert found["facts.sample.places[0].path"] == "/x"
    assert found["facts.identity.reason"] == "why"
    assert found["did.read[0].where"] == "/y"
    assert found["facts.identity.kind"] == "offline"


def test_single_texts_can_be_redacted_alone() -> None:
    redactor = Redactor(learned(identifiers(JANE), texts(facts_of(JANE, Sample()), Did())))
    assert redactor.change("", "jane.smith", "text") == "<user>"
    assert redactor.change("", "", "user") == ""


def test_identifiers_survive_odd_identities() -> None:
    odd = Identity(user=r"TRUST\jane.smith", computer="", upn="@", full_name=" , ", home="//", onedrive=("", "x"))
    assert identifiers(odd).users == ("jane.smith",)
    assert identifiers(odd).domains == ("trust",)
    system = msgspec.structs.replace(JANE, user="L12345$", home=r"C:\Windows\system32\config\systemprofile")
    assert "l12345" in identifiers(system).users


ODD = (
    "...",
    " ",
    "\\",
    "@",
    "*",
    "://",
    "<",
    "<user>x",
    "http://[",
    "a:b:c",
    "*.",
    "%",
    "\\\\",
    "::1",
    "[::1]:80",
    "x" * 300,
)


def test_odd_values_in_fields_for_names_do_no_harm() -> None:
    sample = Sample(others=ODD, servers=ODD, owners=ODD, machines=ODD, domains=ODD, share="...", note="a . b")
    result = shared(JANE, sample)
    assert result.note == "a . b"
    for values in (result.others, result.servers, result.owners, result.machines, result.domains):
        assert all(TOKEN.fullmatch(value) for value in values), values


def test_more_names_than_any_machine_has_are_still_replaced() -> None:
    result = shared(JANE, Sample(servers=tuple(f"h{number}.example" for number in range(2000))))
    assert all(TOKEN.fullmatch(value) for value in result.servers)
    assert "<host>" in result.servers


def test_however_many_texts_there_are_all_are_cleaned_and_the_finds_of_some_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finder, "_MOST", 3)
    kept = finder.Finder(identifiers(JANE))
    finds = [kept.found(f"D:\\jane.smith\\{number}", path=True) for number in [*range(9), *range(9)]]

    assert [[(each.start, each.end, each.kind) for each in found] for found in finds] == [[(3, 13, "user")]] * 18
    assert len(kept._kept) == 3
