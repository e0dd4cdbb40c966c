r"""Reads AppLocker's rules: group policy in the registry, device management in files.

Learn: "AppLocker CSP". Lists for Windows Information Protection and for App Control lie beside the rules and judge no
launch. Where those files stand is from experience; they are told by what is in them.
"""

from collections.abc import Iterator
from typing import Literal

from pyready.model.host import Host, Reading
from pyready.model.readings import number, text
from pyready.policy.applocker import rule_text
from pyready.policy.applocker.markup import Malformed
from pyready.policy.applocker.rules import MODES, Collection, Name, Policy, Rule, merged
from pyready.probes._control_readings import MDM, SRP

KEYS: dict[Name, str] = {"exe": "Exe", "dll": "Dll", "script": "Script", "msi": "Msi", "appx": "Appx"}

_FOLDERS: dict[str, Name] = {"exe": "exe", "dll": "dll", "script": "script", "msi": "msi", "storeapps": "appx"}
_OTHER_LISTS = {"enterprisedataprotection", "codeintegrity"}
_MOST_RULES, _MOST_NAMES, _DEEPEST, _LONGEST = 10_000, 2000, 8, 12_000_000


def group_policy(host: Host) -> Policy:
    """The rules in the registry."""
    top = host.registry.subkeys(SRP)
    if top.state == "not-set":
        return Policy("group-policy")
    if not top.is_set:
        return Policy("group-policy", unread=True)
    return Policy("group-policy", {name: _collection(host, f"{SRP}\\{key}") for name, key in KEYS.items()})


def _collection(host: Host, key: str) -> Collection:
    names = host.registry.subkeys(key)
    if names.state == "not-set":
        return Collection()
    found = [_rule(host, f"{key}\\{name}") for name in (names.value or ())[:_MOST_RULES]]
    unread = not names.is_set or len(names.value or ()) > _MOST_RULES or "unread" in found
    mode = number(host.registry.value(key, "EnforcementMode"))
    known = "not-set" if mode.state == "not-set" else MODES.get(-1 if mode.value is None else mode.value, "not-known")
    return Collection(known, tuple(each for each in found if isinstance(each, Rule)), unread)


def _rule(host: Host, key: str) -> "Rule | Literal['unread'] | None":
    """One rule; `unread` for one that could not be read; None for a key that holds no rule, which says nothing."""
    value = text(host.registry.value(key, "Value"))
    if value.state == "not-set" and not key.rpartition("\\")[2].startswith("{") and key.count("-") < 4:
        return None
    if not value.is_set:
        return "unread"
    try:
        return rule_text.rule(value.value or "")
    except Malformed:
        return "unread"


def device_management(host: Host) -> Policy:
    """The rules in files."""
    root = host.variables.get("SystemRoot").value
    if not root:
        return Policy("device-management", unread=True)
    # A 32-bit program that asks for System32 is shown another folder.
    seen = MDM.replace("System32", "Sysnative") if host.variables.get("PROCESSOR_ARCHITEW6432").is_set else MDM
    search = _Search(host)
    parts = list(search.below(f"{root.rstrip(chr(92))}\\{seen}", 0))
    if search.unread:
        return Policy("device-management", unread=True)
    return Policy(
        "device-management",
        {name: merged(held[name] for held in parts if name in held) for name in KEYS},
    )


class _Search:
    def __init__(self, host: Host) -> None:
        self.host = host
        self.unread = False
        self._left = _MOST_NAMES

    def below(self, folder: str, depth: int) -> Iterator[dict[Name, Collection]]:
        """What each policy file in and below a folder holds."""
        names = self.host.files.folder(folder)
        if names.state == "not-set" and not depth:
            return
        if not names.is_set or depth > _DEEPEST:
            self.unread = True
        for name in names.value or ():
            self._left -= 1
            if self._left < 0 or self.unread:
                self.unread = True
                return
            if name.casefold() not in _OTHER_LISTS:
                yield from self._one(folder, name, depth)

    def _one(self, folder: str, name: str, depth: int) -> Iterator[dict[Name, Collection]]:
        path = f"{folder}\\{name}"
        look = self.host.files.look(path)
        if look.value is None:
            self.unread = True
        elif look.value.kind == "folder":
            yield from self.below(path, depth + 1)
        elif name.casefold() == "policy":
            yield self._policy(path, folder.rpartition("\\")[2].casefold())

    def _policy(self, path: str, folder: str) -> dict[Name, Collection]:
        """A file that cannot be read leaves its kind of rules unread; its folder says which kind that is."""
        try:
            return rule_text.collections(_decoded(self.host.files.data(path, _LONGEST)))
        except (Malformed, UnicodeDecodeError):
            if folder not in _FOLDERS:
                self.unread = True
                return {}
            return {_FOLDERS[folder]: Collection("not-known", unread=True)}


def _decoded(data: Reading[bytes]) -> str:
    """UTF-16 with or without a mark, or UTF-8. Raises Malformed, UnicodeDecodeError."""
    if data.value is None or not data.is_set:
        raise Malformed(data.state)
    if data.value[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.value.decode("utf-16").rstrip("\0")
    return data.value.decode("utf-16-le" if data.value[1:2] == b"\0" else "utf-8-sig").rstrip("\0")
