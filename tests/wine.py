"""What Wine does now and then and no Windows does, put right for the tests that run on it."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

INTERNAL_ERROR = 1359
"""Wine's answer where the new process did not come to life: once in 3,600 starts, with both cores busy."""
TRIES = 3


P = ParamSpec("P")
R = TypeVar("R")


def trying_again(start: Callable[P, R]) -> Callable[P, R]:
    """The same, begun anew where Wine says that it failed inside."""

    @functools.wraps(start)
    def started(*given: P.args, **named: P.kwargs) -> R:
        for _ in range(TRIES - 1):
            try:
                return start(*given, **named)
            except OSError as error:
                if getattr(error, "winerror", 0) != INTERNAL_ERROR:
                    raise
        return start(*given, **named)

    return started


def start_programs_reliably() -> None:
    """Every program that Python starts from here on."""
    import _winapi

    _winapi.CreateProcess = trying_again(_winapi.CreateProcess)  # type: ignore[attr-defined,misc,unused-ignore]
