"""What a route is: a way to get Python, as data, with the plans that it offers."""

from collections.abc import Callable
from typing import Literal

import msgspec
from msgspec.structs import replace

from pyready.model.facts import Facts
from pyready.model.host import Platform
from pyready.model.outcome import Step

RouteKind = Literal["local", "elsewhere", "ask"]
RouteState = Literal["not-here", "closed", "unsure", "open-with-fixes", "open"]
Aim = Literal["scripts", "vscode", "notebooks"]
AIMS: tuple[Aim, ...] = ("scripts", "vscode", "notebooks")
"""What one can do at the end, smallest first: Python and its standard library; Visual Studio Code with packages of
Python code alone; JupyterLab and packages with compiled parts."""
_SERVES: dict[Aim, tuple[Aim, ...]] = {
    "scripts": ("scripts",),
    "vscode": ("vscode", "scripts"),
    "notebooks": ("notebooks", "scripts"),
}


class Plan(msgspec.Struct, frozen=True):
    """One chain of steps, complete for this machine, and what one can do at its end."""

    aim: Aim
    steps: tuple[Step, ...]

    def serves(self, aim: Aim) -> bool:
        """Whether who wants this aim is done at its end."""
        return aim in _SERVES[self.aim]


def aim_of(word: str | None) -> Aim:
    """The aim of this name; the usual one for none, and for a word that this version does not know."""
    return next((aim for aim in AIMS if aim == word), "notebooks")


def in_powershell(plan: Plan) -> Plan | None:
    """The same plan typed into Windows PowerShell; None where it types nothing, or a line cannot be written there."""
    typed = [step for step in plan.steps if step.shell == "cmd"]
    if not typed or not all(step.powershell for step in typed):
        return None
    return replace(plan, steps=tuple(map(step_in_powershell, plan.steps)))


def step_in_powershell(step: Step) -> Step:
    """The step with its line for PowerShell, where it has one."""
    if step.shell != "cmd" or not step.powershell:
        return step
    return Step(step.says, step.powershell, "powershell", step.expect, step.does)


class Route(msgspec.Struct, frozen=True):
    """One way to Python. `needs` are ids of checks: the conditions of the whole route, whatever its steps do."""

    id: str
    title: str
    kind: RouteKind
    platforms: tuple[Platform, ...]
    needs: tuple[str, ...]
    plans: Callable[[Facts], tuple[Plan, ...]]
    """Best first; each is complete for this machine."""
    guide: str
    about: str
    """One sentence for the person who compares routes."""
    spoken: str = ""
    """What it is called inside a sentence; empty: as its title."""

    def steps(self, facts: Facts) -> tuple[Step, ...]:
        """Those of its first plan."""
        return next((plan.steps for plan in self.plans(facts)), ())
