"""With which browser files can be downloaded, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from laptops.one_check import answer, ask, evidence
from pyready.checks.browsers import download_browser
from pyready.probes import browsers
from pyready.probes.browsers import CHROME, CHROME_HERE, EDGE

NAME = "DownloadRestrictions"
HERE = {f"HKLM\\{CHROME_HERE}": {"": "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"}}
MINE = {f"HKCU\\{CHROME_HERE}": {"": "C:\\Users\\jane.smith\\AppData\\Local\\Google\\Chrome\\chrome.exe"}}
OPEN, STOPPED, UNKNOWN = ("passed", ""), ("problem", "it"), ("unknown", "")
USE_EDGE, USE_CHROME = "Microsoft Edge", "Google Chrome"


def policy(browser: str, value: Any, root: str = "HKLM") -> dict[str, Any]:
    return {f"{root}\\{browser}": {NAME: value}}


# what it is about, registry, answer, the browser to name
ROWS: list[tuple[str, dict[str, Any], tuple[str, str], str]] = [
    ("nothing set", {}, OPEN, ""),
    ("nothing set, Chrome is here", HERE, OPEN, ""),
    *((f"Edge {value}", policy(EDGE, value), OPEN, "") for value in (0, 1, 2, 4)),
    *((f"Chrome {value}", HERE | policy(CHROME, value), OPEN, "") for value in (0, 1, 2, 4)),
    ("Edge stops all", policy(EDGE, 3), STOPPED, ""),
    ("Edge stops all for the person", policy(EDGE, 3, "HKCU"), STOPPED, ""),
    ("the computer's policy before the person's", policy(EDGE, 3) | policy(EDGE, 0, "HKCU"), STOPPED, ""),
    ("the person's is not asked where the computer's is set", policy(EDGE, 0) | policy(EDGE, 3, "HKCU"), OPEN, ""),
    ("Edge stops all, Chrome is here", HERE | policy(EDGE, 3), OPEN, USE_CHROME),
    ("Edge stops all, Chrome is the person's", MINE | policy(EDGE, 3), OPEN, USE_CHROME),
    ("both stop all", HERE | policy(EDGE, 3) | policy(CHROME, 3), STOPPED, ""),
    ("both stop all, Chrome is not here", policy(EDGE, 3) | policy(CHROME, 3), STOPPED, ""),
    ("Chrome stops all", HERE | policy(CHROME, 3), OPEN, USE_EDGE),
    ("Chrome stops all and was not found", policy(CHROME, 3) | policy(EDGE, 1), OPEN, USE_EDGE),
    ("Edge has a number of no meaning", policy(EDGE, 5), UNKNOWN, ""),
    ("Edge has a text", policy(EDGE, "3"), UNKNOWN, ""),
    ("Edge is not clear, Chrome may", HERE | policy(EDGE, 5), OPEN, USE_CHROME),
    ("Edge is not clear, Chrome stops all", HERE | policy(EDGE, 5) | policy(CHROME, 3), UNKNOWN, ""),
    ("Edge stops all, Chrome is not clear", HERE | policy(EDGE, 3) | policy(CHROME, 9), UNKNOWN, ""),
    ("Chrome is not clear", HERE | policy(CHROME, 9), OPEN, USE_EDGE),
]


@pytest.mark.unmeasured
@for_each("row", ROWS, ids=[row[0] for row in ROWS])
def test_one_browser_that_may_is_enough(row: Any) -> None:
    _, registry, expected, browser = row
    record = ask("browser-downloads", registry=registry)

    assert answer(record) == expected
    assert record.weight == "blocker"
    assert download_browser(look(bare.windows(registry=registry), (browsers.PROBE,)).facts) == browser
    if browser:
        assert record.says.startswith(f"Download with {browser}: ")
    if expected != OPEN or browser:
        assert NAME in record.says


@pytest.mark.parametrize("root", ["HKLM", "HKCU"])
def test_a_policy_that_may_not_be_read_is_unknown(root: str) -> None:
    key = f"{root}\\{EDGE}"
    record = ask("browser-downloads", registry={key: {NAME: 0}}, denied_keys=[key])

    assert answer(record) == UNKNOWN
    assert evidence(record)[f"{NAME} of Microsoft Edge"] == "denied"
    assert record.settles


def test_a_chrome_that_could_not_be_looked_for_does_not_close() -> None:
    key = f"HKLM\\{CHROME_HERE}"
    held = policy(EDGE, 3) | {key: {"": "x"}}

    assert answer(ask("browser-downloads", registry=held, denied_keys=[key])) == UNKNOWN
    both = held | policy(CHROME, 3)
    assert answer(ask("browser-downloads", registry=both, denied_keys=[key])) == STOPPED


def test_the_exact_sentence_of_a_restricted_chrome() -> None:
    says = ask("browser-downloads", registry=HERE | policy(CHROME, 3)).says
    assert (
        says
        == "Download with Microsoft Edge: the policy DownloadRestrictions probably blocks downloads in Google Chrome."
    )


def test_what_is_rare_is_spoken_of_where_the_policy_goes_by_it() -> None:
    assert "few people" in ask("browser-downloads", registry=policy(EDGE, 2)).says
    assert "few people" not in ask("browser-downloads", registry=policy(EDGE, 1)).says


def test_without_facts_no_browser_is_named() -> None:
    assert download_browser(look(bare.windows(), ()).facts) == ""
