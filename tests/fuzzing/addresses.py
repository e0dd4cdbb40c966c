"""Variables of the environment, lists of servers that go without a proxy, and site profiles."""

import contextlib
import datetime as dt
import tempfile
from pathlib import Path
from random import Random

import msgspec

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import TEXTS, mangled
from fuzzing.network import alone
from fuzzing.reports import examples, ran
from fuzzing.settings_files import OFFLINE
from laptops import bare
from laptops.looking import look
from laptops.networks import DIRECT, network
from pyready.engine.app import report
from pyready.engine.share import Leak
from pyready.knowledge.site_file import BadProfile
from pyready.model.proxy_address import parse_proxy
from pyready.net import bypass
from pyready.net.choose import Settings, system_proxy
from pyready.net.proxy import environment_proxy
from pyready.probes.site import from_bytes
from pyready.tools.servers import endpoints

# --- variables of folders ----------------------------------------------------------------------------------------------

_FOLDERS = (
    "LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP", "ProgramFiles", "ProgramData", "SystemRoot", "SystemDrive", "PATH", "OneDrive",
    "HOMEDRIVE", "HOMEPATH", "HOMESHARE", "USERNAME", "COMPUTERNAME", "USERDOMAIN", "SESSIONNAME",
)  # fmt: skip
_POSIX = ("HOME", "PATH", "XDG_CONFIG_HOME", "XDG_CURRENT_DESKTOP", "TMPDIR", "XDG_DATA_HOME")
_TOOLS = (
    "PIP_INDEX_URL", "PIP_PROXY", "PIP_CONFIG_FILE", "PIP_CERT", "PIP_TIMEOUT", "UV_INDEX", "UV_CONFIG_FILE", "UV_OFFLINE", "UV_CACHE_DIR",
    "CONDA_CHANNELS", "CONDARC", "CONDA_PREFIX", "MAMBARC", "MAMBA_ROOT_PREFIX", "MAMBA_SSL_VERIFY", "MAMBA_CHANNEL_ALIAS",
    "GIT_SSL_NO_VERIFY", "GIT_SSL_CAINFO", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV",
    "PYTHON_MANAGER_SOURCE_URL", "PYTHON_MANAGER_CONFIG", "PYTHONNOUSERSITE", "NETRC", "http_proxy", "HTTPS_PROXY", "all_proxy", "no_proxy",
)  # fmt: skip


def _variables(random: Random) -> Parts:
    windows = random.random() < 0.6
    names = (*(_FOLDERS if windows else _POSIX), *_TOOLS)
    found = {name: _value(random) for name in random.sample(names, random.choice((1, 1, 2, 5, 20)))}
    return found | {"": b"windows" if windows else random.choice((b"linux", b"macos"))}


def _value(random: Random) -> bytes:
    text = random.choice((*TEXTS, "\ud800", "a" * 5000, ";".join(TEXTS[:40]), "C:\\;" * 500, "/x:" * 500))
    return (
        text.encode("utf-8", "surrogatepass")
        if random.random() < 0.8
        else mangled(random, text.encode("utf-8", "replace"), ())
    )


def _look_with_variables(parts: Parts) -> bool:
    held = {name: data.decode("utf-8", "surrogateescape") for name, data in parts.items() if name}
    platform = parts[""].decode()
    host = bare.windows(held) if platform == "windows" else bare.linux(held)
    host = msgspec.structs.replace(host, platform=platform)
    seen = look(host, OFFLINE, network=network(DIRECT))
    if len(held) == 2:
        with contextlib.suppress(Leak):
            report(seen, private=True)
    return True


# --- proxies, and what goes without one --------------------------------------------------------------------------------

_PROXIES = (
    "http://proxy.example:8080", "http=a:1;https=b:2;socks=c:3", "https://u:p@proxy.example", "socks5://[::1]:1080", "proxy.example:8080",
    "<local>;*.example;10.*;[::1]", "*.example,10.0.0.0/8,.nhs.example,localhost", "fe80::1%25eth0", "2001:db8::/32", "*",
)  # fmt: skip
_OF_PROXIES = (
    b"*", b"?", b"[", b"]", b"(", b"+", b"{9999}", b"<local>", b"<-loopback>", b";", b",", b" ", b"://", b"@", b":", b"%", b"/33", b"/-1",
    b"[a-", b"[!", b"(?P<", b"\\", b"(a+)+$", b"*a" * 60, b"a?" * 60, b"0x7f.1", b"xn--", b"." * 300, b"\xc4\xb0", b"\xef\xbc\xa1",
)  # fmt: skip
_URLS = (
    "https://index.example/simple/",
    "http://localhost:8080/",
    "https://[2001:db8::1]/x",
    "https://10.1.2.3:8443/",
    "https://a/",
)


def _lists(random: Random) -> Parts:
    return {
        "list": mangled(random, random.choice(_PROXIES).encode(), _OF_PROXIES)[:20_000],
        "url": random.choice(_URLS).encode(),
        "platform": random.choice((b"windows", b"linux")),
    }


def _choose(parts: Parts) -> bool:
    said, url = parts["list"].decode("utf-8", "surrogateescape").replace("\0", ""), parts["url"].decode()
    for rule in (
        bypass.windows,
        bypass.python_registry,
        bypass.urllib,
        bypass.requests,
        bypass.curl,
        bypass.uv,
        bypass.conda,
    ):
        assert rule(url, said) in {True, False}
    platform = parts["platform"].decode()
    for settings in (
        Settings(platform, user_server=said, user_bypass="<local>"),
        Settings(platform, user_server="p:1", user_bypass=said),
        Settings(platform, site_proxy=said, site_bypass=(said,)),
    ):
        system_proxy(url, settings)
    with alone(http_proxy=said, https_proxy=said), contextlib.suppress(UnicodeEncodeError):
        environment_proxy(url)
    with alone(https_proxy="http://p:1", no_proxy=said):
        environment_proxy(url)
    return parse_proxy(said) is not None or "*" in said or "," in said


# --- site profiles -----------------------------------------------------------------------------------------------------

TESTS = Path(__file__).parents[1]
_KNOWLEDGE = b"""[knowledge]
recommended = "3.14"
[[knowledge.agent]]
id = "gate"
name = "Gate"
service = "GateSvc"
checked = 2026-11-20
[[knowledge.program]]
id = "uv"
publisher = "O=EXAMPLE SIGNER, C=GB"
checked = 2026-11-20
[[knowledge.windows]]
build = 27900
kind = "enterprise"
name = "Windows 11 27H2"
ends = 2029-10-09
checked = 2026-11-20
"""
_PLAIN = b"""[network]
proxy = "http://proxy.example:8080"
no_proxy = ["*.example"]
[catalogue]
name = "Company Portal"
offers_python = "3.13"
[conda]
channel_alias = "https://packages.example/conda"
[folders]
tools = 'C:\\Appl'
[[endpoint]]
id = "index"
url = "https://packages.example/simple/pip/"
for = ["pip", "uv"]
redirects = ["files.example:8443"]
expect = "html"
"""
PROFILES = [_PLAIN, _PLAIN + _KNOWLEDGE, _KNOWLEDGE, (TESTS.parent / "examples" / "site.toml").read_bytes()]
_OF_PROFILES = (
    b"[[endpoint]]\n", b"[endpoint]\n", b"[knowledge]\n", b"[[knowledge.agent]]\n", b"[[knowledge.newer]]\n", b'id = "a"\n', b"url = ", b'"http://a"',
    b"true", b"2026-13-01", b"07:32:00", b"1979-05-27T07:32:00Z", b"0x" + b"f" * 6000, b"9" * 6000, b"inf", b"nan", b"[a" + b".a" * 3000 + b"]\n",
    b"a" + b".a" * 2000 + b" = 1\n", b"{", b"}", b"[", b"]", b'"""', b"\\uD800", b"\\U0010FFFF", b"\\u0000", b"build = -1\n", b"only_these_endpoints = ",
    b"x = [" * 300, b"recommended = 3\n", b'expect = "newer"\n', b"redirects = [1]\n", b'checked = "x"\n', b"network = 1\n", b"[network.x.y]\n",
)  # fmt: skip


def _profile(random: Random) -> Parts:
    whole = b"yes" if random.random() < 0.01 else b""
    return {"site.toml": mangled(random, random.choice(PROFILES), _OF_PROFILES, PROFILES), "whole": whole}


def _read_profile(parts: Parts) -> bool:
    try:
        site = from_bytes(parts["site.toml"], "site.toml", today=dt.date(2026, 11, 29))
    except BadProfile as error:
        assert str(error).isprintable(), "a message that steers a terminal"
        assert len(str(error)) < 600, "a message that nobody reads"
        return False
    for platform in ("windows", "linux"):
        endpoints(site.profile, platform, None)
    if parts["whole"]:
        _judge_with(parts["site.toml"])
    return True


def _judge_with(data: bytes) -> None:
    """A saved report, judged with the profile as `--site` names it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "site.toml").write_bytes(data)
        (Path(folder) / "report.json").write_text(examples()[len(data) % len(examples())], "utf-8")
        ran(["check", "--facts", f"{folder}/report.json", "--site", f"{folder}/site.toml", "--format", "json"])


KINDS = (
    Kind("variables", 15, _variables, _look_with_variables),
    Kind("proxies", 80, _lists, _choose),
    Kind("profiles", 60, _profile, _read_profile),
)
