"""Reads what app control is set to and asks it each question. Loaded when it is needed: rules are a large part."""

from collections.abc import Iterable, Sequence
from functools import partial

from msgspec.structs import replace

from pyready.model.control_facts import Answer, AppControl, CollectionSeen
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.readings import number
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.questions import Places, Question, of_kinds, of_programs
from pyready.policy.applocker.rules import Condition, Name, Policy
from pyready.policy.applocker.subject import Folders, Person
from pyready.probes import _control_readings as other
from pyready.probes._applocker_policy import device_management, group_policy
from pyready.probes._control_layers import answer
from pyready.probes._final_place import final
from pyready.probes._own_program import started_from
from pyready.probes._restriction import obeyed, restricted
from pyready.probes.machine import MachineFacts
from pyready.probes.site import python_of_table

_FIXED = "app-control"
"""The probe that reads first."""


class Asker:
    """All that is set on a computer, ready to be asked. The rules stay in here."""

    def __init__(self, host: Host, facts: Facts) -> None:
        self._policies = (group_policy(host), device_management(host))
        known = facts.get(MachineFacts)
        self.seen = _readings(host, self._policies, obeyed(known.machine.value if known else None))
        person, self.places = _person(host), _places(host)
        self._judge = Judge(person, _folders(host))
        service = self.seen.service
        self._service = service.value.state if service.value else "not-known"
        if service.state == "not-set":
            self._service = "stopped"
        self._restrict = partial(
            restricted,
            person=person,
            obeys=self.seen.restrictions_obeyed,
            beside_applocker=bool(self.seen.applocker),
        )
        self._restriction = self._restrict(host, places=(self.places, _as_set(host)))

    def move(self, host: Host, named: str, work: str) -> None:
        """From now on with other folders for programs and projects; empty: where they usually are.

        `host` is that of the probe that asks: the one that read the rules may have ended, and asks for nothing more.
        """
        self.places = replace(self.places, named=named and final(host, named), work=work and final(host, work))
        self._restriction = self._restrict(host, places=(self.places, replace(_as_set(host), named=named, work=work)))

    def goes_by(self, name: Name, kind: type[Condition]) -> bool:
        """Has a rule for this kind of file a condition or an exception of that kind?"""
        return any(kind in policy.collection(name).goes_by for policy in self._policies)

    def answer(self, question: Question) -> Answer:
        """What all that may stop it say together."""
        files = question.subjects(self.places)
        by_rules = self._judge.decide(self._policies, question.collection, files, self._service)
        return answer(question, by_rules, self.seen, self._restriction(question))

    def answers(self, kinds: Iterable[Question], programs: Iterable[Question]) -> tuple[Answer, ...]:
        """What is said of kinds of programs, and of those of the routes, whoever of their signers signed them."""
        of_routes = (agreed([self.answer(each) for each in by_signer(question)]) for question in programs)
        return (*map(self.answer, kinds), *of_routes)


def answered(host: Host, facts: Facts) -> AppControl:
    """Read what is set, then answer each question; the rules themselves are left behind."""
    asker, python = Asker(host, facts), python_of_table(facts).minor
    answers = asker.answers(of_kinds(python), of_programs(python))
    started = started_from(host, asker.answer, asker.places.home, answers)
    found = replace(asker.seen, answers=answers, started_from=started, python=python)
    host.kept.leave(asker)  # only now: two threads never ask it at once
    return found


def shared(host: Host, facts: Facts) -> Asker:
    """The one that the probe for the fixed programs made in this look: thousands of rules are read once.

    One of its own where that probe failed, was cut off, or is not done in half of the time that is left.
    """
    return host.kept.of(_FIXED, Asker, host.clock.left() / 2) or Asker(host, facts)


def by_signer(question: Question) -> list[Question]:
    """The question for each publisher that may have signed the files."""
    return [replace(question, signed=(each,)) for each in question.signed]


def agreed(answers: Sequence[Answer]) -> Answer:
    """The answer that all of them have; not known where it depends on who signed."""
    first = answers[0]
    if len({each.outcome for each in answers}) == 1:
        return first
    return Answer(first.program, first.place, "not-known", why=("signature-may-differ",))


def _readings(host: Host, policies: tuple[Policy, ...], obeys: bool | None) -> AppControl:
    found, unread = other.found_agents(host)
    two_roles, not_seen = other.found_with_two_roles(host)
    rules = other.attack_surface(host)
    return AppControl(
        answers=(),
        applocker=tuple(each for policy in policies for each in _seen(policy)),
        service=host.system.service(other.APPLOCKER_SERVICE),
        code_integrity=host.system.code_integrity(),
        script_lockdown=host.system.script_lockdown(),
        smart_app_control=number(host.registry.value(other.CI, "VerifiedAndReputablePolicyState")),
        s_mode=number(host.registry.value(other.CI, "SkuPolicyRequired")),
        software_restriction=other.restrictions(host),
        restrictions_obeyed=obeys,
        prevalence_rule=next(each.places for each in rules if each.id == "rare-programs"),
        attack_surface=rules,
        removable_drives=other.removable_drives(host),
        controlled_folders=other.controlled_folders(host),
        smart_screen_blocks=other.smart_screen_blocks(host),
        app_install_control=other.app_install_control(host),
        agents=found,
        agents_unread=unread or not_seen,
        two_roles=two_roles,
    )


def _seen(policy: Policy) -> list[CollectionSeen]:
    if policy.unread:
        return [CollectionSeen(policy.source, "all", "not-known", 0, unread=True)]
    return [
        CollectionSeen(policy.source, name, held.mode, len(held.rules), held.unread)
        for name, held in policy.collections.items()
        if not held.empty
    ]


def _person(host: Host) -> Person:
    groups = host.system.groups()
    if groups.value is None or not groups.is_set:
        return Person(known=False)
    return Person(groups.value.user, frozenset(groups.value.enabled), frozenset(groups.value.deny_only))


def _folders(host: Host) -> Folders:
    def value(name: str) -> str:
        return host.variables.get(name).value or ""

    # A 32-bit program is told another folder by ProgramFiles; ProgramW6432 is the same for both.
    tops = dict.fromkeys(value(name) for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"))
    return Folders(value("SystemDrive"), value("SystemRoot"), tuple(top for top in tops if top))


def _places(host: Host) -> Places:
    local = _final(host, "LOCALAPPDATA")
    own_temp = host.variables.get("TEMP").is_set
    return Places(
        home=_final(host, "USERPROFILE"),
        local=local,
        temp=_final(host, "TEMP") if own_temp else local and f"{local}\\Temp",
        program_files=_final(host, "ProgramW6432") or _final(host, "ProgramFiles"),
        windows=_final(host, "SystemRoot"),
        roaming=_final(host, "APPDATA"),
    )


def _as_set(host: Host) -> Places:
    """The same as the variables name them, links and all."""
    get = host.variables.get
    local, temp = get("LOCALAPPDATA").value, get("TEMP")
    return Places(
        home=get("USERPROFILE").value,
        local=local,
        temp=temp.value if temp.is_set else local and f"{local}\\Temp",
        program_files=get("ProgramW6432").value or get("ProgramFiles").value,
        windows=get("SystemRoot").value,
        roaming=get("APPDATA").value,
    )


def _final(host: Host, name: str) -> str | None:
    """The folder that a variable names, as `final` gives it."""
    path = host.variables.get(name).value
    return final(host, path) if path else None
