"""Programs of other makers that let only approved programs run: data in `agents.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Agent(Row, frozen=True, forbid_unknown_fields=True):
    """One product and the name of its service. `sure` is False where that name is not documented by its maker."""

    table: ClassVar[str] = "agents"
    product: str
    service: str
    sure: bool
    checked: dt.date


class Agents(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    agent: tuple[Agent, ...]


known = reader("agents", Agents)
"""The table, read once."""
