"""What git's files include, compared with what the real git lists, outside a repository and in one."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from needs import needs_modes
from pyready.formats.git_config import Entry
from pyready.formats.git_files import home, paths
from pyready.formats.git_includes import DEEPEST, MOST_FILES, Walk
from pyready.model.host import Drive
from pyready.model.tool_settings import SettingsFile
from pyready.probes.settings import PROBE, Settings

OF_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="asked of the git of POSIX")
OWN = ".gitconfig"
SAID = "[http]\nproxy = http://p{}.example:1\n"
IN_ONE = '[includeIf "gitdir:~/"]\npath = {}\n'
"""A condition that holds in every repository of the person."""


class Real:
    """A folder of one person with a repository in it, and the git that lists what it reads there."""

    def __init__(self, top: Path) -> None:
        self.top, self.work = top, top / "work"
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(top), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": str(top)}  # fmt: skip
        subprocess.run(["git", "init", "-q", str(self.work)], env=self.env, check=True)

    def holds(self, files: Mapping[str, str]) -> None:
        """These files and no others."""
        for name in (OWN, *NAMES, "linked"):
            (self.top / name).unlink(missing_ok=True)
        for name, text in files.items():
            (self.top / name).parent.mkdir(parents=True, exist_ok=True)
            (self.top / name).write_text(text, encoding="utf-8")

    def lists(self, folder: Path) -> list[tuple[str, str]] | None:
        """File and setting of each line, without those of the repository itself; None where git stops."""
        asked = ["git", "config", "--list", "--includes", "--show-origin", "--null"]
        result = subprocess.run(asked, cwd=folder, env=self.env, capture_output=True, check=False)
        words = result.stdout.decode().split("\0")
        pairs = zip(words[::2], words[1::2], strict=False)
        return None if result.returncode else [(a[5:], b) for a, b in pairs if a != "file:.git/config"]

    def walked(self) -> Walk:
        """What pyready makes of it."""
        from pyready.posix.files import PosixFiles

        host = replace(bare.linux({"HOME": str(self.top)}), files=PosixFiles())
        walk = Walk(host, home(host))
        for path in (each for each in paths(host) if each.startswith(str(self.top))):
            walk.read(path)
        return walk


def spelled(entry: Entry) -> str:
    """A setting as git lists it."""
    section, _, key = entry.name.rpartition(".")
    name = entry.name if entry.below is None else f"{section}.{entry.below}.{key}"
    return name if entry.value is None else f"{name}\n{entry.value}"


def differences(real: Real) -> list[str]:
    """What pyready and git do not agree on; nothing where they do."""
    walk = real.walked()
    always = [(each.path, spelled(each.entry)) for each in walk.found if not each.when]
    every = [(each.path, spelled(each.entry)) for each in walk.found]
    stops = {each.when for each in walk.files if each.fault}
    outside, inside = real.lists(real.top), real.lists(real.work)
    found = []
    if outside != (None if "" in stops else always):
        found.append(f"outside: git {outside}, pyready {always}, stops {stops}")
    if inside != (None if stops else every):
        found.append(f"in a repository: git {inside}, pyready {every}, stops {stops}")
    return found


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Real:
    return Real(tmp_path_factory.mktemp("person"))


NAMES = ("a", "b", "sub/c", "sub/d", ".config/git/config")
CHAIN = {OWN: "[include]\npath = n1\n"} | {f"n{at}": f"[include]\npath = n{at + 1}\n" for at in range(1, DEEPEST)}

TABLE: Mapping[str, Mapping[str, str]] = {
    "no include": {OWN: SAID.format(1)},
    "the values stand where the line stands": {OWN: f"{SAID.format(1)}[include]\npath = a\n{SAID.format(2)}", "a": SAID.format(3)},
    "beside the file that names it": {OWN: "[include]\npath = sub/c\n", "sub/c": "[include]\npath = d\n", "sub/d": SAID.format(1), "d": SAID.format(2)},
    "home": {OWN: "[include]\npath = ~/a\n", "a": SAID.format(1)},
    "a missing file": {OWN: "[include]\npath = nowhere/x\n" + SAID.format(1)},
    "below a file": {OWN: "[include]\npath = a/x\n" + SAID.format(1), "a": ""},
    "twice": {OWN: "[include]\npath = a\npath = a\n", "a": SAID.format(1)},
    "itself": {OWN: "[include]\npath = .gitconfig\n"},
    "a circle of two": {OWN: "[include]\npath = a\n", "a": "[include]\npath = b\n", "b": "[include]\npath = a\n"},
    "as deep as may be": {**CHAIN, f"n{DEEPEST}": SAID.format(1)},
    "one deeper": {**CHAIN, f"n{DEEPEST}": "[include]\npath = a\n", "a": ""},
    "one deeper, which is not there": {**CHAIN, f"n{DEEPEST}": "[include]\npath = nowhere\n"},
    "no value": {OWN: "[include]\npath\n"},
    "an empty value": {OWN: "[include]\npath =\n"},
    "a folder": {OWN: "[include]\npath = sub\n", "sub/c": ""},
    "the home folder": {OWN: "[include]\npath = ~\n"},
    "of another form": {OWN: "[include]\npath = a\n", "a": "[http\n"},
    "a section of another name": {OWN: '[include "x"]\npath = a\n[.include]\npath = a\n', "a": SAID.format(1)},
    "letters of either kind": {OWN: '[INCLUDE]\nPATH = a\n[IncludeIf "gitdir:~/"]\nPath = b\n', "a": SAID.format(1), "b": SAID.format(2)},
    "a backslash": {OWN: '[include]\npath = "sub\\\\c"\n', "sub/c": SAID.format(1)},
    "git's own folder": {OWN: "[include]\npath = %(prefix)/no-such-file-of-git\n" + SAID.format(1)},
    "a condition": {OWN: SAID.format(1) + IN_ONE.format("a") + SAID.format(2), "a": SAID.format(3)},
    "a condition and a fault": {OWN: SAID.format(1) + IN_ONE.format("a") + SAID.format(2), "a": "[http\n"},
    "a condition and no value": {OWN: '[includeIf "gitdir:~/"]\npath\n' + SAID.format(1)},
    "a condition and a folder": {OWN: IN_ONE.format("sub"), "sub/c": ""},
    "a condition below another": {OWN: IN_ONE.format("a"), "a": IN_ONE.format("b") + SAID.format(1), "b": SAID.format(2)},
    "a condition that git does not know": {OWN: '[includeIf "moon:full"]\npath = a\n[includeIf "gitdir"]\npath\n', "a": SAID.format(1)},
    "a circle where the condition holds": {OWN: IN_ONE.format("a"), "a": "[include]\npath = a\n"},
    "the other file of the person": {".config/git/config": "[include]\npath = d\n", ".config/git/d": SAID.format(1), OWN: SAID.format(2)},
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
@OF_POSIX
def test_the_table_of_differences_from_the_real_git_is_empty(case: str, tmp_path: Path) -> None:
    real = Real(tmp_path)
    real.holds(TABLE[case])
    assert differences(real) == []


@OF_POSIX
def test_a_file_that_may_not_be_opened_stops_git(tmp_path: Path) -> None:
    real = Real(tmp_path)
    real.holds({OWN: "[include]\npath = a\n", "a": ""})
    (tmp_path / "a").chmod(0)
    needs_modes(tmp_path / "a", os.R_OK)
    assert real.walked().files[0].reason == "it includes a file that your account cannot open"
    assert differences(real) == []


TARGETS = st.sampled_from(("a", "b", "sub/c", "../sub/d", "d", "~/a", "~/sub/c", "sub/../b", "missing", "c"))
LINES = st.one_of(
    st.integers(1, 9).map(SAID.format),
    TARGETS.map("[include]\npath = {}\n".format),
    TARGETS.map(IN_ONE.format),
    st.sampled_from(("# words\n", "[http]\nsslVerify\n", '[includeIf "moon:full"]\npath = a\n')),
)
TEXTS = st.lists(LINES, max_size=4).map("".join)


@pytest.mark.unmeasured
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=5))
@OF_POSIX
def test_of_any_tree_of_includes_the_table_of_differences_is_empty(
    real: Real, own: str, others: dict[str, str]
) -> None:
    real.holds({OWN: own, **others})
    assume(not any("did not follow" in each.reason for each in real.walked().files))  # git has no such limit
    assert differences(real) == []


def windows(
    named: str, files: Mapping[str, str], variables: Mapping[str, str] | None = None, **more: object
) -> Settings:
    """A laptop whose file of git includes one other."""
    own = {f"{bare.HOME}\\.gitconfig": f'[include]\npath = "{named}"\n'.replace("\\", "\\\\")}
    return facts_of(bare.windows(variables, own | dict(files), **more), Settings, PROBE)


def states(found: Settings) -> list[tuple[str, str, int | None]]:
    """Of each file but the first what became of it."""
    return [(each.path, each.state, each.line) for each in found.files[1:]]


@for_each(
    ("named", "path"),
    [
        ("corp", f"{bare.HOME}\\corp"),
        ("git/corp", f"{bare.HOME}\\git\\corp"),
        ("~/corp", f"{bare.HOME}\\corp"),
        ("C:/Tools/corp", "C:\\Tools\\corp"),
        ("C:\\Tools\\corp", "C:\\Tools\\corp"),
        ("%(prefix)/etc/corp", "C:\\Program Files\\Git\\mingw64\\etc\\corp"),
    ],
)
def test_on_windows_either_slash_leads_to_the_file(named: str, path: str) -> None:
    found = windows(named, {path: SAID.format(1)})

    assert [(each.path, each.state) for each in found.files[1:]] == [(path, "set")]
    assert [(each.proxy, each.source) for each in found.of("git", "http.proxy")] == [("p1.example:1", path)]


@for_each("named", ["/etc/corp", "\\corp", "C:corp", "%(prefix)/etc/corp"])
def test_a_file_whose_place_is_not_known_is_named_by_the_line_that_includes_it(named: str) -> None:
    assert states(windows(named, {})) == [(f"{bare.HOME}\\.gitconfig", "missing", 2)]


def test_on_windows_git_stops_at_the_folder_of_a_named_user() -> None:
    assert windows("~jane.smith/corp", {}).files[0].fault == "include"


@pytest.mark.parametrize("named", ["\\\\fs01\\git\\corp", "//fs01/git/corp", "Z:/git/corp"])
def test_a_file_on_a_server_is_not_opened(named: str) -> None:
    path = named.replace("/", "\\")
    found = windows(named, {path: SAID.format(1)}, drives={"Z:\\": Drive("network")})

    assert states(found) == [(path, "network", None)]
    assert found.of("git") == ()


def test_beside_a_file_that_was_just_read_from_a_server_the_next_one_is_opened() -> None:
    files = {"H:\\.gitconfig": "[include]\npath = corp\n", "H:\\corp": SAID.format(1)}
    host = bare.windows({"HOME": "H:\\"}, files, drives={"H:\\": Drive("network")})

    assert [each.state for each in facts_of(host, Settings, PROBE).files] == ["set", "set"]


def linux(text: str, files: Mapping[str, str]) -> list[SettingsFile]:
    own = {"/home/jsmith/.gitconfig": text}
    return list(facts_of(bare.linux(files=own | dict(files)), Settings, PROBE).files)


def test_the_own_name_leads_home_and_that_of_others_nowhere() -> None:
    files = {"/home/jsmith/corp": "", "/home/colleague/corp": ""}
    found = linux("[include]\npath = ~jsmith/corp\npath = ~colleague/corp\n", files)

    assert [(each.path, each.state) for each in found[1:]] == [
        ("/home/jsmith/corp", "set"),
        ("/home/jsmith/.gitconfig", "missing"),
    ]


def test_no_more_files_are_followed_than_the_limit() -> None:
    text = "".join(f"[include]\npath = n{at}\n" for at in range(MOST_FILES + 5))
    found = linux(text, {f"/home/jsmith/n{at}": "" for at in range(MOST_FILES + 5)})

    assert [each.state for each in found].count("set") == MOST_FILES + 1
    assert {each.reason for each in found if each.state == "missing"} == {"pyready did not follow all includes"}


@pytest.mark.unmeasured
def test_all_that_is_included_has_one_limit_in_bytes() -> None:
    files = {f"/home/jsmith/{name}": "# " + "x" * 600_000 for name in "ab"}
    found = linux("[include]\npath = a\npath = b\n", files)

    assert [each.state for each in found] == ["set", "set", "malformed"]
    assert not found[2].fault
