"""Records as the judge would make them: one for each kind of answer."""

from datetime import UTC, datetime

import msgspec

from pyready.did import Contacted, Did, Ran, Read, Wrote
from pyready.outcome import Evidence, Fix, Step
from pyready.report.record import (
    FORMAT,
    CheckRecord,
    Need,
    Record,
    RequestRecord,
    RouteRecord,
    Tool,
    Verdict,
)

HOSTS = {"index": "index.example", "index-files": "files.example", "python-downloads": "downloads.example"}

POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe"

CHECKS = {
    check.id: check
    for check in (
        CheckRecord(
            "runs-user-programs",
            "Do programs start from your own folders?",
            "problem",
            "blocker",
            "Windows starts programs only from Program Files and from its own folder, by a rule of your organisation.",
            because=(
                Evidence("AppLocker, programs", "enforced; no rule allows folders a user can write", POLICY, "policy"),
                Evidence("The service behind it", "running", "service AppIDSvc", "observed"),
            ),
            fix=Fix("it", "install Python for the whole computer.", request="machine-wide-python", guide="app-control"),
        ),
        CheckRecord(
            "python-present",
            "Is there a Python that you may use?",
            "problem",
            "blocker",
            "No Python was found that is still supported and complete.",
            because=(Evidence("Found", "Python 3.8 in QGIS, part of another product", r"HKLM\SOFTWARE\QGIS"),),
            fix=Fix("it", "install Python for the whole computer.", request="machine-wide-python"),
        ),
        CheckRecord(
            "index-reached",
            "Does pip reach its package index?",
            "problem",
            "blocker",
            "The proxy answered with a block page for the package index.",
            sure="likely",
            because=(Evidence("index.example", "403 from the proxy", "request through <proxy-1>", "trial"),),
            fix=Fix("it", "let two servers through the proxy.", request="index-allowed", hosts=("index",)),
        ),
        CheckRecord(
            "downloads-reached",
            "Can Python itself be downloaded?",
            "unknown",
            "blocker",
            "The download server gave no answer within 15 s.",
            settles="run pyready again on the office network or with the VPN on.",
        ),
        CheckRecord("space", "Is there enough space?", "passed", "blocker", "34 GB are free, 1 GB is enough."),
        CheckRecord(
            "path-length",
            "Are long paths switched on?",
            "problem",
            "limit",
            "Paths longer than 260 characters do not work. Keep projects in a folder with a short name.",
            fix=Fix("nobody", "it needs rights you do not have, and it rarely matters."),
        ),
        CheckRecord(
            "browser-python",
            "Does the browser notebook open?",
            "passed",
            "blocker",
            "The page was reached, and Edge is new enough.",
        ),
        CheckRecord(
            "old-condarc",
            "Is an old conda configuration left over?",
            "problem",
            "note",
            "A .condarc from 2019 names channels that need a paid licence.",
            fix=Fix("you", "rename the file; nothing else uses it.", guide="conda"),
        ),
        CheckRecord("store", "Is the Store there?", "not-applicable", "limit", "Server editions have no Store."),
    )
}


def route(
    name: str, title: str, state: str, needs: tuple[str, ...], why: str = "", kind: str = "local", **rest: object
) -> RouteRecord:
    found = tuple(Need(need, CHECKS[need].outcome) for need in needs)
    return RouteRecord(name, title, kind, state, found, why=why, **rest)  # type: ignore[arg-type]


STEPS = (
    Step("Open Command Prompt: press the Windows key, type cmd, press Enter."),
    Step(
        "Install Python 3.14 for yourself. No administrator rights are needed.",
        "py install 3.14",
        "cmd",
        "a minute of downloading, then the line 'Installed Python 3.14'.",
    ),
    Step(
        "Make a place for your project's packages.",
        'py -3.14 -m venv "%LOCALAPPDATA%\\venvs\\first-project-with-quite-a-long-name-of-its-own"',
        "cmd",
    ),
    Step("Check it.", "py -3.14 --version", "cmd", "the words Python 3.14 and a number."),
)

NOTEBOOK = (
    Step("Open the notebook.", "https://notebook.example/lab", "browser", "a page with an empty notebook."),
    Step("Keep to data that is not about patients: the page belongs to somebody else."),
)

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

REQUESTS = (
    RequestRecord(
        "machine-wide-python",
        "packaging",
        "small",
        "Python 3.14 for the whole computer, from the Python Software Foundation",
        "Your policy starts programs only from Program Files. A Python installed there starts without any new rule.",
        "Install python-3.14 for Windows (64-bit), silently, for all users, into Program Files.\n"
        "Detect it by HKLM\\SOFTWARE\\Python\\PythonCore\\3.14\\InstallPath.",
        scope="this computer; one analyst",
        patched_by="the same package, replaced within 14 days of a security release",
        residual_risk="packages that nobody has reviewed; an internal index takes that away",
        rollback="uninstall it from Apps; nothing else was changed",
        test="py -3.14 --version says Python 3.14",
        opens=("existing-python",),
        evidence=(Evidence("AppLocker, programs", "enforced", POLICY, "policy"),),
    ),
    RequestRecord(
        "index-allowed",
        "network-proxy",
        "medium",
        "Two package servers through the proxy",
        "pip fetches packages from these servers. Inspection may stay on.",
        "Allow CONNECT on port 443 to the servers named here.",
        hosts=("index", "index-files"),
        rollback="remove the two entries",
        test="pip download six",
        opens=(),
    ),
)

DID = Did(
    read=(
        Read("registry", POLICY, "set", "app-control"),
        Read("variable", "HTTPS_PROXY", "not-set", "proxies"),
        Read("file", r"%APPDATA%\pip\pip.ini", "denied", "settings"),
    ),
    contacted=(
        Contacted("index", "request", "blocked", "network", "<proxy-1>"),
        Contacted("index", "unverified-handshake", "ok", "certificates", "<proxy-1>"),
        Contacted("python-downloads", "request", "timed-out", "network"),
    ),
    by_windows=("certificates, revocation lists and root updates, when it checks a certificate chain",),
)

NOTICE = (
    "A site profile is in use: C:\\ProgramData\\pyready\\site.toml, of Administrators, SHA-256 "
    "5c1f0b9d3e2a4b6c8d7e9f00112233445566778899aabbccddeeff0011223344."
)

FACTS = {
    "rights": msgspec.Raw(b'{"state":"collected","value":{}}'),
    "network": msgspec.Raw(b'{"state":"not-collected","kind":"timed-out","reason":"no answer within 15 s"}'),
    "editors": msgspec.Raw(b'{"state":"not-collected","kind":"crashed","reason":"KeyError at editors:31"}'),
    "installers": msgspec.Raw(b'{"state":"not-applicable"}'),
}


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
