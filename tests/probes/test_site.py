"""The site profile is used only where an ordinary user could not have written it."""

import hashlib

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, look
from pyready.knowledge.site_file import BadProfile
from pyready.model.host import Host, Protection, Reading
from pyready.probes.site import LIMIT, POLICY, PROBE, Site, from_bytes
from pyready.recorded.files import RecordedFiles

COMMON = "C:\\ProgramData\\pyready\\site.toml"
NAMED = "D:\\policy\\site.toml"
FROZEN = "C:\\Users\\jane.smith\\Downloads\\pyready\\pyready.exe"
INSTALLED = bare.windows_system(python=Reading("missing", "C:\\Program Files\\pyready\\pyready.exe"))
BESIDE = "C:\\Program Files\\pyready\\site.toml"
BY_POLICY = {POLICY: {"SiteProfile": NAMED}}


def profile(name: str) -> str:
    return f'[organisation]\nname = "{name}"\n'


def site(host: Host) -> Site:
    return facts_of(host, Site, PROBE)


def organisation(found: Site) -> str:
    return found.profile.organisation.name if found.profile else ""


def test_without_a_profile_there_is_none_and_nothing_is_refused() -> None:
    assert site(bare.windows()) == Site()
    assert site(bare.linux()) == Site()


def test_a_protected_profile_is_used_and_named_with_its_owner_and_hash() -> None:
    found = site(bare.windows(files={COMMON: profile("Some Trust")}, protected=["C:\\ProgramData\\pyready"]))

    assert organisation(found) == "Some Trust"
    assert (found.path, found.owner, found.named) == (COMMON, "SYSTEM", False)
    assert found.sha256 == hashlib.sha256(profile("Some Trust").encode()).hexdigest()
    assert found.refused == ()


def test_a_profile_that_users_can_change_is_refused_with_the_reason() -> None:
    found = site(bare.windows(files={COMMON: profile("Evil")}))

    assert found.profile is None
    assert found.refused == (f"{COMMON}: ordinary users can change it",)


def test_the_policy_comes_before_the_common_folder_before_the_program_itself() -> None:
    files = {NAMED: profile("policy"), COMMON: profile("common"), BESIDE: profile("beside")}
    everywhere = [NAMED, COMMON, BESIDE]

    def named(*protected: str) -> str:
        host = bare.windows(files=files, registry=BY_POLICY, protected=protected, system=INSTALLED)
        return organisation(site(host))

    assert named(*everywhere) == "policy"
    assert named(COMMON, BESIDE) == "common"
    assert named(BESIDE) == "beside"
    assert named() == ""


def test_a_profile_that_was_refused_is_named_also_when_a_later_one_is_used() -> None:
    files = {NAMED: profile("Evil"), COMMON: profile("common")}
    found = site(bare.windows(files=files, registry=BY_POLICY, protected=[COMMON]))

    assert organisation(found) == "common"
    assert found.refused == (f"{NAMED}: ordinary users can change it",)


def test_a_profile_that_may_not_be_read_is_not_called_changeable() -> None:
    found = site(bare.windows(files={COMMON: profile("x")}, denied_files=[COMMON]))

    assert found.profile is None
    assert len(found.refused) == 1
    assert "denied" in found.refused[0]
    assert "ordinary users" not in found.refused[0]


class UnreadableRights(RecordedFiles):
    """Files that can be seen and read, while who may change them cannot."""

    def protection(self, path: str) -> Reading[Protection]:
        return Reading("denied", source=path)


def test_rights_that_may_not_be_read_are_no_protection_and_no_accusation() -> None:
    host = bare.windows()
    files = UnreadableRights({COMMON: profile("x")})
    found = site(Host(host.platform, host.variables, host.registry, files, host.system, host.net, host.clock))

    assert found.profile is None
    assert len(found.refused) == 1
    assert "ordinary users" not in found.refused[0]


@for_each(
    "content",
    [
        "not toml at all",
        '[network]\nproxy = "http://u:s3cret-word@p:1"\n',
        "x" * (LIMIT + 1),
        b"\xff\xfe\xff",
        "[a]\n" * 2,
    ],
    ids=["no TOML", "a password", "too large", "no text", "twice the same table"],
)
def test_a_profile_that_is_no_profile_is_refused_without_its_content(content: str | bytes) -> None:
    found = site(bare.windows(files={COMMON: content}, protected=[COMMON]))

    assert found.profile is None
    assert len(found.refused) == 1
    assert found.refused[0].startswith(f"{COMMON}: ")
    assert "s3cret-word" not in found.refused[0]


def test_a_bad_profile_does_not_hide_a_good_one_after_it() -> None:
    files = {NAMED: "not toml", COMMON: profile("common")}
    found = site(bare.windows(files=files, registry=BY_POLICY, protected=[NAMED, COMMON]))

    assert organisation(found) == "common"
    assert len(found.refused) == 1


@pytest.mark.parametrize("value", [7, ("D:\\a", "D:\\b"), b"D"], ids=repr)
def test_a_policy_of_the_wrong_type_is_left_out(value: object) -> None:
    host = bare.windows(
        files={COMMON: profile("common")}, registry={POLICY: {"SiteProfile": value}}, protected=[COMMON]
    )  # type: ignore[dict-item]

    assert organisation(site(host)) == "common"


def test_the_folder_of_a_python_that_runs_pyready_is_no_place_for_a_profile() -> None:
    python = Reading("set", "C:\\Program Files\\Python313\\python.exe")
    beside = "C:\\Program Files\\Python313\\site.toml"
    host = bare.windows(files={beside: profile("x")}, protected=[beside], system=bare.windows_system(python=python))

    assert site(host) == Site()


def test_the_folder_of_the_frozen_program_is_one_when_it_is_protected() -> None:
    found = site(bare.windows(files={BESIDE: profile("beside")}, protected=[BESIDE], system=INSTALLED))

    assert (organisation(found), found.path) == ("beside", BESIDE)


def test_where_it_was_not_installed_nothing_is_looked_for_beside_it() -> None:
    beside = "C:\\Users\\jane.smith\\Downloads\\pyready\\site.toml"
    seen = look(bare.windows(files={beside: profile("x")}, protected=[beside]), (PROBE,))

    assert seen.facts[Site] == Site()
    assert beside not in {each.where for each in seen.did.read}


def test_on_linux_it_stands_in_etc() -> None:
    path = "/etc/pyready/site.toml"

    assert organisation(site(bare.linux(files={path: profile("x")}, protected=["/etc"]))) == "x"
    assert site(bare.linux(files={path: profile("x")})).profile is None


def test_a_named_profile_says_so() -> None:
    found = from_bytes(profile("x").encode(), "here.toml", named=True)

    assert (found.named, found.path, found.owner) == (True, "here.toml", "")


def test_a_named_profile_that_is_bad_raises_one_sentence() -> None:
    with pytest.raises(BadProfile, match=r"^The site profile is not valid TOML"):
        from_bytes(b"not toml", "here.toml", named=True)


def test_a_profile_that_the_policy_names_and_that_is_missing_is_said() -> None:
    host = bare.windows(registry={r"HKLM\SOFTWARE\Policies\pyready": {"SiteProfile": r"C:\IT\site.toml"}})
    found = facts_of(host, Site, PROBE)

    assert found.profile is None
    assert found.refused == (r"C:\IT\site.toml: the policy of the computer names it, and it is missing",)


def test_a_policy_key_that_may_not_be_read_is_said() -> None:
    found = facts_of(bare.windows(denied_keys=[r"HKLM\SOFTWARE\Policies\pyready"]), Site, PROBE)

    assert len(found.refused) == 1
    assert found.refused[0].endswith(": denied")
