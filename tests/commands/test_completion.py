"""The scripts of `pyready completion`: bash runs its own, PowerShell's is read by a parser of that language."""

import argparse
import shutil
import sys
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell

from children import ran
from commands.program import environment
from needs import needs
from pyready.commands.cli import parser
from pyready.commands.completion import run_completion
from pyready.guides.library import guide_ids
from pyready.routes import ROUTES
from pyready.settings.names import NAMES

COMMANDS = set(parser().commands())


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run_completion(shell, parser()) == 0
    return capsys.readouterr().out


@pytest.fixture
def bash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    needs(shutil.which("bash") and sys.platform != "win32", "bash")
    path = tmp_path / "completion.bash"
    path.write_text(script("bash", capsys), "utf-8")
    return path


def completed(path: Path, *words: str) -> set[str]:
    """What bash offers for the last word of a line that starts with pyready."""
    line = " ".join(["pyready", *words])
    code = (
        'source "$1"; shift; complete -p pyready >/dev/null || exit 9; COMP_WORDS=(pyready "$@"); COMP_CWORD=$#; '
        f'COMP_LINE={line!r}; COMP_POINT={len(line)}; _shtab_pyready pyready "${{@: -1}}" "${{COMP_WORDS[COMP_CWORD-1]}}"; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )  # fmt: skip
    command = ["bash", "--norc", "--noprofile", "-c", code, "bash", path, *words]
    done = ran(command, 30, env=environment(path.parent), cwd=path.parent)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.decode().split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), COMMANDS),
        (("ch",), {"check"}),
        (("check", "--for", ""), {"notebooks", "vscode", "scripts"}),
        (("check", "--format", "t"), {"text", "ticket"}),
        (("check", "--offline", "--route", ""), {route.id for route in ROUTES}),
        (("check", "--det"), {"--details"}),
        (("config", ""), set(NAMES)),
        (("config", "pip", "c"), {"conda"}),
        (("guide", ""), set(guide_ids())),
        (("guide", "prox"), {"proxy"}),
        (("help", ""), COMMANDS),
        (("completion", ""), {"bash", "zsh", "powershell"}),
        (("check", "--facts", ""), {"completion.bash"}),
    ],
)
def test_bash_offers_what_fits(words: tuple[str, ...], offered: set[str], bash: Path) -> None:
    assert completed(bash, *words) == offered


def every_option(command: argparse.ArgumentParser) -> set[str]:
    return {word for word in command.format_help().replace(",", " ").replace("[", " ").replace("]", " ").split()
            if word.startswith("--")}  # fmt: skip


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_bash_offers_every_option_of_the_help(command: str, bash: Path) -> None:
    wanted = set(parser().commands()[command].options())

    assert completed(bash, command, "-") == wanted
    assert {each for each in wanted if each.startswith("--")} <= every_option(parser().commands()[command])


@pytest.mark.parametrize("shell", ["bash", "zsh", "powershell"])
def test_a_script_names_every_command_guide_option_and_tool_in_plain_ascii(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(shell, capsys)
    names = {*COMMANDS, *guide_ids(), *NAMES, *(route.id for route in ROUTES)}

    assert text.isascii()
    assert [name for name in sorted(names) if name not in text] == []
    assert [name for name in ("--facts", "--try-run", "--write", "--version") if name not in text] == []


def test_the_script_for_powershell_is_whole_and_for_pyready_alone(capsys: pytest.CaptureFixture[str]) -> None:
    text = script("powershell", capsys)
    language = tree_sitter.Language(tree_sitter_powershell.language())

    assert not tree_sitter.Parser(language).parse(text.encode()).root_node.has_error
    assert text.count("Register-ArgumentCompleter -Native -CommandName pyready ") == 1
    assert "Invoke-Expression" not in text
