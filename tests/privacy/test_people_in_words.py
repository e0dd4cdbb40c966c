"""The person's names as parts of longer words, other people beside the person, and what gives people away by shape."""

import pytest

from privacy.people import JANE, Identity, Place, Sample, facts_of
from pyready.model.activity import Did
from pyready.privacy.redact import identifiers, redact


def paths(person: Identity, *texts: str) -> list[str]:
    facts = facts_of(person, Sample(places=tuple(map(Place, texts))))
    return [place.path for place in redact(facts, Did(), identifiers(person))[0][Sample].places]


def note(person: Identity, text: str) -> str:
    return redact(facts_of(person, Sample(note=text)), Did(), identifiers(person))[0][Sample].note


LEE = Identity("leej", "PC1", full_name="Jo Ann Lee", home=r"C:\Users\leej", profile_folder="leej")


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"D:\Lee\x", r"D:\<user>\x"),
        (r"D:\lee2\x", r"D:\<user>\x"),
        (r"D:\jalee\x", r"D:\<user>\x"),
        (r"D:\Sleep\x", r"D:\Sleep\x"),
        ("in the lee of it", "in the lee of it"),
    ],
)
def test_a_short_name_counts_where_it_is_the_whole_folder(text: str, expected: str) -> None:
    assert paths(LEE, text) == [expected]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
    mine, beside, other = r"H:\Team\Jane Smith\x", r"H:\Team\Bob J\Python\python.exe", r"H:\Tools\Carl K\x"
    assert paths(JANE, mine, beside, other) == [
        r"H:\Team\<user>\x", r"H:\Team\<user-2>\Python\python.exe", r"H:\Tools\Carl K\x",
    ]  # fmt: skip
