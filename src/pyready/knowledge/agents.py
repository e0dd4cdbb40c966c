"""Programs of other makers that let only approved programs run: data in `agents.toml`."""

import datetime as dt
from functools import cache
from importlib.resources import files

import msgspec


class Agent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One product and the name of its service. `sure` is False where that name is not documented by its maker."""

    product: str
    service: str
    sure: bool
    source: str
    checked: dt.date


class Agents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    agent: tuple[Agent, ...]


@cache
def known() -> Agents:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("agents.toml").read_bytes(), type=Agents)
