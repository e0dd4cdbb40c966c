"""Folders that the environment names oddly cost no probe and no answer."""

import pytest

from laptops import bare
from laptops.looking import look
from laptops.networks import DIRECT, network
from needs import once
from pyready.engine.app import report

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow, once]

NAMES = [
    "LOCALAPPDATA",
    "APPDATA",
    "USERPROFILE",
    "TEMP",
    "ProgramFiles",
    "SystemRoot",
    "PATH",
    "OneDrive",
    "HOMEDRIVE",
]
VALUES = [
    "C:", "C", "", "\\", "/", ".", "..", "\\\\", "\\\\server", "\\\\server\\share", "C:\\\x00", "%X%", "CON",
    "C:\\Users\\..\\..", "\\\\?\\C:\\", "\ud800", "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_folder_s_variable_crashes_a_probe_or_a_judgement(name: str) -> None:
    for value in VALUES:
        seen = look(bare.windows({name: value}), network=network(DIRECT))
        assert report(seen, private=True).verdict.says, value
