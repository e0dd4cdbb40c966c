"""Measures the look at the network against its bars: swallowed packets, a healthy network, connections made.

Needs Linux with root, iproute2 and npm, and pyready's own environment:

    .venv/bin/python bench/reach.py

It runs itself again in a network of its own with loopback only, so nothing leaves this machine. The swallowing network
is made in there: one namespace leads into another, which forwards nothing and refuses nothing.
"""

import argparse
import json
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import certifi
import trustme

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from run import told  # noqa: E402

from net.servers import read_head, response, serving  # noqa: E402 - found by the line above

SERVERS = 12
DEADLINE_S = 10
NPM_S = 60
"""npm doctor is stopped after this many seconds."""
LENSES = ("system", "mozilla", "python", "requests", "environment")
DELAYS_S = (0.0, 0.2)
"""What each connection waits for its server, as by a long way."""

ONE_BY_ONE = """
import json, sys, time
from pyready.net.asking import Asking
from pyready.net.transport import Transport
net, took = Transport(), []
for number, url in enumerate([sys.argv[1], *sys.argv[1:]]):
    for attempt in (net.attempt, net.attempt_with_requests):
        began = time.monotonic()
        assert attempt(Asking("x", url)).outcome == "reached"
        took += [time.monotonic() - began] if number else []  # the first one also imports
print(max(took))
"""


def environment(folder: Path) -> dict[str, str]:
    """What pyready and npm see of this machine's variables."""
    mine = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(TOP / "src"), "NO_COLOR": "1"}
    return mine | {name: str(folder / "ca.pem") for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")}


def profile(folder: Path, urls: list[str], more: str = "") -> Path:
    """A site profile that names these servers, for tools that need every lens."""
    each = "".join(f'[[endpoint]]\nid = "s{n}"\nfor = ["micromamba"]\nurl = "{url}"\n' for n, url in enumerate(urls))
    (folder / "site.toml").write_text(f"only_these_endpoints = true\n{more}{each}", "utf-8")
    return folder / "site.toml"


def check(folder: Path, site: Path, *before: str) -> tuple[float, dict[str, Any]]:
    """Seconds that the whole command took, and its record."""
    words = ["check", "--site", str(site), "--deadline", str(DEADLINE_S), "--format", "json", "--exit-zero"]
    command = [*before, sys.executable, "-m", "pyready", *words]
    began = time.monotonic()
    out = subprocess.check_output(command, env=environment(folder), stderr=subprocess.DEVNULL)
    return time.monotonic() - began, json.loads(out)


@contextmanager
def swallowing(folder: Path) -> Iterator[list[str]]:
    """Words that put a command into the namespace whose packets, also those to its name server, go nowhere."""
    here, there = f"pyready-{os.getpid()}-a", f"pyready-{os.getpid()}-b"
    lines = [
        f"netns add {here}", f"netns add {there}",
        f"-n {here} link add va type veth peer name vb netns {there}",
        f"-n {here} addr add 10.99.0.1/24 dev va", f"-n {there} addr add 10.99.0.2/24 dev vb",
        f"-n {here} link set va up", f"-n {there} link set vb up", f"-n {here} link set lo up",
        f"-n {here} route add default via 10.99.0.2",
    ]  # fmt: skip
    (folder / "resolv.conf").write_text("nameserver 198.51.100.53\n", "ascii")
    mount = f'mount --bind "{folder}/resolv.conf" /etc/resolv.conf && exec "$@"'
    try:
        for line in lines:
            subprocess.run(["ip", *line.split()], check=True)
        yield ["ip", "netns", "exec", here, "unshare", "-m", "sh", "-c", mount, "sh"]
    finally:
        for name in (here, there):
            subprocess.run(["ip", "netns", "del", name], check=False)


def swallowed(folder: Path, runs: int) -> dict[str, float]:
    """Seconds over the deadline, the longest of all runs, by addresses and by names; and those of npm doctor."""
    urls = {
        "addresses": [f"https://198.51.100.{number}/" for number in range(1, SERVERS + 1)],
        "names": [f"https://s{number}.example/" for number in range(SERVERS)],
    }
    over = {}
    with swallowing(folder) as inside:
        for name, each in urls.items():
            times = []
            for _ in range(runs):
                took, record = check(folder, profile(folder, each), *inside)
                seen = record["facts"]["network"]["value"]["endpoints"]
                assert {one["system"]["outcome"] for one in seen} == {"no-answer"}
                assert len(seen) == SERVERS
                times.append(took)
            over[name] = max(times) - DEADLINE_S
        began = time.monotonic()
        doctor = ["timeout", str(NPM_S), "npm", "doctor"]
        subprocess.run([*inside, *doctor], env=environment(folder), check=False, capture_output=True)
        over["npm doctor"] = time.monotonic() - began
    return over


@contextmanager
def twelve(folder: Path, delay: float) -> Iterator[tuple[list[str], Counter[int]]]:
    """Servers whose certificates everybody trusts: their addresses, and a count of the connections to each."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    subprocess.run(["mount", "--bind", folder / "ca.pem", certifi.where()], check=True)
    count: Counter[int] = Counter()

    def script(number: int) -> Any:
        def answer(sock: Any) -> None:
            count[number] += 1
            time.sleep(delay)
            with context.wrap_socket(sock, server_side=True) as secured:
                read_head(secured)
                secured.sendall(response("200 OK", b"{}", "Content-Type: application/json"))

        return answer

    try:
        with ExitStack() as stack:
            ports = [stack.enter_context(serving(script(number))) for number in range(SERVERS)]
            yield [f"https://localhost:{port}/" for port in ports], count
    finally:
        subprocess.run(["umount", certifi.where()], check=True)


def healthy(folder: Path, runs: int, delay: float) -> tuple[float, float, float, Counter[int]]:
    """Seconds of the look, of the slowest request alone, of the whole command; connections of the last run."""
    with twelve(folder, delay) as (urls, count):
        command = [sys.executable, "-c", ONE_BY_ONE, *urls]
        alone = [float(subprocess.check_output(command, env=environment(folder))) for _ in range(runs)]
        looks, wholes = [], []
        for _ in range(runs):
            count.clear()
            took, record = check(folder, profile(folder, urls))
            for each in record["facts"]["network"]["value"]["endpoints"]:
                assert {each[lens]["outcome"] for lens in LENSES} == {"reached"}
            looks.append(record["timings"]["network"])
            wholes.append(took)
        return statistics.median(looks), statistics.median(alone), statistics.median(wholes), +count


def main() -> int:
    """Print each bar with its figure; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (default: 5)")
    runs = parser.parse_args().runs
    if os.environ.get("PYREADY_BENCH_ALONE") != "1":
        os.environ["PYREADY_BENCH_ALONE"] = "1"
        again = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, *sys.argv]
        os.execvp("unshare", ["unshare", "-n", "-m", *again])
    rows, times = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for delay in DELAYS_S:
            look, alone, whole, count = healthy(folder, runs, delay)
            what = f"twelve servers that answer after {delay} s, all lenses: the look, s"
            rows.append((what, look, 2 * alone + 0.3))
            times |= {f"slowest alone ({delay})": alone, f"whole command ({delay})": whole}
        rows.append(("connections to one server, three pairs of proxy and authorities", max(count.values()), 6))
        over = swallowed(folder, runs)
        rows += [
            (f"twelve swallowed {name}: seconds over the deadline", over[name], 0.5) for name in ("addresses", "names")
        ]
        rows.append(
            ("the same / npm doctor, stopped after a minute", (over["names"] + DEADLINE_S) / over["npm doctor"], 1)
        )
    return told(rows, times | {"npm doctor": over["npm doctor"]})


if __name__ == "__main__":
    sys.exit(main())
