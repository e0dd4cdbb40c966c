"""Measures what a policy of 5,000 rules adds to the local probes, on recorded machines (Linux fakes).

AppLocker's rules, and those of Software Restriction Policies. The machines and an empty Python take turns in one run,
in processor time; needs the tests' packages. Bar: 150 ms.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from laptops import bare  # noqa: E402 - after the path is set
from laptops.looking import look  # noqa: E402
from policy.applocker.policies import ALL_SIGNED, DEFAULT, path, publisher, rules, text  # noqa: E402
from pyready.model.host import Machine  # noqa: E402
from pyready.probes import PROBES  # noqa: E402
from pyready.probes._control_readings import SAFER  # noqa: E402

WINDOWS_10 = Machine("Windows 10", 19045, "Enterprise", "x86_64", "client")
RULES, TURNS, BAR_MS = 5000, 15, 150.0
LOCAL = tuple(probe for probe in PROBES if not probe.network)


def vendor(number: int) -> str:
    """A rule as estates have them: by folder or by publisher, some that deny."""
    condition = path(f"%PROGRAMFILES%\\Vendor {number}\\*")
    if number % 2:
        condition = publisher(f"O=VENDOR {number}, L=TOWN, S=COUNTY, C=GB", f"PRODUCT {number}")
    return text("Allow" if number % 3 else "Deny", condition, number=number)


def older() -> dict[str, dict[str, Any]]:
    """Rules of Software Restriction Policies: by folder, by a pattern for a file, by a pattern for folders."""
    kinds = ("C:\\Apps\\app{}\\bin", "*\\tool{}.exe", "C:\\Users\\*\\AppData\\Local\\vendor {}")
    types = ("EXE", "MSI", "BAT", "CMD")
    found: dict[str, dict[str, Any]] = {
        f"HKLM\\{SAFER}": {"DefaultLevel": 0, "TransparentEnabled": 1, "PolicyScope": 0, "ExecutableTypes": types}
    }
    for number in range(RULES):
        name = f"HKLM\\{SAFER}\\262144\\Paths\\{{{number:08x}-0000-0000-0000-000000000000}}"
        found[name] = {"ItemData": kinds[number % 3].format(number)}
    return found


def seconds(run: Callable[[], object]) -> float:
    """The processor's time for one run, in this process and those it started: other work does not count."""
    start = os.times()
    run()
    return sum(os.times()[:4]) - sum(start[:4])


def main() -> int:
    """Print the bar with its figure; 1 when it is missed."""
    many = [vendor(number) for number in range(100, 100 + RULES - len(DEFAULT))]
    python = {"files": bare.installed_windows("C:\\Program Files\\Python313")}  # it is asked about by itself
    hosts = [
        bare.windows(
            registry=rules("Exe", *DEFAULT, *more) | rules("Appx", ALL_SIGNED), system=bare.all_readable(), **python
        )
        for more in ([], many)
    ]
    hosts.append(bare.windows(registry=older(), system=bare.all_readable(machine=WINDOWS_10), **python))
    runs: list[Callable[[], object]] = [
        *(lambda host=host: look(host, LOCAL) for host in hosts),  # type: ignore[misc]
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
    ]
    times = [[seconds(run) for run in runs] for _ in range(TURNS)]
    few, *others, empty = (statistics.median(column) for column in zip(*times, strict=True))
    missed = 0
    for name, taken in zip(("AppLocker", "Software Restriction Policies"), others, strict=True):
        added = (taken - few) * 1000
        missed += added > BAR_MS
        print(
            f"{'met   ' if added <= BAR_MS else 'MISSED'}  {added:6.0f} ms  bar {BAR_MS:.0f} ms  {RULES} rules, {name}"
        )
        print(f"that is {added / empty / 1000:.1f} times an empty Python, which took {empty * 1000:.0f} ms in this run")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
