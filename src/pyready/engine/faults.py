"""A fault in one part of pyready costs that part's line only: what is known of it, without any text of the machine."""

from pathlib import PurePath

strict = False
"""Let a fault in a check or in a route's steps end the run. The tests set it: there a fault is to be seen."""

# shown for a check or a route whose part of pyready failed, and as what to do
SAYS = "This part of pyready failed."
SETTLES = "Report this fault. The rest of the report is not affected."
# shown as the place of a fault outside our own modules
_NOWHERE = "another place"


def place(error: BaseException) -> str:
    """Exception type and our own frames, no message text and no values: safe to share."""
    import traceback

    frames = [
        f"{PurePath(frame.filename).stem}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "pyready" in PurePath(frame.filename).parts
    ]
    return f"{type(error).__name__} at {' > '.join(frames[-3:]) or _NOWHERE}"
