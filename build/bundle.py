"""What is inside the program, from what PyInstaller put there: third-party notices and a CycloneDX SBOM."""

import hashlib
import json
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, NamedTuple

import product
from native_parts import Part, Unknown, parts

LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
SPDX = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What the classifiers that name one licence and no other are called by SPDX."""
BSD_3 = ("BSD License", "3.  Neither the name of the copyright holder", "advertising materials")
"""A classifier that names several licences; the words of the one with three clauses; a word that only an older has."""
SINGLE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MPL-2.0", "PSF-2.0", "Zlib"}
"""Names of SPDX that stand alone. Others with a space or a bracket are expressions, or no SPDX at all."""
BOOTLOADER = "Bootloader Exception\n"
SBOM = "sbom.cdx.json"


class Package(NamedTuple):
    """One package of which something is inside."""

    name: str
    version: str
    licence: str
    address: str
    texts: tuple[tuple[str, str], ...]


class Found(NamedTuple):
    """What is inside, besides pyready."""

    packages: tuple[Package, ...]
    parts: tuple[Part, ...]


def read(listing: Path, installed: Path, *, with_gcc: bool) -> Found:
    """The packages of which PyInstaller put at least one file into the program, and the parts that are no package.

    `with_gcc`: the bootloader was linked by MinGW. Raises Unknown.
    """
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
    return Found((*packages, _starter(starter, bundled)), tuple(parts(bundled, installed.name, with_gcc=with_gcc)))


def _name(package: Package) -> str:
    return package.name.lower()


def _starter(distribution: Distribution, bundled: Mapping[str, Any]) -> Package:
    """PyInstaller: its bootloader and start-up code are inside, which an exception of its licence allows."""
    package = _package(distribution, "GPL-2.0-or-later WITH Bootloader-exception")
    if not any(BOOTLOADER in text for _, text in package.texts):
        raise Unknown("the licence of this PyInstaller does not name its bootloader exception")
    if any("/rthooks/" in path.replace("\\", "/") for _, path in bundled["scripts"]):
        return package._replace(licence=f"({package.licence}) AND Apache-2.0")  # the licence of its run-time hooks
    return package


def _package(distribution: Distribution, licence: str = "") -> Package:
    texts = []
    for file in distribution.files or ():
        name = str(file).replace("\\", "/")
        if ".dist-info/" in name and LICENCE_FILE.search(name) and "/_vendor/" not in name:
            text = Path(str(distribution.locate_file(file))).read_text("utf-8", errors="replace")
            texts.append((name.rsplit("/", 1)[1], text))
    if not texts:
        raise Unknown(f"{distribution.name} has no licence text in its metadata")
    licence = licence or _licence(distribution, texts)
    return Package(distribution.name, distribution.version, licence, _address(distribution), tuple(texts))


def _licence(distribution: Distribution, texts: Sequence[tuple[str, str]]) -> str:
    """The licence as SPDX calls it; Unknown where neither metadata nor text say it beyond doubt."""
    meta = distribution.metadata
    named = [each.rsplit(" :: ", 1)[1] for each in meta.get_all("Classifier") or () if each.startswith("License ::")]
    classified = SPDX.get(named[0]) if len(named) == 1 else None
    if named == [BSD_3[0]] and len(texts) == 1 and BSD_3[1] in texts[0][1] and BSD_3[2] not in texts[0][1]:
        classified = "BSD-3-Clause"
    said = meta.get("License-Expression") or classified or meta.get("License")
    if said not in SINGLE:
        raise Unknown(f"the metadata of {distribution.name} do not name one licence: {said}")
    return said


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
    texts = [opening + "parts of the following. sbom.cdx.json lists the same for machines.\n"]
    listed = [(_called(each), each.licence) for each in (*found.parts, *found.packages)]
    texts.append("".join(f"  {name}  ({licence})\n" for name, licence in listed))
    for part in found.parts:
        silent = "" if part.version else "Version: its files do not tell it\n"
        texts.append(f"{rule}\n{_called(part)}\nLicence: {part.licence}\n{silent}\n{part.text.strip()}\n")
    for package in found.packages:
        own = "\n\n".join(f"--- {name}\n\n{text.strip()}" for name, text in package.texts)
        heading = f"{rule}\n{_called(package)}\nLicence: {package.licence}\n{package.address}".rstrip()
        texts.append(f"{heading}\n\n{own}\n")
    return "\n".join(texts)


def _called(each: Part | Package) -> str:
    return f"{each.name} {each.version}".rstrip()


def sbom(found: Found, top: Path, epoch: int) -> str:
    """The CycloneDX 1.5 record: each package and part, and each file of the folder but itself, with its SHA-256."""
    return _record([*map(_part, found.parts), *map(_library, found.packages)], top, epoch)


def renewed(record: str, top: Path, epoch: int) -> str:
    """The same record with the hashes that the files have now: signing changes them."""
    libraries = [each for each in json.loads(record)["components"] if each["type"] != "file"]
    return _record(libraries, top, epoch)


def _record(libraries: list[dict[str, Any]], top: Path, epoch: int) -> str:
    purl = f"pkg:generic/pyready@{product.version()}"
    files = sorted(path for path in top.rglob("*") if path.is_file() and path != top / SBOM)
    components = libraries + [_file(path, top) for path in files]
    record = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "authors": [{"name": product.COMPANY}],
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
        "dependencies": [{"ref": purl, "dependsOn": [each["bom-ref"] for each in libraries]}],
    }
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _licences(licence: str) -> list[dict[str, Any]]:
    if licence in SINGLE:
        return [{"license": {"id": licence}}]
    if re.search(r" (AND|WITH) ", licence):
        return [{"expression": licence}]
    return [{"license": {"name": licence}}]


def _library(package: Package) -> dict[str, Any]:
    purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', package.name).lower()}@{package.version}"
    address = {"externalReferences": [{"type": "website", "url": package.address}]} if package.address else {}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "licenses": _licences(package.licence),
        "purl": purl,
        **address,
    }


def _part(part: Part) -> dict[str, Any]:
    version = {"version": part.version} if part.version else {}
    purl = f"pkg:generic/{part.id}@{part.version}" if part.version else f"pkg:generic/{part.id}"
    record = {"type": "library", "bom-ref": purl, "name": part.name, **version}
    return record | {"licenses": _licences(part.licence), "purl": purl}


def _file(path: Path, top: Path) -> dict[str, Any]:
    name = path.relative_to(top).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
