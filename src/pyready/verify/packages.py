"""A small package of Python code and a small compiled one come from the index that pip uses, load and work."""

from typing import NamedTuple

from pyready.model.actions import check_of, fetch, load
from pyready.verify.bench import Bench, Came, how_it_ended
from pyready.verify.installer import install, name_of
from pyready.verify.proof import NOTEBOOKS, WITH_PACKAGES, Proof

_LOADS = check_of(load("compiled-packages"))
_INSTALL_S, _IMPORT_S = 180.0, 60.0


class Sample(NamedTuple):
    """A package that hardly any other needs and every copy of the index has, with code that uses it."""

    name: str
    code: str
    prints: str


PURE = Sample("six", "import six; print(six.ensure_str(b'works'))", "works")
"""pypi project six 1.17: one file of Python, 11 KB."""
COMPILED_ONE = Sample("markupsafe", "from markupsafe import _speedups, escape; print(escape('<'))", "&lt;")
"""markupsafe 3.0: 20 KB, one compiled module, wheels for every system. JupyterLab needs it, too."""
# shown when the package came, loads and works
_WORKS = "This was {name}."
# shown when it did not come; the end says why
_NOT_INSTALLED = "{tool} cannot install {name}: {why}."
# shown when it came, and does not load
_NOT_LOADED = "{name} is installed and does not load: {why}."


def _tried(bench: Bench, sample: Sample) -> Came:
    run = install(bench, "--no-deps", sample.name, seconds=_INSTALL_S)
    if not run.worked:
        says = _NOT_INSTALLED.format(tool=name_of(bench), name=sample.name, why=how_it_ended(run))
        return Came("fails", says, run, _BY_UV if bench.uv else ())
    loads = bench.run(bench.environment, "-c", sample.code, seconds=_IMPORT_S)
    if loads.worked and loads.output.split() == [sample.prints]:
        return Came("works", _WORKS.format(name=sample.name), loads)
    why = how_it_ended(loads)
    return Came("fails", _NOT_LOADED.format(name=sample.name, why=why), loads, (_LOADS, "pip-settings"))


def pure(bench: Bench) -> Came:
    """The one of Python code alone."""
    return _tried(bench, PURE)


def compiled(bench: Bench) -> Came:
    """The one with program files."""
    return _tried(bench, COMPILED_ONE)


_BY_UV = (check_of(fetch("packages", "uv")), "package-index-by-system")
_BY_PIP = (
    "pip-settings",
    check_of(fetch("packages", "pip")),
    "proxy-found-by-pip",
    "package-index-by-system",
    "tls-inspected",
    "clock",
    "home-writable",
    "temp-folder",
)
PROOFS = (
    Proof(
        "pure-package", "A package of Python code installs", pure, "existing-python", _INSTALL_S + _IMPORT_S,
        aims=WITH_PACKAGES, after=("pip-answers",), online=True, checks=_BY_PIP,
        runs=f"starts pip or uv, which downloads and installs {PURE.name} in that environment, and a line that uses it",
    ),
    Proof(
        "compiled-package", "A compiled package installs", compiled, "app-control", _INSTALL_S + _IMPORT_S,
        aims=NOTEBOOKS, after=("pure-package",), online=True, gates=(_LOADS,), checks=_BY_PIP,
        runs=f"the same with {COMPILED_ONE.name}",
    ),
)  # fmt: skip
