"""The line of an unknown message is shown without names, places and secrets, or not at all."""

import pytest

from for_each import for_each
from pyready.explain.shareable import shareable
from pyready.model.facts import Facts
from pyready.probes import TYPES
from pyready.probes.identity import Identity

WHO = Facts({Identity: Identity("TRUST\\zara.topp", "TR-LT-0042", domains=("trust.example",))}, TYPES)


@for_each(
    ("line", "shown"),
    [
        ("FrobError: the widget is upside down", "FrobError: the widget is upside down"),
        (r"FrobError: C:\Users\zara.topp\x.py", "FrobError: <path>"),
        ("FrobError: /home/someone/x.py is gone", "FrobError: <path> is gone"),
        ("FrobError: https://me:secret@internal.example/x failed", "FrobError: <host> failed"),
        ("FrobError for Zara Topp of Quux", "FrobError for <user> of <left-out>"),
        ("KeyError: 'Bloggs, Jo'", "KeyError: '<left-out>, <left-out>'"),
        ("FrobError: patient 943 476 5919", "FrobError: patient <number>"),
        ("FrobError: user=bloggs code=17", "FrobError: user=<left-out> code=17"),
        ("FrobError: host web7box is down", "FrobError: host <left-out> is down"),
        ("ERROR 0x80041002 in the frobber", "ERROR 0x80041002 in the frobber"),
    ],
)
def test_what_is_left_of_a_line(line: str, shown: str) -> None:
    assert shareable(line, WHO) == shown


@pytest.mark.parametrize(
    "line", ["FrobError at 10.20.30.40", "FrobError: server web.trust.nhs.uk is down", "x" * 60_000]
)
def test_a_line_that_stays_private_is_not_shown(line: str) -> None:
    assert shareable(line, WHO) == ""


def test_where_nobody_is_known_no_line_is_shown() -> None:
    assert shareable("FrobError: the widget is upside down", Facts({}, TYPES)) == ""


def test_a_long_line_is_cut() -> None:
    assert len(shareable("the widget is upside down " * 40, WHO)) < 210
