"""What the papers for IT and security say is so: each test, file and setting that they name is there."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from for_each import for_each
from pyready.probes.site import POLICY
from pyready.probes.switches import SWITCHES

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
PAPERS = (
    "it-policy", "threat-model", "what-security-sees", "data-protection", "clinical-safety", "accessibility",
    "patching", "dtac-and-dspt",
)  # fmt: skip
DATED = re.compile(r"^Written \d{1,2} [A-Z][a-z]+ \d{4}", re.MULTILINE)
TEST = re.compile(r"`(test_\w+)` in `(tests/[\w/]+\.py)`")
NAMED_FILE = re.compile(r"`((?:tests|build|src|policy-templates|\.github)/[\w./-]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a link names them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}


@for_each("name", PAPERS)
def test_a_paper_is_dated_and_listed(name: str) -> None:
    assert DATED.search(text(name))
    assert f"({name}.md)" in text("README")


@for_each("name", PAPERS)
def test_every_test_and_file_that_a_paper_names_is_there(name: str) -> None:
    missing = [test for test, file in TEST.findall(text(name)) if f"def {test}(" not in (TOP / file).read_text("utf-8")]
    assert missing == []
    assert [file for file in NAMED_FILE.findall(text(name)) if not (TOP / file).exists()] == []


@for_each("name", [*PAPERS, "README", "for-it"])
def test_every_link_leads_to_a_page_and_a_heading(name: str) -> None:
    for link in LINK.findall(text(name)):
        place, _, heading = link.partition("#")
        if not place.startswith("http"):
            page = (DOCS / place) if place else DOCS / f"{name}.md"
            assert page.exists(), link
            assert not heading or heading in anchors(page), link


def test_what_is_called_seen_names_its_test() -> None:
    rows = re.findall(r"^\|.*\| (seen|expected)\b(.*)\|$", text("what-security-sees"), re.MULTILINE)
    without = [words for kind, words in rows if kind == "seen" and not TEST.search(words)]

    assert len(rows) > 15
    assert without == [": the same test refuses each event of writing "]


def test_the_table_of_switches_is_that_of_the_code() -> None:
    page = text("it-policy")

    assert re.findall(r"^\| `(\w+)` \| ", page, re.MULTILINE) == list(SWITCHES)
    assert f"`{POLICY}`" in page


def test_the_addresses_for_intune_follow_from_the_template() -> None:
    space = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
    top = ET.fromstring((TOP / "policy-templates" / "pyready.admx").read_text("utf-8"))
    (category,) = [each.get("name") for each in top.iter(f"{space}category")]
    app, kind = re.findall(r"ADMXInstall/(\w+)/(\w+)/", text("it-policy"))[0]
    settings = re.findall(rf"Policy/Config/{app}~{kind}~{category}/(\w+)$", text("it-policy"), re.MULTILINE)
    (value,) = [each.get("id") for each in top.iter(f"{space}text")]

    assert settings == [each.get("name") for each in top.iter(f"{space}policy")]
    assert f'<data id="{value}"' in text("it-policy")
