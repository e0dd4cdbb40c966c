"""What the README shows is what pyready says."""

import re
from pathlib import Path

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text("utf-8")


def test_each_answer_is_the_beginning_of_the_report_of_the_laptop_named_before_it() -> None:
    shown = re.findall(r"\(`examples/([a-z-]+)\.json`\):\n\n```text\n(.*?)```", README, re.DOTALL)
    assert len(shown) == 2
    for name, text in shown:
        assert (TOP / "tests" / "golden" / f"{name}.txt").read_text("utf-8").startswith(text)


def test_each_picture_is_there_and_says_what_it_shows() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((docs/.*?)\)", README)
    assert len(pictures) == 2
    for says, place in pictures:
        assert len(says) > 40
        assert 10_000 < (TOP / place).stat().st_size < 150_000
