"""The real pip and uv say what a file of settings does: whether they start, and what is in force."""

import http.server
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace

if sys.platform == "win32":
    pytest.skip("the tools are asked on Linux", allow_module_level=True)

from children import ran
from laptops import bare
from laptops.looking import facts_of
from net.parts import find_tool, needed
from net.servers import response, saying, serving
from pyready.model.host import Host
from pyready.probes.settings import PROBE, Settings
from pyready.tools.pip import Pip
from pyready.tools.uv import Uv
from sample import sample

pytestmark = pytest.mark.unmeasured

PLACE = Path(__file__).parents[1] / "laptops" / "cases" / "settings"
PIP_FILES = {path.name: path.read_bytes() for path in sorted((PLACE / "pip").iterdir())}
UV_FILES = {path.name: path.read_bytes() for path in sorted((PLACE / "uv").iterdir())}
MORE_PIP = {
    "empty": b"",
    "option-twice": b"[global]\ntimeout = 4\ntimeout = 5\n",
    "no-sign": b"[global]\nnonsense\n",
    "install-first": b"[install]\nindex-url = https://b.example/simple\n[global]\nindex-url = https://a.example/simple\n",
    "underscores": b"[global]\nindex_url = https://a.example/simple\n",
    "not-a-flag": b"[global]\nuser = perhaps\n",
    "not-a-number": b"[global]\ntimeout = soon\n",
}
MORE_UV = {
    "empty": b"",
    "mark": b"\xef\xbb\xbfoffline = true\n",
    "utf16": "offline = true\n".encode("utf-16"),
    "text-for-a-flag": b'offline = "yes"\n',
    "number-for-an-address": b"index-url = 3\n",
    "address-for-a-list": b'extra-index-url = "https://a.example/simple"\n',
    "index-without-address": b"[[index]]\ndefault = true\n",
    "no-such-choice": b'python-downloads = "sometimes"\n',
    "auto": b'python-downloads = "auto"\n',
}
GIT_FILES = {path.name: path.read_bytes() for path in sorted((PLACE / "git").iterdir())}
MORE_GIT = {
    "empty": b"",
    "mark": b"\xef\xbb\xbf[http]\n\tproxy = a:1\n",
    "one-backslash": b"[http]\n\tsslCAInfo = C:\\Users\\me\\ca.pem\n",
    "open-quote": b'[user]\n\tname = "Jo\n[http]\n\tproxy = a:1\n',
    "before-a-section": b"# first\n\nproxy = a:1\n",
    "latin-1": b"[user]\n\tname = Zo\xeb\n",
    "carriage-returns": b"[http]\r\n\tproxy = a:1\r\n",
    "no-value": b"[http]\n\tsslVerify\n",
    "nul": b"[http]\n\tproxy = a\x00b\n",
}
GIT_FLAGS = ("true", "yes", "on", "1", "2k", "false", "no", "off", "0", "", "y", "t", "f", "maybe", "-1", "TRUE", "00")
PIPS = ("old-pip", "new-pip")


def settings(path: str, data: bytes, **variables: str) -> Settings:
    """What pyready makes of a file in a person's home."""
    return facts_of(bare.linux(variables, {f"/home/jsmith/{path}": data}), Settings, PROBE)


def run(home: Path, command: Sequence[str | Path], **variables: str) -> "subprocess.CompletedProcess[bytes]":
    kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    mine = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    result = ran([*command], 90, env=kept | mine | variables, stdin=subprocess.DEVNULL)
    print(result.stdout.decode("utf-8", "replace"), result.stderr.decode("utf-8", "replace"))  # noqa: T201 - shown when a test fails
    return result


def placed(home: Path, path: str, data: bytes) -> None:
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_bytes(data)


def pip(home: Path, tool: str, *words: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    needed(tool, find_tool(tool), "run python tests/net/parts.py")
    return run(home, [sys.executable, "-m", "pip", *words], PYTHONPATH=find_tool(tool), **variables)


def uv(home: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    needed("uv", find_tool("uv"), "run python tests/net/parts.py")
    return run(home, [Path(find_tool("uv")) / "bin" / "uv", *words], **variables)


PIP_CONF = ".config/pip/pip.conf"
UV_TOML = ".config/uv/uv.toml"


@pytest.mark.slow
@pytest.mark.parametrize("tool", PIPS)
@pytest.mark.parametrize("name", sample([*PIP_FILES, *MORE_PIP], 2))
def test_pip_stops_at_a_file_exactly_where_it_is_judged_to(name: str, tool: str, tmp_path: Path) -> None:
    data = (PIP_FILES | MORE_PIP)[name]
    placed(tmp_path, PIP_CONF, data)

    done = pip(tmp_path, tool, "config", "list")

    found = Pip(settings(PIP_CONF, data))
    assert (found.stops_at is not None) == (b"Configuration file" in done.stderr)
    assert (found.stops_at is not None or found.refuses is not None) == (done.returncode != 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["section-twice.ini", "no-section.ini", "mark.ini", "option-twice", "no-sign"])
def test_pip_names_the_line_that_is_named(name: str, tmp_path: Path) -> None:
    data = (PIP_FILES | MORE_PIP)[name]
    placed(tmp_path, PIP_CONF, data)
    said = pip(tmp_path, "new-pip", "config", "list").stderr.decode()

    file = Pip(settings(PIP_CONF, data)).stops_at
    assert file
    assert f"line: {file.line}" in said or f"[line {file.line:2}]" in said or f"[line  {file.line}]" in said


@pytest.mark.slow
@pytest.mark.parametrize("tool", PIPS)
@pytest.mark.parametrize("name", ["install-first", "underscores"])
def test_the_index_that_counts_is_the_one_that_pip_goes_to(name: str, tool: str, tmp_path: Path) -> None:
    data = MORE_PIP[name]
    placed(tmp_path, PIP_CONF, data)
    words = ["install", "--no-deps", "--dry-run", "--retries", "0", "--timeout", "1", "--target", str(tmp_path), "tiny"]
    said = pip(tmp_path, tool, *words).stdout.decode()

    index = Pip(settings(PIP_CONF, data)).index
    assert index
    assert f"Looking in indexes: {index.addresses[0]}" in said


@pytest.mark.slow
@pytest.mark.parametrize(("tool", "past"), [("old-pip", False), ("new-pip", True)])
def test_a_new_pip_that_is_told_so_goes_past_the_proxy_of_the_variables(tool: str, past: bool, tmp_path: Path) -> None:
    placed(tmp_path, PIP_CONF, b"[global]\nno-proxy-env = yes\n")
    page = saying(response("200 OK", b"<html></html>", "Content-Type: text/html"))
    asked: list[bool] = []

    def script(sock: socket.socket) -> None:
        asked.append(True)
        page(sock)

    with serving(script) as port:
        words = ["download", "--retries", "0", "--index-url", f"http://localhost:{port}/simple", "tiny"]
        pip(tmp_path, tool, *words, http_proxy="http://127.0.0.1:9")

    assert bool(asked) == past


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bare-proxy.ini"])
@pytest.mark.parametrize("tool", PIPS)
def test_a_proxy_that_pip_calls_malformed_is_malformed(name: str, tool: str, tmp_path: Path) -> None:
    placed(tmp_path, PIP_CONF, PIP_FILES[name])
    said = pip(tmp_path, tool, "download", "--retries", "0", "tiny").stderr.decode()

    proxy = Pip(settings(PIP_CONF, PIP_FILES[name])).value("proxy")
    assert "malformed" in said
    assert proxy
    assert proxy.state == "malformed"


@pytest.mark.parametrize("name", [*UV_FILES, *MORE_UV])
def test_uv_stops_at_a_file_exactly_where_it_is_judged_to(name: str, tmp_path: Path) -> None:
    data = (UV_FILES | MORE_UV)[name]
    placed(tmp_path, UV_TOML, data)

    stops = uv(tmp_path, "cache", "dir").returncode != 0

    assert (Uv(settings(UV_TOML, data)).stops_at is not None) == stops
    assert uv(tmp_path, "cache", "dir", UV_NO_CONFIG="1").returncode == 0
    assert Uv(settings(UV_TOML, data, UV_NO_CONFIG="1")).stops_at is None


@pytest.mark.parametrize(
    ("name", "variables", "says"),
    [
        ("no-downloads.toml", {}, "downloads are not allowed"),
        ("empty", {"UV_PYTHON_DOWNLOADS": "never"}, "downloads are not allowed"),
        ("empty", {"UV_PYTHON_DOWNLOADS": "0"}, "downloads are not allowed"),
        ("no-downloads.toml", {"UV_PYTHON_DOWNLOADS": "manual"}, ""),
        ("auto", {}, ""),
        ("offline.toml", {}, "connectivity is disabled"),
        ("mark", {}, "connectivity is disabled"),
        ("offline.toml", {"UV_OFFLINE": "0"}, ""),
        ("empty", {"UV_OFFLINE": "true"}, "connectivity is disabled"),
    ],
)
def test_uv_downloads_no_python_exactly_where_it_is_judged_to(
    name: str, variables: dict[str, str], says: str, tmp_path: Path
) -> None:
    data = (UV_FILES | MORE_UV)[name]
    placed(tmp_path, UV_TOML, data)
    words = ("python", "install", "3.13", "--install-dir", str(tmp_path / "pythons"))
    said = uv(tmp_path, *words, UV_HTTP_RETRIES="0", **variables).stderr.decode()

    found = Uv(settings(UV_TOML, data, **variables))
    refused = [each for each in ("downloads are not allowed", "connectivity is disabled") if each in said]
    assert refused == ([says] if says else [])
    assert (found.no_downloads is not None, found.offline is not None) == (says[:9] == "downloads", says[:4] == "conn")


def git(home: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    return run(home, ["git", *words], GIT_CONFIG_NOSYSTEM="1")


@pytest.mark.parametrize("name", [*GIT_FILES, *MORE_GIT])
def test_git_stops_at_a_file_exactly_where_it_is_judged_to(name: str, tmp_path: Path) -> None:
    data = {**GIT_FILES, **MORE_GIT}[name]
    placed(tmp_path, ".gitconfig", data)
    result = git(tmp_path, "config", "--global", "--list")
    (file,) = settings(".gitconfig", data).files

    assert bool(file.fault) is (result.returncode != 0)
    if file.fault:
        assert f"bad config line {file.line} in file".encode() in result.stderr


@pytest.mark.parametrize("word", GIT_FLAGS)
def test_a_yes_or_no_is_read_as_git_reads_it(word: str, tmp_path: Path) -> None:
    data = f"[http]\n\tsslVerify = {word}\n".encode()
    placed(tmp_path, ".gitconfig", data)
    result = git(tmp_path, "config", "--global", "--bool", "http.sslVerify")
    (found,) = settings(".gitconfig", data).of("git", "http.sslverify")

    said = {b"true": True, b"false": False}.get(result.stdout.strip())
    assert (found.flag, found.state == "malformed") == (said, result.returncode != 0)


class Guarded(http.server.BaseHTTPRequestHandler):
    """An index that wants a sign-in and writes down whether one came."""

    came: ClassVar[list[bool]] = []

    def do_GET(self) -> None:
        signed_in = "Authorization" in self.headers
        self.came.append(signed_in)
        body = b"<!doctype html><title>no packages</title>"
        self.send_response(200 if signed_in else 401)
        self.send_header("WWW-Authenticate", 'Basic realm="index"')
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Nothing is printed."""


@pytest.mark.slow
@pytest.mark.parametrize("tool", [*PIPS, "uv"])
@pytest.mark.parametrize("place", ["home", "NETRC", "nowhere"])
def test_pip_and_uv_sign_in_with_the_netrc_file_that_is_found(place: str, tool: str, tmp_path: Path) -> None:
    path = tmp_path / (".netrc" if place == "home" else "signs")
    variables = {"NETRC": str(path)} if place == "NETRC" else {}
    if place != "nowhere":
        path.write_text("machine 127.0.0.1 login jo password pw\n", encoding="utf-8")
        path.chmod(0o600)
    Guarded.came.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        index = f"http://127.0.0.1:{server.server_address[1]}/simple"
        words = ["install", "--no-deps", "--target", str(tmp_path / "t"), "--index-url", index, "no-such-package"]
        if tool == "uv":
            uv(tmp_path, "pip", *words, "--python", sys.executable, "--no-cache", **variables)
        else:
            needed(tool, find_tool(tool), "run python tests/net/parts.py")
            asked = [sys.executable, "-m", "pip", *words, "--no-input", "--retries", "0"]
            run(tmp_path, asked, PYTHONPATH=find_tool(tool), **variables)
        server.shutdown()

    found = facts_of(posix_like({"HOME": str(tmp_path), **variables}), Settings, PROBE).netrc
    assert Guarded.came
    assert any(Guarded.came) == (found is not None)


def posix_like(variables: dict[str, str]) -> Host:
    """The recorded machine with the real files."""
    from pyready.posix.files import PosixFiles

    return replace(bare.linux(variables), files=PosixFiles())
