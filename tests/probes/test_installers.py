"""The settings about installers, each in every place where it can be set."""

from typing import Any

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Host, Reading
from pyready.probes import installers
from pyready.probes.installers import INTUNE_WINGET, MANAGER, PACKAGES, PROBE, STORE_OF_USER, Installers


def found(host: Host) -> Installers:
    return facts_of(host, Installers, PROBE)


def test_nothing_set_is_not_set_in_each_place() -> None:
    facts = found(bare.windows())

    assert [each.state for each in facts.private_store_only] == ["not-set"] * 3
    assert facts.disable_msi == (Reading("not-set", source=installers.MSI + r"\DisableMSI"),)
    assert facts.manager_is_configured.value is False


def test_each_place_is_kept_apart() -> None:
    facts = found(bare.windows(registry={STORE_OF_USER: {"RemoveWindowsStore": 1}}))

    assert [each.value for each in facts.remove_store] == [None, 1]
    assert facts.remove_store[1].source == STORE_OF_USER + r"\RemoveWindowsStore"


def test_a_place_that_may_not_be_read_is_denied_and_not_unset() -> None:
    facts = found(bare.windows(registry={PACKAGES: {"AllowAllTrustedApps": 0}}, denied_keys=[PACKAGES]))

    assert [each.state for each in facts.allow_all_trusted_apps] == ["denied", "not-set"]


@for_each(
    ("value", "state", "number"),
    [
        ("<enabled/>", "set", 1),
        ("<disabled/>", "set", 0),
        ("<Disabled />", "set", 0),
        ('<enabled/><data id="x" value="1"/>', "set", 1),
        ("", "malformed", None),
        ("enabled", "malformed", None),
        ("<enabledness/>", "malformed", None),
        (1, "malformed", None),
    ],
)
def test_intune_keeps_the_element_of_a_template(value: Any, state: str, number: int | None) -> None:
    facts = found(bare.windows(registry={INTUNE_WINGET: {"EnableAppInstaller": value}}))

    assert (facts.app_installer[1].state, facts.app_installer[1].value) == (state, number)


def test_the_address_of_an_index_of_it_is_not_kept() -> None:
    facts = found(bare.windows(registry={MANAGER: {"install.source": "https://python.trust.example/x.json"}}))

    assert facts.manager_is_configured == Reading("set", True, MANAGER + r"\install.source")
    assert "trust.example" not in repr(facts)


def test_a_value_of_a_strange_type_is_a_setting_of_the_install_manager_too() -> None:
    assert found(bare.windows(registry={MANAGER: {"base_config": 7}})).manager_is_configured.value is True


def test_a_policy_of_the_install_manager_that_may_not_be_read_is_denied() -> None:
    assert found(bare.windows(denied_keys=[MANAGER])).manager_is_configured.state == "denied"


def test_the_store_and_winget_are_looked_for_in_the_persons_own_folders() -> None:
    winget = f"{bare.LOCAL}\\Microsoft\\WindowsApps\\winget.exe"
    facts = found(bare.windows(files={winget: b"MZ"}))
    assert (facts.winget.value, facts.store_app.value) == (True, False)
    assert found(bare.windows(denied_files=[winget])).winget.state == "denied"
    assert found(bare.windows(variables={"LOCALAPPDATA": ""})).winget.state == "missing"
