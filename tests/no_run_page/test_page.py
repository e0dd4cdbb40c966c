"""The page as a file: what may run in it, what is in it, and what is refused."""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest

from no_run_page.reading import TOP, no_run_questions, no_run_tree
from no_run_page.test_tree import few
from pyready.knowledge.index_hosts import index_hosts

import no_run  # isort: skip # the module of build/, by the path that `reading` set

pytestmark = pytest.mark.unmeasured

SCRIPT = (TOP / "no-run" / "page.js").read_text("utf-8")


@cache
def small() -> no_run_tree.Tree:
    return no_run_tree.grown(few("computer", "message"))


@cache
def text() -> str:
    return no_run.page(small().questions, small())


def between(start: str, end: str) -> str:
    return text().split(start)[1].split(end)[0]


def sha256(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"


def test_the_page_s_policy_allows_its_own_style_and_script_by_their_hashes_and_nothing_else() -> None:
    policy = between('http-equiv="Content-Security-Policy" content="', '"')
    style, script = sha256(between("<style>", "</style>")), sha256(between("<script>", "</script>"))
    assert policy == (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )
    assert text().index("Content-Security-Policy") < text().index("<style>")


def test_the_script_is_the_readable_file_of_the_project_and_small() -> None:
    assert between("<script>", "</script>") == SCRIPT
    assert len(SCRIPT.splitlines()) <= 200
    assert max(len(line) for line in SCRIPT.splitlines()) <= 140


def test_the_script_makes_no_markup_of_text_and_reaches_nothing() -> None:
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "Function(", "fetch", "XMLHttp",
                 "sendBeacon", "WebSocket", "import", "localStorage", "sessionStorage", "cookie", "http"):  # fmt: skip
        assert word not in SCRIPT, word


def test_the_data_is_json_that_ends_no_element() -> None:
    data = between('id="data">', "</script>")
    assert "<" not in data
    assert {"questions", "nodes", "results", "root", "words"} <= set(json.loads(data))


def test_every_word_that_the_script_asks_for_is_there() -> None:
    asked = set(re.findall(r"\bwords\.(\w+)", SCRIPT))
    assert asked == set(no_run.WORDS)


def test_it_spells_no_host_of_the_package_index_and_says_what_it_is_without_script() -> None:
    hosts = index_hosts()
    assert hosts.index not in text()
    assert hosts.files not in text()
    assert "<noscript>" in text()


def test_the_same_questions_give_the_same_page() -> None:
    again = no_run_tree.grown(few("computer", "message"))
    assert no_run.page(again.questions, again) == text()


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(no_run, "MOST_BYTES", 10_000)
    with pytest.raises(no_run.TooLarge, match="at most 10,000"):
        no_run.page(small().questions, small())


def test_a_page_that_says_yes_is_refused() -> None:
    tree = no_run_tree.Tree(small().questions, dict(small().nodes), dict(small().results), small().root)
    first = next(iter(tree.results))
    tree.results[msgspec.structs.replace(first, tone="good", says="Yes.")] = len(tree.results)
    with pytest.raises(no_run.SaysYes, match="1 results say Yes"):
        no_run.page(tree.questions, tree)


def test_a_fault_in_the_questions_is_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "questions.toml"
    broken.write_text(no_run_questions.PLACE.read_text("utf-8").replace('id = "cmd"', 'id = "aim"'), "utf-8")
    monkeypatch.setattr("sys.argv", ["no_run.py", "--check"])
    assert no_run.main() == 0
    assert capsys.readouterr().out == "7 questions are sound\n"
    monkeypatch.setattr(no_run_questions, "PLACE", broken)
    assert no_run.main() == 1
    assert capsys.readouterr().err.splitlines()[0] == "questions.toml: the id aim is there twice"
