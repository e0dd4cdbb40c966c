"""pip answers in the environment, and what it is set to do is named."""

import re

from pyready.model.tool_settings import Setting, Settings
from pyready.tools.pip import Pip
from pyready.tools.uv import Uv
from pyready.verify.bench import Bench, Came, how_it_ended
from pyready.verify.installer import run_uv
from pyready.verify.proof import WITH_PACKAGES, Proof

_SECONDS = 60.0
_OF_UV = re.compile(r"uv (\d[\w.]*)")
_VERSION = re.compile(r"pip (\d[\w.]*) ")
# shown when pip answers; what it is set to follows
_ANSWERS = "This is pip {version}. {settings}"
# shown when it does not; the end says why
_UV_ANSWERS = "uv does the work of pip here: uv {version}. {settings}"
_UV_FAILS = "uv does not answer for the environment: {why}."
_FAILS = "pip does not answer: {why}."
# shown as what it is set to: the index, the proxy, and where that is set
_PUBLIC = "It uses the public package index."
_INDEX, _OTHER_INDEX = "It uses the package index {index}, set in {source}.", "another server"
_PROXY, _CERT = "Its proxy is set in {source}.", "Its certificates are set in {source}."
_NO_INDEX = "It uses no package index (no-index, set in {source})."


def pip_answers(bench: Bench) -> Came:
    """`python -m pip --version`, and what the look found in its settings."""
    if bench.uv:
        return _uv_answers(bench)
    run = bench.run(bench.environment, "-m", "pip", "--version", "--disable-pip-version-check", seconds=_SECONDS)
    found = _VERSION.search(run.output)
    if run.worked and found:
        return Came("works", _ANSWERS.format(version=found[1], settings=in_force(bench)), run)
    return Came("fails", _FAILS.format(why=how_it_ended(run)), run)


def _uv_answers(bench: Bench) -> Came:
    """`uv pip list` of the environment, as uv does the work of pip there."""
    version = _OF_UV.search(run_uv(bench, "--version", seconds=_SECONDS).output)
    run = run_uv(bench, "pip", "list", "--python", bench.environment, seconds=_SECONDS)
    if version and run.worked:
        return Came("works", _UV_ANSWERS.format(version=version[1], settings=_uv_in_force(bench)), run)
    return Came("fails", _UV_FAILS.format(why=how_it_ended(run)), run)


def _uv_in_force(bench: Bench) -> str:
    uv = Uv(bench.facts.get(Settings))
    if none := uv.no_index:
        return _NO_INDEX.format(source=none.source)
    index = uv.default_index
    said = [_INDEX.format(index=_server(index), source=index.source) if index else _PUBLIC]
    return " ".join([*said, *([_PROXY.format(source=uv.proxy.source)] if uv.proxy else [])])


def in_force(bench: Bench) -> str:
    """What pip goes by, in words."""
    pip = Pip(bench.facts.get(Settings))
    if none := pip.on("no-index"):
        return _NO_INDEX.format(source=none.source)
    index = pip.index
    said = [_INDEX.format(index=_server(index), source=index.source) if index else _PUBLIC]
    for name, words in (("proxy", _PROXY), ("cert", _CERT)):
        if found := pip.value(name):
            said.append(words.format(source=found.source))
    return " ".join(said)


def _server(index: Setting) -> str:
    return next(iter((*index.addresses, *index.hosts)), _OTHER_INDEX)


PROOFS = (
    Proof(
        "pip-answers", "pip answers", pip_answers, "existing-python", _SECONDS,
        aims=WITH_PACKAGES, after=("environment-starts",), checks=("pip-settings",),
        runs="starts pip in that environment, or uv, which prints its version",
    ),
)  # fmt: skip
