"""Every check. Adding one: a module here or a line in its topic's `CHECKS`, and its test."""

from pyready.checks import folders, network, packages, programs, proxy, python_here, rights, tls
from pyready.outcome import Check

CHECKS: tuple[Check, ...] = (
    *rights.CHECKS,
    *programs.CHECKS,
    *python_here.CHECKS,
    *folders.CHECKS,
    *proxy.CHECKS,
    *network.CHECKS,
    *tls.CHECKS,
    *packages.CHECKS,
)
