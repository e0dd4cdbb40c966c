"""Everyday work: `python tasks.py TASK`. Needs what the README's test command installs.

- check: lint and types for Linux, Windows and macOS
- quick: the tests of rules, routes and words, at most 45 s on two cores
- test: the README's test command; more words go to pytest
- renew: write everything that is generated and say what changed (--check: write nothing)
- bench: every bench, whole
- words: every sentence that pyready can say, on one page (build/words.md)
- site: the guides, papers and references as a site, which works without a network
- news: what changed since a day, such as 2026-11-01, as a text to send
- no-run: the page for computers that do not let pyready start, in dist/ (--check: look at its questions only)
- knowledge: the rows that are old, unsure or past their end, and where to look them up
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

TOP = Path(__file__).parent
SLOW = (
    "browser",
    "commands",
    "engine/test_faults.py",
    "engine/test_share.py",
    "exe",
    "laptops/test_cases.py",
    "laptops/test_recorded.py",
    "net",
    "no_run_page",
    "posix",
    "privacy/test_scan.py",
    "report/test_html.py",
    "report/test_markdown.py",
    "report/test_saved.py",
    "report/test_schema.py",
    "report/test_text_from_machines.py",
    "report/test_written_formats.py",
    "routes/test_carried_out.py",
    "running",
    "settings",
    "test_tasks.py",
    "verify",
)
"""Tests that start servers and programs, or write every report; `quick` leaves them out."""


def _run(*command: str) -> int:
    """Run a command with this Python's own modules at the top of the project."""
    return subprocess.run([sys.executable, *command], cwd=TOP, check=False).returncode


def check(_: Sequence[str]) -> int:
    """Lint, form and types; everything is said before it ends."""
    codes = [_run("-m", "ruff", "check", "."), _run("-m", "ruff", "format", "--check", ".")]
    codes += [_run("-m", "mypy", "--platform", platform) for platform in ("linux", "win32", "darwin")]
    return max(codes)


def quick(words: Sequence[str]) -> int:
    """The fast tests."""
    without = [f"--ignore=tests/{name}" for name in SLOW]
    return _run("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *without, *words)


def test(words: Sequence[str]) -> int:
    """All tests that need no part of another system."""
    return _run("-m", "pytest", "-n", "2", *words)


def renew(words: Sequence[str]) -> int:
    """Everything that is generated."""
    return _run("build/renew.py", *words)


def bench(words: Sequence[str]) -> int:
    """Each bench, one after the other; the exe's needs `build/windows.py exe` first."""
    return max(_run(str(path.relative_to(TOP)), *words) for path in sorted((TOP / "bench").glob("*.py")))


def words(_: Sequence[str]) -> int:
    """Every sentence on one page."""
    return _run("build/words_page.py")


def no_run(words: Sequence[str]) -> int:
    """The no-run page."""
    return _run("build/no_run.py", *words)


def knowledge(words: Sequence[str]) -> int:
    """What to look up again; a day may follow, such as 2031-12-01."""
    return _run("build/old_knowledge.py", *words)


def site(words: Sequence[str]) -> int:
    """The site; needs the packages of the site."""
    return _run("build/website/make.py", *words)


def news(words: Sequence[str]) -> int:
    """What changed since a day."""
    return _run("build/website/news.py", *words)


TASKS: dict[str, Callable[[Sequence[str]], int]] = {
    each.__name__.replace("_", "-"): each
    for each in (check, quick, test, renew, bench, words, site, news, no_run, knowledge)
}


def main(arguments: Sequence[str]) -> int:
    """Run one task and return its exit code."""
    if not arguments or arguments[0] not in TASKS:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["--help"], ["-h"]) else 2
    return TASKS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
