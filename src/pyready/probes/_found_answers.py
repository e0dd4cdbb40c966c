"""Asks app control about each Python that is here, at its own place. Loaded when it is needed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from pyready.knowledge.programs import by_version, signers
from pyready.knowledge.pythons import Recommended
from pyready.model.control_facts import Answer, FoundControl, FoundPython, UserSite
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.pythons import Found, Pythons
from pyready.policy.applocker.questions import OneFile, Question, moves, of_kinds, of_programs, user_site
from pyready.policy.applocker.subject import File
from pyready.probes._control_answers import Asker, agreed, shared
from pyready.probes._final_place import final
from pyready.probes._found_files import copies, known, signatures
from pyready.probes.site import knowledge_of, python_for
from pyready.probes.storage import Storage, work_place

_NOT_ASKED = {"store", "virtual-environment"}
_BETWEEN = "\\"
_COPY = "{work}\\first-python\\.venv\\Scripts\\python.exe"
_MODULE = "Lib\\site-packages\\zmq\\backend\\cython\\_zmq.cp{tag}-win_amd64.pyd"
_PLACES = {"system": "program-files", "user": "user-folder"}


def answered(host: Host, facts: Facts) -> FoundControl:
    """The answers for each Python that is a file of its own; packaged ones are judged as packages."""
    known_version = [(number, each) for number, each in enumerate(facts[Pythons].found) if each.minor]
    wanted = [(number, each) for number, each in known_version if each.kind not in _NOT_ASKED]
    with_site = [(number, each) for number, each in known_version if each.kind != "virtual-environment"]
    signed = {each.id: each.publisher for each in knowledge_of(facts).program}
    asks = _Asks(*_elsewhere(facts.get(Storage)), python_for(facts), _agents(host, facts), signed)
    if not with_site and not asks.any:
        return FoundControl(())
    asker = shared(host, facts)
    if asks.named or asks.work:
        asker.move(host, asks.named, asks.work)
    if not asker.seen.agents:
        asker.seen = replace(asker.seen, **asks.agents)
    return FoundControl(
        tuple(_of_one(host, asker, number, each) for number, each in wanted),
        tuple(UserSite(number, asker.answer(_site_of(each))) for number, each in with_site),
        tuple(_told(each, asks.agents) for each in asker.answers(*asks.questions())) if asks.any else None,
        asks.python.minor if asks.any else "",
    )


class _Asks(NamedTuple):
    """What the profile, or the state of the home folder, changes about the programs of the routes."""

    named: str
    work: str
    python: Recommended
    agents: Mapping[str, Any]
    signed: Mapping[str, str]
    """Publishers by the ids of their programs."""

    @property
    def any(self) -> bool:
        """Whether it changes anything."""
        return bool(self.named or self.work or self.python.by_site or self.agents or self.signed)

    def questions(self) -> tuple[Iterable[Question], Iterable[Question]]:
        """Those whose answer may be another one then."""
        minor = self.python.minor
        programs = (each for each in of_programs(minor) if self._is_changed(each))
        return filter(self._is_changed, of_kinds(minor)), map(self._signed, programs)

    def _signed(self, question: Question) -> Question:
        name = self.signed.get(question.program)
        return replace(question, signed=(name,)) if name else question

    def _is_changed(self, question: Question) -> bool:
        of_version = self.python.by_site and question.program in by_version()
        of_profile = self.agents or of_version or question.program in self.signed
        return bool(of_profile or ((self.named or self.work) and moves(question)))


def _told(answer: Answer, agents: Mapping[str, Any]) -> Answer:
    """The answer, which says where the profile alone names the product that decides."""
    if "agents" not in agents or "agent-present" not in answer.why:
        return answer
    why = tuple("agent-of-profile" if each == "agent-present" else each for each in answer.why)
    return replace(answer, why=why)


def _agents(host: Host, facts: Facts) -> Mapping[str, Any]:
    """What is seen of the allow-list products that the site profile names; empty where none is here."""
    asked = [(each.name, host.system.service(each.service)) for each in knowledge_of(facts).agent]
    if found := tuple(name for name, reading in asked if reading.is_set):
        return {"agents": found}
    return {"agents_unread": True} if any(reading.state != "not-set" for _, reading in asked) else {}


def _elsewhere(storage: Storage | None) -> tuple[str, str]:
    """The folders of programs and of projects, where the steps put them elsewhere than usual."""
    place = work_place(storage)
    if storage is None or place == "home":
        return "", ""
    return storage.tools.path if place == "named" else "", storage.tools.path


def _site_of(found: Found) -> Question:
    return user_site(".".join(map(str, found.minor or ())), store=found.kind == "store")


_RUNTIME = signers()["microsoft"]


def _runtime(place: str, library: str | None) -> OneFile:
    """The question about the Visual C++ runtime, which Microsoft signs and every Python has beside its library."""
    path = library and f"{library.rpartition(_BETWEEN)[0]}{_BETWEEN}vcruntime140.dll"
    return OneFile("library", place, "dll", (), file=File(path, _RUNTIME, binary="VCRUNTIME140.DLL", here=True))


def _packages(path: str | None, place: str, tag: str) -> OneFile:
    """The question about a compiled package beside it. Nobody signs those of pyzmq, without which Jupyter is no use."""
    module = path and f"{path.rpartition(_BETWEEN)[0]}{_BETWEEN}{_MODULE.format(tag=tag)}"
    return OneFile("found-packages", place, "dll", (), "module", file=File(module, here=True))


def _worst(one: Answer, other: Answer) -> Answer:
    """Without either of them no Python starts."""
    order = ("blocked", "not-known")
    return min(one, other, key=lambda each: order.index(each.outcome) if each.outcome in order else len(order))


def _of_one(host: Host, asker: Asker, number: int, found: Found) -> FoundPython:
    path, place = final(host, found.path), _PLACES.get(found.place, "other-folder")
    tag = "".join(map(str, found.minor or ()))
    library = path and f"{path.rpartition(_BETWEEN)[0]}{_BETWEEN}python{tag}.dll"
    kind = signatures(found)
    program = known(host, asker, "exe", File(path, binary="PYTHON.EXE", here=True), kind)
    beside = known(host, asker, "dll", File(library, binary=f"PYTHON{tag}.DLL", here=True), kind)

    def ask(question: Question, files: Sequence[File]) -> Answer:
        about = (question.program, question.place, question.collection, question.files)
        return agreed([asker.answer(OneFile(*about, file=each)) for each in files])

    return FoundPython(
        number,
        starts=ask(Question("found-python", place, "exe", ()), program),
        loads=_worst(ask(Question("library", place, "dll", ()), beside), asker.answer(_runtime(place, library))),
        environment=ask(Question("environment", "user-folder", "exe", (_COPY,)), copies(program, kind)),
        packages=asker.answer(_packages(path, place, tag)) if found.jupyterlab else None,
    )
