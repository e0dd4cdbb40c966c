"""What was done to the computer, in one line."""

from collections.abc import Sized

from pyready.model.activity import Did

# shown last: how much was done, each with its number
_DID = "Read {read}, contacted {contacted}, started {started}, wrote {wrote}."
_THING, _SERVER, _PROGRAM, _FILE, _NONE = "thing", "server", "program", "file", "no"


def did_line(did: Did) -> str:
    """How much was read, contacted, started and written."""
    servers = {contacted.endpoint for contacted in did.contacted}
    return _DID.format(
        read=_count(did.read, _THING),
        contacted=_count(servers, _SERVER),
        started=_count(did.ran, _PROGRAM),
        wrote=_count(did.wrote, _FILE),
    )


def _count(things: Sized, name: str) -> str:
    number = len(things)
    return f"{number or _NONE} {name}{'' if number == 1 else 's'}"
