"""Texts that hold a message of the catalogue, made of its own rows and of pastes as people send them."""

from pathlib import Path

from pyready.explain.finding import found_in
from pyready.explain.paste import lines_of, pasted
from pyready.knowledge.messages import Message

PASTES = sorted((Path(__file__).parent / "pastes").glob("*.txt"))


def expected(path: Path) -> str:
    """The message that a paste is about, as its name says after the number."""
    return path.stem.partition("-")[2]


def ids(text: str) -> list[str]:
    return [found.hit.row.id for found in found_in(pasted(lines_of(text)))]


def samples(row: Message) -> list[str]:
    """One text for each fragment and number of a row, with what belongs beside it."""
    said = [*map(_spoken, row.fragments), *map(with_number, row.numbers)]
    beside = "\n".join(with_number(each) if each.startswith("0x") else each for each in row.beside)
    return [f"Something went on.\nERROR: {each}\n{beside}\nThe end." for each in said]


def _spoken(fragment: str) -> str:
    if fragment.startswith("..."):
        return fragment.replace("...", "Some", 1)
    word = "7" if fragment.endswith("...") and fragment[-4:-3].isalnum() is False else " the thing "
    rest = "x7" if fragment.endswith("...") else ""
    return fragment.removesuffix("...").replace("...", word) + rest


def with_number(number: str) -> str:
    """A number as a program says it."""
    kind, _, value = number.rpartition(" ")
    if kind == "errno":
        return f"[Errno {value}] something"
    if kind == "exit":
        return f"It ended with exit code {value}"
    return f"It failed: {number}." if number.startswith("0x") else f"[WinError {number}] something"
