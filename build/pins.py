"""Packages by exact version and by hash: reads the lists, and writes their hashes anew.

`exe-packages.txt` is what pyready.exe is built with, `test-packages.txt` what the tests and the lint run with,
`site-packages.txt` what the site is built with beside these, and `tests/net/packages.txt` what mitmproxy runs with in
CI. pip refuses a file whose hash is not in the list. The lists
name no index: pip takes the one it is told of.

To take newer versions, change the numbers in a list, and run `build/pins.py`, with the network. Look at the difference
before it is kept: the hashes are those of the files that pip was given.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXE, TESTS = HERE / "exe-packages.txt", HERE / "test-packages.txt"
SITE, NET = HERE / "site-packages.txt", HERE.parent / "tests" / "net" / "packages.txt"
LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)
WINDOWS = ("--platform=win_amd64", "--implementation=cp")
TARGETS = {
    "the test bed": (*WINDOWS, "--python-version=3.11"),
    "Windows": (*WINDOWS, "--python-version=3.14"),
    "CI": ("--platform=manylinux_2_28_x86_64", "--platform=manylinux2014_x86_64", "--implementation=cp",
           "--python-version=3.11"),
}  # fmt: skip
"""For whom wheels are chosen: pip's options."""
USED_BY = {EXE: ("the test bed", "Windows"), TESTS: tuple(TARGETS), SITE: ("CI",), NET: ("CI",)}


class Unpinned(Exception):
    """pip gave no hash, or not that version; the text says of what."""


def blocks(text: str) -> list[str]:
    """A list's lines, those that go on in the next one as one."""
    return text.replace("\\\n", " ").splitlines()


def versions(path: Path) -> dict[str, str]:
    """The packages of a list and their versions."""
    return dict(LINE.findall(path.read_text("utf-8")))


def hashes(path: Path) -> dict[str, list[str]]:
    """The hashes of each package of a list, in hexadecimal."""
    lines = [line for line in blocks(path.read_text("utf-8")) if LINE.match(line)]
    return {line.partition("==")[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})", line) for line in lines}


def requirement(path: Path, name: str) -> str:
    """One package of a list with its hashes, as pip reads it."""
    told = "".join(f" --hash=sha256:{each}" for each in hashes(path)[name])
    return f"{name}=={versions(path)[name]}{told}\n"


def asked(wanted: dict[str, str], options: tuple[str, ...]) -> dict[str, str]:
    """The hash of the wheel that pip would take of each; nothing is installed."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--ignore-installed", "--report=-", *options]
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{name}=={version}" for name, version in wanted.items()]
        done = subprocess.run([*command, f"--target={folder}", *names], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unpinned(done.stderr[-2000:])
    found = {}
    for each in json.loads(done.stdout)["install"]:
        told = each["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
        if not told:
            raise Unpinned(f"pip gave no hash of {each['metadata']['name']}")
        found[plain(each["metadata"]["name"])] = str(told)
    return found


def plain(name: str) -> str:
    """A package's name as an index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def source() -> dict[str, str]:
    """The hash of PyInstaller's source, which the bootloader is built from and which pip fetched before."""
    version = versions(EXE)["pyinstaller"]
    file = next((HERE / ".cache" / "exe" / "source").glob(f"*-{version}.tar.gz"), None)
    if file is None:
        raise Unpinned(
            "PyInstaller's source is not there: python -m pip download --no-deps --no-binary=pyinstaller "
            f"--dest build/.cache/exe/source pyinstaller=={version}"
        )
    return {"pyinstaller": hashlib.sha256(file.read_bytes()).hexdigest()}


def renewed(path: Path) -> str:
    """The list with the hashes of today."""
    wanted = versions(path)
    told = [asked(wanted, TARGETS[user]) for user in USED_BY[path]]
    told += [source()] if path == EXE else []
    lines = []
    for line in blocks(path.read_text("utf-8")):
        found = LINE.match(line)
        if not found:
            lines.append(line)
            continue
        name = plain(found[1])
        known = sorted({each[name] for each in told if name in each})
        lines.append(" \\\n    ".join([found[0], *(f"--hash=sha256:{each}" for each in known)]))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the lists anew."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    try:
        texts = {path: renewed(path) for path in USED_BY}
    except Unpinned as problem:
        print(f"build/pins.py: {problem}", file=sys.stderr)
        return 1
    for path, text in texts.items():
        path.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
