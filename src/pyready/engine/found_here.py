"""The Pythons that are here, each with whether the answer uses it, and if not, why."""

from collections.abc import Sequence

from pyready.diagnosis.usable_pythons import OF_A_PROJECT, best, conda_of, why_not
from pyready.model.facts import Facts
from pyready.model.pythons import Found, Pythons
from pyready.model.record import FoundRecord, RouteRecord, Verdict

# shown as the name of a Python, by who made it
_MAKERS = {
    "store": "Python from the Microsoft Store",
    "python-manager": "Python of the Python Install Manager",
    "uv": "Python of uv",
    "pyenv": "Python of pyenv",
}
_CONDAS = {
    "anaconda": "Anaconda",
    "miniconda": "Miniconda",
    "miniforge": "Miniforge",
    "mambaforge": "Mambaforge",
    "micromamba": "micromamba",
}
_CONDA, _OTHER_PROGRAM = "conda", "another program"
_OF_CONDA, _OF_PROGRAM, _OF_MAKER = "{conda}, {version}", "{version} of {program}", "{maker}, version {version}"
# shown when nothing speaks against it, and the steps do not use it all the same
_ANOTHER = "another Python on this computer fits better"
_OTHER_OPTION = "the steps use another option"


def pythons_here(facts: Facts, routes: Sequence[RouteRecord], verdict: Verdict) -> tuple[FoundRecord, ...]:
    """Each Python that a person can be meant to know of; those of projects are left out."""
    pythons = facts.get(Pythons)
    if pythons is None:
        return ()
    chosen = best(facts)
    route = next((each for each in routes if each.id == "existing-python"), None)
    used = verdict.route == "existing-python"
    return tuple(
        FoundRecord(
            what=_name(facts, each),
            where=each.path,
            used=used and each is chosen,
            why_not="" if used and each is chosen else _why_not(facts, each, chosen, route),
        )
        for each in pythons.found
        if each.kind not in OF_A_PROJECT
    )


def _why_not(facts: Facts, found: Found, chosen: Found | None, route: RouteRecord | None) -> str:
    if reason := why_not(found, facts):
        return reason
    if found is not chosen:
        return _ANOTHER
    return route.why if route and not route.state.startswith("open") else _OTHER_OPTION


def _name(facts: Facts, found: Found) -> str:
    """`Anaconda, Python 3.8.5`: who made it, and its version."""
    version = f"Python {found.version}".strip()
    if found.kind == "conda":
        conda = conda_of(found, facts)
        return _OF_CONDA.format(conda=_CONDAS.get(conda.product, _CONDA) if conda else _CONDA, version=version)
    if found.kind == "bundled":
        return _OF_PROGRAM.format(version=version, program=found.product or _OTHER_PROGRAM)
    maker = _MAKERS.get(found.kind, "")
    return _OF_MAKER.format(maker=maker, version=found.version) if maker else version
