"""Every probe. Adding one: a module here, a line below, its test."""

from typing import Any

from pyready.model.facts import all_of
from pyready.model.probe import Probe
from pyready.probes import (
    app_control,
    app_control_found,
    browsers,
    certificates,
    conda,
    connection,
    editors,
    excel,
    identity,
    installers,
    machine,
    management,
    network,
    other_proxies,
    proxies,
    proxy_script,
    pythons,
    rights,
    scripting,
    settings,
    site,
    storage,
    switches,
)

PROBES: tuple[Probe[Any], ...] = (
    switches.PROBE,
    identity.PROBE,
    machine.PROBE,
    rights.PROBE,
    app_control.PROBE,
    site.PROBE,
    storage.PROBE,
    management.PROBE,
    installers.PROBE,
    scripting.PROBE,
    browsers.PROBE,
    connection.PROBE,
    proxies.PROBE,
    other_proxies.PROBE,
    certificates.PROBE,
    settings.PROBE,
    pythons.PROBE,
    app_control_found.PROBE,
    conda.PROBE,
    editors.PROBE,
    excel.PROBE,
    proxy_script.PROBE,
    network.PROBE,
)

TYPES = all_of((probe.id, probe.fact) for probe in PROBES)
"""Every fact type by its id."""
