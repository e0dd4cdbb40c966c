"""A route is one module: a made-up tool becomes one by what CONTRIBUTING lists, and by nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).parents[2]
MODULE = '''
"""Quill: a made-up tool."""

from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import typed
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.routes._ending import own_endings
from pyready.routes._ending import plans as with_endings
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP

_PYTHON = '"{LOCALAPPDATA}\\\\quill\\\\python.exe"'


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Download it, unpack it, then the common endings."""
    says, page = "Download Quill.", "https://quill.example/"
    before = (
        Step(says, page, "browser", "", (fetch("quill", "system"), use("downloads"), write("downloads", "quill-file"))),
        Step("Unpack it.", does=(write("tools", "quill"),)),
        step("Check that it starts.", typed(f"{_PYTHON} --version"), "Python", (start("quill-python"),)),
    )
    return with_endings(before, own_endings(facts, _PYTHON, start("quill-python"), fetch("packages", "new-pip")))


ROUTE = Route(
    id="quill",
    title="Quill for Windows",
    kind="local",
    platforms=("windows",),
    needs=(*OWN_AND_KEPT, *WITH_PIP),
    plans=plans,
    guide="quill",
    about="A made-up tool.",
    spoken="the made-up Quill",
)
'''
SOURCED = 'source = "https://quill.example/"\nchecked = 2026-11-22\n'
ENDPOINT = f"""
[[group]]
id = "quill"
{SOURCED}
[[endpoint]]
id = "quill-file"
group = "quill"
platforms = ["windows"]
title = "the download of Quill"
url = "https://quill.example/newest.zip"
for = ["browser"]
purpose = "Quill itself"
often = "once"
files = ".zip"
download = 40
{SOURCED}"""
SIZE = f"""
[[size]]
id = "quill"
what = "Quill itself"
needs = 5000
{SOURCED}"""
PROGRAM = f"""
[[program]]
id = "quill-python"
title = "Quill's Python"
kind = "exe"
place = "user-folder"
files = ['{{local}}\\quill\\python.exe']
signed = ["none"]
{SOURCED}"""
GUIDE = """---
title: Quill
summary: A made-up tool.
audience: [person]
answers: [quill]
reviewed: 2026-11-22
sources:
  - title: Quill
    url: https://quill.example/
    checked: 2026-11-22
---

Quill is made up.

It takes {{ room:quill }}.
"""
ASKING = """
import json
from laptops.bare import LOCAL
from laptops.looking import look
from laptops.networks import CLOSED, DIRECT, network
from laptops.recorded import managed
from msgspec.structs import replace
from policy.applocker.policies import ALL_SIGNED, ALLOW_ALL, path, rules, text
from pyready.engine.app import report
from pyready.guides.library import read_guide, render_text
from pyready.model.host import Reading, Space
from pyready.probes.storage import Storage
from pyready.report import RENDERERS, Options

def record_of(answer=DIRECT, registry=None, free=None):
    seen = look(managed(registry), offline=False, network=network(answer))
    if free:
        storage, space = seen.facts[Storage], Reading("set", Space(free))
        found = {name: replace(getattr(storage, name), space=space) for name in ("home", "tools", "temp", "roaming")}
        seen = replace(seen, facts=seen.facts.with_entry(Storage, replace(storage, **found)))
    return report(seen, private=True)

def told(record):
    (route,) = [each for each in record.routes if each.id == "quill"]
    answers = {check.id: check.says for check in record.checks}
    needs = {need.check: [need.outcome, answers[need.check]] for need in route.needs}
    return {"state": route.state, "why": route.why, "needs": needs, "steps": [step.says for step in route.steps]}

denied = rules("Exe", ALLOW_ALL, text("Deny", path(LOCAL + r"\\quill\\*")))
closed = record_of(CLOSED)
made = {
    "free": told(record_of()),
    "blocked": told(record_of(registry=denied)),
    "closed": told(closed),
    "full": told(record_of(free=4_000_000_000)),
    "text": RENDERERS["text"](record_of(), Options()),
    "tickets": RENDERERS["markdown"](closed, Options()),
    "guide": render_text(read_guide("quill"), 80),
}
print(json.dumps(made))
"""
"""What pyready says with the route on four laptops: free, blocked by policy, its server closed, its disk nearly full."""


def run(top: Path, *arguments: str) -> str:
    """A Python with the copy in front of this project, and the helpers of its tests."""
    paths = [str(top / "src"), *(path for path in sys.path if "site-packages" in path), str(TOP / "tests")]
    code = f"import sys; sys.path[:0] = {paths!r}; sys.dont_write_bytecode = True\n{arguments[0]}"
    command = [sys.executable, "-c", code, *arguments[1:]]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project to which a route was added: each line is one of CONTRIBUTING's list."""
    top = tmp_path_factory.mktemp("house")
    shutil.copytree(TOP / "src", top / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "guides", top / "guides")
    shutil.copytree(TOP / "tickets", top / "tickets")
    routes, knowledge = top / "src" / "pyready" / "routes", top / "src" / "pyready" / "knowledge"
    (routes / "quill.py").write_text(MODULE, "utf-8")
    registry = (routes / "__init__.py").read_text("utf-8")
    first = "    existing_python.ROUTE,\n"
    listed = registry.replace("    uv,\n", "    quill,\n    uv,\n").replace(first, f"    quill.ROUTE,\n{first}")
    (routes / "__init__.py").write_text(listed, "utf-8")
    (top / "guides" / "quill.md").write_text(GUIDE, "utf-8")
    for name, rows in {"endpoints": ENDPOINT, "sizes": SIZE, "programs": PROGRAM}.items():
        table = knowledge / f"{name}.toml"
        table.write_text(table.read_text("utf-8") + rows, "utf-8")
    return top


@pytest.fixture(scope="module")
def said(house: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(house, ASKING))
    return found


def test_it_is_judged_and_stepped(said: dict[str, Any]) -> None:
    free = said["free"]

    assert free["state"] == "open"
    assert free["steps"][:3] == ["Download Quill.", "Unpack it.", "Check that it starts."]
    chain = {"quill-by-system", "starts-quill-python", "room-for-quill", "new-environment-runs", "folder-writable"}
    assert {free["needs"][check][0] for check in chain} == {"passed"}


def test_its_program_closes_it_where_a_policy_stops_it(said: dict[str, Any]) -> None:
    assert said["blocked"]["state"] == "closed"
    assert said["blocked"]["needs"]["starts-quill-python"][0] == "problem"


def test_its_server_has_a_check_that_closes_it_and_a_request_that_names_it(said: dict[str, Any]) -> None:
    assert said["closed"]["state"] == "closed"
    outcome, says = said["closed"]["needs"]["quill-by-system"]
    assert outcome == "problem"
    assert says.startswith("This computer cannot reach the download of Quill: ")
    assert "Quill itself" in said["tickets"]
    assert "40 MB" in said["tickets"]


def test_its_room_is_summed_with_what_the_endings_save(said: dict[str, Any]) -> None:
    outcome, says = said["full"]["needs"]["room-for-quill"]

    assert (said["full"]["state"], outcome) == ("open-with-fixes", "problem")
    assert says == "There is too little free space: 4.0 GB."
    assert said["full"]["steps"][0].startswith("Free 1.8 GB. About 5.8 GB is needed for the file from quill.example, ")


def test_it_is_listed_and_its_guide_has_its_figures(said: dict[str, Any]) -> None:
    assert "Quill for Windows" in said["text"]
    assert "It takes 5 GB." in said["guide"]


def test_what_it_reads_names_its_server(house: Path) -> None:
    text = run(house, "from pyready.__main__ import main; sys.exit(main())", "reads")

    assert "quill-file" in text
    assert "https://quill.example/newest.zip" in text


def test_without_one_of_these_there_is_no_route(house: Path) -> None:
    """The copy is what is asked, not this project."""
    from pyready.routes import ROUTES

    assert "quill" not in {route.id for route in ROUTES}
    assert "quill" in run(house, "from pyready.routes import ROUTES; print([route.id for route in ROUTES])")
