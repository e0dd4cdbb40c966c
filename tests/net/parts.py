"""The real parts of the network tests: squid from the system, mitmproxy from a virtual environment of its own.

`python tests/net/parts.py` makes that environment in `build/.cache/mitm` (with the network, once) and prints where
mitmdump is. It pins its own versions of libraries that pyready uses too, so it never shares pyready's environment.
It also fetches two pips and a uv into `build/.cache/tools`, each into a folder of its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

CACHE = Path(__file__).parents[2] / "build" / ".cache" / "mitm"
REQUIREMENT = "mitmproxy>=11,<13"  # Python 3.11 gets 11.0.2
PINNED = Path(__file__).with_name("packages.txt")
"""The same for CI, by hash, for its Python alone."""
TOOLS = CACHE.with_name("tools")
REQUIREMENTS = {"old-pip": "pip==23.2.1", "new-pip": "pip>=26", "uv": "uv>=0.11"}
PINNED_TOOLS = {
    "old-pip": "pip==23.2.1 --hash=sha256:7ccf472345f20d35bdc9d1841ff5f313260c2c33fe417f48c30ac46cccabf5be",
    "new-pip": "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13",
    "uv": "uv==0.13.9 --hash=sha256:d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
}
"""The same for CI, by hash."""
"""The old pip trusts its own list of authorities alone; the new one the system's too, also behind a proxy (25.2)."""


def needed(name: str, place: str, how: str) -> None:
    """Skip where a part is missing on a person's machine; fail where it is missing in CI."""
    import pytest  # not where this file is run as a program

    from needs import needs

    if sys.platform == "win32":
        pytest.skip(f"{name} is asked on Linux")
    needs(place, f"{name} is not there: {how}")


def find_squid() -> str:
    """Where squid is, which may be outside PATH; empty when nowhere."""
    return shutil.which("squid") or next((path for path in ("/usr/sbin/squid",) if Path(path).exists()), "")


def find_mitmproxy() -> str:
    """Where mitmdump is: PYREADY_MITMDUMP, the cache below `build`, or PATH; empty when nowhere."""
    named = os.environ.get("PYREADY_MITMDUMP", "")
    cached = CACHE / "bin" / "mitmdump"
    return named or (str(cached) if cached.exists() else shutil.which("mitmdump") or "")


def ensure_mitmproxy() -> str:
    """As find_mitmproxy, installing it into the cache when it is nowhere."""
    if not find_mitmproxy():
        venv.create(CACHE, with_pip=True)
        pinned = ["--no-deps", "--require-hashes", "-r", PINNED]
        words = ["install", "--quiet", *(pinned if os.environ.get("CI") else [REQUIREMENT])]
        subprocess.run([CACHE / "bin" / "python", "-m", "pip", *words], check=True)
    return find_mitmproxy()


def find_tool(name: str) -> str:
    """The folder that holds one of REQUIREMENTS and nothing else; empty when it was not fetched."""
    return str(TOOLS / name) if (TOOLS / name / "complete").exists() else ""


def ensure_tools() -> None:
    """Fetch those that are not there."""
    for name, requirement in REQUIREMENTS.items():
        if not find_tool(name):
            shutil.rmtree(TOOLS / name, ignore_errors=True)
            words = ["install", "--quiet", "--no-deps", "--target", TOOLS / name]
            if os.environ.get("CI"):
                listed = TOOLS / f"{name}.txt"
                TOOLS.mkdir(parents=True, exist_ok=True)
                listed.write_text(f"{PINNED_TOOLS[name]}\n", "utf-8")
                words += ["--require-hashes", "-r", listed]
            else:
                words += [requirement]
            subprocess.run([sys.executable, "-m", "pip", *words], check=True)
            (TOOLS / name / "complete").touch()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, folder: Path) -> Iterator[int]:
    """Run a program until its port answers, and end it afterwards."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _await(process, port, folder / "output")
        yield port
    finally:
        process.kill()  # squid takes seconds over a polite end, and nothing of it is kept
        process.wait(5)


def _await(process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not start: {output.read_text('utf-8', 'replace')[-2000:]}")


@contextmanager
def squid(*rules: str) -> Iterator[int]:
    """A squid on loopback. Started as root it becomes the user `proxy`, who must be able to write in its folder.

    Its folder is not one of pytest's: those are closed to other users.
    """
    needed("squid", find_squid(), "apt-get install squid")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="squid-") as name:
        folder, own = Path(name), Path(name) / "own"
        folder.chmod(0o755)
        own.mkdir()
        (folder / "squid.conf").write_text("\n".join(_squid_lines(port, own, rules)) + "\n", "utf-8")
        (folder / "hosts").write_text("127.0.0.1 index.example files.example\n", "utf-8")
        own.chmod(0o777)  # not given to `proxy`: root without its capabilities could not write there any more
        with running([find_squid(), "-N", "-f", str(folder / "squid.conf")], port, folder):
            yield port


def _squid_lines(port: int, own: Path, rules: Sequence[str]) -> list[str]:
    return [
        f"http_port 127.0.0.1:{port}",
        *(rules or ("http_access allow all",)),
        "cache deny all",
        "access_log none",
        f"cache_log {own}/cache.log",
        "pid_filename none",
        f"coredump_dir {own}",
        "pinger_enable off",
        f"hosts_file {own.parent}/hosts",
        "dns_nameservers 127.0.0.1",
        "visible_hostname squid.example",
    ]


_ADDON = """
def server_connect(data):
    data.server.address = ("127.0.0.1", {port})
"""


@contextmanager
def mitmproxy(folder: Path, upstream: int) -> Iterator[tuple[int, Path]]:
    """A mitmproxy that inspects, and sends whatever is asked for to one port on loopback; gives port and authority."""
    folder.mkdir()
    port = free_port()
    (folder / "addon.py").write_text(_ADDON.format(port=upstream), "utf-8")
    options = [f"confdir={folder}", "ssl_insecure=true", "connection_strategy=lazy", "termlog_verbosity=warn"]
    command = [
        find_mitmproxy(),
        "--listen-host",
        "127.0.0.1",
        "--listen-port",
        str(port),
        "-s",
        str(folder / "addon.py"),
    ]
    for option in options:
        command += ["--set", option]
    with running(command, port, folder):
        yield port, folder / "mitmproxy-ca-cert.pem"


if __name__ == "__main__":
    ensure_tools()
    sys.stdout.write(ensure_mitmproxy() + "\n")
