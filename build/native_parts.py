"""The parts of the program that are no Python package: the interpreter and what is linked into it."""

import sysconfig
from pathlib import Path
from typing import NamedTuple

LIBFFI = """libffi - Copyright (c) 1996-2024 Anthony Green, Red Hat, Inc and others.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

ZLIB = """Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler

This software is provided 'as-is', without any express or implied warranty. In no event will the authors be held liable
for any damages arising from the use of this software. Permission is granted to anyone to use this software for any
purpose, including commercial applications, and to alter it and redistribute it freely, subject to the following
restrictions: 1. The origin of this software must not be misrepresented; you must not claim that you wrote the original
software. If you use this software in a product, an acknowledgment in the product documentation would be appreciated
but is not required. 2. Altered source versions must be plainly marked as such, and must not be misrepresented as being
the original software. 3. This notice may not be removed or altered from any source distribution.
"""

OPENSSL = """Copyright (c) 1998-2024 The OpenSSL Project Authors. Licensed under the Apache License, version 2.0, whose
text stands below under requests."""

MICROSOFT = """vcruntime140.dll comes with the Python for Windows, under the licence of Microsoft's "Distributable Code"
for Visual Studio: it may be handed on with a program that needs it, unchanged."""

MINGW = """The bootloader of a build made on Linux is linked with the start-up code of MinGW-w64 (public domain, and the
Zope Public License 2.1) and of GCC (GPL 3 with the GCC Runtime Library Exception, which allows this)."""


class Part(NamedTuple):
    """One part. The version is empty where the file does not tell it."""

    id: str
    name: str
    version: str
    licence: str
    text: str


def parts(python: str) -> list[Part]:
    """Every part beside the packages, for this version of Python."""
    licence = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if not licence.exists():
        licence = Path(sysconfig.get_config_var("prefix")) / "LICENSE.txt"  # where Windows has it
    return [
        Part("cpython", "CPython", python, "PSF-2.0", licence.read_text("utf-8")),
        Part("openssl", "OpenSSL", "", "Apache-2.0", OPENSSL),
        Part("libffi", "libffi", "", "MIT", LIBFFI),
        Part("zlib", "zlib", "", "Zlib", ZLIB),
        Part("vcruntime", "Microsoft Visual C++ runtime", "", "Microsoft distributable code", MICROSOFT),
        Part("mingw-w64-runtime", "MinGW-w64 and GCC runtime", "", "ZPL-2.1, GPL-3.0 with exception", MINGW),
    ]
