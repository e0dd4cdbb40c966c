"""Reads the words out of a module: for the page that `build/words_page.py` writes, and for `test_words.py`.

In the rooms that judge and show, words stand at the head of a module, in constants below a comment that begins with
"shown" and says when. Code chooses them by name.
"""

import ast
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

ROOMS = ("checks", "diagnosis", "routes", "engine", "explain", "settings", "tickets", "commands", "report")
"""The rooms whose code has no prose of its own."""
TABLES = {"CHECKS", "ROUTE"}
"""Tables at the foot of a module, which name its functions: questions and titles stand in them."""
DATA = {"Evidence", "Check", "Route", "Read", "asked", "_asked", "declared", "read", "begin"}
"""Calls whose texts are data wherever they stand: each names one thing that was looked at, as the probes declare it."""
_LINE = re.compile(
    r"\s--?[A-Za-z]|~/|\B@(tool|venv|python)|%[dBYHM]\b|^%|\w\[\w|\b(python|pymanager) (install|exec)\b|^pyready \w+( \w+)?$"
)
"""A line to copy, the form of a date, a type."""
_WORD = re.compile(r"(?<![\w<{%\\/.-])[A-Za-z][a-z’']+(?![\w(=/\\}])")


Place = Literal["head", "data", "inside", "late"]
"""A constant before the first function; a call or table that is data; within a function or class; after the first."""


class Word(NamedTuple):
    """One text that can be shown. `name` is its constant or function, `shown` the comment that says when."""

    line: int
    name: str
    shown: str
    text: str
    place: Place


def is_prose(text: str) -> bool:
    """Two words or more that are no pattern and no line to copy; a placeholder is no word."""
    plain = re.sub(r"\{[^}]*\}", " 0 ", text)
    return " " in text.strip() and "|" not in text and not _LINE.search(text) and len(_WORD.findall(plain)) > 1


def of_module(text: str) -> Iterator[Word]:
    """The prose of a module in its order."""
    tree, lines = ast.parse(text), text.splitlines()
    first = min((each.lineno for each in tree.body if _is_code(each)), default=len(lines) + 1)
    for statement in tree.body:
        for node, holders in _texts(statement, ()):
            if is_prose(said := _spelled(node)):
                place = _place(statement, holders, node.lineno > first)
                shown = _comment(lines, node.lineno) if place == "head" else ""
                yield Word(node.lineno, _name(statement, holders), shown, said, place)


def _place(statement: ast.stmt, holders: tuple[ast.AST, ...], late: bool) -> Place:
    calls = (each.func for each in holders if isinstance(each, ast.Call))
    if any(DATA & {getattr(each, "id", ""), getattr(each, "attr", "")} for each in calls):
        return "data"
    if TABLES & set(_targets(statement)):
        return "data"
    return "inside" if any(map(_is_code, holders)) else "late" if late else "head"


def _texts(node: ast.AST, holders: tuple[ast.AST, ...]) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """Each string below a node, with what holds it; a string that stands alone documents the code."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node, holders
    elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child, (*holders, node))


def _spelled(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(
            _spelled(part) if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
            for part in node.values
            if isinstance(part, ast.Constant | ast.FormattedValue)
        )
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _targets(statement: ast.AST) -> list[str]:
    if isinstance(statement, ast.Assign):
        return [each.id for target in statement.targets for each in ast.walk(target) if isinstance(each, ast.Name)]
    if isinstance(statement, ast.AnnAssign):
        return [ast.unparse(statement.target)]
    return [statement.name] if isinstance(statement, ast.FunctionDef | ast.ClassDef) else []


def _name(statement: ast.stmt, holders: tuple[ast.AST, ...]) -> str:
    """The constant that holds it, or the innermost function."""
    inner = next((each for each in reversed(holders) if _is_code(each)), statement)
    return ", ".join(_targets(inner))


def _comment(lines: list[str], number: int) -> str:
    """The nearest comment above, whole: it heads all that follows, up to the next comment."""
    above = number - 2
    while above >= 0 and not re.match(r"\s*#|def |class |import |from ", lines[above]):
        above -= 1
    found: list[str] = []
    while above >= 0 and re.match(r"\s*#", lines[above]):
        found.insert(0, lines[above].strip().lstrip("#").strip())
        above -= 1
    return " ".join(found)
