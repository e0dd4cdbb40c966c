"""guides/messages.md: every message once, with the guide that its row names."""

import re
import sys
from pathlib import Path

from pyready.guides import library as guides
from pyready.knowledge.messages import known

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

import messages  # noqa: E402 - after the path is set


def test_it_is_current() -> None:
    assert messages.PLACE.read_text("utf-8") == messages.page()


def test_every_message_has_one_line_under_its_tool_with_its_guide() -> None:
    lines = re.findall(r"^- (?:`[^`]+`(?:, )?)+: (.+) Read \[.+\]\(([a-z-]+)\.md\)\.$", messages.page(), re.MULTILINE)
    assert sorted(lines) == sorted((row.says, row.guide) for row in known().message)
    assert set(messages.TOOLS) == {row.tool for row in known().message}


def test_it_is_a_guide_like_the_others() -> None:
    assert guides.read_guide("messages").audience == ("person",)
