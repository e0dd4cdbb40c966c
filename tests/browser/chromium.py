"""Drives one headless Chromium over its own debugging pipe: a message is JSON and ends with a NUL.

No library stands between: every event that a test relies on is one that the browser itself reported.
"""

import base64
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_OPTIONS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--force-color-profile=srgb",
    # The browser's own calls home: nothing that it might ask for on its own leaves this machine.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_STARTER = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Chromium reads from handle 3 and writes to handle 4; a child of its own puts them there, whatever they were here."""
_PATIENCE = 60.0
_QUIET = 0.15
"""Seconds without any event after which nothing more is expected of a page that has loaded."""


class BrowserError(Exception):
    """The browser refused, went away, or did not answer in time."""


@dataclass
class Seen:
    """What the browser reported of one page, in the order of arrival."""

    requests: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def take(self, event: Mapping[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Network.webSocketCreated" | "Network.webTransportCreated":
                self.requests.append(params["url"])
            case "Debugger.scriptParsed":
                self.scripts.append(f"{params['url']}:{params['startLine']}")
            case "Page.javascriptDialogOpening":
                self.dialogs.append(params["message"])
            case "Audits.issueAdded":
                if params["issue"]["code"] == "ContentSecurityPolicyIssue":
                    details = params["issue"]["details"]["contentSecurityPolicyIssueDetails"]
                    self.refusals.append(f"{details['violatedDirective']} {details.get('blockedURL', '')}".strip())
            case "Log.entryAdded":
                self.console.append(params["entry"]["text"])
            case "Runtime.consoleAPICalled":
                self.console.append(str(params["args"]))
            case "Runtime.exceptionThrown":
                self.console.append(str(params["exceptionDetails"]))


class Chromium:
    """A running browser. `close` ends it and all it started."""

    def __init__(self, program: str, folder: Path) -> None:
        import fcntl  # not on Windows, where these tests are collected and left out

        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        handles = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (to_read, to_write)]
        options = [*_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else []), f"--user-data-dir={folder / 'profile'}"]
        command = [sys.executable, "-c", _STARTER, *map(str, handles), program, *options]
        self._log = (folder / "chromium.log").open("wb")
        self._process = subprocess.Popen(
            command, pass_fds=handles, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
            start_new_session=True, env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
        )  # fmt: skip
        for each in (to_read, to_write, *handles):
            os.close(each)
        self._buffer, self._number = b"", 0
        self.pages: dict[str, Page] = {}

    def close(self) -> None:
        with suppress(BrowserError, OSError):
            self.send("Browser.close", patience=5)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(5)
        os.close(self._to)
        os.close(self._from)
        self._log.close()

    def send(self, method: str, session: str = "", patience: float = _PATIENCE, **params: Any) -> Any:
        """Send a command and give its result; events that come meanwhile go to their pages."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        data = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        until = time.monotonic() + patience
        while data:
            if not select.select([], [self._to], [], max(0.0, until - time.monotonic()))[1]:
                raise BrowserError(f"{method}: the browser does not read")
            data = data[os.write(self._to, data[:65536]) :]  # a pipe that can be written takes as much as fits
        while True:
            answer = self.receive(until - time.monotonic())
            if answer is None:
                raise BrowserError(f"{method}: no answer in {patience:.0f} s")
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self, patience: float) -> dict[str, Any] | None:
        """The next message, after its page has seen it; None when there is none in time."""
        until = time.monotonic() + patience
        while b"\0" not in self._buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                return None
            more = os.read(self._from, 1 << 20)
            if not more:
                raise BrowserError(f"the browser ended: {Path(self._log.name).read_text('utf-8', 'replace')[-1000:]}")
            self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if page := self.pages.get(message.get("sessionId", "")):
            page.take(message)
        return message


class Page:
    """One tab. What it reported is in `seen`; the scripts that `ask` itself sends are not counted there."""

    def __init__(
        self,
        browser: Chromium,
        *,
        size: tuple[int, int] = (1280, 900),
        dark: bool = False,
        script: bool = True,
        text: int = 100,
    ) -> None:
        self.browser = browser
        self.seen = Seen()
        self._loaded = self._asking = False
        self.target: str = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self._session: str = browser.send("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.pages[self._session] = self
        for domain in ("Page", "Network", "Runtime", "Log", "Audits", "Debugger", "DOM"):
            self.send(f"{domain}.enable")
        self.send("Network.setCacheDisabled", cacheDisabled=True)
        self.resize(*size)
        self.media(dark=dark)
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self.send("Page.setFontSizes", fontSizes={"standard": 16 * text // 100, "fixed": 13 * text // 100})

    def send(self, method: str, **params: Any) -> Any:
        return self.browser.send(method, self._session, **params)

    def take(self, message: Mapping[str, Any]) -> None:
        if message.get("method") == "Page.loadEventFired":
            self._loaded = True
        if message.get("method") == "Page.javascriptDialogOpening":
            self._close_dialog()
        if not (self._asking and message.get("method") == "Debugger.scriptParsed"):
            self.seen.take(message)

    def _close_dialog(self) -> None:
        """Without waiting: an answer is read by whoever is reading now."""
        message = {"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
        os.write(self.browser._to, json.dumps(message | {"sessionId": self._session}).encode() + b"\0")

    def open(self, path: Path) -> Seen:
        """Load a file, and wait until nothing more happens."""
        self._loaded = False
        self.seen = Seen()
        self.send("Page.navigate", url=path.as_uri())
        until = time.monotonic() + _PATIENCE
        while not self._loaded:
            if self.browser.receive(until - time.monotonic()) is None:
                raise BrowserError(f"{path.name} did not load in time")
        while self.browser.receive(_QUIET) is not None:
            pass
        return self.seen

    def resize(self, width: int, height: int = 900) -> None:
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, *, dark: bool = False, kind: str = "") -> None:
        wanted = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media=kind, features=[wanted])

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, or of its promise."""
        self._asking = True
        try:
            result = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        finally:
            self._asking = False
        if "exceptionDetails" in result:
            raise BrowserError(str(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def press(self, key: str, code: str, number: int, text: str = "") -> None:
        """Press a key of the keyboard, as a person does."""
        common = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def printed(self) -> bytes:
        """The page as a PDF of A4."""
        options = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False}
        return base64.b64decode(self.send("Page.printToPDF", **options)["data"])

    def picture(self, *, kind: str = "png", **more: Any) -> bytes:
        """A picture of what the window shows."""
        return base64.b64decode(self.send("Page.captureScreenshot", format=kind, **more)["data"])

    def close(self) -> None:
        self.browser.send("Target.closeTarget", targetId=self.target)
        del self.browser.pages[self._session]
