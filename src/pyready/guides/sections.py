"""Which section of a guide answers which check: a report leads to it, so that nobody has to search a whole guide."""

from collections.abc import Mapping
from functools import cache

OPENING = ""
"""Stands for what comes before the first heading of a guide."""
SECTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "anaconda": {"if-something-goes-wrong": ("anaconda-by-conda",)},
    "anaconda-licence": {
        "what-to-use-instead": ("anaconda-licence-held",),
        "if-you-already-have-anaconda-or-miniconda": ("conda-licence",),
    },
    "app-control": {
        "if-python-works-but-not-what-you-install": (
            "environment-runs",
            "new-environment-runs",
            "winpython-environment-runs",
            "runs-batch-files",
            "loads-found-packages",
            "loads-user-*",
            "loads-new-user-*",
        ),
        "how-to-recognise-it": ("defender-rules", "app-control-watches"),
        "what-works-with-it": ("starts-*", "loads-*", "runs-user-programs", "existing-python-runs"),
    },
    "ask-it": {
        "if-it-can-approve-a-single-installation": ("elevation-product",),
        "let-pyready-write-the-request": ("browser-downloads",),
        "which-request-for-which-problem": (
            "usable-python",
            "installs-*",
            "suits-*",
            "*-writable",
            "temp-folder",
            "windows-supported",
            "*-by-system",
            "*-by-requests",
            "packages-by-*",
            "conda-forge-by-*",
            "python-org-by-*",
        ),
    },
    "browser-notebooks": {"if-the-page-stays-empty": ("browser-notebook-by-system",)},
    "existing-python": {
        "1-find-it": ("usable-python",),
        "if-group-policy-blocks-the-new-environment": (
            "existing-python-runs",
            "loads-found-packages",
        ),
        "if-something-goes-wrong": ("path-entries", "python-command", "python-variables", "user-site"),
    },
    "folders": {
        "room": ("room-for-*", "*-writable"),
        "the-folder-for-temporary-files": ("temp-folder",),
        "onedrive": ("project-folder", "guarded-documents"),
        "a-usb-stick": ("removable-drives",),
        "a-home-folder-on-the-network": ("folder-drive",),
        "a-profile-that-is-copied-or-deleted": ("roaming-folder",),
        "spaces-apostrophes-and-other-letters": ("folder-name", "folder-suits-*"),
        "long-paths": ("long-paths",),
    },
    "hosted": {"what-to-do": ("hosted-offered",), "to-learn-with-made-up-data-only": ("hosted-by-system",)},
    "micromamba": {"if-something-goes-wrong": ("conda-*",)},
    "miniforge": {"if-something-goes-wrong": ("conda-*", "starts-found-conda")},
    "powershell": {
        "leave-activation-out": ("powershell-scripts", "environment-activation"),
        "only-core-types-in-this-language-mode": ("powershell-language",),
        "if-windows-blocks-batch-files": ("runs-batch-files",),
        "if-command-prompt-is-switched-off": ("uses-*", "starts-*"),
    },
    "proxy": {
        "it-depends-on-where-you-are": ("connection-in-use",),
        "which-settings-pip-has-already": ("pip-settings",),
        "what-you-can-see": ("*-by-system",),
        OPENING: ("git-settings",),
        "give-the-tools-the-proxy": (
            "proxy-found-by-pip",
            "packages-by-*",
            "conda-forge-by-*",
            "python-org-by-*",
            "*-by-requests",
        ),
    },
    "python-in-excel": {"do-you-have-it": ("python-in-excel-offered",)},
    "python-manager": {"1-get-the-manager": ("installs-*", "store-by-system", "suits-python-manager")},
    "python-org": {"if-something-goes-wrong": ("installs-msi-for-you",)},
    "shared-computers": {
        "how-to-find-out-yourself": ("own-computer?", "kept-after-log-off?", "environment-kept?"),
        "what-to-use-instead": ("own-computer",),
        "if-you-work-on-the-virtual-desktop": ("kept-after-log-off", "environment-kept"),
    },
    "software-catalogue": {"1-search": ("catalogue-offers-python",)},
    "start-here": {
        "1-ask-the-question": ("run-as-person", "administrator"),
        "which-version": ("usual-processor", "python-to-install"),
        "3-choose-an-option": ("*-by-system",),
    },
    "store-and-stub": {"the-command-winget": ("installs-with-winget",), "what-to-do": ("python-command",)},
    "tls-inspection": {
        "if-the-clock-is-wrong": ("clock",),
        "if-it-gives-you-a-certificate-file": ("packages-by-pip",),
        "python-3-13-and-newer-are-stricter": ("python-own-trust",),
        "what-you-can-see": ("tls-inspected",),
        "if-windows-itself-does-not-trust-it": ("*-by-system",),
        "what-to-do": ("*-by-requests", "packages-by-*", "conda-*", "git-settings"),
    },
    "uv": {"2-give-uv-the-settings-for-this-computer": ("packages-by-uv",)},
    "vscode": {
        "on-a-managed-computer": ("vscode-python",),
        "what-you-need": ("vscode-here", "vscode-extensions-by-system"),
    },
}
"""For each guide its sections, each with the checks that it answers; the first that fits counts.

`*` is any text, and `?` behind a name is for a check that pyready could not answer.
"""


@cache
def section_for(guide: str, check: str, outcome: str) -> str:
    """`guide#section` for a check that leads to this guide; the guide alone where its opening is the answer."""
    asked = f"{check}?" if outcome == "unknown" else check
    for section, patterns in SECTIONS.get(guide, {}).items():
        if section and any(_fits(each, check) or each == asked for each in patterns):
            return f"{guide}#{section}"
    return guide


def _fits(pattern: str, check: str) -> bool:
    before, star, after = pattern.partition("*")
    return check.startswith(before) and check.endswith(after) if star else check == pattern
