"""The requests to IT: which there are, and what only code decides. What they say is in `tickets/ID.md`.

The fields follow what a managed-desktop team needs in order to say yes in one reading (design, section 5).
Never asked: administrator rights, an antivirus exclusion, inspection or script policy off, a folder exemption.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pyready.knowledge import raw
from pyready.tickets.library import names_python, read_ticket

IDS = (
    "machine-wide-python",
    "allow-signed-python",
    "app-control-package",
    "hosts-through-proxy",
    "inspection-root",
    "inspection-certificate",
    "internal-mirror",
    "writable-home",
    "persistent-folder",
)
"""Every request, each with a file. Of those that cost the same, the first one here is named first."""
_INCLUDES: Mapping[str, tuple[str, ...]] = {"app-control-package": ("machine-wide-python",)}
_ONLY = {"app-control-package": "existing-python"}


class RequestText(NamedTuple):
    """One request; what only the machine knows (hosts, evidence, what it opens) is added when it is made.

    `title` has at most 80 characters. The first line of `change` says what it is, each further line is one item.
    """

    id: str
    queue: str
    cost: str
    title: str
    says: str
    why: str
    change: str
    scope: str
    patched_by: str
    residual_risk: str
    rollback: str
    test: str
    not_asked: tuple[str, ...]
    includes: tuple[str, ...] = ()
    """Requests that need not be made beside it: it does what they ask for."""
    only: str = ""
    """The one route that it can open; empty where that depends on what closes a route."""


def _request(name: str, python: str) -> RequestText:
    text = read_ticket(name, python)
    fields = {field: said for field, said in text.sections.items() if field != "not_asked"}
    return RequestText(
        **text.front,
        **fields,
        not_asked=tuple(text.sections["not_asked"].split("\n")),
        includes=_INCLUDES.get(name, ()),
        only=_ONLY.get(name, ""),
    )


BY_ID = {name: _request(name, "") for name in IDS}
REQUESTS = tuple(BY_ID.values())
NAMING_PYTHON = frozenset(name for name in IDS if names_python(name))
"""Those that ask for a version of Python."""


@cache
def requests_for(python: str) -> dict[str, RequestText]:
    """Every request by its id, where `python` is the version to recommend; empty for the one of the table."""
    if python in {"", raw("pythons")["recommended"]}:
        return BY_ID
    return {name: _request(name, python) for name in IDS}
