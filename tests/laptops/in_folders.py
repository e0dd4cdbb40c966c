"""Machine scenarios: folders below `tests/laptops/folders`, each looked at on Linux through the fake and in the test bed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from laptops.looking import look
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes import PROBES

FOLDERS = Path(__file__).parent / "folders"
HEADER = "Windows Registry Editor Version 5.00\n"
_PROBES = tuple(probe for probe in PROBES if not probe.network)
_MANY = 10_000


def _many_keys(folder: Path) -> None:
    """One vendor with 10,000 entries, of which a single one, in their midst, is a Python."""
    vendor = "[HKEY_CURRENT_USER\\Software\\Python\\Example"
    keys = [f"{vendor}\\k{number:05}]\n" for number in range(_MANY)]
    python = "C:\\Users\\jane.smith\\many\\python.exe"
    keys[_MANY // 2] += '"Version"="3.13.1"\n'
    keys[_MANY // 2] += f"{vendor}\\k{_MANY // 2:05}\\InstallPath]\n"
    keys[_MANY // 2] += f'"ExecutablePath"="{python}"\n'.replace("\\", "\\\\")
    (folder / "registry.reg").write_text("\n".join([HEADER, *keys]), encoding="utf-8")
    (folder / "environment.txt").write_text("USERPROFILE=C:\\Users\\jane.smith\nPATH=C:\\Windows\n", encoding="utf-8")
    (folder / "files.txt").write_text(python + "\n", encoding="utf-8")
    found = [{"path": python, "version": "3.13.1", "product": "Example", "seen_by": ["registry"], "exists": True}]
    expected = {"pythons": {"found": found, "complete": True}}
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


GENERATED: dict[str, Callable[[Path], None]] = {"many-keys": _many_keys}
NAMES = (*sorted(folder.name for folder in FOLDERS.iterdir() if folder.is_dir()), *GENERATED)


def folder_of(name: str, scratch: Path) -> Path:
    """The folder of a scenario; one that is made by code is made in `scratch`."""
    if name not in GENERATED:
        return FOLDERS / name
    GENERATED[name](scratch)
    return scratch


def facts_seen(host: Host) -> Facts:
    """What all probes but the network's find, through the seam."""
    return look(host, _PROBES).facts


def differences(folder: Path, facts: Facts, change: Callable[[str], str] = str) -> list[str]:
    """Where the facts are not what the scenario names; `change` is applied to each text of the facts."""
    import msgspec

    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found = {name: msgspec.to_builtins(entry) for name, _, entry in facts.items() if name in expected}
    return list(_differences(expected, _changed(found, change), "facts"))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _changed(part, change) for key, part in value.items()}
    return [_changed(part, change) for part in value] if isinstance(value, list | tuple) else value


def _differences(wanted: Any, found: Any, path: str) -> Iterator[str]:
    """A field that is not named may be anything; a list must have as many items as were named."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, part in wanted.items():
            yield from _differences(part, found.get(key, "(no such field)"), f"{path}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, part in enumerate(wanted):
            yield from _differences(part, found[number], f"{path}[{number}]")
    elif wanted != found:
        yield f"{path}: {found!r} instead of {wanted!r}"
