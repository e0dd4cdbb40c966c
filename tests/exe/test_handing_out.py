"""What the release workflow does on its last machine: refuse, sign, and put together what is handed out."""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exe.running import TOP, Exe, missing  # sets the path to build/
from for_each import for_each

import authenticode  # isort: skip
import bundle  # isort: skip
import native_parts  # isort: skip
import product  # isort: skip
import release  # isort: skip
import resources  # isort: skip
import sign  # isort: skip
from testbed import COMPILER, RESOURCES  # isort: skip


@pytest.fixture
def linked(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A folder with a small pyready.exe whose version resource says these texts, written by another tool than ours."""
    if shutil.which(COMPILER) is None or shutil.which(RESOURCES) is None:
        missing(f"{COMPILER} is not installed")

    def link(texts: dict[str, str]) -> Path:
        values = "\n".join(f'VALUE "{name}", "{text}"' for name, text in texts.items())
        script = f'1 VERSIONINFO\nBEGIN BLOCK "StringFileInfo" BEGIN BLOCK "080904B0" BEGIN\n{values}\nEND END END\n'
        source = tmp_path / "source"
        source.mkdir()
        (source / "version.rc").write_text(script, "ascii")
        (source / "main.c").write_text("int main(void) { return 0; }\n", "ascii")
        (tmp_path / "top").mkdir()
        program = tmp_path / "top" / product.PROGRAM
        compile_it = [COMPILER, "-o", str(program), "main.c", "version.res"]
        for command in ([RESOURCES, "version.rc", "-O", "coff", "-o", "version.res"], compile_it):
            subprocess.run(command, cwd=source, check=True, capture_output=True)
        return program.parent

    return link


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """In the place of the no-run page, of which nothing is asked but that it is there."""
    place = tmp_path / "built" / product.NO_RUN
    place.parent.mkdir()
    place.write_text("page", "utf-8")
    return place


def test_without_the_no_run_page_nothing_is_handed_out(tmp_path: Path) -> None:
    with pytest.raises(release.Refused, match=r"pyready-no-run\.html is not built"):
        release.handed_out(tmp_path, tmp_path / "out", None, tmp_path / product.NO_RUN)
    assert not (tmp_path / "out").exists()


def test_a_tag_of_another_version_is_refused() -> None:
    release.same_tag(f"v{product.version()}")
    for tag in (product.version(), f"v{product.version()}.1", "v0", ""):
        with pytest.raises(release.Refused):
            release.same_tag(tag)


@pytest.mark.exe
def test_a_program_without_the_mark_is_let_through(linked: Callable[[dict[str, str]], Path]) -> None:
    release.no_test_build(linked(resources.strings(test_build=False)))


@pytest.mark.exe
@pytest.mark.parametrize("place", ["Comments", "SpecialBuild"])
def test_a_program_with_the_mark_in_one_place_is_refused(linked: Callable[[dict[str, str]], Path], place: str) -> None:
    top = linked(resources.strings(test_build=False) | {place: product.TEST_MARK})

    with pytest.raises(release.Refused, match=product.TEST_MARK):
        release.no_test_build(top)


@pytest.mark.exe
@pytest.mark.parametrize("texts", [{}, {"ProductVersion": "0.0.1"}, {"OriginalFilename": "setup.exe"}])
def test_a_program_that_does_not_say_it_is_this_version_is_refused(
    linked: Callable[[dict[str, str]], Path], texts: dict[str, str]
) -> None:
    top = linked(resources.strings(test_build=False) | texts if texts else {"Comments": "nothing else"})

    with pytest.raises(release.Refused, match="no version resource"):
        release.no_test_build(top)


@pytest.mark.exe
def test_what_the_test_bed_built_is_refused_with_a_sentence_and_nothing_is_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["release.py", "finish", str(archive), str(tmp_path / "out")])

    assert release.main() == 1
    assert capsys.readouterr().err == f"build/release.py: pyready.exe says: {product.TEST_MARK}\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.exe
def test_unsigned_it_is_the_very_zip_that_was_built(archive: Path, tmp_path: Path, page: Path) -> None:
    out = tmp_path / "out"

    assert release.handed_out(release.unpacked(archive, tmp_path), out, None, page) == 0
    named = f"{product.folder_name()}-unsigned.zip"
    assert (out / named).read_bytes() == archive.read_bytes()
    assert {path.name for path in out.iterdir()} == {
        named, f"{product.folder_name()}.cdx.json", "THIRD-PARTY-NOTICES.txt", "SHA256SUMS",
        "AUTHENTICODE-SHA256", "collect.cmd", product.NO_RUN
    }  # fmt: skip
    for line in (out / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert len((out / "SHA256SUMS").read_text("utf-8").splitlines()) == 6


@pytest.mark.exe
def test_signed_its_sbom_has_the_hashes_of_the_signed_programs(archive: Path, tmp_path: Path, page: Path) -> None:
    if shutil.which("osslsigncode") is None:
        missing("osslsigncode is not installed")
    top, out = release.unpacked(archive, tmp_path), tmp_path / "out"
    before = json.loads((top / "sbom.cdx.json").read_text("utf-8"))

    signed = release.handed_out(top, out, sign.trial_identity(tmp_path), page)

    with zipfile.ZipFile(out / archive.name) as file:
        held = {name.partition("/")[2]: file.read(name) for name in file.namelist()}
    after = json.loads(held["sbom.cdx.json"])
    hashes = {each["name"]: each["hashes"][0]["content"] for each in after["components"] if each["type"] == "file"}
    changed = [each for each in after["components"] if each not in before["components"]]
    assert hashes == {name: hashlib.sha256(held[name]).hexdigest() for name in hashes}
    assert (len(changed), "pyready.exe" in {each["name"] for each in changed}) == (signed, True)
    assert after["serialNumber"] != before["serialNumber"]
    assert (out / f"{product.folder_name()}.cdx.json").read_bytes() == held["sbom.cdx.json"]


def listing(*binaries: tuple[str, str], **versions: str) -> dict[str, object]:
    told = {"cpython": "3.11.9", "openssl": "3.0.13", "zlib": "1.3.1", "vcruntime": "14.0.1.2"} | versions
    return {"binaries": [list(each) for each in binaries], "versions": told, "scripts": []}


@for_each("name", ["sqlite3.dll", "_tkinter.pyd", "zlib1.dll", "_zstd.pyd"])
def test_a_file_of_no_known_part_stops_the_build(name: str) -> None:
    with pytest.raises(native_parts.Unknown, match=re.escape(name)):
        native_parts.parts(listing((name, f"C:\\Python\\{name}")), "packages-1", with_gcc=False)


def test_a_part_whose_version_was_not_told_stops_the_build() -> None:
    with pytest.raises(native_parts.Unknown, match="libmpdec"):
        native_parts.parts(listing(("_decimal.pyd", "C:\\Python\\_decimal.pyd")), "packages-1", with_gcc=False)


def test_a_python_that_was_not_looked_into_stops_the_build() -> None:
    with pytest.raises(native_parts.Unknown, match=r"Python 3\.12"):
        native_parts.parts(listing(cpython="3.12.4"), "packages-1", with_gcc=False)


def test_a_native_build_names_what_newer_pythons_are_made_of_and_no_mingw() -> None:
    files = [(name, f"C:\\Python\\{name}") for name in ("python314.dll", "vcruntime140.dll", "libffi-8.dll")]
    told = {"cpython": "3.14.2", "zlib-ng": "2.2.4"}
    bundled = listing(*files, **told)
    del bundled["versions"]["zlib"]  # type: ignore[attr-defined]
    found = {part.id: part for part in native_parts.parts(bundled, "packages-1", with_gcc=False)}

    assert set(found) == {"cpython", "zlib-ng", "vcruntime", "libffi"}
    assert "mimalloc" in found["cpython"].text
    assert found["zlib-ng"].version == "2.2.4"


def test_a_licence_that_is_said_twice_or_vaguely_is_not_guessed() -> None:
    class Odd:
        name = "odd"

        def __init__(self, *lines: str) -> None:
            from email import message_from_string

            self.metadata = message_from_string("\n".join(lines))

    def licence(package: Odd, *texts: str) -> str:
        return bundle._licence(package, [("LICENSE", text) for text in texts])  # type: ignore[arg-type]

    good = Odd("Classifier: License :: OSI Approved :: MIT License", "License: see the file")
    bsd = Odd("Classifier: License :: OSI Approved :: BSD License")
    three = "3.  Neither the name of the copyright holder nor the names of its contributors"
    assert licence(good, "as you like") == "MIT"
    assert licence(bsd, three) == "BSD-3-Clause"
    for texts in (["as you like"], [three, three], [f"{three}. All advertising materials must"]):
        with pytest.raises(native_parts.Unknown):
            licence(bsd, *texts)
    for bad in (Odd("License: as Python"), Odd("")):
        with pytest.raises(native_parts.Unknown):
            licence(bad, three)


@pytest.mark.exe
def test_the_authenticode_hash_is_the_one_that_a_signature_holds(exe: Exe, tmp_path: Path) -> None:
    top = Path(shutil.copytree(exe.path.parent, tmp_path / exe.path.parent.name))
    before = authenticode.listed(top)

    identity = sign.trial_identity(tmp_path)
    sign.folder(top, identity)

    assert authenticode.listed(top) == before
    for line in before.splitlines():
        digest, _, name = line.partition("  ")
        told = subprocess.run(
            ["osslsigncode", "verify", "-in", str(tmp_path / name)], capture_output=True, encoding="utf-8", check=False
        ).stdout
        assert re.search(rf"message digest\s*:\s*{digest}", told, re.IGNORECASE), name


@pytest.mark.exe
def test_the_collector_is_in_the_folder_byte_by_byte(exe: Exe) -> None:
    assert exe.path.with_name("collect.cmd").read_bytes() == (TOP / product.COLLECTOR).read_bytes()


def test_no_variable_names_nobody_and_an_address_alone_is_no_certificate() -> None:
    assert sign.given({}) is None
    assert sign.given({"PYREADY_SIGN_PKCS12": "", "PYREADY_TIMESTAMP_URL": "http://time.example"}) is None


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ("PYREADY_SIGN_PKCS12", "PYREADY_SIGN_PASSWORD_FILE is set, PYREADY_SIGN_PKCS12 is not"),
        ("PYREADY_SIGN_PASSWORD_FILE", "PYREADY_SIGN_PKCS12 is set, PYREADY_SIGN_PASSWORD_FILE is not"),
    ],
)
def test_a_certificate_that_is_named_in_part_is_refused(tmp_path: Path, left_out: str, why: str) -> None:
    variables = {name: str(tmp_path / name) for name in sign.FILES}
    for path in variables.values():
        Path(path).touch()
    del variables[left_out]

    with pytest.raises(sign.Unsigned, match=why):
        sign.given(variables)


@pytest.mark.parametrize("missing_file", sign.FILES)
def test_a_file_that_is_not_there_is_refused_before_anything_is_signed(tmp_path: Path, missing_file: str) -> None:
    variables = {name: str(tmp_path / name) for name in sign.FILES}
    for name in set(sign.FILES) - {missing_file}:
        Path(variables[name]).touch()

    with pytest.raises(sign.Unsigned, match=f"{missing_file} names a file that is not there"):
        sign.given(variables)


@pytest.mark.exe
def test_a_private_root_holds_where_it_is_named_and_else_the_program_stays_as_it_was(
    linked: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    if shutil.which("osslsigncode") is None:
        missing("osslsigncode is not installed")
    variables = sign.trial_variables(tmp_path)
    program = linked(resources.strings(test_build=False)) / product.PROGRAM
    before, identity = program.read_bytes(), sign.given({name: variables[name] for name in sign.FILES[:2]})
    assert identity is not None

    with pytest.raises(sign.Unsigned, match=r"Name it by PYREADY_SIGN_ROOTS\.$"):
        sign.folder(program.parent, identity)
    assert [path.name for path in program.parent.iterdir()] == [product.PROGRAM]
    assert program.read_bytes() == before

    identity = sign.given(variables)
    assert identity is not None
    assert sign.folder(program.parent, identity) == [program]
    assert sign.is_signed(program)
