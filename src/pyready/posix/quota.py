"""What a quota on the person's own account leaves on a drive: asked of the kernel, which tells each user their own.

quotactl(2), Q_GETQUOTA(2const) and dqblk(2type) of man7.org; include/uapi/linux/quota.h: limits in blocks of 1,024
bytes, use in bytes. Read 2026-11-27. `quotactl_fd` needs no name of a device; before Linux 5.14 there is `quotactl`.
A network drive's quota is kept by its server, and quotas of a group or a project are not asked for.
macOS is not asked: quotas of users are one of HFS+, and today's drives have APFS.
"""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.quota needs Linux or macOS")

import ctypes  # noqa: TID251 - this is the one place on POSIX
import os
import platform
from functools import cache
from typing import Any, NamedTuple

from pyready.posix.mounts import device, drive_kind

GET_USER_QUOTA = 0x800007 << 8
"""QCMD(Q_GETQUOTA, USRQUOTA)."""
_QUOTACTL_FD = 443
"""The number of the call, the same on these machines; another one may have another call there."""
_NUMBERED_ALIKE = {"x86_64", "aarch64", "i686", "armv7l", "riscv64", "ppc64le", "s390x"}
_LIMITS, _USED = 1, 2
_BLOCK = 1024


class Block(ctypes.Structure):
    """struct dqblk."""

    _fields_ = (
        ("hard", ctypes.c_uint64),
        ("soft", ctypes.c_uint64),
        ("used", ctypes.c_uint64),
        ("hard_files", ctypes.c_uint64),
        ("soft_files", ctypes.c_uint64),
        ("files", ctypes.c_uint64),
        ("time", ctypes.c_uint64),
        ("time_files", ctypes.c_uint64),
        ("valid", ctypes.c_uint32),
    )


class Quota(NamedTuple):
    """The answer of a drive that counts what each user has."""

    left: int | None
    """Bytes below the limit; None where there is none."""


def own(path: str) -> Quota | None:
    """The quota of the running account where a folder is; None where it is not known."""
    if sys.platform != "linux":
        return None
    user, real, block = os.geteuid(), os.path.realpath(path), Block()
    if user == 0 or drive_kind(real) == "network":  # none binds root, and a server's is not known here
        return None
    if not (_by_folder(real, user, block) or _by_device(real, user, block)):
        return None
    if block.valid & (_LIMITS | _USED) != _LIMITS | _USED:
        return None
    # Above the soft limit one is let for a week by default, then refused: what is installed is meant to stay.
    limits = [limit * _BLOCK for limit in (int(block.soft), int(block.hard)) if limit]
    return Quota(max(min(limits) - int(block.used), 0) if limits else None)


def _by_folder(path: str, user: int, block: Block) -> bool:
    """Ask about the drive of a folder, which is named and not opened for reading."""
    if sys.platform != "linux" or platform.machine() not in _NUMBERED_ALIKE:
        return False
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        numbers = [ctypes.c_long(each) for each in (_QUOTACTL_FD, opened, GET_USER_QUOTA, user)]
        return bool(_libc().syscall(*numbers, ctypes.byref(block)) == 0)
    except (AttributeError, OSError):  # a C library without it
        return False
    finally:
        os.close(opened)


def _by_device(path: str, user: int, block: Block) -> bool:
    """Ask about the device that a folder is mounted from."""
    mounted = device(path)
    if not mounted.startswith("/"):
        return False
    command, account = ctypes.c_int(GET_USER_QUOTA), ctypes.c_int(user)
    try:
        return bool(_libc().quotactl(command, os.fsencode(mounted), account, ctypes.byref(block)) == 0)
    except (AttributeError, OSError, ValueError):
        return False


@cache
def _libc() -> Any:
    return ctypes.CDLL(None)
