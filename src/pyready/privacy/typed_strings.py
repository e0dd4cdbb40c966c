"""Walks values together with their types, so that every string is met with its privacy class and its place."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec
import msgspec.inspect as mi

Change = Callable[[str, str, str], str]
"""Given a string's path, its text and its privacy class, the text to put in its place."""

_OPAQUE = (mi.AnyType, mi.RawType, mi.CustomType, mi.BytesType, mi.ByteArrayType, mi.MemoryViewType, mi.ExtType)
"""Types that could hold any text unseen."""
_LISTS = (mi.ListType, mi.SetType, mi.FrozenSetType, mi.VarTupleType)
_WITH_FIELDS = (mi.StructType, mi.TypedDictType, mi.DataclassType, mi.NamedTupleType)


class Slot(NamedTuple):
    """A place for a string in a type. `privacy` is empty when the type does not say: a fault."""

    path: str
    privacy: str


class Unclassed(TypeError):
    """A string stands where the type gives it no privacy class."""


class Node(NamedTuple):
    """A plain value (as JSON has it), its type, its place, and the privacy class that holds for it."""

    path: str
    value: Any
    type: mi.Type
    privacy: str = ""


@lru_cache(maxsize=256)
def info(kind: Any) -> mi.Type:
    """What msgspec knows about a type."""
    return mi.type_info(kind)


def strings_of(kind: Any) -> tuple[Slot, ...]:
    """Every place for a string in a type, dictionary keys included. `Literal` and enums are our own words."""
    return tuple(_slots(info(kind), "", "", ()))


def _slots(kind: mi.Type, path: str, privacy: str, above: tuple[type, ...]) -> Iterator[Slot]:
    kind, privacy = _bare(kind, privacy)
    if isinstance(kind, (mi.StrType, *_OPAQUE)):
        yield Slot(path, privacy if isinstance(kind, mi.StrType) else "")
    elif isinstance(kind, mi.UnionType):
        for arm in kind.types:
            yield from _slots(arm, path, privacy, above)
    elif isinstance(kind, _LISTS):
        yield from _slots(kind.item_type, f"{path}[]", privacy, above)
    elif isinstance(kind, mi.TupleType):
        for number, item in enumerate(kind.item_types):
            yield from _slots(item, f"{path}[{number}]", privacy, above)
    elif isinstance(kind, mi.DictType):
        yield from _slots(kind.key_type, f"{path}{{key}}", privacy, above)
        yield from _slots(kind.value_type, f"{path}{{}}", privacy, above)
    elif isinstance(kind, _WITH_FIELDS) and kind.cls not in above:
        for field in kind.fields:
            yield from _slots(field.type, f"{path}.{field.encode_name}".lstrip("."), "", (*above, kind.cls))


def replaced(value: Any, kind: Any, change: Change, path: str = "") -> Any:
    """The same value with every string that has a privacy class put through `change`; raises Unclassed."""
    return msgspec.convert(_gone_through(value, kind, change, path), kind)


def strings(value: Any, kind: Any, path: str = "") -> list[tuple[str, str, str]]:
    """Path, text and privacy class of every string in a value, in the order in which they stand."""
    found: list[tuple[str, str, str]] = []

    def note(place: str, text: str, privacy: str) -> str:
        found.append((place, text, privacy))
        return text

    _gone_through(value, kind, note, path)
    return found


def extras(plain: Any, kind: Any, path: str = "") -> tuple[str, ...]:
    """Paths of the fields in a decoded JSON value that the type does not know."""
    return tuple(_extras(Node(path, plain, info(kind))))


def _extras(node: Node) -> Iterator[str]:
    node = _settled(node)
    if isinstance(node.type, (mi.StructType, mi.TypedDictType, mi.DataclassType)) and isinstance(node.value, dict):
        known = {field.encode_name for field in node.type.fields} | {_tag_field(node.type)}
        yield from (f"{node.path}.{name}" for name in node.value if name not in known)
    for _, child in _children(node):
        yield from _extras(child)


def _gone_through(value: Any, kind: Any, change: Change, path: str) -> Any:
    """The value as JSON has it, with its strings changed."""
    plain = msgspec.to_builtins(value, order="deterministic")
    walk = _walk(info(kind), "")
    return plain if walk is None else walk(plain, path, change)


Walk = Callable[[Any, str, Change], Any]
"""Goes through a plain value of one type at a path, and gives it with its strings changed."""

_WALKS: dict[tuple[int, str], tuple[mi.Type, Walk | None]] = {}
"""By the address of a type, which is kept alive beside its walk, and the privacy class that holds for it."""


def _walk(kind: mi.Type, privacy: str) -> Walk | None:
    """How to go through values of a type, worked out once; None where there is no place for a string in it."""
    key = id(kind), privacy
    if key not in _WALKS:
        _WALKS[key] = kind, _made_walk(*_bare(kind, privacy))
    return _WALKS[key][1]


def _made_walk(kind: mi.Type, privacy: str) -> Walk | None:
    if not any(True for _ in _slots(kind, "", privacy, ())):
        return None
    if isinstance(kind, mi.UnionType):
        return _through_union(kind, privacy)
    if isinstance(kind, mi.DictType):
        return _through_dict(kind, privacy)
    if isinstance(kind, _WITH_FIELDS):
        return _through_fields(kind)
    if isinstance(kind, (*_LISTS, mi.TupleType)):
        return _through_items(kind, privacy)

    def text(value: Any, path: str, change: Change) -> Any:
        if not privacy and value is not None:
            raise Unclassed(f"{path} has no privacy class")
        return change(path, value, privacy) if isinstance(value, str) else value

    return text


def _through_union(kind: mi.UnionType, privacy: str) -> Walk:
    arms = [(_bare(arm, privacy)[0], _walk(arm, privacy)) for arm in kind.types]

    def union(value: Any, path: str, change: Change) -> Any:
        for arm, walk in arms if value is not None else ():
            if _fits(value, arm):
                return walk(value, path, change) if walk else value
        return value

    return union


def _through_dict(kind: mi.DictType, privacy: str) -> Walk:
    keys, values = _walk(kind.key_type, ""), _walk(kind.value_type, privacy)

    def entries(value: Any, path: str, change: Change) -> Any:
        return {
            keys(key, f"{path}{{key {number}}}", change) if keys else key: (
                values(item, f"{path}{{{number}}}", change) if values else item
            )
            for number, (key, item) in enumerate(value.items())
        }

    return entries


def _through_items(kind: mi.Type, privacy: str) -> Walk:
    one = _walk(kind.item_type, privacy) if isinstance(kind, _LISTS) else None

    def items(value: Any, path: str, change: Change) -> Any:
        walks = [one] * len(value) if one else [_walk(each, privacy) for each in _item_types(kind, len(value))]
        return [
            walk(item, f"{path}[{number}]", change) if walk else item
            for number, (item, walk) in enumerate(zip(value, walks, strict=False))
        ]

    return items


def _through_fields(kind: Any) -> Walk:
    @cache
    def fields() -> list[tuple[str, Walk]]:  # late: a type may hold itself
        walks = [(field.encode_name, _walk(field.type, "")) for field in kind.fields]
        return [(name, walk) for name, walk in walks if walk]

    def through(value: Any, path: str, change: Change) -> Any:
        if isinstance(value, list):  # a type that is written as an array
            return in_order(value, path, change)
        done = dict(value)
        for name, walk in fields():
            if (part := value.get(name)) is not None:
                done[name] = walk(part, f"{path}.{name}" if path else name, change)
        return done

    in_order = _through_items(kind, "")
    return through


def _children(node: Node) -> Iterator[tuple[Any, Node]]:
    """What a settled node is made of. A dictionary's keys do not appear in paths: they may be private."""
    value, kind = node.value, node.type
    if isinstance(kind, mi.DictType) and isinstance(value, dict):
        for number, (key, item) in enumerate(value.items()):
            yield key, Node(f"{node.path}{{{number}}}", item, kind.value_type, node.privacy)
    elif isinstance(kind, _WITH_FIELDS) and isinstance(value, dict):
        for field in kind.fields:
            if field.encode_name in value:
                name = field.encode_name
                yield name, Node(f"{node.path}.{name}".lstrip("."), value[name], field.type)
    elif isinstance(value, (list, tuple)):
        for number, (item, item_kind) in enumerate(zip(value, _item_types(kind, len(value)), strict=False)):
            yield number, Node(f"{node.path}[{number}]", item, item_kind, node.privacy)


def _item_types(kind: mi.Type, length: int) -> list[mi.Type]:
    if isinstance(kind, _LISTS):
        return [kind.item_type] * length
    if isinstance(kind, mi.TupleType):
        return list(kind.item_types)
    if isinstance(kind, _WITH_FIELDS):
        offset: list[mi.Type] = [mi.LiteralType((_tag_field(kind),))] if _tag_field(kind) else []
        return offset + [field.type for field in kind.fields]
    return []


def _settled(node: Node) -> Node:
    """The node with its annotations read and, in a union, the arm that its value belongs to."""
    kind, privacy = _bare(node.type, node.privacy)
    if isinstance(kind, mi.UnionType):
        for arm in kind.types:
            bare, inner = _bare(arm, privacy)
            if _fits(node.value, bare):
                return node._replace(type=bare, privacy=inner)
    return node._replace(type=kind, privacy=privacy)


def _bare(kind: mi.Type, privacy: str) -> tuple[mi.Type, str]:
    while isinstance(kind, mi.Metadata):
        privacy = (kind.extra or {}).get("privacy", privacy)
        kind = kind.type
    return kind, privacy


def _fits(value: Any, kind: mi.Type) -> bool:
    """True when a value of a union belongs to this arm; msgspec allows one arm each for text, lists and objects."""
    if isinstance(kind, _OPAQUE):
        return True
    if isinstance(value, str):
        return isinstance(kind, mi.StrType)
    if isinstance(value, dict):
        if isinstance(kind, mi.StructType) and kind.tag_field:
            return bool(value.get(kind.tag_field) == kind.tag)
        return isinstance(kind, (mi.DictType, *_WITH_FIELDS))
    if isinstance(value, (list, tuple)):
        return isinstance(kind, (*_LISTS, mi.TupleType, *_WITH_FIELDS))
    return False


def _tag_field(kind: mi.Type) -> str:
    return (kind.tag_field or "") if isinstance(kind, mi.StructType) else ""
