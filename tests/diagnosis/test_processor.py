"""Which of a maker's files fits, from what the machine says of itself."""

import pytest

from for_each import for_each
from laptops.looking import given
from pyready.diagnosis.processor import is_musl, processor
from pyready.model.facts import Absent, Facts
from pyready.model.host import Machine, Reading
from pyready.probes.machine import MachineFacts


def on(name: str, architecture: str = "") -> Facts:
    return given("linux").with_entry(
        MachineFacts, MachineFacts(Reading("set", Machine(name, architecture=architecture)))
    )


UNKNOWN = [
    given("linux").with_entry(MachineFacts, Absent("crashed", "why")),
    given("linux").with_entry(MachineFacts, MachineFacts(Reading("denied"))),
]


@for_each(
    ("architecture", "meant"),
    [
        ("arm64", "arm64"),
        ("aarch64", "arm64"),
        ("ARM64", "arm64"),
        ("x86_64", "x86_64"),
        ("AMD64", "x86_64"),
        ("x64", "x86_64"),
        ("", "x86_64"),
        ("RISCV64", "riscv64"),
        ("x86", "x86"),
    ],
)
def test_every_spelling_of_a_processor_means_one(architecture: str, meant: str) -> None:
    assert processor(on("Debian", architecture)) == meant


@pytest.mark.parametrize("facts", UNKNOWN)
def test_one_that_is_not_known_counts_as_the_usual_and_as_no_alpine(facts: Facts) -> None:
    assert processor(facts) == "x86_64"
    assert not is_musl(facts)


def test_alpine_has_another_c_library() -> None:
    assert is_musl(on("Alpine Linux v3.22"))
    assert not is_musl(on("Debian GNU/Linux 13"))
