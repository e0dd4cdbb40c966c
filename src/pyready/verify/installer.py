"""Makes an environment and installs packages into it: by uv for a Python of uv's, else by venv and pip."""

import re

from pyready.model.anchors import fill
from pyready.model.paths import for_platform
from pyready.model.pythons import Pythons
from pyready.model.running import Run
from pyready.routes import uv
from pyready.verify.bench import Bench

QUIETLY = ("--no-input", "--disable-pip-version-check", "--no-cache-dir", "--retries", "1")
"""pip asks nothing, keeps nothing outside, and does not try a dead server for minutes."""
_BY_UV = re.compile(r"(?m)^uv\s*=")
"""uv 0.13.9 writes its version into the pyvenv.cfg of each environment."""


def uv_for(bench: Bench) -> str:
    """The program uv, where this Python or its environment is uv's; empty where it is not, or uv is nowhere."""
    kind = bench.found.kind if bench.found else ""
    if kind != "uv" and not (kind == "virtual-environment" and _made_by_uv(bench)):
        return ""
    pythons = bench.facts.get(Pythons)
    on_path = [each.path for each in (pythons.commands if pythons else ()) if each.name == "uv" and each.path]
    place = fill(bench.host, uv.program(bench.facts))
    return next((each for each in (*on_path, place) if each and bench.host.files.look(each).is_set), "")


def _made_by_uv(bench: Bench) -> bool:
    module = for_platform(bench.host.platform)
    top = module.dirname(module.dirname(bench.python))
    return _BY_UV.search(bench.host.files.text(str(module.join(top, "pyvenv.cfg"))).value or "") is not None


def make(bench: Bench, name: str, seconds: float) -> Run:
    """An environment of this name in the folder of environments."""
    if not bench.uv:
        return bench.run(bench.python, "-m", "venv", bench.join(name), seconds=seconds)
    return run_uv(bench, "venv", "--python", bench.python, bench.join(name), seconds=seconds)


def install(bench: Bench, *what: str, seconds: float) -> Run:
    """Packages as wheels into the environment; `what` can hold `--no-deps`, which both know."""
    wheels = ("--only-binary", ":all:", *what)
    if not bench.uv:
        return bench.run(bench.environment, "-m", "pip", "install", *QUIETLY, *wheels, seconds=seconds)
    return run_uv(bench, "pip", "install", "--python", bench.environment, *wheels, seconds=seconds)


def run_uv(bench: Bench, *arguments: str, seconds: float) -> Run:
    """uv with its cache in the folder for temporary files. It downloads no Python: that is another step."""
    keeps = {"UV_CACHE_DIR": bench.temp, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    return bench.run(bench.uv, *arguments, seconds=seconds, **keeps)


def name_of(bench: Bench) -> str:
    """What installs, as the beginning of a sentence."""
    return "uv" if bench.uv else "pip"
