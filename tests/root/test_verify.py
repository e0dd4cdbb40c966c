"""`pyready verify` where the drive is full, and where a mount lets no program files load."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from children import ran
from commands.program import clean, environment
from verify import wheels
from verify.broken import BASE

pytestmark = [pytest.mark.root, pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")]
LOOPBACK = "ip link set lo up && "


def proofs(top: Path, options: str, *words: str) -> dict[str, Any]:
    """The steps, with a home folder and one for temporary files on such a mount, without any network."""
    for name in ("mount", "wheels"):
        (top / name).mkdir()
    wheels.pure(top / "wheels")
    wheels.compiled(top / "wheels")
    mount = f'{LOOPBACK}mount -t tmpfs -o {options} tmpfs "{top}/mount" && mkdir "{top}/mount/home" "{top}/mount/tmp"'
    after = f'"$@"; code=$?; find "{top}/mount" -name "pyready-verify*" >"{top}/left"; exit $code'
    command = ["unshare", "-m", "-n", "sh", "-c", f"{mount} && {{ {after}; }}", "sh"]
    temp = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), f"{top}/mount/tmp")
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(top / "wheels"), "PIP_CONFIG_FILE": "/dev/null"}
    variables = environment(f"{top}/mount/home", **temp, **pip)
    result = ran([*command, sys.executable, "-m", "pyready", "verify", str(BASE), "--format", "json", *words], 120, env=variables)  # fmt: skip
    clean(result)
    assert result.returncode == 1, result.stderr.decode()
    assert (top / "left").read_text("utf-8") == ""
    return {each["id"]: each for each in json.loads(result.stdout)["proofs"]}


def test_a_full_drive_is_told_by_the_environment_that_does_not_fit(tmp_path: Path) -> None:
    made = proofs(tmp_path, "size=4m", "--offline")["environment-made"]

    assert made["result"] == "fails"
    assert "The disk, or your share of it, is full." in made["says"]
    assert made["guide"] == "folders#room"


@pytest.mark.skipif(not shutil.which("ip"), reason="needs iproute2")
def test_a_mount_that_runs_nothing_is_told_by_the_compiled_package(tmp_path: Path) -> None:
    found = proofs(tmp_path, "size=200m,noexec")

    assert found["pure-package"]["result"] == "works"
    assert found["compiled-package"]["result"] == "fails"
    assert found["compiled-package"]["guide"] in {"app-control", "folders"}
    assert found["start-files-run"]["result"] == "fails"
    assert found["kernel-computes"]["result"] == "not-tested"
