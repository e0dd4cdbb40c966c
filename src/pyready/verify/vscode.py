"""Which Python Visual Studio Code uses. It is not started: what the look found out about it is said."""

from pyready.model.actions import check_of, use
from pyready.model.paths import for_platform, last_part
from pyready.verify.bench import Bench, Came
from pyready.verify.proof import Proof

_HERE, _PYTHON = check_of(use("vscode")), check_of(use("vscode-python"))
# shown when it can use this Python: how it comes to choose it
_IN_FOLDER = "Open the folder that holds {name}: Visual Studio Code then chooses the Python in it."
_CHOOSE = "In Visual Studio Code, press Ctrl+Shift+P, choose Python: Select Interpreter, and choose or enter {path}."


def editor(bench: Bench) -> Came:
    """By the two checks about it."""
    for name in (_HERE, _PYTHON):
        check = bench.judged[name].check
        if check.outcome == "problem":
            return Came("fails", check.says, checks=(name,))
        if check.outcome == "unknown":
            return Came("unknown", f"{check.says} {check.settles}".strip())
    inside = bench.found is not None and bench.found.kind == "virtual-environment"
    dirname = for_platform(bench.host.platform).dirname
    folder = last_part(str(dirname(dirname(bench.python))))
    return Came("works", _IN_FOLDER.format(name=folder) if inside else _CHOOSE.format(path=bench.python))


PROOFS = (
    Proof(
        "editor-uses-python", "Visual Studio Code can use it", editor, "vscode", 0,
        aims=("vscode",), after=("python-starts",), checks=(_HERE, _PYTHON), runs="nothing more",
    ),
)  # fmt: skip
