"""What is asked of the network through the Host, and what comes back: one try at a server, one question to a script."""

from typing import Literal

import msgspec

from pyready.model.privacy_classes import HostAddress, IssuerName, ProxyAddress, Public, Text


class Wanted(msgspec.Struct, frozen=True):
    """One connection to try. `proxy` is `http://host:port` or empty for direct; `roots` says who must have signed."""

    endpoint: str
    url: str
    proxy: str = ""
    roots: Literal["system", "mozilla", "python", "none"] = "system"
    """`python`: as `ssl.create_default_context` of Python 3.13 and newer, with the list that Python itself can read.
    `none`: a handshake only, to read the certificates that are served; no request is sent."""
    only_handshake: bool = False
    seconds: float = 15.0


class Tried(msgspec.Struct, frozen=True):
    """How a connection went, layer by layer."""

    outcome: Public
    """`reached`, `stopped`, `no-answer` (in time) or `not-tried`."""
    layer: Public = ""
    """Where it stopped: `name`, `tcp`, `proxy`, `tls`, `http`; empty when it was reached."""
    reason: Public = ""
    """Why, as a kebab-case id: `no-such-name`, `refused`, `reset`, `unreachable`, `sign-in`, `unknown-root`, ..."""
    detail: Text = ""
    """The machine's own words for it."""
    status: int | None = None
    """The status code of HTTP; None where no answer came."""
    sign_in: tuple[Public, ...] = ()
    """The proxy's sign-in schemes, in lower case: `basic`, `negotiate`, `ntlm`, ..."""
    issuers: tuple[IssuerName, ...] = ()
    """Who signed, from the server's own certificate up; as served, not as verified."""
    date: Public = ""
    """The `Date` header of the answer."""
    proxy: ProxyAddress = ""
    """The proxy that was used, `host:port`; empty for none."""
    sent_on: tuple[HostAddress, ...] = ()
    """Other hosts that it was redirected to and that were asked, in their order."""


class Vouched(Tried, frozen=True):
    """A try with roots `python`, while the look goes on. It is no fact: the probe makes a plain Tried of it."""

    anchor: str = ""
    """The SHA-1 of the certificate that the verified chain ended at, as Windows names it in its store."""

    def plain(self) -> Tried:
        """Without what would name an organisation's authority in a report."""
        return Tried(**{name: getattr(self, name) for name in Tried.__struct_fields__})


class ScriptWanted(msgspec.Struct, frozen=True):
    """One question to the script (PAC) that the settings name, or that Windows is to look for (`detect`)."""

    url: str
    script: str = ""
    detect: bool = False
    seconds: float = 5.0


class ScriptChoice(msgspec.Struct, frozen=True):
    """One entry of a script's answer. `kind` is `direct`, `http`, `https` or `socks`; `address` is `host:port`."""

    kind: Public
    """What to use."""
    address: ProxyAddress = ""
    """The proxy; empty for `direct`."""


class ScriptAnswer(msgspec.Struct, frozen=True):
    """What a script said of one server, in its order. `state` as of a reading: `missing` where none can be asked."""

    state: Public
    """Whether there is an answer."""
    choices: tuple[ScriptChoice, ...] = ()
    """The proxies to try, first one first."""
    reason: Public = ""
    """Why there is no answer: `not-found`, `not-downloaded`, `bad-script`, `sign-in`, `bad-address`, `refused`."""
