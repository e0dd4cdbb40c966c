"""Why the system did not let a file be read or written, in its own words."""

import os

# shown in brackets after what could not be done
_BAD_NAME = "its name cannot be used"
_FAILED = "it failed"
_HELD = "{said}; another program might have it open"


def why(error: Exception) -> str:
    """The reason as the end of a sentence."""
    if not isinstance(error, OSError):
        return _BAD_NAME
    said = (error.strerror or _FAILED).casefold()
    # Windows says no more than this of a file that another program holds open.
    held = os.name == "nt" and isinstance(error, PermissionError)
    return _HELD.format(said=said) if held else said
