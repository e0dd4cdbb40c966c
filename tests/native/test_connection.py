"""Adapters and kinds of network of a real Windows, where Wine has one adapter and one public network."""

import pytest

from pyready.recorded.host import NoNet
from pyready.windows.host import windows_host

pytestmark = pytest.mark.native

SYSTEM = windows_host(NoNet()).system


def test_an_adapter_is_up_and_windows_says_of_each_whether_it_is_hardware() -> None:
    found = SYSTEM.adapters()

    assert found.state == "set"
    assert found.value
    assert all(each.description for each in found.value)
    assert all(each.hardware is not None for each in found.value)
    assert any(each.kind in {6, 71} for each in found.value)


def test_the_network_manager_answers_twice_alike() -> None:
    first, second = SYSTEM.network_kinds(), SYSTEM.network_kinds()

    assert first == second
    assert first.state == "set"
    assert set(first.value or ()) <= {"domain", "private", "public"}
