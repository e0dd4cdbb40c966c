"""What the account may do. Nothing here stands in the way: the routes need no rights."""

from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.identity import Identity
from pyready.probes.rights import Rights


def run_as_person(facts: Facts) -> Outcome:
    """A report about SYSTEM's or another person's settings would mislead."""
    identity = facts[Identity]
    if facts[Asked].collected:
        return _by_collect(identity)
    if identity.is_system:
        return unknown(
            "pyready was started by the system, not by a person, so folders and settings of the person are not known.",
            Evidence("account", "SYSTEM", "access token"),
            settles="Run pyready as the person who will use Python.",
        )
    if identity.profile_is_own is False:
        return problem(
            "The environment names another home folder than the account's own; answers may mix two people.",
            Fix("you", "Sign in as the person who will use Python and run pyready there."),
            Evidence("home folder", identity.home, "environment"),
            sure="likely",
        )
    return passed("pyready runs as the person it reports on.", Evidence("home folder", identity.home, "account"))


def _by_collect(identity: Identity) -> Outcome:
    """The environment alone tells, and it could be another person's who was signed in."""
    because = Evidence("home folder", identity.home, "environment")
    if identity.is_system:
        says = "collect.cmd was started by the system, not by a person, so the settings of the person are not known."
        return unknown(says, because, settles="Run collect.cmd as the person who will use Python.")
    return passed("collect.cmd was run by a person, as far as the variables tell.", because, sure="likely")


def administrator(facts: Facts) -> Outcome:
    """Standard user, administrator with or without the rights in use; and whether a prompt would ever appear."""
    rights, asked = facts[Rights], facts[Asked]
    token = rights.token.value
    if token is None or token.administrator is None:
        return unknown("Whether this account could become an administrator could not be read.", _state(rights))
    because = Evidence("administrator", "yes" if token.administrator else "no", rights.token.source)
    if token.elevated:
        return passed(f"{_elevated(rights)} Neither pyready nor the routes need them.", because, *_uac(rights))
    if asked.platform != "windows":
        says = "This account can become an administrator (sudo)." if token.administrator else _STANDARD
        return passed(f"{says} The routes here need no such rights.", because)
    says = _filtered(rights) if token.administrator else _standard(rights)
    return passed(f"{says} The routes here need no such rights.", because, *_uac(rights))


_STANDARD = "A standard account without administrator rights. That is fine."


def _elevated(rights: Rights) -> str:
    if rights.built_in.value:
        return "This is the administrator's account that Windows itself makes, and pyready runs with all its rights."
    if rights.uac.value == 0:
        return "User Account Control is off, so everything this account starts has administrator rights."
    return "pyready runs with administrator rights."


def _filtered(rights: Rights) -> str:
    """The group is in the token for denying only: rules about administrators that allow do not count until raised."""
    if rights.prompt_for_administrators.value == 0:
        return "This account can become an administrator, without being asked; it has not those rights now."
    return "This account can become an administrator (a prompt); it has not those rights now."


def _standard(rights: Rights) -> str:
    """A split token alone makes no administrator: operators of several kinds have one."""
    token = rights.token.value
    if token and token.elevation_type == "limited":
        return "A standard account with some rights of its own, and not those of an administrator."
    if rights.uac.value == 0:
        return "A standard account, and with User Account Control off no request for more is ever shown."
    if rights.prompt_for_users.value == 0:
        return "A standard account, and Windows refuses requests for more without asking."
    if rights.prompt_for_users.state == "not-set" or rights.prompt_for_users.value in {1, 3}:
        return f"{_STANDARD} A prompt that appears wants IT's password: choose No."
    return _STANDARD


def _uac(rights: Rights) -> tuple[Evidence, ...]:
    named = (
        ("EnableLUA", rights.uac),
        ("ConsentPromptBehaviorUser", rights.prompt_for_users),
        ("ConsentPromptBehaviorAdmin", rights.prompt_for_administrators),
    )
    told = [(name, each) for name, each in named if each.value is not None]
    return tuple(Evidence(name, str(each.value), each.source, "policy") for name, each in told)


def _state(rights: Rights) -> Evidence:
    return Evidence("access token", rights.token.state, rights.token.source)


CHECKS = (
    Check(
        "run-as-person",
        "Is pyready run by the person who will use Python?",
        "blocker",
        run_as_person,
        "start-here",
        personal=False,
    ),
    Check("administrator", "What may this account do?", "note", administrator, "start-here"),
)
