"""What is inside the program, from what PyInstaller put there: third-party notices and a CycloneDX SBOM."""

import hashlib
import json
import re
import time
import uuid
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, NamedTuple

import native_parts
import product

LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


class Package(NamedTuple):
    """One package of which something is inside."""

    name: str
    version: str
    licence: str
    address: str
    texts: tuple[tuple[str, str], ...]


class Found(NamedTuple):
    """What is inside, besides pyready: packages, and the version of Python."""

    packages: tuple[Package, ...]
    python: str


class Unknown(Exception):
    """Something inside has no licence text, or belongs to no package. The text names it."""


def read(listing: Path, installed: Path) -> Found:
    """The packages of which PyInstaller put at least one file into the program."""
    bundled = json.loads(listing.read_text("utf-8"))
    inside = {path.replace("\\", "/") for kind in ("modules", "binaries", "data") for _, path in bundled[kind]}
    prefix = f"/{installed.name}/"
    files = {path.partition(prefix)[2] for path in inside if prefix in path}
    found = []
    for distribution in distributions(path=[str(installed)]):
        own = {str(each).replace("\\", "/") for each in distribution.files or ()}
        if own & files:
            found.append(_package(distribution))
            files -= own
    # PyInstaller's own start-up code is counted with the bootloader.
    if left := sorted(name for name in files if not name.startswith(("PyInstaller/", "_pyinstaller_hooks_contrib/"))):
        raise Unknown(f"bundled, but of no package: {', '.join(left[:5])}")
    packages = sorted((each for each in found if not each.name.lower().startswith("pyinstaller")), key=_name)
    starter = next(each for each in distributions(path=[str(installed)]) if each.name.lower() == "pyinstaller")
    return Found((*packages, _package(starter)), bundled["python"])


def _name(package: Package) -> str:
    return package.name.lower()


def _package(distribution: Distribution) -> Package:
    meta = distribution.metadata
    licence = meta.get("License-Expression") or _classified(meta.get_all("Classifier") or []) or meta.get("License")
    texts = []
    for file in distribution.files or ():
        name = str(file).replace("\\", "/")
        if ".dist-info/" in name and LICENCE_FILE.search(name) and "/_vendor/" not in name:
            text = Path(str(distribution.locate_file(file))).read_text("utf-8", errors="replace")
            texts.append((name.rsplit("/", 1)[1], text))
    if not texts or not licence:
        raise Unknown(f"{distribution.name} has no licence text in its metadata")
    return Package(
        distribution.name, distribution.version, licence.splitlines()[0], _address(distribution), tuple(texts)
    )


def _classified(classifiers: list[str]) -> str:
    return " and ".join(each.rsplit(" :: ", 1)[1] for each in classifiers if each.startswith("License :: OSI"))


def _address(distribution: Distribution) -> str:
    pairs = [each.partition(",") for each in distribution.metadata.get_all("Project-URL") or ()]
    named = {name.strip().lower(): url.strip() for name, _, url in pairs}
    wanted = ("source", "source code", "repository", "homepage", "code")
    return next((named[each] for each in wanted if each in named), distribution.metadata.get("Home-page") or "")


def notices(found: Found) -> str:
    """THIRD-PARTY-NOTICES.txt."""
    rule = "=" * 78
    opening = f"pyready {product.version()}: third-party notices\n\n"
    opening += "pyready itself is under the MIT licence (LICENSE.txt). Its Windows program contains\n"
    parts = [opening + "parts of the following. sbom.cdx.json lists the same for machines.\n"]
    listed = [(part.name, part.version, part.licence) for part in native_parts.parts(found.python)]
    listed += [(each.name, each.version, each.licence) for each in found.packages]
    parts.append("".join(f"  {name} {version}  ({licence})\n" for name, version, licence in listed))
    parts += [
        f"{rule}\n{part.name} {part.version}\nLicence: {part.licence}\n\n{part.text.strip()}\n"
        for part in native_parts.parts(found.python)
    ]
    for package in found.packages:
        texts = "\n\n".join(f"--- {name}\n\n{text.strip()}" for name, text in package.texts)
        heading = f"{rule}\n{package.name} {package.version}\nLicence: {package.licence}\n{package.address}".rstrip()
        parts.append(f"{heading}\n\n{texts}\n")
    return "\n".join(parts)


def sbom(found: Found, top: Path, epoch: int) -> str:
    """The CycloneDX 1.5 record: each package and part, and each file that Windows can run, with its SHA-256."""
    purl = f"pkg:generic/pyready@{product.version()}"
    components: list[dict[str, Any]] = [_part(part) for part in native_parts.parts(found.python)]
    components += [_library(package) for package in found.packages]
    components += [_file(path, top) for path in sorted(top.rglob("*")) if path.suffix in {".exe", ".dll", ".pyd"}]
    record = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "component": {
                "type": "application",
                "bom-ref": purl,
                "name": product.PRODUCT,
                "version": product.version(),
                "description": product.ABOUT,
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": purl,
            },
        },
        "components": components,
        "dependencies": [{"ref": purl, "dependsOn": [c["bom-ref"] for c in components if c["type"] != "file"]}],
    }
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _library(package: Package) -> dict[str, Any]:
    purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', package.name).lower()}@{package.version}"
    address = [{"type": "website", "url": package.address}] if package.address else []
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "licenses": [{"license": {"name": package.licence}}],
        "purl": purl,
        "externalReferences": address,
    }


def _part(part: native_parts.Part) -> dict[str, Any]:
    purl = f"pkg:generic/{part.id}@{part.version}" if part.version else f"pkg:generic/{part.id}"
    record = {"type": "library", "bom-ref": purl, "name": part.name, "purl": purl}
    return record | {"version": part.version, "licenses": [{"license": {"name": part.licence}}]}


def _file(path: Path, top: Path) -> dict[str, Any]:
    name = path.relative_to(top).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
