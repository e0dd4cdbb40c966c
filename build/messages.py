"""guides/messages.md, an index of the messages that `pyready explain` knows, made of its catalogue."""

import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.guides import library  # noqa: E402 - after the path is set
from pyready.knowledge.messages import Message, known  # noqa: E402

PLACE = TOP / "guides" / "messages.md"
TOOLS = {
    "windows": "Windows refuses a program or a file",
    "browser": "The browser",
    "installer": "Installing: Windows Installer, app packages, the Store, winget",
    "python": "Starting Python, and environments",
    "powershell": "PowerShell",
    "cmd": "Command Prompt",
    "network": "The network, for every tool",
    "pip": "pip",
    "uv": "uv",
    "conda": "conda",
    "jupyter": "JupyterLab and notebooks",
    "vscode": "Visual Studio Code",
    "git": "git",
}
"""Each tool with its heading, in the order of the page."""
_FRONT = """---
title: What does this message mean?
summary: An index of messages of Windows, pip, uv, conda, git and Jupyter.
audience: [person]
answers: []
reviewed: {date}
sources:
  - title: Windows, system error codes
    url: https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
    checked: {date}
  - title: pip, certificates
    url: https://pip.pypa.io/en/stable/topics/https-certificates/
    checked: {date}
  - title: uv, certificates
    url: https://docs.astral.sh/uv/concepts/authentication/certificates/
    checked: {date}
---

pyready knows all these messages, and says what a message means on your computer.
Give it the message in quotation marks: `pyready explain "error 1618"`.
For a longer text type the first two words only, paste the text, and press Enter on an empty line.
The catalogue of messages, `messages.toml`, names the source of each.
"""
_SHOWN = 2
"""Fragments and numbers of a message that are shown of each."""


def page() -> str:
    """The whole guide."""
    titles = {name: library.read_guide(name).title for name in library.guide_ids() if name != PLACE.stem}
    parts = [_FRONT.format(date=known().date.isoformat())]
    for tool, heading in TOOLS.items():
        mine = [row for row in known().message if row.tool == tool]
        parts.append("\n".join([f"\n## {heading}\n", *(_line(row, titles[row.guide]) for row in mine)]) + "\n")
    return "".join(parts)


def _line(row: Message, title: str) -> str:
    said = [*row.fragments[:_SHOWN], *row.numbers[:_SHOWN]]
    words = ", ".join(f"`{_shown(each)}`" for each in said)
    return f"- {words}: {row.says} Read [{title}]({row.guide}.md)."


def _shown(fragment: str) -> str:
    return fragment.strip(".").replace("`", "'")
