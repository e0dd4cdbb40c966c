"""The policy for Python in Excel."""

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Reading
from pyready.probes.excel import POLICY, PROBE, Excel

NAME = "PythonFunctionWarnings"


@for_each(("value", "state", "kept"), [(0, "set", 0), (2, "set", 2), ("2", "malformed", None), (None, "not-set", None)])
def test_the_policy_is_kept_with_its_place(value: object, state: str, kept: int | None) -> None:
    seen = facts_of(bare.windows(registry={POLICY: {NAME: value}} if value is not None else {}), Excel, PROBE)

    assert seen.python == Reading(state, kept, f"{POLICY}\\{NAME}")


def test_a_policy_that_could_not_be_read_is_not_taken_for_none() -> None:
    assert facts_of(bare.windows(denied_keys=[POLICY]), Excel, PROBE).python.state == "denied"
