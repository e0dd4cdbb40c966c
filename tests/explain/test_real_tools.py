"""What the real pip, uv, git and Python print when something fails, on loopback, and what it is explained as."""

import os
import re
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from explain import servers
from explain.samples import ids
from needs import needs
from net.parts import TOOLS, needed
from pyready.knowledge.messages import known
from routes import packages
from sample import sample

pytestmark = pytest.mark.network
if sys.platform == "win32":
    pytest.skip("the tools that are fetched are those of Linux", allow_module_level=True)

CLOSED = "http://127.0.0.1:1"
UV = TOOLS / "uv" / "bin" / "uv"
SYSTEM_PYTHON = Path("/usr/bin/python3")


class Place(NamedTuple):
    """Where the tools run: a home, and servers by what they do."""

    home: Path
    ports: dict[str, int]

    def address(self, kind: str, path: str = "simple", scheme: str = "http") -> str:
        return f"{scheme}://localhost:{self.ports[kind]}/{path}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    with ExitStack() as stack:
        ports = {
            "index": stack.enter_context(servers.index()),
            "tls": stack.enter_context(servers.index(context)),
            "forbidding": stack.enter_context(servers.index(refusal=403)),
            "lost": stack.enter_context(servers.index(refusal=502)),
            "silent": stack.enter_context(servers.silent()),
            "closing": stack.enter_context(servers.closing()),
        }
        home = tmp_path_factory.mktemp("home")
        servers.put(home, "windows-1.0-cp39-cp39-win32.whl")
        (home / "hashes.txt").write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}", "utf-8")
        (home / "pip.ini").write_text("index-url = x\n", "utf-8")
        (home / "pip16.ini").write_bytes("[global]\nindex-url = x\n".encode("utf-16"))
        (home / "broken.toml").write_text("[[x", "utf-8")
        (home / "scripts").mkdir()  # what lies in the folder itself would shadow modules of the tools
        (home / "scripts" / "notebook.py").write_text('{"outputs": null}', "utf-8")
        (home / "scripts" / "nulls.py").write_bytes(b"a\0b")
        (home / "scripts" / "latin.py").write_bytes("x = 'é'".encode("latin-1"))
        (home / "shadow").mkdir()
        (home / "shadow" / "random.py").write_text("from random import choice\n", "utf-8")
        (home / "file").write_text("", "utf-8")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "bare"], check=True)
        subprocess.run(
            ["git", "init", "-q", home / "own"], check=True, env={"PATH": os.environ["PATH"], "HOME": str(home)}
        )
        yield Place(home, ports)


def said(place: Place, *command: object, **variables: str) -> str:
    """All that a program prints; it must fail."""
    environment = {
        "HOME": str(place.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "UV_CACHE_DIR": str(place.home / "uv"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1", "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    result = subprocess.run(
        [str(each) for each in command], env=environment | variables, cwd=place.home, capture_output=True,
        timeout=120, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert result.returncode != 0
    return (result.stdout + result.stderr).decode("utf-8", "replace")


Saying = Callable[[Place, str], str]


def pip(
    *words: str, kind: str = "index", path: str = "simple", scheme: str = "http", proxy: str = "", **more: str
) -> Saying:
    def run(place: Place, which: str) -> str:
        asked = ["--proxy", proxy.format(**place.ports)] if proxy else []
        address = place.address(kind, path, scheme) if kind in place.ports else kind
        options = ["--no-input", "--retries", "1", "--timeout", "1", "-i", address, *asked]
        names = {name: value.format(home=place.home) for name, value in more.items()}
        command = [sys.executable, "-m", "pip", "download", "-d", "got", *options, *words]
        return said(place, *command, PYTHONPATH=str(TOOLS / which), **names)

    return run


PROXY = "http://127.0.0.1:{}"
ELSEWHERE = "https://index.invalid/simple"
PIP: list[tuple[str, str, Saying]] = [
    ("connection-refused", "a closed port", pip("six", kind=f"{CLOSED}/simple")),
    ("name-not-resolved", "no such name", pip("six", kind=ELSEWHERE)),
    ("proxy-sign-in", "a sign-in", pip("six", kind=ELSEWHERE, proxy="http://127.0.0.1:{index}")),
    ("proxy-refuses-server", "refused by the proxy", pip("six", kind=ELSEWHERE, proxy="http://127.0.0.1:{forbidding}")),
    ("proxy-gateway", "lost behind the proxy", pip("six", kind=ELSEWHERE, proxy="http://127.0.0.1:{lost}")),
    ("not-tls", "https to the proxy", pip("six", kind=ELSEWHERE, proxy="https://127.0.0.1:{index}")),
    ("not-tls", "no TLS", pip("tiny", scheme="https")),
    ("certificate-unknown-issuer", "unknown issuer", pip("tiny", kind="tls", scheme="https")),
    ("certificate-file", "no bundle", pip("tiny", "--cert", "/nonexistent.pem", kind="tls", scheme="https")),
    ("connection-timeout", "silence", pip("tiny", kind="silent")),
    ("connection-reset", "cut off", pip("tiny", kind="closing")),
    ("pip-nothing-found", "no such package", pip("nosuch")),
    *(("pip-nothing-found", f"{number} for the list", pip("tiny", path=number)) for number in servers.PATHS),
    ("pip-other-versions", "no such version", pip("tiny==9")),
    ("python-too-different", "another Python", pip("newer")),
    ("download-is-no-package", "a page as a package", pip("broken")),
    ("index-forbidden", "403 for the file", pip("refused")),
    ("versions-conflict", "two versions", pip("needy", "tiny==1.0")),
    ("no-file-for-computer", "another system", pip("./windows-1.0-cp39-cp39-win32.whl")),
    ("hash-differs", "another hash", pip("-r", "hashes.txt")),
    ("requirements-file-missing", "no list", pip("-r", "nofile.txt")),
    ("requirement-syntax", "one equals sign", pip("tiny=1.0")),
    ("pip-settings-broken", "no section", pip("tiny", PIP_CONFIG_FILE="{home}/pip.ini")),
    ("pip-settings-broken", "UTF-16", pip("tiny", PIP_CONFIG_FILE="{home}/pip16.ini")),
    ("index-plain-http", "no encryption", pip("tiny", kind="http://index.example/simple")),
]


QUICK = {"a sign-in", "no such package", "unknown issuer", "another hash", "one equals sign"}
"""What each run of the tests asks the new pip; the slow tests ask both pips the rest."""
BOTH = [(which, *row) for which in ("old-pip", "new-pip") for row in PIP]
FIRST = [row for row in BOTH if row[0] == "new-pip" and row[2] in QUICK]
REST = sample((row for row in BOTH if row not in FIRST), 3)
CASES = [
    pytest.param(message, run, which, id=f"{which}: {message}: {what}", marks=() if row in FIRST else pytest.mark.slow)
    for row in (*FIRST, *REST)
    for which, message, what, run in [row]
]


@pytest.mark.parametrize(("message", "run", "which"), CASES)
def test_pip(message: str, run: Saying, which: str, place: Place) -> None:
    needed(which, str(TOOLS / which) if (TOOLS / which / "complete").exists() else "", "run python tests/net/parts.py")
    text = run(place, which)
    assert ids(text)[:1] == [message], text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("which", "message"), [("old-pip", "download-is-no-package"), ("new-pip", "download-incomplete")]
)
def test_pip_of_a_download_that_is_cut_off(which: str, message: str, place: Place) -> None:
    needed(which, str(TOOLS / which) if (TOOLS / which / "complete").exists() else "", "run python tests/net/parts.py")
    assert ids(pip("cut")(place, which))[:1] == [message]


@pytest.mark.slow
def test_old_pip_of_a_proxy_that_is_not_there(place: Place) -> None:
    needed("old-pip", str(TOOLS / "old-pip"), "run python tests/net/parts.py")
    text = pip("six", kind=ELSEWHERE, proxy="http://proxy.invalid:8080")(place, "old-pip")
    assert ids(text)[:1] == ["proxy-not-found"]


def test_pip_in_an_environment_and_outside(place: Place) -> None:
    environment = {"PYTHONPATH": str(TOOLS / "new-pip")}
    user = said(place, sys.executable, "-m", "pip", "install", "--user", "tiny", **environment)
    assert ids(user)[:1] == ["pip-user-in-environment"]

    needs(str(SYSTEM_PYTHON) if SYSTEM_PYTHON.exists() else "", "a Python of the system is not there")
    command = (SYSTEM_PYTHON, "-m", "pip", "install", "tiny")
    assert ids(said(place, *command, PIP_REQUIRE_VIRTUALENV="1", **environment))[:1] == ["pip-needs-environment"]


def test_pip_of_a_managed_python(place: Place) -> None:
    marks = list(Path("/usr/lib").glob("python3*/EXTERNALLY-MANAGED"))
    needs(str(marks[0]) if marks else "", "the system's Python is not marked as managed")
    text = said(place, SYSTEM_PYTHON, "-m", "pip", "install", "tiny", PYTHONPATH=str(TOOLS / "new-pip"))
    assert ids(text)[:1] == ["externally-managed"]


def uv(
    *words: str, kind: str = "index", path: str = "simple", scheme: str = "http", proxy: str = "", **more: str
) -> Saying:
    def run(place: Place, which: str) -> str:
        del which
        address = place.address(kind, path, scheme) if kind in place.ports else kind
        names = {"UV_HTTP_TIMEOUT": "1", "UV_HTTP_RETRIES": "0", "VIRTUAL_ENV": str(place.home / "bare"), **more}
        names |= {"HTTPS_PROXY": proxy.format(**place.ports)} if proxy else {}
        return said(place, UV, "pip", "install", "-i", address, *words, **names)

    return run


ALONE = {
    "uv-no-environment": ("pip", "install", "tiny"),
    "uv-no-python": ("venv", "new", "--python", "3.99", "--no-python-downloads"),
    "uv-python-silent": ("pip", "install", "--python", "/bin/false", "tiny"),
    "uv-environment-exists": ("venv", "bare"),
}
UVS: list[tuple[str, str, Saying]] = [
    *((name, "alone", lambda place, _, words=words: said(place, UV, *words)) for name, words in ALONE.items()),
    ("uv-python-download", "alone", lambda place, _: said(place, UV, "python", "install", "3.12", UV_PYTHON_INSTALL_MIRROR=CLOSED, UV_HTTP_RETRIES="0")),
    ("connection-refused", "a closed port", uv("six", kind=f"{CLOSED}/simple")),
    ("name-not-resolved", "no such name", uv("six", kind=ELSEWHERE)),
    ("proxy-sign-in", "a sign-in", uv("six", kind=ELSEWHERE, proxy="http://127.0.0.1:{index}")),
    ("proxy-refuses-server", "refused by the proxy", uv("six", kind=ELSEWHERE, proxy="http://127.0.0.1:{forbidding}")),
    ("proxy-not-found", "no such proxy", uv("six", kind=ELSEWHERE, proxy="http://proxy.invalid:8080")),
    ("uv-unknown-issuer", "unknown issuer", uv("tiny", kind="tls", scheme="https")),
    ("certificate-file", "no bundle", uv("tiny", kind="tls", scheme="https", SSL_CERT_FILE="/nonexistent.pem")),
    ("not-tls", "no TLS", uv("tiny", scheme="https")),
    ("connection-timeout", "silence", uv("tiny", kind="silent")),
    ("connection-reset", "cut off", uv("tiny", kind="closing")),
    ("uv-package-not-found", "no such package", uv("nosuch")),
    ("uv-package-not-found", "404 for the list", uv("tiny", path="404")),
    ("index-sign-in", "401 for the list", uv("tiny", path="401")),
    ("index-forbidden", "403 for the list", uv("tiny", path="403")),
    *(("index-busy", f"{number} for the list", uv("tiny", path=number)) for number in ("429", "500", "503")),
    ("guest-network", "511 for the list", uv("tiny", path="511")),
    ("uv-offline", "offline", uv("tiny", "--offline")),
    ("versions-conflict", "two versions", uv("needy", "tiny==1.0")),
    ("download-is-no-package", "a page as a package", uv("broken")),
    ("download-incomplete", "cut off in the file", uv("cut", "--no-deps")),
    ("no-file-for-computer", "another system", uv("windows")),
    ("hash-differs", "another hash", uv("--require-hashes", "-r", "hashes.txt")),
    ("requirements-file-missing", "no list", uv("-r", "nofile.txt")),
    ("requirement-syntax", "one equals sign", uv("tiny=1.0")),
    ("uv-settings-broken", "no table", uv("tiny", "--config-file", "broken.toml")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "run"), [(id_, run) for id_, _, run in UVS], ids=[f"{i}: {what}" for i, what, _ in UVS]
)
def test_uv(message: str, run: Saying, place: Place) -> None:
    needed("uv", str(UV) if UV.exists() else "", "run python tests/net/parts.py")
    text = run(place, "")
    # this one says only that another line explains
    assert message in (ids(text) if message == "uv-python-download" else ids(text)[:1]), text


def git(path: str, kind: str = "index", scheme: str = "http", proxy: str = "") -> Saying:
    def run(place: Place, which: str) -> str:
        del which
        address = place.address(kind, path, scheme) if kind in place.ports else f"{kind}/{path}"
        variables = {"https_proxy": proxy.format(**place.ports)} if proxy else {}
        return said(place, "git", "clone", address, "new", **variables)

    return run


GITS: list[tuple[str, str, Saying]] = [
    ("name-not-resolved", "no such name", git("x.git", kind="https://git.invalid")),
    ("connection-refused", "a closed port", git("x.git", kind=CLOSED)),
    ("git-certificate", "unknown issuer", git("x.git", kind="tls", scheme="https")),
    ("not-tls", "no TLS", git("x.git", scheme="https")),
    ("git-not-found", "404", git("404/x.git")),
    ("git-sign-in", "401", git("401/x.git")),
    ("index-forbidden", "403", git("403/x.git")),
    ("index-busy", "503", git("503/x.git")),
    ("proxy-not-found", "no such proxy", git("x.git", kind="https://git.invalid", proxy="http://proxy.invalid:80")),
    ("proxy-sign-in", "a sign-in", git("x.git", kind="https://git.invalid", proxy="http://127.0.0.1:{index}")),
    (
        "proxy-refuses-server",
        "refused",
        git("x.git", kind="https://git.invalid", proxy="http://127.0.0.1:{forbidding}"),
    ),
    ("connection-reset", "cut off", git("x.git", kind="closing")),
]


@pytest.mark.parametrize(
    ("message", "run"), [(id_, run) for id_, _, run in GITS], ids=[f"{i}: {what}" for i, what, _ in GITS]
)
def test_git(message: str, run: Saying, place: Place) -> None:
    text = run(place, "")
    assert ids(text)[:1] == [message], text


def test_git_of_a_folder_of_another_owner(place: Place) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    for each in (place.home / "own", place.home / "own" / ".git"):
        os.chown(each, 65534, 65534)
    assert ids(said(place, "git", "-C", "own", "status"))[:1] == ["git-ownership"]


PYTHONS: list[tuple[str, str, tuple[str, ...], dict[str, str]]] = [
    ("python-encodings", "PYTHONHOME", ("-c", "pass"), {"PYTHONHOME": "/nonexistent"}),
    ("module-missing", "import", ("-c", "import nosuch"), {}),
    ("module-missing", "-m", ("-m", "nosuch"), {}),
    ("python-file-missing", "no such file", ("nofile.py",), {}),
    ("backslash-in-path", "a Windows path", ("-c", r'open("C:\Users\x")'), {}),
    ("notebook-as-script", "a notebook", ("scripts/notebook.py",), {}),
    ("text-encoding", "null bytes", ("scripts/nulls.py",), {}),
    ("text-encoding", "Latin-1", ("scripts/latin.py",), {}),
    ("module-shadowed", "a name of the library", ("shadow/random.py",), {}),
    ("disk-full", "a full disk", ("-c", "open('/dev/full', 'w').write('x' * 99999)"), {}),
    ("venv-folder", "a file in the place", ("-m", "venv", "file"), {}),
]


@pytest.mark.parametrize(("message", "words", "variables"), [(i, w, v) for i, _, w, v in PYTHONS], ids=[f"{i}: {what}" for i, what, _, _ in PYTHONS])  # fmt: skip
def test_python(message: str, words: tuple[str, ...], variables: dict[str, str], place: Place) -> None:
    text = said(place, sys.executable, *words, **variables)
    assert ids(text)[:1] == [message], text


def test_python_of_an_environment_without_pip(place: Place) -> None:
    text = said(place, place.home / "bare" / "bin" / "python", "-m", "pip")
    assert ids(text)[:1] == ["python-without-pip"]


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment with JupyterLab, by uv: how it got there is not asked, and pip takes ten times
    the time."""
    python = packages.python_here(tmp_path_factory.mktemp("asked"))
    wheels = packages.fetched(python)
    needed("JupyterLab", str(wheels) if (wheels / "complete").exists() else "", "run python tests/routes/packages.py")
    needed("uv", str(UV) if UV.exists() else "", "run python tests/net/parts.py")
    place = tmp_path_factory.mktemp("jupyter")
    folder = place / "venv"
    subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
    options = [
        "--quiet",
        "--offline",
        "--no-config",
        "--cache-dir",
        place / "cache",
        "--python",
        folder / "bin" / "python",
    ]
    from_wheels = ["--no-index", "--find-links", wheels, "jupyterlab"]
    subprocess.run([UV, "pip", "install", *options, *from_wheels], check=True)
    return folder / "bin"


SERVER = ("-m", "jupyter_server", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--ServerApp.port_retries=0")


@pytest.mark.slow
def test_jupyter(jupyter: Path, place: Place) -> None:
    python = jupyter / "python"
    assert ids(said(place, jupyter / "jupyter", "nosuch"))[:1] == ["jupyter-command"]
    assert ids(said(place, jupyter / "jupyter", "run", "--kernel=nosuch", "x.py"))[:1] == ["jupyter-no-kernel"]
    taken = f"--port={place.ports['index']}"
    assert ids(said(place, python, *SERVER, taken))[:1] == ["jupyter-port"]
    gone = "--ServerApp.root_dir=/nonexistent/notebooks"
    assert ids(said(place, python, *SERVER, gone))[:1] == ["jupyter-folder-gone"]
    without = said(place, place.home / "bare" / "bin" / "python", "-m", "ipykernel_launcher")
    assert ids(without)[:1] == ["jupyter-kernel-package"]


def test_what_the_catalogue_calls_seen_is_seen_and_all_of_it() -> None:
    here = Path(__file__).read_text("utf-8")
    seen = {row.id for row in known().message if row.seen}
    assert seen == {row.id for row in known().message} & set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', here))
