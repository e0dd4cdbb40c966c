"""What is here and is not used stands in the record, with the reason."""

import msgspec
import pytest

from laptops import bare, recorded
from laptops.case_laptops import CASES
from laptops.looking import look
from laptops.test_cases import record_of as record_of_case
from pyready.engine.app import report
from pyready.model.pythons import Pythons
from pyready.model.record import Record
from pyready.report import RENDERERS, Options


def told(record: Record) -> list[tuple[str, bool, str]]:
    return [(each.what, each.used, each.why_not) for each in record.found]


def test_an_old_anaconda_is_named_with_its_maker_and_its_reason() -> None:
    record = recorded.record_of("old-anaconda", private=True)

    assert told(record) == [("Anaconda, Python 3.8.5", False, "it is too old and gets no security fixes")]
    text = " ".join(RENDERERS["text"](record, Options()).split())
    assert "Anaconda, Python 3.8.5 is here, but not used: it is too old" in text


def test_the_one_that_the_steps_use_is_used_and_needs_no_reason() -> None:
    (found,) = told(recorded.record_of("static-proxy", private=True))

    assert found == ("Python 3.13.9", True, "")


def test_one_that_a_rule_blocks_has_the_reason_of_its_route() -> None:
    record = record_of_case("K15")
    (found,) = record.found

    assert not found.used
    assert found.why_not == next(each.why for each in record.routes if each.id == "existing-python")


@pytest.mark.slow
def test_each_python_that_is_not_used_has_a_reason_on_every_laptop() -> None:
    records = [recorded.record_of(name, private=True) for name in recorded.NAMES]
    for record in [*records, *map(record_of_case, CASES)]:
        assert all(each.used != bool(each.why_not) for each in record.found)
        assert sum(each.used for each in record.found) <= 1


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("C:\\Program Files\\ArcGIS\\Pro\\bin\\Python\\envs\\arcgispro-py3", "ArcGIS"),
        ("C:\\Program Files\\QGIS 3.40.1\\apps\\Python312", "QGIS"),
        ("C:\\OSGeo4W\\apps\\Python312", "OSGeo4W"),
    ],
)
def test_a_python_inside_another_program_is_named_and_left_to_it(folder: str, name: str) -> None:
    look_at_it = look(bare.windows(system=bare.all_readable(), files=bare.installed_windows(folder, minor="312")))
    found = report(look_at_it, private=True).found

    assert [(each.what, each.used) for each in found] == [(f"Python 3.12 of {name}", False)]
    assert found[0].why_not == f"it belongs to {name}: use it inside that program only"


def test_a_conda_is_told_by_its_name() -> None:
    folder = "C:\\ProgramData\\anaconda3"
    meta = {
        f"{folder}\\conda-meta\\{name}.json": "{}" for name in ("conda-25.11.0-py313_0", "anaconda-2025.12-py313_0")
    }
    files = bare.installed_windows(folder) | meta
    found = report(look(bare.windows(system=bare.all_readable(), files=files)), private=True).found

    assert [each.what for each in found] == ["Anaconda, Python 3.13"]


def test_the_environment_of_a_project_is_not_named() -> None:
    seen = look(bare.windows(system=bare.all_readable(), files=bare.installed_windows("C:\\Program Files\\Python313")))
    (python,) = seen.facts[Pythons].found
    own = msgspec.structs.replace(python, path="C:\\work\\.venv\\Scripts\\python.exe", kind="virtual-environment")
    both = msgspec.structs.replace(seen.facts[Pythons], found=(python, own))
    found = report(msgspec.structs.replace(seen, facts=seen.facts.with_entry(Pythons, both)), private=True).found

    assert [each.where for each in found] == [python.path]
