"""A start that Wine failed inside is tried again; each other error is the caller's."""

from for_each import for_each
from wine import INTERNAL_ERROR, TRIES, trying_again


class Failed(OSError):
    """As Windows's Python has it, on every system."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.winerror = number


def starts(*failures: int) -> tuple[list[int], object]:
    """How often a start was asked for, and its answer, where the first ones fail with these numbers."""
    asked, left = [0], list(failures)

    def start() -> str:
        asked[0] += 1
        if left:
            raise Failed(left.pop(0))
        return "started"

    try:
        return asked, trying_again(start)()
    except Failed as error:
        return asked, error.winerror


@for_each(
    ("failures", "asked", "answer"),
    [
        ((), 1, "started"),
        ((INTERNAL_ERROR,), 2, "started"),
        ((INTERNAL_ERROR,) * TRIES, TRIES, INTERNAL_ERROR),
        ((2,), 1, 2),
        ((INTERNAL_ERROR, 5), 2, 5),
    ],
)
def test_only_wines_own_failure_is_tried_again(failures: tuple[int, ...], asked: int, answer: object) -> None:
    assert starts(*failures) == ([asked], answer)
