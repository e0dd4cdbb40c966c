"""Reads conda's files of settings: bounded, and without what YAML can hide.

Sources: docs.conda.io, "Using the .condarc conda configuration file", and conda's `base/constants.py`
(SEARCH_PATH, DEFAULT_CHANNELS), read 2026-11-22. A setting that stands in a file twice ends every command of conda:
`YamlRawParameter.make_raw_parameters_from_file` in `common/configuration.py` lets that error of ruamel.yaml through
(26.7.1, read 2026-11-29; not yet seen running). Some other errors it passes over with a warning; as PyYAML does not
draw that line where ruamel.yaml does, what becomes of such a file is not known here.
"""

import re
from collections.abc import Iterator
from typing import Any

from pyready.formats.server_address import Address, address
from pyready.formats.setting_values import NO, YES
from pyready.model.anchors import anchored
from pyready.model.conda import Channel, Condarc
from pyready.model.host import Host, Reading
from pyready.model.paths import for_platform, is_local, is_unc
from pyready.model.proxy_address import parse_proxy

LIMIT = 64_000
"""Bytes: the reader of YAML is slow, and a file of settings is short."""
MOST = 50
"""Channels of one list that are kept."""

_ANACONDA = {"defaults", "anaconda", "main", "r", "msys2", "pkgs/main", "pkgs/r", "pkgs/msys2", "pkgs/free", "pkgs/pro"}
"""Names of the channels that Anaconda builds itself, `defaults` and their copies on its public server."""
_PAID_HOSTS = {"repo.anaconda.com", "repo.continuum.io", "repo.anaconda.cloud"}
_PUBLIC_HOSTS = {"conda.anaconda.org", "anaconda.org"}


_PLAIN = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*|https?://[A-Za-z0-9./_-]+")
"""What can stand in a command as it is."""


class BadCondarc(ValueError):
    """The file cannot be used; the message says why in a few of our own words. `fault`: what conda does then."""

    def __init__(self, reason: str, fault: str = "") -> None:
        super().__init__(reason)
        self.fault = fault


def read(host: Host, path: str, scope: str) -> Condarc | None:
    """One file; None when there is none."""
    data = host.files.data(path, LIMIT)
    if data.state == "not-set":
        return None
    try:
        return told(host, _settings(data), path, scope, data.state)
    except BadCondarc as error:
        return Condarc(path, anchored(host, path), "malformed", scope, str(error), error.fault)


def from_variable(host: Host) -> Condarc | None:
    """CONDA_CHANNELS, which conda reads like a file."""
    reading = host.variables.get("CONDA_CHANNELS")
    if not reading.value:
        return None
    words = [word.strip() for word in reading.value.replace("&", ",").split(",")]
    return told(host, {"channels": words}, "environment CONDA_CHANNELS", "named", reading.state)


def _settings(data: Reading[bytes]) -> dict[str, Any]:
    if data.value is None:
        if data.state == "malformed":
            raise BadCondarc("it is too large, or it is not a file")
        return {}
    try:
        text = data.value.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCondarc("it is not UTF-8") from None
    found = plain(text)
    if not isinstance(found, dict):
        if found is None:
            return {}
        raise BadCondarc("it is not a list of settings")
    return {key: value for key, value in found.items() if isinstance(key, str)}


def plain_loader() -> Any:
    """A reader of plain YAML: BadCondarc for what can stand for itself a million times over, or for anything."""
    import yaml

    class Plain(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise BadCondarc("it contains anchors or aliases, which pyready does not follow")
            if getattr(event, "tag", None):
                raise BadCondarc("it contains tags, which pyready does not follow")
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if len(set(keys)) < len(keys):  # as ruamel.yaml, by which conda reads
                raise BadCondarc("it has the same setting twice", "stops")
            return super().construct_mapping(node, deep)

    return Plain


def plain(text: str) -> Any:
    """The document, if it is plain; else BadCondarc."""
    import yaml

    try:
        return yaml.load(text, Loader=plain_loader())  # noqa: S506 - a SafeLoader
    except BadCondarc:
        raise
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise BadCondarc("it is not YAML") from None


def told(host: Host, settings: dict[str, Any], path: str, scope: str, state: str) -> Condarc:
    """What these settings say, by their names in the file."""
    return Condarc(
        path=path,
        command=anchored(host, path),
        state=state,
        scope=scope,
        channels=_channels(host, settings.get("channels")),
        default_channels=_channels(host, settings.get("default_channels")),
        ssl_verify=_ssl_verify(host, settings.get("ssl_verify")),
        proxy_http=_proxy(settings.get("proxy_servers"), "http"),
        proxy_https=_proxy(settings.get("proxy_servers"), "https"),
        allowed=_channels(host, settings.get("allowlist_channels", settings.get("whitelist_channels"))),
        denied=_channels(host, settings.get("denylist_channels")),
        override_channels=_flag(settings.get("override_channels_enabled")),
        offline=_flag(settings.get("offline")),
        no_revoke=_flag(settings.get("ssl_no_revoke")),
        forge=_forge(settings),
    )


def _flag(value: Any) -> bool | None:
    word = _word(value).casefold()
    return word in YES if word in YES | NO else None


def _word(value: Any) -> str:
    """A single value as one would write it; a list, a table or a number of any size stands for none of ours."""
    if isinstance(value, int) and not -_LARGE < value < _LARGE:  # nor can Python write every one out
        return _NO_WORD
    return str(value) if isinstance(value, str | int | float) else _NO_WORD


_LARGE, _NO_WORD = 1 << 63, "?"


def _forge(settings: dict[str, Any]) -> str:
    """By the maps that give single channels another address, else by the address that stands before every name."""
    if any(_names_forge(settings.get(key)) for key in ("custom_channels", "custom_multichannels")):
        return "moved"
    alias = settings.get("channel_alias")
    if isinstance(alias, str) and alias.strip():
        found = address(alias.strip())
        return "home" if found and found.host in _PUBLIC_HOSTS and not found.path.strip("/") else "moved"
    return "mirrored" if _names_forge(settings.get("mirrored_channels")) else ""


def _names_forge(value: Any) -> bool:
    return isinstance(value, dict) and "conda-forge" in value


def _channels(host: Host, value: Any) -> tuple[Channel, ...]:
    return tuple(channel(host, each) for each in _texts(value))


def _texts(value: Any) -> list[str]:
    """A list of texts, or one; whatever else stands in it is left out."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, str)][:MOST]


def channel(host: Host, written: str) -> Channel:
    """One entry of a list of channels."""
    plain = written.strip()
    found = address(plain)
    if found is not None:
        return _by_address(found)
    if "://" in plain or "@" in plain:
        return Channel("malformed")
    return Channel("folder") if is_local(plain, host.platform) or is_unc(plain) else _by_name(plain)


def _by_address(found: Address) -> Channel:
    name = found.path.strip("/")
    if not found.host:
        return Channel("folder")
    if found.host in _PAID_HOSTS:
        return Channel("anaconda", name, _plain(found.url))
    return _by_name(name, found.url) if found.host in _PUBLIC_HOSTS else Channel("server")


def _by_name(name: str, written: str = "") -> Channel:
    plain = name.casefold()
    if plain in {"conda-forge", "nodefaults"}:
        return Channel(plain, written=_plain(written or name))
    return Channel("anaconda" if plain in _ANACONDA else "named", name, _plain(written or name))


def _plain(written: str) -> str:
    return written if _PLAIN.fullmatch(written) else ""


def _ssl_verify(host: Host, value: Any) -> str:
    if value is None:
        return ""
    word = _word(value).casefold()
    if word in YES | NO:
        return "yes" if word in YES else "no"
    if word in _SYSTEM:
        return _SYSTEM[word]
    written = _word(value)
    here = is_local(written, host.platform) and not _VARIABLE.search(written)
    return "missing" if here and host.files.look(written).state == "not-set" else "file"


_SYSTEM = {"truststore": "truststore", "<system>": "system"}
_VARIABLE = re.compile(r"[$%]")
"""In a path: only the tool itself knows what it stands for."""


def _proxy(value: Any, kind: str) -> str:
    """The proxy for addresses of a kind, as requests picks it, to which conda hands the map over.

    `select_proxy` in requests' `utils.py` and `CondaSession` in conda's `session.py`, read 2026-11-29.
    """
    named = (value.get(kind) or value.get("all")) if isinstance(value, dict) else None
    found = parse_proxy(named) if isinstance(named, str) else None
    return found.address if found else ""


def search_path(host: Host) -> Iterator[tuple[str, str]]:
    """Scope and path of each file for every conda of this person, the ones that outrank others last."""
    variables, join = host.variables, for_platform(host.platform).join
    windows = host.platform == "windows"
    common = variables.get("ProgramData").value or "" if windows else ""
    tops = [join(common, "conda")] if common else [] if windows else ["/etc/conda", "/var/lib/conda"]
    for top in tops:
        yield from (("computer", path) for path in files_in(host, top))
    home = variables.get("USERPROFILE" if windows else "HOME").value or ""
    xdg = variables.get("XDG_CONFIG_HOME").value or ""
    for top in [
        join(xdg, "conda") if xdg else "",
        *((join(home, ".config", "conda"), join(home, ".conda")) if home else ()),
    ]:
        yield from (("user", path) for path in files_in(host, top))
    if home:
        yield "user", join(home, ".condarc")
    if prefix := variables.get("CONDA_PREFIX").value:
        yield from (("environment", path) for path in files_in(host, prefix))
    if named := variables.get("CONDARC").value:
        yield "named", named


NAMES = (".condarc", "condarc")


def files_in(host: Host, top: str, names: tuple[str, ...] = NAMES, more: str = "condarc.d") -> Iterator[str]:
    """The files of these names that conda would look for in one of its folders, and those of the folder `more`."""
    if not top:
        return
    join = for_platform(host.platform).join
    listed = host.files.folder(top)
    if listed.state == "not-set":
        return
    there = None if listed.value is None else {name.casefold() for name in listed.value}
    yield from (join(top, name) for name in names if there is None or name in there)
    if there is not None and more in there:
        below = join(top, more)
        found = [name for name in host.files.folder(below).value or () if name.casefold().endswith((".yml", ".yaml"))]
        yield from (join(below, name) for name in found[:MOST])
