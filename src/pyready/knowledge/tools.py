"""What tools do by version, as far as advice depends on it: data in `tools.toml`."""

import datetime as dt
import re
from functools import cache
from importlib.resources import files

import msgspec


class Pip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First versions of pip, and of the Python under it, that use the system's trust store."""

    system_trust: str
    system_trust_behind_proxy: str
    python: str
    source: str


class Uv(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First version of uv that knows `UV_SYSTEM_CERTS`."""

    system_certs_setting: str
    source: str


class Tools(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    pip: Pip
    uv: Uv


@cache
def known() -> Tools:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("tools.toml").read_bytes(), type=Tools)


def pip_uses_system_trust(pip: str, python: tuple[int, int], *, behind_proxy: bool) -> bool:
    """True when this pip on this Python trusts what the system trusts (pip NEWS: #11647, #13343)."""
    row = known().pip
    first = row.system_trust_behind_proxy if behind_proxy else row.system_trust
    return bool(pip) and numbers(pip) >= numbers(first) and python >= numbers(row.python)


def numbers(version: str) -> tuple[int, ...]:
    """`(24, 2)` of `24.2`; a suffix such as `b1` is left out."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[a-z]", version)[0]))
