"""Every probe. Adding one: a module here, a line in `_all.py`, its test. They are loaded when somebody asks for all."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyready.probes._all import PROBES, TYPES

__all__ = ["PROBES", "TYPES"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from pyready.probes import _all

    return getattr(_all, name)
