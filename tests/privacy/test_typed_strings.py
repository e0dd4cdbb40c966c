import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
import pytest

from privacy.people import Identity, Sample
from pyready.model.activity import Did
from pyready.model.facts import BASIC
from pyready.model.host import Reading
from pyready.model.privacy_classes import PathText, Public, Text, UserName
from pyready.privacy.typed_strings import Unclassed, extras, replaced, strings, strings_of


class Bare(msgspec.Struct):
    a: Text
    b: str
    c: list[str] = []
    d: dict[str, Text] = {}
    e: Reading[str] = Reading("not-set")


class Hidden(msgspec.Struct):
    a: Any
    b: bytes = b""
    c: msgspec.Raw = msgspec.Raw()


class Cat(msgspec.Struct, tag="cat"):
    name: UserName


class Dog(msgspec.Struct, tag="dog"):
    name: Text
    kennel: PathText = ""


class Tree(msgspec.Struct):
    name: Text
    branches: tuple["Tree", ...] = ()


class Everything(msgspec.Struct):
    when: dt.datetime
    word: Literal["yes", "no"]
    pet: Cat | Dog
    maybe: tuple[Text, ...] | Text | int | None
    pair: tuple[Public, PathText]
    table: dict[UserName, list[Text]]
    tree: Tree
    both: Annotated[str | None, msgspec.Meta(extra={"privacy": "text"})] = None


def whole() -> Everything:
    return Everything(
        when=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        word="yes",
        pet=Dog("rex", "/dogs"),
        maybe=("one", "two"),
        pair=("p", "/q"),
        table={"jo": ["a"]},
        tree=Tree("t", (Tree("u"),)),
        both="x",
    )


def bare(kind: Any) -> set[str]:
    return {slot.path for slot in strings_of(kind) if not slot.privacy}


def test_a_bare_string_is_found_wherever_it_stands() -> None:
    assert bare(Bare) == {"b", "c[]", "d{key}", "e.value"}


def test_types_that_could_hold_any_text_count_as_bare() -> None:
    assert bare(Hidden) == {"a", "b", "c"}


def test_literals_dates_and_classed_strings_pass() -> None:
    assert bare(Everything) == set()
    assert bare(Sample) == bare(Identity) == bare(Did) == set()
    assert all(bare(kind) == set() for kind in BASIC.values())


def test_each_slot_has_its_class_and_its_place() -> None:
    slots = dict(strings_of(Everything))
    assert slots["pair[1]"] == "path"
    assert slots["table{key}"] == "user"
    assert slots["tree.name"] == "text"
    assert slots["both"] == "text"


def test_strings_are_met_with_path_and_class() -> None:
    assert strings(whole(), Everything, "facts.x") == [
        ("facts.x.pet.name", "rex", "text"),
        ("facts.x.pet.kennel", "/dogs", "path"),
        ("facts.x.maybe[0]", "one", "text"),
        ("facts.x.maybe[1]", "two", "text"),
        ("facts.x.pair[0]", "p", "public"),
        ("facts.x.pair[1]", "/q", "path"),
        ("facts.x.table{key 0}", "jo", "user"),
        ("facts.x.table{0}[0]", "a", "text"),
        ("facts.x.tree.name", "t", "text"),
        ("facts.x.tree.branches[0].name", "u", "text"),
        ("facts.x.both", "x", "text"),
    ]


def test_replacing_keeps_everything_but_the_strings() -> None:
    changed = replaced(whole(), Everything, lambda path, text, privacy: f"<{privacy}>")
    assert changed.when == whole().when
    assert changed.word == "yes"
    assert changed.pet == Dog("<text>", "<path>")
    assert changed.maybe == ("<text>", "<text>")
    assert changed.table == {"<user>": ["<text>"]}
    assert changed.tree == Tree("<text>", (Tree("<text>"),))


@pytest.mark.parametrize("maybe", ["alone", 3, None])
def test_a_union_is_read_by_its_value(maybe: Any) -> None:
    value = msgspec.structs.replace(whole(), maybe=maybe, pet=Cat("tom"))
    changed = replaced(value, Everything, lambda path, text, privacy: text.upper())
    assert changed.maybe == (maybe.upper() if isinstance(maybe, str) else maybe)
    assert changed.pet == Cat("TOM")


def test_a_string_without_class_stops_the_walk() -> None:
    with pytest.raises(Unclassed, match=r"x\.b "):
        strings(Bare("a", "b"), Bare, "x")
    with pytest.raises(TypeError):
        strings(Hidden({"any": "thing"}), Hidden)


def test_fields_that_a_type_does_not_know_are_named() -> None:
    plain = {"places": [{"path": "x", "new": 1}], "newer": {}, "proxy": {"state": "set", "odd": 2}}
    assert extras(plain, Sample, "facts.sample") == (
        "facts.sample.newer",
        "facts.sample.places[0].new",
        "facts.sample.proxy.odd",
    )
