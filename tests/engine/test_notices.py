"""What a reader must know before the verdict."""

import datetime as dt

from for_each import for_each
from laptops.looking import TAKEN, given
from pyready.engine.notices import notices
from pyready.knowledge.site_profile import Organisation, SiteProfile
from pyready.model.facts import Absent, Facts, KnowledgeDate, Taken
from pyready.model.host import Reading
from pyready.probes.identity import Identity
from pyready.probes.site import Site
from pyready.probes.switches import Switches

PATH = "C:\\ProgramData\\pyready\\site.toml"


def told(*entries: object) -> tuple[str, ...]:
    facts: Facts = given("windows")
    for entry in entries:
        facts = facts.with_entry(type(entry), entry)
    return notices(facts)


def aged(days: int, hour: int = 14) -> tuple[str, ...]:
    day = dt.date(2026, 1, 1)
    at = dt.datetime.combine(day + dt.timedelta(days), dt.time(hour), dt.UTC)
    return told(KnowledgeDate(day), Taken(at))


def test_a_usual_report_has_none() -> None:
    assert told() == ()


@for_each(("days", "old"), [(-1, False), (0, False), (180, False), (181, True), (400, True)])
@for_each("hour", [0, 23])
def test_a_copy_is_old_after_180_days(days: int, old: bool, hour: int) -> None:
    found = aged(days, hour)

    assert bool(found) is old
    if old:
        assert found[0].startswith("This copy of pyready is old")
        assert f"{days} days" in found[0]


def test_what_it_has_switched_off_is_said_and_what_is_not_known_apart() -> None:
    on, is_off, denied = Reading("set", True), Reading("set", False), Reading[bool]("denied")
    says = "Your organisation's policy switches off in pyready: contact with servers, config --write."
    not_read = "pyready could not read your organisation's policy for pyready, so these are off: --try-run."

    assert told(Switches(on, on, Reading("not-set"), on)) == ()
    assert told(Switches(is_off, on, on, is_off)) == (says,)
    assert told(Switches(is_off, on, denied, is_off)) == (says, not_read)


def test_a_profile_that_was_found_is_named_with_owner_and_hash() -> None:
    (line,) = told(Site(SiteProfile(organisation=Organisation("Some Trust")), PATH, "SYSTEM", "abc123"))

    for part in ("of Some Trust", PATH, "found in a protected place", "owner SYSTEM", "SHA-256 abc123"):
        assert part in line
    assert "--site" not in line


def test_a_profile_that_was_named_says_so() -> None:
    (line,) = told(Site(SiteProfile(), "mine.toml", "", "abc123", named=True))

    assert "named by --site" in line
    assert "protected" not in line
    assert "owner" not in line


def test_a_profile_that_was_refused_is_named_and_not_in_use() -> None:
    (line,) = told(Site(refused=(f"{PATH}: ordinary users can change it",)))

    assert line == f"pyready did not use this site profile: {PATH}: ordinary users can change it."


def test_refused_and_used_profiles_are_both_named() -> None:
    found = told(Site(SiteProfile(), PATH, "SYSTEM", "abc", refused=("D:\\x.toml: ordinary users can change it",)))

    assert len(found) == 2
    assert "pyready did not use this site profile: D:\\x.toml" in found[0]
    assert "in use" in found[1]


def test_a_reason_that_ends_in_a_stop_ends_in_one_only() -> None:
    (line,) = told(Site(refused=(f"{PATH}: The site profile is not valid TOML.",)))

    assert line.endswith("TOML.")
    assert not line.endswith("..")


def test_a_profile_that_limits_what_is_looked_at_says_so() -> None:
    found = told(Site(SiteProfile(only_these_endpoints=True), PATH, "SYSTEM", "abc"))

    assert found[-1] == "The site profile limits pyready to the servers that it names."


def test_a_run_by_the_system_is_said() -> None:
    (line,) = told(Identity("SYSTEM", "L1", is_system=True))

    assert line.startswith("The system ran pyready, not a person.")


def test_what_was_not_collected_says_nothing() -> None:
    facts = given("windows").with_entry(Site, Absent("crashed", "x")).with_entry(Identity, Absent("timed-out", "x"))

    assert notices(facts) == ()


def test_an_old_copy_comes_first() -> None:
    found = told(
        Taken(TAKEN + dt.timedelta(500)),
        Site(SiteProfile(), PATH, "", "a"),
        Identity("S", "L", is_system=True),
    )

    assert [line.split()[0] for line in found] == ["This", "Site", "The"]
