"""Every check. Adding one: a module here or a line in its topic's `CHECKS`, and its test."""

from pyready.checks import (
    app_control,
    clock,
    conda,
    conda_packages,
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
    settings,
    space,
    terms,
    tls,
)
from pyready.outcome import Check

CHECKS: tuple[Check, ...] = (
    *rights.CHECKS,
    *management.CHECKS,
    *installers.CHECKS,
    *scripting.CHECKS,
    *programs.CHECKS,
    *app_control.CHECKS,
    *python_here.CHECKS,
    *settings.CHECKS,
    *conda.CHECKS,
    *folders.CHECKS,
    *space.CHECKS,
    *proxy.CHECKS,
    *network.CHECKS,
    *tls.CHECKS,
    *clock.CHECKS,
    *packages.CHECKS,
    *conda_packages.CHECKS,
    *terms.CHECKS,
)
