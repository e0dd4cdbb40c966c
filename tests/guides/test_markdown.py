import re

from pyready.guides import markdown


def test_characters_that_steer_a_terminal_become_visible() -> None:
    assert markdown.shown("a\x1b[2J\u202eb\ud800\r\nc\td") == "a\\u001b[2J\\u202eb\\ud800\nc    d"


def test_the_plain_text_reads_well() -> None:
    body = (
        "One sentence.\nAnother with **weight** and `a b`.\n\n"
        "1. First\n   goes on.\n\n   ```cmd\n   py -3\n   ```\n2. See [here](https://x.example/a-b).\n"
    )
    assert markdown.plain(f"# Title\n\n{body}", 80).splitlines() == [
        "Title",
        "=====",
        "",
        "One sentence. Another with weight and 'a b'.",
        "",
        "1. First goes on.",
        "",
        "    py -3",
        "",
        "2. See here (https://x.example/a-b).",
    ]


def test_a_command_in_a_sentence_is_not_broken_across_lines() -> None:
    assert "'pyready guide proxy'" in markdown.plain("word " * 6 + "`pyready guide proxy` and more", 40)


def test_a_long_command_is_neither_wrapped_nor_cut() -> None:
    command = "set LONG=" + "x" * 90
    text = f"Run:\n\n```cmd\n{command}\n```\n"
    assert f"    {command}" in markdown.plain(text, 40).splitlines()
    on_terminal = re.sub(r"\x1b\[[0-9;]*m", "", markdown.on_terminal(text, 40))
    assert f"    {command}" in on_terminal.splitlines()


def test_nothing_inside_a_code_span_is_touched() -> None:
    assert markdown.plain("Say `**a**` and `[b](c)`.", 80) == "Say **a** and [b](c).\n"


def test_a_link_to_a_guide_reads_as_the_command_that_shows_it() -> None:
    body = "Read [Proxies](proxy.md).\n\n```text\n[left](alone.md)\n```\n\n`[so](is.md)` and [uv](uv.md).\n"
    assert markdown.links(body) == ("proxy", "uv")
    assert "[uv](uv.md)" in markdown.spoken_links(body, keep={"uv"})
    assert "(proxy.md)" not in markdown.spoken_links(body, keep={"uv"})
    assert markdown.plain(markdown.spoken_links(body), 80).splitlines() == [
        "Read Proxies ('pyready guide proxy').",
        "",
        "    [left](alone.md)",
        "",
        "[so](is.md) and uv ('pyready guide uv').",
    ]


def test_a_link_may_name_a_heading_of_another_guide_and_nothing_else_is_one() -> None:
    body = "[a](proxy.md#what-you-can-see), [b](https://x.example/uv.md), [c](../docs/for-it.md), [d](#here)"
    assert markdown.links(body) == ("proxy",)
    assert markdown.spoken_links(body).startswith(
        "a (`pyready guide proxy#what-you-can-see`), [b](https://x.example/uv.md), "
    )
    assert [markdown.guide_of(each) for each in ("uv.md", "uv.md#a", "../uv.md", "a/uv.md", "uv", "")] == [
        "uv", "uv", "", "", "", "",
    ]  # fmt: skip


def test_a_text_without_links_to_guides_stays_as_it_is() -> None:
    body = "See [here](https://x.example/) and `a`, or\n\n```cmd\ndir\n```\n"
    assert markdown.spoken_links(body) == body
    assert markdown.links(body) == ()
