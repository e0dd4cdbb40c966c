"""Signs what is unsigned in the program's folder with osslsigncode, and verifies every signature.

A real certificate comes by variables:

  PYREADY_SIGN_PKCS12         the certificate and key, a PKCS #12 file
  PYREADY_SIGN_PASSWORD_FILE  a file that holds its password
  PYREADY_TIMESTAMP_URL       an RFC 3161 server; without it there is no timestamp, and the signature ends with the
                              certificate

Without them `build/windows.py exe` signs nothing. `build/sign.py --trial FOLDER` signs a copy of the folder with a
certificate made on the fly, and shows that all of this works.
"""

import argparse
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import product


class Unsigned(Exception):
    """Something could not be signed or verified; the text says what."""


class Identity(NamedTuple):
    """Who signs: the certificate and key, the file with the password, the timestamp server, extra roots to trust."""

    pkcs12: Path
    password: Path
    timestamp: str = ""
    trusted: Path | None = None


def given() -> Identity | None:
    """The identity that the variables name."""
    certificate, password = os.environ.get("PYREADY_SIGN_PKCS12"), os.environ.get("PYREADY_SIGN_PASSWORD_FILE")
    if not certificate:
        return None
    if not password:
        raise Unsigned("PYREADY_SIGN_PKCS12 is set, PYREADY_SIGN_PASSWORD_FILE is not")
    return Identity(Path(certificate), Path(password), os.environ.get("PYREADY_TIMESTAMP_URL", ""))


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
        verified(path, identity)
    return todo


def one(path: Path, identity: Identity) -> None:
    """Sign one file in its place."""
    target = path.with_name(path.name + ".signed")
    stamp = ["-ts", identity.timestamp] if identity.timestamp else []
    arguments = ["-pkcs12", identity.pkcs12, "-readpass", identity.password, "-n", product.PRODUCT, "-h", "sha256"]
    _tool("sign", *arguments, *stamp, "-in", path, "-out", target)
    target.replace(path)


def verified(path: Path, identity: Identity) -> None:
    """Raise Unsigned when the signature does not hold."""
    roots = ["-CAfile", identity.trusted] if identity.trusted else []
    _tool("verify", *roots, "-in", path)


def trial_identity(where: Path) -> Identity:
    """A certificate that nobody trusts but us, for an hour."""
    key, certificate, both, password = (where / name for name in ("key.pem", "root.pem", "both.p12", "password"))
    password.write_text("trial\n", encoding="utf-8")
    make = ["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "1"]
    make += ["-keyout", str(key), "-out", str(certificate)]
    make += ["-subj", f"/O={product.COMPANY}/CN={product.TEST_MARK}"]
    make += ["-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=digitalSignature,keyCertSign"]
    pack = ["openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", both]
    for command in (make, [*pack, "-passout", f"file:{password}"]):
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            raise Unsigned(f"openssl: {done.stderr.strip()[-1000:]}")
    return Identity(both, password, trusted=certificate)


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
