"""Windows in S mode: only apps of the Store start, for certain, and no request of ours would change that."""

import pytest

from laptops import bare
from laptops.looking import look
from laptops.one_check import STORE, answer, ask
from laptops.recorded import managed
from pyready.engine.app import report
from pyready.probes._control_readings import CI
from pyready.routes import ROUTES

pytestmark = pytest.mark.unmeasured

S_MODE = {CI: {"SkuPolicyRequired": 1}}
CLOSED = [route.id for route in ROUTES if route.kind == "local" and "windows" in route.platforms]


@pytest.mark.parametrize(
    "check",
    ["usable-python", "starts-uv", "starts-catalogue-python", "loads-catalogue-library", "starts-python-org-installer",
     "starts-python-org-package", "starts-python-manager-python", "environment-runs", "loads-user-modules",
     "new-environment-runs", "winpython-environment-runs", "loads-user-site-packages", "loads-new-user-site-packages",
     "runs-batch-files"],
)  # fmt: skip
def test_nothing_that_a_route_needs_starts_and_it_is_not_asked_for(check: str) -> None:
    record = ask(check, bare.all_readable(), registry=S_MODE)

    assert answer(record) == ("problem", "it")
    assert record.sure == "certain"
    assert record.fix is not None
    assert (record.fix.request, "S mode" in record.fix.says) == ("", True)
    assert check == "usable-python" or "Windows in S mode" in record.says


@pytest.mark.parametrize("check", ["starts-python-manager", "installs-from-store"])
def test_an_app_of_the_store_starts(check: str) -> None:
    assert ask(check, bare.all_readable(), registry=S_MODE, files={STORE: ""}).outcome == "passed"


def test_every_local_route_is_closed_and_nothing_is_to_be_tried_or_asked_for() -> None:
    record = report(look(managed(S_MODE), offline=False), private=True)

    assert {each.state for each in record.routes if each.id in CLOSED} == {"closed"}
    assert record.requests == ()
    assert "S mode" in record.verdict.says
    assert not any(
        each.settles.startswith("Try it") for each in record.checks if each.id.startswith(("starts", "loads"))
    )


def test_a_python_in_program_files_does_not_start_either() -> None:
    files = bare.installed_windows("C:\\Program Files\\Python313")
    key = "HKLM\\Software\\Python\\PythonCore\\3.13"
    place = {"": "C:\\Program Files\\Python313\\", "ExecutablePath": "C:\\Program Files\\Python313\\python.exe"}
    registry = S_MODE | {key: {"Version": "3.13.9", "SysVersion": "3.13"}, f"{key}\\InstallPath": place}
    record = ask("existing-python-runs", bare.all_readable(), registry=registry, files=files)

    assert answer(record) == ("problem", "it")
    assert record.sure == "certain"
    assert record.fix is not None
    assert record.fix.request == ""
