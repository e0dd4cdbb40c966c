"""`pyready config` with the real tools: what failed works after --write, and fails again after --undo."""

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a terminal, squid and the list of authorities of Linux", allow_module_level=True)

import pty

from children import ran, started
from net.shop import handing_out, shop, state

pytestmark = [pytest.mark.network, pytest.mark.slow]
SOURCE = str(Path(__file__).parents[2] / "src")
DONE, TO_DO, USAGE = 0, 1, 2


@pytest.fixture(scope="module")
def port(server_context: ssl.SSLContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    top = tmp_path_factory.mktemp("shop")
    shop(top)
    with handing_out(top, server_context) as port:
        yield port


class Laptop:
    """A home folder whose network only the proxy leads out of; the authority is in the system's list."""

    def __init__(self, home: Path, authority: Path, port: int, proxy: int, *, index: bool = False) -> None:
        self.home, self.index = home, f"https://index.example:{port}/simple/"
        kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        kept |= {"PATH": "/usr/bin:/bin"}  # pip starts a rustc if there is one, which leaves files behind
        self.environment = kept | {"HOME": str(home), "SSL_CERT_FILE": str(authority), "GIT_SSL_CAINFO": str(authority)}
        self.environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "LANG": "C.UTF-8"}
        self.environment["PIP_CERT"] = str(
            authority
        )  # the machine that runs the tests may name a list in /etc/pip.conf
        self.site = home / "site.toml"
        self.site.write_text(
            f"""only_these_endpoints = true
[network]
proxy = "http://127.0.0.1:{proxy}"
[index]
url = "{self.index if index else ""}"
[[endpoint]]
id = "index"
url = "{self.index}pip/"
[[endpoint]]
id = "index-files"
url = "https://index.example:{port}/files/tiny-1.0-py3-none-any.whl"
[[endpoint]]
id = "git-server"
for = ["git"]
url = "https://index.example:{port}/repo.git/HEAD"
""",
            "utf-8",
        )

    def config(self, *words: str, answer: str = "", **variables: str) -> tuple[int, str]:
        """Run it, with an answer typed at a terminal if one is given; its exit code and all that it says."""
        given = ["--site", str(self.site), "--deadline", "25"] if "--undo" not in words else []
        mine, theirs = pty.openpty() if answer else (None, None)
        if mine is not None:
            os.write(mine, answer.encode())
        try:
            result = ran(
                [sys.executable, "-m", "pyready", "config", *words, *given, "--private"], 90,
                env=self.environment | {"PYTHONPATH": SOURCE} | variables,
                stdin=subprocess.DEVNULL if theirs is None else theirs,
            )  # fmt: skip
        finally:
            for each in (mine, theirs):
                if each is not None:
                    os.close(each)
        said = result.stdout.decode() + result.stderr.decode()
        print(said)  # noqa: T201 - shown when a test fails
        assert "Traceback" not in said
        return result.returncode, said

    def downloads(self, *words: str) -> bool:
        """Whether real pip fetches a package, by its files of settings."""
        folder = self.home / "got"
        given = ["download", "--no-deps", "--no-cache-dir", "--retries", "0", "--timeout", "5", "--dest", str(folder)]
        return self._runs([sys.executable, "-m", "pip", *given, *words, "tiny"])

    def reads_repository(self) -> bool:
        return self._runs(["git", "ls-remote", self.index.replace("simple/", "repo.git")])

    def _runs(self, command: list[str]) -> bool:
        result = ran(command, 90, env=self.environment)
        print(result.stdout.decode(), result.stderr.decode())  # noqa: T201 - shown when a test fails
        return result.returncode == 0


@pytest.fixture
def laptop(tmp_path: Path, authority_file: Path, port: int, squid_port: int) -> Laptop:
    return Laptop(tmp_path, authority_file, port, squid_port)


def test_pip_works_after_write_and_fails_again_after_undo(laptop: Laptop) -> None:
    conf = laptop.home / ".config" / "pip" / "pip.conf"
    before = state(laptop.home)
    assert not laptop.downloads("--index-url", laptop.index)

    code, said = laptop.config("pip")
    assert (code, state(laptop.home)) == (TO_DO, before)
    assert "proxy = http://127.0.0.1:" in said

    assert laptop.config("pip", "--write", "--yes")[0] == DONE
    assert laptop.downloads("--index-url", laptop.index)
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], env=laptop.environment, capture_output=True, check=True
    )
    assert "global.proxy='http://127.0.0.1:" in listed.stdout.decode()

    written = state(laptop.home)
    code, said = laptop.config("pip", "--write", "--yes")
    assert (code, state(laptop.home)) == (DONE, written)
    assert "pip can download packages through the proxy in its settings" in " ".join(said.split())

    assert laptop.config("--undo")[0] == DONE
    assert not conf.parent.exists()
    assert {name for name in state(laptop.home) if "pyready" not in name} == set(before)
    assert not laptop.downloads("--index-url", laptop.index)


def test_a_file_that_is_there_keeps_every_line_and_is_restored_to_the_byte(laptop: Laptop) -> None:
    conf = laptop.home / ".config" / "pip" / "pip.conf"
    conf.parent.mkdir(parents=True)
    mine = b"# mine\r\n[install]\r\nno-compile = yes\r\n\r\n[global]\r\ntimeout = 7\r\n; the end"
    conf.write_bytes(mine)
    conf.chmod(0o640)

    assert laptop.config("pip", "--write", "--yes")[0] == DONE
    now = conf.read_bytes()
    assert now.startswith(
        b"# mine\r\n[install]\r\nno-compile = yes\r\n\r\n[global]\r\ntimeout = 7\r\nproxy = http://127.0.0.1:"
    )
    assert now.endswith(b"\r\n; the end")
    assert conf.stat().st_mode & 0o777 == 0o640
    assert laptop.downloads("--index-url", laptop.index)
    kept = list((laptop.home / ".local" / "share" / "pyready").iterdir())
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}

    assert laptop.config("--undo")[0] == DONE
    assert conf.read_bytes() == mine
    assert conf.stat().st_mode & 0o777 == 0o640


def test_a_file_changed_after_writing_is_not_undone_but_told(laptop: Laptop) -> None:
    conf = laptop.home / ".config" / "pip" / "pip.conf"
    assert laptop.config("pip", "--write", "--yes")[0] == DONE
    mine = conf.read_text("utf-8") + "timeout = 9\n"
    conf.write_text(mine, "utf-8")

    code, said = laptop.config("--undo")
    assert (code, conf.read_text("utf-8")) == (TO_DO, mine)
    assert "proxy = http://127.0.0.1:" in said

    conf.write_text("[global]\ntimeout = 9\n", "utf-8")
    assert laptop.config("--undo")[0] == DONE
    assert "nothing to undo" in laptop.config("--undo")[1]


def test_an_index_out_of_a_named_profile_is_written_only_after_a_question(
    tmp_path: Path, authority_file: Path, port: int, squid_port: int
) -> None:
    laptop = Laptop(tmp_path, authority_file, port, squid_port, index=True)
    before = state(tmp_path)
    assert not laptop.downloads()

    code, said = laptop.config("pip", "--write", "--yes")
    assert (code, state(tmp_path)) == (TO_DO, before)
    assert "needs your answer. Run this in a terminal." in said
    assert laptop.config("pip", "--write", answer="n\n")[0] == TO_DO
    assert state(tmp_path) == before

    code, said = laptop.config("pip", "--write", answer="y\n")
    assert code == DONE
    assert f"index-url = {laptop.index}" in said
    assert laptop.downloads()
    assert laptop.config("--undo")[0] == DONE
    assert not laptop.downloads()


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_at_the_question_writes_nothing(laptop: Laptop) -> None:
    before = state(laptop.home)
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "pyready", "config", "pip", "--write", "--site", laptop.site, "--deadline", "25"]
    variables = laptop.environment | {"PYTHONPATH": SOURCE}
    streams = {"stdin": theirs, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with started(command, env=variables, **streams) as process:
        assert process.stderr is not None
        said = b""
        while b"[y/N]" not in said and (part := process.stderr.read(1)):
            said += part
        process.send_signal(signal.SIGINT)
        code = process.wait(20)
    os.close(mine)
    os.close(theirs)
    assert (code, state(laptop.home)) == (130, before), said


def test_git_works_after_write_and_fails_again_after_undo(laptop: Laptop) -> None:
    config = laptop.home / ".gitconfig"
    config.write_text("[user]\n\tname = A Person\n", "utf-8")
    assert not laptop.reads_repository()

    assert laptop.config("git", "--write", "--yes")[0] == DONE
    assert laptop.reads_repository()
    asked = ["git", "config", "--file", str(config), "--get", "http.proxy"]
    assert subprocess.run(asked, capture_output=True, check=True).stdout.startswith(b"http://127.0.0.1:")
    assert laptop.config("git")[0] == DONE

    assert laptop.config("git", "--undo")[0] == DONE
    assert config.read_text("utf-8") == "[user]\n\tname = A Person\n"
    assert not laptop.reads_repository()


def test_lines_for_a_window_do_the_same_and_nothing_is_written(laptop: Laptop) -> None:
    before = state(laptop.home)
    code, said = laptop.config("env")
    assert code == TO_DO
    assert state(laptop.home) == before
    lines = [line.strip().removeprefix("export ") for line in said.splitlines() if line.strip().startswith("export ")]
    laptop.environment |= dict(line.partition("=")[::2] for line in lines)
    assert laptop.downloads("--index-url", laptop.index)
    assert laptop.reads_repository()


def test_where_a_tool_works_already_nothing_is_written(laptop: Laptop, squid_port: int) -> None:
    laptop.environment |= {
        "HTTPS_PROXY": f"http://127.0.0.1:{squid_port}",
        "REQUESTS_CA_BUNDLE": laptop.environment["SSL_CERT_FILE"],
    }
    before = state(laptop.home)
    assert laptop.downloads("--index-url", laptop.index)
    code, said = laptop.config("pip", "git", "--write", "--yes")
    assert (code, state(laptop.home)) == (DONE, before)
    assert said.count("nothing to do") == 2


def test_what_pip_is_told_already_is_left_alone(laptop: Laptop) -> None:
    conf = laptop.home / ".config" / "pip" / "pip.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("[global]\nproxy = http://user:secret@old.example:3128\n", "utf-8")
    before = state(laptop.home)
    code, said = laptop.config("pip", "--write", "--yes")
    assert (code, state(laptop.home)) == (TO_DO, before)
    assert "secret" not in said
    assert "and leaves it" in " ".join(said.split())  # where a line ends depends on the length of the path before it


def test_no_network_facts_no_advice(laptop: Laptop) -> None:
    before = state(laptop.home)
    code, said = laptop.config("pip", "uv", "git", "conda", "env", "--write", "--yes", "--offline")
    assert (code, state(laptop.home)) == (TO_DO, before)
    assert said.count("not known") >= 5
    assert "proxy =" not in said
