"""A quota on the person's own account: asked of a C library that answers as the kernel would, and of the real one."""

import ctypes
import os
import platform
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("quotas are asked for on Linux", allow_module_level=True)

from needs import missing
from pyready.model.host import Space
from pyready.posix import mounts, quota
from pyready.posix.files import PosixFiles
from pyready.posix.quota import GET_USER_QUOTA, Block, Quota

GB = 1_000_000_000
USER = 12345
FREE = 100 * 1024**3


class Kernel:
    """Both calls, each answering with a block or a refusal, and what was asked."""

    def __init__(self, by_folder: dict[str, int] | None, by_device: dict[str, int] | None = None) -> None:
        self.answers = {"folder": by_folder, "device": by_device}
        self.asked: list[tuple[Any, ...]] = []

    def syscall(self, *arguments: Any) -> int:
        *numbers, block = arguments
        number, opened, command, user = (each.value for each in numbers)
        self.asked.append(("folder", number, os.path.realpath(f"/proc/self/fd/{opened}"), command, user))
        return self._filled("folder", block)

    def quotactl(self, command: Any, device: bytes, user: Any, block: Any) -> int:
        self.asked.append(("device", command.value & 0xFFFFFFFF, device, user.value))
        return self._filled("device", block)

    def _filled(self, way: str, block: Any) -> int:
        answer = self.answers[way]
        if answer is None:
            return -1
        for name, value in ({"valid": 0x3F} | answer).items():
            setattr(block._obj, name, value)
        return 0


def limits(soft: int = 0, hard: int = 0, used: int = 0, **more: int) -> dict[str, int]:
    """As the kernel fills it in: limits in blocks of 1,024 bytes, use in bytes."""
    return {"soft": soft // 1024, "hard": hard // 1024, "used": used, **more}


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary user on a local drive with 100 GiB free."""
    found = SimpleNamespace(f_bavail=FREE // 4096, f_frsize=4096)
    monkeypatch.setattr("pyready.posix.files.os.statvfs", lambda _: found)
    monkeypatch.setattr(os, "geteuid", lambda: USER)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(mounts, "_mounts", lambda: (("/", "ext4", "/dev/sda1"),))


def ask(monkeypatch: pytest.MonkeyPatch, kernel: object, path: Path) -> Space | None:
    monkeypatch.setattr(quota, "_libc", lambda: kernel)
    return PosixFiles().space(str(path)).value


@pytest.mark.parametrize(
    ("answer", "free", "decides"),
    [
        (limits(soft=2 * 1024**3, hard=3 * 1024**3, used=1024**3), 1024**3, True),
        (limits(hard=3 * 1024**3, used=1024**3), 2 * 1024**3, True),
        (limits(soft=2 * 1024**3, used=1024**3), 1024**3, True),
        (limits(soft=1024**3, hard=2 * 1024**3, used=1024**3 + 1), 0, True),
        (limits(soft=200 * 1024**3), FREE, False),
        (limits(soft=FREE), FREE, False),
        (limits(), FREE, False),
        (limits(used=7 * GB), FREE, False),
        (limits(soft=2 * 1024**3, valid=1), FREE, None),
        (limits(soft=2 * 1024**3, valid=2), FREE, None),
        (limits(soft=2 * 1024**3, valid=0), FREE, None),
        ({"soft": 2**64 - 1, "hard": 2**64 - 1, "used": 2**64 - 1}, FREE, False),
        (None, FREE, None),
    ],
    ids=["soft", "hard alone", "soft alone", "above soft", "larger than the drive", "as large as what is free", "none",
         "used without a limit", "no use told", "no limit told", "nothing told", "the largest numbers", "refused"],
)  # fmt: skip
@pytest.mark.usefixtures("drive")
def test_the_smaller_of_what_is_free_and_what_the_quota_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: dict[str, int] | None, free: int, decides: bool | None
) -> None:
    assert ask(monkeypatch, Kernel(answer), tmp_path) == Space(free, decides)


@pytest.mark.usefixtures("drive")
def test_the_kernel_is_asked_for_the_own_account_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    kernel = Kernel(None, limits(hard=GB))

    ask(monkeypatch, kernel, tmp_path / "link")
    assert kernel.asked == [
        ("folder", 443, os.path.realpath(tmp_path), GET_USER_QUOTA, USER),
        ("device", GET_USER_QUOTA, b"/dev/sda1", USER),
    ]


@pytest.mark.usefixtures("drive")
def test_before_the_newer_call_there_is_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = Kernel(None, limits(hard=3 * 1024**3, used=1024**3))
    assert ask(monkeypatch, older, tmp_path) == Space(2 * 1024**3, quota=True)

    monkeypatch.setattr(platform, "machine", lambda: "mips64")
    elsewhere = Kernel(limits(hard=GB), limits(hard=3 * 1024**3, used=1024**3))
    assert ask(monkeypatch, elsewhere, tmp_path) == Space(2 * 1024**3, quota=True)
    assert [each[0] for each in elsewhere.asked] == ["device"]


@pytest.mark.parametrize("mounted", ["tmpfs", "", "zpool/home", "server:/home"])
@pytest.mark.usefixtures("drive")
def test_what_is_mounted_from_no_device_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounted: str
) -> None:
    monkeypatch.setattr(mounts, "_mounts", lambda: (("/", "ext4", mounted),))
    kernel = Kernel(None, limits(hard=GB))
    assert ask(monkeypatch, kernel, tmp_path) == Space(FREE)
    assert [each[0] for each in kernel.asked] == ["folder"]


@pytest.mark.parametrize("kind", ["nfs4", "nfs", "cifs"])
@pytest.mark.usefixtures("drive")
def test_a_network_drive_is_not_asked_and_said_to_be_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(mounts, "_mounts", lambda: (("/", kind, "server:/home"),))
    kernel = Kernel(limits(hard=GB))
    assert ask(monkeypatch, kernel, tmp_path) == Space(FREE, quota=None)
    assert kernel.asked == []


@pytest.mark.usefixtures("drive")
def test_no_quota_binds_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert ask(monkeypatch, Kernel(limits(hard=GB)), tmp_path) == Space(FREE, quota=None)


@pytest.mark.usefixtures("drive")
def test_a_c_library_without_the_calls_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch, object(), tmp_path) == Space(FREE, quota=None)


@pytest.mark.usefixtures("drive")
def test_nothing_is_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for kernel in (Kernel(limits(hard=GB)), Kernel(None), object()):
        ask(monkeypatch, kernel, tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_of_two_drives_mounted_on_one_place_the_later_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "a / ext4 rw 0 0\nauto.home /home autofs rw 0 0\nserver:/home /home nfs4 rw 0 0\n"
    monkeypatch.setattr(mounts.Path, "read_text", lambda *_, **__: listed)  # type: ignore[attr-defined]
    mounts._mounts.cache_clear()
    try:
        assert (mounts.drive_kind("/home/jane"), mounts.device("/home/jane")) == ("network", "server:/home")
        assert (mounts.drive_kind("/"), mounts.device("/")) == ("local", "a")
    finally:
        mounts._mounts.cache_clear()
    assert tmp_path.is_dir()


@pytest.mark.parametrize("path", ["/", "/tmp", "/proc", "/dev", "/nothing/here"])
@pytest.mark.parametrize("user", [0, USER])
def test_the_real_kernel_never_makes_it_fail(monkeypatch: pytest.MonkeyPatch, path: str, user: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    found = quota.own(path)
    assert found is None or isinstance(found, Quota)


HEADER = """
#include <stddef.h>
#include <stdio.h>
#include <sys/quota.h>
#include <sys/syscall.h>
int main(void) {
    printf("%u %zu %zu %zu %zu %zu", (unsigned)QCMD(Q_GETQUOTA, USRQUOTA), sizeof(struct dqblk),
           offsetof(struct dqblk, dqb_bhardlimit), offsetof(struct dqblk, dqb_bsoftlimit),
           offsetof(struct dqblk, dqb_curspace), offsetof(struct dqblk, dqb_valid));
    return 0;
}
"""


def test_the_numbers_are_those_of_the_systems_own_header(tmp_path: Path) -> None:
    source, program = tmp_path / "quota.c", tmp_path / "quota"
    source.write_text(HEADER, "utf-8")
    try:
        subprocess.run(["cc", str(source), "-o", str(program)], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.CalledProcessError):
        missing("no C compiler with the system's headers here")
    said = subprocess.run([program], check=True, capture_output=True, timeout=60).stdout.decode("ascii")
    fields = (Block.hard.offset, Block.soft.offset, Block.used.offset, Block.valid.offset)
    assert said == " ".join(map(str, (GET_USER_QUOTA, ctypes.sizeof(Block), *fields)))
