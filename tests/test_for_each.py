"""A table that is asked of in one test: each value counts, and each failure is told."""

import inspect

import pytest

from for_each import for_each


def test_each_value_is_tried_and_each_failure_is_told_with_it() -> None:
    tried: list[tuple[str, int]] = []

    @for_each("number", range(4))
    @for_each(("word", "length"), [("a", 1), ("bb", 2)], ids=lambda row: row[0])
    def asked(word: str, length: int, number: int) -> None:
        tried.append((word, number))
        assert number != length

    with pytest.raises(BaseExceptionGroup) as caught:
        asked()
    assert len(tried) == 8
    leaves = [inner for outer in caught.value.exceptions for inner in outer.exceptions]  # type: ignore[attr-defined]
    assert [note for error in leaves for note in error.__notes__] == ["with word, length: a", "with word, length: bb"]
    assert [outer.__notes__ for outer in caught.value.exceptions] == [["with number: 1"], ["with number: 2"]]


def test_it_takes_the_fixtures_that_are_left(request: pytest.FixtureRequest) -> None:
    @for_each("number", [1])
    def asked(number: int, request: pytest.FixtureRequest) -> None:
        assert number == 1
        assert request.node.name

    assert list(inspect.signature(asked).parameters) == ["request"]
    asked(request=request)


def test_what_is_said_to_fail_counts_and_what_is_skipped_ends_it() -> None:
    @for_each("number", [1, 2])
    def failing(number: int) -> None:
        pytest.fail("no")

    @for_each("number", [1, 2])
    def skipped(number: int) -> None:
        pytest.skip("no")

    with pytest.raises(BaseExceptionGroup, match="2 of 2 values failed"):
        failing()
    with pytest.raises(pytest.skip.Exception):
        skipped()


def test_a_row_may_have_an_id() -> None:
    @for_each(("word", "length"), [pytest.param("a", 1, id="short"), pytest.param("bb", 1, id="long")])
    def asked(word: str, length: int) -> None:
        assert len(word) == length

    with pytest.raises(BaseExceptionGroup) as caught:
        asked()
    assert [error.__notes__ for error in caught.value.exceptions] == [["with word, length: long"]]


def test_a_table_without_a_row_and_a_name_that_is_not_taken_are_refused() -> None:
    with pytest.raises(AssertionError, match="no value"):
        for_each("number", [])
    with pytest.raises(AssertionError, match="does not take"):
        for_each("other", [1])(lambda number: None)
