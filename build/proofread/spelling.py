"""Spelling by Debian's British dictionary, read by spylls; neither is needed to run pyready."""

import gc
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from proofread.finding import Finding, Page
from proofread.voice import in_markdown

DICTIONARY = Path("/usr/share/hunspell/en_GB")
"""Without the endings .aff and .dic."""
OURS = Path(__file__).with_name("words.txt")
_PLAIN = re.compile(r'`[^`]*`|"[^"]*"|\]\([^)]*\)|https?://\S+|\{\{.*?\}\}|\S*[\d_/\\@=<>.]\w\S*|--?[a-z][\w-]*')
"""What is no word of the language: code, messages, addresses, file names, options."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")

# shown to whoever edits a page
_UNKNOWN = 'the British dictionary does not know "{word}": correct it, or add it to build/proofread/words.txt'
# shown after the findings
NO_DICTIONARY = (
    "Spelling was not checked: the dictionary is not here. On Debian and Ubuntu: apt-get install hunspell-en-gb, "
    "and pip install spylls."
)


@cache
def speller() -> Callable[[str], bool] | None:
    """Whether the dictionary knows a word; None where it is not here."""
    try:
        from spylls.hunspell import Dictionary
    except ImportError:
        return None
    if not DICTIONARY.with_suffix(".aff").exists():
        return None
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # spylls leaves its files open
        found = Dictionary.from_files(str(DICTIONARY))
        gc.collect()
    return cache(found.lookup)


@cache
def ours() -> frozenset[str]:
    """The names and words that the dictionary lacks, in small letters."""
    return frozenset(OURS.read_text("utf-8").casefold().split())


def words(text: str) -> Iterator[str]:
    """The words of a line that a dictionary can know: neither code nor written LIKE or LikeThis."""
    for word in _WORD.findall(_PLAIN.sub(" ", text)):
        if len(word) > 1 and word[1:] == word[1:].lower():
            yield word


def complaints(text: str) -> list[str]:
    """What is said of each unknown word of a text; nothing where the dictionary is not here."""
    if (known := speller()) is None:
        return []
    return [_UNKNOWN.format(word=word) for word in words(text) if not _is_known(word, known)]


def of_page(page: Page) -> Iterator[Finding]:
    """Each unknown word once."""
    known, seen = speller(), set[str]()
    for line, text in in_markdown(page.text) if known else ():
        for word in words(text):
            if word.casefold() not in seen and not _is_known(word, known):
                seen.add(word.casefold())
                yield Finding(line, _UNKNOWN.format(word=word))


def _is_known(word: str, known: Callable[[str], bool] | None) -> bool:
    small = word.casefold().replace("\u2019", "'")
    return small in ours() or small.removesuffix("'s") in ours() or known is None or known(word)
