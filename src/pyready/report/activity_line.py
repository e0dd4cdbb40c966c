"""What was done to the computer, in one line."""

from collections.abc import Sized

from pyready.model.activity import Did


def did_line(did: Did) -> str:
    """How much was read, contacted, started and written."""
    servers = {contacted.endpoint for contacted in did.contacted}
    return (
        f"Read {_count(did.read, 'thing')}, contacted {_count(servers, 'server')}, "
        f"started {_count(did.ran, 'program')}, wrote {_count(did.wrote, 'file')}."
    )


def _count(things: Sized, name: str) -> str:
    number = len(things)
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"
