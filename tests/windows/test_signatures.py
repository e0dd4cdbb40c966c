"""Who signed a program, its version and its hash, asked of a real Windows or of Wine."""

import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from formats.program_files import authenticode, program
from laptops import bare
from laptops.looking import given
from policy.applocker.policies import PSF, publisher, rules, text
from policy.applocker.policies import path as named
from pyready.model.anchors import Anchored
from pyready.model.host import Reading
from pyready.model.pythons import Found, PathSummary
from pyready.probes import app_control_found
from pyready.probes.pythons import Pythons
from pyready.recorded.host import NoNet
from pyready.recorded.registry import RecordedRegistry
from pyready.windows import files as files_module
from pyready.windows import signature
from pyready.windows.files import WindowsFiles
from pyready.windows.host import windows_host
from pyready.windows.native import Missing, Refused, function

pytestmark = pytest.mark.windows

FILES = WindowsFiles()
LIBRARY = Path(sys.base_prefix) / f"python{sys.version_info[0]}{sys.version_info[1]}.dll"
"""The official one, signed by the Python Software Foundation."""
HASHES = "CryptCATAdminCalcHashFromFileHandle2"


def has_catalogues() -> bool:
    """Wine has no function that gives these hashes."""
    try:
        function("wintrust", HASHES, None)
    except Missing:
        return False
    return True


def changed(tmp_path: Path, change: Callable[[bytearray], None]) -> str:
    """A copy of the signed library with other contents."""
    data = bytearray(LIBRARY.read_bytes())
    change(data)
    copy = tmp_path / "changed.dll"
    copy.write_bytes(data)
    return str(copy)


def one_byte(data: bytearray) -> None:
    data[len(data) // 2] ^= 1


def without_signature(data: bytearray) -> None:
    optional = struct.unpack_from("<I", data, 60)[0] + 24
    entry = optional + 112 + 32
    start = struct.unpack_from("<I", data, entry)[0]
    data[entry : entry + 8] = bytes(8)
    del data[start:]


def unfinished_signature(data: bytearray) -> None:
    del data[-4000:]


def test_the_publisher_is_written_as_a_rule_writes_it() -> None:
    assert FILES.signer(str(LIBRARY)) == Reading("set", PSF, str(LIBRARY))


@pytest.mark.parametrize("change", [one_byte, unfinished_signature])
def test_a_signature_that_does_not_fit_the_contents_names_nobody(
    change: Callable[[bytearray], None], tmp_path: Path
) -> None:
    path = changed(tmp_path, change)
    assert FILES.signer(path) == Reading("malformed", source=path)


def test_a_program_without_a_signature_is_unsigned_only_where_catalogues_can_be_asked(tmp_path: Path) -> None:
    path = changed(tmp_path, without_signature)
    assert FILES.signer(path) == (Reading("set", "", path) if has_catalogues() else Reading("malformed", source=path))


@pytest.mark.parametrize("may_be", [True, False])
def test_a_program_that_a_catalogue_lists_is_not_unsigned(
    may_be: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(tmp_path, without_signature)
    monkeypatch.setattr(signature, "listed", lambda _: may_be)
    assert FILES.signer(path) == (Reading("malformed", source=path) if may_be else Reading("set", "", path))


def test_a_service_of_catalogues_that_is_not_there_makes_nothing_unsigned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: str) -> bool:
        raise Refused(1060)

    path = changed(tmp_path, without_signature)
    monkeypatch.setattr(signature, "listed", refuses)
    assert FILES.signer(path).state == "malformed"


def test_what_is_no_program_is_neither_signed_nor_unsigned(tmp_path: Path) -> None:
    text = tmp_path / "text.exe"
    text.write_bytes(b"MZ and no more")

    assert FILES.signer(str(text)).state == "malformed"
    assert FILES.signer(str(tmp_path)).state == "malformed"
    assert FILES.version(str(text)).value is None
    for ask in (FILES.signer, FILES.version, FILES.authenticode_hash):
        assert ask(str(tmp_path / "nothing.exe")).state == "not-set"
        assert ask("C:\\a\0b").state == "malformed"


def test_the_version_is_that_of_the_resource() -> None:
    found = FILES.version(str(LIBRARY)).value

    assert found is not None
    assert found.number is not None
    assert found.number[:2] == sys.version_info[:2]
    assert found.number[2] // 1000 == sys.version_info[2]  # 3.11.9 is 3.11.9150.1013
    assert (found.product, found.name) == ("Python", LIBRARY.name)


def test_a_program_without_a_version_resource_has_no_version(tmp_path: Path) -> None:
    plain = tmp_path / "plain.exe"
    plain.write_bytes(program(b"no resources"))
    assert FILES.version(str(plain)).value is None


def test_the_hash_is_that_of_the_program_without_its_signature(tmp_path: Path) -> None:
    for path in (str(LIBRARY), changed(tmp_path, without_signature), os.environ["COMSPEC"]):
        found = FILES.authenticode_hash(path)
        assert found.value == (authenticode(Path(path).read_bytes()) if has_catalogues() else None)
        assert found.state == ("set" if has_catalogues() else "missing")


@pytest.mark.parametrize(
    ("low", "expected"),
    [("3.11.0.0", "allowed"), ("*", "allowed"), ("3.11.65535.0", "blocked"), ("99.0.0.0", "blocked")],
)
def test_the_library_of_the_running_python_is_judged_by_its_own_signer_and_version(low: str, expected: str) -> None:
    rule = text("Allow", publisher(PSF, "PYTHON", LIBRARY.name.upper(), low=low))
    runtime = text("Allow", named("*\\vcruntime140.dll"), number=16)  # without it no Python starts, whoever signs it
    registry = RecordedRegistry(rules("Dll", rule, runtime))
    host = replace(windows_host(NoNet()), registry=registry, system=bare.all_readable())
    path = str(LIBRARY.with_name("python.exe"))
    found = Found(path, Anchored("", path), minor=sys.version_info[:2], kind="uv")
    facts = given("windows").with_entry(Pythons, Pythons((found,), (), PathSummary()))

    (answers,) = app_control_found.collect(host, facts).pythons
    assert answers.loads.outcome == expected


def test_a_program_that_is_too_large_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "LARGEST_PROGRAM", 1000)
    for ask in (FILES.signer, FILES.authenticode_hash, FILES.version):
        assert ask(str(LIBRARY)) == Reading("malformed", source=str(LIBRARY))


def test_a_windows_without_these_functions_leaves_them_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise Missing("gone")

    for module in ("signature", "catalogues", "file_version"):
        monkeypatch.setattr(f"pyready.windows.{module}.function", gone)
    for ask in (FILES.signer, FILES.version, FILES.authenticode_hash):
        assert ask(str(LIBRARY)).state == "missing"
