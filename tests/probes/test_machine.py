"""Which computer this is."""

from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Machine, Reading
from pyready.probes.machine import PROBE, MachineFacts
from pyready.recorded.host import RecordedSystem


def test_the_system_is_asked_and_its_answer_kept_whole() -> None:
    expected = Machine("Windows 11", 26100, "Enterprise", "x86_64", "client")

    assert facts_of(bare.windows(), MachineFacts, PROBE).machine == Reading("set", expected)


def test_no_answer_is_no_answer() -> None:
    found = facts_of(bare.windows(system=RecordedSystem(computer=Reading("timed-out"))), MachineFacts, PROBE)

    assert found.machine == Reading("timed-out")
