"""The policies of the case laptops in a real registry: what it gives is judged as the recorded one is.

Of each laptop everything but the registry is recorded.
"""

import winreg
from typing import Any

import pytest
from msgspec.structs import replace

from laptops.case_laptops import CASES, CaseLaptop
from laptops.looking import look
from pyready.model.host import Host
from pyready.probes import PROBES
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.installers import Installers
from pyready.probes.scripting import Scripting
from pyready.windows.registry import WindowsRegistry

pytestmark = pytest.mark.windows

KINDS = {int: winreg.REG_DWORD, str: winreg.REG_SZ, tuple: winreg.REG_MULTI_SZ}
LOCAL = tuple(each for each in PROBES if not each.network)
JUDGED = (AppControl, FoundControl, Installers, Scripting)
NAMES = [name for name, told in CASES.items() if "policy" in told or "reg" in told]


def judged(host: Host) -> dict[str, Any]:
    facts = look(host, LOCAL).facts
    return {kind.__name__: facts[kind] for kind in JUDGED}


@pytest.mark.parametrize("name", NAMES)
def test_a_real_registry_is_judged_as_the_recorded_one(name: str, scratch: Any) -> None:
    laptop = CaseLaptop(name)
    for key, values in laptop.registry().items():
        scratch.key(key)
        for value, data in values.items():
            scratch.set(key, value, KINDS[type(data)], list(data) if isinstance(data, tuple) else data)

    real = replace(laptop.host(), registry=WindowsRegistry())
    assert judged(real) == judged(laptop.host())


def test_there_are_policies_among_them() -> None:
    assert len([name for name in NAMES if "policy" in CASES[name]]) >= 20
