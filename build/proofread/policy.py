"""What no text of this project advises or spells."""

import re

FORBIDDEN = (
    ("checking switched off", r"verify\s*[=:]\s*['\"]?(false|no|0)\b", "requests.get(url, verify=False)"),
    ("checking switched off", r"ssl_?verify['\"]?\s+(false|no|0)\b", "conda config --set ssl_verify false"),
    ("checking switched off", r"NO_VERIFY|REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY", "set GIT_SSL_NO_VERIFY=1"),
    ("a host trusted blindly", r"trusted-host|TRUSTED_HOST", "pip install --trusted-host index.example six"),
    ("a host trusted blindly", r"insecure", "uv pip install --allow-insecure-host index.example"),
    ("certificates of Windows left out", r"legacy-certs", "pip install --use-deprecated=legacy-certs six"),
    ("script policy", r"bypass", "powershell -ExecutionPolicy ByPass -File setup.ps1"),
    ("script policy", r"Set-ExecutionPolicy", "Set-ExecutionPolicy RemoteSigned -Scope CurrentUser"),
    ("the mark of the web removed", r"\bunblock", "Right-click the file, Properties, Unblock"),
    ("a helper that lends out your log-on", r"\bpx(-proxy)?\b|\bcntlm\b", "start px and use 127.0.0.1:3128"),
    ("a script run from the web", r"\b(irm|iwr|Invoke-WebRequest|curl|wget)\b[^|]*\|", "irm https://x.example | iex"),
    ("a script run from the web", r"\biex\b|Invoke-Expression", "Invoke-Expression $text"),
    ("revocation checks off", r"revoke\s*[=:]?\s*false", "git config http.schannelCheckRevoke false"),
    ("revocation checks off", r"(without|skip|disable|switch off) \w* ?revocation", "disable the revocation check"),
    (
        "hunting for a folder",
        r"(try|find|look for|use) (another|a different|an allowed|a) folder",
        "try another folder",
    ),
    ("hunting for a folder", r"folders?\b.{0,40}\b(allowed|not blocked|may run)", "a folder that is not blocked"),
    ("a password in an address", r"://[^/\s:@]+:[^/\s@]+@", "http://jo:secret@proxy.example:8080"),
    ("a proxy kept in the account", r"\bsetx\b|SetEnvironmentVariable", "setx HTTPS_PROXY http://proxy.example:8080"),
    ("a lost or frozen site", r"nhs-pycom|nhsx\.github", "see nhs-pycom.net"),
    ("a path of one machine", r"/work/|/root/|/home/\w+/|C:\\Users\\\w", "open C:\\Users\\jo\\notes"),
    ("a command line by certutil", r"certutil", "certutil -urlcache -f https://x.example/uv.zip"),
)


# shown to whoever edits a page
SAYS = "this project never advises it ({what}): say what to ask IT for instead"
HOST = "no file spells the hosts of the package index: write {{ endpoint:index }}"


def complaints(text: str) -> list[str]:
    """What a text advises that this project never advises."""
    return [f"{why}: {found[0]}" for why, pattern, _ in FORBIDDEN if (found := re.search(pattern, text, re.IGNORECASE))]


def index_hosts() -> set[str]:
    """The hosts that no file spells."""
    from pip._internal.models.index import PyPI, TestPyPI

    return {str(host) for site in (PyPI, TestPyPI) for host in (site.netloc, site.file_storage_domain)}
