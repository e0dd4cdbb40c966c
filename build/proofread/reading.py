"""The reading age of a page, by Flesch and Kincaid's formula for school grades (1975), five years added."""

import re
from collections.abc import Iterator

from proofread.finding import Finding, Page
from proofread.voice import in_markdown, sentences

OLDEST = 13.0
"""Years. The guides of today need 8 to 12 by this count."""
LEAST = 60
"""Words: of fewer the formula says nothing."""

# shown to whoever edits a page
_HARD = "this page needs a reading age of {age:.0f}, {most:.0f} at most: write shorter sentences and shorter words"


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e."""
    small = word.lower()
    groups = len(re.findall(r"[aeiouy]+", small))
    silent = small.endswith("e") and not small.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def age(text: str, least: int = LEAST) -> float:
    """The reading age of Markdown in years; 0 where there are fewer words than `least`."""
    said = [each for _, line in in_markdown(text) for each in sentences(line)]
    words = [re.findall(r"[A-Za-z]+", each) for each in said]
    whole = [each for each in words if each]
    count = sum(map(len, whole))
    if count < least:
        return 0.0
    spoken = sum(syllables(word) for each in whole for word in each)
    return 0.39 * count / len(whole) + 11.8 * spoken / count - 15.59 + 5


def of_page(page: Page) -> Iterator[Finding]:
    """Whether a page is too hard."""
    if (found := age(page.text)) > OLDEST:
        yield Finding(1, _HARD.format(age=found, most=OLDEST))
