"""A pasted text made comparable: what is taken off, what counts as a word, and that no text grows."""

from for_each import for_each
from pyready.explain.paste import lines_of, pasted, places, squeezed


@for_each(
    "text",
    [
        "no space left on device",
        "No  Space\tleft on\ndevice",
        "\x1b[31mNo space\x1b[0m left on device",
        "\u2190[31mNo space left on device",
        "^[[1;31mNo space left on device^[[0m",
        "\\x1b[31mNo space left on device",
        "\x1b]0;title\x07No space left on device",
        "PS C:\\Users\\jo> No space left on device",
        "(base) jo@laptop:~$ No space left on device",
        "2026-11-30T09:15:00.123Z No space left\n2026-11-30T09:15:00.124Z on device",
        "[09:15:00] No space left\n[09:15:01] on device",
        "> > No space left\n> > on device",
        "  \u2502 No space left\n  \u2502 on device",
        "| No space left\n| on device",
        "No space \u201cleft\u201d on 'device'",
        "\uff2e\uff4f space left on device",
        "No spa\u00adce le\u200bft on\u202e device",
        "No space left\r\non device",
        "10 %\rNo space left on device",
    ],
)
def test_a_message_is_found_whatever_is_round_it(text: str) -> None:
    assert list(places(pasted(lines_of(text)), squeezed("no space left on device")))


@for_each(
    ("fragment", "text", "is_there"),
    [
        ("named pip", "No module named pip", True),
        ("named pip", "No module named pip.", True),
        ("named pip", "No module named pipx", False),
        ("named pip", "No module renamed pip", False),
        ("named...", "No module named_pip", True),
        ("...named pip", "No module renamed pip", True),
        ("failed to launch...(0x...", "Failed to launch 'C:\\a b\\python.exe' (0x800704ec)", True),
        ("failed to launch...(0x", "Failed to launch" + " word" * 200 + " (0x", False),
    ],
)
def test_a_fragment_is_whole_words(fragment: str, text: str, is_there: bool) -> None:
    assert bool(list(places(pasted(lines_of(text)), squeezed(fragment)))) == is_there


def test_a_text_of_signs_that_stand_for_many_letters_does_not_grow() -> None:
    text = "\ufdfa" * 100_000
    assert sum(map(len, lines_of(text))) <= 2 * len(text)


def test_of_a_fragment_that_stands_everywhere_only_the_first_places_count() -> None:
    assert len(list(places(pasted(["error"] * 1000), "error", most=50))) == 50


def test_lines_are_counted_as_in_the_text() -> None:
    paste = pasted(lines_of("one\n\ntwo three\nfour"))
    assert [paste.line(place) for place in (0, 3, 8, 11)] == [1, 3, 3, 4]
