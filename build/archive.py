"""The zip that is handed out, made so that the same files always give the same bytes."""

import argparse
import hashlib
import sys
import time
import zipfile
from pathlib import Path

import product


def zipped(folder: Path, target: Path, epoch: int) -> Path:
    """The folder as a zip: names sorted, every file with the same time, nothing of this machine in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    when = time.gmtime(max(epoch, 315_532_800))[:6]  # a zip knows no time before 1980
    files = sorted((path.relative_to(folder.parent).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 0  # MS-DOS, whatever this is built on
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target


def sums(folder: Path) -> Path:
    """SHA256SUMS of everything in the folder that is handed out, as `sha256sum --check` reads it."""
    target = folder / "SHA256SUMS"
    names = sorted(path for path in folder.iterdir() if path.is_file() and path != target)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in names]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def main() -> int:
    """Zip a folder again, after it was signed elsewhere."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help=f"the top folder, called {product.folder_name()}")
    folder = parser.parse_args().folder.resolve()
    print(zipped(folder, product.ROOT / "dist" / f"{folder.name}.zip", product.build_time()))
    sums(product.ROOT / "dist")
    return 0


if __name__ == "__main__":
    sys.exit(main())
