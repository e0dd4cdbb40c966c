"""Where this copy of pyready keeps its Markdown files: source tree, wheel or frozen program."""

import sys
from pathlib import Path


def text_folder(kind: str, package: Path) -> Path:
    """The folder with the files of one kind, such as `guides`; `package` is the folder of the package pyready."""
    frozen = getattr(sys, "_MEIPASS", None)
    packed = (Path(frozen) / "pyready" if frozen else package) / f"{kind}_text"
    return packed if packed.is_dir() else package.parents[1] / kind
