"""What is handed out: the zip, the texts beside the program, the SBOM, the resources, the icon, the signatures."""

import hashlib
import json
import re
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from exe.running import TOP, Exe, missing

import archive as zips  # isort: skip
import bootloader  # isort: skip
import icon  # isort: skip
import product  # isort: skip
import resources  # isort: skip
import sign  # isort: skip


@pytest.mark.unmeasured
def test_the_icon_has_every_size_and_its_pictures_are_where_it_says() -> None:
    data = icon.ico()
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * number) for number in range(len(icon.SIZES))]

    assert [entry[0] or 256 for entry in entries] == list(icon.SIZES)
    assert entries[-1][6] + entries[-1][7] == len(data)
    assert data[entries[-1][7] :].startswith(b"\x89PNG")


def test_the_same_files_give_the_same_zip(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name / "pyready"
        (folder / "b").mkdir(parents=True)
        for file in ("b/two", "a") if name == "one" else ("a", "b/two"):
            (folder / file).write_text(file, "utf-8")
        made.append(zips.zipped(folder, tmp_path / f"{name}.zip", 1_795_360_000).read_bytes())

    assert made[0] == made[1]


def test_a_bootloader_that_differs_is_refused() -> None:
    with pytest.raises(bootloader.NoBootloader):
        bootloader.patched("int main(void) { return 0; }")


def test_a_test_build_says_so_and_a_release_does_not() -> None:
    assert resources.strings(test_build=True)["SpecialBuild"] == product.TEST_MARK
    assert product.TEST_MARK not in resources.strings(test_build=False).values()


@pytest.mark.exe
def test_the_zip_is_small_and_holds_one_top_folder(archive: Path) -> None:
    names = zipfile.ZipFile(archive).namelist()
    top = product.folder_name()
    beside = {name.split("/")[1] for name in names}

    assert archive.stat().st_size <= 15e6
    assert {name.split("/")[0] for name in names} == {top}
    assert beside == {"1 Extract all first.txt", "LICENSE.txt", "README.txt", "THIRD-PARTY-NOTICES.txt", "_internal", "collect.cmd",
                      "pyready.exe", "sbom.cdx.json"}  # fmt: skip
    assert names == sorted(names)


@pytest.mark.exe
def test_the_sums_hold(archive: Path) -> None:
    digest, name = archive.with_name("SHA256SUMS").read_text("utf-8").split()[:2]

    assert (digest, name) == (hashlib.sha256(archive.read_bytes()).hexdigest(), archive.name)


@pytest.mark.exe
def test_the_sbom_lists_every_file_and_every_package(exe: Exe) -> None:
    top = exe.path.parent
    record = json.loads((top / "sbom.cdx.json").read_text("utf-8"))
    files = {each["name"]: each["hashes"][0]["content"] for each in record["components"] if each["type"] == "file"}
    notices = (top / "THIRD-PARTY-NOTICES.txt").read_text("utf-8-sig")
    libraries = {each["name"] for each in record["components"] if each["type"] == "library"}

    assert record["specVersion"] == "1.5"
    there = [path for path in top.rglob("*") if path.is_file() and path.name != "sbom.cdx.json"]
    assert {path.relative_to(top).as_posix() for path in sign.programs(top)} <= set(files)
    assert files == {path.relative_to(top).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    assert {"requests", "rich", "msgspec", "pip", "CPython"} <= libraries
    assert {"setuptools", "psutil", "pefile"} & libraries == set()
    assert [name for name in libraries if name not in notices] == []


@pytest.mark.exe
def test_the_sbom_is_valid_cyclonedx(exe: Exe) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = (exe.path.parent / "sbom.cdx.json").read_text("utf-8")
    validator = JsonStrictValidator(SchemaVersion.V1_5)

    assert [str(error) for error in validator.validate_str(text, all_errors=True) or ()] == []
    assert validator.validate_str(text.replace('"alg": "SHA-256"', '"alg": "SHA"')) is not None


@pytest.mark.exe
def test_every_version_is_told_but_those_that_no_file_tells(exe: Exe) -> None:
    record = json.loads((exe.path.parent / "sbom.cdx.json").read_text("utf-8"))
    libraries = {each["name"]: each.get("version") for each in record["components"] if each["type"] == "library"}

    assert {name for name, version in libraries.items() if not version} == {"libffi", "MinGW-w64 and GCC runtime"}
    # Their own words, in their own files, say the same.
    inside = exe.path.parent / "_internal"
    assert f"OpenSSL {libraries['OpenSSL']} ".encode() in (inside / "libcrypto-3.dll").read_bytes()
    assert f"{libraries['zlib']}\0".encode() in (inside / "python311.dll").read_bytes()
    assert f"{libraries['libmpdec']}\0".encode() in (inside / "_decimal.pyd").read_bytes()


@pytest.mark.exe
def test_the_notices_hold_every_licence_in_full(exe: Exe) -> None:
    notices = (exe.path.parent / "THIRD-PARTY-NOTICES.txt").read_text("utf-8-sig")
    record = json.loads((exe.path.parent / "sbom.cdx.json").read_text("utf-8"))
    headings = [f"{'=' * 78}\n{each['name']} {each.get('version', '')}".rstrip() + "\nLicence: "
                for each in record["components"] if each["type"] == "library"]  # fmt: skip
    texts = [path.read_text("utf-8").strip() for path in (TOP / "build" / "licences").glob("*.txt")
             if path.name != "cpython-incorporated-later.txt"]  # fmt: skip

    assert [heading for heading in headings if notices.count(heading) != 1] == []
    assert len(texts) >= 9
    assert [text.splitlines()[0] for text in texts if text not in notices] == []
    assert "Licence: (GPL-2.0-or-later WITH Bootloader-exception) AND Apache-2.0\n" in notices
    assert "give you unlimited permission to link or embed compiled bootloader" in notices
    assert re.search(r"(?m)^[^\s].*(/home/|/tmp/|/root/|[A-Z]:\\)", notices) is None


@pytest.mark.exe
def test_nothing_of_this_machine_is_inside(exe: Exe) -> None:
    own = [str(TOP), str(TOP).replace("/", "\\")]
    traces = [text.encode(code) for text in own for code in ("utf-8", "utf-16-le")]
    found = [path.name for path in exe.path.parent.rglob("*") if path.is_file()
             for trace in traces if trace in path.read_bytes()]  # fmt: skip

    assert found == []


@pytest.mark.exe
def test_the_version_resource_and_the_manifest_are_in_the_program(exe: Exe) -> None:
    data = exe.path.read_bytes()
    texts = resources.strings(test_build=True)

    assert [name for name, text in texts.items() if f"{name}\0".encode("utf-16-le") not in data
            or f"{text}\0".encode("utf-16-le") not in data] == []  # fmt: skip
    assert b'level="asInvoker"' in data
    assert re.search(rb"<longPathAware[^>]*>true<", data)
    assert b"{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}" in data
    assert b"UPX!" not in data


@pytest.mark.exe
def test_all_that_is_unsigned_gets_signed_and_the_rest_stays(exe: Exe) -> None:
    if shutil.which("osslsigncode") is None:
        missing("osslsigncode is not installed")

    assert re.fullmatch(r"signed and verified \d+, left \d+ alone, noticed a changed byte", sign.trial(exe.path.parent))
