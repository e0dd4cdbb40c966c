"""What the person may do on this machine, and whether a request for more would even be shown."""

import msgspec

from pyready.facts import Facts
from pyready.host import Host, Reading, Token
from pyready.probe import Probe, registry, system
from pyready.readings import number

UAC = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"


class Rights(msgspec.Struct, frozen=True):
    """The rights of the running process and how Windows answers a request for more."""

    token: Reading[Token]
    uac: Reading[int]
    """`EnableLUA`: 0 means User Account Control is off."""
    prompt_for_users: Reading[int]
    """`ConsentPromptBehaviorUser`: 0 means a request for elevation is refused without a prompt; absent means 3."""


def collect(host: Host, facts: Facts) -> Rights:
    """Ask the token, then the two settings that decide about prompts."""
    del facts
    return Rights(
        token=host.system.token(),
        uac=number(host.registry.value(UAC, "EnableLUA")),
        prompt_for_users=number(host.registry.value(UAC, "ConsentPromptBehaviorUser")),
    )


PROBE = Probe(
    id="rights",
    fact=Rights,
    collect=collect,
    about="what your account may do",
    reads=(
        system("token", "whether the account is, or could become, an administrator"),
        registry(UAC, "whether User Account Control is on and whether a standard user ever sees its prompt"),
    ),
)
