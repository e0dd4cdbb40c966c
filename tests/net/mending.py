"""A laptop on a network made for one test: its own Python and pip, its own list of authorities, its own names.

What is the machine's own (its list of authorities, its names, its settings of pip and git) is covered by mounts that
only the laptop's programs see. That needs root with all its capabilities.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import certifi

from children import ran
from net.parts import find_tool, needed

SOURCE = Path(__file__).parents[2] / "src"
LIBRARIES = sysconfig.get_path("purelib")


def own_python(folder: Path, packages: Path) -> Path:
    """The Python of these tests once more, with a folder of packages of its own: one pip and nothing else."""
    real = Path(os.path.realpath(sys.executable))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = folder / "lib" / version
    for each in (folder / "bin", library, folder / "lib" / "python3"):
        each.mkdir(parents=True)
    for each in Path(os.__file__).parent.iterdir():
        if each.name not in {"site-packages", "dist-packages", "EXTERNALLY-MANAGED", "sitecustomize.py"}:
            (library / each.name).symlink_to(each)
    for place in (library / "site-packages", folder / "lib" / "python3" / "dist-packages"):  # Debian's has the second
        place.symlink_to(packages)
    (folder / "include").symlink_to(Path(sys.base_prefix) / "include")  # tells the version
    shutil.copy2(real, folder / "bin" / version)
    return folder / "bin" / version


@dataclass
class Network:
    """What is around the laptop."""

    port: int
    """Of the server that is index, file host and git server."""
    public: Path
    """The authority that signs for it: in everybody's list, as those of public servers are."""
    proxy: str = ""
    """`host:port`; then no name is known on this network."""
    inspecting: Path | None = None
    """The authority of a proxy that inspects."""
    in_system: bool = True
    """Whether that authority is in the system's list."""

    @property
    def domain(self) -> str:
        """Behind a proxy only that knows the names; a public name that leads to this machine would be a sinkhole."""
        return "example" if self.proxy else "localhost"

    def url(self, host: str) -> str:
        return f"https://{host}.{self.domain}:{self.port}"

    @property
    def simple(self) -> str:
        """The index, whose links lead to the file host."""
        return f"{self.url('index')}/{self.domain}/"


@dataclass
class Laptop:
    """A home folder on a network. Make one, `set_up`, then run programs on it."""

    home: Path
    network: Network
    pip: str
    """`old-pip` or `new-pip`."""
    variables: dict[str, str] = field(default_factory=dict)

    def set_up(self) -> "Laptop":
        for name in (self.pip, "uv"):
            needed(name, find_tool(name), "run python tests/net/parts.py")
        for name in ("git", "openssl", "unshare"):
            needed(name, shutil.which(name) or "", "install it, with your system's packages")
        self.over = self.home.with_name(self.home.name + "-over")
        for each in (self.home, self.over / "certs"):
            each.mkdir(parents=True)
        self.python = own_python(self.home / "python", Path(find_tool(self.pip)))
        self._lists()
        self._names()
        self._profile()
        return self

    def _lists(self) -> None:
        """The system's list as a file and as links by hash: each program reads the one or the other."""
        net, certs = self.network, self.over / "certs"
        trusted = [net.public] + ([net.inspecting] if net.inspecting and net.in_system else [])
        for number, each in enumerate(trusted):
            shutil.copy(each, certs / f"{number}.pem")
        (certs / "ca-certificates.crt").write_text("".join(each.read_text("ascii") for each in trusted), "ascii")
        subprocess.run(["openssl", "rehash", certs], check=True, capture_output=True)
        shutil.copy(net.public, self.over / "mozilla.pem")

    def _names(self) -> None:
        (self.over / "hosts").write_text("127.0.0.1 localhost index.localhost files.localhost\n", "ascii")
        (self.over / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", "ascii")
        (self.over / "empty").touch()

    def _mounts(self) -> list[tuple[Path, str]]:
        mozilla = self.over / "mozilla.pem"
        lists = (certifi.where(), str(Path(find_tool(self.pip)) / "pip" / "_vendor" / "certifi" / "cacert.pem"))
        mounts = [(self.over / "certs", "/etc/ssl/certs"), *((mozilla, each) for each in lists)]
        mounts += [(self.over / name, f"/etc/{name}") for name in ("hosts", "resolv.conf")]
        return mounts + [(self.over / "empty", each) for each in ("/etc/pip.conf", "/etc/gitconfig")]

    def _profile(self) -> None:
        net, proxy = self.network, self.network.proxy
        named = f'[network]\nproxy = "http://{proxy}"\n' if proxy and "HTTPS_PROXY" not in self.variables else ""
        self.site = self.over / "site.toml"
        self.site.write_text(
            f"""only_these_endpoints = true
{named}[[endpoint]]
id = "index"
url = "{net.url("index")}/simple/pip/"
[[endpoint]]
id = "index-files"
url = "{net.url("files")}/files/tiny-1.0-py3-none-any.whl"
[[endpoint]]
id = "git-server"
for = ["git"]
url = "{net.url("index")}/repo.git/HEAD"
""",
            "utf-8",
        )

    def run(self, command: Sequence[str | Path], **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a program on the laptop."""
        mounts = [f'if [ -e "{there}" ]; then mount --bind "{here}" "{there}"; fi' for here, there in self._mounts()]
        script = " && ".join([*mounts, 'exec "$@"'])
        mine = {"PATH": f"{self.python.parent}:/usr/bin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8"}
        result = ran(
            ["unshare", "-m", "sh", "-c", script, "sh", *command], 90,
            env=mine | self.variables | variables, stdin=subprocess.DEVNULL, cwd=self.home, encoding="utf-8",
        )  # fmt: skip
        shown = [str(each) for each in command[1:] if not str(each).startswith("/")]
        print(f"$ {' '.join(shown)} -> {result.returncode}\n{result.stdout[:2000]}{result.stderr[-2000:]}")  # noqa: T201
        return result

    def works(self, tool: str, **variables: str) -> bool:
        """Whether the real tool fetches what it is for."""
        net, got = self.network, self.over / f"got-by-{tool}"
        shutil.rmtree(got, ignore_errors=True)
        simple = ["--index-url", net.simple, "tiny"]
        if tool == "git":
            return self.run(["git", "ls-remote", f"{net.url('index')}/repo.git"], **variables).returncode == 0
        if tool == "uv":
            # without inspection the servers are public: their authority would be in the list that is built into uv
            listed = {} if net.inspecting else {"SSL_CERT_FILE": str(net.public)}
            words = ["pip", "install", "--no-cache", "--no-deps", "--python", self.python, "--target", got, *simple]
            limits = {"UV_HTTP_RETRIES": "0", "UV_HTTP_TIMEOUT": "5", "UV_PYTHON_DOWNLOADS": "never"}
            return (
                self.run([Path(find_tool("uv")) / "bin" / "uv", *words], **limits, **listed, **variables).returncode
                == 0
            )
        options = ["download", "--no-deps", "--no-cache-dir", "--disable-pip-version-check"]
        options += ["--retries", "0", "--timeout", "5", "--dest", str(got)]
        return self.run([self.python, "-m", "pip", *options, *simple], **variables).returncode == 0

    def pyready(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run pyready, told of the organisation's profile where that is asked for."""
        given = [] if "--undo" in words else ["--site", str(self.site), "--deadline", "15"]
        done = self.run([self.python, "-m", "pyready", *words, *given, "--private"], PYTHONPATH=f"{SOURCE}:{LIBRARIES}")
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def check(self) -> dict[str, Any]:
        """The record of `pyready check`."""
        return json.loads(self.pyready("check", "--format", "json", "--exit-zero").stdout)  # type: ignore[no-any-return]
