"""Programs of other makers that let only approved programs run: data in `agents.toml`."""

import datetime as dt

import msgspec

from pyready.knowledge.loader import Table, reader


class Agent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One product and the name of its service. `sure` is False where that name is not documented by its maker."""

    product: str
    service: str
    sure: bool
    source: str
    checked: dt.date


class Agents(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    agent: tuple[Agent, ...]


known = reader("agents", Agents)
"""The table, read once."""
