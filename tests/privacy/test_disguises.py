"""Every disguise that a name can wear, and where a name begins and ends in a longer word."""

from for_each import for_each
from privacy.people import JANE, PEOPLE, Identity, Place, Sample, facts_of
from pyready.model.activity import Did
from pyready.privacy.disguise import EDGE, views, words
from pyready.privacy.redact import identifiers, redact


def note(person: Identity, text: str) -> str:
    return redact(facts_of(person, Sample(note=text)), Did(), identifiers(person))[0][Sample].note


def path(person: Identity, text: str) -> str:
    return redact(facts_of(person, Sample(places=(Place(text),))), Did(), identifiers(person))[0][Sample].places[0].path


DOTS = [
    *("%2e", "%2E", "%252e", "%25252E", "%2525252e"),
    *(r"\u002e", r"\x2e", r"\x2E", "&#46;", "&#046;", "&#x2e;", "&#X2E;", "&#x002E;"),
]


@for_each("dot", DOTS)
def test_every_escape_is_seen_through(dot: str) -> None:
    assert note(JANE, f"jane{dot}smith") == "<user>"
    assert note(JANE, f"for jane{dot}smith.") == "for <user>."
    assert path(JANE, rf"C:\Users\jane{dot}smith\x") == r"C:\Users\<user>\x"


@for_each(
    ("text", "expected"),
    [
        ("j%61ne.smith", "<user>"),
        ("%6aane.smit%68", "<user>"),
        ("%6A%61%6e%65.smith!", "<user>!"),
        (r"by\njane.smith", r"by\n<user>"),
        (r"by\tjane.smith\r", r"by\t<user>\r"),
        (r"\ud800jane.smith", r"\ud800<user>"),
        ("100% jane.smith", "100% <user>"),
        ("100%25 jane.smith", "100%25 <user>"),
        ("&jane.smith;", "&<user>;"),
        ("jane\u200b.smi\u00adth", "<user>"),
        ("ＪＡＮＥ.ＳＭＩＴＨ", "<user>"),
    ],
)  # fmt: skip
def test_escapes_anywhere_in_a_text(text: str, expected: str) -> None:
    assert note(JANE, text) == expected


def test_escapes_of_another_code_page_are_seen_through() -> None:
    assert path(PEOPLE["Zoë"], r"C:\Users\Zo%EB\x") == r"C:\Users\<user>\x"


def test_escapes_of_marks_in_names() -> None:
    assert note(PEOPLE["Ann O'Neil"], "Ann O&apos;Neil and Ann O&#x27;Neil") == "<user> and <user>"
    health = Identity("zq7", "PC1", onedrive=(r"C:\Users\zq7\OneDrive - Health & Moor Trust",))
    assert note(health, "of Health &amp; Moor Trust") == "of <domain>"


@for_each("name", ["nina.rose", "tara.rose", "rita.rose", "ubeda.rose", "xavi.rose"])
def test_a_name_after_a_slash_is_no_escape(name: str) -> None:
    person = Identity(name, "PC1", home=rf"C:\Users\{name}", profile_folder=name)
    assert path(person, rf"D:\{name}\x") == r"D:\<user>\x"
    assert path(person, rf"D:\{name}\x%20y") == r"D:\<user>\x%20y"


@for_each(
    ("text", "expected"),
    [
        ("SmithDocs2", "smith|docs|2"),
        ("SMITHDocs", "smith|docs"),
        ("mySMITH", "my|smith"),
        ("BLACKSMITH", "blacksmith"),
        ("blacksmith", "blacksmith"),
        ("Blacksmith", "blacksmith"),
        ("smith20261129x", "smith|20261129|x"),
        ("JanŁukaszÉmile", "jan|łukasz|émile"),
        ("JoséÖstÉ", "josé|öst|é"),
        ("x_Y-z A", "x_y-z a"),
        ("ABc", "a|bc"),
        ("", ""),
    ],
)
def test_where_words_begin_and_end(text: str, expected: str) -> None:
    view = words(text)
    assert view.text.replace(EDGE, "|") == expected
    assert [view.span(at, at + 1) for at, char in enumerate(view.text) if char != EDGE] == [
        (at, at + 1) for at in range(len(text))
    ]


@for_each(
    ("text", "expected"),
    [
        (r"C:\Projects\smith20261129\x", r"C:\Projects\<user>20261129\x"),
        (r"C:\Projects\BLACKSMITH\x", r"C:\Projects\BLACKSMITH\x"),
        (r"C:\Projects\<user>smithy\x", r"C:\Projects\<user>smithy\x"),
        (r"C:\Projects\Smith12\x", r"C:\Projects\<user>\x"),
    ],
)
def test_names_in_words_with_digits(text: str, expected: str) -> None:
    assert path(JANE, text) == expected


def test_a_view_leads_back_to_the_text() -> None:
    text = "a%C3%AB&#39;\u00ad\ufb01z"
    plain, resolved = views(text)
    assert resolved.text == "aë'fiz"
    assert [text[slice(*resolved.span(at, at + 1))] for at in range(6)] == [
        "a",
        "%C3%AB",
        "&#39;",
        "\ufb01",
        "\ufb01",
        "z",
    ]
    assert plain.text == text.replace("\u00ad", "").replace("\ufb01", "fi").casefold()
    assert views(r"\ud800x")[1].text == r"\ud800x"  # half of a letter is none
    assert [view.text for view in views("Plain TEXT")] == ["plain text"]
