"""The blocks of code in the guides can be typed as they stand."""

import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from for_each import for_each
from pyready.guides import library as guides
from pyready.routes import ROUTES
from routes.offered import variants
from routes.shells import fits_cmd, fits_sh

sys.path.append(str(Path(__file__).parents[2] / "build"))

from proofread.commands import cmd_lines, is_powershell, is_python, is_toml, own_of_cmd

FENCES = [
    (f"{guide.id}-{number}", token.info, token.content)
    for guide in guides.list_guides()
    for number, token in enumerate(MarkdownIt("commonmark").parse(guide.body))
    if token.type == "fence"
]


def blocks(kind: str) -> list[object]:
    return [pytest.param(text, id=name) for name, info, text in FENCES if info == kind]


@for_each("name", guides.guide_ids())
def test_each_line_for_the_command_prompt_is_whole(name: str) -> None:
    own = own_of_cmd()  # and what the guide sets in the lines before
    for token in MarkdownIt("commonmark").parse(guides.read_guide(name).body):
        if token.type == "fence" and token.info == "cmd":
            assert [line for line in cmd_lines(token.content, own) if not fits_cmd(line)] == []


@pytest.mark.parametrize("text", blocks("sh"))
def test_each_block_for_a_terminal_is_whole(text: str) -> None:
    assert fits_sh(text)


@pytest.mark.parametrize("text", blocks("powershell"))
def test_each_block_for_powershell_is_whole(text: str) -> None:
    assert is_powershell(text)


def test_no_step_is_for_powershell_so_that_no_policy_of_it_is_in_the_way() -> None:
    shells = {
        step.shell
        for route in ROUTES
        for platform in route.platforms
        for facts in variants(platform)
        for step in route.steps(facts)
    }
    assert shells == {"browser", "cmd", "none", "sh"}


@for_each("text", ['$env:A = "x\n', "if (", "Get-Item | ", "foreach ($a in $b) {"])
def test_the_parser_of_powershell_refuses_what_is_not_whole(text: str) -> None:
    assert not is_powershell(text)


@for_each("text", blocks("python"))
def test_each_block_of_python_is_whole(text: str) -> None:
    assert is_python(text)


@pytest.mark.parametrize("text", blocks("toml"))
def test_each_block_of_toml_is_whole(text: str) -> None:
    assert is_toml(text)
