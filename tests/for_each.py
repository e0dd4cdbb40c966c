"""Many values asked of in one test: for tables whose rows take less time than pytest needs to start a test for each."""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

Names = Callable[[Any], object] | Iterable[object]
_WITH_ID = type(pytest.param(0))


def for_each(names: str | Sequence[str], values: Iterable[Any], *, ids: Names | None = None) -> Callable[[Any], Any]:
    """Give a test each of the values in turn, with the words of `pytest.mark.parametrize`.

    All values are tried. Each failure is told, with the value that it was seen with. For tests that need no fixture of
    their own for each value.
    """
    titles = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    given = list(values)
    assert given, f"no value for {names}: this test could not fail"
    rows = [_values(each, len(titles)) for each in given]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(test)
        assert set(titles) <= own.parameters.keys(), f"{test.__name__} does not take {names}"

        @functools.wraps(test)
        def all_of(*others: Any, **fixtures: Any) -> None:
            failures: list[BaseException] = []
            for row, said in zip(rows, _spoken(given, ids), strict=True):
                try:
                    test(*others, **dict(zip(titles, row, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"with {', '.join(titles)}: {said}")
                    failures.append(error)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} values failed", failures)

        del all_of.__wrapped__  # type: ignore[attr-defined] # pytest would look there for the arguments
        left = [parameter for name, parameter in own.parameters.items() if name not in titles]
        all_of.__signature__ = own.replace(parameters=left)  # type: ignore[attr-defined]
        return all_of

    return decorate


def _values(row: Any, count: int) -> tuple[Any, ...]:
    """The values of a row, which may be one of `pytest.param`."""
    if isinstance(row, _WITH_ID):
        assert not row.marks, "a mark is for a test of its own"
        return tuple(row.values)
    return (row,) if count == 1 else tuple(row)


def _spoken(rows: Sequence[Any], ids: Names | None) -> list[object]:
    """What each value is called when it fails."""
    if ids is None:
        return [row.id if isinstance(row, _WITH_ID) else repr(row) for row in rows]
    return [ids(row) for row in rows] if callable(ids) else list(ids)
