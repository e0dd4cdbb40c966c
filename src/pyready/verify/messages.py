"""What the last words of pip, Python and conda mean, as far as that is needed to name who can help."""

import re
from typing import NamedTuple

from pyready.model.running import Run


class Meaning(NamedTuple):
    """A message by a pattern: what to say of it, where to read on, and the checks that can say more."""

    pattern: str
    says: str
    guide: str
    checks: tuple[str, ...] = ()


# shown after the sentence of the step that failed, when what it wrote has such a message
MEANINGS = (
    Meaning(
        r"407 |Proxy Authentication Required|ERR_PROXY_AUTH",
        "The proxy asks for a sign-in, which pip cannot give.",
        "proxy", ("proxy-found-by-pip", "packages-by-pip", "package-index-by-system"),
    ),
    Meaning(
        r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerification|SSL: ",
        "The certificate of the server was refused: probably a web filter opens the traffic.",
        "tls-inspection", ("packages-by-pip", "tls-inspected", "python-own-trust", "clock", "pip-settings"),
    ),
    Meaning(
        r"No space left on device|Errno 28\b|Disk quota exceeded|Errno 122\b|WinError 112\b|not enough space",
        "The drive is full.",
        "folders", ("room-for-existing-python", "temp-folder", "home-writable"),
    ),
    Meaning(
        r"failed to map segment|WinError 4551|WinError 1260|blocked by (group policy|your organi)|Application Control",
        "A rule of this computer stops program files in that folder.",
        "app-control", ("loads-user-modules", "environment-runs", "runs-user-programs", "temp-folder"),
    ),
    Meaning(
        r"hash(es)? (do|does)? ?not match|THESE PACKAGES DO NOT MATCH|BadZipFile|not a zip file|has an invalid wheel|"
        r"is not a supported wheel|invalid wheel|located at .* is invalid",
        "What came is not the package: probably a web filter put a page in its place.",
        "tls-inspection", ("package-index-by-system", "packages-by-pip"),
    ),
    Meaning(
        r"403 Client Error|403 Forbidden|HTTP error 403",
        "The server, or a web filter, refuses this package.",
        "proxy", ("package-index-by-system", "packages-by-pip"),
    ),
    Meaning(
        r"Read-only file system|Errno 30\b|Permission denied|Errno 13\b|WinError 5\b|Access is denied",
        "You cannot save files in that folder, or start them there.",
        "folders", ("home-writable", "project-folder", "temp-folder", "folder-writable"),
    ),
    Meaning(
        r"Name or service not known|getaddrinfo failed|Temporary failure in name resolution|NameResolutionError|"
        r"NewConnectionError|ConnectTimeout|ReadTimeout|Connection refused|Max retries exceeded|ProxyError|"
        r"Connection reset|Connection aborted|Network is unreachable",
        "pip did not reach the server.",
        "proxy", ("pip-settings", "packages-by-pip", "proxy-found-by-pip", "package-index-by-system"),
    ),
    Meaning(
        r"No matching distribution found|from versions: none",
        "The package index has no such package for this Python.",
        "existing-python", ("usable-python", "pip-settings"),
    ),
    Meaning(
        r"No module named '?(encodings|ensurepip|venv)|init_fs_encoding|init_import_site|venvlauncher",
        "Parts of this Python are missing, or an environment variable names another one.",
        "existing-python", ("python-variables", "usable-python"),
    ),
)  # fmt: skip


def meaning(run: Run | None) -> Meaning | None:
    """The first that fits what it wrote; None where none does."""
    text = f"{run.messages}\n{run.output}" if run else ""
    return next((each for each in MEANINGS if re.search(each.pattern, text, re.IGNORECASE)), None) if text else None
