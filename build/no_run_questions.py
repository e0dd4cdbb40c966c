"""The questions of the no-run page, `no-run/questions.toml`, in their types; what does not fit is named.

Each answer is a piece of a recorded computer: what a probe would read there if it could look.
"""

import tomllib
from pathlib import Path

import msgspec

from pyready.model.host import Groups, Machine, Session
from pyready.probes import PROBES

PLACE = Path(__file__).parents[1] / "no-run" / "questions.toml"
MOST_QUESTIONS = 10
_LONGEST_ANSWER = 120


class BadQuestions(Exception):
    """The file cannot be used; the text says where and why."""


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of a computer. What is not in it stays `missing`, never "not set"."""

    tells: tuple[str, ...] = ()
    """The probes that can look, by id. What others would find is not told."""
    whole: tuple[str, ...] = ()
    """Those among them that see all there is: for them a file or key that is not named does not exist."""
    registry: dict[str, dict[str, str | int]] = {}
    """Values by key, as regedit spells it."""
    not_set: tuple[str, ...] = ()
    """Keys that are not there, with all below them."""
    files: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Files and folders that are not there, with all below them."""
    running: tuple[str, ...] = ()
    """Services that run."""
    code_integrity: int | None = None
    machine: Machine | None = None
    session: Session | None = None
    groups: Groups | None = None
    catalogue: dict[str, str] = {}
    """`name` and `offers_python`, as in a site profile."""


class Answer(Piece, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer to choose. `aim` is what Python is wanted for."""

    says: str
    aim: str = ""
    skips: tuple[str, ...] = ()
    """Questions that cannot change the result any more, by id; a test tries each."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question. "I do not know" is added to its answers, and tells nothing."""

    id: str
    asks: str
    title: str
    """The question in a few words, for the list of answers and for the request to IT."""
    how: tuple[str, ...]
    """How to find out: a sentence or two for each step."""
    answer: tuple[Answer, ...]
    picture: str = ""
    """What one sees, drawn in text; the steps say the same in words."""
    only_after: dict[str, str] = {}
    """Asked only where another question, by id, was answered so: the beginning of the answer."""


class NotTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not known, and what settles it."""

    says: str
    settles: str = ""


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    base: Piece
    not_told: dict[str, NotTold]
    """What to say of a probe that no answer tells of, by id, where its own words (`about`) are not enough."""
    settles: str
    """What settles it where the row does not say."""
    assumes: tuple[str, ...]
    question: tuple[Question, ...]


def read(text: str) -> Questions:
    """The file in its types. Raises BadQuestions."""
    try:
        found = msgspec.convert(tomllib.loads(text), Questions)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadQuestions(f"questions.toml: {error}") from error
    if faults := list(dict.fromkeys(_faults(found))):
        raise BadQuestions("\n".join(f"questions.toml: {fault}" for fault in faults))
    return found


def known() -> Questions:
    """The file of this project. Raises BadQuestions."""
    return read(PLACE.read_text("utf-8"))


def _faults(found: Questions) -> list[str]:
    """What is wrong with it, each in one sentence."""
    ids, probes = [each.id for each in found.question], {probe.id for probe in PROBES}
    faults = [f"at most {MOST_QUESTIONS} questions, not {len(ids)}"] if len(ids) > MOST_QUESTIONS else []
    faults += [f"the id {each} is there twice" for each in ids if ids.count(each) > 1]
    for question in found.question:
        faults += _of_question(question, ids)
    pieces = [found.base, *(answer for question in found.question for answer in question.answer)]
    named = {name for piece in pieces for name in (*piece.tells, *piece.whole)} | set(found.not_told)
    faults += [f"{name} is no probe" for name in sorted(named - probes)]
    faults += [
        f"{name} is in whole and not in tells"
        for piece in pieces
        for name in sorted(set(piece.whole) - set(piece.tells))
    ]
    return faults


def _of_question(question: Question, ids: list[str]) -> list[str]:
    earlier, later = ids[: ids.index(question.id)], ids[ids.index(question.id) + 1 :]
    faults = [f"{question.id}: it needs two answers or more"] if len(question.answer) < 2 else []
    faults += [f"{question.id}: how is empty"] if not question.how else []
    for answer in question.answer:
        faults += [f"{question.id}: skips {each}, which comes no later" for each in answer.skips if each not in later]
        faults += [f"{question.id}: too long: {answer.says}"] if len(answer.says) > _LONGEST_ANSWER else []
    return faults + [
        f"{question.id}: only_after {each} comes no earlier" for each in question.only_after if each not in earlier
    ]
