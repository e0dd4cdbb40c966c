"""The person's names as parts of longer words, other people beside the person, and what gives people away by shape."""

import pytest

from for_each import for_each
from privacy.people import JANE, Identity, Place, Sample, facts_of
from pyready.model.activity import Did
from pyready.privacy.redact import identifiers, redact

pytestmark = pytest.mark.unmeasured


def paths(person: Identity, *texts: str) -> list[str]:
    facts = facts_of(person, Sample(places=tuple(map(Place, texts))))
    return [place.path for place in redact(facts, Did(), identifiers(person))[0][Sample].places]


def note(person: Identity, text: str) -> str:
    return redact(facts_of(person, Sample(note=text)), Did(), identifiers(person))[0][Sample].note


LEE = Identity("leej", "PC1", full_name="Jo Ann Lee", home=r"C:\Users\leej", profile_folder="leej")


@for_each(
    ("text", "expected"),
    [
        (r"D:\Data\Smith\x", r"D:\Data\<user>\x"),
        (r"D:\Data\smith, j\x", r"D:\Data\<user>, j\x"),
        (r"C:\Projects\jsmith2\x", r"C:\Projects\<user>\x"),
        (r"C:\Projects\SmithDocs\x", r"C:\Projects\<user>Docs\x"),
        (r"C:\Projects\mySmith2026\x", r"C:\Projects\my<user>\x"),
        (r"C:\Projects\SMITHDocs\x", r"C:\Projects\<user>Docs\x"),
        (r"C:\Work\smithj_venv", r"C:\Work\<user>_venv"),
        (r"C:\Work\venv-jane", r"C:\Work\venv-<user>"),
        (r"C:\Work\3jane.smith3", r"C:\Work\3<user>"),
        (r"C:\Blacksmith\x", r"C:\Blacksmith\x"),
        (r"C:\Janet\goldsmiths\x", r"C:\Janet\goldsmiths\x"),
        (r"C:\Python314\Scripts", r"C:\Python314\Scripts"),
    ],
)
def test_parts_of_the_persons_names_are_found_in_words(text: str, expected: str) -> None:
    assert paths(JANE, text) == [expected]


@for_each(
    ("text", "expected"),
    [
        (r"D:\Lee\x", r"D:\<user>\x"),
        (r"D:\lee2\x", r"D:\<user>\x"),
        (r"D:\jalee\x", r"D:\<user>\x"),
        (r"D:\Sleep\x", r"D:\Sleep\x"),
        (r"C:\ProgramData\Lee\x", r"C:\ProgramData\<user>\x"),
        (r"C:\ProgramData\Lee", r"C:\ProgramData\<user>"),
        ("C:/ProgramData/lee7/x", "C:/ProgramData/<user>/x"),
        (r"C:\ProgramData\Leeds\x", r"C:\ProgramData\Leeds\x"),
        (r"C:\ProgramData\in_lee\x", r"C:\ProgramData\in_lee\x"),
        (r"D:\lee.bak\x", r"D:\<user>.bak\x"),
        (r"D:\lee.exe", r"D:\lee.exe"),
        (r"D:\lee9.exe", r"D:\lee9.exe"),
        ("in the lee of it", "in the lee of it"),
    ],
)
def test_a_short_name_counts_where_it_is_the_whole_folder(text: str, expected: str) -> None:
    assert paths(LEE, text) == [expected]


DOUBLE = Identity("jpo2", "PC1", full_name="Page-O'Neil, Jo", home=r"C:\Users\jpo2", profile_folder="jpo2")
LETTERS = Identity("lw2", "PC1", full_name="Łukasz Wójcik-Østerbø", home=r"C:\Users\lw2", profile_folder="lw2")
CAMEL = Identity("fmd2", "PC1", full_name="Fiona McDonald", home=r"C:\Users\fmd2", profile_folder="fmd2")


@for_each(
    ("person", "text", "expected"),
    [
        (DOUBLE, r"D:\Work\page\x", r"D:\Work\<user>\x"),
        (DOUBLE, r"D:\Work\O'Neil\x", r"D:\Work\O'<user>\x"),
        (DOUBLE, r"D:\Work\pageoneil\x", r"D:\Work\<user>\x"),
        (DOUBLE, r"D:\Work\jpageoneil\x", r"D:\Work\<user>\x"),
        (LETTERS, r"D:\Work\lukasz\x", r"D:\Work\<user>\x"),
        (LETTERS, r"D:\Work\OSTERBO\x", r"D:\Work\<user>\x"),
        (LETTERS, r"D:\Work\lwojcik\x", r"D:\Work\<user>\x"),
        (CAMEL, r"D:\Work\McDonaldDocs\x", r"D:\Work\<user>Docs\x"),
        (CAMEL, r"D:\Work\FionaMcDonald\x", r"D:\Work\<user>\x"),
        (CAMEL, r"D:\Work\FMcDonald2\x", r"D:\Work\<user>\x"),
        (CAMEL, r"D:\Work\Fmd22\x", r"D:\Work\<user>\x"),
        (CAMEL, r"D:\Work\myFmd2\x", r"D:\Work\my<user>\x"),
    ],
)
def test_double_names_and_letters_that_english_has_not(person: Identity, text: str, expected: str) -> None:
    assert paths(person, text) == [expected]


SETUP = Identity(
    *("setup", "DESKTOP", ("LOCAL", "setup.example"), "setup@setup.example", "Setup, Jo"),
    home=r"C:\Users\setup",
    profile_folder="setup",
    onedrive=(r"C:\Users\setup\OneDrive - Health",),
)


@for_each(
    ("text", "expected"),
    [
        (r"D:\Data\Setup\x", r"D:\Data\<user>\x"),
        (r"C:\Projects\SetupDocs\x", r"C:\Projects\<user>Docs\x"),
        (r"C:\Projects\setup2\x", r"C:\Projects\<user>\x"),
        (r"H:\Team\venv-jo\x", r"H:\Team\venv-<user>\x"),
        ("/mnt/data/setup/x", "/mnt/data/<user>/x"),
        (r"\\fs01\data\a\setup_x", r"<share-1>\a\<user>_x"),
        (r"C:\Appl\DESKTOP\x", r"C:\Appl\<computer>\x"),
        (r"C:\Appl\LOCAL\x", r"C:\Appl\<domain>\x"),
        (r"C:\Appl\LOCAL", r"C:\Appl\<domain>"),
        ("C:/Appl/desktop/x", "C:/Appl/<computer>/x"),
        ("C:/Users/setup/Health/x", "C:/Users/<user>/<domain>/x"),
        ("C:/Users/setup/a/Health/x", "C:/Users/<user>/a/Health/x"),
        (r"C:\Users\setup\Health\x", r"C:\Users\<user>\<domain>\x"),
        (r"C:\Users\setup\Health", r"C:\Users\<user>\<domain>"),
        (r"C:\Users\setup\Healthy\x", r"C:\Users\<user>\Healthy\x"),
        (r"C:\Users\setup\a\Health\x", r"C:\Users\<user>\a\Health\x"),
        (r"C:\Projects\setup.exe", r"C:\Projects\setup.exe"),
        (r"C:\Program Files\Setup\local\x", r"C:\Program Files\Setup\local\x"),
        (r"C:\PROGRA~1\Setup\x", r"C:\PROGRA~1\Setup\x"),
        (r"C:\Windows\Desktop\x", r"C:\Windows\Desktop\x"),
        (r"C:\ProgramData\Setup\health\x", r"C:\ProgramData\Setup\health\x"),
        ("/opt/setup/x", "/opt/setup/x"),
        (r"HKLM\SOFTWARE\Setup\x", r"HKLM\SOFTWARE\Setup\x"),
    ],
)
def test_ordinary_words_are_names_where_the_system_has_nothing(text: str, expected: str) -> None:
    assert paths(SETUP, text) == [expected]


def test_a_person_called_like_a_folder_of_a_system_is_a_person_too() -> None:
    person = Identity("dpatel2", "PC1", full_name="Dev Patel", home=r"C:\Users\dpatel2", profile_folder="dpatel2")
    assert paths(person, r"D:\Work\venv-dev\x", "/dev/null", "/usr/local/dev") == [
        r"D:\Work\venv-<user>\x", "/dev/null", "/usr/local/dev",
    ]  # fmt: skip


def test_an_ordinary_word_makes_nobody_of_what_stands_beside_it() -> None:
    assert paths(SETUP, r"H:\Team\Setup\x", r"H:\Team\Reports\x") == [r"H:\Team\<user>\x", r"H:\Team\Reports\x"]


@for_each(
    ("text", "expected"),
    [
        ("mail bob.jones@elsewhere.example", "mail <user-2>@<host-1>"),
        ("smith.j@elsewhere.example", "<user>@<host-1>"),
        ("bob.jones@gmail.com", "<user-2>@gmail.com"),
        ("git@git.example and node@22", "git@git.example and node@22"),
        ("see http://intranet2/x", "see http://<host-1>/x"),
        ("no route to fileserver:8080", "no route to <host-1>:8080"),
        ("http://localhost:8080, http://proxy/, http://index.example/", "http://localhost:8080, http://proxy/, http://index.example/"),
        ("for 943 476 5919 only", "for <number> only"),
        ("943-476-5919", "<number>"),
        (r"C:\exports\9434765919.csv", r"C:\exports\<number>.csv"),
        ("build 20261110, 10.0.26100.1742, 0123456789ab", "build 20261110, 10.0.26100.1742, 0123456789ab"),
    ],
)  # fmt: skip
def test_what_gives_people_and_places_away_by_its_shape(text: str, expected: str) -> None:
    assert note(JANE, text) == expected


@for_each(
    ("text", "expected"),
    [
        (r"\\fs01\data\analytics\people\bob.jones\x", r"<share-1>\analytics\people\<user-2>\x"),
        (r"\\fs01\data\a\b\c\Staff\Bob Jones\x", r"<share-1>\a\b\c\Staff\<user-2>\x"),
        (r"\\fs01\data\a\b\jsmith3\x", r"<share-1>\a\b\<user>\x"),
        (r"H:\staff\bob.jones\venv", r"H:\staff\<user-2>\venv"),
        (r"H:\People\python\venv", r"H:\People\python\venv"),
    ],
)
def test_folders_of_people_at_any_depth(text: str, expected: str) -> None:
    assert paths(JANE, text) == [expected]


def test_who_stands_beside_the_person_is_a_person() -> None:
    assert paths(JANE, r"H:\Team\Jane Smith\x", r"H:\Team\Python\x")[1] == r"H:\Team\Python\x"
    mine, beside, other = r"H:\Team\Jane Smith\x", r"H:\Team\Bob J\Python\python.exe", r"H:\Tools\Carl K\x"
    assert paths(JANE, mine, beside, other) == [
        r"H:\Team\<user>\x", r"H:\Team\<user-2>\Python\python.exe", r"H:\Tools\Carl K\x",
    ]  # fmt: skip
