"""How each server was reached."""

import msgspec

from pyready.model.attempts import Tried
from pyready.model.privacy_classes import Public, Text

_NO_ANSWER = Tried("no-answer", reason="timed-out")


class EndpointFacts(msgspec.Struct, frozen=True):
    """How one server was reached: as the system would, with Mozilla's list of roots, and by requests."""

    id: Public
    """The server, by its id."""
    group: Public
    """The group of servers that it belongs to."""
    title: Text
    """What people call it."""
    own: bool
    """Named by the site profile: its certificates may rightly be the organisation's own."""
    system: Tried = _NO_ANSWER
    """Issuers are named also when the system refuses them: a second handshake, which sends nothing, reads them."""
    mozilla: Tried = _NO_ANSWER
    """A handshake only, by the same proxy; not tried when the system's did not come as far as TLS."""
    requests: Tried = _NO_ANSWER
    """By the library requests, as a script of the person's own goes."""
    inspected: bool | None = None
    """True when somebody on the way re-signs a public server's traffic; None when that cannot be told."""
    environment: Tried = Tried("not-tried")
    """By the proxy of the variables, with the system's roots: as micromamba and a newer pip go on Windows. Only where
    it differs from the others and a tool needs it; else the result that is the same, or not tried."""
    unsure: bool = False
    """The knowledge is not sure that this is the right host."""
    python: Tried = Tried("not-tried")
    """A handshake only, by the system's proxy, with the list that Python's `ssl` reads of the system's and the strict
    rules of Python 3.13; not tried where the system itself did not get through TLS."""
    by_pip: Tried = Tried("not-tried")
    """By the proxy of pip's own settings, with the system's roots; not tried where they name none."""
    by_uv: Tried = Tried("not-tried")
    """The same of uv's own settings."""
    held_by: Public = ""
    """Windows, where an authority that is not public vouches: whose list it stands in, `computer` or only `person`."""


class NetworkFacts(msgspec.Struct, frozen=True):
    """All endpoints, in the order of the knowledge. They hold for this connection: site, VPN or home."""

    endpoints: tuple[EndpointFacts, ...]
    """One for each server that was asked."""
