"""Every fact has a reader: what no check, route, report or other probe uses is not collected.

A field counts as read where code outside what collects it names it: in a module that can hold such a struct at all,
because it names the struct, one that holds it, or a function or class that passes it on. A property's reads count where
the property is read. So a field of a common name is not taken for read because another type has one of that name.
"""

import ast
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import pytest

from pyready.probes import TYPES

SOURCE = Path(__file__).parents[1] / "src" / "pyready"
COLLECT = {"probes", "formats", "windows", "posix", "net", "recorded"}
"""Rooms in which a module that makes a struct only collects it."""
UNREAD_YET = {
    "trial": "what pyready itself did; docs/for-it.md promises that the record keeps it",
}
"""Whole facts, by their id, with the reason."""
FILE_OF_OTHERS = {
    "Network.pac", "Conda.channel_alias", "Folders.tools", "Contact.name", "Contact.how",
    "SiteProfile.folders", "SiteProfile.contact", "SiteProfile.unknown",
}  # fmt: skip
"""Not collected: what an organisation's own file of a published form may say (examples/site.toml)."""


class Read(NamedTuple):
    """A name that is read from something, and the function or class and method in which that stands."""

    name: str
    function: str
    method: str = ""


class Module(NamedTuple):
    """What one file of source has to do with structs."""

    name: str
    reads: frozenset[Read]
    names: frozenset[str]
    """Every type and function that it names."""
    made: frozenset[str]
    """What it calls: a struct that it makes is among it."""
    defined: Mapping[str, frozenset[str]]
    """Functions and classes at its top, each with the names that its annotations hold."""
    protocols: tuple[frozenset[str], ...]
    """For each protocol in it, the names that it asks for."""
    calls: Mapping[str, frozenset[str]]
    """For each function at its top, the names that it uses."""

    @property
    def collecting(self) -> set[str]:
        """`collect` and all functions that it uses, directly or by others."""
        found, left = set[str](), ["collect"]
        while left:
            name = left.pop()
            if name in self.calls and name not in found:
                found.add(name)
                left += self.calls[name]
        return found


def _names(node: ast.AST) -> frozenset[str]:
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _annotations(node: ast.AST) -> frozenset[str]:
    held: list[ast.AST] = []
    for each in ast.walk(node):
        if isinstance(each, ast.AnnAssign | ast.arg) and each.annotation:
            held.append(each.annotation)
        elif isinstance(each, ast.FunctionDef) and each.returns:
            held.append(each.returns)
    quoted = [part.value for each in held for part in ast.walk(each) if isinstance(part, ast.Constant)]
    held += [tree for text in quoted if isinstance(text, str) and (tree := _expression(text))]
    return frozenset[str]().union(*map(_names, held))


def _expression(text: str) -> ast.Expression | None:
    """A quoted annotation; None for a value of a Literal that is no code."""
    try:
        return ast.parse(text, mode="eval")
    except SyntaxError:
        return None


def _reads(node: ast.AST, function: str, method: str) -> Iterator[Read]:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Load):
            yield Read(each.attr, function, method)
        elif isinstance(each, ast.MatchClass):
            yield from (Read(name, function, method) for name in each.kwd_attrs)


def module(name: str, text: str) -> Module:
    """Take a file of source apart."""
    tree = ast.parse(text)
    tops = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    reads: set[Read] = set()
    for node in tree.body:
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            method = part.name if isinstance(node, ast.ClassDef) and isinstance(part, ast.FunctionDef) else ""
            reads |= set(_reads(part, getattr(node, "name", ""), method))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    protocols = [node for node in tops if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)]
    return Module(
        name,
        frozenset(reads),
        _names(tree) | frozenset(imported) | frozenset(node.name for node in tops),
        frozenset(ast.unparse(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)),
        {node.name: _annotations(node) for node in tops},
        tuple(frozenset(each.name for each in node.body if isinstance(each, ast.FunctionDef)) for node in protocols),
        {node.name: _names(node) for node in tops if isinstance(node, ast.FunctionDef)},
    )


def structs_in(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """Every struct that a type names, without those inside of these."""
    for part in (kind, getattr(kind, "__value__", None), typing.get_origin(kind)):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            yield part
    if typing.get_origin(kind) is Annotated:
        yield from structs_in(typing.get_args(kind)[0])
    else:
        for part in typing.get_args(getattr(kind, "__value__", kind)):
            yield from structs_in(part)


def held_by(facts: Iterable[type]) -> dict[type[msgspec.Struct], set[str]]:
    """Each struct in these facts, with the names of all from which it can be reached, its own included."""
    found: dict[type[msgspec.Struct], set[str]] = {}

    def walk(struct: type[msgspec.Struct], above: frozenset[str]) -> None:
        known = found.setdefault(struct, set())
        above |= {struct.__name__}
        if not above <= known:
            known |= above
            for field in msgspec.structs.fields(struct):
                for inner in structs_in(field.type):
                    walk(inner, above)

    for fact in facts:
        for struct in structs_in(fact):
            walk(struct, frozenset())
    return found


def unread(facts: Iterable[type], modules: Iterable[Module]) -> set[str]:
    """The fields, as `Struct.field`, that nothing reads."""
    listed = list(modules)
    passed_on: dict[str, set[str]] = {}
    for each in listed:
        for name, names in each.defined.items():
            passed_on.setdefault(name, set()).update(names)
    sees = {each.name: each.names.union(*(passed_on.get(name, ()) for name in each.names)) for each in listed}
    found = set()
    for struct, holders in held_by(facts).items():
        fields = {field.name for field in msgspec.structs.fields(struct)}
        readers = [
            each
            for each in listed
            if holders & sees[each.name] or any(asked and asked <= fields for asked in each.protocols)
        ]
        used = _used(struct, readers)
        found |= {f"{struct.__name__}.{field}" for field in fields - used}
    return found


def _used(struct: type[msgspec.Struct], readers: list[Module]) -> set[str]:
    name = struct.__name__
    used: set[str] = set()
    own: dict[str, set[str]] = {}
    for each in readers:
        here = struct.__module__.removeprefix("pyready.") == each.name
        if not here and name in each.made and each.name.partition(".")[0] in COLLECT:
            continue
        collecting = each.collecting if here else set()
        for read in each.reads:
            if here and read.function == name:
                own.setdefault(read.method, set()).add(read.name)
            elif read.function not in collecting:
                used.add(read.name)
    while more := {read for method, reads in own.items() if method in used for read in reads} - used:
        used |= more
    return used


def of_house() -> list[Module]:
    paths = {".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in SOURCE.rglob("*.py")}
    return [module(name.removesuffix(".__init__"), path.read_text("utf-8")) for name, path in sorted(paths.items())]


@pytest.mark.unmeasured
def test_every_fact_has_a_reader() -> None:
    facts = [fact for name, fact in TYPES.items() if name not in UNREAD_YET]

    assert unread(facts, of_house()) - FILE_OF_OTHERS == set()


def test_every_named_exception_is_a_fact_that_is_there() -> None:
    assert UNREAD_YET.keys() <= TYPES.keys()


class Wheel(msgspec.Struct):
    """Part of a fact."""

    size: int
    name: str


class Car(msgspec.Struct):
    """A fact."""

    wheels: tuple[Wheel, ...]
    colour: Annotated[str, "text"]
    price: int
    weight: int
    age: int

    @property
    def heavy(self) -> bool:
        """Read."""
        return self.weight > 1

    @property
    def old(self) -> bool:
        """Not read."""
        return self.age > 1


MAKES = """
def collect(host):
    car = Car(wheels, colour, price, weight, age)
    return car if _right(car) else car

def _right(car: Car) -> bool:
    return car.price > 0

class Car:
    @property
    def heavy(self) -> bool:
        return self.weight > 1

    @property
    def old(self) -> bool:
        return self.age > 1
"""
JUDGES = """
from probes.car import Car

def judge(facts):
    return facts[Car].heavy and _round(facts[Car].wheels)

def _round(wheels):
    return all(each.size for each in wheels)
"""
OTHERS = """
from fruit import Apple

def judge(facts):
    return facts[Apple].colour, facts[Apple].name
"""


def seen(**texts: str) -> set[str]:
    made = module(Car.__module__, MAKES)
    return unread([Car], [made, *(module(name, text) for name, text in texts.items())])


def test_a_fact_is_unread_if_only_what_collects_it_or_another_type_or_an_unread_property_names_it() -> None:
    assert seen(judges=JUDGES, others=OTHERS) == {"Car.colour", "Car.price", "Car.age", "Wheel.name"}


def test_it_is_read_by_a_module_that_a_function_hands_it_to() -> None:
    gives = "def first(facts) -> tuple[Wheel, ...]: ..."
    takes = "from gives import first\n\ndef judge(facts):\n    return [each.name for each in first(facts)]"

    assert "Wheel.name" not in seen(judges=JUDGES, gives=gives, takes=takes)
    assert "Wheel.name" in seen(judges=JUDGES, takes=takes)


def test_a_probe_that_makes_it_does_not_read_it_and_a_protocol_of_its_fields_does() -> None:
    merges = "def merged(wheels):\n    return [Wheel(each.size, each.name) for each in wheels]"
    asks = "class Painted(Protocol):\n    def colour(self): ...\n\ndef paint(one: Painted):\n    return one.colour"

    assert "Wheel.name" in seen(judges=JUDGES, **{"probes.merges": merges})
    assert "Car.colour" not in seen(judges=JUDGES, asks=asks)
