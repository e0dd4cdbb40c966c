"""Views of a text: what is taken in one go is what each letter by itself would give; long texts are not kept."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pyready.privacy import disguise
from pyready.privacy.disguise import EDGE, MARK, View

TEXTS = st.text(
    st.sampled_from("aAbZ0 \\/%25&#39;\\u00eb<user>é\u0301ëßİıﬁ\u200b\u00adÅ中Ⅳ²\U0001f600ǅ") | st.characters(),
    max_size=14,
)


def by_letters(text: str, *, edges: bool) -> tuple[str, list[int], list[int]]:
    """The slow way, as the view is described."""
    hidden = disguise.TOKEN.sub(lambda token: MARK * len(token[0]), text)
    at = {n for n in range(1, len(hidden)) if edges and disguise._is_edge(hidden[n - 1], *hidden[n : n + 2].ljust(2))}
    view: tuple[str, list[int], list[int]] = ("", [], [])
    for match in disguise._LETTER.finditer(hidden):
        pieces = [(EDGE, match.start())] if match.start() in at else []
        for piece, end in (*pieces, (match[0], match.end())):
            seen = [
                each for each in unicodedata.normalize("NFKC", piece).casefold() if unicodedata.category(each) != "Cf"
            ]
            view = (view[0] + "".join(seen), view[1] + [match.start()] * len(seen), view[2] + [end] * len(seen))
    return view


def whole(view: View) -> tuple[str, list[int], list[int]]:
    spans = [view.span(place, place + 1) for place in range(len(view.text))]
    return view.text, [start for start, _ in spans], [end for _, end in spans]


@given(TEXTS)
def test_a_view_is_what_its_letters_are(text: str) -> None:
    assert whole(disguise.views(text)[0]) == by_letters(text, edges=False)
    assert whole(disguise.words(text)) == by_letters(text, edges=True)


def test_a_long_text_is_not_kept() -> None:
    before = [kept.cache_info().currsize for kept in (disguise._kept_views, disguise._kept_words)]
    for view in (disguise.views("é%41" * 3000)[1], disguise.words("aB1" * 3000)):
        assert len(view.text) == len(view.starts) == len(view.ends)
    assert [kept.cache_info().currsize for kept in (disguise._kept_views, disguise._kept_words)] == before
