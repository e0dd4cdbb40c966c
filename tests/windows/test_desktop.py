"""The Downloads folder and the opening of a page, asked of a real Windows or of Wine."""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyready.model.host import Reading
from pyready.windows import desktop
from pyready.windows.desktop import WindowsDesktop
from pyready.windows.native import Missing

pytestmark = pytest.mark.windows

DOWNLOADS = "Downloads folder"


def answers(monkeypatch: pytest.MonkeyPatch, **functions: Callable[..., Any]) -> None:
    """Let Windows have these functions only."""

    def function(library: str, name: str, *_: object) -> Callable[..., Any]:
        if name not in functions:
            raise Missing(f"{library}.dll: {name}")
        return functions[name]

    monkeypatch.setattr(desktop, "function", function)


def test_windows_knows_the_downloads_folder() -> None:
    known = WindowsDesktop().downloads()

    assert known.state == "set"
    assert str(known.value).endswith("\\Downloads")


@pytest.mark.parametrize(
    ("result", "state"),
    [(-2147024894, "not-set"), (-2147024891, "denied"), (-2147467259, "malformed"), (0, "malformed")],
)
def test_an_answer_that_is_no_folder_becomes_its_state(
    result: int, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    freed = []
    answers(monkeypatch, SHGetKnownFolderPath=lambda *_: result, CoTaskMemFree=lambda text: freed.append(text.value))

    assert WindowsDesktop().downloads() == Reading(state, source=DOWNLOADS)  # type: ignore[arg-type]
    assert freed == [None]


def test_a_windows_without_these_functions_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch)

    assert WindowsDesktop().downloads().state == "missing"
    assert WindowsDesktop().open_page("C:\\page.html").state == "missing"


@pytest.mark.parametrize(("began", "ended"), [(0, 1), (1, 1), (-2147417850, 0)])
def test_a_page_is_opened_by_its_path_alone_and_without_a_question(
    began: int, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ends = [], []

    def execute(pointer: Any) -> int:
        info = pointer._obj
        asked.append((info.cbSize, info.fMask, info.lpVerb, info.lpFile, info.lpParameters, info.nShow))
        return 1

    answers(
        monkeypatch, ShellExecuteExW=execute, CoInitializeEx=lambda *_: began, CoUninitialize=lambda: ends.append(1)
    )

    assert WindowsDesktop().open_page("C:\\a page.html") == Reading("set", True, "default browser")
    assert asked == [(112, 0x500, "open", "C:\\a page.html", None, 1)]
    assert len(ends) == ended


def test_what_no_program_opens_is_said(tmp_path: Path) -> None:
    page = tmp_path / "page.nosuchending"
    page.write_text("", "utf-8")

    assert WindowsDesktop().open_page(str(page)).is_set is False


def test_the_structure_is_as_long_as_windows_says() -> None:
    assert ctypes.sizeof(desktop._ShellExecuteInfo) == 112
