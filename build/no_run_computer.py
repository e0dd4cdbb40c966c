"""The computer that answers of a person describe: the same probes look at it as at any other.

What no answer tells is `missing` for a probe that can look, and `not-told` for one that cannot.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, TypeVar

from no_run_questions import Answer, NotTold, Piece, Questions

from pyready.engine.collect import Limits, collect
from pyready.knowledge import date_of_knowledge
from pyready.knowledge.site_profile import Catalogue, SiteProfile
from pyready.model.facts import Absent, Asked, Facts, KnowledgeDate, Taken
from pyready.model.host import Drive, Host, Look, Reading, RegistryValue, Service, View, Who
from pyready.model.probe import Probe
from pyready.model.route import aim_of
from pyready.probes import PROBES, TYPES
from pyready.probes.site import Site
from pyready.recorded.files import RecordedFiles
from pyready.recorded.host import RecordedSystem, recorded_host
from pyready.recorded.registry import RecordedRegistry, viewed
from pyready.recorded.unseen import UnseenFiles

T = TypeVar("T")

HOME = "C:\\Users\\you"
VARIABLES = {
    "USERNAME": "you",
    "COMPUTERNAME": "computer",
    "USERPROFILE": HOME,
    "LOCALAPPDATA": f"{HOME}\\AppData\\Local",
    "APPDATA": f"{HOME}\\AppData\\Roaming",
    "TEMP": f"{HOME}\\AppData\\Local\\Temp",
    "ProgramFiles": "C:\\Program Files",
    "ProgramFiles(x86)": "C:\\Program Files (x86)",
    "ProgramData": "C:\\ProgramData",
    "SystemRoot": "C:\\Windows",
    "SystemDrive": "C:",
}
"""As Windows sets them. No person is called so: no step or sentence of a result holds one of these names."""
SAYS = "your answers"
# shown of a probe that no answer tells of, where the file of questions has no sentence of its own
_NOT_SEEN = "This page cannot see {about}."


def _told(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path or key is one of these or below one."""
    plain = tuple(each.casefold().rstrip("\\") for each in names)
    return lambda asked: any(asked.casefold() == each or asked.casefold().startswith(each + "\\") for each in plain)


class AnsweredRegistry:
    """What answers tell of the registry; the rest is `missing`, or not there where a probe sees all there is."""

    def __init__(self, piece: Piece, *, whole: bool) -> None:
        keys: dict[str, dict[str, RegistryValue]] = {key: dict(values) for key, values in piece.registry.items()}
        self._held, self._absent, self._whole = RecordedRegistry(keys), _told(piece.not_set), whole
        self._above = {key.casefold().rpartition("\\")[0] for key in _with_parents(piece.registry)}

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:
        """One value."""
        return self._plain(key, self._held.value(key, name, view))

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The keys below: told where one of them is."""
        found = self._held.subkeys(key, view)
        return self._plain(key, found if viewed(key, view) in self._above else Reading("not-set", source=found.source))

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the values: told where one of them is."""
        found = self._held.names(key, view)
        return self._plain(key, found if found.value else Reading("not-set", source=found.source))

    def _plain(self, key: str, found: Reading[T]) -> Reading[T]:
        told = found.is_set or self._whole or self._absent(key)
        return found if told else Reading("missing", source=found.source)


def _with_parents(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        parts = key.split("\\")
        yield from ("\\".join(parts[:length]) for length in range(1, len(parts) + 1))


class AnsweredFiles(UnseenFiles):
    """What answers tell of files. The drive is the usual one: the page says that it assumes so."""

    def __init__(self, piece: Piece, *, whole: bool) -> None:
        self._held, self._absent, self._whole = (
            RecordedFiles(dict.fromkeys(piece.files, "")),
            _told(piece.absent),
            whole,
        )

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        return self._plain(path, self._held.folder(path))

    def look(self, path: str) -> Reading[Look]:
        return self._plain(path, self._held.look(path))

    def data(self, path: str, limit: int) -> Reading[bytes]:
        found = self._held.data(path, limit)
        return self._plain(path, found if not found.is_set else Reading("missing", source=path))

    def drive(self, path: str) -> Reading[Drive]:
        return Reading("set", Drive("local", top="C:\\"), path)

    def _plain(self, path: str, found: Reading[T]) -> Reading[T]:
        told = found.is_set or self._whole or self._absent(path)
        return found if told else Reading("missing", source=path)


class AnsweredSystem(RecordedSystem, frozen=True):
    """The same of the system: of services only those that answers name are known."""

    def service(self, name: str) -> Reading[Service]:
        found = RecordedSystem.service(self, name)
        return found if found.is_set else Reading("missing", source=found.source)


def host(piece: Piece, *, whole: bool = False) -> Host:
    """The computer; `whole`: what is not named in the piece is not there."""
    return recorded_host(
        "windows",
        VARIABLES,
        AnsweredFiles(piece, whole=whole),
        AnsweredRegistry(piece, whole=whole),
        AnsweredSystem(
            Reading("set", Who(VARIABLES["USERNAME"], VARIABLES["COMPUTERNAME"], home=HOME), SAYS),
            computer=_reading(piece.machine),
            membership=_reading(piece.groups),
            place=_reading(piece.session),
            integrity=_reading(piece.code_integrity),
            services={name: Service("running", "auto") for name in piece.running},
        ),
    )


def _reading(value: T | None) -> Reading[T]:
    return Reading("missing", source=SAYS) if value is None else Reading("set", value, SAYS)


def joined(pieces: Iterable[Piece]) -> Piece:
    """What several pieces tell together; of two that speak of the same thing the later holds."""
    return reduce(_both, pieces, Piece())


def _both(first: Piece, second: Piece) -> Piece:
    parts: dict[str, Any] = {}
    for name in Piece.__struct_fields__:
        one, two = getattr(first, name), getattr(second, name)
        parts[name] = (*one, *two) if isinstance(one, tuple) else one | two if isinstance(one, dict) else two or one
    return Piece(**parts)


class Looks:
    """Looks at computers of answers; the same probe looks once at what is the same."""

    def __init__(self, questions: Questions, day: dt.date | None = None) -> None:
        self._questions, self._kept = questions, dict[object, Any]()
        self._known = date_of_knowledge()
        self._day = day or self._known

    def key(self, answers: Sequence[Answer]) -> object:
        """Alike for answers that describe the same computer for the same wish."""
        return self._aim(answers), tuple(id(each) for each in answers if each.tells)

    def facts(self, answers: Sequence[Answer]) -> Facts:
        """All that the probes find."""
        facts = self._given(answers)
        for probe in PROBES:
            facts = facts.with_entry(probe.fact, self._entry(probe, answers))
        return facts

    def _aim(self, answers: Sequence[Answer]) -> str:
        return next((each.aim for each in answers if each.aim), "")

    def _given(self, answers: Sequence[Answer]) -> Facts:
        taken = dt.datetime.combine(self._day, dt.time(12), dt.UTC)
        facts = Facts({}, TYPES).with_entry(Asked, Asked("windows", aim=aim_of(self._aim(answers))))
        facts = facts.with_entry(KnowledgeDate, KnowledgeDate(self._known))
        return facts.with_entry(Taken, Taken(taken))

    def _telling(self, probe: Probe[Any], answers: Sequence[Answer]) -> tuple[Piece, ...]:
        return tuple(each for each in (self._questions.base, *answers) if probe.id in each.tells)

    def _entry(self, probe: Probe[Any], answers: Sequence[Answer]) -> Any:
        pieces = self._telling(probe, answers)
        if not pieces:
            row = self._questions.not_told.get(probe.id) or NotTold(_NOT_SEEN.format(about=probe.about))
            return Absent("not-told", f"{row.says}\n{row.settles or self._questions.settles}")
        before = [each for each in PROBES if each.fact in probe.after]
        key = (probe.id, *(tuple(map(id, self._telling(each, answers))) for each in (probe, *before)))
        if key not in self._kept:
            self._kept[key] = self._look(probe, joined((self._questions.base, *pieces)), answers)
        return self._kept[key]

    def _look(self, probe: Probe[Any], piece: Piece, answers: Sequence[Answer]) -> Any:
        given = self._given(answers)
        for each in PROBES:
            if each.fact in probe.after:
                given = given.with_entry(each.fact, self._entry(each, answers))
        machine = host(piece, whole=probe.id in piece.whole)
        entry = collect(machine, (probe,), given, Limits(time.monotonic(), 60, 60)).facts.entry(probe.fact)
        if probe.fact is Site and piece.catalogue:
            return Site(SiteProfile(catalogue=Catalogue(**piece.catalogue)), SAYS)
        if isinstance(entry, Absent) and entry.kind != "not-told":
            raise RuntimeError(f"{probe.id}: {entry.kind}, {entry.reason}")
        return entry


def told(questions: Questions, chosen: Sequence[int | None]) -> list[Answer]:
    """The answers behind numbers, of the questions in their order; None is "I do not know", or not asked."""
    pairs = zip(questions.question, chosen, strict=True)
    return [question.answer[number] for question, number in pairs if number is not None]
