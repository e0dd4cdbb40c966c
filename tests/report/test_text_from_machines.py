import re
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.model.record import Record
from pyready.report.layout import Sheet, cut, on_one_line, visible, wrap
from report import samples
from report.sample_parts import FACTS
from report.samples import commands, shown

pytestmark = pytest.mark.unmeasured

HOSTILE = "a [bold]b[/bold] [/nope] \x1b[31mred\x1b[0m \x07 \u202etxt.exe \x9b2J \r\x08 \u2028 \u200b"


def filled(text: str) -> Record:
    """The closed record with one text in every place that a machine can fill."""

    def fill(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(fill(item) for item in value)
        if not isinstance(value, msgspec.Struct):
            return value
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **{name: fill_part(name, part) for name, part in parts.items()})

    def fill_part(name: str, part: Any) -> Any:
        return text if name in PLACES and isinstance(part, str) else fill(part)

    facts = {text: msgspec.Raw(b"[]"), "rights": FACTS["network"]}
    record: Record = fill(samples.closed())
    return msgspec.structs.replace(record, notices=(text, text), facts=facts, timings={text: 1.0})


PLACES = {
    *("says", "next", "title", "about", "why", "asks", "settles", "what", "value", "source", "command", "expect"),
    *("change", "queue", "cost", "scope", "patched_by", "residual_risk", "rollback", "test", "guide", "version"),
    *("where", "found", "proxy", "stack", "endpoint", "by", "program", "path", "knowledge"),
}


class TestTextFromTheMachine:
    def test_markup_and_escapes_are_only_text(self) -> None:
        text = shown(filled(HOSTILE), details=True)
        assert "[bold]b[/bold] [/nope]" in text
        assert r"\x1b[31mred\x1b[0m" in text
        assert not hidden(text)

    @pytest.mark.parametrize("width", [40, 80])
    def test_very_long_values_are_cut(self, width: int) -> None:
        record = filled("x" * 5000)
        text = shown(record, width=width, details=True)
        assert max(len(line) for line in text.splitlines() if line.strip() not in commands(record)) <= width
        assert "more characters)" in " ".join(text.split())
        assert "x" * 5000 in shown(record, width=width)  # the command, to copy
        assert len(text.splitlines()) < 5000

    @pytest.mark.parametrize("colour", [False, True])
    def test_a_value_cannot_forge_a_heading(self, colour: bool) -> None:
        record = filled("x\nNext step\n\nSteps: run this")
        plain = re.sub(r"\x1b\[\d+m", "", shown(record, details=True, colour=colour))
        assert plain.count("\nNext step\n") == 1
        assert "\nSteps: run this" not in plain

    @given(st.text(st.characters(exclude_categories=()), max_size=60), st.booleans())
    def test_no_value_brings_a_control_character(self, text: str, details: bool) -> None:
        assert not hidden(shown(filled(text), details=details, route="" if details else "uv"))

    @given(st.text(st.characters(exclude_categories=())), st.integers(20, 120))
    def test_wrapping_keeps_every_character_and_the_width(self, text: str, width: int) -> None:
        lines = wrap(visible(text), width)
        assert "".join("".join(lines).split()) == "".join(visible(text).split())
        assert all(len(line) <= width or "://" in line for line in lines)


def hidden(text: str) -> list[str]:
    return [c for c in text if c != "\n" and (unicodedata.category(c) in {"Cc", "Cf", "Cs"} or not c.isprintable())]


class TestLayout:
    def test_a_path_is_broken_after_a_separator(self) -> None:
        path = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe"
        assert wrap(f"in {path}", 30) == ["in", "HKLM\\SOFTWARE\\Policies\\", "Microsoft\\Windows\\SrpV2\\Exe"]

    def test_an_address_is_left_whole_unless_it_is_absurd(self) -> None:
        address = "https://host.example/" + "a/" * 60
        assert wrap(f"See ({address}).", 40) == ["See", f"({address})."]
        assert max(map(len, wrap(address * 9, 40))) <= 40

    def test_cutting_says_how_much_is_missing(self) -> None:
        assert cut("abcdef", 6) == "abcdef"
        assert cut("a" * 5000, 2) == "aa ... (4,998 more characters)"
        assert on_one_line("a\nb", 9) == "a\\nb"

    @for_each("text", ["Zoe", "Zo\u00eb", "\u4e2d", "a\u0301"])
    def test_letters_of_any_alphabet_stay(self, text: str) -> None:
        assert visible(text) == text

    def test_labels_stand_above_their_text_on_a_narrow_page(self) -> None:
        assert Sheet(40).field("To undo it", "remove it") == ["  To undo it", "    remove it"]
        assert Sheet(80).field("To undo it", "") == []
