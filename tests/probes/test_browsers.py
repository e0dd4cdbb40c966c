"""The download policies of browsers, and whether Chrome is registered."""

from typing import Any

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Host, Reading
from pyready.probes.browsers import CHROME, CHROME_HERE, EDGE, PROBE, Browsers

NAME = "DownloadRestrictions"
ROOTS = ("HKLM", "HKCU")


def found(host: Host) -> Browsers:
    return facts_of(host, Browsers, PROBE)


def test_where_nothing_is_set_each_place_says_so() -> None:
    seen = found(bare.windows())

    assert [each.state for each in (*seen.edge, *seen.chrome)] == ["not-set"] * 4
    assert seen.chrome_here == Reading("set", False, f"HKLM\\{CHROME_HERE}\\(Default)")


@for_each(("key", "field"), [(EDGE, "edge"), (CHROME, "chrome")])
@for_each("at", [0, 1])
def test_a_policy_is_kept_with_its_place(key: str, field: str, at: int) -> None:
    place = f"{ROOTS[at]}\\{key}"
    assert getattr(found(bare.windows(registry={place: {NAME: 3}})), field)[at] == Reading("set", 3, f"{place}\\{NAME}")
    assert getattr(found(bare.windows(registry={place: {NAME: "3"}})), field)[at].state == "malformed"
    assert getattr(found(bare.windows(denied_keys=[place])), field)[at].state == "denied"


@for_each(
    ("held", "denied", "state", "value"),
    [(["HKLM"], [], "set", True), (["HKCU"], [], "set", True), ([], [], "set", False), ([], ["HKLM"], "denied", None),
     ([], ["HKCU"], "denied", None), (["HKCU"], ["HKLM"], "set", True)],
)  # fmt: skip
def test_chrome_is_here_where_one_place_has_it(held: Any, denied: Any, state: str, value: bool | None) -> None:
    registry = {f"{root}\\{CHROME_HERE}": {"": "C:\\chrome.exe"} for root in held}
    seen = found(bare.windows(registry=registry, denied_keys=[f"{root}\\{CHROME_HERE}" for root in denied]))

    assert (seen.chrome_here.state, seen.chrome_here.value) == (state, value)
