"""Which kind of drive a path is on, from the system's own list of mounts."""

from functools import cache
from pathlib import Path, PurePosixPath

# Network file systems as Linux and macOS name them (mount(8), filesystems(5)).
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "9p", "ceph", "glusterfs", "afs"}


@cache
def _mounts() -> tuple[tuple[str, str], ...]:
    """Mount points and their file systems, the deepest first; empty where there is no list."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return _from_psutil()
    pairs = [(fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines) if len(fields) > 2]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


def _from_psutil() -> tuple[tuple[str, str], ...]:
    import psutil  # noqa: TID251 - macOS only; costs 20 ms

    pairs = [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


def drive_kind(real_path: str) -> str:
    """`network`, `local` or `unknown` for a path with its links resolved."""
    path = PurePosixPath(real_path)
    for point, kind in _mounts():
        if path.is_relative_to(point):
            return "network" if kind in _NETWORK else "local"
    return "unknown"
