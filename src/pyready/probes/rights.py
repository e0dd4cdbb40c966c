"""What the person may do on this machine, and whether a request for more would even be shown."""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Reading, Token
from pyready.model.probe import Probe, registry, system
from pyready.model.readings import number

UAC = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"


class Rights(msgspec.Struct, frozen=True):
    """The rights of the running process and how Windows answers a request for more."""

    token: Reading[Token]
    """What the process may do."""
    uac: Reading[int]
    """`EnableLUA`: 0 means User Account Control is off."""
    prompt_for_users: Reading[int]
    """`ConsentPromptBehaviorUser`: 0 means a request for elevation is refused without a prompt; absent means 3."""
    prompt_for_administrators: Reading[int] = Reading("missing")
    """`ConsentPromptBehaviorAdmin`: 0 means an administrator is raised without being asked."""
    built_in: Reading[bool] = Reading("missing")
    """Whether this is the account that Windows itself makes, whose number ends in 500."""


def collect(host: Host, facts: Facts) -> Rights:
    """Ask the token, then the two settings that decide about prompts."""
    del facts
    return Rights(
        token=host.system.token(),
        uac=number(host.registry.value(UAC, "EnableLUA")),
        prompt_for_users=number(host.registry.value(UAC, "ConsentPromptBehaviorUser")),
        prompt_for_administrators=number(host.registry.value(UAC, "ConsentPromptBehaviorAdmin")),
        built_in=_built_in(host),
    )


def _built_in(host: Host) -> Reading[bool]:
    """By the end of the account's number; the number itself is not kept."""
    groups = host.system.groups()
    if groups.value is None or not groups.is_set:
        return Reading(groups.state, source=groups.source)
    own = groups.value.user
    return Reading("set", own.startswith("S-1-5-21-") and own.endswith("-500"), groups.source)


PROBE = Probe(
    id="rights",
    fact=Rights,
    collect=collect,
    about="what your account can do",
    reads=(
        system("token", "whether the account is, or could become, an administrator"),
        system("groups", "whether this is the administrator's account that Windows makes; the groups are not kept"),
        registry(UAC, "whether User Account Control is on and whether a standard user ever sees its prompt"),
    ),
)
