"""The recorded laptops as a gallery of answers, and each option with a laptop that it suits."""

import ast
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pyready.guides import library
from pyready.model.route import Route
from pyready.routes import ROUTES
from website.places import TOP

# shown in the gallery
_GALLERY = """# Which laptop is like mine?

These laptops are made up. pyready's tests look at each of them, as pyready looks at yours.
Choose the one that is most like yours, to see what pyready would say.
What it says about your own laptop is what counts: [run it](../README.md#run-it).
"""
_LAPTOP = """# {title}

This laptop is made up. The report is what pyready says about it.

```text
{report}
```

In the repository: `pyready check --facts examples/{id}.json`

[All laptops](index.md)
"""
_HEADINGS = {
    "open": "Yes",
    "open-with-fixes": "Yes, after changes that you can make",
    "partly": "Partly",
    "unsure": "Not sure yet",
    "closed": "Not without IT, or not on this computer",
}
"""By the state of the verdict."""
# shown on the page of an option
_OPTION = """# {title}

{about}
The guide: [{question}](../guides/{guide}.md)

## A laptop on which it works

{where}
"""
_STEPS = "[{laptop}](../laptops/{id}.md). These are the steps there:\n\n{steps}\n"
_NOWHERE = "On none of the recorded laptops is this option recommended or ready to use.\n"
_SEE = "You should see: {expect}"
_OPTIONS = """# Options

An option is one way to get Python. pyready recommends the first one that works on your computer, in this order.

"""


@cache
def called() -> Mapping[str, str]:
    """Each recorded laptop in words by its id, from the table of the tests that say what is right about it."""
    tree = ast.parse((TOP / "tests" / "laptops" / "test_recorded.py").read_text("utf-8"))
    assigned = {ast.unparse(node.target): node.value for node in tree.body if isinstance(node, ast.AnnAssign)}
    rows = [row.elts for row in getattr(assigned["TABLE"], "elts", ()) if isinstance(row, ast.Tuple)]
    return {ast.literal_eval(name): ast.literal_eval(words) for words, name, *_ in rows}


@cache
def laptops() -> Mapping[str, dict[str, Any]]:
    """The report of each, in the order of the table."""
    return {name: json.loads((TOP / "examples" / f"{name}.json").read_text("utf-8")) for name in called()}


def pages() -> dict[str, str]:
    """The gallery and each laptop, the list of options and each of them, by place."""
    found = {"laptops/index.md": _gallery(), "options/index.md": _options()}
    found |= {f"laptops/{name}.md": _laptop(name) for name in laptops()}
    return found | {f"options/{route.id}.md": _option(route) for route in ROUTES}


def _gallery() -> str:
    parts = [_GALLERY]
    for state, heading in _HEADINGS.items():
        names = [name for name, report in laptops().items() if report["verdict"]["state"] == state]
        lines = [f"- [{called()[name]}]({name}.md): {_answer(name)}" for name in names]
        parts += [f"## {heading}\n", "\n".join(lines) + "\n"] if names else []
    return "\n".join([*parts, toctree(laptops())])


def _answer(name: str) -> str:
    """The sentence of the verdict without its label, which is the heading."""
    says: str = laptops()[name]["verdict"]["says"]
    return says.partition(": ")[2] or says


def _laptop(name: str) -> str:
    report = (TOP / "tests" / "golden" / f"{name}.txt").read_text("utf-8").rstrip()
    return _LAPTOP.format(title=called()[name], report=report, id=name)


def _options() -> str:
    lines = [f"{number}. [{route.title}]({route.id}.md): {route.about}" for number, route in enumerate(ROUTES, 1)]
    return "\n".join([_OPTIONS + "\n".join(lines) + "\n", toctree(route.id for route in ROUTES)])


def _option(route: Route) -> str:
    question = library.read_guide(route.guide).title
    found = suited(route.id)
    where = _NOWHERE
    if found:
        of = next(each for each in laptops()[found]["routes"] if each["id"] == route.id)
        where = _STEPS.format(laptop=called()[found], id=found, steps=_steps(of["steps"]))
    return _OPTION.format(title=route.title, about=route.about, question=question, guide=route.guide, where=where)


def suited(route: str) -> str:
    """The laptop to show an option on: with a Windows, where it is recommended, with few problems; empty for none."""
    ready = [
        (
            sum(other["state"] == "not-here" for other in report["routes"]),
            report["verdict"]["route"] != route,
            sum(check["outcome"] == "problem" for check in report["checks"]),
            name,
        )
        for name, report in laptops().items()
        for each in report["routes"]
        if each["id"] == route and each["state"] in {"open", "open-with-fixes"} and each["steps"]
    ]
    return min(ready)[-1] if ready else ""


def _steps(steps: Sequence[Mapping[str, Any]]) -> str:
    """The steps, each with its command and what one should see."""
    parts = []
    for number, step in enumerate(steps, 1):
        lines = [f"{number}. {_escaped(step['says'])}"]
        if step.get("command"):
            kind = step["shell"] if step["shell"] in {"cmd", "sh"} else "text"
            lines += ["", f"   ```{kind}", *(f"   {line}" for line in step["command"].split("\n")), "   ```"]
        if step.get("expect"):
            lines += ["", f"   {_escaped(_SEE.format(expect=step['expect']))}"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    """Words of a report as Markdown that shows them as they are."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>{}$#" else each for each in text)


def toctree(names: Any) -> str:
    """A hidden list of pages in their order, which makes the menu."""
    return "```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n"
