"""What is loaded when: the look begins before judging is there, and rules of Windows are read on Windows alone."""

import os
import subprocess
import sys

LATE = (
    "pyready.checks",
    "pyready.routes",
    "pyready.tickets.making",
    "pyready.privacy.redact",
    "pyready.policy.applocker.evaluate",
    "pyready.report.text.render",
    "pyready.report.page.render",
    "pip._internal",
    "difflib",
    "hmac",
    "shlex",
    "traceback",
)


def loaded(code: str) -> list[str]:
    measuring = "COVERAGE_PROCESS_START"  # it loads modules of its own
    variables = {name: value for name, value in os.environ.items() if name != measuring}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=variables, check=True
    )
    return done.stdout.splitlines()


def test_the_look_can_begin_before_what_judges_is_loaded() -> None:
    code = f"import sys, pyready.commands.check\nprint(*[each for each in {LATE} if each in sys.modules], sep='\\n')"

    assert loaded(code) == [""]


def test_what_judges_loads_beside_a_look_at_servers_and_is_whole_then() -> None:
    code = (
        "import sys, threading\n"
        "from pyready.engine import app\n"
        "app.get_ready()\n"
        "[each.join() for each in threading.enumerate() if each.name == 'pyready-judging']\n"
        "print(*[each for each in ('pyready.checks', 'pyready.routes', 'pyready.engine.share') if each in sys.modules])"
    )

    assert loaded(code) == ["pyready.checks pyready.routes pyready.engine.share"]
