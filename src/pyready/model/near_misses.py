"""What somebody probably meant: one way to find it, for everything that people name."""

from collections.abc import Iterable, Sequence

# shown after a name that is not known
_DID_YOU_MEAN = "Did you mean {names}?"


def near(word: str, names: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """The names that look most like the word, best first; none where nothing does.

    Upper and lower case are the same, and the beginning of a name is near to it.
    """
    import difflib

    known = {name.lower(): name for name in names}
    asked = word.strip().lower()
    begun = [name for name in known if len(asked) > 1 and name.startswith(asked)]
    alike = difflib.get_close_matches(asked, known, n=most, cutoff=0.6)
    return tuple(known[each] for each in dict.fromkeys([*begun, *alike]))[:most]


def hint(word: str, names: Iterable[str], most: int = 1) -> str:
    """`Did you mean check?`, or nothing."""
    return did_you_mean(near(word, names, most))


def did_you_mean(found: Sequence[str]) -> str:
    """The question with these names, or nothing."""
    return _DID_YOU_MEAN.format(names=" or ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))) if found else ""
