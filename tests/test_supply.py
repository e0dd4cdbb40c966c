"""Nothing that CI or a release runs comes by a name that can move: packages, actions, images, the dependency bot."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement

from for_each import for_each

TOP = Path(__file__).parents[1]
sys.path.append(str(TOP / "build"))

import pins  # noqa: E402 - after the path is set

LISTS = (pins.EXE, pins.TESTS, pins.SITE, pins.NET)
WORKFLOWS = sorted((TOP / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
TAGGED = "github.event_name == 'push' && github.ref_type == 'tag'"


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


@for_each("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_package_has_a_version_and_a_hash_and_no_list_names_an_index(path: Path) -> None:
    lines = [line for line in pins.blocks(path.read_text("utf-8")) if line and not line.startswith("#")]
    held = pins.hashes(path)

    assert len(lines) > 20
    assert [line for line in lines if not pins.LINE.match(line)] == []
    assert [name for name, told in held.items() if not told] == []
    assert "://" not in path.read_text("utf-8")
    assert list(held) == [pins.plain(name) for name in held]


def test_a_list_is_read_with_its_hashes(tmp_path: Path) -> None:
    one, two = "1" * 64, "2" * 64
    path = tmp_path / "packages.txt"
    path.write_text(f"# a\na-b==1.0 \\\n    --hash=sha256:{one} \\\n    --hash=sha256:{two}\n\nc==2\n", "utf-8")

    assert pins.versions(path) == {"a-b": "1.0", "c": "2"}
    assert pins.hashes(path) == {"a-b": [one, two], "c": []}
    assert pins.requirement(path, "a-b") == f"a-b==1.0 --hash=sha256:{one} --hash=sha256:{two}\n"


def test_what_the_tests_run_with_and_what_goes_into_the_exe_is_what_the_project_allows() -> None:
    wanted = [Requirement(line) for line in PROJECT["dependencies"]]
    tools = [Requirement(line) for line in PROJECT["optional-dependencies"]["test"]]
    tests, exe = pins.versions(pins.TESTS), pins.versions(pins.EXE)

    assert [str(each) for each in wanted + tools if not each.specifier.contains(tests[pins.plain(each.name)])] == []
    site, here = [Requirement(line) for line in PROJECT["optional-dependencies"]["site"]], pins.versions(pins.SITE)
    assert [str(each) for each in site if not each.specifier.contains(here[pins.plain(each.name)])] == []
    assert not set(here) & set(tests)
    inside = [each for each in wanted if each.name != "psutil"]  # for Linux and macOS only
    assert [str(each) for each in inside if not each.specifier.contains(exe[pins.plain(each.name)])] == []


def test_a_tool_that_finds_more_with_each_version_has_an_upper_bound() -> None:
    tools = {each.name: each for each in map(Requirement, PROJECT["optional-dependencies"]["test"])}

    for name in ("mypy", "ruff", "zizmor"):
        assert [each for each in tools[name].specifier if each.operator == "<"], name


def test_each_action_is_a_commit_with_its_version_beside_it() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "uses:" in line]

    assert len(lines) > 10
    wanted = re.compile(r"\s*(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not wanted.fullmatch(line)] == []
    versions: dict[str, set[str]] = {}
    for line in lines:
        name, _, pin = line.partition("uses: ")[2].partition("@")
        versions.setdefault(name, set()).add(pin)
    assert {name: pinned for name, pinned in versions.items() if len(pinned) > 1} == {}


def test_each_container_is_one_image_and_none_has_all_rights() -> None:
    containers = [job["container"] for path in WORKFLOWS for job in jobs(path).values() if "container" in job]

    assert len(containers) >= 3
    assert len({each["image"] for each in containers}) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-bookworm@sha256:[0-9a-f]{64}", containers[0]["image"])
    assert [each for each in containers if "--privileged" in each.get("options", "")] == []


def test_pip_is_given_hashes_or_a_folder_wherever_a_workflow_runs_it() -> None:
    runs = [step["run"] for path in WORKFLOWS for step in steps(path) if "pip install" in step.get("run", "")]

    assert len(runs) >= 4
    assert [
        line for line in runs if "--require-hashes" not in line and "--no-deps --no-build-isolation" not in line
    ] == []


def test_the_job_with_the_key_publishes_nothing_and_the_one_that_publishes_has_no_key() -> None:
    release = jobs(TOP / ".github" / "workflows" / "release.yml")
    with_key = [name for name, job in release.items() if "secrets." in str(job)]
    writing = [name for name, job in release.items() if "write" in job["permissions"].values()]

    assert (with_key, writing) == (["finish"], ["publish"])
    assert release["finish"]["permissions"] == {"contents": "read"}
    assert release["finish"]["environment"] == "${{ " + TAGGED + " && 'release' || '' }}"
    assert re.search(r"osslsigncode=\d", str(release["finish"]["steps"]))


def test_every_change_rehearses_the_release_and_only_a_tag_publishes_one() -> None:
    path = TOP / ".github" / "workflows" / "release.yml"
    started_by = yaml.safe_load(path.read_text("utf-8"))[True]  # YAML 1.1 reads `on` as yes

    assert set(started_by) == {"push", "pull_request", "workflow_dispatch"}
    assert started_by["push"]["branches"] == ["main"]
    only_a_tag = [name for name, job in jobs(path).items() if TAGGED in job.get("if", "")]
    assert only_a_tag == ["tests", "publish"]


def test_the_dependency_bot_knows_each_list_and_waits_a_week() -> None:
    bot = yaml.safe_load((TOP / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    folders = {folder for each in bot for folder in each.get("directories", [])}

    assert {each["package-ecosystem"] for each in bot} == {"github-actions", "pip"}
    assert {f"/{path.parent.relative_to(TOP).as_posix()}" for path in LISTS} <= folders
    assert [each for each in bot if each["cooldown"]["default-days"] < 7] == []
