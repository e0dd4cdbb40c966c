"""Signs what is unsigned in the program's folder with osslsigncode, and verifies every signature.

A real certificate comes by variables:

  PYREADY_SIGN_PKCS12         the certificate and key, a PKCS #12 file
  PYREADY_SIGN_PASSWORD_FILE  a file that holds its password
  PYREADY_TIMESTAMP_URL       an RFC 3161 server; without it there is no timestamp, and the signature ends with the
                              certificate
  PYREADY_SIGN_ROOTS          the roots of that certificate and of the server's, as PEM; without it those that
                              osslsigncode finds on this computer, which have the roots of web servers and few others

Without them `build/windows.py exe` signs nothing. `build/sign.py --trial FOLDER` signs a copy of the folder with a
certificate below a root made on the fly, named by the same variables, and shows that all of this works.
"""

import argparse
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import product

FILES = ("PYREADY_SIGN_PKCS12", "PYREADY_SIGN_PASSWORD_FILE", "PYREADY_SIGN_ROOTS")
"""The variables that name a file."""


class Unsigned(Exception):
    """Something could not be signed or verified; the text says what."""


class Identity(NamedTuple):
    """Who signs: the certificate and key, the file with the password, the timestamp server, the roots to trust."""

    pkcs12: Path
    password: Path
    timestamp: str = ""
    roots: Path | None = None


def given(variables: Mapping[str, str] = os.environ) -> Identity | None:
    """The identity that the variables name; Unsigned where they name one in part, or a file that is not there."""
    named = {name: Path(variables[name]) for name in FILES if variables.get(name)}
    if not named:
        return None
    for name in FILES[:2]:
        if name not in named:
            raise Unsigned(f"{next(iter(named))} is set, {name} is not")
    for name, path in named.items():
        if not path.is_file():
            raise Unsigned(f"{name} names a file that is not there: {path}")
    certificate, password = FILES[:2]
    stamp = variables.get("PYREADY_TIMESTAMP_URL", "")
    return Identity(named[certificate], named[password], stamp, named.get(FILES[2]))


def programs(top: Path) -> list[Path]:
    """Every PE file below the folder, by its content and not by its name."""
    return sorted(path for path in top.rglob("*") if path.is_file() and is_program(path))


def is_program(path: Path) -> bool:
    """True for a PE file."""
    with path.open("rb") as file:
        head = file.read(64)
        if len(head) < 64 or head[:2] != b"MZ":
            return False
        file.seek(struct.unpack_from("<I", head, 60)[0])
        return file.read(4) == b"PE\0\0"


def is_signed(path: Path) -> bool:
    """True when the file carries a signature: the fifth entry of the optional header's directories is not empty."""
    with path.open("rb") as file:
        data = file.read(4096)
    header = struct.unpack_from("<I", data, 60)[0] + 24
    wide = struct.unpack_from("<H", data, header)[0] == 0x20B  # PE32+
    return bool(struct.unpack_from("<I", data, header + (112 if wide else 96) + 4 * 8 + 4)[0])


def _tool(*arguments: str | Path) -> str:
    program = shutil.which("osslsigncode")
    if program is None:
        raise Unsigned("osslsigncode is not installed: apt-get install --no-install-recommends osslsigncode")
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise Unsigned(f"osslsigncode {arguments[0]}: {(done.stdout + done.stderr).strip()[-1000:]}")
    return done.stdout


def folder(top: Path, identity: Identity) -> list[Path]:
    """Sign every unsigned program below the folder; those that are signed stay as they are. Verifies each new one."""
    todo = [path for path in programs(top) if not is_signed(path)]
    for path in todo:
        one(path, identity)
    return todo


def one(path: Path, identity: Identity) -> None:
    """Sign one file in its place; it is left as it was where the signature does not hold."""
    target = path.with_name(path.name + ".signed")
    stamp = ["-ts", identity.timestamp] if identity.timestamp else []
    arguments = ["-pkcs12", identity.pkcs12, "-readpass", identity.password, "-n", product.PRODUCT, "-h", "sha256"]
    try:
        _tool("sign", *arguments, *stamp, "-in", path, "-out", target)
        verified(target, identity)
        target.replace(path)
    finally:
        target.unlink(missing_ok=True)


def verified(path: Path, identity: Identity) -> None:
    """Raise Unsigned when the signature does not hold."""
    roots = ["-CAfile", identity.roots, "-TSA-CAfile", identity.roots] if identity.roots else []
    try:
        _tool("verify", *roots, "-in", path)
    except Unsigned as problem:
        hint = "" if roots else " Is its root a private one? Name it by PYREADY_SIGN_ROOTS."
        raise Unsigned(f"{problem}{hint}") from problem


def trial_variables(where: Path) -> dict[str, str]:
    """The variables for a certificate below a root that nobody trusts but us, as an organisation of its own has one."""
    password = where / "password"
    password.write_text("trial\n", encoding="utf-8")
    name = f"/O={product.COMPANY}/CN={product.TEST_MARK}"
    new = ["req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "1"]
    root = ["-keyout", "root.key", "-out", "root.pem", "-subj", f"{name}: root", "-addext", "keyUsage=keyCertSign"]
    leaf = ["-CA", "root.pem", "-CAkey", "root.key", "-keyout", "leaf.key", "-out", "leaf.pem", "-subj", name]
    leaf += ["-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=digitalSignature"]
    leaf += ["-addext", "basicConstraints=critical,CA:FALSE"]
    pack = ["pkcs12", "-export", "-inkey", "leaf.key", "-in", "leaf.pem", "-out", "both.p12"]
    for arguments in ([*new, *root], [*new, *leaf], [*pack, "-passout", f"file:{password}"]):
        command = ["openssl", *arguments]
        done = subprocess.run(command, cwd=where, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            raise Unsigned(f"openssl: {done.stderr.strip()[-1000:]}")
    return dict(zip(FILES, (str(where / "both.p12"), str(password), str(where / "root.pem")), strict=True))


def trial_identity(where: Path) -> Identity:
    """The identity that these variables name, read as a real one is."""
    identity = given(trial_variables(where))
    assert identity is not None
    return identity


def trial(top: Path) -> str:
    """Sign a copy, verify it, show that a changed byte is noticed and that what was signed is left alone."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        copy = Path(shutil.copytree(top, work / "copy"))
        before = {path: path.read_bytes() for path in programs(copy) if is_signed(path)}
        identity = trial_identity(work)
        new = folder(copy, identity)
        if folder(copy, identity) or any(path.read_bytes() != data for path, data in before.items()):
            raise Unsigned("a program that was signed has been signed again")
        spoilt = copy / product.PROGRAM
        data = bytearray(spoilt.read_bytes())
        data[0x800] ^= 1
        spoilt.write_bytes(data)
        try:
            verified(spoilt, identity)
        except Unsigned:
            return f"signed and verified {len(new)}, left {len(before)} alone, noticed a changed byte"
        raise Unsigned("a changed byte was not noticed")


def main() -> int:
    """Sign a folder, or try it on a copy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trial", action="store_true", help="sign a copy with a certificate made on the fly")
    asked = parser.parse_args()
    try:
        if asked.trial:
            print(trial(asked.folder))
        elif identity := given():
            print(f"signed {len(folder(asked.folder, identity))}")
        else:
            raise Unsigned("PYREADY_SIGN_PKCS12 is not set")  # noqa: TRY301 - one way out
    except Unsigned as problem:
        print(f"build/sign.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
