"""The recorded file tree, for both kinds of path."""

from for_each import for_each
from pyready.model.host import Drive, FileVersion, Look, Protection, Reading, Space
from pyready.recorded.files import Program, RecordedFiles

TREE = {"C:\\Users\\jane\\a.txt": "text", "C:\\Users\\jane\\sub\\b.bin": b"\x00\xff", "C:\\Users2\\c": ""}
WINDOWS = RecordedFiles(TREE)
POSIX = RecordedFiles({"/home/jane/a.txt": "text", "/etc/hosts": "x"})


def test_folders_follow_from_the_paths() -> None:
    assert WINDOWS.folder("C:\\Users\\jane") == Reading("set", ("a.txt", "sub"), "C:\\Users\\jane")
    assert WINDOWS.folder("C:\\").value == ("Users", "Users2")
    assert POSIX.folder("/").value == ("etc", "home")
    assert POSIX.folder("/home/").value == ("jane",)
    assert POSIX.folder("/home/jane/a.txt").state == "not-set"
    assert POSIX.folder("").state == POSIX.look("").state == "not-set"


def test_case_counts_on_posix_and_not_on_windows() -> None:
    assert WINDOWS.text("c:/USERS/Jane/A.TXT").value == "text"
    assert POSIX.text("/home/jane/A.txt").state == "not-set"


@for_each(
    ("content", "state", "value"),
    [
        ("Zoë", "set", "Zoë"),
        (b"\xef\xbb\xbfx", "set", "x"),
        (b"\xff", "malformed", None),
        ("a\x00", "malformed", "a\\u0000"),
        ("", "set", ""),
    ],
    ids=repr,
)
def test_text_is_utf_8(content: str | bytes, state: str, value: str | None) -> None:
    found = RecordedFiles({"/x": content}).text("/x")

    assert (found.state, found.value) == (state, value)


def test_more_than_the_limit_is_malformed_and_exactly_the_limit_is_not() -> None:
    files = RecordedFiles({"/x": b"1234"})

    assert files.data("/x", 4) == Reading("set", b"1234", "/x")
    assert files.data("/x", 3) == Reading("malformed", source="/x")


def test_a_look_tells_files_from_folders_and_counts_bytes() -> None:
    assert POSIX.look("/etc").value == Look("folder", "/etc")
    assert RecordedFiles({"/x": "Zoë"}).look("/x").value == Look("file", "/x", 4)
    assert POSIX.look("/nowhere") == Reading("not-set", source="/nowhere")


def test_a_look_that_was_recorded_counts() -> None:
    link = Look("app-link", "C:\\x.exe", 0, "Package_1")

    assert RecordedFiles({}, {"C:\\x.exe": link}).look("c:\\X.EXE").value == link
    assert RecordedFiles({}, {"C:\\x.exe": link}).folder("C:\\").value == ("x.exe",)


@for_each("method", ["folder", "look", "writable", "protection", "text"])
def test_what_is_denied_is_denied_with_all_below_it_and_nothing_beside_it(method: str) -> None:
    files = RecordedFiles(TREE, denied=["C:\\Users"])

    for path in ("C:\\Users", "C:\\Users\\jane", "C:\\users\\jane\\a.txt"):
        assert getattr(files, method)(path) == Reading("denied", source=path)
    assert files.look("C:\\Users2\\c").state == "set"
    assert files.folder("C:\\").value == ("Users", "Users2")


def test_the_deepest_drive_counts_and_only_for_what_is_on_it() -> None:
    files = RecordedFiles({}, drives={"/": Drive("local", may_run=True), "/home": Drive("network")})

    assert files.drive("/home/jane").value == Drive("network", top="/home")
    assert files.drive("/home").value == Drive("network", top="/home")
    assert files.drive("/home2/jane").value == Drive("local", may_run=True, top="/")
    assert files.drive("/").value == Drive("local", may_run=True, top="/")


@for_each(
    ("path", "kind", "top"),
    [
        ("", "unknown", ""),
        ("Temp", "unknown", ""),
        ("\\\\server\\share\\jane", "network", "\\\\server\\share"),
        ("\\\\?\\UNC\\server\\share", "network", "\\\\server\\share"),
        ("C:\\Users", "local", "C:\\"),
        ("C:", "local", "C:\\"),
        ("\\\\?\\C:\\Users", "local", "C:\\"),
        ("/home/jane", "local", "/"),
    ],
)
def test_a_drive_that_nobody_named_is_told_by_the_spelling_as_on_windows(path: str, kind: str, top: str) -> None:
    assert RecordedFiles({}).drive(path).value == Drive(kind, top=top)


def test_space_is_missing_where_none_was_recorded() -> None:
    assert POSIX.space("/").state == "missing"
    assert RecordedFiles({}, space=Space(1, 2)).space("/").value == Space(1, 2)


def test_ordinary_users_can_change_all_but_what_is_protected() -> None:
    files = RecordedFiles(TREE, protected=["C:\\Users"])

    assert files.protection("C:\\users\\jane\\a.txt").value == Protection(protected=True, owner="SYSTEM")
    assert files.protection("C:\\Users2\\c").value == Protection(protected=False)
    assert files.protection("C:\\nowhere").state == "not-set"


def test_of_a_program_only_what_was_recorded_is_known() -> None:
    signed = Program("O=EXAMPLE", FileVersion((1, 2, 3, 4), "Example", "x.exe"), "0" * 64)
    files = RecordedFiles(dict.fromkeys(("C:\\a", "C:\\b", "C:\\c", "C:\\no"), ""), denied=["C:\\no"]).with_programs(
        {"c:\\A": signed, "C:\\b": Program(""), "C:\\c": Program(doubtful=True), "C:\\no": signed}
    )

    assert (files.signer("C:\\a").value, files.version("C:\\a").value) == (signed.signer, signed.version)
    assert files.authenticode_hash("C:\\a") == Reading("set", "0" * 64, "C:\\a")
    assert files.signer("C:\\b") == Reading("set", "", "C:\\b")
    assert [files.signer(path).state for path in ("C:\\c", "C:\\no", "C:\\else")] == ["malformed", "denied", "missing"]
    assert [files.version(path).state for path in ("C:\\b", "C:\\no", "C:\\else")] == ["missing", "denied", "missing"]
