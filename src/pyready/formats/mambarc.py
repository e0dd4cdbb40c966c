"""Reads what micromamba reads beside conda's files: files of its own, conda's in more folders, and its variables.

Source: mamba 2.8.1, `libmamba/src/api/configuration.cpp` (compute_default_rc_sources, load_rc_file, ConfigurableImpl)
and `libmamba/src/util/environment.cpp` (user_config_dir), read 2026-11-29; not yet seen running. A file that it cannot
read it passes over with a message. It stops at a variable whose value has not the type of the setting.
"""

from collections.abc import Iterator

from pyready.formats import condarc
from pyready.model.anchors import Anchored, fill
from pyready.model.conda import Condarc
from pyready.model.host import Host
from pyready.model.paths import for_platform

VARIABLES = {
    "MAMBA_OFFLINE": "offline",
    "MAMBA_OVERRIDE_CHANNELS_ENABLED": "override_channels_enabled",
    "MAMBA_SSL_VERIFY": "ssl_verify",
    "MAMBA_SSL_NO_REVOKE": "ssl_no_revoke",
    "MAMBA_CHANNEL_ALIAS": "channel_alias",
}
"""Its variables, and the settings that they outrank. It reads none of conda's but CONDA_CHANNELS."""
_YES_OR_NO = {"offline", "override_channels_enabled", "ssl_no_revoke"}
_WORDS = {"y", "n", "yes", "no", "true", "false", "on", "off"}
"""What yaml-cpp, by which it reads, takes for yes or no: not 1 and not 0."""
_OWN = (".mambarc", "mambarc")


def read(host: Host) -> tuple[Condarc, ...]:
    """The files that are there, then the variables: a later one outranks an earlier one."""
    paths = dict.fromkeys(_search_path(host))
    files = (condarc.read(host, path, scope) for scope, path in paths)
    return (*(each for each in files if each), *_variables(host))


def _variables(host: Host) -> Iterator[Condarc]:
    for name, key in VARIABLES.items():
        value, path = host.variables.get(name).value, f"environment {name}"
        if not value:
            continue
        if key in _YES_OR_NO and value.strip().casefold() not in _WORDS:
            reason = "it is neither true nor false"
            yield Condarc(path, Anchored("", path), "malformed", "variable", reason, "stops")
            continue
        yield condarc.told(host, {key: value.strip()}, path, "variable", "set")


def _search_path(host: Host) -> Iterator[tuple[str, str]]:
    """Scope and path of each file."""
    windows, join = host.platform == "windows", for_platform(host.platform).join
    home = fill(host, "{USERPROFILE}" if windows else "{HOME}")
    common = fill(host, "{ProgramData}\\conda") if windows else "/etc/conda"
    yield from (("computer", join(top, ".mambarc")) for top in (common, *_MORE[windows]) if top)
    for root in filter(None, (fill(host, each) for each in _ROOTS[windows])):
        yield from (("installation", path) for path in condarc.files_in(host, root, (*condarc.NAMES, ".mambarc")))
    config = fill(host, "{XDG_CONFIG_HOME}") or (fill(host, "{APPDATA}") if windows else home and join(home, ".config"))
    if config and windows:
        yield from (("roaming", path) for path in condarc.files_in(host, join(config, "conda")))
    for top in filter(None, (config and join(config, "mamba"), home and join(home, ".mamba"))):
        yield from (("user", path) for path in condarc.files_in(host, top, _OWN, "mambarc.d"))
    if home:
        yield "user", join(home, ".mambarc")
    if named := host.variables.get("MAMBARC").value:
        yield "named", named


_MORE: dict[bool, tuple[str, ...]] = {True: (), False: ("/var/lib/conda",)}
_ROOTS = {True: ("{LOCALAPPDATA}\\micromamba",), False: ("{MAMBA_ROOT_PREFIX}", "{HOME}/micromamba")}
"""The root prefix: on Windows where the steps put it, elsewhere the variable's or the first of micromamba's own."""
