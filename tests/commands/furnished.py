"""A home folder with something in most of the places where pyready looks, on Linux."""

import os
import sys
from pathlib import Path

WRITTEN = {
    ".condarc": "channels: [conda-forge]\n",
    ".gitconfig": "[http]\nproxy = http://proxy.example:8080\n[include]\npath = more.gitconfig\n",
    "more.gitconfig": "[user]\nname = Some Body\n",
    ".config/pip/pip.conf": "[global]\ntimeout = 9\n",
    ".config/uv/uv.toml": "offline = false\n",
    ".conda/environments.txt": "HOME/miniforge3\nHOME/gone\n",
    "miniforge3/conda-meta/history": "",
    "miniforge3/conda-meta/python-3.12.4-h1_0_cpython.json": "{}",
    "miniforge3/bin/python": "",
    "miniforge3/.condarc": "ssl_verify: true\n",
    ".local/share/uv/python/cpython-3.13.1-linux-x86_64-gnu/bin/python3.13": "",
    ".pyenv/versions/3.10.2/bin/python3.10": "",
    ".vscode/extensions/ms-python.python-2026.1.0/package.json": "{}",
    "first-python/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
    ".config/uv/uv-receipt.json": "{}",
    "programs/pip": "",
    "programs/uv": "",
}


def furnish(home: Path) -> dict[str, str]:
    """Write it; give the variables that lead there. One file is a pipe, one folder is closed, links lead round."""
    assert sys.platform != "win32"
    for name, text in WRITTEN.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("HOME", str(home)), "utf-8")
        if path.parent.name in {"bin", "programs"}:
            path.chmod(0o755)
    (home / ".local" / "bin").mkdir()
    (home / ".local" / "bin" / "python3").symlink_to("../../programs/python3")
    (home / "programs" / "python3").symlink_to(os.path.realpath(sys.executable))
    (home / "programs" / "python3.9").symlink_to("python3.9")
    (home / "first-python" / "bin").symlink_to(home / "miniforge3" / "bin")
    os.mkfifo(home / ".netrc")
    (home / ".config" / "mamba").mkdir(mode=0o000)
    return {
        "HOME": str(home),
        "PATH": f"{home / 'programs'}:/usr/bin:/bin:relative:{home / 'gone'}",
        "VIRTUAL_ENV": str(home / "first-python"),
        "CONDA_PREFIX": str(home / "miniforge3"),
        "XDG_CURRENT_DESKTOP": "GNOME",
        "REQUESTS_CA_BUNDLE": str(home / "bundle.pem"),
    }
