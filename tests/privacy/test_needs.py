"""What keeps the patterns quick loses nothing: whatever a pattern finds holds one of the texts that it needs."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyready.privacy import patterns, scan

pytestmark = pytest.mark.unmeasured

SHAPES = [
    *((f"scan-{number}-{each.kind}", each.pattern, each.needs) for number, each in enumerate(scan._BY_SHAPE)),
    *((f"redaction-{number}-{each.kind}", each.pattern, each.needs) for number, each in enumerate(patterns.SHAPES)),
    *(
        (f"redaction-{name}-{path}", every[path].pattern, needs)
        for name, every, needs in (
            ("share", patterns.SHARES, patterns.SLASHES),
            ("profile", patterns.PROFILES, patterns.PROFILES_NEED),
        )
        for path in (True, False)
    ),
    ("redaction-people", patterns.PEOPLE.pattern, patterns.PEOPLE_NEED),
    *(
        (f"redaction-organisation-{number}", each.pattern, patterns.ORGANISATIONS_NEED)
        for number, each in enumerate(patterns.ORGANISATIONS)
    ),
]
NEEDING = [pytest.param(pattern, needs, id=name) for name, pattern, needs in SHAPES if needs]


@pytest.mark.slow
@pytest.mark.parametrize(("pattern", "needs"), NEEDING)
def test_what_a_pattern_finds_holds_what_it_needs(pattern: str, needs: tuple[str, ...]) -> None:
    found = [0]

    @settings(max_examples=20, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(re.compile(pattern, re.ASCII)))
    def every(text: str) -> None:
        plain = text.casefold()
        if re.search(pattern, plain):
            found[0] += 1
            assert any(each in plain for each in needs)

    every()
    assert found[0] >= 5


def test_most_shapes_need_something() -> None:
    assert len(NEEDING) > len(SHAPES) - 4
