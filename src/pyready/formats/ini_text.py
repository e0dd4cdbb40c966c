"""Reads files of sections as `configparser` does, whatever stands in them.

Its pattern for a line tries each blank of a long run again for each one before: the time grows with the square of the
run, and one line of a million blanks takes hours. Such a run is shortened first. It means the same: a run between words
ends a name or parts a list, and what stands at the beginning of a line is left as it is.
"""

import configparser
import re

_LONG_RUN = re.compile(r"(?<=\S)[^\S\n]{40,}")


def shortened(text: str) -> str:
    """The text with every long run of blanks inside a line as one; each line stays where it was."""
    return _LONG_RUN.sub(" ", text)


def read_into(parser: configparser.RawConfigParser, text: str) -> None:
    """Read a text. Raises configparser.Error."""
    parser.read_string(shortened(text))
