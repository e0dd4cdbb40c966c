"""AppLocker's local policy on a hosted runner: set, waited for, written down, and put back.

What others ran into, and what is done about it:

* The service's start type is protected; `sc config ... start= auto` works from an elevated prompt, but cannot be taken
  back (learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/
  configure-the-application-identity-service). So it is started and its start type is left alone. `appidtel start` does
  the same and starts the filter of managed installers, too, which is not wanted.
* On a computer outside a domain rules were seen not to apply before a restart
  (github.com/MicrosoftDocs/windows-itpro-docs/issues/381): a policy counts as in force only when Windows is seen to act
  by it, within bounds, and a test fails when it never does.
* A local policy takes effect at once, and `gpupdate /force` is the documented way to hurry it; event 8001 says that it
  was applied (learn.microsoft.com: "Refresh an AppLocker policy", "Using Event Viewer with AppLocker").
* Rules stay enforced when the service is stopped before the empty policy was taken in
  (learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/hh310286(v=ws.10)): the policy
  is put back first, and the service stopped last.

All looked at on 2026-11-27; none of it was seen running by this project.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from native.commands import Commands, until
from native.policy_xml import EMPTY

SERVICE = "AppIDSvc"
LOG = "Microsoft-Windows-AppLocker/EXE and DLL"
KEY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2"
WOULD_BE_BLOCKED, BLOCKED, APPLIED = 8003, 8004, 8001
IN_FORCE_S = 180.0


def service_runs() -> bool:
    """By the service manager's own word, which is the same in every language."""
    if sys.platform != "win32":
        return False
    from pyready.windows.services import service

    return service(SERVICE).state == "running"


class AppLocker:
    """`kept` is where policies, keys and events of each step are written down."""

    def __init__(self, commands: Commands, kept: Path, running: Callable[[], bool] = service_runs) -> None:
        self._commands, self._kept, self.running = commands, kept, running
        self._before, self._was_running = EMPTY, False

    def save(self) -> None:
        """What is to be put back."""
        self._was_running = self.running()
        self._before = self._commands.powershell("Get-AppLockerPolicy -Local -Xml").strip() or EMPTY
        (self._kept / "applocker-before.xml").write_text(self._before, "utf-8")

    def apply(self, name: str, xml: str) -> None:
        """Set it as the local policy, and write down what the registry then holds."""
        place = self._kept / f"applocker-{name}.xml"
        place.write_text(xml, "utf-8")
        self._commands.powershell("Set-AppLockerPolicy -XmlPolicy $env:PYREADY_POLICY", PYREADY_POLICY=str(place))
        self._commands.system("gpupdate.exe", "/target:computer", "/force", may_fail=True)
        self.write_down(name)

    def start(self) -> bool:
        """Start the service; whether it then runs."""
        self._commands.system("sc.exe", "start", SERVICE, may_fail=True)
        return until(self.running, 60.0)

    def events(self, number: int) -> int:
        """How many entries of this number the log holds (of the last 200)."""
        query = f"/q:*[System[(EventID={number})]]"
        said = self._commands.system("wevtutil.exe", "qe", LOG, query, "/c:200", "/rd:true", "/f:xml", may_fail=True)
        return said.count("<Event ")

    def write_down(self, name: str) -> None:
        """The keys as regedit writes them, so that later fixtures can be real ones, and the last events."""
        target = str(self._kept / f"srpv2-{name}.reg")
        self._commands.system("reg.exe", "export", KEY, target, "/y", may_fail=True)
        events = self._commands.system("wevtutil.exe", "qe", LOG, "/c:50", "/rd:true", "/f:text", may_fail=True)
        (self._kept / f"events-{name}.txt").write_text(events, "utf-8")

    def restore(self) -> None:
        """The policy first, while the service can still take it in; the service last."""
        try:
            self.apply("restored", self._before)
        finally:
            if not self._was_running:
                # A protected service may refuse to be stopped: it then ends with the runner.
                self._commands.system("sc.exe", "stop", SERVICE, may_fail=True)
