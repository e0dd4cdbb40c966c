"""Every check. Adding one: a line in its topic's `CHECKS`; a topic: a module here, a line in `_all.py`; its test."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyready.checks._all import CHECKS

__all__ = ["CHECKS"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from pyready.checks import _all

    return getattr(_all, name)
