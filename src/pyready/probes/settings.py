"""How pip, uv, git, the install manager and Python itself are set up by files and variables, without sign-ins."""

from typing import NamedTuple

import msgspec

from pyready.formats import git_files, manager_files, netrc_file, pip_files, uv_files
from pyready.formats import setting_values as values
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.probe import Declared, Probe, file, registry, system, variable
from pyready.model.tool_settings import Place, Setting, Settings, SettingsFile

__all__ = ["PROBE", "Place", "Setting", "Settings", "SettingsFile", "collect"]

_KEPT = (
    ("user", "HKCU\\Environment"),
    ("computer", "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"),
)


class _Variable(NamedTuple):
    """A variable that several tools, or Python itself, obey. `several`: it holds a list of paths."""

    tool: str
    name: str
    why: str
    several: bool = False


_VARIABLES = (
    _Variable("certificates", "REQUESTS_CA_BUNDLE", "a certificate bundle for Python's programs"),
    _Variable("certificates", "CURL_CA_BUNDLE", "a certificate bundle for Python's programs and curl"),
    _Variable("certificates", "SSL_CERT_FILE", "a certificate bundle for Python, uv and others"),
    _Variable("certificates", "SSL_CERT_DIR", "a folder of certificates for Python, uv and others", several=True),
    _Variable("python", "PYTHONHOME", "it stops every other Python from starting", several=True),
    _Variable("python", "PYTHONPATH", "every Python looks there for packages", several=True),
    _Variable("python", "PYTHONSTARTUP", "a file that every Python runs at the prompt"),
    _Variable("python", "PYTHONUSERBASE", "where your own packages are"),
    _Variable("python", "VIRTUAL_ENV", "a virtual environment is switched on"),
    _Variable("python", "CONDA_PREFIX", "a conda environment is switched on"),
)
_OF_MANAGER = (*manager_files.VARIABLES, "PYTHON_MANAGER_CONFIG")
_SET_FOR_GOOD = {"PYTHONHOME", "PYTHONPATH"}


def collect(host: Host, facts: Facts) -> Settings:
    """Read the files and variables of each tool, then the variables that belong to none."""
    del facts
    parts = [pip_files.read(host), uv_files.read(host), git_files.read(host), manager_files.read(host)]
    wanted = {each.name: each for each in _VARIABLES}
    own = [_variable(host, wanted[name], value) for name, value in values.given(host, wanted)]
    if list(values.given(host, ["PYTHONNOUSERSITE"])):
        own.append(Setting("python", "PYTHONNOUSERSITE", "environment PYTHONNOUSERSITE", flag=True))
    return Settings(
        tuple(each for files, _ in parts for each in files),
        (*(each for _, found in parts for each in found), *own),
        netrc_file.found(host),
    )


def _variable(host: Host, wanted: _Variable, value: str) -> Setting:
    separator = ";" if host.platform == "windows" else ":"
    words = value.split(separator) if wanted.several else [value]
    made = Setting(wanted.tool, wanted.name, f"environment {wanted.name}")
    made = values.places(host, made, words)
    if wanted.name not in _SET_FOR_GOOD or host.platform != "windows":
        return made
    kept = tuple(where for where, key in _KEPT if host.registry.value(key, wanted.name).value)
    return msgspec.structs.replace(made, kept=kept)


def _reads() -> tuple[Declared, ...]:
    of_tools = [
        *((name, "how pip is set up") for name in (*pip_files.VARIABLES, "PIP_CONFIG_FILE")),
        *((name, "how uv is set up") for name in (*uv_files.VARIABLES, "UV_CONFIG_FILE")),
        *((name, "how git connects") for name in git_files.VARIABLES),
        *((name, "how the Python Install Manager is set up") for name in _OF_MANAGER),
    ]
    folders = (
        "ProgramData",
        "ProgramFiles",
        "ProgramFiles(x86)",
        "SystemRoot",
        "APPDATA",
        "LOCALAPPDATA",
        "USERPROFILE",
        "HOME",
        "HOMEDRIVE",
        "HOMEPATH",
        "XDG_CONFIG_HOME",
    )
    return (
        *(variable(name, why) for name, why in of_tools),
        *(variable(each.name, each.why) for each in _VARIABLES),
        variable("PYTHONNOUSERSITE", "your own packages are left out"),
        variable(netrc_file.VARIABLE, "where the netrc file is, by which pip and uv sign in"),
        *(variable(name, "where files of settings are") for name in folders),
        registry(manager_files.POLICY, "how IT has set up the Python Install Manager"),
        *(registry(key, "whether PYTHONHOME and PYTHONPATH are set for good") for _, key in _KEPT),
        system("who", "whose folder git means by ~NAME"),
        file(
            "{each file of settings of pip, uv, git and the install manager}",
            "the settings that the report names; sign-ins are not kept",
        ),
        file(
            "{each file that git's settings include}",
            "the same settings; at most 32, on a server only beside one just read",
        ),
        file("{the netrc file}", "whether it is there; it is never opened"),
        file("{each file or folder that a setting names}", "whether it is there; it is not opened"),
    )


PROBE = Probe(
    id="settings",
    fact=Settings,
    collect=collect,
    about="how pip, uv, git and Python are set up",
    reads=_reads(),
)
