"""The computer that pyready runs on."""

import sys

from pyready.model.host import Host


def this_machine() -> Host:
    """The host of the system this runs on."""
    from pyready.net.transport import Transport

    if sys.platform == "win32":
        from pyready.windows.host import windows_host

        return windows_host(Transport())
    from pyready.posix.host import posix_host

    return posix_host(Transport())
