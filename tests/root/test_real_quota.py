"""A real quota of a real file system; needs root with all its capabilities, and a kernel that keeps quotas on ext4."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.quota
SOURCE = str(Path(__file__).parents[2] / "src")
# Nobody but root comes through the folders of a test, so all of it is mounted on another place.
MOUNT = """
mount -t tmpfs tmpfs /mnt && mkdir /mnt/drive && mount -o loop,usrquota "$1" /mnt/drive || exit 77
chmod 777 /mnt/drive && shift && exec "$@"
"""
ASK = """
import ctypes, os
from pyready.posix import files, quota
LIMITED, FREE, BLOCKS = 12345, 12346, 8 * 1024
SET_USER_QUOTA, LIMITS = 0x800008 << 8, 1
opened = os.open("/mnt/drive", os.O_RDONLY)
block = quota.Block(soft=BLOCKS, hard=2 * BLOCKS, valid=LIMITS)
done = ctypes.CDLL(None, use_errno=True).syscall(443, opened, ctypes.c_long(SET_USER_QUOTA), LIMITED, ctypes.byref(block))
assert done == 0, os.strerror(ctypes.get_errno())
with open("/mnt/drive/half", "wb") as stream:
    stream.write(bytes(4 * 1024 * 1024))
    os.fsync(stream.fileno())
os.chown("/mnt/drive/half", LIMITED, LIMITED)
for user in (LIMITED, FREE):
    os.seteuid(user)
    space = files.PosixFiles().space("/mnt/drive").value
    print(space.free // 1024 // 1024, space.quota)
    os.seteuid(0)
"""


def test_the_kernels_own_quota_is_what_is_left(tmp_path: Path) -> None:
    image = tmp_path / "image"
    with image.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024)
    subprocess.run(
        ["mkfs.ext4", "-q", "-O", "quota", "-E", "quotatype=usrquota", str(image)], check=True, timeout=60
    )  # fmt: skip
    command = ["unshare", "-m", "sh", "-c", MOUNT, "sh", str(image), sys.executable, "-c", ASK]
    result = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": SOURCE}, capture_output=True, check=False, timeout=60
    )  # fmt: skip
    assert result.returncode != 77, "this kernel keeps no quotas on ext4 (CONFIG_QFMT_V2)"
    assert result.stderr.decode() == ""
    limited, free = (line.split() for line in result.stdout.decode().splitlines())
    assert limited[1] == "True"
    assert 3 <= int(limited[0]) <= 4
    assert free[1] == "False"
    assert int(free[0]) > 8
