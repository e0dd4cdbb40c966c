"""Wrong usage is one sentence that says what was probably meant; help is given however it is asked for."""

import time

import pytest

from pyready import __version__
from pyready.commands.cli import run


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments, time.monotonic())
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("chekc", 'pyready has no command "chekc". Did you mean check? See: pyready --help'),
        ("GUIDE", 'pyready has no command "GUIDE". Did you mean guide? See: pyready --help'),
        ("conf", 'pyready has no command "conf". Did you mean config? See: pyready --help'),
        ("zzz", 'pyready has no command "zzz". See: pyready --help'),
        ("help chekc", 'pyready has no command "chekc". Did you mean check? See: pyready --help'),
        ("chekc /?", 'pyready has no command "chekc". Did you mean check? See: pyready --help'),
        (
            "check --detials",
            'pyready check has no option "--detials". Did you mean --details? See: pyready check --help',
        ),
        ("check --oflin=1", 'pyready check has no option "--oflin". Did you mean --offline? See: pyready check --help'),
        ("--detials", 'pyready check has no option "--detials". Did you mean --details? See: pyready check --help'),
        ("--verison", 'pyready check has no option "--verison". Did you mean --version? See: pyready check --help'),
        ("check --version", 'pyready check has no option "--version". See: pyready check --help'),
        (
            "config pip --wriet",
            'pyready config has no option "--wriet". Did you mean --write? See: pyready config --help',
        ),
        ("guide proxy uv", 'pyready guide cannot use "uv". See: pyready guide --help'),
        (
            "check --format jsn",
            "argument --format: 'jsn' is not one of text, html, ticket, markdown, chat, json. Did you mean json? See: pyready check --help",
        ),
        (
            "check --for vsc",
            "argument --for: 'vsc' is not one of notebooks, vscode, scripts. Did you mean vscode? See: pyready check --help",
        ),
        (
            "config pipp",
            "pyready knows no settings for 'pipp'. Name one of these: pip, conda, uv, git, env. Did you mean pip? See: pyready config --help",
        ),
        ("guide prxoy", "There is no guide 'prxoy'. Did you mean proxy?"),
        ("check --deadline", "argument --deadline: expected one argument. See: pyready check --help"),
    ],
)
def test_what_was_probably_meant_is_named(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *line.split()) == (2, "", f"pyready: {sentence}\n")


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("report.json", "pyready check --facts report.json"),
        ("Report.JSON", "pyready check --facts Report.JSON"),
        ("my report.json", 'pyready check --facts "my report.json"'),
        (r"C:\reports\mine", r"pyready check --facts C:\reports\mine"),
        ("reports/mine", "pyready check --facts reports/mine"),
        (".", "pyready check --facts ."),
    ],
)
def test_a_file_as_the_first_word_is_probably_a_report(
    word: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = f'pyready has no command "{word}". To read a saved report, run: {command}'
    assert said(capsys, word) == (2, "", f"pyready: {sentence}\n")


def test_a_word_that_no_file_can_have_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("\0", "x" * 5000):
        code, out, err = said(capsys, word)
        assert (code, out) == (2, "")
        assert err.startswith("pyready: pyready has no command ")


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("help",), ("/?",)])
def test_help_is_given_however_it_is_asked_for(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, *words)
    assert (code, err) == (0, "")
    assert out.startswith("usage: pyready [-h] [-V] command ...\n")


@pytest.mark.parametrize("command", ["check", "config", "guide", "reads", "help"])
def test_the_help_of_a_command_is_the_same_however_it_is_asked_for(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = said(capsys, command, "--help")
    assert asked[0] == 0
    assert asked[1].startswith(f"usage: pyready {command} ")
    for words in (("help", command), (command, "/?"), ("/?", command)):
        assert said(capsys, *words) == asked


def test_the_short_word_for_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "-V") == said(capsys, "--version") == (0, f"pyready {__version__}\n", "")
