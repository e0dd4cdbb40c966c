r"""Where pyready.exe was started from, where its start says something of other programs.

A program that nobody signed and no rule names was let run from there, so another one probably is. A signature, or a
rule for its name or contents, may be what let it run: then its start says nothing.
"""

from collections.abc import Callable

from pyready.model.control_facts import Answer
from pyready.model.host import Host
from pyready.policy.applocker.questions import OneFile, Question
from pyready.policy.applocker.subject import File
from pyready.probes._final_place import final

_PLACES = ("downloads", "user-folder")
_ANOTHER = "another-program.exe"


def started_from(host: Host, ask: Callable[[Question], Answer], home: str | None, answers: tuple[Answer, ...]) -> str:
    """`downloads`, `user-folder` or empty. Nothing is asked where every answer for these places is known.

    `ask` answers a question with all that may stop a program; `home` is the person's folder, links resolved.
    """
    if not any(each.outcome == "not-known" and each.place in _PLACES for each in answers):
        return ""
    program = host.system.interpreter()
    path = final(host, program.value) if program.state == "missing" and program.value else None
    place = _place(path or "", home)
    if not path or not place or host.files.signer(path).value != "":
        return ""
    folder = path.rpartition("\\")[0]
    mine, other = (
        ask(OneFile("unsigned-program", place, "exe", (), file=each))
        for each in (File(path, here=True), File(f"{folder}\\{_ANOTHER}"))
    )
    return place if mine == other else ""


def _place(path: str, home: str | None) -> str:
    top = f"{home}\\".casefold()
    if home is None or not path.casefold().startswith(top):
        return ""
    return "downloads" if path.casefold().startswith(f"{top}downloads\\") else "user-folder"
