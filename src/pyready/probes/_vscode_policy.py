r"""What policy says of extensions of Visual Studio Code. The lists themselves are not kept.

code.visualstudio.com/docs/enterprise/policies and microsoft/vscode-policy-watcher (RegistryPolicy.hh, StringPolicy.cc),
looked at on 2026-11-29: a value of the computer outranks one of the person; REG_SZ, or REG_MULTI_SZ whose lines are
joined.
"""

from pyready.formats.vscode_policy import extension_allowed
from pyready.model.host import Host, Reading, RegistryValue
from pyready.model.probe import Declared, registry
from pyready.model.readings import text, there

_KEY = r"Software\Policies\Microsoft\VSCode"
_ROOTS = ("HKLM", "HKCU")


def extension_policy(host: Host, extension: str) -> Reading[str]:
    """What `AllowedExtensions` says of it, in the words of `formats.vscode_policy`; `missing` on other systems."""
    found = _first(host, "AllowedExtensions")
    if isinstance(found.value, tuple):
        found = Reading(found.state, "\n".join(found.value), found.source)
    policy = text(found)
    if not policy.is_set or policy.value is None:
        return Reading(policy.state, source=policy.source)
    return Reading("set", extension_allowed(policy.value, extension), policy.source)


def own_marketplace(host: Host) -> Reading[bool]:
    """Whether `ExtensionGalleryServiceUrl` names another place for extensions; its address is not kept."""
    return there(_first(host, "ExtensionGalleryServiceUrl"))


def _first(host: Host, name: str) -> Reading[RegistryValue]:
    """The value that counts; one that could not be read hides whether there is one."""
    if host.platform != "windows":
        return Reading("missing")
    found = [host.registry.value(f"{root}\\{_KEY}", name) for root in _ROOTS]
    return next((each for each in found if each.state != "not-set"), found[-1])


READS: tuple[Declared, ...] = tuple(
    registry(f"{root}\\{_KEY}", "whether policy allows VS Code's Python extension; lists are not kept")
    for root in _ROOTS
)
