"""`[knowledge]` of a site profile: what is refused, with its line."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.knowledge import windows
from pyready.knowledge.pythons import is_supported, recommended_on
from pyready.knowledge.site_file import BadProfile, parse
from pyready.knowledge.site_knowledge import SiteKnowledge, SitePython
from pyready.knowledge.site_rows import MOST
from pyready.model.host import Machine

DAY = dt.date(2026, 11, 22)
WHOLE = """[knowledge]
recommended = "3.16"

[[knowledge.python]]
minor = "3.16"
ends = 2032-10-31
checked = 2026-11-22

[[knowledge.windows]]
build = 27900
kind = "enterprise"
name = "Windows 11 27H2"
ends = 2029-10-09
checked = 2026-11-22

[[knowledge.agent]]
id = "gate"
name = "Gate"
service = "GateSvc"
checked = 2026-11-22

[[knowledge.vendor]]
id = "lens"
name = "Lens"
words = ["example lens", "lens ca"]
checked = 2026-11-22

[[knowledge.vpn]]
id = "tube"
name = "Tube"
words = ["tube adapter"]
checked = 2026-11-22

[[knowledge.program]]
id = "uv"
publisher = "O=EXAMPLE SIGNER, C=GB"
checked = 2026-11-22
"""


def test_all_of_it_is_read() -> None:
    found = parse(WHOLE.encode(), DAY)

    assert found.unknown == ()
    assert found.knowledge.recommended == "3.16"
    assert [
        len(getattr(found.knowledge, each)) for each in ("python", "windows", "agent", "vendor", "vpn", "program")
    ] == [1] * 6
    assert found.knowledge.vendor[0].words == ("example lens", "lens ca")
    assert found.knowledge.python[0].good_until == DAY + dt.timedelta(180)
    assert found.knowledge.windows[0].good_until == DAY + dt.timedelta(730)


@for_each(
    ("old", "new", "line", "says"),
    [
        ("[[knowledge.agent]]", "[[knowledge.agents]]", 16, "no table or key of this name"),
        ("[knowledge]\n", "[knowledge]\nzip = 1\n", 2, "no table or key of this name"),
        ("[[knowledge.agent]]", "[knowledge.agent]", 16, "two brackets"),
        ('service = "GateSvc"', 'servis = "GateSvc"', 19, "no key of this name"),
        ('service = "GateSvc"\n', "", 16, "has no service"),
        ('name = "Gate"', "name = 3", 18, "name does not have the form"),
        ('name = "Gate"', 'name = ""', 18, "name does not have the form"),
        ('name = "Gate"', f'name = "{"x" * 81}"', 18, "name does not have the form"),
        ('"GateSvc"', '"Gate\\u0007Svc"', 19, "control character"),
        ('"tube adapter"', '"tube\\u202eadapter"', 31, "control character"),
        ('id = "gate"', 'id = "Gate 1"', 17, "id does not have the form"),
        ('"lens ca"', '"x"', 25, "words does not have the form"),
        ('["tube adapter"]', "[]", 31, "words does not have the form"),
        ('"tube adapter"', "7", 31, "words does not have the form"),
        ("build = 27900", "build = true", 10, "build does not have the form"),
        ('"enterprise"', '"pro"', 11, "kind does not have the form"),
        ("ends = 2032-10-31", 'ends = "2032-10-31"', 6, "ends does not have the form"),
        ("2026-11-22\n\n[[knowledge.agent", "2026-11-23\n\n[[knowledge.agent", 14, "in the future"),
        ('"3.16"\n\n', '"3.17"\n\n', 2, "recommended names a Python"),
        ('"3.16"\n\n', "3.16\n\n", 2, "recommended names a Python"),
        ('minor = "3.16"', 'minor = "2.7"', 2, "recommended names a Python"),
        ('"3.16"\nends', '"3.14"\nends', 2, "recommended names a Python"),
        ("build = 27900", "build = 19045", 9, "already"),
        ('id = "gate"', 'id = "threatlocker"', 16, "already"),
        ('"GateSvc"', '"threatlockerservice"', 16, "already"),
        ('id = "lens"', 'id = "zscaler"', 22, "already"),
        ('id = "tube"', 'id = "cisco"', 28, "already"),
        ('id = "uv"', 'id = "uvx"', 35, "names no program"),
        ('"O=EXAMPLE SIGNER, C=GB"', '"EXAMPLE"', 36, "publisher does not have the form"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_line(old: str, new: str, line: int, says: str) -> None:
    assert WHOLE.count(old) == 1
    with pytest.raises(BadProfile, match=says) as refused:
        parse(WHOLE.replace(old, new).encode(), DAY)
    assert str(refused.value).startswith(f"In the site profile, line {line}: ")
    assert str(refused.value).endswith(".")


@for_each("text", ["knowledge = 1", "knowledge = []", "[knowledge]\nagent = 1", "[[knowledge]]\nagent = 1"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(BadProfile, match=r"In the site profile, line \d+: this table is written with two brackets"):
        parse(text.encode(), DAY)


def rows(count: int) -> str:
    row = '[[knowledge.agent]]\nid = "a{0}"\nname = "A"\nservice = "S{0}"\nchecked = 2026-11-22\n'
    return "".join(row.format(number) for number in range(count))


@pytest.mark.unmeasured
def test_there_may_be_many_rows_and_not_too_many() -> None:
    assert len(parse(rows(MOST).encode(), DAY).knowledge.agent) == MOST
    for count in (MOST + 1, 10_000):
        with pytest.raises(BadProfile, match=f"line {MOST * 5 + 1}: a table of .knowledge. has at most {MOST} rows"):
            parse(rows(count).encode(), DAY)


def test_a_row_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(BadProfile, match=r"line 6: this row is in pyready, or in this profile, already"):
        parse((rows(1) * 2).encode(), DAY)


@given(st.text(max_size=60))
def test_whatever_stands_in_a_row_ends_in_rows_or_in_one_sentence(text: str) -> None:
    try:
        parse(f"[[knowledge.agent]]\n{text}".encode("utf-8", "replace"), DAY)
    except BadProfile as refused:
        assert "\n" not in str(refused)


def test_an_end_that_the_organisation_knows_counts() -> None:
    more = parse(WHOLE.replace("2032-10-31", "2027-10-31").encode(), DAY).knowledge

    assert is_supported((3, 16), dt.date(2027, 10, 31), more)
    assert not is_supported((3, 16), dt.date(2027, 11, 1), more)
    assert recommended_on(DAY, more).by_site
    assert recommended_on(dt.date(2027, 11, 1), more).instead_of == "3.16"


def test_a_release_of_windows_that_only_the_organisation_knows() -> None:
    machine = Machine("Windows 11", build=27900, edition="Enterprise", product="client")
    more = parse(WHOLE.encode(), DAY).knowledge
    found = windows.release_of(machine, more)

    assert windows.release_of(machine) is None
    assert found is not None
    assert (found.name, found.source) == ("Windows 11 27H2", "your organisation's site profile")


@for_each("minor", ["3.99", "", "three", "3", "3.x", "²"])
def test_a_saved_report_may_recommend_what_only_a_newer_pyready_knows(minor: str) -> None:
    """In a saved report stands what was read there; no profile is checked again."""
    row = SitePython(minor=minor, ends=dt.date(2040, 1, 1), checked=DAY)
    past = dt.date(2035, 1, 1)

    assert recommended_on(DAY, SiteKnowledge(recommended=minor)) == recommended_on(DAY)
    if minor != "3.99":
        assert recommended_on(past, SiteKnowledge(python=(row,))) == recommended_on(past)
