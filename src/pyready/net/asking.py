"""What is asked of an endpoint, beyond the connection itself."""

from pyready.model.attempts import Wanted


class Asking(Wanted, frozen=True):
    """A connection to try, and what the true answer looks like."""

    expect: str = "any"
    """`html`, `json`, `binary`, or `any`."""
    holds: str = ""
    """A word of the true page that a block page does not hold."""
    redirects: tuple[str, ...] = ()
    """Servers, besides its own, that a redirect may lead to: `files.example`, or `files.example:8443`."""


def asking(wanted: Wanted) -> Asking:
    """The same wish with everything said: a plain Wanted takes any answer and follows no other host."""
    if isinstance(wanted, Asking):
        return wanted
    return Asking(wanted.endpoint, wanted.url, wanted.proxy, wanted.roots, wanted.only_handshake, wanted.seconds)
