"""git's settings for connections, from the files of the computer and of the user, and from what these include.

Source: git-scm.com/docs/git-config (files, syntax, `http.*`), read 2026-11-22.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from pyready.formats import setting_values as values
from pyready.formats.git_includes import Found, Walk
from pyready.model.anchors import fill
from pyready.model.host import Host
from pyready.model.paths import for_platform
from pyready.model.tool_settings import Setting, SettingsFile

_NUMBER = re.compile(r"[+-]?\d+[kmg]?")


def _flag(host: Host, setting: Setting, words: Sequence[str]) -> Setting:
    """git's own words for yes and no (`git_parse_maybe_bool` in parse.c); any other ends what needs the setting."""
    del host
    word = words[-1].casefold()
    if word in {"true", "yes", "on"} or (_NUMBER.fullmatch(word) and word.strip("+-kmg").strip("0")):
        return msgspec.structs.replace(setting, flag=True)
    if word in {"false", "no", "off", ""} or _NUMBER.fullmatch(word):
        return msgspec.structs.replace(setting, flag=False)
    return msgspec.structs.replace(setting, state="malformed")


KEYS: Mapping[str, values.Reader] = {
    "http.proxy": values.proxy,
    "http.sslbackend": values.choices,
    "http.sslcainfo": values.places,
    "http.sslverify": _flag,
}
VARIABLES: Mapping[str, values.Reader] = {"GIT_SSL_NO_VERIFY": values.flag, "GIT_SSL_CAINFO": values.places}
MOST = 200
"""Settings that are kept, the last ones, which outrank the others; a file made to annoy may hold thousands."""
_OF_IT_ON_WINDOWS = (
    "{ProgramData}\\Git\\config",
    "{ProgramFiles}\\Git\\etc\\gitconfig",
    "{LOCALAPPDATA}\\Programs\\Git\\etc\\gitconfig",
)
"""The last two are Git for Windows' own, installed for everybody or for one person. Its installer writes there whose
list of authorities counts: github.com/git-for-windows/build-extra pull request 586, read 2026-11-29."""
_OF_IT = ("/etc/gitconfig",)
_HOME_SHORT = "%(prefix)/"


def home(host: Host) -> str:
    """The folder that git takes for the person's own; empty where no variable names one.

    On Windows HOME, else HOMEDRIVE and HOMEPATH where that folder is there, else USERPROFILE:
    `setup_windows_environment` in compat/mingw.c of github.com/git-for-windows/git.
    """
    get = host.variables.get
    if (named := get("HOME").value) or host.platform != "windows":
        return named or ""
    drive = f"{get('HOMEDRIVE').value or ''}{get('HOMEPATH').value or ''}"
    look = host.files.look(drive).value if drive.strip("\\") and ":" in drive else None
    return drive if look is not None and look.kind == "folder" else get("USERPROFILE").value or ""


def paths(host: Host) -> list[str]:
    """The files that git reads, later ones outranking earlier ones."""
    join, windows = for_platform(host.platform).join, host.platform == "windows"
    own, xdg = home(host), host.variables.get("XDG_CONFIG_HOME").value or ""
    of_it = (fill(host, pattern) for pattern in (_OF_IT_ON_WINDOWS if windows else _OF_IT))
    config = join(xdg, "git", "config") if xdg else join(own, ".config", "git", "config") if own else ""
    return [path for path in (*of_it, config, join(own, ".gitconfig") if own else "") if path]


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Every file that is there, and what it and the variables say."""
    walk = Walk(host, home(host))
    for path in paths(host):
        walk.read(path)
    known = [each for each in walk.found if each.entry.name in KEYS]
    found = [made for each in known[-MOST:] if (made := _setting(host, each))]
    for name, value in values.given(host, VARIABLES):
        found.append(VARIABLES[name](host, Setting("git", name, f"environment {name}"), [value]))
    return walk.files, found


def _setting(host: Host, found: Found) -> Setting | None:
    name, server, given = found.entry
    value = "true" if given is None else given
    if value.startswith(_HOME_SHORT):
        return None
    made = KEYS[name](host, Setting("git", name, found.path, when=found.when), [value])
    return values.names(host, made, [server.partition("://")[2].partition("/")[0] or server]) if server else made
