"""The SBOM against the modules that are really in pyready.exe: none of an unlisted package, none listed for nothing."""

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from exe.running import Exe, missing

import program  # isort: skip

pytestmark = pytest.mark.exe
STARTED_BY = re.compile(r"pyi_rth_\w+|pyi_\w+|pyimod\d+_\w+|struct|_pyi_rth_utils(\..*)?|__main__")
"""PyInstaller's own start-up code, counted with its bootloader."""


@pytest.fixture(scope="module")
def modules(exe: Exe) -> set[str]:
    """The names of all modules in the program, told by PyInstaller's own reader."""
    where = program.packages()
    if not (where / "PyInstaller" / "archive" / "readers.py").exists():
        missing("the packages of the build are not there: build/windows.py exe")
    sys.path.append(str(where))
    try:
        from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-not-found]

        outer = CArchiveReader(str(exe.path))
        inner = [name for name in outer.toc if name.endswith(".pyz")]
        return {*(name for each in inner for name in outer.open_embedded_archive(each).toc)}
    finally:
        sys.path.remove(str(where))


@pytest.fixture(scope="module")
def listed(exe: Exe) -> dict[str, str]:
    """The packages that the SBOM names, with their versions."""
    record = json.loads((exe.path.parent / "sbom.cdx.json").read_text("utf-8"))
    of_an_index = [each for each in record["components"] if each.get("purl", "").startswith("pkg:pypi/")]
    return {each["purl"].partition("/")[2].partition("@")[0]: each["version"] for each in of_an_index}


def owners() -> dict[str, Distribution]:
    """Which package of the build brings each top module."""
    found = {}
    for each in distributions(path=[str(program.packages())]):
        for file in each.files or ():
            top = str(file).replace("\\", "/").partition("/")[0]
            found[top.removesuffix(".py").partition(".")[0]] = each
    return found


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_each_module_is_python_s_own_ours_or_of_a_package_that_the_sbom_names(
    modules: set[str], listed: dict[str, str]
) -> None:
    tops = {name.partition(".")[0] for name in modules if not STARTED_BY.fullmatch(name)}
    others = tops - set(sys.stdlib_module_names) - {"pyready"}
    of = owners()

    assert len(modules) > 300
    assert {"requests", "rich", "jinja2"} <= others
    assert [top for top in others if top not in of or plain(of[top].name) not in listed] == []


def test_each_package_that_the_sbom_names_is_inside_in_that_version(
    modules: set[str], listed: dict[str, str], exe: Exe
) -> None:
    of = owners()
    inside = {name.partition(".")[0] for name in modules}
    inside |= {path.name.partition(".")[0] for path in (exe.path.parent / "_internal").iterdir()}
    brought = {plain(of[top].name): of[top].version for top in inside if top in of}

    assert listed == brought | {"pyinstaller": listed["pyinstaller"]}
    pinned = {plain(each.name): each.version for each in distributions(path=[str(program.packages())])}
    assert {name: pinned[name] for name in listed} == listed


def test_no_file_of_the_folder_has_a_module_that_is_nowhere_else(exe: Exe, modules: set[str]) -> None:
    """`_internal` holds compiled modules, data and DLLs; loose Python code there would be in no list of modules."""
    loose = [path for path in Path(exe.path.parent).rglob("*") if path.suffix in {".py", ".pyc"}]

    assert loose == []
    assert "pyready.__main__" in modules or "pyready.cli" in modules
