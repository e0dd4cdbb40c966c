"""What each field of a struct means, from the docstring that stands under it in the source; nothing is said twice."""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec


def structs(types: Iterable[Any]) -> dict[str, type[msgspec.Struct]]:
    """Every struct that these types hold, at any depth, by its name; a generic one once."""
    found: dict[str, type[msgspec.Struct]] = {}
    seen: set[Any] = set()
    waiting = [msgspec.inspect.type_info(each) for each in types]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, msgspec.inspect.StructType):
            if kind.cls in seen:
                continue
            seen.add(kind.cls)
            struct = getattr(kind.cls, "__origin__", kind.cls)
            if found.setdefault(struct.__name__, struct) is not struct:
                raise ValueError(f"two structs are called {struct.__name__}")
        waiting += _held(kind)
    return found


def _held(kind: msgspec.inspect.Type) -> Iterator[msgspec.inspect.Type]:
    if isinstance(kind, msgspec.inspect.StructType):
        yield from (field.type for field in kind.fields)
    for name in ("type", "item_type", "key_type", "value_type"):
        if isinstance(held := getattr(kind, name, None), msgspec.inspect.Type):
            yield held
    for name in ("types", "item_types"):
        yield from getattr(kind, name, ())


def docs(struct: type[msgspec.Struct]) -> Mapping[str, str]:
    """What stands under each field, by its name in JSON; fields without a docstring are left out."""
    said: dict[str, str] = {}
    for base in reversed(struct.__mro__):
        if base.__module__.startswith("pyready."):
            said |= dict(_under_fields(ast.parse(inspect.getsource(base)).body[0]))
    names = {field.name: field.encode_name for field in msgspec.structs.fields(struct)}
    return {names[name]: text for name, text in said.items() if name in names}


def _under_fields(body: ast.stmt) -> Iterator[tuple[str, str]]:
    assert isinstance(body, ast.ClassDef)
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            yield field.target.id, " ".join(after.value.value.split())
