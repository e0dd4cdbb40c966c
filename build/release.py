"""What the release workflow does with the zip that was built on Windows: `release.py tag` and `release.py finish`.

`finish` unpacks the zip, refuses a test build, signs what is unsigned if a certificate is named (see build/sign.py),
renews the hashes in the SBOM, which signing changes, and puts everything that is handed out into a folder. Where no
certificate is named the zip is called unsigned, and so is the release; with PYREADY_EXPECT_SIGNED it is refused.
"""

import argparse
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import archive
import authenticode
import bundle
import product
import resources
import sign

UNSIGNED = "-unsigned"
"""Stands at the end of the zip's name where a program in it carries no signature."""

CHECKS = """## Check the files

`sha256sum --check SHA256SUMS`
"""

NOT_SIGNED = """## Not signed

This release has no publisher's signature. Windows can warn about it or block it.

- Good for: a try on your own computer, and tests by your IT team.
- Not for: handing out to staff. Your IT team can sign it first (docs/for-it.md), or allow it by the hashes in
  AUTHENTICODE-SHA256.
"""


class Refused(Exception):
    """It must not be released; the text says why."""


def same_tag(tag: str) -> None:
    """Raise Refused when the tag is not that of the version in the sources."""
    if tag != f"v{product.version()}":
        raise Refused(f"the tag {tag} is not v{product.version()}, the version in src/pyready/__init__.py")


def no_test_build(top: Path) -> None:
    """Raise Refused when a program below the folder is a test build, or pyready.exe is not the one of this version."""
    for path in sign.programs(top):
        data = path.read_bytes()
        # Anywhere in the file: no place is a good one. The version resource is UTF-16, a certificate is not.
        if any(product.TEST_MARK.encode(code) in data for code in ("utf-16-le", "utf-8")):
            raise Refused(f"{path.name} says: {product.TEST_MARK}")
    program = top / product.PROGRAM
    data = program.read_bytes() if program.exists() else b""
    for name, text in resources.strings(test_build=False).items():
        if _entry(name, text) not in data:
            raise Refused(f"{product.PROGRAM} has no version resource that says {name}: {text}")


def _entry(name: str, text: str) -> bytes:
    """A string of a version resource, from its name on. Its text starts at the next multiple of four bytes."""
    key = f"{name}\0".encode("utf-16-le")
    # Before the name stand three numbers of two bytes.
    return key + b"\0" * (-(6 + len(key)) % 4) + f"{text}\0".encode("utf-16-le")


def unpacked(built: Path, where: Path) -> Path:
    """The top folder, out of the zip."""
    with zipfile.ZipFile(built) as file:
        file.extractall(where)
    top = where / product.folder_name()
    if not (top / bundle.SBOM).exists():
        raise Refused(f"{built.name} does not hold {product.folder_name()} with its SBOM")
    return top


def handed_out(top: Path, out: Path, identity: sign.Identity | None, page: Path) -> int:
    """Sign, renew the SBOM, and write all that is handed out into a new folder. Returns how many were signed.

    `page` is the no-run page. Raises Refused where it is not there.
    """
    if not page.exists():
        raise Refused(f"{page.name} is not built: python tasks.py no-run")
    signed = len(sign.folder(top, identity)) if identity else 0
    sbom = top / bundle.SBOM
    sbom.write_text(bundle.renewed(sbom.read_text("utf-8"), top, product.build_time()), "utf-8", newline="\n")
    out.mkdir(parents=True)
    unsigned = [path for path in sign.programs(top) if not sign.is_signed(path)]
    archive.zipped(top, out / f"{top.name}{UNSIGNED if unsigned else ''}.zip", product.build_time())
    shutil.copyfile(sbom, out / f"{top.name}.cdx.json")
    shutil.copyfile(top / "THIRD-PARTY-NOTICES.txt", out / "THIRD-PARTY-NOTICES.txt")
    # By itself, too: where the program may not start, its zip may not arrive.
    shutil.copyfile(top / Path(product.COLLECTOR).name, out / Path(product.COLLECTOR).name)
    shutil.copyfile(page, out / product.NO_RUN)
    (out / authenticode.NAME).write_text(authenticode.listed(top), "utf-8", newline="\n")
    archive.sums(out)
    return signed


def finish(built: Path, out: Path) -> str:
    """The whole of it; returns what to print. The no-run page is expected beside the zip."""
    identity = sign.given()
    if identity is None and os.environ.get("PYREADY_EXPECT_SIGNED"):
        raise Refused("PYREADY_EXPECT_SIGNED is set, and no certificate is named")
    with tempfile.TemporaryDirectory() as name:
        top = unpacked(built, Path(name))
        no_test_build(top)
        signed = handed_out(top, out, identity, built.with_name(product.NO_RUN))
    return f"signed {signed} programs" if identity else "no certificate is named: nothing is signed"


def is_unsigned(out: Path) -> bool:
    """By the name of the zip in the folder that `finish` made; Refused where there is not exactly one."""
    found = [path.stem for path in out.glob("*.zip")]
    if found not in ([product.folder_name()], [product.folder_name() + UNSIGNED]):
        raise Refused(f"{out} does not hold the zip of {product.folder_name()} alone")
    return found[0].endswith(UNSIGNED)


def title(out: Path) -> str:
    """What the release is called."""
    return f"pyready {product.version()}{' (not signed)' if is_unsigned(out) else ''}"


def notes(out: Path, repository: str, *, attested: bool) -> str:
    """What people read beside the files; `attested`: GitHub says who built them."""
    parts = ["What is new: CHANGELOG.md\n", *([NOT_SIGNED] if is_unsigned(out) else []), CHECKS]
    if attested:
        parts.append(
            f"`gh attestation verify FILE --repo {repository}` shows who built a file and from which commit.\n"
        )
    return "\n".join(parts)


def main() -> int:
    """Exit with 1 and one sentence when something must not be released."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    tag = verbs.add_parser("tag", help="refuse a tag that is not that of this version")
    tag.add_argument("tag")
    last = verbs.add_parser("finish", help="refuse a test build, sign, and write what is handed out into a new folder")
    last.add_argument("zip", type=Path)
    last.add_argument("out", type=Path)
    asked = parser.parse_args()
    try:
        if asked.verb == "tag":
            same_tag(asked.tag)
        else:
            print(finish(asked.zip, asked.out))
    except (Refused, sign.Unsigned) as problem:
        print(f"build/release.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
