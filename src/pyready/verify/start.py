"""The first two steps: the Python starts, and it is one to work with."""

import re

import msgspec

from pyready.diagnosis.usable_pythons import lacks_packages
from pyready.knowledge.pythons import is_supported
from pyready.model.actions import check_of, start
from pyready.model.anchors import Anchored
from pyready.model.control_facts import FoundControl
from pyready.model.facts import Taken
from pyready.model.pythons import Found
from pyready.model.verification import Proven
from pyready.probes.site import knowledge_of
from pyready.verify.bench import MARK, Bench, Came, answer, how_it_ended
from pyready.verify.proof import Proof

_ENVIRONMENT = check_of(start("environment-python"))
_SECONDS = 30.0
"""A security program can look at a new program for long before it first starts."""
ABOUT = f"""
import json, os, platform, sys
try:
    import sysconfig
    free = sysconfig.get_config_var('Py_GIL_DISABLED')
except Exception:
    free = None
print('{MARK}' + json.dumps(dict(
    version='.'.join(str(each) for each in sys.version_info[:3]),
    bits=getattr(getattr(sys, 'hash_info', None), 'width', 0),
    implementation=platform.python_implementation(), free=bool(free), prefix=sys.prefix,
    base=getattr(sys, 'base_prefix', sys.prefix), home=bool(os.environ.get('PYTHONHOME')),
)))
"""
# shown when the Python starts
_STARTS = "This is {implementation} {version}."
# shown when it does not: the end says why
_FAILS = "This Python does not start: {why}."
_WITH_HOME = (
    "This Python does not start, and PYTHONHOME is set. Remove that environment variable, open a new window and try "
    "again."
)
# shown when IT's rules are known to block it, so that it was not started
_FORBIDDEN = "IT's rules block this Python, so pyready did not start it."
_LIBRARY_FORBIDDEN = "IT's rules block the library of this Python, so pyready did not start it."
# shown when it is one to work with
_GOOD = "It gets security fixes, and it is {bits}-bit."
# shown when it is not: the reason is a part of a sentence of its own
_OLD = "Python {version} is too old and gets no security fixes. pyready check names one to use."
_NOT_GOOD = "Do not work with this Python: {why}."


def starts(bench: Bench) -> Came:
    """Start it with one line of its own, unless IT's rules are known to forbid that."""
    if forbidden := _forbidden(bench):
        return Came("fails", forbidden, checks=("existing-python-runs", _ENVIRONMENT), guide="app-control")
    run = bench.run(bench.python, "-c", ABOUT, seconds=_SECONDS)
    about = answer(run)
    if about is None or not re.fullmatch(r"\d+\.\d+\.\d+", str(about.get("version"))):
        if bench.host.variables.get("PYTHONHOME").value:
            return Came("fails", _WITH_HOME, run, ("python-variables",))
        return Came("fails", _FAILS.format(why=how_it_ended(run)), run)
    bench.proven = _proven(bench, about)
    says = _STARTS.format(implementation=bench.proven.implementation, version=bench.proven.version)
    return Came("works", says, run)


def _forbidden(bench: Bench) -> str:
    found = bench.found
    if found and found.kind == "virtual-environment" and found.place == "user" and bench.problem(_ENVIRONMENT):
        return _FORBIDDEN
    control = bench.facts.get(FoundControl)
    judged = control.of(bench.number) if control and bench.number is not None else None
    if judged is None or (bench.found and bench.found.runs_pyready):
        return ""
    if judged.starts.outcome == "blocked":
        return _FORBIDDEN
    return _LIBRARY_FORBIDDEN if judged.loads.outcome == "blocked" else ""


def _proven(bench: Bench, about: dict[str, object]) -> Proven:
    bits = 64 if about.get("bits") == 64 else 32
    implementation = re.sub(r"\W", "", str(about.get("implementation")))[:20]
    made = Proven(bench.python, str(about["version"]), implementation, bits)
    free = bool(about.get("free"))
    found = bench.found or Found(bench.python, Anchored("", bench.python))
    bench.found = msgspec.structs.replace(found, free_threaded=free)
    return msgspec.structs.replace(made, kind=bench.found.kind)


def version(bench: Bench) -> Came:
    """By what the Python itself says."""
    number = bench.proven.version
    minor = tuple(map(int, number.split(".")[:2]))
    if not is_supported((minor[0], minor[1]), bench.facts[Taken].at.date(), knowledge_of(bench.facts)):
        return Came("fails", _OLD.format(version=number))
    wrong = _unfit(bench)
    if wrong:
        return Came("fails", _NOT_GOOD.format(why=wrong))
    return Came("works", _GOOD.format(bits=bench.proven.bits))


def _unfit(bench: Bench) -> str:
    """Why packages are not to be had for this build."""
    if bench.aim == "scripts" or bench.found is None:
        return ""
    narrow = "x86" if bench.is_windows and bench.proven.bits == 32 else ""
    return lacks_packages(msgspec.structs.replace(bench.found, architecture=narrow))


PROOFS = (
    Proof(
        "python-starts", "Python starts", starts, "existing-python", _SECONDS,
        checks=("existing-python-runs", "python-variables"),
        runs="starts that Python with a line that prints its version and kind",
    ),
    Proof(
        "version-fits", "Its version and kind fit", version, "existing-python", 0,
        after=("python-starts",), checks=("usable-python",), runs="nothing more",
    ),
)  # fmt: skip
