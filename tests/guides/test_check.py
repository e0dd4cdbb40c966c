"""`pyready guide check`: each wrong file is refused with a sentence that says what to write instead."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from needs import needs
from pyready.commands import editing
from pyready.commands.cli import run
from pyready.guides import library

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "build"))

from proofread import files, reading, spelling, stories  # noqa: E402 - after the path is set
from proofread import run as lint  # noqa: E402
from proofread.policy import index_hosts  # noqa: E402

TODAY = dt.date(2026, 11, 30)
GUIDE = """---
title: How do I start?
summary: What to do first.
audience: [person]
answers: []
reviewed: 2026-11-22
sources:
  - title: A page
    url: https://x.example/
    checked: 2026-11-21
---

Open Command Prompt.

## First

Copy this line:

```cmd
py --version
```
"""
OTHER = GUIDE.replace("## First", "## What you can see")
TICKET = (TOP / "tickets" / "machine-wide-python.md").read_text("utf-8")
STORY = """---
title: How we got pip past the proxy
summary: A mirror inside the organisation.
happened: 2026-10
agreed: network team and security team
guides: [other]
---

## The hurdle

pip could not download.

## What we asked for

A package mirror.

## What IT agreed to

A mirror that IT runs.

## What we do now

We use the mirror.
"""
MESSAGES = files.MESSAGES.as_posix()
ROWS = """date = 2026-11-30

[[never]]
id = "password"
says = "Do not write a password into a file."
source = "https://x.example/"
checked = 2026-11-29

[[message]]
id = "first-one"
tool = "pip"
group = "proxy"
fragments = ["cannot connect to proxy"]
says = "pip cannot reach the proxy."
who = "you"
next = "Read pyready guide other#what-you-can-see. Then run this command:"
command = "{python} -m pip --version"
expect = "pip and a number"
never = ["password"]
checks = ["packages-by-pip"]
guide = "other"
section = "what-you-can-see"
source = "https://x.example/"
checked = 2026-11-29
"""


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for kind in files.KINDS:
        (tmp_path / kind).mkdir()
    (tmp_path / "guides" / "other.md").write_text(OTHER, "utf-8")
    return tmp_path


def said(top: Path, name: str, text: str | bytes) -> list[str]:
    """What is said of a file, each with its line."""
    path = top / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [f"{each.line}: {each.says}" for each in lint.looked_over([path], top, TODAY)[path]]


def body(text: str) -> str:
    """The guide with this in place of its first sentence, in line 13."""
    return GUIDE.replace("Open Command Prompt.", text)


def row(old: str, new: str) -> str:
    """The messages with this in place of that."""
    assert old in ROWS
    return ROWS.replace(old, new)


def code(kind: str, text: str) -> str:
    return body(f"```{kind}\n{text}\n```")


WRONG: list[tuple[str, str, str | bytes, str]] = [
    ("a dead link", "guides/my.md", body("Read [more](gone.md)."), "13: there is no guide gone.md"),
    ("a dead heading", "guides/my.md", body("Read [more](other.md#gone)."), "13: the guide other.md has no heading #gone; it has: what-you-can-see"),
    ("a link of the old kind", "guides/my.md", body("Read [more](guide:other)."), "13: write the link as [words](other.md)"),
    ("a link to itself", "guides/my.md", body("Read [more](my.md)."), "13: the guide links to itself"),
    ("a link to a file elsewhere", "guides/my.md", body("Read [more](../README.md)."), "13: a link begins with https:// or is the name of a guide"),
    ("a link that runs", "guides/my.md", body("[x](javascript:alert(1))"), "13: a link begins with https://"),
    ("a page that is no source", "guides/my.md", body("Read https://y.org/a."), "13: this page is not among the sources"),
    ("a page without encryption", "guides/my.md", body("[a](http://y.org/a)"), "13: write https:// in place of http://"),
    ("no date", "guides/my.md", GUIDE.replace("reviewed: 2026-11-22\n", ""), "1: the front matter lacks `reviewed`: add a line such as `reviewed: 2026-11-30`"),
    ("no such date", "guides/my.md", GUIDE.replace("2026-11-22", "2026-13-22"), "month must be in"),
    ("a date in words", "guides/my.md", GUIDE.replace("2026-11-22", "today"), "6: reviewed must be a date such as 2026-11-22"),
    ("a date to come", "guides/my.md", GUIDE.replace("2026-11-22", "2027-01-01"), "6: `reviewed` is a day in the future"),
    ("a source read later", "guides/my.md", GUIDE.replace("2026-11-21", "2026-11-29"), "6: a source was checked on 2026-11-29, after `reviewed`"),
    ("no front matter", "guides/my.md", "Open it.\n", "1: must begin with front matter"),
    ("an unknown key", "guides/my.md", GUIDE.replace("answers:", "author: me\nanswers:"), "front matter must have exactly these keys"),
    ("a statement for a title", "guides/my.md", GUIDE.replace("start?", "start"), "2: the title is the question of the reader"),
    ("a long summary", "guides/my.md", GUIDE.replace("to do first", "to do " + "first " * 15 + "so"), "3: summary has "),
    ("an unknown placeholder", "guides/my.md", body("Use {{ python:best }}."), "13: unknown placeholder {{ python:best }}"),
    ("an unknown server", "guides/my.md", body("Ask {{ endpoint:nobody }}."), "13: unknown placeholder {{ endpoint:nobody }}"),
    ("a placeholder without an end", "guides/my.md", body("Use {{ python:recommended"), "13: unknown placeholder {{ python:recommended"),
    ("HTML", "guides/my.md", body("<div>Open it.</div>"), "13: HTML is not shown"),
    ("a script", "guides/my.md", body("Open <script>alert(1)</script> it."), "13: HTML is not shown"),
    ("a picture", "guides/my.md", body("![a](https://x.example/a.png)"), "13: a picture is not shown"),
    ("a table", "guides/my.md", body("| a | b |\n| --- | --- |"), "13: a table is not shown: write a list"),
    ("a heading of another kind", "guides/my.md", body("# First"), "13: write headings with two signs"),
    ("a block without its kind", "guides/my.md", code("", "dir"), "13: a block of code begins with three backticks and its kind"),
    ("a block without an end", "guides/my.md", GUIDE.rstrip().removesuffix("```"), "19: this block of code has no end"),
    ("a line of code that is too wide", "guides/my.md", code("text", "x" * 73), "14: a line of code has 73 characters, 72 at most"),
    ("5 MB", "guides/my.md", GUIDE + "word " * 1_000_000, "1: the file has 5000"),
    ("not UTF-8", "guides/my.md", GUIDE.encode() + b"\xff", "1: the file is not UTF-8 text"),
    ("UTF-16", "guides/my.md", GUIDE.encode("utf-16"), "1: the file is not UTF-8 text"),
    ("nothing", "guides/my.md", "\n", "1: the file is empty"),
    ("outside", "docs/my.md", GUIDE, "1: this file is not in guides/, tickets/ or stories/"),
    ("a folder deeper", "guides/more/my.md", GUIDE, "1: this file is not in guides/"),
    ("another kind of file", "guides/my.html", "<p>", "1: a page is a text file that ends in .md"),
    ("a name with a space", "guides/My guide.md", GUIDE, "1: the name has small letters"),
    ("text that runs backwards", "guides/my.md", body("Open\u202e it."), "13: the line holds an invisible character (\\u202e)"),
    ("a line without an end", "guides/my.md", body("Word " * 400), "13: the line has 2000 characters, 1500 at most"),
    ("a value by its name", "guides/my.md", GUIDE.replace("answers: []", "answers: &a [b]\nmore: [*a, *a]"), "1: the front matter has a name for a value"),
    ("an escape", "guides/my.md", body("Open\x1b[2J it."), "13: the line holds an invisible character (\\u001b)"),
    ("a curly quote", "guides/my.md", body("Open \u201cit\u201d."), "13: use plain characters"),
    ("a way round a policy", "guides/my.md", code("powershell", "powershell -ExecutionPolicy Bypass -File a.ps1"), "14: this project never advises it (script policy: Bypass)"),
    ("checking switched off", "guides/my.md", body("Set verify=False."), "13: this project never advises it (checking switched off"),
    ("a password", "guides/my.md", body("`http://jo:secret@proxy.example:8080`"), "13: this project never advises it (a password in an address"),
    ("a line that cmd refuses", "guides/my.md", code("cmd", 'cd "%USERPROFILE%'), "13: Command Prompt would not take this line"),
    ("Python that is none", "guides/my.md", code("python", "print("), "13: this block is not whole python"),
    ("TOML that is none", "guides/my.md", code("toml", "[a"), "13: this block is not whole toml"),
    ("a long sentence", "guides/my.md", body("word " * 26 + "end."), "13: the sentence breaks a rule of the voice (long): make two sentences of it"),
    ("a word for chance", "guides/my.md", body("It may start."), '13: the sentence breaks a rule of the voice (may): write "can", or "might"'),
    ("American spelling", "guides/my.md", body("Choose a color."), "13: the sentence breaks a rule of the voice (spelling)"),
    ("hard words", "guides/my.md", body("Organisational administrators characteristically necessitate sophisticated configuration.\n" * 9), "1: this page needs a reading age of"),
    ("a ticket without a section", "tickets/machine-wide-python.md", TICKET.replace("## Undo", "## Undoing"), 'unknown section "Undoing"'),
    ("a ticket with a link", "tickets/machine-wide-python.md", TICKET.replace("for data analysis.", "for {{ endpoint:index }}."), "unknown placeholder {{ endpoint:index }}"),
    ("a story with a name", "stories/my.md", STORY.replace("A package mirror.", "Dr Smith asked."), "15: this looks like a name (Dr Smith)"),
    ("a story with a trust", "stories/my.md", STORY.replace("A package mirror.", "Anytown Hospitals NHS Foundation Trust did it."), "this looks like a name (Anytown"),
    ("a story with an address", "stories/my.md", STORY.replace("A package mirror.", "Ask jo@trust.nhs.uk."), "this looks like a name (jo@trust.nhs.uk)"),
    ("a story that IT did not agree to", "stories/my.md", STORY.replace("agreed: network team and security team\n", ""), "1: the front matter lacks `agreed`"),
    ("a story without what was agreed", "stories/my.md", STORY.replace("## What IT agreed to", "## More"), "the sections must be these, in this order: The hurdle"),
    ("a story about a gone guide", "stories/my.md", STORY.replace("[other]", "[gone]"), "6: `guides` is a list of guides that exist"),
    ("a story as the template has it", "stories/my.md", STORY.replace("We use the mirror.", "____"), "23: a blank is left"),
    ("a story with a way round", "stories/my.md", STORY.replace("We use the mirror.", "We used px."), "23: this project never advises it"),
    ("a ticket with a mark", "tickets/machine-wide-python.md", TICKET.replace("for data analysis.", "for `data`."), "a ticket is pasted into a form as plain text: leave out `"),
    ("a ticket for more rights", "tickets/machine-wide-python.md", TICKET.replace("for data analysis.", "and give me admin rights."), "no request asks for it (admin rights)"),
    ("a ticket that nothing names", "tickets/mine.md", TICKET, "1: a new request also needs its id in IDS"),
    ("a ticket with a curly quote", "tickets/machine-wide-python.md", TICKET.replace("data analysis", "\u201cdata\u201d"), "use plain characters"),
    ("a ticket without an end", "tickets/machine-wide-python.md", TICKET + "\n" * 80, "80: the file has 1"),
    ("messages that are no TOML", MESSAGES, row('"first-one"', '"first-one'), "10: this is no TOML (Illegal character"),
    ("a message of another table", MESSAGES, row("[[message]]", "[[mesage]]"), "1: a row begins with [[message]], [[cause]] or [[never]]: mesage"),
    ("a message without a source", MESSAGES, row('source = "https://x.example/"\nchecked = 2026-11-29\n\n', "\n"), "3: Object missing required field `source`"),
    ("a message with a key of its own", MESSAGES, row("group =", "why = 1\ngroup ="), "12: Object contains unknown field `why`"),
    ("a message for nobody", MESSAGES, row('"you"', '"me"'), "15: Invalid enum value 'me'"),
    ("a date of another kind", MESSAGES, row("2026-11-29\n\n", '"soon"\n\n'), "7: Expected `date`, got `str`"),
    ("a message twice", MESSAGES, ROWS + ROWS.partition("\n\n[[message")[2].join(["\n[[message", ""]), 'id "first-one" has small letters'),
    ("a message with a capital", MESSAGES, row("first-one", "First"), '10: id "First" has small letters'),
    ("a message of tomorrow", MESSAGES, row("2026-11-29\n\n", "2026-12-01\n\n"), "7: `checked` is a day in the future"),
    ("a message from a book", MESSAGES, row('"https://x.example/"\nchecked = 2026-11-29\n\n', '"a book"\nchecked = 2026-11-29\n\n'), "6: `source` is the address"),
    ("a message about a gone guide", MESSAGES, row('guide = "other"', 'guide = "gone"'), '21: there is no guide "gone"'),
    ("a message about a gone section", MESSAGES, row('section = "what', 'section = "why'), '22: the guide other has no section "why-you-can-see"; it has: what-you-can-see'),
    ("a message that names a gone section", MESSAGES, row("other#what", "other#why"), '16: the guide other has no section "why-you-can-see"'),
    ("a message that no check confirms", MESSAGES, row("packages-by-pip", "packages-by-me"), "20: pyready has no check packages-by-me"),
    ("a message that forbids the unknown", MESSAGES, row('["password"]', '["word"]'), "19: `never` names word, which is no never of this file"),
    ("a message of no group", MESSAGES, row('group = "proxy"', 'group = "net"'), "12: `group` must be one of: policy"),
    ("a command without its result", MESSAGES, row('expect = "pip and a number"\n', ""), "17: a `command` needs `expect`"),
    ("a message that is not sure", MESSAGES, row('who = "you"', 'sure = false\nwho = "you"'), "14: `sure = false` goes with"),
    ("a message without words", MESSAGES, row('fragments = ["cannot connect to proxy"]\n', ""), "9: the row has neither `fragments` nor `numbers`"),
    ("a message of few letters", MESSAGES, row("cannot connect to proxy", "proxy"), '13: the fragment "proxy" has 5 letters'),
    ("a message with one cause", MESSAGES, ROWS + '\n[[cause]]\nmessage = "first-one"\ntell = "It is."\nsays = "It is."\nwho = "you"\nnext = "Do."\nguide = "other"\nsource = "https://x.example/"\nchecked = 2026-11-29\n', "26: a message with causes has two or more"),
    ("a message that says nothing", MESSAGES, row("pip cannot reach the proxy.", ""), "14: `says` has no words"),
    ("a message with a fact", MESSAGES, row("and a number", "{{ python:recommended }}"), "18: unknown placeholder {{ python:recommended }}"),
    ("a message with Markdown", MESSAGES, row("the proxy.", "the [proxy](proxy.md)."), "14: a message is plain text: leave out ]("),
    ("a command that cmd refuses", MESSAGES, row("--version", "--version && pip"), "17: Command Prompt would not take this command"),
    ("a message with a way round", MESSAGES, row("Then run", "Set verify=False. Then run"), "16: this project never advises it (checking switched off"),
    ("a message in long sentences", MESSAGES, row("pip cannot", "word " * 26 + "pip cannot"), "14: the sentence breaks a rule of the voice (long)"),
    ("a message in hard words", MESSAGES, row("pip cannot reach the proxy.", "Organisational administrators characteristically necessitate sophisticated configuration. " * 4), "9: this row needs a reading age of"),
]  # fmt: skip


@pytest.mark.unmeasured
@pytest.mark.parametrize(("name", "text", "says"), [pytest.param(*row[1:], id=row[0]) for row in WRONG])
def test_a_wrong_file_is_refused_with_a_sentence(name: str, text: str | bytes, says: str, top: Path) -> None:
    if "/more/" in name:
        (top / "guides" / "more").mkdir()
    found = said(top, name, text)
    assert [each for each in found if says in each], found


@pytest.mark.parametrize(
    ("name", "text"),
    [("guides/my.md", GUIDE), ("tickets/machine-wide-python.md", TICKET), ("stories/my.md", STORY), (MESSAGES, ROWS)],
)
def test_a_good_file_passes(name: str, text: str, top: Path) -> None:
    assert said(top, name, text) == []


def test_a_good_guide_may_link_to_a_heading_and_name_facts(top: Path) -> None:
    text = body("Use {{ python:recommended }} from {{ endpoint:index }}. Read [more](other.md#what-you-can-see).")
    assert said(top, "guides/my.md", text) == []


def test_the_hosts_of_the_index_are_not_spelled(top: Path) -> None:
    assert [each for each in said(top, "guides/my.md", body(f"Ask {min(index_hosts())}.")) if "endpoint:index" in each]


def test_a_link_in_place_of_a_file_and_a_path_that_leaves_are_refused(top: Path) -> None:
    link = top / "guides" / "my.md"
    try:
        link.symlink_to(top / "guides" / "other.md")
    except OSError:
        pytest.skip("no symbolic links here")
    if not link.is_symlink():
        pytest.skip("this Wine makes links that Windows' own Python does not see as such")
    says: list[str] = []
    lint.main([str(link), str(top / "guides" / ".." / "README.md")], says.append, top)
    assert [each.partition(": ")[2][:20] for each in says[:2]] == ["this is a link to an", "this file is not in "]


def test_an_unknown_word_is_named_once_and_code_is_no_word(top: Path) -> None:
    needs(spelling.speller(), "no British dictionary: apt-get install hunspell-en-gb")
    found = said(top, "guides/my.md", body('Qwertz the colour of `asdfgh`, "asdfgh" and a_b.\nOrganise qwertz.'))
    assert found == [
        '13: the British dictionary does not know "Qwertz": correct it, or add it to build/proofread/words.txt'
    ]
    assert "16: the British" in said(top, MESSAGES, row("Then run", "Qwertz. Then run"))[0][:15]


def test_without_the_dictionary_it_says_so(monkeypatch: pytest.MonkeyPatch, top: Path) -> None:
    monkeypatch.setattr(spelling, "DICTIONARY", top / "none")
    spelling.speller.cache_clear()
    try:
        assert spelling.NO_DICTIONARY in lint.notes()
        assert said(top, "guides/my.md", body("Qwertz it.")) == []
    finally:
        spelling.speller.cache_clear()


def test_the_reading_age_rises_with_long_words_and_says_nothing_of_few() -> None:
    easy, hard = "The cat sat on the mat. " * 20, "Administrators necessitate configuration. " * 30
    assert reading.age(easy) < 9
    assert reading.age(hard) > 20
    assert reading.age("Administrators necessitate.") == 0
    assert [reading.syllables(word) for word in ("the", "table", "code", "python", "see")] == [1, 2, 1, 2, 1]


@pytest.mark.slow
def test_every_page_of_the_repository_passes() -> None:
    found = lint.looked_over(files.all_of(TOP), TOP)
    assert len(found) > 30
    assert {path.name: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.slow
def test_our_words_are_in_order_each_once_and_none_is_in_the_dictionary() -> None:
    words = spelling.OURS.read_text("utf-8").split()
    assert words == sorted(set(words), key=str.casefold)
    if known := spelling.speller():
        assert [word for word in words if known(word)] == []


def test_the_command_prints_each_mistake_and_exits_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide", "check", str(TOP / "guides" / "uv.md")], 0.0) == 0
    assert capsys.readouterr().out.endswith("1 page: nothing to correct.\n")
    assert run(["guide", "check", str(TOP / "README.md")], 0.0) == 1
    assert capsys.readouterr().out.startswith("README.md:1: this file is not in guides/")


def test_no_guide_is_called_like_a_task_and_one_guide_is_shown_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert not set(editing.TASKS) & set(library.guide_ids())
    assert run(["guide", "proxy", "uv"], 0.0) == 2
    assert 'pyready guide cannot use "uv"' in capsys.readouterr().err


def test_outside_a_copy_of_the_repository_it_says_where_it_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(editing, "__file__", str(tmp_path / "a" / "b" / "c" / "editing.py"))
    assert run(["guide", "check"], 0.0) == 2
    assert "works in a copy of the repository only" in capsys.readouterr().err


def test_each_pattern_for_names_finds_one_and_plain_words_are_none() -> None:
    plain = "We asked the service desk. IT agreed to a mirror. Company Portal offers Python. Ask by e-mail."
    assert [pattern for pattern in stories._IDENTIFYING if stories.re.search(pattern, plain)] == []
