"""Whose list on Windows holds an authority, by its SHA-1: registry text in, answer out."""

import pytest

from for_each import for_each
from pyready.model.host import Platform
from pyready.probes._root_store import RootLists
from pyready.recorded.host import recorded_host
from pyready.recorded.regedit import parse
from pyready.recorded.registry import RecordedRegistry

ROOT = "0123456789ABCDEF0123456789ABCDEF01234567"
MACHINE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates"
POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates"
ENTERPRISE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\Root\\Certificates"
PUBLIC = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates"
OWN = "HKEY_CURRENT_USER\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates"
OWN_POLICY = "HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates"


def holder(*keys: str, anchor: str = ROOT, denied: tuple[str, ...] = (), platform: Platform = "windows") -> str:
    text = "\n".join(["Windows Registry Editor Version 5.00", *(f"\n[{key}]" for key in keys)])
    short = [key.replace("HKEY_LOCAL_MACHINE", "HKLM").replace("HKEY_CURRENT_USER", "HKCU") for key in denied]
    registry = RecordedRegistry(parse(text + "\n"), short)
    return RootLists(recorded_host(platform, {}, registry=registry)).holder(anchor)


@for_each("place", [MACHINE, POLICY, ENTERPRISE, PUBLIC])
def test_every_list_of_the_computer_counts(place: str) -> None:
    assert holder(f"{place}\\{ROOT}") == "computer"
    assert holder(f"{place}\\{ROOT.lower()}", f"{OWN}\\{ROOT}") == "computer"


@pytest.mark.parametrize("place", [OWN, OWN_POLICY])
def test_what_only_the_persons_list_holds_is_the_persons(place: str) -> None:
    assert holder(f"{place}\\{ROOT}", f"{MACHINE}\\{'F' * 40}") == "person"


def test_where_it_stands_nowhere_or_nobody_asked_nothing_is_said() -> None:
    assert holder(f"{MACHINE}\\{'F' * 40}") == ""
    assert holder(f"{OWN}\\{ROOT}", anchor="") == ""
    assert holder(f"{OWN}\\{ROOT}", platform="linux") == ""


def test_a_list_of_the_computer_that_may_not_be_read_leaves_it_open() -> None:
    assert holder(f"{OWN}\\{ROOT}", denied=(POLICY,)) == ""
    assert holder(f"{MACHINE}\\{ROOT}", denied=(POLICY,)) == "computer"


def test_a_list_of_the_persons_that_may_not_be_read_leaves_it_open() -> None:
    assert holder(denied=(OWN,)) == ""
    assert holder(f"{OWN_POLICY}\\{ROOT}", denied=(OWN,)) == "person"
