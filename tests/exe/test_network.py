"""The network probe in the program: a real squid on loopback, an index behind it, and what the program says of the way.

Only squid knows the name index.example, so nothing is reached past it. What Wine trusts shows nothing: it accepts an
authority that it does not know.
"""

import json
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from exe.machine import SETTINGS, Machine
from laptops.bare import WINDOWS_ENVIRONMENT
from net import servers
from net.parts import squid
from schemas import published

pytestmark = [pytest.mark.exe, pytest.mark.usefixtures("sealed")]

NO_SUCH_NAME = {("stopped", "name"), ("no-answer", "name")}
"""Where there is no name server, Wine takes longer than the check to say so."""
CHECK = ("check", "--site", "C:\\site.toml", "--format", "json", "--private", "--deadline", "10")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Example Trust")


@pytest.fixture(scope="module")
def index_port(authority: trustme.CA) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("index.example").configure_cert(context)
    with servers.index(context) as port:
        yield port


@pytest.fixture(scope="module")
def open_proxy() -> Iterator[str]:
    with squid() as port:
        yield f"127.0.0.1:{port}"


@pytest.fixture(scope="module")
def closed_proxy() -> Iterator[str]:
    with squid("http_access deny all") as port:
        yield f"127.0.0.1:{port}"


@pytest.fixture
def check(
    machine: Callable[[Path], Machine], authority: trustme.CA, index_port: int, tmp_path: Path
) -> Callable[..., dict[str, Any]]:
    """Run the check on a laptop with this proxy or script in Internet Options, and with these variables."""

    def run(internet_options: str = "", script: str = "", **variables: str) -> dict[str, Any]:
        settings = f'"ProxyEnable"=dword:1\n"ProxyServer"="{internet_options}"\n' if internet_options else ""
        settings += f'"AutoConfigURL"="{script}"\n' if script else ""
        text = f"Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\{SETTINGS}\\Internet Settings]\n{settings}"
        (tmp_path / "registry.reg").write_text(text, "utf-8")
        lines = [f"{name}={value}" for name, value in WINDOWS_ENVIRONMENT.items()]
        (tmp_path / "environment.txt").write_text("\n".join(lines), "utf-8")
        there = machine(tmp_path)
        authority.cert_pem.write_to_path(str(there.prefix.on_c("C:\\authority.pem")))
        place = f"https://index.example:{index_port}"
        there.prefix.on_c("C:\\site.toml").write_text(
            f'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "{place}/simple/pip/"\n'
            f'[[endpoint]]\nid = "index-files"\nurl = "{place}/six.whl"\n', "utf-8",
        )  # fmt: skip
        result = there(*CHECK, REQUESTS_CA_BUNDLE="C:\\authority.pem", **variables)
        assert result.returncode in {0, 1}, result.stderr
        record: dict[str, Any] = json.loads(result.stdout)
        published("report").validate(record)
        return record

    return run


def tries(record: dict[str, Any], lens: str) -> set[tuple[str, str, str, int | None, str]]:
    """How all endpoints were reached: outcome, layer, reason, status, proxy."""
    found = [each[lens] for each in record["facts"]["network"]["value"]["endpoints"]]
    return {(each["outcome"], each["layer"], each["reason"], each["status"], each["proxy"]) for each in found}


def answers(record: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["id"]: (each["outcome"], (each["fix"] or {}).get("who", "")) for each in record["checks"]}


def test_through_the_proxy_of_internet_options(check: Callable[..., dict[str, Any]], open_proxy: str) -> None:
    record = check(open_proxy)

    reached = {("reached", "", "", 200, open_proxy)}
    assert tries(record, "system") == tries(record, "requests") == reached
    assert answers(record)["package-index-by-system"] == answers(record)["packages-by-pip"] == ("passed", "")
    assert answers(record)["proxy-found-by-pip"] == ("passed", "")
    assert {each["proxy"] for each in record["did"]["contacted"]} == {open_proxy}


def test_through_the_proxy_of_the_environment(check: Callable[..., dict[str, Any]], open_proxy: str) -> None:
    """Programs find it; Windows goes by its Internet Options, where there is none."""
    record = check(HTTPS_PROXY=f"http://{open_proxy}")

    assert tries(record, "requests") == {("reached", "", "", 200, open_proxy)}
    assert {(outcome, layer) for outcome, layer, *_ in tries(record, "system")} <= NO_SUCH_NAME
    assert answers(record)["package-index-by-requests"] == ("passed", "")
    assert answers(record)["proxy-found-by-pip"] == ("passed", "")


def test_forbidden_by_the_proxy(check: Callable[..., dict[str, Any]], closed_proxy: str) -> None:
    record = check(closed_proxy)
    found = next(each for each in record["checks"] if each["id"] == "package-index-by-system")

    assert {(*each[:2], each[3], each[4]) for each in tries(record, "system")} == {
        ("stopped", "proxy", 403, closed_proxy)
    }
    assert answers(record)["package-index-by-system"] == ("problem", "it")
    assert "the proxy blocks this server" in found["says"]
    # The index of a site file is the organisation's own: IT is not asked to let strangers through.
    assert found["fix"]["request"] == "internal-mirror"
    assert "internal-mirror" in {each["id"] for each in record["requests"]}


def test_no_way_out_at_all(check: Callable[..., dict[str, Any]]) -> None:
    record = check()
    seen = tries(record, "system") | tries(record, "requests")

    assert {(outcome, layer) for outcome, layer, *_ in seen} <= NO_SUCH_NAME
    assert answers(record)["package-index-by-system"][0] != "passed"


def test_through_the_proxy_that_a_script_names(check: Callable[..., dict[str, Any]], open_proxy: str) -> None:
    """The program's own WinHTTP fetches the script and runs it; pip and its kin know nothing of it."""
    pac = f'function FindProxyForURL(url, host) {{ return "PROXY {open_proxy}; DIRECT"; }}'.encode()
    page = servers.response("200 OK", pac, "Content-Type: application/x-ns-proxy-autoconfig")
    with servers.serving(servers.saying(page)) as port:
        record = check(script=f"http://127.0.0.1:{port}/proxy.pac")

    script = record["facts"]["proxy-script"]["value"]
    assert {each["answer"]["choices"][0]["address"] for each in script["answers"]} == {open_proxy}
    assert tries(record, "system") == {("reached", "", "", 200, open_proxy)}
    assert {outcome for outcome, *_ in tries(record, "requests")} <= {"stopped", "no-answer", "not-tried"}
    assert answers(record)["package-index-by-system"] == ("passed", "")
    assert answers(record)["packages-by-new-pip"] == answers(record)["proxy-found-by-pip"] == ("problem", "you")
    assert any("(PAC)" in line for line in record["did"]["by_windows"])
