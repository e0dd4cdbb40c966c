"""Why the system did not let a file be read or written, in its own words."""

import os


def why(error: Exception) -> str:
    """The reason as the end of a sentence."""
    if not isinstance(error, OSError):
        return "its name cannot be used"
    said = (error.strerror or "it failed").casefold()
    # Windows says no more than this of a file that another program holds open.
    held = os.name == "nt" and isinstance(error, PermissionError)
    return f"{said}; another program might have it open" if held else said
