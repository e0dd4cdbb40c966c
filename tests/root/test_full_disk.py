"""A disk that is really full, a small one in memory; needs root with all its capabilities."""

import json
import os
import sys
from pathlib import Path

import pytest

from children import ran

pytestmark = pytest.mark.root
TOP = Path(__file__).parents[2]
MOUNT = 'mount -t tmpfs -o size=256k tmpfs "$1" && shift && exec "$@"'
FULL = """
import json, os, sys, time
from pathlib import Path
from laptops import bare
from laptops.looking import look
from laptops.networks import HIDDEN_PROXY, network
from pyready.commands import config
from pyready.commands.cli import run

home = Path(os.environ["HOME"])
conf, report, rest = home / ".config/pip/pip.conf", home / "report", home / "rest"
seen = look(bare.linux({"HOME": "/home/jsmith"}), network=network(HIDDEN_PROXY))
config.look_now = lambda *_: seen

def fill():
    with open(rest, "wb", buffering=0) as stream:
        try:
            while stream.write(b"x" * 4096): pass
        except OSError:
            pass

def ended(*words):
    code = run(words, time.monotonic())
    there = sorted(each.relative_to(home).as_posix() for each in home.rglob("*") if each.is_file() and each != rest)
    return [code, there, report.read_text(), conf.read_text().splitlines()[1:]]

conf.parent.mkdir(parents=True)
conf.write_text("[global]\\ntimeout = 7\\n")
report.write_text("before")
fill()
found = [ended("check", "--offline", "--format", form, "-o", str(report)) for form in ("html", "json")]
found.append(ended("config", "pip", "--write", "--yes"))
rest.unlink()
found.append(ended("config", "pip", "--write", "--yes"))
fill()
found.append(ended("config", "--undo"))
rest.unlink()
found.append(ended("config", "--undo"))
print(json.dumps(found))
"""


def test_on_a_disk_that_is_full_nothing_is_lost_and_nothing_left(tmp_path: Path) -> None:
    command = ["unshare", "-m", "sh", "-c", MOUNT, "sh", tmp_path, sys.executable, "-c", FULL]
    path = os.pathsep.join(str(TOP / name) for name in ("src", "tests"))
    ended = ran(command, 60, env={**os.environ, "PYTHONPATH": path, "HOME": str(tmp_path)})
    assert ended.returncode == 0, ended.stderr.decode()
    *reports, refused, written, kept, undone = json.loads(ended.stdout.splitlines()[-1])
    files, mine, ours = [".config/pip/pip.conf", "report"], "timeout = 7", "proxy = http://proxy.trust.example:8080"
    journal = ".local/share/pyready/journal.json"
    assert reports == [[2, files, "before", [mine]]] * 2
    assert (refused[0], refused[2:]) == (2, ["before", [mine]])
    assert set(refused[1]) <= {*files, journal}
    assert (written[0], written[3]) == (0, [mine, ours])
    assert kept == [2, *written[1:]]
    assert undone == [0, sorted([*files, journal]), "before", [mine]]
    said = ended.stderr.decode()
    assert said.count("(no space left on device).") == 1, said
    assert said.count("could not write the report to") == said.count("report: no space left on device.") == 2, said
