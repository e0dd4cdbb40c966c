"""Mounts and networks made for the test, which needs root with all its capabilities."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from children import ran

pytestmark = pytest.mark.root
SOURCE = str(Path(__file__).parents[2] / "src")
SERVERS = 12
DEADLINE_S = 3


def record(*before: str, home: Path, arguments: tuple[str, ...] = ("--offline",)) -> dict[str, Any]:
    """Run `pyready check` behind another command and return its record."""
    command = [*before, sys.executable, "-m", "pyready", "check", "--format", "json", "--exit-zero", *arguments]
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}
    environment = kept | {"PYTHONPATH": SOURCE, "HOME": str(home)}
    result = ran(command, 120, env=environment)
    result.check_returncode()
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def outcome(found: dict[str, Any], check: str) -> str:
    return next(each["outcome"] for each in found["checks"] if each["id"] == check)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("options", "expected"), [("noexec", "problem"), ("exec", "passed")])
def test_a_home_from_which_no_program_may_run(tmp_path: Path, options: str, expected: str) -> None:
    mount = f'mount -t tmpfs -o {options},size=2g tmpfs "{tmp_path}" && exec "$@"'
    found = record("unshare", "-m", "sh", "-c", mount, "sh", home=tmp_path)

    assert outcome(found, "runs-user-programs") == expected


TRY = """
import os, sys
from pyready.posix.trial import PosixLauncher
done = PosixLauncher().try_in(sys.argv[1], 5.0)
print(done.outcome, done.error, done.removed, os.listdir(sys.argv[1]))
"""


@pytest.mark.parametrize(("options", "said"), [("noexec", "refused 13 True []"), ("exec", "started None True []")])
def test_the_test_program_on_a_drive_from_which_no_program_may_run(tmp_path: Path, options: str, said: str) -> None:
    mount = f'mount -t tmpfs -o {options},size=1m tmpfs "{tmp_path}" && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", mount, "sh", sys.executable, "-c", TRY, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    result = ran(command, 60, env=environment)
    result.check_returncode()

    assert result.stdout.decode().strip() == said


@pytest.mark.parametrize(("options", "came"), [("noexec", "not-tried"), ("exec", "started")])
def test_try_run_starts_nothing_where_the_mount_answers(tmp_path: Path, options: str, came: str) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "home").mkdir()
    mount = (
        f'mount -t tmpfs -o {options},size=2g tmpfs "{tmp_path}/home" && export TMPDIR="{tmp_path}/tmp" && exec "$@"'
    )
    found = record(
        "unshare", "-m", "sh", "-c", mount, "sh", home=tmp_path / "home",
        arguments=("--offline", "--try-run", "--route", "uv"),
    )  # fmt: skip

    assert found["facts"]["trial"]["value"]["outcome"] == came
    assert len(found["did"]["ran"]) == (came == "started")
    assert outcome(found, "runs-user-programs") == ("passed" if came == "started" else "problem")


@pytest.fixture
def swallowed() -> Iterator[str]:
    """A namespace whose way out leads into another one that forwards nothing and refuses nothing."""
    here, there = f"pyready-{os.getpid()}-a", f"pyready-{os.getpid()}-b"
    lines = [
        f"netns add {here}", f"netns add {there}",
        f"-n {here} link add va type veth peer name vb netns {there}",
        f"-n {here} addr add 10.99.0.1/24 dev va", f"-n {there} addr add 10.99.0.2/24 dev vb",
        f"-n {here} link set va up", f"-n {there} link set vb up", f"-n {here} link set lo up",
        f"-n {here} route add default via 10.99.0.2",
    ]  # fmt: skip
    try:
        for line in lines:
            subprocess.run(["ip", *line.split()], check=True)
        yield here
    finally:
        for name in (here, there):
            subprocess.run(["ip", "netns", "del", name], check=False)


def test_a_network_that_swallows_every_packet_costs_the_deadline_whatever_the_number_of_servers(
    swallowed: str, tmp_path: Path
) -> None:
    site = tmp_path / "site.toml"
    servers = "".join(f'[[endpoint]]\nid = "s{n}"\nurl = "https://198.51.100.{n}/"\n' for n in range(1, SERVERS + 1))
    site.write_text(f"only_these_endpoints = true\n{servers}", "utf-8")
    found = record(
        "ip", "netns", "exec", swallowed, home=tmp_path,
        arguments=("--site", str(site), "--deadline", str(DEADLINE_S)),
    )  # fmt: skip

    endpoints = found["facts"]["network"]["value"]["endpoints"]
    assert len(endpoints) == SERVERS
    assert {each[lens]["outcome"] for each in endpoints for lens in ("system", "requests")} == {"no-answer"}
    assert found["duration_s"] < DEADLINE_S * 3  # a wide bound: it tells a sum over the servers from the longest
