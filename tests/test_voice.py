"""Sentences keep the project's voice: what breaks a rule today is counted, and the count only falls."""

import pytest

import voice
from for_each import for_each
from voice import (
    HEADINGS,
    LABELS,
    RESULT,
    RESULTS,
    RULES,
    VERDICTS,
    answer,
    broken,
    hits,
    in_data,
    in_markdown,
    in_report,
    in_source,
    in_template,
    labels,
    margins,
    sentences,
)

SHOWN = 12
LOWER = "run: python tasks.py renew"
ENDS_OPEN = tuple(each for each in HEADINGS if each.endswith(": "))


@pytest.fixture(scope="module")
def found() -> voice.Hits:
    return hits()


@pytest.mark.parametrize("rule", [*RULES, RESULT])
def test_no_new_sentence_breaks_a_rule(rule: str, found: voice.Hits) -> None:
    """The files that changed last come first."""
    before = voice.written().get(rule, {})
    for kind, said in found[rule].items():
        newest = sorted(said, key=lambda each: each.path.stat().st_mtime, reverse=True)[:SHOWN]
        listed = "\n".join(f"this sentence broke rule {rule}: {each.where}: {each.text}" for each in newest)
        most = before.get(kind, 0)
        assert len(said) <= most, f"{len(said)} in {kind}, {most} before. At least one is new:\n{listed}"


def test_the_numbers_that_fell_are_written_down(found: voice.Hits) -> None:
    assert voice.HITS.read_text("utf-8") == voice.lowered(found, voice.longest(), voice.written()), LOWER


@for_each("name", voice.ENOUGH)
def test_no_report_screen_or_ticket_is_longer_than_the_longest_was(name: str) -> None:
    most = max(voice.ENOUGH[name], voice.written().get(voice.LONGEST, {}).get(name, 0))
    assert voice.longest()[name] <= most, f"{name}: {voice.ENOUGH[name]} would be enough"


@pytest.fixture(
    params=[path for path in voice.places()["goldens"] if path.suffix == ".txt"], ids=lambda path: path.stem
)
def report(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text("utf-8"))


def test_headings_labels_and_the_verdict_are_the_fixed_ones(report: str) -> None:
    assert [line for line in margins(report) if not line.startswith(ENDS_OPEN) and line not in HEADINGS] == []
    assert labels(report) - LABELS - RESULTS == set()
    assert VERDICTS.fullmatch(answer(report)), answer(report)


def test_another_heading_label_or_verdict_would_be_found() -> None:
    text = f"{HEADINGS[0]}\n\n  Perhaps\n\nAlso\n  Why\n    You can change this: stop.\n    IT can fix this: go.\n"
    assert margins(text) == [HEADINGS[0], "Also"]
    assert labels(text) == {"You can change this", "IT can fix this"}
    assert answer(text) == "Perhaps"
    assert not VERDICTS.fullmatch("Perhaps")


def test_every_kind_of_place_has_files() -> None:
    assert {kind: bool(paths) for kind, paths in voice.places().items()} == dict.fromkeys(voice.places(), True)


@for_each(
    ("text", "rules"),
    [
        ("AppLocker blocks Python in your user folder.", []),
        ("It may start.", ["may"]),
        ("In May it starts.", []),
        ("Send the request below.", ["layout"]),
        ("There is no conda here.", ["here"]),
        ("Of a computer with two rules", ["start"]),
        ("Probably: it starts.", ["start"]),
        ("It probably starts.", []),
        ("Perhaps it starts.", ["start", "glossary"]),
        ("Where a conda is none, stop.", ["words"]),
        ("It fetches a file.", ["words"]),
        ("pip outstands", []),
        ("Open a command window.", ["glossary"]),
        ("You can change this: nothing", ["labels"]),
        ("Nobody can change this", ["nobody"]),
        ("It doesn't start.", ["short"]),
        ("It's closed.", ["short"]),
        ("A rule of IT's blocks it.", []),
        ("Organize the color", ["spelling"]),
        ("Resize the prize. Read LICENSE.", []),
        ("Open Software Center.", []),
        ("Open the help center.", ["spelling"]),
        ("a license", ["spelling"]),
        ("Please send it.", ["please"]),
        ("On a laptop", ["laptop"]),
        ("Set the variable.", ["variable"]),
        ("Set the environment variable.", []),
        ("Log off, and sign in.", ["sign-in"]),
        ("Take this route.", ["option"]),
        ("Run X --route uv.", []),
        ("conda, etc", ["latin"]),
        ("Nothing appears: it worked.", []),
        ("Nothing appears.", ["nothing"]),
        (" ".join(["word"] * 25), []),
        (" ".join(["word"] * 26), ["long"]),
    ],
)
def test_rules(text: str, rules: list[str]) -> None:
    assert broken(text) == rules


@for_each(
    ("text", "found"),
    [
        ("One. pyready stops. Why? X", ["One.", "pyready stops.", "Why?", "X"]),
        ("You can fix this: Open it: now.", ["You can fix this:", "Open it: now."]),
        ("Probably: It starts.", ["Probably: It starts."]),
        ('Windows says "You may not."', ["Windows says X"]),
        ("Run `git fetch`, see [the page](may.md) and {{ endpoint:may }}.", ["Run X, see [the page] and X."]),
        ("Read: pyready guide store-and-stub", ["Read:", "X"]),
        ("The option {route} has {number} steps.", ["The option X has X steps."]),
        ("- **One** thing", ["One thing"]),
        ("| one. two | three |", ["one.", "two", "three"]),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_of_source_only_the_prose_counts() -> None:
    text = '"""Of the module."""\nkey = "may"\npattern = "may|may not"\nid = "may-not"\nsays = f"It {key + "x"} may {key}"\n"""Of says."""\n# may not\n'
    text = text.replace('"x"', "'it may not'")
    assert list(in_source(text)) == [(5, "It X may X", ""), (5, "it may not", "")]


def test_a_step_with_a_command_says_what_one_should_see() -> None:
    text = "Step(a)\nStep(a, b, c)\nStep(a, b, c, d)\nStep(a, command=b)\nStep(a, b, expect=c)\n"
    assert [(line, text, rule) for line, text, rule in in_source(text)] == [
        (2, "Step(a, b, c)", RESULT),
        (4, "Step(a, command=b)", RESULT),
    ]


def test_of_markdown_no_code_and_little_of_the_front_matter_counts() -> None:
    text = "---\ntitle: One\nsources:\n  - title: Two\n---\nThree\n```cmd\nfour\n```\nFive\n"
    assert list(in_markdown(text)) == [(2, "One"), (6, "Three"), (10, "Five")]


def test_a_report_is_read_by_its_paragraphs() -> None:
    first = "  - " + "word " * 15
    lines = [first.rstrip(), "    and more.", "    You can fix this: stop.", "  - Next"]
    assert [text for _, text in in_report("\n".join(lines))] == [
        f"{first.strip()} and more.",
        "You can fix this: stop.",
        "- Next",
    ]


def test_of_data_and_of_templates_only_what_is_shown_counts() -> None:
    assert list(in_data('# may\nurl = "may"\nsays = "it may"\n')) == [(3, "it may")]
    assert [text for _, text in in_template("<p>One {{ two }}</p>{% if may %}") if text] == ["One X"]


def test_a_number_falls_and_never_rises() -> None:
    said = voice.Said(voice.HITS, 1, "It may.")
    found: voice.Hits = {"may": {"docs": [said] * 3, "guides": [said]}, "new": {"docs": [said]}}
    before = {"may": {"docs": 2, "guides": 5}, voice.LONGEST: {"report-lines": 70, "ticket-lines": 80}}
    text = voice.lowered(found, {"report-lines": 90, "ticket-lines": 60, "screen-lines": 20}, before)
    assert text.split("\n\n")[1:] == [
        "[may]\nguides = 1\ndocs = 2",
        "[new]\ndocs = 1",
        "[longest]\nreport-lines = 70\nticket-lines = 60\nscreen-lines = 20\n",
    ]
