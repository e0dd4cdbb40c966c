"""Asks the Python that goes into the program which versions are inside. Runs in that Python, called by the spec."""

import ssl
import sys
import zlib
from collections.abc import Iterable


def versions(files: Iterable[str]) -> dict[str, str]:
    """The version of each part that tells it: by its own word, or by the version resource of its file.

    `files` are the paths of the bundled DLLs and extension modules. libffi tells no version in any way.
    """
    told = {"cpython": sys.version.split()[0], "openssl": ssl.OPENSSL_VERSION.split()[1]}
    newer = getattr(zlib, "ZLIBNG_VERSION", "")  # Python 3.14 for Windows is built with zlib-ng
    told |= {"zlib-ng": newer} if newer else {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    for path in files:
        name = path.replace("\\", "/").rpartition("/")[2].lower()
        if name == "vcruntime140.dll":
            told["vcruntime"] = _file_version(path)
        elif name == "_decimal.pyd":
            import _decimal

            told["libmpdec"] = _decimal.__libmpdec_version__
        elif name == "pyexpat.pyd":
            import pyexpat

            told["expat"] = pyexpat.EXPAT_VERSION.removeprefix("expat_")
        elif name.startswith("_yaml."):
            from yaml import _yaml

            told["libyaml"] = _yaml.get_version_string()
    return told


def _file_version(path: str) -> str:
    """The four numbers of a file's version resource."""
    import pefile  # comes with PyInstaller

    with pefile.PE(path) as file:
        numbers = file.VS_FIXEDFILEINFO[0]
    high, low = numbers.FileVersionMS, numbers.FileVersionLS
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"
