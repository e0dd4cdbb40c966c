"""Two small wheels under the names of the real samples, made here, for a real index on loopback."""

import importlib.util
import sys
import zipfile
from pathlib import Path

from pyready.verify.packages import COMPILED_ONE, PURE

WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: {pure}\nTag: {tag}\n"


def _wheel(folder: Path, name: str, tag: str, files: dict[str, bytes]) -> None:
    info = f"{name}-1.0.dist-info"
    meta = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        "WHEEL": WHEEL.format(pure=str(tag.startswith("py3")).lower(), tag=tag),
        "RECORD": "",
    }
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as made:
        for each, data in files.items():
            made.writestr(each, data)
        for each, text in meta.items():
            made.writestr(f"{info}/{each}", text)


def pure(folder: Path) -> None:
    _wheel(folder, PURE.name, "py3-none-any", {"six.py": b"def ensure_str(data):\n    return data.decode()\n"})


def compiled(folder: Path) -> None:
    """The compiled module of the real package, as the Python of the tests has it."""
    found = importlib.util.find_spec(COMPILED_ONE.name)
    assert found
    assert found.origin
    tag = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    files = {
        f"markupsafe/{each.name}": each.read_bytes() for each in Path(found.origin).parent.iterdir() if each.is_file()
    }
    _wheel(folder, COMPILED_ONE.name, f"{tag}-{tag}-linux_x86_64", files)


def page_for_package(folder: Path) -> None:
    """What a web filter puts in the place of a file."""
    (folder / f"{PURE.name}-1.0-py3-none-any.whl").write_bytes(
        b"<!DOCTYPE html><html><body>Access denied</body></html>"
    )
