"""Each route with the facts under which its steps differ, for tests on Linux and on Windows."""

from typing import Any

import msgspec

from laptops.looking import given
from pyready.knowledge.site_file import parse
from pyready.model.anchors import Anchored
from pyready.model.facts import Facts
from pyready.model.host import Drive, Machine, Reading
from pyready.model.outcome import Step
from pyready.model.pythons import Found, PathSummary, Pythons
from pyready.probes.machine import MachineFacts
from pyready.probes.site import Site
from pyready.probes.storage import Folder, Storage
from pyready.routes import ROUTES

OFFERED = [(route, platform) for route in ROUTES for platform in route.platforms]
IDS = [f"{route.id} on {platform}" for route, platform in OFFERED]

PATHS = {
    "windows": ("C:\\Program Files\\Python313\\python.exe", Anchored("ProgramFiles", "Python313\\python.exe")),
    "linux": ("/opt/my python/bin/python3", Anchored("", "/opt/my python/bin/python3")),
    "macos": ("/Users/jane/it's {here}/python3", Anchored("HOME", "it's {here}/python3")),
}


def python(platform: str, **changes: Any) -> Found:
    path, command = PATHS[platform]
    found = Found(
        path, command, "3.13.9", (3, 13), "python-org", place="system", has_venv=True, has_ensurepip=True, pip="26.2"
    )
    return msgspec.structs.replace(found, **changes)


def facts_on(platform: str, *entries: object) -> Facts:
    facts = given(platform).with_entry(Pythons, Pythons((python(platform),), (), PathSummary()))
    for entry in entries:
        facts = facts.with_entry(type(entry), entry)
    return facts


def home(**changes: Any) -> Storage:
    folder = Folder("x", "set", Reading("missing"), Reading("set", Drive("local")), Reading("set", True))
    return Storage(msgspec.structs.replace(folder, **changes), folder)


def on_network(**changes: Any) -> Storage:
    """The folder for programs is on the network; the changes are of the home folder."""
    both = home(**changes)
    return Storage(both.home, msgspec.structs.replace(both.tools, drive=NETWORK))


def machine(architecture: str, name: str = "x", build: int | None = 26100) -> MachineFacts:
    return MachineFacts(Reading("set", Machine(name, build, architecture=architecture)))


def profile(text: str) -> Site:
    return Site(parse(text.encode()))


NETWORK: Reading[Drive] = Reading("set", Drive("network"))


def commands(steps: tuple[Step, ...], shell: str) -> list[str]:
    return [step.command for step in steps if step.shell == shell and step.command]


def variants(platform: str) -> list[Facts]:
    """The facts under which steps differ."""
    return [
        facts_on(platform),
        facts_on(platform, home(unc=True), machine("ARM64")),
        facts_on(platform, home(in_onedrive=True), machine("aarch64")),
        facts_on(platform, Pythons((python(platform, place="user", runs_pyready=True),), (), PathSummary())),
        facts_on(platform, Pythons((), (), PathSummary())),
        facts_on(platform, home(unc=True, drive=NETWORK), machine("x86")),
        facts_on(platform, machine("armv7l"), home(has_space=True, has_apostrophe=True, other_marks="&")),
        facts_on(platform, machine("x86_64", "Alpine Linux v3.22")),
        facts_on(platform, profile('[catalogue]\nname = "Our {shop} & more"\noffers_python = "3.13"')),
        facts_on(platform, profile('[catalogue]\noffers_python = "any"\n[conda]\nanaconda_licence = true')),
        given(platform),
    ]
