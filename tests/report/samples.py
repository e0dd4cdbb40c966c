"""Records as the judge would make them: one for each kind of answer."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from pyready.model.activity import Did, Ran, Wrote
from pyready.model.outcome import Fix, Step
from pyready.model.record import FORMAT, CheckRecord, Need, Record, RouteRecord, Tool, Verdict
from pyready.report.text.render import TextOptions, render
from report.sample_parts import CHECKS, DID, FACTS, HOSTS, NOTEBOOK, NOTICE, REQUESTS, STEPS


def route(
    name: str, title: str, state: str, needs: tuple[str, ...], why: str = "", kind: str = "local", **rest: object
) -> RouteRecord:
    found = tuple(Need(need, CHECKS[need].outcome) for need in needs)
    return RouteRecord(name, title, kind, state, found, why=why, **rest)  # type: ignore[arg-type]


ELSEWHERE = route(
    "browser-notebook",
    "Notebook in the browser",
    "open",
    ("browser-python",),
    "Your browser can open it.",
    "elsewhere",
    steps=NOTEBOOK,
    about="Python inside a web page. Nothing is installed; good for learning and for data that is not about patients.",
    guide="browser-notebook",
)


def record(verdict: Verdict, *routes: RouteRecord, **rest: object) -> Record:
    used = {need.check for one in routes for need in one.needs}
    parts: dict[str, object] = {
        "checks": tuple(check for check in CHECKS.values() if check.id in used),
        "requests": (),
        "facts": FACTS,
        "did": DID,
        "timings": {"network": 15.0, "rights": 0.004},
    }
    taken = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    return Record(FORMAT, Tool("0.1.0", "2026-11-22"), taken, 1.9, False, verdict, routes, **(parts | rest))  # type: ignore[arg-type]


def opened() -> Record:
    return record(
        Verdict(
            "open",
            "python-manager",
            "",
            "You can install Python for yourself now, with the Python install manager.",
            "Follow the four steps below; they take about five minutes.",
        ),
        route("existing-python", "Python that is already here", "closed", ("python-present",), "None was found."),
        route(
            "python-manager",
            "Python install manager",
            "open",
            ("space", "path-length"),
            "Everything it needs is there.",
            steps=STEPS,
            guide="python-manager",
            about="The installer of the Python project itself.",
        ),
        route("linux-package", "The package of your distribution", "not-here", ()),
        ELSEWHERE,
    )


def closed() -> Record:
    needs = ("runs-user-programs", "downloads-reached", "space")
    return record(
        Verdict(
            "closed",
            "existing-python",
            "browser-notebook",
            "Your organisation allows programs only from folders that IT fills, so Python has to come from IT.",
            "Send request 1, at the end of this report, to the IT team. It is a small one.",
        ),
        route(
            "existing-python",
            "Python that is already here",
            "closed",
            ("python-present", "index-reached"),
            "None was found that is supported and complete.",
            steps=STEPS[3:],
        ),
        route(
            "python-manager",
            "Python install manager",
            "closed",
            (*needs, "index-reached", "path-length"),
            "It installs into your own folders, and programs do not start there.",
            steps=STEPS,
            guide="python-manager",
        ),
        route(
            "uv",
            "uv",
            "closed",
            (*needs, "index-reached"),
            "It installs into your own folders, and programs do not start there.",
        ),
        route("miniforge", "Miniforge", "closed", (*needs, "old-condarc"), "Programs do not start where it goes."),
        route("software-catalogue", "Company Portal", "unsure", ("store",), "Nobody said whether it offers Python."),
        ELSEWHERE,
        route("ask-it", "Ask the IT team", "open", (), kind="ask"),
        requests=REQUESTS,
        notices=(NOTICE,),
    )


def unsure() -> Record:
    return record(
        Verdict(
            "unsure",
            "python-manager",
            "browser-notebook",
            "It may work, but one thing could not be found out: whether Python can be downloaded from here.",
            "Run pyready again on the office network or with the VPN on.",
        ),
        route(
            "python-manager",
            "Python install manager",
            "unsure",
            ("downloads-reached", "space"),
            "The download server gave no answer.",
            steps=STEPS,
        ),
        ELSEWHERE,
    )


def with_fixes() -> Record:
    fix = Fix("you", "empty the recycle bin.", (Step("Empty it.", "cleanmgr", "cmd"),))
    space = CheckRecord("space", "Is there enough space?", "problem", "blocker", "200 MB are free.", fix=fix)
    return record(
        Verdict("open-with-fixes", "uv", "", "Make some space, then install uv.", "Empty the recycle bin."),
        route("uv", "uv", "open-with-fixes", ("space",), "There is too little space.", steps=(*fix.commands, *STEPS)),
        checks=(space,),
        did=Did(ran=(Ran("pyready-trial.exe", "app-control"),), wrote=(Wrote("pyready-trial.exe", "app-control"),)),
    )


def nothing_known() -> Record:
    unknown = [
        msgspec.structs.replace(
            check, outcome="unknown", says="This was not looked at.", because=(), fix=None, sure="certain"
        )
        for check in CHECKS.values()
    ]
    needs = tuple(Need(check.id, "unknown") for check in unknown)
    return record(
        Verdict("unsure", "uv", "", "Nothing could be found out about this computer.", "Run pyready on the laptop."),
        RouteRecord("uv", "uv", "local", "unsure", needs, why="Not one of its needs is known."),
        checks=tuple(unknown),
    )


def empty() -> Record:
    return record(Verdict("closed", "", "", "There is no route.", ""), checks=(), facts={}, did=Did(), timings={})


ALL = {
    "open": opened,
    "closed": closed,
    "unsure": unsure,
    "with-fixes": with_fixes,
    "nothing-known": nothing_known,
    "empty": empty,
}


def shown(record: Record, **options: Any) -> str:
    return render(record, TextOptions(hosts=HOSTS, **options))


def commands(record: Record) -> set[str]:
    steps = [step for route in record.routes for step in route.steps]
    steps += [step for check in record.checks if check.fix for step in check.fix.commands]
    return {line for step in steps for line in step.command.split("\n")}
