"""A local standard user, made for the tests and removed with the profile; the password is made up and kept nowhere."""

import json
import secrets
import shutil
import string
from pathlib import Path
from typing import Any, NamedTuple

from native.commands import Commands
from native.installed import Installed
from native.logon import run_as

NAME = "pyready-native"
USERS = "S-1-5-32-545"
_CREATE = (
    "$secret = ConvertTo-SecureString $env:PYREADY_SECRET -AsPlainText -Force; "
    "New-LocalUser -Name $env:PYREADY_NAME -Password $secret -PasswordNeverExpires | Out-Null; "
    f"Add-LocalGroupMember -SID {USERS} -Member $env:PYREADY_NAME"
)
_REMOVE = (
    "$user = Get-LocalUser -Name $env:PYREADY_NAME -ErrorAction SilentlyContinue; "
    "if ($user) { "
    "Get-CimInstance Win32_UserProfile | Where-Object SID -eq $user.SID.Value "
    "| Remove-CimInstance -ErrorAction SilentlyContinue; "
    "Remove-LocalUser -InputObject $user }"
)


class Start(NamedTuple):
    """What Windows did when this user started a program: its error number (0: it ran), and the exit code."""

    error: int
    code: int | None


class Person:
    """Everything they do is done by the Python below Program Files and told through files in a folder of their own."""

    def __init__(self, commands: Commands, installed: Installed) -> None:
        self._commands, self._installed = commands, installed
        self._password = ""
        self.told = commands.program_data / "pyready-native-tests"

    def create(self) -> None:
        """The account, in no group but Users; the profile comes with the first program."""
        self.remove()
        self._password = password()
        self._commands.powershell(_CREATE, PYREADY_NAME=NAME, PYREADY_SECRET=self._password)
        self.told.mkdir(parents=True, exist_ok=True)

    def remove(self) -> None:
        """Account, profile and what was told."""
        try:
            self._commands.powershell(_REMOVE, PYREADY_NAME=NAME)
        finally:
            shutil.rmtree(self.told, ignore_errors=True)

    def starts(self) -> dict[str, Start]:
        """An unsigned program from a folder of their own and from Program Files."""
        script = str(self._installed.folder / "as_user.py")
        said = self._asked("starts.json", "-I", script, str(self._installed.unsigned), "{out}")
        return {place: Start(each["error"], each["code"]) for place, each in said.items()}

    def report(self, *more: str) -> dict[str, Any]:
        """What pyready says to them, share-safe."""
        check = ("-I", "-m", "pyready", "check", "--offline", "--format", "json", "--exit-zero", "-o", "{out}")
        return self._asked("report.json", *check, *more)

    def _asked(self, name: str, *arguments: str) -> dict[str, Any]:
        out = self.told / f"{secrets.token_hex(4)}-{name}"
        command = [str(self._installed.python), *(each.replace("{out}", str(out)) for each in arguments)]
        code = self._run(command)
        if code or not out.is_file():
            raise AssertionError(f"{' '.join(command)} ended with {code} and told {out.is_file()}")
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found

    def _run(self, command: list[str]) -> int:
        return run_as(NAME, self._password, command, Path(self._installed.folder), 120.0)


def password() -> str:
    """24 characters of all the kinds that a policy may ask for."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_.+")
    letters = [secrets.choice(kind) for kind in kinds]
    letters += [secrets.choice("".join(kinds)) for _ in range(20)]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)
