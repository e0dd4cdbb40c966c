"""Which drive a path is on, and of what kind, from the system's own list of mounts."""

from functools import cache
from pathlib import Path, PurePosixPath

# Network file systems as Linux and macOS name them (mount(8), filesystems(5)).
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "9p", "ceph", "glusterfs", "afs"}


@cache
def _mounts() -> tuple[tuple[str, str, str], ...]:
    """Mount points, their file systems and what is mounted, the deepest first; empty where there is no list."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return _from_psutil()
    found = [
        (fields[1].replace("\\040", " "), fields[2], fields[0]) for fields in map(str.split, lines) if len(fields) > 2
    ]
    found.reverse()  # of two that are mounted on one place the later one is seen
    return tuple(sorted(found, key=lambda each: len(each[0]), reverse=True))


def _from_psutil() -> tuple[tuple[str, str, str], ...]:
    import psutil  # noqa: TID251 - macOS only; costs 20 ms

    found = [(part.mountpoint, part.fstype, part.device) for part in psutil.disk_partitions(all=True)]
    return tuple(sorted(found, key=lambda each: len(each[0]), reverse=True))


def drive_kind(real_path: str) -> str:
    """`network`, `local` or `unknown` for a path with its links resolved."""
    kind = _under(real_path)[1]
    return "unknown" if not kind else "network" if kind in _NETWORK else "local"


def mount_point(real_path: str) -> str:
    """Where the drive of a path with its links resolved begins; empty when not known."""
    return _under(real_path)[0]


def device(real_path: str) -> str:
    """What is mounted where a path with its links resolved is, such as `/dev/sda1`; empty when not known."""
    return _under(real_path)[2]


def _under(real_path: str) -> tuple[str, str, str]:
    path = PurePosixPath(real_path)
    return next((each for each in _mounts() if path.is_relative_to(each[0])), ("", "", ""))
