"""What gives itself away by its place or shape, kind by kind: what replaces it, and what looks once more."""

import pytest

from for_each import for_each
from privacy.people import JANE, Identity, Place, Sample, facts_of
from pyready.model.activity import Did
from pyready.privacy.disguise import TOKEN
from pyready.privacy.redact import identifiers, redact
from pyready.privacy.scan import NOBODY, known, leaks, secrets
from pyready.privacy.walk import texts
from pyready.privacy.well_known import SHORT_NAMES

pytestmark = pytest.mark.unmeasured

SOMEBODY = Identity("qx7", "PC1", home=r"C:\Users\qx7", profile_folder="qx7")
"""Whose own names are in none of these texts."""


def path(text: str, person: Identity = SOMEBODY) -> str:
    facts = facts_of(person, Sample(places=(Place(text),)))
    return redact(facts, Did(), identifiers(person))[0][Sample].places[0].path


def note(text: str, person: Identity = SOMEBODY) -> str:
    return redact(facts_of(person, Sample(note=text)), Did(), identifiers(person))[0][Sample].note


def found(text: str, person: Identity = SOMEBODY) -> set[str]:
    return {leak.what for leak in leaks([("x", text)], known(texts(facts_of(person, Sample()), Did())))}


KINDS = "user computer domain proxy share host issuer servers number sid secret text path left-out"


@for_each("kind", KINDS.split())
def test_what_has_been_replaced_stays(kind: str) -> None:
    for token in (f"<{kind}>", f"<{kind}-2>", f"<{kind}-999999>"):
        assert TOKEN.fullmatch(token)
        assert note(f"see {token}") == f"see {token}"
        assert not found(f"see {token}")
        assert not leaks([("x", rf"C:\Users\{token}\x")], NOBODY)


SECRETS = [
    *(f"{start}{'a1' * 8}" for start in ("pypi-ag", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "npm_")),
    *(f"{word}={'a1' * 3}" for word in ("password", "passwd", "pwd", "token", "secret", "apikey", "api_key", "api-key")),
    *("password: a1a1a1", '"token" : a1a1a1', "'secret'='a1a1a1'", "pwd   =   a1a1a1"),
    *(f"{word} {'a1' * 8}" for word in ("Basic", "Bearer", "NTLM", "Negotiate")),
    *("https://a1a1a1@h.example/", "https://jane:a1a1a1@h.example/", "//jane:a1a1a1@h.example", "https://jane:a1/?#@h.example"),
    *("/t/tk-" + "a1" * 10 + "/main", "/t/tk-" + "a1" * 10),
]  # fmt: skip


@for_each("text", SECRETS)
def test_every_kind_of_secret_is_replaced_and_seen(text: str) -> None:
    assert "a1" not in note(f"{text} next").replace("<secret>", "")
    assert note(text).count("<secret>") == 1
    assert [leak.what for leak in secrets([("x", text)])] == ["a secret"]


@for_each(
    "text",
    [
        "https://index.example:8080/@scope/x", "https://index.example/t/short/main", "//host.example:8080/a@b", "//host.example:8/a@b", "//host.example:8;a@b", "/t/tk-a1a1a1a1a1a1a1a1a1a/main",
        "the basic setup", "basic auth", "a bearer of news", "pypi-agreement", "npm_config", "ghp_short", "the token",
        "token ring", "a secret place", "xtoken=1", "https://index.example/a@1", "apikeys = none", "mybasic " + "a1" * 8,
    ],
)  # fmt: skip
def test_what_only_sounds_secret_is_kept(text: str) -> None:
    assert note(text) == text
    assert secrets([("x", text)]) == ()


HOMES = [
    *(rf"C:\{folder}" for folder in ("Users", "Documents and Settings")),
    *("/home", "/Users", "/var/home", "/export/home", "/nfs/home", "/data/home", "/srv/home", "/mnt/disk1/home"),
    *("/Volumes/Data 1/home", r"\\?\C:\Users", "file:///home", "C:/Users", r"C:\\Users", "/mnt/c/Users"),
]
ON_SHARES = ["Users", "Home", "Homes", "home$", "Profile", "Profiles", "profiles$", "UserData", "Redirected Folders"]
PEOPLE = ["People", "Staff", "Colleagues", "Employees", "Personal", "staff$", "Home Drive", "homedrives", "Home Folders",
          "homedir", "home directory", "Home Directories"]  # fmt: skip


@for_each("above", HOMES)
def test_whose_folder_is_where_homes_are(above: str) -> None:
    slash = "/" if above.startswith(("/", "file", "C:/")) else "\\"
    assert path(f"{above}{slash}Zed Q{slash}x") == f"{above}{slash}<user-2>{slash}x"
    assert path(f"{above}{slash}zq") == f"{above}{slash}<user-2>"
    assert note(f"no {above}{slash}zq here") == f"no {above}{slash}<user-2> here"
    if slash == "\\" or above in ("/home", "/Users"):
        assert "an account or profile folder" in found(f"{above}{slash}Zed Q{slash}x")


@for_each("folder", ON_SHARES)
@for_each("between", ["", "a\\", "a\\b\\c\\"])
def test_whose_folder_is_on_a_share(folder: str, between: str) -> None:
    assert path(rf"\\fs01\data\{between}{folder}\zq\x") == rf"<share-1>\{between}{folder}\<user-2>\x"


@for_each("folder", PEOPLE)
@for_each("top", ["H:", r"\\fs01\data\a"])
def test_whose_folder_is_among_people(folder: str, top: str) -> None:
    assert path(rf"{top}\{folder}\zq\x").endswith(rf"\{folder}\<user-2>\x")


@for_each(
    "nobody",
    [
        "%USERNAME%",
        "{user}",
        "$USER",
        "*",
        "~",
        "..",
        ".",
        "Public",
        "Default",
        "All Users",
        "Default User",
        "DefaultAppPool",
        "desktop.ini",
        "linuxbrew",
        "Shared",
    ],
)
def test_placeholders_and_common_folders_name_nobody(nobody: str) -> None:
    for text in (rf"C:\Users\{nobody}\x", f"/home/{nobody}/x", rf"C:\Users\{nobody}"):
        assert path(text) == text
        assert note(text) == text or " " in nobody  # where a name ends at a space
    assert not found(rf"C:\Users\{nobody}\x")


@for_each("before", ["x", "/usr/share", "~", "$HOME", "${X}", "%X%", ".", "a-", "a_", "a.b)", "<user>"])
def test_a_folder_called_home_further_down_has_no_people(before: str) -> None:
    assert path(f"{before}/home/zq/x") == f"{before}/home/zq/x"
    assert not found(f"{before}/home/zq/x") or before == "<user>"


@for_each("before", ["", "PATH=", "at ", "'", "(", "file://", "[", ","])
def test_a_path_can_begin_anywhere(before: str) -> None:
    assert note(f"{before}/home/zq/x") == f"{before}/home/<user-2>/x"


@for_each("text", ["old_{}", "{}_old", "-{}-", ".{}.", "({})", "a {}, b", "={}", "{}"])
def test_a_name_ends_where_no_letter_or_digit_follows(text: str) -> None:
    assert note(text.format("jane.smith"), JANE) == text.format("<user>")
    assert note(text.format("l12345"), JANE) == text.format("<computer>")
    assert note(text.format("some trust"), JANE) == text.format("<domain>")


@for_each("text", ["x{}", "{}x", "9{}", "ß{}"])
def test_no_other_name_is_cut_in_two(text: str) -> None:
    for name in ("l12345", "some trust"):
        assert note(text.format(name), JANE) == text.format(name)


SHARES = [
    (r"\/fs01\data\x", r"<share-1>\x"),
    (r"/\fs01\data\x", r"<share-1>\x"),
    (r"\\fs01\data\x", r"<share-1>\x"),
    (r"\\\\fs01\\data\\x", r"<share-1>\\x"),
    ("//fs01/data/x", "<share-1>/x"),
    (r"\\?\UNC\fs01\data\x", r"<share-1>\x"),
    (r"\\fs01.trust.example@SSL\DavWWWRoot\x", r"<share-1>\x"),
    ("file://fs01/data/x", "file:<share-1>/x"),
    ("file:////fs01/data/x", "file:<share-1>/x"),
    (r"\\fs-01_a$\data$\x", r"<share-1>\x"),
    (r"\\fs01", "<share-1>"),
    (r"\\fs01\\", "<share-1>"),
]


@for_each(("text", "expected"), SHARES)
def test_shares_in_every_spelling(text: str, expected: str) -> None:
    assert path(text) == expected


@for_each(
    "text",
    [r"\\wsl$\Ubuntu\x", r"\\wsl.localhost\Ubuntu\x", r"\\localhost\c$\x", r"\\tsclient\C\x", r"\\127.0.0.1\c$\x",
     "file:///opt/x", r"C:\\a\\b", "/a//b/c", r"%X%\\a\b"],
)  # fmt: skip
def test_what_only_looks_like_a_share_is_kept(text: str) -> None:
    assert path(text) == text
    assert "a network share" not in found(text)


@for_each(
    ("text", "expected"),
    [
        ("S-1-5-21-11-22-33-1001", "<sid>"),
        ("S-1-12-1-11-22-33-44", "<sid>"),
        ("S-1-5-18", "S-1-5-18"),
        ("S-1-5-32-544", "S-1-5-32-544"),
        ("S-1-16-8192", "S-1-16-8192"),
        ("XS-1-5-21-11-22-33-1001", "XS-1-5-21-11-22-33-1001"),
        ("943 476 5919", "<number>"),
        ("943-476-5919", "<number>"),
        ("9434765919", "<number>"),
        ("943 476-5919", "943 476-5919"),
        ("943-4765919", "943-4765919"),
        ("19434765919", "19434765919"),
        ("1.9434765919", "1.9434765919"),
        ("943476591", "943476591"),
        ("9434765919-1", "9434765919-1"),
    ],
)
def test_ids_of_accounts_and_patients(text: str, expected: str) -> None:
    assert note(f"see {text} there") == f"see {expected} there"
    if expected.startswith("<"):
        assert found(text) & {"an account's id", "a long number"}


@for_each(
    ("text", "what"),
    [
        *((address, {"a network address"}) for address in ("10.1.2.3", "192.168.0.9", "172.16.0.1", "172.31.9.9", "172.20.1.1")),
        *((address, set()) for address in ("172.15.0.1", "172.32.0.1", "192.169.0.1", "11.1.2.3", "10.0.26100.1742.1", "110.1.2.3")),
        *((f"fs9.{top}", {"a server of the organisation"}) for top in
          ["uk", "nhs.uk", "com", "net", "org", "local", "internal", "intranet", "lan", "corp", "ad", "gov", "edu", "ac", "io", "eu", "ie", "int", "wales", "scot", "cloud", "health"]),
        *((text, set()) for text in ("fs9.example", "fs9.py", "conda.lock")),
        ("http://fs9/x", {"a server of the organisation"}),
        ("http://fs9:8080", {"a server of the organisation"}),
        ("http://proxy/x", set()),
        ("file://fs9", set()),
        ("zq@qz.example", {"an account or profile folder"}),
        ("git@qz.example", set()),
        ("by a.b+zq@qz.example", {"an account or profile folder"}),
        ("x/zq@qz.example", set()),
        ("zq@9z.example", set()),
        ("x@fs9.uk", {"an account or profile folder"}),
        ("-fs9.uk", set()),
        ("www.python.org", set()),
        ("http://fs9.example", set()),
        ("http://fs9", {"a server of the organisation"}),
        ("microsoft.sharepoint.com", {"a server of the organisation"}),
        ("file://fs9/x", {"a network share"}),
        ("//fs9/x", {"a network share"}),
        *((f"{before}//fs9/x", set()) for before in ("~", "$", "%", ")", "x", ".")),
        *((address, set()) for address in ("10.1.2.3x", "10.1.2.3.4", "x10.1.2.3")),
        ("qz-my.sharepoint.com", {"the organisation's name", "a server of the organisation"}),
        ("qz.onmicrosoft.com", {"the organisation's name", "a server of the organisation"}),
        ("12345678901", {"a long number"}),
        ("123456789012345", {"a long number"}),
        (r"Users\zq", {"an account or profile folder"}),
        ("/home//zq", {"an account or profile folder"}),
        (r"\home\zq", {"an account or profile folder"}),
        ("/home/public", set()),
        ("/home/linuxbrew/x", set()),
        (r"<share-1>\home\Public", set()),
        (r"<share-1>\\profiles\\zq", {"an account or profile folder"}),
        ("S-1-12-1-9", {"an account's id"}),
        (r"\\fs9\x", {"a network share"}),
        (r"\\fs9.example\x", {"a network share"}),
        (r"\\fs-9\x", {"a network share"}),
        (r"C:\x\OneDrive - Qz\y", {"the organisation's name"}),
        (r"C:\x\OneDrive - Personal\y", set()),
        (r"C:\x\OneDrive -  Qz\y", set()),
        ("/x/CloudStorage/OneDrive-Qz/y", {"the organisation's name"}),
        (r"x\CloudStorage\\OneDrive-Qz", {"the organisation's name"}),
        (r"H:\staff\zq", {"an account or profile folder"}),
        *((rf"H:\{each}\zq", {"an account or profile folder"}) for each in ("People", "colleagues", "employees", "personal")),
        *((rf"<share-1>\{each}\zq", {"an account or profile folder"}) for each in ("users", "home", "homes$", "profile")),
        (r"\\fs9\users\zq", {"a network share", "an account or profile folder"}),
        (r"H:\staff\python", set()),
        (r"\\fs9\homes$\zq", {"a network share", "an account or profile folder"}),
        (r"<share-1>\profiles\zq", {"an account or profile folder"}),
        (r"<share-1>\userdata$\zq", {"an account or profile folder"}),
        (r"<left-out>\homes\zq", {"an account or profile folder"}),
        (r"C:\Users\Public \x", set()),
        (r"<domain>\zq", {"an account or profile folder"}),
        (r"owned by <domain>\zq", {"an account or profile folder"}),
        (r"<domain>\python", set()),
    ],
)  # fmt: skip
def test_the_second_look_sees_by_shape(text: str, what: set[str]) -> None:
    assert {leak.what for leak in leaks([("x", text)], NOBODY)} == what


@for_each("start", sorted(SHORT_NAMES))
def test_8_3_names_of_windows_own_folders_are_kept(start: str) -> None:
    person = Identity(f"{start}mer", "PC1", home=rf"C:\Users\{start}mer", profile_folder=f"{start}mer")
    assert path(rf"C:\{start.upper()}~1\x", person) == rf"C:\{start.upper()}~1\x"


@for_each(
    ("account", "short"),
    [
        ("jane.smith", "JANESM~1"),
        ("jane.smith", "JANE~2.SMI"),
        ("jane.smith", "JA3F0C~1"),
        ("j smith", "JSMITH~1"),
        ("jsmith", "JSMITH~1.TRU"),
        ("jsmith", "JSMITH~12"),
        ("ann-marie.x", "ANNMAR~1"),
        ("ann-marie.x", "ANN-MA~1"),
        ("jo-anne", "JO-ANN~1"),
        ("jo-anne", "JOANNE~1"),
    ],
)
def test_8_3_names_of_people_are_replaced(account: str, short: str) -> None:
    person = Identity(account, "PC1", home=rf"C:\Users\{account}", profile_folder=account)
    for text in (rf"C:\Users\{short}\x", rf"D:\{short}\x", rf"C:\{short}\x"):
        assert path(text, person) == text.replace(short, "<user>")
    assert note(f"in {short} now", person) == "in <user> now"


@pytest.mark.parametrize("account", ["jsmith", "window"])
def test_a_number_after_a_wave_is_no_short_name(account: str) -> None:
    person = Identity(account, "PC1", home=rf"C:\Users\{account}", profile_folder=account)
    for text in ("about ~10 of 12", "C:\\~1\\x", r"C:\ab12~1\x"):
        assert note(text, person) == text


@for_each(("account", "telling"), [("123456", True), ("12345", False), ("a123", True), ("a12", False), ("4711", False)])
def test_a_number_for_a_name_counts_alone_from_six_digits(account: str, telling: bool) -> None:
    person = Identity(account, "PC1", home=rf"C:\Users\{account}", profile_folder=account)
    assert note(f"by {account} there", person) == f"by {'<user>' if telling else account} there"
    assert path(rf"C:\Users\{account}\x", person) == r"C:\Users\<user>\x"
    if account.isdecimal():
        assert bool(found(f"by {account} there", person)) == telling


def test_the_words_of_two_organisations_are_looked_for() -> None:
    facts = facts_of(
        JANE, Sample(places=(Place(r"D:\OneDrive - Quillon Moor\x"), Place("/x/CloudStorage/OneDrive-Zed/y")))
    )
    names = known(texts(facts, Did()))
    assert [
        leak.field for leak in leaks([("a", "quillon moor"), ("b", "Zed"), ("c", "Quillon"), ("d", "zeds")], names)
    ] == [
        "a",
        "b",
    ]
