"""How much room there is, as evidence."""

from pyready.model.outcome import Evidence
from pyready.probes.storage import Folder


def free(folder: Folder) -> tuple[Evidence, ...]:
    """What is free for the person, and that a quota decides it."""
    space, source = folder.space.value, folder.space.source
    if space is None:
        return (Evidence("space", folder.space.state, source),)
    found = Evidence("free for you", f"{space.free / 1e9:.1f} GB", source)
    return (found, Evidence("what limits it", "a quota on your account", source)) if space.quota else (found,)


def make_room(folder: Folder, what: str) -> str:
    """What to do about too little of it."""
    by_quota = folder.space.value is not None and folder.space.value.quota
    return f"Make room{', or ask IT for a larger quota' * bool(by_quota)}: {what}"
