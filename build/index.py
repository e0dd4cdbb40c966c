"""Makes the index by which one question is answered without loading all: where each check and each fact is made."""

import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.checks import CHECKS  # noqa: E402 - after the path is set
from pyready.checks import _all as topics  # noqa: E402
from pyready.probes import PROBES  # noqa: E402

PLACE = TOP / "src" / "pyready" / "engine" / "_index.py"
_TEXT = '''"""Where each check and each fact is made, written by `python tasks.py renew`."""

TOPICS = {{
{checks}}}
"""The module in `checks/` by the id of the check."""

FACTS = {{
{facts}}}
"""The module in `probes/` by the type of the fact."""
'''


def text() -> str:
    """The module as a whole."""
    modules = {name: module for name, module in vars(topics).items() if hasattr(module, "CHECKS")}
    topic_of = {check.id: name for name, module in modules.items() for check in module.CHECKS}
    checks = {check.id: topic_of[check.id] for check in CHECKS}
    facts = {f"{each.fact.__module__}.{each.fact.__qualname__}": each.id.replace("-", "_") for each in PROBES}
    return _TEXT.format(checks=_rows(checks), facts=_rows(facts))


def _rows(pairs: dict[str, str]) -> str:
    return "".join(f'    "{name}": "{module}",\n' for name, module in pairs.items())
