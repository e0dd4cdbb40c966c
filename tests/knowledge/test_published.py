"""The comparison with published dates, on samples in the published shape that this project wrote itself."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

import published  # noqa: E402 - after the path is set

PYTHONS: dict[str, Any] = {
    "date": dt.date(2026, 11, 22),
    "version": [
        {"minor": "3.13", "ends": dt.date(2029, 10, 31)},
        {"minor": "3.14", "ends": dt.date(2030, 10, 31)},
    ],
}
WINDOWS: dict[str, Any] = {
    "date": dt.date(2026, 11, 22),
    "release": [
        {"build": 26100, "kind": "home-pro", "name": "Windows 11 24H2", "ends": dt.date(2026, 10, 13)},
        {"build": 26100, "kind": "enterprise", "name": "Windows 11 24H2", "ends": dt.date(2027, 10, 12)},
        {"build": 26100, "kind": "ltsc", "name": "Windows 11 LTSC 2024", "ends": dt.date(2029, 10, 9)},
        {"build": 19045, "kind": "home-pro", "name": "Windows 10 22H2", "ends": dt.date(2025, 10, 14)},
        {"build": 19045, "kind": "enterprise", "name": "Windows 10 22H2", "ends": dt.date(2025, 10, 14)},
    ],
}


def python(ends: Any, status: str = "bugfix") -> dict[str, Any]:
    return {"branch": "x", "pep": 1, "status": status, "first_release": "2025-10-07", "end_of_life": ends}


def cycle(name: str, ends: Any, build: str = "10.0.26100") -> dict[str, Any]:
    return {"cycle": name, "eol": ends, "latest": build, "lts": False, "support": ends}


@for_each(
    ("told", "changes"),
    [
        ({"3.14": python("2030-10")}, []),
        ({"3.14": python("2030-10-31"), "2.7": python("2020-01-01")}, []),
        ({"3.14": python("2031-04")}, ["3.14: ends 2030-10-31; published: 2031-04"]),
        ({"3.14": python(None)}, []),
        ({"3.15": python("2031-10")}, ["3.15: has no row; published end: 2031-10"]),
        ({"3.16": python("2032-10", "feature"), "3.17": python("2033-10", "prerelease")}, []),
        ({"3.8": python("2024-10-07", "end-of-life")}, []),
        ({"3.15": python("@everyone")}, ["3.15: has no row; published end: not told"]),
        ({"3.14": python("2030-10"), "3.15\n- @all": python("2031-10")}, []),
    ],
)
def test_pythons(told: Any, changes: list[str]) -> None:
    assert [f"{each.row}: {each.says}" for each in published.pythons(told, PYTHONS)] == changes


@for_each(
    ("told", "changes"),
    [
        ([cycle("11-24h2-e", "2027-10-12"), cycle("11-24h2-w", "2026-10-13")], []),
        ([cycle("11-24h2-e-lts", "2029-10-09"), cycle("10-22h2", "2025-10-14", "10.0.19045")], []),
        (
            [cycle("11-24h2-w", "2026-11-10")],
            ["Windows 11 24H2 (build 26100, home-pro): ends 2026-10-13; published: 2026-11-10"],
        ),
        (
            [cycle("10-22h2", "2026-10-13", "10.0.19045")],
            [
                "Windows 10 22H2 (build 19045, home-pro): ends 2025-10-14; published: 2026-10-13",
                "Windows 10 22H2 (build 19045, enterprise): ends 2025-10-14; published: 2026-10-13",
            ],
        ),
        (
            [cycle("11-26h2-e", "2029-10-09", "10.0.26300")],
            ["build 26300, enterprise: has no row; published end: 2029-10-09"],
        ),
        ([cycle("11-24h2-iot-lts", "2034-10-10")], ["build 26100, iot-ltsc: has no row; published end: 2034-10-10"]),
        ([cycle("11-21h2-e", "2024-10-08", "10.0.22000")], []),
        (
            [cycle("11-24h2-e", "2027-10-12"), cycle("7-sp1", "2020-01-14", "6.1.7601"), cycle("11-24h2-w", False), 7],
            [],
        ),
    ],
)
def test_windows(told: Any, changes: list[str]) -> None:
    assert [f"{each.row}: {each.says}" for each in published.windows(told, WINDOWS)] == changes


@for_each("told", [None, 1, [], {}, "<html>", {"a": 1}, [1, {}], {"3.14": 5}, [{"cycle": "11-24h2-e"}]])
def test_what_does_not_have_the_published_shape_is_not_taken_for_no_change(told: Any) -> None:
    with pytest.raises(published.Unusable):
        list(published.pythons(told, PYTHONS))
    with pytest.raises(published.Unusable):
        list(published.windows(told, WINDOWS))


def run(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(TOP / "build" / "published.py"), str(folder)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=30)


def test_the_issue_names_rows_and_pages_and_nothing_else_of_what_was_fetched(tmp_path: Path) -> None:
    (tmp_path / "pythons.json").write_text(json.dumps({"3.14": python("2099-10") | {"x": "@everyone"}}), "utf-8")
    (tmp_path / "windows.json").write_text(json.dumps([cycle("11-24h2-e", "2099-01-01")]), "utf-8")
    done = run(tmp_path)

    assert done.returncode == 0
    windows = "- `windows.toml`, Windows 11 24H2 (build 26100, enterprise): ends 2027-10-12; published: 2099-01-01"
    assert done.stdout.splitlines()[2:4] == [
        "- `pythons.toml`, 3.14: ends 2030-10-31; published: 2099-10 (https://peps.python.org/api/release-cycle.json)",
        f"{windows} (https://endoflife.date/api/windows.json)",
    ]
    assert "@" not in done.stdout


def test_where_nothing_differs_nothing_is_printed(tmp_path: Path) -> None:
    (tmp_path / "pythons.json").write_text(json.dumps({"3.14": python("2030-10")}), "utf-8")
    (tmp_path / "windows.json").write_text(json.dumps([cycle("11-24h2-e", "2027-10-12")]), "utf-8")
    done = run(tmp_path)

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("content", [None, "<html>", "{}", "[]", "\x00"])
def test_what_cannot_be_compared_fails_the_job(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "pythons.json").write_text(content, "utf-8")
    (tmp_path / "windows.json").write_text("[]", "utf-8")
    done = run(tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be compared" in done.stderr
