"""A conda that is on the computer is used, and no second one is put beside it."""

import pytest

from laptops import bare
from laptops.bare import HOME, LOCAL, installed_windows
from laptops.looking import look
from laptops.networks import CLOSED, DIRECT, INSPECTED, network
from pyready.engine.app import report
from pyready.model.record import Record, RouteRecord

pytestmark = pytest.mark.unmeasured

ROOT = f"{LOCAL}\\miniforge3"
NO_INDEX = network(DIRECT, index=CLOSED, index_files=CLOSED)


def conda(version: str = "26.7.2", root: str = ROOT) -> dict[str, str | bytes]:
    names = (f"conda-{version}-py313_0.json", "python-3.13.9-h1_0_cpython.json", "history")
    return installed_windows(root) | {f"{root}\\conda-meta\\{name}": "{}" for name in names}


def said(files: dict[str, str | bytes], net: object = NO_INDEX) -> Record:
    return report(look(bare.windows(system=bare.all_readable(), files=files), offline=False, network=net), private=True)


def existing(record: Record) -> RouteRecord:
    return next(each for each in record.routes if each.id == "existing-python")


def typed(route: RouteRecord) -> str:
    return "\n".join(step.command for step in route.steps)


def test_where_pip_is_no_way_the_conda_that_is_here_is() -> None:
    record = said(conda())

    assert (record.verdict.state, record.verdict.route) == ("open", "existing-python")
    assert '"%LOCALAPPDATA%\\miniforge3\\python.exe" -m conda create -p' in typed(existing(record))
    assert "--override-channels -c conda-forge" in typed(existing(record))
    assert "pip install" not in typed(existing(record))


def test_where_pip_is_a_way_it_is_taken() -> None:
    assert "-m pip install jupyterlab" in typed(existing(said(conda(), network(DIRECT))))


def test_its_own_version_decides_whether_it_heeds_the_setting_behind_a_proxy() -> None:
    checks = {each.id: each for each in said(conda("25.1.0"), network(INSPECTED)).checks}

    assert checks["conda-forge-by-found-conda"].outcome == "problem"


def test_what_its_files_limit_it_to_is_heeded() -> None:
    limits = {f"{ROOT}\\.condarc": "channels: [https://conda.trust.example/main]\noverride_channels_enabled: false\n"}
    record = said(conda() | limits)
    checks = {each.id: each for each in record.checks}

    assert checks["conda-channels-by-found-conda"].outcome == "unknown"
    assert checks["conda-channels-by-conda"].outcome == "not-applicable"  # they are settings of that conda alone
    assert "--override-channels" not in typed(existing(record))


@pytest.mark.parametrize("version", ["", "26.7.2"])
def test_a_python_of_conda_without_a_conda_has_pip_only(version: str) -> None:
    root = f"{HOME}\\first-python\\.conda"
    files = conda("26.7.2", root)
    if not version:
        files = {path: content for path, content in files.items() if "conda-26" not in path}
    route = existing(said(files, network(DIRECT)))

    assert "-m pip install" in typed(route)
