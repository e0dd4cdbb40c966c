"""A fact stands in one table: what names it by a placeholder follows when the table changes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pyready.guides import library as guides
from pyready.guides.library import BadGuide
from pyready.knowledge import placeholders, raw
from pyready.knowledge.placeholders import KINDS, UnknownFact, fact, fill
from pyready.knowledge.pythons import known, supported_until
from routes import offered

TOP = Path(__file__).parents[2]
OLD, NEW = "3.14", "3.99"
LINE = 'recommended = "{}"\n'
ROW = '\n[[version]]\nminor = "3.99"\nends = 2099-10-31\nsource = "https://a.example/"\nchecked = 2026-11-22\n'
OF_OLD = re.compile(r"(?<![\d.])3\.14(?!\d)|(?<!\d)314(?!\d)|October 2030")
OF_NEW = re.compile(r"(?<![\d.])3\.99(?!\d)|(?<!\d)399(?!\d)|October 2099")

SAYING = f"""
import json
from {offered.__name__} import variants
from pyready.guides.library import list_guides, render_text
from pyready.policy.applocker.questions import QUESTIONS
from pyready.routes import ROUTES
from pyready.report.page.guides import guides
from pyready.tickets.requests import REQUESTS
said = {{}}
for route in ROUTES:
    for platform in route.platforms:
        steps = [repr(route.steps(facts)) for facts in variants(platform)]
        said[f"route {{route.id}} on {{platform}}"] = "".join([repr(route), *steps])
for guide in list_guides():
    page = guides([guide.id], {{}})[guide.id]
    said[f"guide {{guide.id}}"] = render_text(guide, 80) + repr(page)
said.update((f"request {{each.id}}", repr(each)) for each in REQUESTS)
said.update((f"question {{n}}", repr(each.files)) for n, each in enumerate(QUESTIONS))
print(json.dumps(said))
"""
"""Everything that pyready says or asks of itself, whatever the computer."""

NAMED_FOR_OTHER_REASONS: dict[str, str] = {}
"""What names 3.14 for another reason than being recommended, and the reason. Nothing does today."""


def said_by(top: Path) -> dict[str, str]:
    paths = [str(top / "src"), *(path for path in sys.path if "site-packages" in path), str(TOP / "tests")]
    code = f"import sys; sys.path[:0] = {paths!r}; sys.dont_write_bytecode = True\n{SAYING}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, str] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    return said_by(TOP)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The same from a copy in which one line names another version, which has its row as every version has."""
    top = tmp_path_factory.mktemp("renewed")
    shutil.copytree(TOP / "src", top / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "guides", top / "guides")
    shutil.copytree(TOP / "tickets", top / "tickets")
    table = top / "src" / "pyready" / "knowledge" / "pythons.toml"
    text = table.read_text("utf-8")
    assert text.count(LINE.format(OLD)) == 1
    table.write_text(text.replace(LINE.format(OLD), LINE.format(NEW)) + ROW, "utf-8")
    return said_by(top)


@pytest.mark.slow
def test_another_recommended_version_is_a_change_of_one_line(before: dict[str, str], after: dict[str, str]) -> None:
    left = {name: OF_OLD.findall(text) for name, text in after.items() if OF_OLD.search(text)}
    assert set(left) == set(NAMED_FOR_OTHER_REASONS)
    assert before.keys() == after.keys()
    for name in before.keys() - set(NAMED_FOR_OTHER_REASONS):
        assert len(OF_NEW.findall(after[name])) >= len(OF_OLD.findall(before[name])), name


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "route python-manager on windows",
        "route uv on linux",
        "route miniforge on macos",
        "guide python-org",
        "guide uv",
        "guide for-it",
        "request machine-wide-python",
        "request persistent-folder",
        "question 0",
    ],
)
def test_the_version_stands_where_somebody_looks_for_it(
    name: str, before: dict[str, str], after: dict[str, str]
) -> None:
    assert OF_OLD.search(before[name])
    assert not OF_NEW.search(before[name])
    assert OF_NEW.search(after[name])


def test_no_source_spells_the_recommended_version_or_a_switch() -> None:
    pieces = [known().recommended, f"Python{known().recommended.replace('.', '')}"]
    pieces += [each["text"] for each in raw("switches")["switches"]]
    files = [*(TOP / "guides").glob("*.md"), *(TOP / "tickets").glob("*.md"), *(TOP / "src" / "pyready").rglob("*.py")]
    meant_otherwise = ("placeholders.py", "pythons.py")  # two sentences that explain how a placeholder looks
    texts = {path: path.read_text("utf-8") for path in files if path.name not in meant_otherwise}
    assert [(path.name, piece) for path, text in texts.items() for piece in pieces if piece in text] == []


def test_what_it_is_told_to_type_for_everybody_is_one_line_and_leaves_out_the_launcher() -> None:
    """docs.python.org, "Using Python on Windows": the launcher for everybody goes into C:\\Windows."""
    (row,) = [each for each in raw("switches")["switches"] if each["id"] == "python-for-all"]
    assert row["text"].split() == ["/quiet", "InstallAllUsers=1", "Include_launcher=0"]
    guide = (TOP / "guides" / "for-it.md").read_text("utf-8")
    request = (TOP / "tickets" / "machine-wide-python.md").read_text("utf-8")
    for text in (guide, request):
        (line,) = [each for each in text.splitlines() if "{{ switches:python-for-all }}" in each]
        assert not re.search(r"\}\} +\w+=", line)  # no switch of its own behind the placeholder


def test_the_recommended_version_has_a_row_so_that_its_end_is_known() -> None:
    first, _, second = known().recommended.partition(".")
    assert supported_until((int(first), int(second))) is not None


def test_the_facts_that_texts_name() -> None:
    table = known()
    assert fact("python", "tag") == table.recommended.replace(".", "")
    assert (fact("python", "oldest"), fact("python", "too-old"), fact("python", "newest")) == ("3.11", "3.10", "3.15")
    assert (fact("python", "last-installer"), fact("python", "no-installer")) == ("3.15", "3.16")
    assert fact("python", "strict-since") == "3.13"
    assert fact("later", "recommended") == fact("later", "newest") == "TensorFlow (up to Python 3.13)"
    assert (fact("room", "first"), fact("room", "winpython"), fact("staff", "anaconda")) == ("1 GB", "0.8 GB", "200")


def test_packages_are_named_that_come_later_than_a_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placeholders, "raw", lambda name: {**raw(name), "package": LATE})

    assert fact("later", "newest") == "One (up to Python 3.9), Two (up to Python 3.13) and Three (up to Python 3.14)"
    assert fact("later", "recommended") == "One (up to Python 3.9) and Two (up to Python 3.13)"
    assert fact("later", "oldest") == "One (up to Python 3.9)"
    assert fact("later", "too-old") == "One (up to Python 3.9)"
    monkeypatch.setattr(placeholders, "raw", lambda name: {**raw(name), "package": ()})
    assert fact("later", "newest") == "no package that pyready knows of"


LATE = [
    {"title": title, "newest": newest}
    for title, newest in (("One", "3.9"), ("Two", "3.13"), ("Three", "3.14"), ("Four", "3.15"))
]


def test_a_placeholder_of_another_kind_is_left_for_others() -> None:
    assert fill("{{ endpoint:index }} {{room:first}} {{ user }}") == "{{ endpoint:index }} 1 GB {{ user }}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_fact_that_no_table_holds_is_named(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownFact, match=f"{{{{ {kind}:nothing }}}}"):
        fill(f"Take {{{{ {kind}:nothing }}}}.")

    (tmp_path / "mine.md").write_text(f"---\ntitle: {{{{ {kind}:nothing }}}}\n---\n", "utf-8")
    monkeypatch.setattr(guides, "folder", lambda: tmp_path)
    with pytest.raises(BadGuide, match=rf"mine.md: unknown placeholder \{{\{{ {kind}:nothing"):
        guides.read_guide("mine")
