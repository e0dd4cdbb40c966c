"""The blocks of code of a guide can be typed as they stand."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from shutil import which

from proofread.finding import Finding, Page
from proofread.form import tokens
from proofread.shells import fits_cmd

_SET = re.compile(r'set "(\w+)=([^"]*)"')
_GOES_ON = re.compile(r" \^\n\s+")

# shown to whoever edits a guide
_CMD = 'Command Prompt would not take this line as it stands; quote paths as in "%USERPROFILE%\\first": {line}'
_BROKEN = "this block is not whole {kind}: look for a quotation mark or bracket without its partner"
# shown after the findings
NO_POWERSHELL = "Lines for PowerShell were not checked: the packages for tests are not here."
NO_BASH = "Lines for a terminal were not checked: bash is not here."


def cmd_lines(content: str, own: dict[str, str]) -> Iterator[str]:
    """Each whole line for Command Prompt, with the variables that earlier lines have set, which `own` gathers."""
    for line in _GOES_ON.sub(" ", content).splitlines():
        whole = re.sub(r"%(\w+)%", lambda found: own.get(found[1], found[0]), line)
        if (found := _SET.fullmatch(whole)) and found[1] != "PATH":
            own[found[1]] = found[2]
        yield whole


def own_of_cmd() -> dict[str, str]:
    """What cmd itself sets."""
    return {"CD": "C:\\first-python"}


def is_python(text: str) -> bool:
    """Whether it parses; a notebook's own command counts as a line."""
    return _holds(lambda: ast.parse(re.sub(r"(?m)^%pip .*", "pass", text)))


def is_toml(text: str) -> bool:
    """Whether it parses."""
    return _holds(lambda: tomllib.loads(text))


def is_sh(text: str) -> bool:
    """Whether bash would read it; nothing runs."""
    return subprocess.run(["bash", "-n", "-c", text], check=False, capture_output=True).returncode == 0


def is_powershell(text: str) -> bool:
    """Whether a grammar of PowerShell reads it."""
    import tree_sitter
    import tree_sitter_powershell

    language = tree_sitter.Language(tree_sitter_powershell.language())
    return not tree_sitter.Parser(language).parse(text.encode()).root_node.has_error


def _holds(parse: Callable[[], object]) -> bool:
    try:
        parse()
    except (SyntaxError, ValueError):
        return False
    return True


def missing() -> list[str]:
    """What cannot be checked on this computer, in a sentence each."""
    try:
        import tree_sitter_powershell  # noqa: F401 - is it here?

        says = []
    except ImportError:
        says = [NO_POWERSHELL]
    return says if sys.platform != "win32" and which("bash") else [*says, NO_BASH]


def of_guide(page: Page) -> Iterator[Finding]:
    """The blocks that nobody could type."""
    absent, own = missing(), own_of_cmd()
    readers: dict[str, Callable[[str], bool]] = {"python": is_python, "toml": is_toml}
    readers |= {} if NO_BASH in absent else {"sh": is_sh}
    readers |= {} if NO_POWERSHELL in absent else {"powershell": is_powershell}
    for line, token in tokens(page):
        kind = token.info.strip()
        if token.type == "fence" and kind == "cmd":
            wrong = [each for each in cmd_lines(token.content, own) if not fits_cmd(each)]
            yield from (Finding(line, _CMD.format(line=each)) for each in wrong)
        elif token.type == "fence" and kind in readers and not readers[kind](token.content):
            yield Finding(line, _BROKEN.format(kind=kind))
