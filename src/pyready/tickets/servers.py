"""What each server is wanted for, how often, and how much comes from it: what a network team asks before it says yes.

Data, by the id of the endpoint. Sizes are rounded up from what the makers offer in November 2026.
"""

from collections.abc import Iterable

from pyready.model.record import ServerUse

_INSTALL = "each time something is installed"
_ONCE = "once, and again for an update"
_USE = "each time it is used"
_GITHUB = "; GitHub may send it on to release-assets.githubusercontent.com"

USES = {
    use.endpoint: use
    for use in (
        ServerUse("index", "the list of packages", _INSTALL, "web pages and JSON, a few MB"),
        ServerUse("index-files", "the packages themselves", _INSTALL, ".whl and .tar.gz, up to about 200 MB"),
        ServerUse("python-org", "Python itself", _ONCE, ".exe, .msix and .zip, about 30 MB"),
        ServerUse("uv-download", f"the program uv{_GITHUB}", _ONCE, ".zip, about 30 MB"),
        ServerUse("uv-python", f"the Pythons that uv fetches{_GITHUB}", _ONCE, ".tar.gz, about 50 MB"),
        ServerUse("miniforge-download", f"the installer of Miniforge{_GITHUB}", _ONCE, ".exe, about 100 MB"),
        ServerUse("conda-forge", "conda's list of packages and the packages", _INSTALL, ".conda, up to about 200 MB"),
        ServerUse("micromamba-download", "the program micromamba", _ONCE, ".tar.bz2, about 20 MB"),
        ServerUse("winpython-download", f"WinPython{_GITHUB}", _ONCE, ".zip, some hundred MB"),
        ServerUse("anaconda-packages", "the packages of Anaconda", _INSTALL, ".conda, up to about 200 MB"),
        ServerUse("notebook", "the page of a notebook in the browser", _USE, "web pages, some MB"),
        ServerUse("notebook-cdn", "Python for that notebook", _USE, ".wasm and .whl, some ten MB"),
        ServerUse("colab", "a notebook on a server outside", _USE, "web pages, some MB"),
    )
}


def uses(endpoints: Iterable[str]) -> tuple[ServerUse, ...]:
    """What is known of these endpoints; one of the organisation's own may not be known."""
    return tuple(USES[each] for each in endpoints if each in USES)
