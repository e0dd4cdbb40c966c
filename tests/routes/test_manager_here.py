"""Where the Python Install Manager is on the computer, its steps are those that are left to do."""

from for_each import for_each
from laptops.looking import given
from pyready.model.facts import Facts
from pyready.model.pythons import Command, PathSummary, Pythons
from pyready.routes import python_manager


def facts(**kinds: str) -> Facts:
    commands = tuple(Command(name, "C:\\x\\py.exe", kind) for name, kind in kinds.items())
    return given("windows").with_entry(Pythons, Pythons((), commands, PathSummary()))


def typed(facts: Facts) -> list[str]:
    return [step.command for step in python_manager.ROUTE.plans(facts)[0].steps]


@for_each(
    ("kinds", "installs", "use"),
    [
        ({}, True, "py -V:3.14"),
        ({"py": "install-manager", "pymanager": "install-manager"}, False, "py -V:3.14"),
        ({"py": "launcher", "pymanager": "install-manager"}, False, "pymanager exec -V:3.14"),
        ({"py": "launcher"}, True, "pymanager exec -V:3.14"),
    ],
)
def test_the_steps_use_what_works(kinds: dict[str, str], installs: bool, use: str) -> None:
    lines = typed(facts(**kinds))

    assert (lines[0] == "https://www.python.org/downloads/windows/") is installs
    assert "pymanager install 3.14" in lines
    assert f"{use} --version" in lines
    assert [line for line in lines if line.startswith(f"{use} -m venv")]
