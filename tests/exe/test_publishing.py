"""A release is a draft until all its files are there. The program that publishes it speaks to a gh that keeps a folder."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import exe.running  # noqa: F401 - sets the path to build/

import product  # isort: skip
import publish  # isort: skip
import release  # isort: skip

TAG = f"v{product.version()}"
GH = """#!{python}
import json, os, pathlib, sys
home = pathlib.Path({home!r})
state = json.loads((home / "state.json").read_text("utf-8"))
verb, tag, words = sys.argv[2], sys.argv[3], sys.argv[4:]
state["calls"].append(verb)
held = state["releases"].get(tag)
problem = ""
if verb == state["fails"]:
    problem = "HTTP 500"
elif verb == "create":
    held = state["releases"][tag] = {{"isDraft": "--draft" in words, "assets": []}}
elif held is None:
    problem = "release not found"
elif verb == "view":
    print(json.dumps({{words[1]: held[words[1]]}}))
elif verb == "upload":
    for each in map(pathlib.Path, words[1:]):
        if each.name != state["loses"]:
            held["assets"] = [old for old in held["assets"] if old["name"] != each.name]
            held["assets"].append({{"name": each.name, "size": each.stat().st_size}})
elif verb == "edit":
    held["isDraft"] = "--draft=false" not in words
    held["title"] = words[words.index("--title") + 1]
    held["notes"] = pathlib.Path(words[words.index("--notes-file") + 1]).read_text("utf-8")
(home / "state.json").write_text(json.dumps(state), "utf-8")
sys.exit(problem or 0)
"""


class Kept:
    """What the gh of the test holds, and what it is to do wrong."""

    def __init__(self, home: Path) -> None:
        self.file = home / "state.json"
        self.write(calls=[], releases={}, fails="", loses="")

    def read(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.file.read_text("utf-8"))
        return state

    def write(self, **state: Any) -> None:
        before = self.read() if self.file.exists() else {}
        self.file.write_text(json.dumps(before | state), "utf-8")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    home = tmp_path / "gh"
    home.mkdir()
    program = home / "gh"
    program.write_text(GH.format(python=sys.executable, home=str(home)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    return Kept(home)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"{product.folder_name()}{release.UNSIGNED}.zip").write_bytes(b"zip")
    (folder / "SHA256SUMS").write_text("sums\n", "utf-8")
    return folder


def test_the_files_are_there_before_anybody_sees_it(kept: Kept, out: Path) -> None:
    said = publish.publish(out, TAG, "owner/name", attested=True)

    state = kept.read()
    assert said == f"published pyready {product.version()} (not signed)"
    assert state["calls"] == ["view", "create", "upload", "view", "edit"]
    assert state["releases"][TAG]["isDraft"] is False
    assert {each["name"] for each in state["releases"][TAG]["assets"]} == {path.name for path in out.iterdir()}


def test_an_unsigned_release_says_so_and_what_it_is_good_for(kept: Kept, out: Path) -> None:
    publish.publish(out, TAG, "owner/name", attested=True)

    held = kept.read()["releases"][TAG]
    assert held["title"] == f"pyready {product.version()} (not signed)"
    for words in ("Not signed", "Good for: a try on your own computer", "Not for: handing out to staff",
                  "gh attestation verify FILE --repo owner/name", "SHA256SUMS"):  # fmt: skip
        assert words in held["notes"]


def test_a_signed_release_does_not_and_without_provenance_none_is_promised(kept: Kept, out: Path) -> None:
    next(out.glob("*.zip")).rename(out / f"{product.folder_name()}.zip")
    publish.publish(out, TAG, "owner/name", attested=False)

    held = kept.read()["releases"][TAG]
    assert held["title"] == f"pyready {product.version()}"
    assert "signed" not in held["notes"]
    assert "attestation" not in held["notes"]


def test_a_file_that_did_not_arrive_leaves_a_draft_and_the_next_run_goes_on(kept: Kept, out: Path) -> None:
    kept.write(loses="SHA256SUMS")
    with pytest.raises(release.Refused, match="does not hold: SHA256SUMS"):
        publish.publish(out, TAG, "owner/name", attested=False)
    assert kept.read()["releases"][TAG]["isDraft"] is True

    kept.write(loses="", calls=[])
    publish.publish(out, TAG, "owner/name", attested=False)
    assert kept.read()["calls"] == ["view", "upload", "view", "edit"]
    assert kept.read()["releases"][TAG]["isDraft"] is False


def test_what_is_published_is_left_alone(
    kept: Kept, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.write(releases={TAG: {"isDraft": False, "assets": []}})
    monkeypatch.setenv("GH_REPO", "owner/name")
    monkeypatch.setattr("sys.argv", ["publish.py", str(out), TAG])

    assert publish.main() == 1
    assert "is published already" in capsys.readouterr().err
    assert kept.read()["calls"] == ["view"]


@pytest.mark.parametrize("verb", ["view", "create", "upload", "edit"])
def test_a_gh_that_fails_stops_it_and_nothing_is_out(kept: Kept, out: Path, verb: str) -> None:
    kept.write(fails=verb)

    with pytest.raises(release.Refused, match=f"gh release {verb}: HTTP 500"):
        publish.publish(out, TAG, "owner/name", attested=False)
    assert kept.read()["releases"].get(TAG, {"isDraft": True})["isDraft"] is True


def test_a_folder_with_another_zip_is_refused(kept: Kept, out: Path) -> None:
    (out / "pyready-0.0.0-windows-x64.zip").write_bytes(b"other")

    with pytest.raises(release.Refused, match="alone"):
        publish.publish(out, TAG, "owner/name", attested=False)
    assert "create" not in kept.read()["calls"]


def test_a_release_that_has_to_be_signed_is_refused_without_a_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYREADY_EXPECT_SIGNED", "true")

    with pytest.raises(release.Refused, match="PYREADY_EXPECT_SIGNED is set, and no certificate is named"):
        release.finish(tmp_path / "built.zip", tmp_path / "out")
    assert not (tmp_path / "out").exists()
