"""The decisive table: on which network which real tool fails, what pyready says, and what its settings change.

Each row is seen from end to end: the tool is run, `pyready check` and `pyready config --write` are, the tool is run
again, also in a window in which the lines of `pyready config env` were typed, and once more after `--undo`.
"""

import re
import ssl
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from net.mending import Laptop, Network
from net.parts import find_mitmproxy, mitmproxy, needed, squid
from net.servers import response, saying, serving
from net.shop import handing_out, shop, state

pytestmark = [pytest.mark.root, pytest.mark.network]
BASIC = ("auth_param basic program /bin/cat", "auth_param basic realm Staff", "acl staff proxy_auth REQUIRED", "http_access allow staff", "http_access deny all")  # fmt: skip
NEGOTIATE = response("407 Proxy Authentication Required", b"", "Proxy-Authenticate: Negotiate", "Proxy-Authenticate: NTLM")  # fmt: skip
CLOSED_FILES = ("acl closed dstdomain files.example", "http_access deny closed", "http_access allow all")
REFUSING = {"closed": CLOSED_FILES, "basic": BASIC}


class Row(NamedTuple):
    """One tool on one network. `by`: `file` is mended by --write, `window` by typed lines, `-` by no setting."""

    tool: str
    before: str
    by: str
    after: str
    undone: str
    why: str
    """Words of `pyready check`; of git, of which no check is, those of `pyready config`."""


FINE = "pip can download packages."
NO_PROXY = "pip does not know the proxy that this computer uses."
NO_TRUST = "pip does not trust the certificates on this network, although this computer does."
UV_FINE = "uv can download Python and packages."
UV_TOLD = "uv needs one setting before it can download Python and packages on this network."
UV_TWICE = "uv needs two settings before it can download Python and packages on this network."
GIT_FINE = "pyready found nothing that would stop git from reaching its servers."
GIT_PROXY = "git does not know the proxy that this computer uses."
CLOSED = "Packages are listed, but cannot be downloaded: the proxy blocks the server for the files of the Python package index."
BASIC_WANTED = (
    "Packages cannot be downloaded: the proxy asks for a sign-in with a user name and a password (407, Basic)."
)
GIT_BASIC = (
    "The proxy asks for a sign-in with a user name and a password (407, Basic). git would need them in a setting"
)
WINDOWS_WANTED = (
    "Packages cannot be downloaded: the proxy asks for a sign-in (407, Negotiate, NTLM). Browsers sign in by themselves"
)
GIT_WINDOWS = "The proxy asks for a sign-in (407, Negotiate, NTLM). Browsers sign in by themselves"
DISTRUST = "Packages cannot be downloaded: this computer does not trust the root certificate of these servers."
GIT_DISTRUST = "the root certificate of this server is not trusted."

CHECKED = {"old-pip": "packages-by-pip", "new-pip": "packages-by-pip", "uv": "packages-by-uv"}

# fmt: off
TOLD_BY_FILE = (" probably has every setting that it needs on this network, in ", " through the proxy in its settings (")
"""How a check says that a tool's own file holds what it needs."""
TABLE: dict[str, tuple[Row, ...]] = {
    # tool             before   by        after    undone   why
    "no proxy is needed": (
        Row("old-pip", "works", "-",      "works", "works", FINE),
        Row("new-pip", "works", "-",      "works", "works", FINE),
        Row("uv",      "works", "-",      "works", "works", UV_FINE),
        Row("git",     "works", "-",      "works", "works", GIT_FINE),
    ),
    "a proxy that only the profile names": (
        Row("old-pip", "fails", "file",   "works", "fails", NO_PROXY),
        Row("new-pip", "fails", "file",   "works", "fails", NO_PROXY),
        Row("uv",      "fails", "file",   "works", "fails", UV_TOLD),
        Row("git",     "fails", "file",   "works", "fails", GIT_PROXY),
    ),
    "a proxy that only the profile names, inspecting, trusted by the system": (
        Row("old-pip", "fails", "file",   "works", "fails", NO_TRUST),
        Row("new-pip", "fails", "file",   "works", "fails", NO_PROXY),
        Row("uv",      "fails", "file",   "works", "fails", UV_TWICE),
        Row("git",     "fails", "file",   "works", "fails", GIT_PROXY),
    ),
    "a proxy that only the profile names, inspecting, trusted by nobody": (
        Row("old-pip", "fails", "-",      "fails", "fails", DISTRUST),
        Row("new-pip", "fails", "-",      "fails", "fails", DISTRUST),
        Row("uv",      "fails", "-",      "fails", "fails", DISTRUST),
        Row("git",     "fails", "-",      "fails", "fails", GIT_DISTRUST),
    ),
    "a proxy that the variables name, inspecting, trusted by the system": (
        Row("old-pip", "fails", "file",   "works", "fails", NO_TRUST),
        Row("new-pip", "works", "-",      "works", "works", "pip can probably download packages: it trusts what this computer trusts."),
        Row("uv",      "fails", "file",   "works", "fails", UV_TOLD),
        Row("git",     "works", "-",      "works", "works", GIT_FINE),
    ),
    "no proxy, but inspecting on the way, trusted by the system": (
        Row("old-pip", "fails", "file",   "works", "fails", NO_TRUST),
        Row("new-pip", "works", "-",      "works", "works", "pip can probably download packages: it trusts what this computer trusts."),
        Row("uv",      "fails", "file",   "works", "fails", UV_TOLD),
        Row("git",     "works", "-",      "works", "works", GIT_FINE),
    ),
    "the proxy is closed for the file host": (
        Row("old-pip", "fails", "-",      "fails", "fails", CLOSED),
        Row("new-pip", "fails", "-",      "fails", "fails", CLOSED),
        Row("uv",      "fails", "-",      "fails", "fails", CLOSED),
        Row("git",     "fails", "file",   "works", "fails", GIT_PROXY),
    ),
    "the proxy wants a sign-in, Basic": (
        Row("old-pip", "fails", "-",      "fails", "fails", BASIC_WANTED),
        Row("new-pip", "fails", "-",      "fails", "fails", BASIC_WANTED),
        Row("uv",      "fails", "-",      "fails", "fails", BASIC_WANTED),
        Row("git",     "fails", "-",      "fails", "fails", GIT_BASIC),
    ),
    "the proxy wants a sign-in, Negotiate or NTLM": (
        Row("old-pip", "fails", "-",      "fails", "fails", WINDOWS_WANTED),
        Row("new-pip", "fails", "-",      "fails", "fails", WINDOWS_WANTED),
        Row("uv",      "fails", "-",      "fails", "fails", WINDOWS_WANTED),
        Row("git",     "fails", "-",      "fails", "fails", GIT_WINDOWS),
    ),
}
# fmt: on


class Peers(NamedTuple):
    """What was started, once for all rows: the server, its authority, and proxies by name."""

    port: int
    public: Path
    proxies: dict[str, int]
    inspecting: Path


@pytest.fixture(scope="module")
def peers(
    server_context: ssl.SSLContext, authority_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Peers]:
    needed("mitmproxy", find_mitmproxy(), "run python tests/net/parts.py, or set PYREADY_MITMDUMP")
    top = tmp_path_factory.mktemp("shop")
    shop(top)
    with ExitStack() as stack:
        port = stack.enter_context(handing_out(top, server_context))
        page = (top / "simple" / "tiny" / "index.html").read_text("utf-8")
        for domain in ("example", "localhost"):
            (top / domain / "tiny").mkdir(parents=True)
            linked = page.replace('"/files', f'"https://files.{domain}:{port}/files')
            (top / domain / "tiny" / "index.html").write_text(linked, "utf-8")
        proxies = {"open": stack.enter_context(squid())}
        proxies |= {name: stack.enter_context(squid(*rules)) for name, rules in REFUSING.items()}
        proxies["negotiate"] = stack.enter_context(serving(saying(NEGOTIATE)))
        inspecting = stack.enter_context(mitmproxy(tmp_path_factory.mktemp("mitm") / "run", port))
        yield Peers(port, authority_file, proxies | {"inspecting": inspecting[0]}, inspecting[1])


def network(peers: Peers, name: str) -> tuple[Network, dict[str, str]]:
    """The network that a heading of the table tells of, and the variables that are set there."""
    words = {"closed": "closed", "basic": "Basic", "negotiate": "Negotiate", "inspecting": "inspecting", "open": "only the profile"}  # fmt: skip
    direct = name.startswith("no proxy")
    proxy = next((peers.proxies[each] for each, word in words.items() if word in name and not direct), 0)
    where = f"127.0.0.1:{proxy}" if proxy else ""
    variables = {"HTTPS_PROXY": f"http://{where}"} if "variables" in name else {}
    public, inspecting = peers.public, peers.inspecting if "inspecting" in name else None
    if direct and inspecting:  # the server itself answers with certificates that are not those of a public server
        public, inspecting = inspecting, public
    return Network(peers.port, public, where, inspecting, in_system="nobody" not in name), variables


def reasons(laptop: Laptop, advice: str) -> dict[str, str]:
    """What is said of each tool."""
    says = {each["id"]: each["says"] for each in laptop.check()["checks"]}
    git = next((part for part in advice.split("\n\n") if part.startswith("git:")), "")
    pip, uv = says["packages-by-pip"], says["packages-by-uv"]
    return {"old-pip": pip, "new-pip": pip, "uv": uv, "git": " ".join(git.split())}


def seen(laptop: Laptop, tools: Sequence[str]) -> list[Row]:
    """The rows of one laptop, as they are."""
    before = _work(laptop, tools)
    home = _others(laptop)
    names = [tool.rpartition("-")[2] for tool in tools]
    advice = laptop.pyready("config", *names, "env", "--write", "--yes").stdout
    changed = _others(laptop) != home  # else each tool would be asked the same once more
    written = _work(laptop, tools) if changed else before
    told = {each["id"]: each["says"] for each in laptop.check()["checks"]}
    typed = dict(re.findall(r"^ *export (\w+)='?([^'\n]*)'?$", advice, re.MULTILINE))
    window = _work(laptop, tools, **typed) if typed else written
    assert laptop.pyready("config", "--undo").returncode == 0
    assert _others(laptop) == home
    undone = _work(laptop, tools) if changed else before
    why = reasons(laptop, advice)
    by = {tool: _by(before[tool], written[tool], window[tool]) for tool in tools}
    for tool in tools:  # what --write mended, the next check does not ask for again
        if tool in CHECKED and by[tool] == "file":
            assert any(words in told[CHECKED[tool]] for words in TOLD_BY_FILE), told[CHECKED[tool]]
    return [
        Row(each, _word(before[each]), by[each], _word(window[each]), _word(undone[each]), why[each]) for each in tools
    ]


def _others(laptop: Laptop) -> dict[str, object]:
    """What is in the home folder, but for what pyready keeps there for itself."""
    return {name: value for name, value in state(laptop.home).items() if "pyready" not in name}


def _work(laptop: Laptop, tools: Sequence[str], **variables: str) -> dict[str, bool]:
    with ThreadPoolExecutor() as pool:
        return dict(zip(tools, pool.map(lambda tool: laptop.works(tool, **variables), tools), strict=True))


def _word(works: bool) -> str:
    return "works" if works else "fails"


def _by(before: bool, written: bool, window: bool) -> str:
    """What mended it; a tool that worked must work after both."""
    if (before or written) and not (written and window):
        return "BROKEN"
    return "-" if before == window else "file" if written else "window"


@pytest.mark.parametrize("name", TABLE)
def test_what_fails_works_after_the_settings_and_fails_again_after_undo(
    peers: Peers, tmp_path: Path, name: str
) -> None:
    around, variables = network(peers, name)
    laptops = {"old-pip": ["old-pip"], "new-pip": ["new-pip", "uv", "git"]}
    with ThreadPoolExecutor() as pool:
        made = [Laptop(tmp_path / pip, around, pip, variables).set_up() for pip in laptops]
        rows = [row for found in pool.map(seen, made, laptops.values()) for row in found]
    shortened = [
        row._replace(why=wanted.why) if wanted.why in row.why else row
        for row, wanted in zip(rows, TABLE[name], strict=True)
    ]
    assert shortened == list(TABLE[name])


def test_the_laptop_of_the_table_has_the_pip_of_its_row(peers: Peers, tmp_path: Path) -> None:
    """Or its rows would tell of another pip than pyready judges."""
    around, variables = network(peers, "no proxy is needed")
    for pip, version in (("old-pip", "23.2.1"), ("new-pip", "26.")):
        laptop = Laptop(tmp_path / pip, around, pip, variables).set_up()
        found = laptop.check()["facts"]["pythons"]["value"]["found"]
        assert [each["pip"].startswith(version) for each in found if each["path"] == str(laptop.python)] == [True]
        assert laptop.run([laptop.python, "-m", "pip", "--version"]).stdout.startswith(f"pip {version}")
