"""Whose computer it is, what it keeps and what IT offers on it, from recorded machines."""

import datetime as dt
from typing import Any

import pytest

from for_each import for_each
from laptops.bare import LOCAL
from laptops.one_check import HERE, answer, ask, computer, evidence
from pyready.knowledge.site_profile import Catalogue, SiteProfile
from pyready.knowledge.windows import known
from pyready.model.facts import Taken
from pyready.model.host import Service, Session
from pyready.probes.management import DESKTOPS, FSLOGIX, PROFILES, SHARED, SHELL
from pyready.probes.site import Site

SHARED_MODE = {f"{SHARED}\\NodeValues": {"01": 1}}
OWN_SHELL = {SHELL: {"Shell": r"C:\Ward\launcher.exe"}}
CARD = {r"C:\Program Files (x86)\Imprivata\OneSign Agent\x": ""}
MANDATORY = Session(remote=False, temporary=False, roaming=False, mandatory=True)
TEMPORARY = Session(remote=False, temporary=True, roaming=False, mandatory=False)
ROAMING = Session(remote=False, temporary=False, roaming=True, mandatory=False)
REMOTE = Session(remote=True, temporary=False, roaming=False, mandatory=False)
AGENT: dict[str, Any] = {DESKTOPS[0][1]: {"IsRegistered": 1}}
SERVER: dict[str, Any] = {"product": "server", "edition": "ServerStandard", "build": 20348}

# what it is about, computer, registry, files, outcome, who, sure
OWN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str, str, str]] = [
    ("no sign", computer(), {}, {}, "passed", "", "likely"),
    ("no sign, and the profile could not be asked", computer(None), {}, {}, "passed", "", "likely"),
    ("the mode for shared computers", computer(), SHARED_MODE, {}, "problem", "nobody", "likely"),
    ("that mode off", computer(), {SHARED: {"EnableSharedPCMode": 0}}, {}, "passed", "", "likely"),
    ("another program in place of the desktop", computer(), OWN_SHELL, {}, "problem", "nobody", "likely"),
    ("the desktop itself, named", computer(), {SHELL: {"Shell": "Explorer.exe"}}, {}, "passed", "", "likely"),
    ("a mandatory profile on a client", computer(MANDATORY), {}, {}, "problem", "nobody", "likely"),
    ("a mandatory profile on a server is of its own kind", computer(MANDATORY, **SERVER), {}, {}, "passed", "", "likely"),
    ("a temporary profile is no sign", computer(TEMPORARY), {}, {}, "passed", "", "likely"),
    ("a card reader alone", computer(), {}, CARD, "passed", "", "likely"),
    ("a card reader on the edition of carts", computer(edition="EnterpriseS", build=19044), {}, CARD, "unknown", "", "certain"),
    ("a card reader and the mode", computer(), SHARED_MODE, CARD, "problem", "nobody", "likely"),
]  # fmt: skip


@for_each("row", OWN, ids=[row[0] for row in OWN])
def test_only_strong_signs_make_a_shared_computer(row: Any) -> None:
    _, system, registry, files, outcome, who, sure = row
    record = ask("own-computer", system, registry=registry, files=files)

    assert (*answer(record), record.sure) == (outcome, who, sure)
    assert bool(record.settles) == (outcome == "unknown")


def test_a_shared_computer_is_named_so_in_the_first_words() -> None:
    assert ask("own-computer", registry=SHARED_MODE).says.startswith("Several people probably use this computer")


def test_a_card_reader_is_told_of_even_where_it_decides_nothing() -> None:
    assert "colleagues use this Windows sign-in" in ask("own-computer", files=CARD).says


def test_signs_that_could_not_be_read_are_named_and_with_none_read_it_is_unknown() -> None:
    some = ask("own-computer", denied_keys=[SHARED])
    assert answer(some) == ("passed", "")
    assert "denied" in evidence(some).values()
    assert answer(ask("own-computer", computer(None), denied_keys=[SHARED, SHELL])) == ("unknown", "")


# what it is about, computer, registry, outcome, who
KEPT: list[tuple[str, Any, dict[str, Any], str, str]] = [
    ("a profile of this computer", computer(), {}, "passed", ""),
    ("a session that could not be asked", computer(None), {}, "unknown", ""),
    ("a profile of no known kind", computer(Session(remote=False)), {}, "unknown", ""),
    ("a temporary profile", computer(TEMPORARY), {}, "problem", "it"),
    ("a mandatory profile", computer(MANDATORY), {}, "problem", "it"),
    ("a roaming profile", computer(ROAMING), {}, "passed", ""),
    (
        "a roaming profile whose copy is deleted",
        computer(ROAMING),
        {PROFILES: {"DeleteRoamingCache": 1}},
        "problem",
        "it",
    ),
    ("that policy without a roaming profile", computer(), {PROFILES: {"DeleteRoamingCache": 1}}, "passed", ""),
    ("a virtual desktop seen from afar", computer(REMOTE), AGENT, "unknown", ""),
    ("an agent at one's own computer", computer(), AGENT, "passed", ""),
    ("a virtual desktop on a server", computer(HERE, **SERVER), AGENT, "unknown", ""),
    ("a virtual desktop with profile containers", computer(REMOTE), AGENT | {FSLOGIX: {"Enabled": 1}}, "passed", ""),
    ("containers switched off", computer(REMOTE), AGENT | {FSLOGIX: {"Enabled": 0}}, "unknown", ""),
    ("a session from afar without an agent", computer(REMOTE), {}, "passed", ""),
    ("a temporary profile in spite of containers", computer(TEMPORARY), {FSLOGIX: {"Enabled": 1}}, "problem", "it"),
]


@for_each("row", KEPT, ids=[row[0] for row in KEPT])
def test_what_is_still_there_tomorrow(row: Any) -> None:
    _, system, registry, outcome, who = row
    record = ask("kept-after-log-off", system, registry=registry)

    assert answer(record) == (outcome, who)
    assert bool(record.settles) == (outcome == "unknown")
    if record.fix:
        assert record.fix.request == "persistent-folder"


PORTAL = {f"{LOCAL}\\Packages\\Microsoft.CompanyPortal_8wekyb3d8bbwe\\x": ""}
CENTER = {r"C:\Windows\CCM\ClientUX\SCClient.exe": b"MZ"}


def site(name: str = "", offers: str = "") -> Site:
    return Site(SiteProfile(catalogue=Catalogue(name, offers)), "C:\\ProgramData\\pyready\\site.toml")


def test_the_site_profile_may_say_that_the_catalogue_offers_python() -> None:
    record = ask("catalogue-offers-python", site=site("The Shop", "3.13"))

    assert answer(record) == ("passed", "")
    assert "The Shop offers Python 3.13" in record.says


@for_each(
    ("files", "profile", "name"),
    [
        (PORTAL, Site(), "Company Portal"),
        (CENTER, Site(), "Software Center"),
        (PORTAL | CENTER, Site(), "Company Portal or Software Center"),
        ({}, site("The Shop"), "The Shop"),
    ],
)
def test_a_catalogue_is_to_be_looked_in(files: Any, profile: Site, name: str) -> None:
    record = ask("catalogue-offers-python", files=files, site=profile)

    assert answer(record) == ("unknown", "")
    assert record.settles == f"Open {name} and search for Python."


def test_where_no_catalogue_is_there_the_way_is_closed_and_where_none_was_seen_it_is_unknown() -> None:
    none = ask("catalogue-offers-python", site=Site())
    assert (*answer(none), none.sure) == ("problem", "nobody", "likely")
    hidden = ask("catalogue-offers-python", site=Site(), denied_files=[r"C:\Windows\CCM\SCClient.exe"])
    assert answer(hidden) == ("unknown", "")


@for_each(
    ("machine", "outcome", "sure"),
    [
        ({"build": 26100, "edition": "Enterprise"}, "passed", "certain"),
        ({"build": 26100, "edition": "Professional"}, "problem", "likely"),
        ({"build": 26100, "edition": "EnterpriseS"}, "passed", "certain"),
        ({"build": 26100, "edition": "IoTEnterpriseS"}, "passed", "certain"),
        ({"build": 26300, "edition": "Enterprise"}, "passed", "likely"),
        ({"build": 26300, "edition": "Professional"}, "passed", "likely"),
        ({"build": 14393, "edition": "EnterpriseS"}, "problem", "likely"),
        ({"build": 17763, "edition": "IoTEnterpriseS"}, "passed", "certain"),
        ({"build": 22631, "edition": "EducationN"}, "problem", "likely"),
        ({"build": 19045, "edition": "Enterprise"}, "problem", "likely"),
        ({"build": 19044, "edition": "EnterpriseSN"}, "problem", "certain"),
        ({"build": 19044, "edition": "IoTEnterpriseS"}, "passed", "certain"),
        ({"build": 17763, "edition": "EnterpriseS"}, "passed", "certain"),
        ({"build": 17763, "edition": "Enterprise"}, "unknown", "certain"),
        ({"build": 26100, "edition": ""}, "unknown", "certain"),
        ({"build": 99999, "edition": "Enterprise"}, "unknown", "certain"),
        ({"build": 26100, "edition": "ServerRdsh", "product": "server"}, "passed", "certain"),
        ({"build": 26100, "edition": "ServerStandard", "product": "server"}, "unknown", "certain"),
    ],
)
def test_support_goes_by_build_and_edition_not_by_the_name_of_windows(machine: Any, outcome: str, sure: str) -> None:
    record = ask("windows-supported", computer(**machine))

    assert (record.outcome, record.sure) == (outcome, sure)
    assert record.weight == "note"


@for_each(("days", "sure"), [(-9999, "certain"), (0, "certain"), (1, "likely"), (900, "likely")])
def test_a_date_of_windows_is_certain_for_two_years_after_it_was_looked_up(days: int, sure: str) -> None:
    long_term = {"build": 19044, "edition": "IoTEnterpriseS"}
    checked = next(each.checked for each in known().release if each.kind == "iot-ltsc" and each.build == 19044)
    at = dt.datetime.combine(checked + dt.timedelta(730 + days), dt.time(), dt.UTC)
    record = ask("windows-supported", computer(**long_term), taken=Taken(at))

    assert (record.outcome, record.sure) == ("passed", sure)


LTSC_2021: dict[str, Any] = {"build": 19044, "edition": "EnterpriseS"}
BUYABLE: dict[str, Any] = {"build": 19045, "edition": "Enterprise"}
LTSB_2016: dict[str, Any] = {"build": 14393, "edition": "EnterpriseS"}


@pytest.mark.unmeasured
@for_each(
    ("machine", "day", "outcome", "words"),
    [
        (LTSC_2021, dt.date(2026, 10, 13), "passed", "gets security fixes until 12 January 2027."),
        (LTSC_2021, dt.date(2026, 10, 14), "problem", "gets security fixes only until 12 January 2027. Days left: 90."),
        (LTSC_2021, dt.date(2026, 11, 29), "problem", "gets security fixes only until 12 January 2027. Days left: 44."),
        (LTSC_2021, dt.date(2027, 1, 12), "problem", "gets security fixes only until 12 January 2027. Days left: 0."),
        (LTSC_2021, dt.date(2027, 1, 13), "problem", "has probably had no security fixes since 12 January 2027."),
        (BUYABLE, dt.date(2028, 10, 10), "problem", "2025. IT can buy more until 10 October 2028. pyready cannot see"),
        (BUYABLE, dt.date(2028, 10, 11), "problem", "has probably had no security fixes since 14 October 2025."),
        (LTSB_2016, dt.date(2026, 11, 29), "problem", "2026. IT can buy more until 9 October 2029. pyready cannot see"),
    ],
)
def test_an_end_that_is_near_is_told_and_what_can_be_bought_has_an_end(
    machine: Any, day: dt.date, outcome: str, words: str
) -> None:
    record = ask("windows-supported", computer(**machine), taken=Taken(dt.datetime.combine(day, dt.time(14), dt.UTC)))

    assert record.outcome == outcome
    assert words in record.says
    if words.endswith("."):
        assert record.says.endswith(words)


def test_what_can_be_bought_begins_where_the_fixes_end() -> None:
    assert [each for each in known().release if each.extended and each.extended <= each.ends] == []


def test_each_release_has_one_row_for_a_kind_of_edition_and_a_source() -> None:
    rows = known().release
    assert len({(each.build, each.kind) for each in rows}) == len(rows)
    assert {each.kind for each in rows} == {"home-pro", "enterprise", "ltsc", "iot-ltsc"}
    assert all(each.source.startswith("https://") and each.ends > dt.date(2020, 1, 1) for each in rows)


def test_a_product_that_allows_single_installations_is_named() -> None:
    by_folder = ask("elevation-product", files={r"C:\Program Files\Microsoft EPM Agent\x": ""})
    assert by_folder.outcome == "passed"
    assert "found Microsoft Intune Endpoint Privilege Management, with which IT can probably" in by_folder.says
    by_service = ask("elevation-product", computer(services={"vf_agent": Service("running")}))
    assert "found CyberArk Endpoint Privilege Manager, with which IT can probably" in by_service.says
    assert "found no approval tool" in ask("elevation-product").says


def test_products_that_could_not_be_looked_for_are_unknown() -> None:
    assert ask("elevation-product", denied_files=[r"C:\Program Files\Make Me Admin"]).outcome == "unknown"


def test_where_it_installs_programs_a_catalogue_may_be_elsewhere() -> None:
    record = ask("catalogue-offers-python", computer(services={"CcmExec": Service("running")}), site=Site())

    assert answer(record) == ("unknown", "")
    assert "Start menu" in record.settles


@for_each(
    ("offers", "year", "outcome"),
    [("3.14", 2026, "passed"), ("3.14.2", 2031, "unknown"), ("3.9", 2026, "unknown"), ("yes", 2031, "passed")],
)
def test_a_catalogue_that_offers_a_python_without_security_fixes_is_no_yes(
    offers: str, year: int, outcome: str
) -> None:
    site = Site(SiteProfile(catalogue=Catalogue("Company Portal", offers)))
    record = ask("catalogue-offers-python", site=site, taken=Taken(dt.datetime(year, 12, 1, tzinfo=dt.UTC)))

    assert record.outcome == outcome
    assert ("no more security fixes" in record.says) is (outcome == "unknown")
