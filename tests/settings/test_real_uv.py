"""A real uv reads the file that was written for it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from net.parts import needed
from pyready.settings import toml_file
from pyready.settings.edits import Wanted
from routes.packages import CACHE

MINE = '\ufeff# mine\r\ncache-dir = "/nowhere/mine"\r\n\r\n# about the index\r\n[[index]]\r\nurl = "https://index.example/simple"\r\n'


@pytest.fixture(scope="module")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux":
        pytest.skip("the uv that is fetched is that of Linux")
    wheel = next(CACHE.glob("*/uv-*.whl"), None)
    needed("uv", str(wheel or ""), "run python tests/routes/packages.py")
    assert wheel is not None
    program = tmp_path_factory.mktemp("uv") / "uv"
    with zipfile.ZipFile(wheel) as opened:
        program.write_bytes(opened.read(next(name for name in opened.namelist() if name.endswith("/scripts/uv"))))
    program.chmod(0o755)
    return program


def cache_folder(uv: Path, home: Path, text: str) -> tuple[int, str]:
    (home / ".config" / "uv").mkdir(parents=True, exist_ok=True)
    (home / ".config" / "uv" / "uv.toml").write_bytes(text.encode())
    result = subprocess.run([uv, "cache", "dir"], env={"HOME": str(home)}, capture_output=True, check=False)
    return result.returncode, result.stdout.decode().strip() + result.stderr.decode().strip()


def test_uv_reads_the_old_and_the_new_settings(uv: Path, tmp_path: Path) -> None:
    lines = [("https-proxy", "http://127.0.0.1:9"), ("system-certs", "true")]
    made = toml_file.edited(MINE, [Wanted("", key, value) for key, value in lines])
    assert made != MINE
    assert cache_folder(uv, tmp_path, made) == (0, "/nowhere/mine")


def test_uv_stops_at_a_setting_that_it_does_not_know(uv: Path, tmp_path: Path) -> None:
    """Why nothing is written for a uv that may be too old for the setting."""
    code, said = cache_folder(uv, tmp_path, MINE.replace("cache-dir", "no-such-setting"))
    assert code != 0
    assert "no-such-setting" in said
