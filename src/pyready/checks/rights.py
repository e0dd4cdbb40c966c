"""What the account may do. Nothing here stands in the way: the routes need no rights."""

from pyready.facts import Asked, Facts
from pyready.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
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
    """Standard user, administrator, or elevated; and whether a prompt would ever appear."""
    rights, asked = facts[Rights], facts[Asked]
    token = rights.token.value
    if token is None or token.administrator is None:
        return unknown("Whether this account could become an administrator could not be read.", _state(rights))
    because = Evidence("administrator", "yes" if token.administrator else "no", rights.token.source)
    if token.elevated:
        return passed("pyready runs with administrator rights. It needs none, and neither do the routes.", because)
    if token.administrator:
        how = "sudo" if asked.platform != "windows" else "a prompt"
        return passed(
            f"This account can become an administrator ({how}). The routes here need no such rights.", because
        )
    if asked.platform == "windows" and rights.prompt_for_users.value == 0:
        source = rights.prompt_for_users.source
        prompt = Evidence("ConsentPromptBehaviorUser", "0", source, "policy")
        return passed(
            "A standard account, and Windows refuses requests for more without asking. The routes need no such rights.",
            because,
            prompt,
        )
    return passed("A standard account without administrator rights. That is fine: the routes need none.", because)


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
