import re

from hypothesis import example, given
from hypothesis import strategies as st

from for_each import for_each
from pyready.report.layout import cut, visible
from pyready.report.ticket.markdown import LONGEST_VALUE, code, items, prose
from report.markdown_parts import rendered

ODD = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b\u202e\t\r\n`\\*_#-+=[]()|<>&!~.:\"'/@$^1 "))
HOSTILE = (
    "`",
    "```",
    "a``b`c",
    "\\",
    "ends in \\",
    "\\`",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)",
    "[a]: http://evil.example",
    "<http://evil.example>",
    "http://evil.example www.evil.example evil@evil.example evil.example",
    "<!-- x",
    "&lt;b&gt; &#42;",
    "| a | b |\n|---|---|\n| c | d |",
    "a\n===\n\n# b\n\n- c\n\n1. d\n\n---\n\n    e\n\n~~~\nf",
    "**a** _b_ __c__ ~~d~~ ____. x (____.",
    "- [ ] x",
    "# x #",
    "> x",
    "1) x",
    "___",
    '"a --b `c` d"',
    "\u202etxt.exe\x1b[31m\x00\ud800",
)


def plain(text: str) -> str:
    return visible(" ".join(text.split()))


class TestCode:
    @given(ODD)
    def test_a_value_is_one_code_span_that_shows_it_as_it_is(self, value: str) -> None:
        shown = rendered(items([f"what: {code(value)}, seen"]))
        assert shown.blocks == {"bullet_list", "list_item", "paragraph", "inline"}
        assert shown.inline <= {"text", "code_inline"}
        assert shown.values == ([visible(cut(value, LONGEST_VALUE))] if value else [])
        assert shown.words == f"what: {visible(cut(value, LONGEST_VALUE)) or '(empty)'}, seen"

    @for_each("value", HOSTILE)
    def test_hostile_values_are_only_text(self, value: str) -> None:
        assert rendered(code(value)).values == [visible(value)]

    @for_each(
        ("value", "raw"),
        [
            (r"C:\Users\*\x_y", r"`C:\Users\*\x_y`"),
            ("a`b", "``a`b``"),
            ("`a``", "``` `a`` ```"),
            (" a ", "`  a  `"),
            ("  ", "`  `"),
            ("", "(empty)"),
            ("a\nb\u202e", r"`a\nb\u202e`"),
        ],
    )
    def test_unrendered_a_value_reads_as_it_is(self, value: str, raw: str) -> None:
        assert code(value) == raw

    def test_a_name_of_100_000_characters_is_cut_and_says_so(self) -> None:
        assert code("`" * 100_000).count("`") < 1000
        assert "99,700 more characters" in code("x" * 100_000)


class TestProse:
    @given(ODD)
    @example("____. x (____.")
    @example('"a --b')
    @example('"a --b"c d"')
    def test_a_sentence_stays_one_paragraph_and_loses_nothing(self, text: str) -> None:
        shown = rendered(prose(text))
        assert shown.blocks <= {"paragraph", "inline"}
        assert shown.inline <= {"text", "code_inline"}
        assert shown.words == plain(text)

    @given(ODD)
    def test_nor_does_it_leave_its_place_in_a_list_or_a_heading(self, text: str) -> None:
        assert rendered(items([prose(text)])).blocks <= {"bullet_list", "list_item", "paragraph", "inline"}
        assert rendered(f"# {prose(text)}").words == plain(text)

    @for_each("text", HOSTILE)
    def test_hostile_sentences_are_only_text(self, text: str) -> None:
        for place in (prose(text), f"- {prose(text)}", f"Note: {prose(text)}"):
            shown = rendered(place)
            assert shown.inline <= {"text", "code_inline"}
            assert plain(text) in shown.words

    @for_each("text", HOSTILE)
    def test_no_address_is_left_for_a_reader_that_makes_links_of_bare_ones(self, text: str) -> None:
        outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", prose(text))
        assert "evil" not in outside

    @for_each(
        ("text", "raw"),
        [
            (
                r"See HKLM\SOFTWARE\Python, and product *; every one.",
                r"See `HKLM\SOFTWARE\Python`, and product `*`; every one.",
            ),
            ("Group: ________", "Group: ________"),
            ('Run "python -m pip install --user", then wait.', 'Run "`python -m pip install --user`", then wait.'),
            ('The request "Python for all": small.', 'The request "Python for all": small.'),
            ("It's 5 > 4 (really).", "It's 5 `>` 4 (really)."),
            ("  two\n lines ", "two lines"),
            ("", ""),
        ],
    )
    def test_unrendered_a_sentence_reads_as_it_is(self, text: str, raw: str) -> None:
        assert prose(text) == raw
