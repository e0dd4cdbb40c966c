"""Where a result is written, beside other programs."""

from pathlib import Path

import pytest

from pyready.commands.output import Unwritable, write_file

pytestmark = pytest.mark.windows


def test_a_file_that_another_program_has_open_is_told(tmp_path: Path) -> None:
    """Only Windows keeps a file from others that is open."""
    target = tmp_path / "report.json"
    target.write_text("before", "utf-8")

    with target.open("rb"), pytest.raises(Unwritable, match="another program might have it open"):
        write_file(str(target), "after")
    assert (target.read_text("utf-8"), list(tmp_path.iterdir())) == ("before", [target])
