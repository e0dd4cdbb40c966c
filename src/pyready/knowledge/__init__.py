"""What the world is like today, as dated and sourced data."""

import datetime as dt


def date_of_knowledge() -> dt.date:
    """The date of the oldest of the tables: no part of the advice is older than that."""
    from pyready.knowledge import agents, elevation, endpoints, licences, pythons, sizes, tools, vendors, windows

    tables = (agents, elevation, endpoints, licences, pythons, sizes, tools, vendors, windows)
    return min(table.known().date for table in tables)
