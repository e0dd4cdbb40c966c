"""Where a path leads in the end, as rules see it."""

from pyready.model.host import Host
from pyready.model.paths import is_unc
from pyready.policy.applocker.paths import is_short


def final(host: Host, path: str) -> str | None:
    """The path with links resolved; None where that cannot be told, or a rule may name it in another way.

    What is on another computer is not looked at: it may not answer.
    """
    drive = host.files.drive(path).value
    if is_unc(path) or (drive is not None and drive.kind in {"network", "removable"}):
        return None
    look = host.files.look(path)
    if look.state not in {"set", "not-set"}:
        return None
    real = look.value.real if look.value else path
    return None if is_unc(real) or is_short(real) else real
