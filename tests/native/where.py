"""Whether a test may change this computer: only a hosted runner, and only as an elevated administrator."""

import sys
from collections.abc import Mapping


def why_not(environment: Mapping[str, str], *, elevated: bool) -> str:
    """The reason to skip; empty where a test may make accounts and set policies."""
    if environment.get("GITHUB_ACTIONS") != "true" or environment.get("RUNNER_ENVIRONMENT") != "github-hosted":
        return "makes an account and sets policies: only on a hosted runner, which is thrown away afterwards"
    return "" if elevated else "makes an account and sets policies: needs an elevated administrator"


def is_elevated() -> bool:
    """By Windows' own word."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.WinDLL("shell32.dll", winmode=0x800).IsUserAnAdmin())
