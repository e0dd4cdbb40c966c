"""What was probably meant."""

from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.model.near_misses import hint, near

COMMANDS = ("check", "config", "guide", "reads")


@for_each(
    ("word", "found"),
    [
        ("chekc", "check"),
        ("Check", "check"),
        (" check ", "check"),
        ("conf", "config"),
        ("guides", "guide"),
        ("raeds", "reads"),
        ("c", None),
        ("", None),
        ("install", None),
    ],
)
def test_the_nearest_name(word: str, found: str | None) -> None:
    assert near(word, COMMANDS) == ((found,) if found else ())


def test_several_are_named_in_one_sentence_best_first() -> None:
    assert hint("python", ("python-org", "python-zip", "uv"), most=3) == "Did you mean python-org or python-zip?"
    assert hint("pyth", ("python-a", "python-b", "python-c"), most=3) == (
        "Did you mean python-a, python-b or python-c?"
    )
    assert hint("zzz", COMMANDS) == ""


@given(word=st.text(max_size=30), most=st.integers(1, 4))
def test_only_known_names_are_named_and_not_more_than_asked(word: str, most: int) -> None:
    found = near(word, COMMANDS, most)
    assert set(found) <= set(COMMANDS)
    assert len(found) == len(set(found)) <= most
