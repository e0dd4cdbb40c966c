"""A double-click on the program, in a window of its own: the page, the browser, the answer, the key."""

import re

import pytest

from exe.desk import CLASSES, LOCAL, Desk
from exe.running import RECOGNISED

pytestmark = [pytest.mark.exe, pytest.mark.usefixtures("sealed")]

NAME = re.compile(r"pyready-report-\d{4}-\d\d-\d\d-\d{4}(-\d)?\.html")
INSTEAD = "so the page is in another folder."


def test_a_page_is_written_and_opened_and_the_window_waits_for_a_key(desk: Desk) -> None:
    code, seen = desk.double_click()
    (page,) = desk.pages()
    order = ["pyready is checking this computer", "This takes at most 15 seconds.", "Can you have Python", "Next step",
             f"C:\\Zoë's Downloads\\{page.name}", "so you can share it.", "It opens in your browser.", RECOGNISED]  # fmt: skip
    written = "".join(seen.split())  # Wine breaks a long line anywhere
    places = [written.find("".join(part.split())) for part in order]

    assert code == 1
    assert -1 not in places, seen
    assert places == sorted(places)
    assert page.parent == desk.downloads
    assert NAME.fullmatch(page.name)
    assert desk.opened() == [f"C:\\Zoë's Downloads\\{page.name}"]
    assert page.read_text("utf-8").lower().startswith("<!doctype html>")
    assert sorted(path.name for path in desk.downloads.iterdir()) == [page.name]


def test_a_second_page_does_not_take_the_place_of_the_first(desk: Desk) -> None:
    desk.double_click()
    (first,) = desk.pages()
    before = first.read_bytes()

    desk.double_click()

    assert len(desk.pages()) == len(desk.opened()) == 2
    assert first.read_bytes() == before


def test_the_window_stays_until_a_key_is_pressed(desk: Desk) -> None:
    code, seen = desk.double_click(key=b"", seconds=12)

    assert code is None
    assert seen.endswith(RECOGNISED)


def test_no_browser_is_no_fault(desk: Desk) -> None:
    desk.forget(rf"{CLASSES}\.html")

    code, seen = desk.double_click()

    assert code == 1
    assert "It did not open." in seen
    assert (len(desk.pages()), desk.opened()) == (1, [])
    assert RECOGNISED in seen


def test_a_browser_that_is_gone_is_no_fault(desk: Desk) -> None:
    desk.prefix.on_c("C:\\browser.exe").unlink()

    code, seen = desk.double_click()

    assert code == 1
    assert "It did not open." in seen


def test_without_downloads_the_page_is_in_the_folder_of_own_programs(desk: Desk) -> None:
    desk.downloads.rmdir()

    code, seen = desk.double_click()
    (page,) = desk.pages()

    assert code == 1
    assert f"Your Downloads folder does not exist, {INSTEAD}" in seen
    assert page.parent == desk.local / "pyready"
    assert desk.opened() == [f"{LOCAL}\\pyready\\{page.name}"]


def test_where_downloads_is_denied_the_page_is_there_too(desk: Desk) -> None:
    desk.downloads.chmod(0o500)

    code, seen = desk.double_click()
    (page,) = desk.pages()

    assert code == 1
    # Wine says beforehand that one may; so does Windows where Controlled Folder Access denies it.
    assert f"pyready could not write to your Downloads folder, {INSTEAD}" in seen
    assert page.parent == desk.local / "pyready"


def test_where_nothing_can_be_written_the_window_holds_the_report(desk: Desk) -> None:
    desk.downloads.chmod(0o500)
    desk.local.chmod(0o500)

    code, seen = desk.double_click()

    assert code == 2
    assert "pyready could not save the page in any of your folders." in seen
    assert "All evidence: " in " ".join(seen.split())
    assert seen.endswith(RECOGNISED)
    assert (desk.pages(), desk.opened()) == ([], [])


def test_a_synchronised_downloads_folder_is_said_to_be_one(desk: Desk) -> None:
    desk.variables["OneDrive"] = "C:\\Zoë's Downloads"

    seen = desk.double_click()[1]

    assert "Your Downloads folder is synchronised with OneDrive, so this page will be copied there." in seen


def test_from_a_script_no_page_is_written(desk: Desk) -> None:
    result = desk.exe(WINEPREFIX=str(desk.prefix.prefix))

    assert result.returncode == 1
    assert RECOGNISED not in result.stdout.decode("utf-8", "replace")
    assert (desk.pages(), desk.opened()) == ([], [])
