"""What pyready reads as a standard user of a real Windows."""

from typing import Any

import pytest

from native.compare import facts
from native.person import Person

pytestmark = pytest.mark.native


@pytest.fixture(scope="module")
def report(person: Person) -> dict[str, Any]:
    return person.report()


def test_a_standard_user_is_no_administrator_and_their_token_is_whole(report: dict[str, Any]) -> None:
    token = facts(report, "rights")["token"]

    assert token["state"] == "set"
    assert (token["value"]["elevated"], token["value"]["administrator"]) == (False, False)
    assert token["value"]["elevation_type"] == "default"


def test_a_standard_user_may_ask_the_kernel_about_code_integrity(report: dict[str, Any]) -> None:
    found = facts(report, "app-control")["code_integrity"]

    assert found["state"] == "set"
    assert found["value"] & 0x1  # kernel code integrity is always on


def test_a_standard_user_may_ask_about_the_service_of_applocker_and_its_rules(report: dict[str, Any]) -> None:
    found = facts(report, "app-control")

    assert found["service"]["state"] == "set"
    assert not any(each["unread"] for each in found["applocker"])


def test_nothing_crashed_and_nothing_ran_out_of_time(report: dict[str, Any]) -> None:
    bad = {name: each for name, each in report["facts"].items() if each.get("kind") in {"crashed", "timed-out"}}

    assert bad == {}


def test_a_standard_user_is_told_the_kind_of_network_too(report: dict[str, Any]) -> None:
    found = facts(report, "connection")

    assert found["adapters"]["state"] == "set"
    assert found["kinds"]["state"] == "set"


def test_the_report_names_neither_the_user_nor_the_folder(report: dict[str, Any]) -> None:
    assert "pyready-native\\" not in str(report)
    assert report["private"] is False
