"""What the account may do. Nothing of it blocks an option: none needs administrator rights."""

from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.identity import Identity
from pyready.probes.rights import Rights

# shown when the system runs pyready
_BY_SYSTEM = "pyready cannot tell which folders and settings a person has, because the system started it."
# shown as what settles it
_RUN_PYREADY = "Run pyready as the person who will use Python."
# shown when the environment and the account name two home folders
_TWO_PEOPLE = "The environment variables probably name another account's folder, so this report might mix two people."
# shown as the fix for that
_SIGN_IN = "Sign in as the person who will use Python, and run pyready there."
# shown when a person runs pyready
_BY_PERSON = "pyready runs as the person it reports on."
# shown when the system ran collect.cmd
_COLLECT_BY_SYSTEM = "pyready cannot tell which settings a person has, because the system started collect.cmd."
# shown as what settles it
_RUN_COLLECT = "Run collect.cmd as the person who will use Python."
# shown when a person ran collect.cmd
_COLLECT_BY_PERSON = "A person probably ran collect.cmd, by its environment variables."
# shown as evidence about the person
_HOME = "home folder"

# shown when the access token could not be read
_NOT_KNOWN = (
    "pyready cannot tell whether this account can become an administrator, because it could not read its token."
)
# shown when pyready runs with the rights of the account named Administrator
_BUILT_IN = "This is the administrator account that Windows makes, and pyready runs with all its rights."
# shown when User Account Control is off
_NO_CONTROL = "User Account Control is off, so everything that this account starts has administrator rights."
# shown when pyready runs with administrator rights in another way
_ELEVATED = "pyready runs with administrator rights."
# shown around one of these three
_NOT_NEEDED = "{says} Neither pyready nor any option needs them."
# shown around one of the sentences after this one, when pyready runs without administrator rights
_NO_RIGHTS = "{says} No option needs administrator rights."
# shown on Linux and macOS when the account can use sudo
_SUDO = "This account can become an administrator (sudo)."
# shown when an administrator's account gets its rights without a prompt
_WITHOUT_PROMPT = "This account can become an administrator without a prompt, and does not use those rights now."
# shown when an administrator's account gets its rights after a prompt
_WITH_PROMPT = "This account can become an administrator after a prompt, and does not use those rights now."
# shown when the account is not an administrator's
_STANDARD = "This is a standard account without administrator rights. That is fine."
# shown when it is one of the operators that Windows has
_SOME_RIGHTS = "This is a standard account with some extra rights, but without administrator rights."
# shown when User Account Control is off
_NEVER_ASKED = "This is a standard account. User Account Control is off, so Windows never asks for more rights."
# shown when Windows is set to refuse such requests
_REFUSES = "This is a standard account, and Windows refuses requests for more rights without asking."
# shown when Windows asks for another account's password
_PROMPT = "{standard} If Windows asks for an administrator's password, choose No."


def run_as_person(facts: Facts) -> Outcome:
    """A report about SYSTEM's or another person's settings would mislead."""
    identity = facts[Identity]
    if facts[Asked].collected:
        return _by_collect(identity)
    if identity.is_system:
        return unknown(_BY_SYSTEM, Evidence("account", "SYSTEM", "access token"), settles=_RUN_PYREADY)
    if identity.profile_is_own is False:
        home = Evidence(_HOME, identity.home, "environment")
        return problem(_TWO_PEOPLE, Fix("you", _SIGN_IN), home, sure="likely")
    return passed(_BY_PERSON, Evidence(_HOME, identity.home, "account"))


def _by_collect(identity: Identity) -> Outcome:
    """The environment alone tells, and it could be another person's who was signed in."""
    because = Evidence(_HOME, identity.home, "environment")
    if identity.is_system:
        return unknown(_COLLECT_BY_SYSTEM, because, settles=_RUN_COLLECT)
    return passed(_COLLECT_BY_PERSON, because, sure="likely")


def administrator(facts: Facts) -> Outcome:
    """Standard user, administrator with or without the rights in use; and whether a prompt would ever appear."""
    rights, asked = facts[Rights], facts[Asked]
    token = rights.token.value
    if token is None or token.administrator is None:
        return unknown(_NOT_KNOWN, _state(rights))
    because = Evidence("administrator", "yes" if token.administrator else "no", rights.token.source)
    if token.elevated:
        return passed(_NOT_NEEDED.format(says=_elevated(rights)), because, *_uac(rights))
    if asked.platform != "windows":
        says = _SUDO if token.administrator else _STANDARD
        return passed(_NO_RIGHTS.format(says=says), because)
    says = _filtered(rights) if token.administrator else _standard(rights)
    return passed(_NO_RIGHTS.format(says=says), because, *_uac(rights))


def _elevated(rights: Rights) -> str:
    if rights.built_in.value:
        return _BUILT_IN
    if rights.uac.value == 0:
        return _NO_CONTROL
    return _ELEVATED


def _filtered(rights: Rights) -> str:
    """The group is in the token for denying only: rules about administrators that allow do not count until raised."""
    if rights.prompt_for_administrators.value == 0:
        return _WITHOUT_PROMPT
    return _WITH_PROMPT


def _standard(rights: Rights) -> str:
    """A split token alone makes no administrator: operators of several kinds have one."""
    token = rights.token.value
    if token and token.elevation_type == "limited":
        return _SOME_RIGHTS
    if rights.uac.value == 0:
        return _NEVER_ASKED
    if rights.prompt_for_users.value == 0:
        return _REFUSES
    if rights.prompt_for_users.state == "not-set" or rights.prompt_for_users.value in {1, 3}:
        return _PROMPT.format(standard=_STANDARD)
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
    Check("administrator", "Does this account have administrator rights?", "note", administrator, "start-here"),
)
