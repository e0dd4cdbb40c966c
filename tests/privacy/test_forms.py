"""The forms that a known name takes, and the contexts in which a short or ordinary one counts."""

import msgspec

from for_each import for_each
from privacy.people import JANE, PEOPLE, Identity, Place, Sample, facts_of
from pyready.model.activity import Did
from pyready.privacy.names import address_key, host_of, identifiers
from pyready.privacy.redact import redact

SHORT = Identity(*("qx7", "PC1", ("AD", "corp"), "qx7@corp", "Qx Zed"), home=r"C:\Users\qx7", profile_folder="qx7")
"""Names that say nothing alone."""


def note(text: str, person: Identity = SHORT, **more: object) -> str:
    return redact(facts_of(person, Sample(note=text, **more)), Did(), identifiers(person))[0][Sample].note  # type: ignore[arg-type]


def path(text: str, person: Identity = SHORT) -> str:
    return redact(facts_of(person, Sample(places=(Place(text),))), Did(), identifiers(person))[0][Sample].places[0].path


@for_each(
    ("text", "expected"),
    [
        (r"AD\qx7", r"<domain>\<user>"),
        (r"by AD\qx7 now", r"by <domain>\<user> now"),
        (r"by PC1\qx7 now", r"by <computer>\<user> now"),
        (r"by AzureAD\qx7 now", r"by AzureAD\<user> now"),
        (r"ad\\qx7", r"<domain>\\<user>"),
        ("AD/qx7", "AD/<user>"),
        (r"corp\zz", r"<domain-2>\<user-2>"),
        (r"PC1\qx7", r"<computer>\<user>"),
        (r"AzureAD\qx7", r"AzureAD\<user>"),
        ("qx7@anything", "<user>@anything"),
        ("qx7@<domain>", "<user>@<domain>"),
        ("zz@corp", "<user-2>@<domain-2>"),
        ("zz@AD now", "<user-2>@<domain> now"),
        ("ssh zz@pc1", "ssh zz@<computer>"),
        ("PC1$ failed", "<computer>$ failed"),
        (r"\\pc1 is down", r"\\<computer> is down"),
        ("//pc1:80 is down", "//<computer>:80 is down"),
        (r"\\pc1.corp is down", r"\\<computer>.corp is down"),
        (r"\\pc1.local is down", r"\\<computer>.local is down"),
        ("for qx7 on pc1 in corp, ad", "for qx7 on pc1 in corp, ad"),
        ("python@3.12 or qx7@3", "python@3.12 or qx7@3"),
        (r"C:\x\AD\qx7", r"C:\x\AD\<user>"),
        (r"C:\x\pc1\zz", r"C:\x\pc1\zz"),
        *((text, text) for text in (r"x.AD\zz", r"x/AD\zz", r"x\AD\zz", r"x-AD\zz", r"x:AD\zz", r"xAD\zz")),
        (r"bad\zz", r"bad\zz"),
        ("zz@bad", "zz@bad"),
        ("zz@adx", "zz@adx"),
    ],
)
def test_short_and_ordinary_names_count_in_a_context(text: str, expected: str) -> None:
    assert note(text) == expected


@for_each(
    ("text", "expected"),
    [
        (r"\\fs01\data\qx7", r"<share-1>\<user>"),
        (r"\\fs01\data\qx7.old\x", r"<share-1>\<user>.old\x"),
        (r"C:\Users\qx7.AD", r"C:\Users\<user>"),
        (r"C:\Users\qx7.PC1.000\x", r"C:\Users\<user>\x"),
        (r"C:\Users\qx7.V6\x", r"C:\Users\<user>\x"),
        (r"C:\Users\qx7.bak\x", r"C:\Users\<user>\x"),
        (r"C:\Users\qx7.old\x", r"C:\Users\<user>\x"),
        (r"C:\Users\qx7.zed\x", r"C:\Users\<user-2>\x"),
        (r"C:\Users\q.zed\x", r"C:\Users\<user-2>\x"),
    ],
)
def test_a_profile_folder_in_every_form_is_the_persons(text: str, expected: str) -> None:
    assert path(text) == expected


@for_each("end", ["", "\\x", ".old", ".old\\x"])
def test_an_ordinary_account_counts_on_a_share_in_a_sentence(end: str) -> None:
    person = Identity("setup", "PC1", home=r"C:\Users\setup", profile_folder="setup")
    assert note(rf"at \\fs01\data\setup{end}", person) == rf"at <share-1>\<user>{end}"
    assert note(rf"at \\fs01\data\setups{end}", person) == rf"at <share-1>\setups{end}"


@for_each(
    ("text", "mine"),
    [("smith.j", True), ("j.smith2", True), ("smith", True), ("jane", True), ("j.s", False), ("smith.q.jones", False),
     ("a.smith", True), ("99", False)],
)  # fmt: skip
def test_accounts_made_of_the_persons_words_are_the_persons(text: str, mine: bool) -> None:
    assert path(rf"C:\Users\{text}\x", JANE) == rf"C:\Users\<user{'' if mine else '-2'}>\x"


@for_each(
    ("full", "forms"),
    [
        ("Smith, Jane (Some Trust)", {"smith, jane (some trust)", "smith, jane", "jane smith"}),
        ("Jane Smith [IT]", {"jane smith", "smith jane"}),
        ("Ann Marie Smith", {"ann marie smith"}),
        ("Smith", {"smith"}),
        ("Zoë Öst", {"zoë öst", "öst zoë", "zoe ost"}),
        ("Łukasz Wójcik", {"łukasz wójcik", "lukasz wojcik"}),
        ("Averylongfirstname Andlastname", {"averylongfirstname a"}),
    ],
)
def test_a_full_name_in_every_order(full: str, forms: set[str]) -> None:
    assert forms <= set(identifiers(Identity("x", "PC1", full_name=full)).users)


@for_each(
    ("full", "account", "parts"),
    [
        ("Jane Smith", "js12", {"jane", "smith", "jsmith", "smithj", "sjane", "janes", "js"}),
        ("Smith, Jane Ann (Trust)", "x", {"smith", "jasmith", "smithja", "asmith", "smitha", "annj"}),
        ("Jane Ann Smith", "x", {"jasmith", "smithja", "asjane"}),
        ("Ann O'Neil Smith", "x", {"asmith", "nsmith", "smitho"}),
        ("Ærø Þórðr", "x", {"ærø", "aero", "thordr"}),
        ("Œuvre Đorđe Łoś", "x", {"oeuvre", "dorde", "los"}),
        ("Mary-Jane O'Neil", "x", {"mary", "jane", "maryjane", "oneil", "neil", "moneil", "oneilm"}),
        ("", "jane.smith_2", {"jane", "smith"}),
    ],
)
def test_the_words_of_a_name_with_initials(full: str, account: str, parts: set[str]) -> None:
    found = set(identifiers(Identity(account, "PC1", full_name=full)).parts)
    assert parts <= found
    assert not {"trust", "o", "j", "2", "os", "so", "ao"} & found


@for_each("page", ["cp1252", "cp850", "cp437"])
@for_each("name", ["Zoë", "ZOË", "zoë", "Łukasz", "Siân", "Ann Zoë", "Zoë Ann", "Tõnu"])
def test_a_name_in_the_wrong_code_page_is_known(page: str, name: str) -> None:
    person = Identity(name.casefold(), "PC1", home=rf"C:\Users\{name}", profile_folder=name)
    misread = name.encode().decode(page, "replace")
    assert path(rf"C:\Users\{misread}\x", person) == r"C:\Users\<user>\x"
    marks = "" if name == "Zoë" else "┼‹"  # what else is left holds no letter
    assert path(rf"D:\{misread}\x", person).translate(dict.fromkeys(map(ord, marks))) == r"D:\<user>\x"


@for_each(
    ("person", "field", "names"),
    [
        (JANE, "computers", ("l12345",)),
        (JANE, "domains", ("trust", "mytrust.nhs.uk")),
        (JANE, "organisations", ("some trust",)),
        (JANE, "folders", ("jane.smith", "jane.smith.trust")),
        (msgspec.structs.replace(JANE, computer="L12345.trust.example"), "computers", ("l12345.trust.example", "l12345")),
        (msgspec.structs.replace(JANE, computer="localhost"), "computers", ()),
        (msgspec.structs.replace(JANE, domains=("L12345", "127.0.0.1", "<domain>", " Trust ")), "domains", ("trust", "mytrust.nhs.uk")),
        (msgspec.structs.replace(JANE, user=r"OTHER\jane.smith", upn=""), "domains", ("trust", "mytrust.nhs.uk", "other")),
        (msgspec.structs.replace(JANE, home="C:\\"), "homes", ()),
        (msgspec.structs.replace(JANE, home="/home/jane/"), "homes", ("/home/jane/",)),
        (msgspec.structs.replace(JANE, onedrive=("/x/OneDrive-Zed", "/x/OneDrive - Personal", "/x/OneDrive", "C:\\OneDrive - A B\\")), "organisations", ("zed", "a b")),
    ],
)  # fmt: skip
def test_names_by_what_they_name(person: Identity, field: str, names: tuple[str, ...]) -> None:
    assert getattr(identifiers(person), field) == names


@for_each(
    ("address", "host", "key"),
    [
        ("proxy.example:8080", "proxy.example", "proxy.example:8080"),
        ("HTTP://u:p@Proxy.example:8080/", "proxy.example", "proxy.example:8080"),
        ("*.example", "example", "*.example"),
        ("proxy.example.", "proxy.example", "proxy.example."),
        ("http://[", "", "["),
        ("", "", ""),
    ],
)
def test_a_server_in_every_spelling(address: str, host: str, key: str) -> None:
    assert host_of(address) == host
    assert address_key(address) == key


def test_a_server_that_is_called_like_a_word_counts_as_an_address_only() -> None:
    text = "squid, u@squid, squid:3128, squid:9, mysquids, asquid:3 and //squid end"
    assert note(text, others=("squid:3128",)) == (
        "squid, u@<proxy-1>, <proxy-1>, squid:9, mysquids, asquid:3 and //<proxy-1> end"
    )


def test_names_that_were_learned_are_found_in_sentences() -> None:
    more = {"owners": ("bob.jones", "it", r"X\ann.lee"), "machines": ("SRV99.x", "TS1")}
    text = "bob.jones and it on srv99, ts1; ann.lee"
    assert note(text, **more) == "<user-3> and it on <computer-2>, ts1; <user-2>"


def test_the_account_of_a_sign_in_address_is_the_persons() -> None:
    person = Identity("x1", "PC1", upn="zed.quick@qz.example", home=r"C:\Users\x1", profile_folder="x1")
    assert note("by zed.quick and zed.quick@other.example", person) == "by <user> and <user>@<host-1>"
    assert path(r"D:\ZEDQUI~1\x", person) == r"D:\<user>\x"


def test_an_address_is_not_cut_into_other_words() -> None:
    person = Identity(
        "ivo.quillfeather", "PC1", upn="ivo.quillfeather@conda.example", home=r"C:\Users\ivo.quillfeather"
    )
    assert path(r"C:\Users\ivo.quillfeather\.config\conda", person) == r"C:\Users\<user>\.config\conda"


def test_people_with_accounts_as_old_interfaces_cut_them() -> None:
    person = PEOPLE["long"]
    assert note("averyveryverylonguse and averyveryverylongu", person) == "<user> and averyveryverylongu"


@for_each(
    ("account", "text", "expected"),
    [
        ("an.other", "another, an other, an_other, an--other", "another, <user>, <user>, <user>"),
        ("ann.other", "annother, ann.other, ann' other, ann_-_.other", "<user>, <user>, <user>, <user>"),
        ("ann.other", "ann.....other", "ann.....other"),
        ("qx7b2", "qx7b2, qx7b29, xqx7b2", "<user>, <user>, xqx7b2"),
        ("jane", "jane smith and smith jane, jane", "<user> and <user>, <user>"),
        ("x.jones", "x.jones2 but not x.jonesy", "<user> but not x.jonesy"),
        ("abcdefghij.klmnopqrs", "abcdefghij.klmnopqrstuvw-x.y z", "<user> z"),
        ("abcdefghij.klmnopqr", "abcdefghij.klmnopqr and abcdefghij.klmnopqrst", "<user> and <user>.klmnopqrst"),
    ],
)
def test_a_name_whose_parts_are_joined_otherwise(account: str, text: str, expected: str) -> None:
    full = "Jane Smith" if account == "jane" else ""
    assert note(text, Identity(account, "PC1", full_name=full, home=rf"C:\Users\{account}")) == expected
