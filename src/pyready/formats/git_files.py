"""git's settings for connections, from the files of the computer and of the user. Nothing that they include is read.

Source: git-scm.com/docs/git-config (files, syntax, `http.*`), read 2026-11-22.
"""

import re
from collections.abc import Iterator, Mapping

from pyready.formats import setting_values as values
from pyready.model.anchors import fill
from pyready.model.host import Host
from pyready.model.tool_settings import Setting, SettingsFile

KEYS: Mapping[str, values.Reader] = {
    "http.proxy": values.proxy,
    "http.sslbackend": values.choices,
    "http.sslcainfo": values.places,
    "http.sslverify": values.flag,
}
VARIABLES: Mapping[str, values.Reader] = {"GIT_SSL_NO_VERIFY": values.flag, "GIT_SSL_CAINFO": values.places}
LIMIT = 1_000_000
MOST = 200
"""Settings that are kept; a file made to annoy may hold thousands."""
_WINDOWS = (
    "{ProgramData}\\Git\\config",
    "{ProgramFiles}\\Git\\etc\\gitconfig",
    "{USERPROFILE}\\.config\\git\\config",
    "{USERPROFILE}\\.gitconfig",
)
_POSIX = (
    "/etc/gitconfig",
    "{HOME}/.config/git/config",
    "{HOME}/.gitconfig",
)
_SECTION = re.compile(r'\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]')
_KEY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*(=)?\s*")
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}
_HOME_SHORT = "%(prefix)/"


class BadGitFile(ValueError):
    """The text is not of git's form."""


def read(host: Host) -> tuple[list[SettingsFile], list[Setting]]:
    """Every file that is there, and what it and the variables say."""
    files: list[SettingsFile] = []
    found: list[Setting] = []
    for pattern in _WINDOWS if host.platform == "windows" else _POSIX:
        path = fill(host, pattern)
        reading = host.files.text(path, LIMIT) if path else None
        if reading is None or reading.state == "not-set":
            continue
        state = reading.state
        try:
            for section, server, key, value in entries(reading.value or "" if reading.is_set else ""):
                if len(found) < MOST and (made := _setting(host, f"{section}.{key}", server, value, path)):
                    found.append(made)
        except BadGitFile:
            state = "malformed"
        files.append(SettingsFile("git", path, state, _reason(state)))
    for name, value in values.given(host, VARIABLES):
        found.append(VARIABLES[name](host, Setting("git", name, f"environment {name}"), [value]))
    return files, found


def _reason(state: str) -> str:
    return "it is not of the form that git reads" if state == "malformed" else ""


def _setting(host: Host, name: str, server: str, value: str, path: str) -> Setting | None:
    if name not in KEYS or value.startswith(_HOME_SHORT):
        return None
    made = KEYS[name](host, Setting("git", name, path), [value])
    return values.names(host, made, [server.partition("://")[2].partition("/")[0] or server]) if server else made


def entries(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Section, subsection, key and value of each line that sets something. Raises BadGitFile.

    A key alone means true. A value may be quoted in part and go on behind a backslash at the end of the line.
    """
    section = server = ""
    lines = iter(text.lstrip("\ufeff").splitlines())
    for raw in lines:
        line = raw.strip()
        if head := _SECTION.match(line):
            section, server = head[1].casefold(), re.sub(r"\\(.)", r"\1", head[2] or "")
            line = line[head.end() :].strip()
        if not line or line[0] in "#;":
            continue
        key = _KEY.match(line)
        if key is None or not section:
            raise BadGitFile("neither a section nor a setting")
        yield section, server, key[1].casefold(), _value(line[key.end() :], lines) if key[2] else "true"


def _value(rest: str, lines: Iterator[str]) -> str:
    """The value with quotes, escapes, comments and further lines done away with."""
    made: list[str] = []
    kept, quoted = 0, False
    marks = iter(rest)
    while True:
        mark = next(marks, None)
        if mark is None:
            break
        if mark == "\\":
            escaped = next(marks, None)
            if escaped is None:  # the line goes on below
                marks = iter(next(lines, ""))
                continue
            made.append(_ESCAPES.get(escaped, escaped))
            kept = len(made)
        elif mark == '"':
            quoted = not quoted
            kept = len(made)
        elif mark in "#;" and not quoted:
            break
        else:
            made.append(mark)
            kept = len(made) if quoted or not mark.isspace() else kept
    return "".join(made[:kept])
