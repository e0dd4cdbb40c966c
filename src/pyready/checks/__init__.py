"""Every check. Adding one: a module here or a line in its topic's `CHECKS`, and its test."""

from pyready.checks import (
    folders,
    installers,
    management,
    network,
    packages,
    programs,
    proxy,
    python_here,
    rights,
    scripting,
    tls,
)
from pyready.outcome import Check

CHECKS: tuple[Check, ...] = (
    *rights.CHECKS,
    *management.CHECKS,
    *installers.CHECKS,
    *scripting.CHECKS,
    *programs.CHECKS,
    *python_here.CHECKS,
    *folders.CHECKS,
    *proxy.CHECKS,
    *network.CHECKS,
    *tls.CHECKS,
    *packages.CHECKS,
)
