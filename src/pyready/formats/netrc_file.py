"""Whether there is a netrc file, by which pip and uv sign in at an index. It is looked for and never opened.

Sources: pip.pypa.io/en/stable/topics/authentication ("netrc support"), `get_netrc_auth` in requests' `utils.py`,
docs.astral.sh/uv/concepts/authentication/http ("netrc files") and `get_file` of uv-netrc 0.0.56, read 2026-11-29.
"""

from pyready.formats import setting_values as values
from pyready.model.host import Host
from pyready.model.tool_settings import Place

VARIABLE = "NETRC"
"""Names the file in place of the one in the home folder."""


def found(host: Host) -> Place | None:
    """The file that both would take, or of which that cannot be told; None where there is none."""
    named = [value for _, value in values.given(host, [VARIABLE])]
    own = ("~\\.netrc", "~\\_netrc") if host.platform == "windows" else ("~/.netrc",)
    looked = (values.place(host, path) for path in named or own)
    return next((each for each in looked if each.state != "not-set"), None)
