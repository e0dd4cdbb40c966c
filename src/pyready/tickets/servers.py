"""What servers are wanted for, how often, and how much comes from them: what a network team asks first."""

from collections.abc import Iterable

from pyready.knowledge.endpoints import Endpoint, known
from pyready.knowledge.placeholders import about
from pyready.model.record import ServerUse

# shown for a server: how often it is used
_OFTEN = {
    "install": "each time something is installed",
    "once": "once, and again for an update",
    "use": "each time it is used",
}
# shown for a server: what is downloaded, and how much at most
_LARGEST = "{files}, {size}"


def uses(endpoints: Iterable[str]) -> tuple[ServerUse, ...]:
    """What is known of these endpoints; one of the organisation's own may not be known."""
    rows = {each.id: each for each in known().endpoint}
    return tuple(_use(rows[each]) for each in endpoints if each in rows)


def _use(each: Endpoint) -> ServerUse:
    purpose = each.purpose.format(*each.redirects_unsure)
    largest = _LARGEST.format(files=each.files, size=each.size or about(each.download))
    return ServerUse(each.id, purpose, _OFTEN[each.often], largest)
