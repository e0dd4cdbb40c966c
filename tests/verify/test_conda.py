"""The dry run of a real conda against a channel on loopback.

`PYREADY_CONDA` names the Python of a conda. Two were seen so, on 2026-11-30: conda 4.3.16, the newest that pip
installs, and the source of conda 26.8 (commit 0f64223f) with its classic solver. A Miniforge, whose solver is libmamba,
was not.
"""

import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from homes import live_in
from net.servers import response, saying, serving
from pyready.model.running import ToRun
from pyready.model.verification import ProofRecord
from pyready.verify.bench import Bench
from verify.scripted import Scripted
from verify.scripted import bench as scripted
from verify.steps import taken

CONDA = os.environ.get("PYREADY_CONDA", "")
pytestmark = [pytest.mark.conda, pytest.mark.network]


def conda(tmp_path: Path) -> Bench:
    """The steps of a laptop with a conda, but for the host: that is this computer, and the conda is real."""
    from pyready.posix.runner import PosixRunner  # for Linux and macOS

    assert CONDA, "PYREADY_CONDA names no Python of a conda"
    made = scripted("old-anaconda", Scripted({}))
    for name in ("work", "temp"):
        (tmp_path / name).mkdir()
    made.host = replace(made.host, runner=PosixRunner())
    made.python, made.folder, made.temp = CONDA, str(tmp_path / "work"), str(tmp_path / "temp")
    found = made.host.runner.run(
        ToRun(CONDA, ("-c", "import platform; print(platform.python_version())"), made.folder, 60.0)
    )
    made.proven, made.worked = replace(made.proven, version=found.output.strip()), {"python-starts"}
    return made


def answering(version: str) -> bytes:
    """A channel with one Python, and the pip that conda adds to each."""
    needs = {"python": (version, []), "pip": ("9.0", ["python"])}
    packages = {
        f"{name}-{number}-0.tar.bz2": {
            "name": name, "version": number, "build": "0", "build_number": 0, "depends": depends, "md5": "0" * 32,
            "size": 10, "subdir": "linux-64",
        }
        for name, (number, depends) in needs.items()
    }  # fmt: skip
    return response("200 OK", json.dumps({"info": {}, "packages": packages}).encode(), "Content-Type: application/json")


@pytest.mark.parametrize(("version", "result"), [("", "works"), ("2.0", "fails")])
def test_it_says_what_it_would_make_and_writes_nothing_outside(
    version: str, result: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_in(tmp_path / "home", monkeypatch)
    made = conda(tmp_path)
    answer = answering(version or made.proven.version)
    with serving(saying(answer)) as port:
        address = f"http://127.0.0.1:{port}/"
        (tmp_path / "home" / ".condarc").write_text(f"channels: ['{address}']\n", "utf-8")
        record = asked(made)

    assert record.result == result, record
    assert address.rstrip("/") in record.says
    assert (record.guide == "miniforge#if-something-goes-wrong") == (result == "fails")
    assert list((tmp_path / "work").iterdir()) == []
    assert [each.name for each in (tmp_path / "home").rglob("*") if each.is_file()] == [".condarc"]


def test_a_channel_that_is_down_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live_in(tmp_path / "home", monkeypatch)
    (tmp_path / "home" / ".condarc").write_text("channels: ['http://127.0.0.1:9/']\n", "utf-8")
    record = asked(conda(tmp_path))

    assert record.result == "fails"
    assert "Nothing answered at this address (connection refused)." in record.says
    assert record.guide.startswith("proxy#")


def asked(made: Bench) -> ProofRecord:
    (record,) = taken(made, "conda-would-create")
    return record
