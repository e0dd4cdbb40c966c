"""The parts of the program that are no Python package: the interpreter, its DLLs, and what is linked into them.

Each text in `licences/` is taken word for word from where its authors or Debian 12 put it:

  Apache-2.0                    base-files, common-licenses
  cpython-incorporated          python3.11-doc, "Licenses and Acknowledgements for Incorporated Software": those of its
                                sections whose code can be inside
  cpython-incorporated-later    what came since, up to 3.14: mimalloc as in a public copy of the same chapter, the heads
                                of `Modules/_hacl/*.c` and of `Python/qsbr.c`
  expat                         libexpat1, copyright
  gcc-runtime-exception         gcc-mingw-w64-base, copyright
  libffi                        libffi-dev, the head of `ffi.h`
  libmpdec                      python3.11-doc, the same chapter
  libyaml                       libyaml-0-2, copyright
  microsoft-distributable-code  CPython's `PC/crtlicense.txt`
  mingw-w64                     mingw-w64-x86-64-dev, copyright
  zlib                          zlib1g-dev, the head of `zlib.h`; zlib-ng is under the same
"""

import re
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

TEXTS = Path(__file__).resolve().parent / "licences"
SERIES = ("3.11", "3.14")
"""The Pythons of which it was looked up what is built into them."""

PLAIN = ("_asyncio", "_ctypes", "_hashlib", "_multiprocessing", "_overlapped", "_queue", "_socket", "_ssl", "_uuid",
         "_wmi", "_zoneinfo", "select", "unicodedata", "winsound")  # fmt: skip
"""Python's extension modules that are nothing but CPython's own code."""

FILES = {
    r"python3\d*\.dll": ("cpython", "zlib"),
    rf"({'|'.join(PLAIN)})\.pyd": ("cpython",),
    r"_decimal\.pyd": ("cpython", "libmpdec"),
    r"pyexpat\.pyd": ("cpython", "expat"),
    r"lib(crypto|ssl)-3(-x64)?\.dll": ("openssl",),
    r"libffi-8\.dll": ("libffi",),
    r"vcruntime140(_1)?\.dll": ("vcruntime",),
    r"pyready/windows/pyready-trial\.exe": (),  # ours alone: nothing is linked into it
}
"""What is in the files that come with Python, and in our own, by their names in small letters."""

IN_PACKAGES = {r"yaml/_yaml\..*\.pyd": ("libyaml",)}
"""What the wheels have linked into their extension modules, besides their own code and what Cython generates."""


class Unknown(Exception):
    """Something inside has no licence text, no version or no known origin. The text names it."""


class Part(NamedTuple):
    """One part. The version is empty where nothing tells it."""

    id: str
    name: str
    version: str
    licence: str
    text: str


KNOWN = {
    "openssl": ("OpenSSL", "Apache-2.0", ("Apache-2.0",)),
    "libffi": ("libffi", "MIT", ("libffi",)),
    "zlib": ("zlib", "Zlib", ("zlib",)),
    "zlib-ng": ("zlib-ng", "Zlib", ("zlib",)),
    "expat": ("Expat", "MIT", ("expat",)),
    "libmpdec": ("libmpdec", "BSD-2-Clause", ("libmpdec",)),
    "libyaml": ("LibYAML", "MIT", ("libyaml",)),
    "vcruntime": ("Microsoft Visual C++ runtime", "Microsoft Distributable Code", ("microsoft-distributable-code",)),
    "mingw-w64": (
        "MinGW-w64 and GCC runtime",
        "ZPL-2.1 AND (GPL-3.0-or-later WITH GCC-exception-3.1)",
        ("mingw-w64", "gcc-runtime-exception"),
    ),
}
"""Name, licence as SPDX writes it where it knows it, and texts of each part, but for CPython."""

SILENT = {"libffi", "mingw-w64"}
"""Those whose files tell no version."""


def parts(bundled: Mapping[str, Any], installed: str, *, with_gcc: bool) -> list[Part]:
    """The parts, from what the spec wrote down; `installed` is the name of the folder with the packages.

    `with_gcc`: the bootloader was linked by MinGW, as it is in a build on Linux.
    """
    told: dict[str, str] = bundled["versions"]
    found = {part for name, path in bundled["binaries"] for part in _in_file(name, path, installed)}
    if "zlib" in found and "zlib-ng" in told:
        found = found - {"zlib"} | {"zlib-ng"}
    if with_gcc:
        found.add("mingw-w64")
    if silent := sorted(part for part in found - SILENT if not told.get(part)):
        raise Unknown(f"no version known of: {', '.join(silent)}")
    rest = [_part(part, told.get(part, "")) for part in KNOWN if part in found]
    return [Part("cpython", "CPython", told["cpython"], "PSF-2.0", _python_texts(told["cpython"])), *rest]


def _in_file(name: str, path: str, installed: str) -> tuple[str, ...]:
    name = name.replace("\\", "/").lower()
    if f"/{installed}/" in path.replace("\\", "/"):
        return next((inside for pattern, inside in IN_PACKAGES.items() if re.fullmatch(pattern, name)), ())
    for pattern, inside in FILES.items():
        if re.fullmatch(pattern, name):
            return inside
    raise Unknown(f"bundled, but of no known part: {name}")


def _part(part: str, version: str) -> Part:
    name, licence, texts = KNOWN[part]
    return Part(part, name, version, licence, "\n\n\n".join(_text(each) for each in texts))


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8").strip()


def _python_texts(version: str) -> str:
    """The licence that came with the interpreter, and those of what is built into it."""
    series = version.rpartition(".")[0]
    if series not in SERIES:
        raise Unknown(f"build/native_parts.py does not know what is built into Python {series}")
    # On Windows it lies in the top folder, and names there what the installer put beside Python, too.
    places = [Path(sys.base_prefix) / "LICENSE.txt", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"]
    own = next((place.read_text("utf-8") for place in places if place.exists()), None)
    if own is None:
        raise Unknown("this Python has no LICENSE.txt")
    later = [] if series == "3.11" else [_text("cpython-incorporated-later")]
    return "\n\n\n".join([own.strip(), "Incorporated in CPython:", _text("cpython-incorporated"), *later])
