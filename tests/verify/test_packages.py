"""Packages from a real index on loopback, by the real pip; and the ways in which that fails."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from homes import live_in
from net.parts import find_tool, needed
from net.servers import response, saying, serving
from pyready.knowledge.messages import known
from pyready.model.verification import ProofRecord
from pyready.verify.packages import COMPILED_ONE, PURE
from pyready.verify.proving_words import SEVERAL
from routes.packages import index
from verify import wheels
from verify.broken import BASE
from verify.steps import Made, bench, looked, taken

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="wheels for Linux"),
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.xdist_group("verify-packages"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made once: the steps here change nothing in it but for packages."""
    environment = tmp_path_factory.mktemp("made") / "env"
    subprocess.run([BASE, "-m", "venv", environment], check=True)
    return Made(looked(BASE), BASE, environment)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Settings of pip, in the variables of the person's window."""
    live_in(tmp_path / "home", monkeypatch)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def given(**values: str) -> None:
        for name in ("PIP_CERT", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"PIP_CONFIG_FILE": "/dev/null", **values}.items():
            monkeypatch.setenv(name, value)

    return given


def removed(made: Made) -> None:
    """No package of an earlier test is there."""
    for each in made.environment.glob(f"lib/*/site-packages/{PURE.name}*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()


BEFORE = ("python-starts", "environment-made", "environment-starts", "pip-answers")


def test_both_samples_come_load_and_work(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    wheels.pure(tmp_path)
    wheels.compiled(tmp_path)
    given = bench(made, tmp_path, *BEFORE)
    with index(tmp_path) as address:
        settings(PIP_INDEX_URL=address)
        records = taken(given, "pure-package", "compiled-package")

    assert [(each.result, each.says) for each in records] == [
        ("works", f"This was {PURE.name}."), ("works", f"This was {COMPILED_ONE.name}."),
    ]  # fmt: skip
    assert list((tmp_path / "temp").iterdir()) == []
    # pip asks for the version of a Rust compiler, whose launcher makes a folder of its own.
    assert {each.name for each in (tmp_path / "home").iterdir()} <= {".rustup"}


def test_a_page_in_the_place_of_the_package_is_told(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    wheels.page_for_package(tmp_path)
    removed(made)
    with index(tmp_path) as address:
        settings(PIP_INDEX_URL=address)
        (record,) = taken(bench(made, tmp_path, *BEFORE), "pure-package")

    assert record.result == "fails"
    assert (record.says.partition(". ")[2], record.guide) == means("download-is-no-package")


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def means(message: str) -> tuple[str, str]:
    """What the catalogue says of a message, and the guide that it names."""
    row = next(each for each in known().message if each.id == message)
    return row.says, f"{row.guide}#{row.section}" if row.section else row.guide


def meaning_in(record: ProofRecord) -> str:
    """What is said of the message, without the causes that it can have."""
    return record.says.partition(". ")[2].partition(f" {SEVERAL} (1) ")[0]


def failing(made: Made, tmp_path: Path) -> tuple[str, str, str]:
    removed(made)
    (record,) = taken(bench(made, tmp_path, *BEFORE), "pure-package")
    assert record.lines
    return record.result, meaning_in(record), record.guide


def test_an_index_that_is_down(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    settings(PIP_INDEX_URL=f"http://127.0.0.1:{closed_port()}/simple/")
    assert failing(made, tmp_path) == ("fails", *means("connection-refused"))


def test_a_proxy_that_wants_a_sign_in(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    answer = response("407 Proxy Authentication Required", b"", "Proxy-Authenticate: Negotiate")
    with serving(saying(answer)) as port:
        settings(PIP_INDEX_URL="https://packages.example/simple/", PIP_PROXY=f"http://127.0.0.1:{port}")
        assert failing(made, tmp_path) == ("fails", *means("proxy-sign-in"))


def test_a_web_filter_that_pip_does_not_trust(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving(saying(response("200 OK", b"<html></html>")), context) as port:
        settings(PIP_INDEX_URL=f"https://127.0.0.1:{port}/simple/")
        assert failing(made, tmp_path) == ("fails", *means("certificate-unknown-issuer"))


def test_an_index_without_the_package(made: Made, settings: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with index(tmp_path / "empty") as address:
        settings(PIP_INDEX_URL=address)
        assert failing(made, tmp_path) == ("fails", *means("pip-nothing-found"))


def test_a_python_of_uv_gets_its_environment_and_packages_from_uv(
    settings: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed("uv", find_tool("uv"), "run python tests/net/parts.py")
    settings()
    uv = Path(find_tool("uv")) / "bin" / "uv"
    python = tmp_path / "project" / ".venv" / "bin" / "python"
    subprocess.run(
        [uv, "venv", "--quiet", "--no-cache", "--no-config", "--python", BASE, python.parents[1]], check=True
    )
    monkeypatch.setenv("PATH", f"{uv.parent}{os.pathsep}{os.environ['PATH']}")
    wheels.pure(tmp_path)
    wheels.compiled(tmp_path)
    with index(tmp_path) as address:
        monkeypatch.setenv("UV_DEFAULT_INDEX", address)
        given = bench(Made(looked(python), python, tmp_path), tmp_path, "python-starts")
        records = taken(given, *BEFORE[1:], "pure-package", "compiled-package", "start-files-run")
    told = {each.id: each.says for each in records}

    assert {each.result for each in records} == {"works"}, records
    assert told["pip-answers"].startswith("uv does the work of pip here: uv 0.")
    assert "set in environment UV_DEFAULT_INDEX" in told["pip-answers"]
    assert "uv = " in (tmp_path / "work" / "env" / "pyvenv.cfg").read_text("utf-8")
    assert {Path(each.program).name for each in given.ran} >= {"uv", "python"}
    assert not (tmp_path / "home" / ".cache" / "uv").exists()

    monkeypatch.setenv("UV_DEFAULT_INDEX", f"http://127.0.0.1:{closed_port()}/simple/")
    (tmp_path / "again").mkdir()
    given = bench(Made(looked(python), python, tmp_path), tmp_path / "again", "python-starts")
    record = taken(given, *BEFORE[1:], "pure-package")[-1]
    assert record.result == "fails"
    assert record.says.startswith(f"uv cannot install {PURE.name}: ")
    assert (meaning_in(record), record.guide) == means("connection-refused")


def test_an_environment_without_pip(made: Made, tmp_path: Path) -> None:
    environment = tmp_path / "bare"
    subprocess.run([BASE, "-m", "venv", "--without-pip", environment], check=True)
    given = bench(made._replace(environment=environment), tmp_path, *BEFORE[:-1])
    (record,) = taken(given, "pip-answers")

    assert (record.result, record.says.partition(". ")[2], record.guide) == ("fails", *means("python-without-pip"))
