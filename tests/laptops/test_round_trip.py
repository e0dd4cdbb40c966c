"""After the steps of any route are done, pyready finds what they made, and goes on with it.

What a route leaves behind is what its steps start: each program stands where `knowledge/programs.toml` says, a Python
with the library that it loads and the usual parts around it.
"""

import ntpath
from copy import deepcopy
from typing import Any

import pytest
from msgspec.structs import replace

from laptops import recorded
from laptops.again import host, looked_again, places, record
from laptops.bare import installed_windows
from laptops.case_laptops import CASES
from pyready.knowledge import pythons
from pyready.knowledge.placeholders import fact
from pyready.knowledge.programs import Program, programs, signers
from pyready.model.host import Host
from pyready.model.record import RouteRecord
from pyready.recorded.files import Program as Told
from sample import sample

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow]

PROGRAMS = {each.id: each for each in programs()}
CONDAS = {
    "miniforge-python": ("conda-25.11.0-py312_0.json", "python-{version}.1-h1_0_cpython.json"),
    "anaconda-python": ("conda-25.11.0-py313_0.json", "python-{version}.1-h1_100.json"),
    "conda-environment-python": ("python-{version}.1-h1_0_cpython.json",),
}
MADE_BY_IT = ("catalogue-python",)
"""The catalogue puts it there, and not a step."""
RARE = "own-mirror"
"""Open to the software catalogue, which hardly any other is."""
EVERY = [name for name in (*recorded.NAMES, *CASES) if host(name).platform == "windows"]
NAMES = [RARE, *sample([name for name in EVERY if name != RARE], 4)]


def open_routes(name: str) -> list[RouteRecord]:
    return [each for each in record(name).routes if each.kind == "local" and each.state.startswith("open")]


def carried_out(name: str, route: RouteRecord) -> Host:
    """The laptop after the steps: everything they start is there."""
    started = {action.partition(":")[2] for step in route.steps for action in step.does if action[:6] == "start:"}
    changed = host(name)
    files: Any = deepcopy(changed.files)
    signed, where = {}, places(name)
    for each in (PROGRAMS[program] for program in sorted(started & PROGRAMS.keys()) if program not in MADE_BY_IT):
        for path in filter(None, (where.fill(pattern) for pattern in each.files)):
            left = left_by(each, path)
            files.with_files(left)
            signed |= {name: Told(signers()[each.signed[0]]) for name in left if name.endswith((".exe", ".dll"))}
    files.with_programs(signed)
    return replace(changed, files=files)


def left_by(program: Program, path: str) -> dict[str, str | bytes]:
    if not path.casefold().endswith("\\python.exe") or "windowsapps" in path.casefold():
        return {path: b"MZ"}
    folder, version = ntpath.dirname(path), pythons.known().recommended
    if ntpath.basename(folder) == "Scripts":  # of a virtual environment
        top = ntpath.dirname(folder)
        return {path: b"MZ", f"{top}\\pyvenv.cfg": "", f"{top}\\Lib\\site-packages\\jupyterlab\\__init__.py": ""}
    meta = {f"{folder}\\conda-meta\\{name.format(version=version)}": "{}" for name in CONDAS.get(program.id, ())}
    if meta and ntpath.basename(folder) == ".conda":  # the steps install it there
        meta |= {f"{folder}\\Lib\\site-packages\\jupyterlab-4.5.0.dist-info\\METADATA": ""}
    return installed_windows(folder, minor=fact("python", "tag")) | meta


@pytest.mark.parametrize("name", NAMES)
def test_what_a_route_made_is_found_and_used(name: str) -> None:
    for before in open_routes(name):
        after = looked_again(name, carried_out(name, before))

        assert after.verdict.state.startswith("open"), (before.id, after.verdict.says)
        none_found = "pyready found no Python on this computer." in {each.says for each in after.checks}
        assert none_found == (before.id == "software-catalogue")  # what it installs is not known to the steps
        assert after.verdict.route in {"existing-python", before.id}
        assert any(each.used for each in after.found) or after.verdict.route == before.id


def test_every_local_route_is_carried_out() -> None:
    local = {each.id for each in record("open-laptop").routes if each.kind == "local" and each.state != "not-here"}
    carried = {route.id for name in NAMES for route in open_routes(name)}
    assert carried == local - {"anaconda"}  # for which no recorded laptop has a licence
