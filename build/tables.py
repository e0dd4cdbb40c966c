"""Packs the tables of the knowledge for a wheel: reading them as TOML takes a third of a short command.

A hook of the build, so that a copy of the source has one file for each table and nothing that can be out of date.
"""

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "pyready", "knowledge")


def packed(table: Path) -> bytes:
    """One table as JSON; its dates as JSON writes them."""
    return json.dumps(tomllib.loads(table.read_text("utf-8")), default=str, separators=(",", ":")).encode()


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds them to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling calls it before it builds; an editable install reads the source itself."""
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory()
        for table in sorted((Path(self.root) / FOLDER).glob("*.toml")):
            made = Path(self._made.name, f"{table.stem}.json")
            made.write_bytes(packed(table))
            build_data["force_include"][str(made)] = f"pyready/knowledge/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Hatchling calls it when the wheel is there."""
        del version, build_data, artifact_path
        if hasattr(self, "_made"):
            self._made.cleanup()
