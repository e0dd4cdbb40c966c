r"""Explorer's two lists of programs, asked about the two command lines; the lists themselves are not kept.

They hold for what Explorer starts: from the Start menu, the Run box or by a double-click. What is typed in a command
window that is open already is not looked at. Microsoft names the keys of the person; those of the computer are read
like them. learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-shellcommandpromptregedittools
(RestrictApps, DisallowApps), checked 2026-11-29
"""

import msgspec

from pyready.model.host import Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.readings import number, text

EXPLORER = r"Software\Microsoft\Windows\CurrentVersion\Policies\Explorer"
ONLY, NEVER = "RestrictRun", "DisallowRun"
_CMD, _POWERSHELL = "cmd.exe", "powershell.exe"


class ExplorerList(msgspec.Struct, frozen=True):
    """What one list says, for the computer or for the person."""

    name: Public
    """`RestrictRun`: only what it names is started; `DisallowRun`: what it names is not."""
    stops_cmd: Reading[bool]
    """It stops Command Prompt."""
    stops_powershell: Reading[bool]
    """It stops Windows PowerShell."""


def explorer_lists(host: Host) -> tuple[ExplorerList, ...]:
    """Both lists of the computer, then both of the person."""
    return tuple(_asked(host, f"{root}\\{EXPLORER}", name) for root in ("HKLM", "HKCU") for name in (ONLY, NEVER))


def _asked(host: Host, key: str, name: str) -> ExplorerList:
    switch = number(host.registry.value(key, name))
    if switch.is_set and switch.value == 1:
        held = _held(host, f"{key}\\{name}")
        return ExplorerList(name, *(_stops(name, held, each, switch.source) for each in (_CMD, _POWERSHELL)))
    if switch.is_set:
        off = switch.value == 0
        both = Reading("set" if off else "malformed", False if off else None, switch.source)
    else:
        both = Reading(switch.state, source=switch.source)
    return ExplorerList(name, both, both)


def _held(host: Host, key: str) -> Reading[tuple[str, ...]]:
    """The names on the list; those that could not be read make all of it unreadable."""
    listed = host.registry.names(key)
    if not listed.is_set:
        return Reading(listed.state, source=listed.source)
    names = [text(host.registry.value(key, each)) for each in listed.value or ()]
    unread = next((each for each in names if not each.is_set), None)
    if unread is not None:
        return Reading(unread.state, source=listed.source)
    return Reading("set", tuple((each.value or "").casefold() for each in names), listed.source)


def _stops(name: str, held: Reading[tuple[str, ...]], program: str, source: str) -> Reading[bool]:
    """Whether the list keeps a program from starting; a list that names nothing, or only nearly it, is not clear."""
    if held.state == "not-set" and name == NEVER:
        return Reading("set", value=False, source=source)
    if not held.is_set:
        return Reading("malformed" if held.state == "not-set" else held.state, source=source)
    names = held.value or ()
    if program in names:
        return Reading("set", name == NEVER, source)
    if any(_nearly(each, program) for each in names) or (name == ONLY and not names):
        return Reading("malformed", source=source)
    return Reading("set", name == ONLY, source)


def _nearly(entry: str, program: str) -> bool:
    """A path, a command line or a name without its ending: whether Explorer takes it for the program is not told."""
    last = entry.strip(' "').rpartition("\\")[2]
    return last.startswith((program, f"{program[:-4]} ")) or last in {program[:-4], f"{program[:-4]}.*", "*", "*.exe"}
