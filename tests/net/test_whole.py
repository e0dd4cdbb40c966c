"""The program itself on a network of real parts: direct, through squid, through an inspecting mitmproxy."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from children import ran

pytestmark = pytest.mark.network
SOURCE = str(Path(__file__).parents[2] / "src")


def check(site: Path, home: Path, **variables: str) -> dict[str, Any]:
    """Run `pyready check` as a process and return its record."""
    names = ("PATH", "SSL_CERT_FILE", "NETRC")
    kept = {name: value for name, value in os.environ.items() if name in names or name.startswith("COVERAGE_")}
    environment = kept | {"PYTHONPATH": SOURCE, "HOME": str(home)} | variables
    words = ["check", "--site", str(site), "--format", "json", "--private", "--deadline", "25"]
    result = ran([sys.executable, "-m", "pyready", *words], 90, env=environment)
    assert result.returncode in {0, 1}, result.stderr
    record = json.loads(result.stdout)
    print(json.dumps(record["facts"]["network"], indent=1))  # noqa: T201 - shown when a test fails
    return record  # type: ignore[no-any-return]


def site(folder: Path, port: int) -> Path:
    """A profile whose index and file host are the loopback server."""
    path = folder / "site.toml"
    path.write_text(
        f"""only_these_endpoints = true
[[endpoint]]
id = "index"
url = "https://127.0.0.1:{port}/simple/pip/"
[[endpoint]]
id = "index-files"
url = "https://127.0.0.1:{port}/six.whl"
""",
        "utf-8",
    )
    return path


def answers(record: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["id"]: (each["outcome"], (each["fix"] or {}).get("who", "")) for each in record["checks"]}


def says(record: dict[str, Any], check: str) -> str:
    return next(each["says"] for each in record["checks"] if each["id"] == check)  # type: ignore[no-any-return]


@pytest.mark.usefixtures("trusted")
def test_direct_and_trusted_by_both(tmp_path: Path, index_port: int, authority_file: Path) -> None:
    record = check(site(tmp_path, index_port), tmp_path, REQUESTS_CA_BUNDLE=str(authority_file))

    found = answers(record)
    assert found["package-index-by-system"] == found["package-index-by-requests"] == ("passed", "")
    assert found["packages-by-pip"] == ("passed", "")
    assert "Example Trust" in says(record, "tls-inspected")


@pytest.mark.starts_measured
@pytest.mark.usefixtures("trusted")
def test_through_squid(tmp_path: Path, index_port: int, squid_port: int, authority_file: Path) -> None:
    proxy = f"http://127.0.0.1:{squid_port}"
    record = check(site(tmp_path, index_port), tmp_path, HTTPS_PROXY=proxy, REQUESTS_CA_BUNDLE=str(authority_file))

    found = answers(record)
    assert found["package-index-by-system"] == found["packages-by-pip"] == ("passed", "")
    assert found["proxy-found-by-pip"] == ("passed", "")
    assert {each["proxy"] for each in record["did"]["contacted"]} == {f"127.0.0.1:{squid_port}"}


@pytest.mark.usefixtures("trusted")
def test_a_proxy_that_only_the_organisation_knows_of(tmp_path: Path, squid_port: int, index_port: int) -> None:
    """The profile names the proxy; nothing is listening where a direct connection would go."""
    profile = site(tmp_path, 1)
    text = profile.read_text("utf-8").replace("127.0.0.1:1/", f"index.example:{index_port}/")
    profile.write_text(text.replace("[[", f'[network]\nproxy = "http://127.0.0.1:{squid_port}"\n[[', 1), "utf-8")
    record = check(profile, tmp_path)

    assert answers(record)["proxy-found-by-pip"] == ("problem", "you")
    assert "index-by-requests" not in says(record, "package-index-by-requests")
    assert answers(record)["package-index-by-requests"][0] == "problem"


@pytest.mark.starts_measured
def test_inspected_and_trusted_by_the_system_only(
    tmp_path: Path, inspector: tuple[int, Path], index_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, authority = inspector
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    record = check(
        site(tmp_path, index_port), tmp_path, HTTPS_PROXY=f"http://127.0.0.1:{port}", NO_PROXY="none.example"
    )

    found = answers(record)
    assert found["package-index-by-system"] == ("passed", "")
    assert found["package-index-by-requests"] == ("problem", "you")
    assert "does not trust the certificates on this network (TLS inspection)" in says(
        record, "package-index-by-requests"
    )
    assert "mitmproxy" in says(record, "tls-inspected")


def test_inspected_at_the_true_names(
    tmp_path: Path, inspector: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in endpoints; the proxy leads every name to loopback, so nothing leaves this machine."""
    port, authority = inspector
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    profile = tmp_path / "empty.toml"
    profile.write_text('[organisation]\nname = "Some Trust"\n', "utf-8")
    record = check(profile, tmp_path, HTTPS_PROXY=f"http://127.0.0.1:{port}")

    assert "A web filter opens and checks secure traffic (TLS inspection, by mitmproxy" in says(record, "tls-inspected")
    assert answers(record)["package-index-by-requests"] == ("problem", "you")


def test_inspected_and_trusted_by_nobody(tmp_path: Path, inspector: tuple[int, Path], index_port: int) -> None:
    record = check(site(tmp_path, index_port), tmp_path, HTTPS_PROXY=f"http://127.0.0.1:{inspector[0]}")

    found = answers(record)
    assert found["tls-inspected"] == ("problem", "it")
    assert "mitmproxy" in says(record, "tls-inspected")
    assert [each["id"] for each in record["requests"]] == ["inspection-root"]
    assert "unverified-handshake" in {each["how"] for each in record["did"]["contacted"]}


def test_a_name_that_does_not_exist(tmp_path: Path, index_port: int) -> None:
    profile = site(tmp_path, index_port)
    profile.write_text(profile.read_text("utf-8").replace("127.0.0.1", "nowhere.invalid"), "utf-8")
    record = check(profile, tmp_path)

    assert answers(record)["package-index-by-system"] in {("problem", "it"), ("unknown", "")}
    assert "name" in says(record, "package-index-by-system") or "no answer" in says(record, "package-index-by-system")


@pytest.mark.usefixtures("trusted")
def test_no_keys_of_connections_are_written(tmp_path: Path, index_port: int, authority_file: Path) -> None:
    """SSLKEYLOGFILE makes libraries write them; pyready writes nothing that nobody asked it for."""
    keys = tmp_path / "keys"
    record = check(
        site(tmp_path, index_port), tmp_path, REQUESTS_CA_BUNDLE=str(authority_file), SSLKEYLOGFILE=str(keys)
    )

    assert {each["outcome"] for each in record["did"]["contacted"] if each["stack"] == "requests"} == {"reached"}
    assert not keys.exists()
