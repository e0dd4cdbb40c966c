"""A proxy as tools want it, and lines that set a variable for one window. Pure: nothing is set."""

import unicodedata

from pyready.model.proxy_address import parse_proxy

_NOT_IN_CMD = set('%"!^&|<>')


def url_of(proxy: str) -> str:
    """The address as tools want it; a name that a report leaves out stays left out. Empty for any other kind."""
    if proxy.startswith("<"):
        return f"http://{proxy}"
    parsed = parse_proxy(proxy)
    return f"http://{parsed.address}" if parsed and parsed.scheme == "http" else ""


def set_line(name: str, value: str) -> str | None:
    """`set "NAME=value"` for cmd.exe; None when the value cannot be written safely or was left out."""
    return None if _unsafe(value) or set(value) & _NOT_IN_CMD else f'set "{name}={value}"'


def export_line(name: str, value: str) -> str | None:
    """`export NAME=value` for a POSIX shell; None when the value cannot be written safely or was left out."""
    if _unsafe(value):
        return None
    import shlex

    return f"export {name}={shlex.quote(value)}"


def powershell_line(name: str, value: str) -> str | None:
    """`$env:NAME = 'value'` for PowerShell; None when the value cannot be written safely or was left out."""
    quotes = set("'\u2018\u2019\u201a\u201b")  # PowerShell ends a text at each of these
    return None if _unsafe(value) or set(value) & quotes else f"$env:{name} = '{value}'"


def _unsafe(value: str) -> bool:
    return not value or any(mark in "<>" or unicodedata.category(mark) in {"Cc", "Cf", "Cs"} for mark in value)
