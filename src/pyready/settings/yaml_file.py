"""Adds settings to a .condarc: single ones at its end, or under a setting that holds several. It must be plain YAML."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyready.formats.condarc import LIMIT, BadCondarc, plain_loader
from pyready.settings.edits import OTHER_LINES, Editing, Refused, Wanted, clash, opened

# shown after "because": why a file is left as it is
_NOT_YAML = "it is not YAML"
_NO_SETTINGS = "it is not a list of settings"
_TWICE = "it has the same setting twice"
_FORM = "pyready cannot safely add a line under {section} in it"

__all__ = ["LIMIT", "edited", "tree"]
Tree = tuple[str, Any]
"""A tag with a text, with trees, or with pairs of trees: what YAML makes of a document before it is given a type."""
_TEXT, _MAP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"


def edited(text: str, wanted: Sequence[Wanted], newline: str = "\n") -> str:
    """The text with these settings in it; the same text where it says all of them already. Raises Refused.

    A Wanted with a section goes under the setting of that name.
    """
    for each in [each for each in wanted if not _is_there(tree(text), each)]:
        before = tree(text)
        text = _added(opened(text, newline), each, before)
        if tree(text) != _with(before, each):
            raise Refused(OTHER_LINES)
    return text


def tree(text: str) -> Tree:
    """The document; an empty one counts as one without settings. Raises Refused for what is not plain settings."""
    import yaml

    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=plain_loader())
    except BadCondarc as error:
        raise Refused(str(error)) from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise Refused(_NOT_YAML) from None
    found = ("map", ()) if node is None or _is_null(node) else _of(node)
    if not isinstance(found[1], tuple) or not found[0].endswith("map"):
        raise Refused(_NO_SETTINGS)
    return "map", found[1]


def _is_null(node: Any) -> bool:
    return bool(node.tag.endswith(":null"))


def _of(node: Any) -> Tree:
    if node.id == "scalar":
        return node.tag, node.value
    if node.id == "sequence":
        return node.tag, tuple(_of(each) for each in node.value)
    pairs = tuple((_of(key), _of(value)) for key, value in node.value)
    if len({key for key, _ in pairs}) < len(pairs):
        raise Refused(_TWICE)
    return node.tag, pairs


def _pairs(found: Tree, section: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of the document, or of one setting in it."""
    if not section:
        yield from found[1]
        return
    for key, value in found[1]:
        if key[1] == section and value[0].endswith(":map"):
            yield from value[1]
        elif key[1] == section and not value[0].endswith(":null"):
            raise clash(section)


def _is_there(found: Tree, wanted: Wanted) -> bool:
    for key, value in _pairs(found, wanted.section):
        if key[1] == wanted.key:
            if value[1] != wanted.value:
                raise clash(wanted.key)
            return True
    return False


def _added(text: Editing, wanted: Wanted, found: Tree) -> str:
    line = f"{wanted.key}: {wanted.value}"
    if not wanted.section:
        return text.joined(len(text.lines), [line])
    head = re.compile(rf"{re.escape(wanted.section)}:\s*(#.*)?$")
    at = next((number + 1 for number, each in enumerate(text.lines) if head.match(each.rstrip())), 0)
    if any(key[1] == wanted.section for key, _ in found[1]):
        if not at:
            raise Refused(_FORM.format(section=wanted.section))
        return text.joined(at, [_indent(text.lines[at:]) + line])
    return text.joined(len(text.lines), [f"{wanted.section}:", f"  {line}"])


def _indent(below: Sequence[str]) -> str:
    """How far the settings under a heading stand in."""
    first = next((line for line in below if line.strip() and not line.lstrip().startswith("#")), "")
    return first[: len(first) - len(first.lstrip(" "))] or "  "


def _with(found: Tree, wanted: Wanted) -> Tree:
    """The document as it should be afterwards: a new setting comes last, one under a heading first below it."""
    pair = ((_TEXT, wanted.key), (_TEXT, wanted.value))
    if not wanted.section:
        return "map", (*found[1], pair)
    pairs = []
    for key, value in found[1]:
        below = value[1] if isinstance(value[1], tuple) else ()  # nothing at all stands under it
        pairs.append((key, (_MAP, (pair, *below)) if key[1] == wanted.section else value))
    if all(key[1] != wanted.section for key, _ in pairs):
        pairs.append(((_TEXT, wanted.section), (_MAP, (pair,))))
    return "map", tuple(pairs)
