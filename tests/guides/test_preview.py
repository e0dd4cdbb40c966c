"""`pyready guide preview`: pages of three folders, for the browser of this computer alone."""

import http.client
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "build"))

from proofread import preview  # noqa: E402 - after the path is set


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for kind in ("guides", "tickets", "stories"):
        (tmp_path / kind).mkdir()
    (tmp_path / "guides" / "my.md").write_text("# First\n\n<script>alert(1)</script>\n", "utf-8")
    (tmp_path / "secret.md").write_text("no", "utf-8")
    return tmp_path


@pytest.fixture
def port(top: Path) -> Iterator[int]:
    with preview.server(top, 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving.server_address[1]
        serving.shutdown()


def asked(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_it_lists_the_pages_and_shows_one_with_what_to_correct(port: int) -> None:
    assert 'href="/guides/my.md"' in asked(port, "/")[1]
    status, text = asked(port, "/guides/my.md")
    assert status == 200
    assert "write headings with two signs" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("path", ["/secret.md", "/guides/../secret.md", "/guides/gone.md", "/guides/%2e%2e/secret.md"])
def test_nothing_else_is_shown(port: int, path: str) -> None:
    assert asked(port, path) == (404, "")


def test_a_page_from_elsewhere_gets_no_answer(port: int) -> None:
    assert asked(port, "/", "elsewhere.example") == (404, "")


def test_a_change_is_seen(port: int, top: Path) -> None:
    before = asked(port, "/changed")
    (top / "guides" / "new.md").write_text("x", "utf-8")
    assert asked(port, "/changed") != before


def test_a_port_in_use_is_said(monkeypatch: pytest.MonkeyPatch, port: int, top: Path) -> None:
    monkeypatch.setattr(preview, "PORT", port)
    monkeypatch.setattr(preview.server, "__defaults__", (port,))
    says: list[str] = []
    assert preview.main([], says.append, top) == 2
    assert says == [preview._TAKEN.format(port=port)]
