"""What the world is like today, as dated and sourced data."""

import datetime as dt


def date_of_knowledge() -> dt.date:
    """The date of the oldest of the tables: no part of the advice is older than that."""
    from pyready.knowledge import (
        agents,
        elevation,
        endpoints,
        launching,
        licences,
        pythons,
        sizes,
        tools,
        vendors,
        vpns,
        windows,
    )

    kinds = agents.known(), elevation.known(), launching.known(), vpns.known(), windows.known()
    ways = endpoints.known(), licences.known(), pythons.known(), sizes.known(), tools.known(), vendors.known()
    return min(*(table.date for table in kinds), *(table.date for table in ways))
