"""The blocks of code in the guides can be typed as they stand."""

import ast
import re
import tomllib

import pytest
import tree_sitter
import tree_sitter_powershell
from markdown_it import MarkdownIt

from pyready.guides import library as guides
from pyready.routes import ROUTES
from routes.offered import variants
from routes.shells import fits_cmd, fits_sh


def fits_powershell(text: str) -> bool:
    language = tree_sitter.Language(tree_sitter_powershell.language())
    return not tree_sitter.Parser(language).parse(text.encode()).root_node.has_error


def blocks(kind: str) -> list[object]:
    return [
        pytest.param(token.content, id=f"{guide.id}-{number}")
        for guide in guides.list_guides()
        for number, token in enumerate(MarkdownIt("commonmark").parse(guide.body))
        if token.type == "fence" and token.info == kind
    ]


_SET = re.compile(r'set "(\w+)=([^"]*)"')


@pytest.mark.parametrize("name", guides.guide_ids())
def test_each_line_for_the_command_prompt_is_whole(name: str) -> None:
    own = {"CD": "C:\\first-python"}  # what cmd itself sets, and the guide in the lines before
    body = guides.read_guide(name).body
    for token in MarkdownIt("commonmark").parse(body):
        if token.type == "fence" and token.info == "cmd":
            for line in re.sub(r" \^\n\s+", " ", token.content).splitlines():  # a line that goes on in the next
                whole = re.sub(r"%(\w+)%", lambda found: own.get(found[1], found[0]), line)
                assert fits_cmd(whole), line
                if (found := _SET.fullmatch(whole)) and found[1] != "PATH":
                    own[found[1]] = found[2]


@pytest.mark.parametrize("text", blocks("sh"))
def test_each_block_for_a_terminal_is_whole(text: str) -> None:
    assert fits_sh(text)


@pytest.mark.parametrize("text", blocks("powershell"))
def test_each_block_for_powershell_is_whole(text: str) -> None:
    assert fits_powershell(text)


def test_no_step_is_for_powershell_so_that_no_policy_of_it_is_in_the_way() -> None:
    shells = {
        step.shell
        for route in ROUTES
        for platform in route.platforms
        for facts in variants(platform)
        for step in route.steps(facts)
    }
    assert shells == {"browser", "cmd", "none", "sh"}


@pytest.mark.parametrize("text", ['$env:A = "x\n', "if (", "Get-Item | ", "foreach ($a in $b) {"])
def test_the_parser_of_powershell_refuses_what_is_not_whole(text: str) -> None:
    assert not fits_powershell(text)


@pytest.mark.parametrize("text", blocks("python"))
def test_each_block_of_python_is_whole(text: str) -> None:
    assert ast.parse(re.sub(r"(?m)^%pip .*", "pass", text)).body  # a notebook's own command


@pytest.mark.parametrize("text", blocks("toml"))
def test_each_block_of_toml_is_whole(text: str) -> None:
    assert tomllib.loads(text)
