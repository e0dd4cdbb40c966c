"""For which network the answer holds: said where the answers about servers stand."""

from pyready.model.record import Record

# shown after the kind of network, where servers were contacted
_HOLDS = "Other networks can differ."

CHECK = "connection-in-use"


def taken_on(record: Record) -> str:
    """On which kind of network it was taken; empty where that could not be told."""
    return next((each.says for each in record.checks if each.id == CHECK and each.outcome == "passed"), "")


def holds_for(record: Record) -> str:
    """Empty where no server was asked: then nothing depends on the network."""
    if not record.did.contacted:
        return ""
    return f"{taken_on(record)} {_HOLDS}".strip()
