"""One number in all the forms that programs give it, and none that is no error."""

from for_each import for_each
from pyready.explain.numbers import name_of, numbers_in
from pyready.explain.paste import lines_of, pasted


def names(text: str) -> set[str]:
    return {number.name for number in numbers_in(pasted(lines_of(text)))}


@for_each(
    "text",
    [
        "[WinError 1260] This program",
        "(os error 1260)",
        "error 1260: This",
        "Error code: 1260.",
        "ERROR=1260",
        "failed: 0x800704ec",
        "(0X800704EC)",
        "returned -2147023636",
        "HRESULT: 0x800704EC, The program",
        "Fehler 1260 beim Start",
        "Code d'erreur : 1260",
        "error 800704ec while starting",
        "exit code 2147943660",
        "Win32Exception (1260): Une",
        "WinError 126O",
        "0x8OO7O4EC",
        "[WinError\n1260]",
        "a line that is as long as its window [WinError 12\n60] is",
    ],
)
def test_every_form_is_the_same_number(text: str) -> None:
    assert "win 1260" in names(text)


@for_each(
    ("text", "expected"),
    [
        ("exit code -1073741515", "0xc0000135"),
        ("exited with code 3221225781", "0xc0000135"),
        ("exit status 9009", "exit 9009"),
        ("[Errno 28] No space", "errno 28"),
        ("(os error 28)", "errno 28"),
        ("0x8A15003A", "0x8a15003a"),
        ("returned -1978335174", "0x8a15003a"),
        ("exit code 1603", "win 1603"),
        ("WinError 5", "win 5"),
    ],
)
def test_other_lists_keep_their_names(text: str, expected: str) -> None:
    assert expected in names(text)


@for_each(
    "text",
    [
        "1260 packages",
        "error 5 files",
        "line 1260",
        "errors: 1260 of them",
        "myerror1260x",
        "error 12 60 files",
        "a long line that is not broken by its window ends here\nerror 12\n60 packages follow it",
        "version 0x12",
        "0x800704ecff",
        "error 0x",
        "error -",
    ],
)
def test_a_number_that_is_no_error_is_none(text: str) -> None:
    assert "win 1260" not in names(text)
    assert "win 5" not in names(text)


@for_each("text", ["1260", "0x800704ec", "-2147023636", "0x800704EC"])
def test_a_row_can_write_it_in_each_form(text: str) -> None:
    assert name_of(text) == "win 1260"
