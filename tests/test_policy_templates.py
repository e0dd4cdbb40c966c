"""What IT imports: templates that write what pyready reads, and rules that allow pyready and nothing else.

The order of elements in ADMX: learn.microsoft.com/previous-versions/windows/desktop/policy/element-policydefinitions,
checked 2026-11-29. Of a policy, its order in Microsoft's own templates.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from policy.applocker.policies import DEFAULT, outcome, path, text
from pyready.policy.applocker import rule_text
from pyready.policy.applocker.rules import Collection, Mode, PublisherCondition
from pyready.policy.applocker.subject import File
from pyready.probes.site import POLICY
from pyready.probes.switches import SWITCHES

TOP = Path(__file__).parents[1]
sys.path.append(str(TOP / "build"))
import product  # noqa: E402
import resources  # noqa: E402

FOLDER = TOP / "policy-templates"
ADMX, ADML = FOLDER / "pyready.admx", FOLDER / "en-US" / "pyready.adml"
DEFINITIONS = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
APP_CONTROL = "{urn:schemas-microsoft-com:sipolicy}"
ORDER = {
    "policyDefinitions": ["policyNamespaces", "resources", "supportedOn", "categories", "policies"],
    "policyDefinitionResources": ["displayName", "description", "resources"],
    "policy": ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"],
}
HOME = "C:\\Program Files\\pyready\\pyready.exe"
ELSEWHERE = ("C:\\Users\\jane\\Downloads\\pyready\\pyready.exe", "D:\\pyready\\pyready.exe", "C:\\Tools\\other.exe")
BESIDE = ("C:\\Program Files\\pyready\\other.exe", "C:\\Program Files\\Other\\pyready.exe")
PUBLISHER = "O=SOME BODY, L=LEEDS, C=GB"


def read(file: Path) -> ET.Element:
    return ET.fromstring(file.read_text("utf-8"))


def policies() -> list[ET.Element]:
    return read(ADMX).findall(f"{DEFINITIONS}policies/{DEFINITIONS}policy")


def names(element: ET.Element, space: str) -> list[str]:
    return [child.tag.removeprefix(space) for child in element]


def strings() -> dict[str, str]:
    return {each.get("id", ""): each.text or "" for each in read(ADML).iter(f"{DEFINITIONS}string")}


def value_of(policy: ET.Element, state: str) -> str | None:
    found = policy.find(f"{DEFINITIONS}{state}/{DEFINITIONS}decimal")
    return None if found is None else found.get("value")


def test_the_template_has_exactly_the_switches_that_are_read() -> None:
    switches = [each for each in policies() if each.get("valueName")]

    assert [each.get("valueName") for each in switches] == list(SWITCHES)
    assert {(value_of(each, "enabledValue"), value_of(each, "disabledValue")) for each in switches} == {("1", "0")}


def test_each_policy_is_of_the_machine_and_of_the_key_that_is_read() -> None:
    assert {each.get("class") for each in policies()} == {"Machine"}
    assert {f"HKLM\\{each.get('key')}" for each in policies()} == {POLICY}
    assert len({each.get("name") for each in policies()}) == len(SWITCHES) + 1


def test_the_site_profile_has_the_value_that_is_read() -> None:
    (policy,) = [each for each in policies() if not each.get("valueName")]
    (element,) = policy.findall(f"{DEFINITIONS}elements/{DEFINITIONS}text")
    box = read(ADML).find(f".//{DEFINITIONS}presentation[@id='{policy.get('name')}']/{DEFINITIONS}textBox")

    assert element.get("valueName") == "SiteProfile"
    assert policy.get("presentation") == f"$(presentation.{policy.get('name')})"
    assert box is not None
    assert box.get("refId") == element.get("id")


def test_the_elements_stand_in_the_order_that_windows_asks_for() -> None:
    for file in (ADMX, ADML):
        top = read(file)
        for element in (top, *top.iter(f"{DEFINITIONS}policy")):
            order, found = ORDER[element.tag.removeprefix(DEFINITIONS)], names(element, DEFINITIONS)
            assert found == [name for name in order if name in found]
    assert names(read(ADMX), DEFINITIONS) == ORDER["policyDefinitions"]
    assert {(read(file).get("revision"), read(file).get("schemaVersion")) for file in (ADMX, ADML)} == {("1.0", "1.0")}


def test_every_text_is_there_and_every_text_is_used() -> None:
    used = set(re.findall(r"\$\(string\.(\w+)\)", ADMX.read_text("utf-8")))

    assert used == set(strings())
    assert all(strings().values())


def test_every_reference_leads_somewhere() -> None:
    top = read(ADMX)
    for reference, target in (("parentCategory", "category"), ("supportedOn", "definition")):
        known = {each.get("name") for each in top.iter(f"{DEFINITIONS}{target}")}
        assert {each.get("ref") for each in top.iter(f"{DEFINITIONS}{reference}")} - {None} == known


def rules(name: str) -> Collection:
    """The rules of a file, which has rules for programs only."""
    found = rule_text.collections((FOLDER / name).read_text("utf-8"))
    assert [kind for kind, collection in found.items() if not collection.empty] == ["exe"]
    assert not found["exe"].unread
    return found["exe"]


def added(name: str, *before: str, mode: Mode = "enforced") -> Collection:
    """A policy with these rules after those of the file were merged into it, whose mode stays."""
    return Collection(mode, (*map(rule_text.rule, before), *rules(name).rules))


def outcomes(collection: Collection, *files: File) -> list[str]:
    return [outcome(collection, file) for file in files]


WINDOWS_ONLY = text("Allow", path("%WINDIR%\\*"), number=2)


def test_the_path_rule_allows_pyready_in_program_files_and_nothing_else() -> None:
    policy = added("applocker-program-files.xml", WINDOWS_ONLY)
    others = [File(place) for place in (*ELSEWHERE, *BESIDE)]

    assert outcomes(policy, File(HOME)) == ["allowed"]
    assert outcomes(policy, *others) == ["blocked"] * len(others)


def test_without_it_such_a_policy_blocks_pyready() -> None:
    assert outcomes(Collection("enforced", (rule_text.rule(WINDOWS_ONLY),)), File(HOME)) == ["blocked"]


def test_under_the_default_rules_no_rule_is_needed() -> None:
    assert outcomes(Collection("enforced", tuple(map(rule_text.rule, DEFAULT))), File(HOME)) == ["allowed"]


@pytest.mark.parametrize("name", ["applocker-program-files.xml", "applocker-publisher.xml"])
def test_imported_alone_a_file_blocks_nothing(name: str) -> None:
    assert outcomes(rules(name), *map(File, ELSEWHERE)) == ["audited"] * len(ELSEWHERE)


def signed(place: str, publisher: str = PUBLISHER, binary: str = "PYREADY.EXE") -> File:
    return File(place, publisher, "PYREADY", binary, here=True, signer="told", version=(0, 1, 0, 0))


def with_publisher(publisher: str) -> Collection:
    """The publisher rule, with a real publisher in the place of the placeholder."""
    collection = added("applocker-publisher.xml", WINDOWS_ONLY)
    last = collection.rules[-1]
    (condition,) = last.conditions
    assert isinstance(condition, PublisherCondition)
    ours = replace(last, conditions=(replace(condition, publisher=publisher),))
    return replace(collection, rules=(*collection.rules[:-1], ours))


def test_the_publisher_rule_allows_the_signed_program_and_nothing_else() -> None:
    policy = with_publisher(PUBLISHER)

    assert outcomes(policy, signed(HOME), signed(ELSEWHERE[0])) == ["allowed"] * 2
    others = (File(HOME), signed(HOME, "O=ANOTHER BODY, C=GB"), signed(HOME, binary="OTHER.EXE"))
    assert outcomes(policy, *others) == ["blocked"] * 3


def test_with_its_placeholder_the_publisher_rule_allows_nothing_and_says_so() -> None:
    policy = added("applocker-publisher.xml", WINDOWS_ONLY)

    assert outcomes(policy, signed(HOME), File(HOME), signed(ELSEWHERE[0])) == ["blocked"] * 3
    assert "PLACEHOLDER: not ready" in (FOLDER / "applocker-publisher.xml").read_text("utf-8")


def test_the_publisher_rule_names_what_the_version_resource_says() -> None:
    (condition,) = rules("applocker-publisher.xml").rules[0].conditions
    written = resources.strings(test_build=False)

    assert isinstance(condition, PublisherCondition)
    assert condition.product == written["ProductName"].upper()
    assert condition.binary == written["OriginalFilename"].upper()
    assert condition.any_version


def test_the_path_rules_name_the_program() -> None:
    assert f"\\pyready\\{product.PROGRAM}" in (FOLDER / "applocker-program-files.xml").read_text("utf-8")


def app_control(name: str) -> Iterator[ET.Element]:
    return read(FOLDER / "app-control-program-files.xml").iter(f"{APP_CONTROL}{name}")


def test_the_app_control_policy_allows_one_folder_in_user_mode_and_nothing_in_the_kernel() -> None:
    (rule,) = app_control("Allow")
    scenarios = {each.get("Value"): [ref.get("RuleID") for ref in each.iter(f"{APP_CONTROL}FileRuleRef")]
                 for each in app_control("SigningScenario")}  # fmt: skip

    assert rule.get("FilePath") == "%OSDRIVE%\\Program Files\\pyready\\*"
    assert scenarios == {"131": [], "12": [rule.get("ID")]}
    assert list(app_control("Deny")) == []


def test_the_app_control_policy_weakens_no_check_and_has_no_base_yet() -> None:
    options = [each.text for each in app_control("Option")]
    base, own = (next(app_control(name)).text for name in ("BasePolicyID", "PolicyID"))

    assert options == ["Enabled:Unsigned System Integrity Policy"]
    assert read(FOLDER / "app-control-program-files.xml").get("PolicyType") == "Supplemental Policy"
    assert base == "{00000000-0000-0000-0000-000000000000}"
    assert own != base


def test_no_id_is_used_twice() -> None:
    found = [
        each for file in FOLDER.glob("*.xml") for each in re.findall(r"\bId=\"([^\"]+)\"", file.read_text("utf-8"))
    ]

    assert len(found) == len(set(found)) == 2
