"""The modules of Python itself without which nothing can be built on it."""

from pyready.verify.bench import MARK, Bench, Came, answer, how_it_ended
from pyready.verify.proof import Proof

_SECONDS = 30.0
WANTED = ("ssl", "ctypes", "sqlite3", "venv", "ensurepip")
_OF_ENVIRONMENTS = {"venv", "ensurepip"}
"""Nobody needs them for Python alone."""
# Each is named before it is loaded: one that ends Python is known by that.
_LOADS = f"""
import json, sys
found = dict()
for name in {WANTED!r}:
    sys.stderr.write('loads ' + name + '\\n')
    sys.stderr.flush()
    try:
        __import__(name)
        found[name] = ''
    except BaseException as error:
        found[name] = (type(error).__name__ + ': ' + str(error))[:200]
print('{MARK}' + json.dumps(found))
"""
# shown when all load; the names follow
_LOAD = "These are {names}."
# shown when some do not; the reason of the first follows
_MISSING = "{names} cannot load: {why}."
# shown when loading one ends Python
_ENDS = "Python ends while it loads {name}: {why}."
_AND = "{first} and {last}"


def modules(bench: Bench) -> Came:
    """Load each in one process."""
    run = bench.run(bench.python, "-c", _LOADS, seconds=_SECONDS)
    found = answer(run)
    if found is None:
        begun = [line.removeprefix("loads ") for line in run.messages.splitlines() if line.startswith("loads ")]
        return Came("fails", _ENDS.format(name=begun[-1] if begun else WANTED[0], why=how_it_ended(run)), run)
    unneeded = _OF_ENVIRONMENTS if bench.aim == "scripts" else set()
    missing = [name for name in WANTED if found.get(name) and name not in unneeded]
    if missing:
        why = str(found[missing[0]]).rstrip(".")
        return Came("fails", _MISSING.format(names=_listed(missing), why=why), run)
    return Came("works", _LOAD.format(names=_listed([name for name in WANTED if not found.get(name)])), run)


def _listed(names: list[str]) -> str:
    return _AND.format(first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


PROOFS = (
    Proof(
        "modules-load", "Python's own modules load", modules, "existing-python", _SECONDS,
        after=("python-starts",), checks=("usable-python",),
        runs="starts that Python, which loads ssl, ctypes, sqlite3, venv and ensurepip",
    ),
)  # fmt: skip
