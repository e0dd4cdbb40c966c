"""What the sample records are made of: checks, steps, requests, facts and what was done."""

import msgspec

from pyready.model.activity import Contacted, Did, Read
from pyready.model.outcome import Evidence, Fix, Step
from pyready.model.record import CheckRecord, RequestRecord

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
