"""`pyready completion`: a script by which a shell completes the words of pyready. shtab makes it of the arguments."""

from collections.abc import Collection, Mapping

from pyready.commands.output import write
from pyready.commands.usage import Parser

_FILES = frozenset({"facts", "site", "output"})
"""Arguments that name a file."""


def run_completion(shell: str, top: Parser) -> int:
    """Print the script for a shell to standard output; nothing is installed."""
    import shtab

    _furnish(top)
    write(shtab.complete(top, shell).rstrip("\n") + "\n", utf8=False)
    return 0


def _furnish(top: Parser) -> None:
    """Give each argument that takes a name the names that there are, and each that takes a file the shell's files."""
    import shtab

    names = _names(top)
    for command in top.commands().values():
        for action in command.arguments():
            if action.dest in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.dest in names:
                action.choices = names[action.dest]


def _names(top: Parser) -> Mapping[str, Collection[str]]:
    """What each argument can be, by what the parser calls it; the parser itself knows only short lists."""
    from pyready.guides.library import guide_ids
    from pyready.routes import ROUTES
    from pyready.settings.names import NAMES

    return {"id": guide_ids(), "route": [route.id for route in ROUTES], "tools": NAMES, "about": list(top.commands())}
