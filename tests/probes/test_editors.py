"""Editors, from recorded machines."""

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import facts_of
from pyready.model.host import Host
from pyready.probes.editors import PROBE, Editors

CODE = f"{LOCAL}\\Programs\\Microsoft VS Code"


def editors(host: Host) -> Editors:
    return facts_of(host, Editors, PROBE)


def test_without_any_nothing_is_found() -> None:
    assert editors(bare.linux()) == editors(bare.linux(platform="macos")) == Editors()
    found = editors(bare.windows())
    assert (found.found, found.extensions, found.unread) == ((), (), ())


@for_each(
    ("text", "version"),
    [
        ('{"version": "1.131.0"}', "1.131.0"),
        ('{"version": "x; y"}', ""),
        ("[]", ""),
        ("{", ""),
        ("[" * 90_000, ""),
        ("7", ""),
    ],
)
def test_the_version_is_taken_from_the_editors_own_file_if_it_is_one(text: str, version: str) -> None:
    found = editors(bare.windows(files={f"{CODE}\\Code.exe": b"MZ", f"{CODE}\\resources\\app\\package.json": text}))

    assert [(each.name, each.kind, each.version) for each in found.found] == [("vs-code", "user", version)]


def test_a_portable_one_is_told_by_its_data_folder() -> None:
    found = editors(bare.windows(files={f"{CODE}\\Code.exe": b"MZ", f"{CODE}\\data\\user-data\\x": ""}))

    assert found.found[0].kind == "portable"


def test_only_the_extensions_for_python_and_notebooks_are_named() -> None:
    top = f"{HOME}\\.vscode\\extensions"
    names = ("ms-python.python-2026.1.0", "ms-toolsai.jupyter-2026.1.0", "ms-python.pythonista-1", "jane.secret-1")
    found = editors(bare.windows(files={f"{top}\\{name}\\x": "" for name in names}))

    assert found.extensions == ("ms-python.python", "ms-toolsai.jupyter")
    assert "secret" not in repr(found)


def test_extensions_that_may_not_be_listed_are_said_to_be_denied() -> None:
    assert [each.state for each in editors(bare.windows(denied_files=[f"{HOME}\\.vscode"])).unread] == ["denied"]


def test_a_folder_on_a_server_that_the_registry_names_is_not_looked_at() -> None:
    key = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\RStudio"
    host = bare.windows(registry={key: {"InstallLocation": "\\\\fs01\\RStudio"}})

    assert editors(host).found == ()


def test_on_linux_by_the_usual_folders() -> None:
    found = editors(bare.linux(files={"/usr/share/code/code": b"\x7fELF", "/usr/bin/spyder": "#!"}))

    assert [(each.name, each.kind) for each in found.found] == [("vs-code", "system"), ("spyder", "system")]


def test_the_place_that_its_maker_documents_is_told_and_no_other() -> None:
    key = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\Code.exe"
    tops = (CODE, "C:\\Program Files\\Microsoft VS Code", "C:\\Tools\\VSCode")
    host = bare.windows(files={f"{top}\\Code.exe": b"MZ" for top in tops}, registry={key: {"": f"{tops[2]}\\Code.exe"}})

    assert [each.place for each in editors(host).found] == ["user-folder", "program-files", ""]


def test_a_usual_folder_of_vs_code_that_could_not_be_looked_at_is_not_taken_for_empty() -> None:
    assert [each.source for each in editors(bare.windows(denied_files=[LOCAL])).unread] == [f"{CODE}\\Code.exe"]
    assert [each.state for each in editors(bare.linux(denied_files=["/usr/share/code"])).unread] == ["denied"]


def test_a_folder_of_another_editor_that_could_not_be_looked_at_says_nothing_of_vs_code() -> None:
    assert editors(bare.windows(denied_files=["C:\\Program Files\\JetBrains"])).unread == ()


COMPUTER, PERSON = (f"{root}\\Software\\Policies\\Microsoft\\VSCode" for root in ("HKLM", "HKCU"))


@for_each(
    ("registry", "denied", "state", "value"),
    [
        ({}, (), "not-set", None),
        ({COMPUTER: {"AllowedExtensions": '{"microsoft": true}'}}, (), "set", "allowed"),
        ({PERSON: {"AllowedExtensions": '{"microsoft": false}'}}, (), "set", "blocked"),
        (
            {
                COMPUTER: {"AllowedExtensions": '{"microsoft": true}'},
                PERSON: {"AllowedExtensions": '{"microsoft": false}'},
            },
            (),
            "set",
            "allowed",
        ),
        ({COMPUTER: {"AllowedExtensions": ("{", '"ms-python.python": false', "}")}}, (), "set", "blocked"),
        ({COMPUTER: {"AllowedExtensions": 1}}, (), "malformed", None),
        ({}, (COMPUTER,), "denied", None),
    ],
    ids=["none", "computer", "person", "both", "several lines", "a number", "denied"],
)
def test_the_policy_for_extensions_of_the_computer_outranks_that_of_the_person(
    registry: dict[str, dict[str, object]], denied: tuple[str, ...], state: str, value: str | None
) -> None:
    reading = editors(bare.windows(registry=registry, denied_keys=denied)).python_extension

    assert (reading.state, reading.value) == (state, value)


def test_a_place_for_extensions_of_the_organisation_is_told_without_its_address() -> None:
    url = "https://extensions.trust.example/"
    found = editors(bare.windows(registry={COMPUTER: {"ExtensionGalleryServiceUrl": url}}))

    assert found.own_marketplace.value is True
    assert "trust.example" not in repr(found)
