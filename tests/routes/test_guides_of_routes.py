"""What a route's steps say on Windows stands in its guide too."""

import re

from for_each import for_each
from laptops.looking import given
from pyready.guides import library as guides
from pyready.model.anchors import Anchored
from pyready.model.outcome import Step
from pyready.model.pythons import Found, PathSummary, Pythons
from pyready.model.route import Route
from pyready.routes import ROUTES

HERE = Anchored("ProgramFiles", "Python313\\python.exe")
FOUND = Found("C:\\Program Files\\Python313\\python.exe", HERE, "3.13.9", (3, 13), "python-org", place="system")
INTERPRETER = '"%ProgramFiles%\\Python313\\python.exe"'
BY_CD = {"--notebook-dir"}
"""A guide goes to the folder with cd, where the notebook then starts by itself."""
EACH = for_each("route", ROUTES, ids=[route.id for route in ROUTES])


def steps(route: Route) -> tuple[Step, ...]:
    return route.steps(given("windows").with_entry(Pythons, Pythons((FOUND,), (), PathSummary())))


def words(text: str) -> set[str]:
    """Folders, files and options, however a line is cut and quoted."""
    plain = text.replace(INTERPRETER, "py -3").casefold().replace(".exe", "")
    return set(re.split(r"[\s\"=;\\^/]+", plain)) - {""}


def code(guide: str) -> str:
    return "\n".join(re.findall(r"^```\w+\n(.*?)^```", guides.read_guide(guide).body, re.MULTILINE | re.DOTALL))


@EACH
def test_every_command_of_a_route_can_be_found_in_its_guide(route: Route) -> None:
    said = words(code(route.guide)) | BY_CD
    typed = [step.command or "" for step in steps(route) if step.shell in {"cmd", "none"}]

    missing = {command: words(command) - said for command in typed if words(command) - said}
    assert missing == {}, (
        f"these words of a step are in no block of code of guides/{route.guide}.md: write the line there"
    )


@EACH
def test_every_page_that_a_route_opens_is_linked_by_its_guide(route: Route) -> None:
    body = guides.read_guide(route.guide).body

    missing = [each.command for each in steps(route) if each.shell == "browser" and f"({each.command})" not in body]
    assert missing == [], f"link these pages in guides/{route.guide}.md: [words](ADDRESS)"


def test_a_command_that_a_guide_leaves_out_would_be_found() -> None:
    assert words('py -m venv "%USERPROFILE%\\elsewhere"') - words(code("python-zip")) == {"py", "elsewhere"}
